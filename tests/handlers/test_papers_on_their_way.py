"""Papers on their way: whom the mornings remind, what never changes, what the page shows, and who comes too late."""

import threading
from datetime import date
from urllib.parse import urlsplit

import pytest
import urllib3

from bot import papers as papers_page
from bot.links import Links
from documents import papers
from handlers.intents import Confirm, UpdateStatus
from handlers.intents import StatusChange as Reported
from handlers.intents_checking import Answer, ListPapers
from models.approvals import Approval, ApprovalStep
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import WorkItem
from scheduler.tick import tick
from tests.handlers.conftest import invite, register
from tests.handlers.papers_room import asked_step, chain_of_three, page_of, states, submits
from tests.support.offices import add_item, new_office
from tests.support.room import Room


@pytest.fixture(autouse=True)
def people(room: Room) -> None:
    chain_of_three(room)


def test_a_level_is_reminded_after_two_working_days_then_every_third_and_the_coordinator_told_after_seven(
    room: Room,
) -> None:
    submits(room)  # Monday 9 November
    days = {day: _mornings(room, day) for day in range(10, 21)}
    assert [day for day, (level, _) in days.items() if level] == [11, 16, 19]
    assert [day for day, (_, coordinator) in days.items() if coordinator] == [18]
    [first] = days[11][0]
    assert "ขออนุญาตเรียนติดตามเรื่องเสนอเพื่อพิจารณา 1 เรื่อง" in first
    assert "[เห็นชอบ เรียนเสนอ]" in first
    assert "หัวหน้าสำนักปลัด (หน่อย) เกิน 7 วันทำการแล้ว" in days[18][1][0]
    room.presses("หน่อย", "เห็นชอบ เรียนเสนอ").bot("บันทึกความเห็นชอบ")
    assert not any(_mornings(room, day)[0] for day in range(23, 28))


def _mornings(room: Room, day: int) -> tuple[list[str], list[str]]:
    """What the clock said of papers to the level and to the coordinator that morning; one push a person at most."""
    before = {who: len(room.pushes(who)) for who in ("หน่อย", "ก้อย")}
    room.at(f"2026-11-{day} 08:30").ticks()
    new = {who: room.pushes(who)[count:] for who, count in before.items()}
    assert all(len(pushes) <= 1 for pushes in new.values())
    return (
        [text for text in new["หน่อย"] if "เรื่องเสนอ" in text],
        [text for text in new["ก้อย"] if "เรื่องที่เสนอ" in text],
    )


def test_another_offices_paper_is_out_of_reach(room: Room) -> None:
    with room.database.write() as session:
        office = new_office(session, "other")
        other = Approval(
            office_id=office.id,
            round_id=office.current_round_id,
            paper="followup",
            title="x",
            content={},
            digest="x",
            state="pending",
            submitted_at=room.clock(),
        )
        other.steps = [ApprovalStep(office_id=office.id, position=1, post="ปลัด", state="asked", comment="")]
        session.add(other)
        session.flush()
        paper, step = other.id, other.steps[0].id
    room.taps("ท่านปลัด", f"1:p:{step}:y").bot("ระบบยังไม่ได้บันทึกข้อมูล")
    room.taps("ก้อย", f"1:g:{paper}:w").bot("ระบบยังไม่ได้บันทึกข้อมูล")
    room.wants("ก้อย", ListPapers()).bot("ยังไม่มีเรื่องที่เสนอ")
    assert states(room) == ["pending"]


def test_the_same_paper_is_submitted_once_at_a_time(room: Room) -> None:
    submits(room)
    room.says("ก้อย", "เสนอตารางติดตาม").bot("เสนอไว้แล้ว", "หัวหน้าสำนักปลัด (หน่อย)", "[ถอนเรื่อง]")
    submits(room, "เสนอรายงานผล").bot("เสนอเรื่องเรียบร้อยแล้ว")
    assert states(room) == ["pending", "pending"]
    room.wants("ก้อย", Confirm("made-up")).bot("ระบบยังไม่ได้บันทึกข้อมูล")
    room.says("ก้อย", "ถอนเรื่อง").bot("เรื่อง")  # of two it must be said which
    assert states(room) == ["pending", "pending"]


def test_what_was_submitted_never_changes_whatever_becomes_of_the_register(room: Room) -> None:
    submits(room).presses("หน่อย", "เห็นชอบ เรียนเสนอ").presses("ท่านปลัด", "เห็นชอบ เรียนเสนอ")
    address = page_of(room, "ท่านนายก")
    before, digest = room.visits(address).decode(), _digest(room)
    with room.database.write() as session:
        for item in session.query(WorkItem):
            item.title, item.web_status, item.url, item.presented = "เปลี่ยนแล้ว", "present", "https://x.example", "ใหม่"
            item.elements, item.due = ["องค์ประกอบใหม่"], date(2027, 5, 5)
        session.query(Office).filter_by(slug="demo").one().name = "เทศบาลอื่น"
    room.wants("ส้ม", UpdateStatus((Reported("O1", "done"),)))
    room.presses("ท่านนายก", "อนุมัติ")
    after = room.visits(address).decode()
    assert _digest(room) == digest
    assert _table(after) == _table(before)
    assert digest in after
    assert "เปลี่ยนแล้ว" not in after
    assert "อนุมัติ เมื่อ 9 พ.ย. 69" in after
    with room.database.write() as session:
        session.query(Approval).one().content = {**session.query(Approval).one().content, "title": "ปลอม"}
    assert "ไม่ตรงกับฉบับที่เสนอไว้" in room.visits(address).decode()


def _digest(room: Room) -> str:
    with room.database.read() as session:
        row = session.query(Approval).one()
        assert papers.digest(row.content) == row.digest
        return row.digest


def _table(page: str) -> str:
    return page[page.index("<table>") : page.index("</table>")]


def test_whoever_is_gone_is_replaced_by_who_holds_the_post_now(room: Room) -> None:
    submits(room)
    with room.database.write() as session:
        session.query(Member).filter_by(display_name="หน่อย").one().blocked_at = room.clock()
    room.says("ก้อย", "/papers").bot("ขณะนี้ไม่มีผู้ที่รับข้อความ", "[แจ้งผู้พิจารณาอีกครั้ง]")
    room.presses("ก้อย", "แจ้งผู้พิจารณาอีกครั้ง").bot("ข้อความของระบบส่งไม่ถึง")
    room.at("2026-11-11 08:30").ticks()
    assert "ไม่มีผู้ที่รับข้อความจากระบบได้" in room.pushes("ก้อย")[-1]
    room.says("ใหม่", f"ลงทะเบียน {invite(room, 'head', 'สำนักปลัด')}")
    room.says("ก้อย", "/papers").presses("ก้อย", "แจ้งผู้พิจารณาอีกครั้ง").bot("แจ้งหัวหน้าสำนักปลัด (ใหม่)")
    room.presses("ใหม่", "เห็นชอบ เรียนเสนอ").bot("บันทึกความเห็นชอบ")
    room.says("ก้อย", "/papers").presses("ก้อย", "แจ้งผู้พิจารณาอีกครั้ง").bot("แจ้งปลัดเทศบาล (ท่านปลัด)")
    room.says("ก้อย", "/papers").presses("ก้อย", "แจ้งผู้พิจารณาอีกครั้ง").bot("จึงไม่ได้แจ้งซ้ำ")


def test_whoever_has_left_the_post_decides_no_more_and_the_new_holder_is_asked(room: Room) -> None:
    submits(room)
    register(room, "ใหม่", "head", "สำนักปลัด")
    register(room, "หน่อย", "staff", "กองคลัง")
    for answer in "yn":
        room.taps("หน่อย", f"1:p:{asked_step(room)}:{answer}").bot("อยู่ระหว่างการพิจารณาของหัวหน้าสำนักปลัด (ใหม่)")
    assert len(room.pushes("ใหม่")) == 1
    room.presses("ใหม่", "เห็นชอบ เรียนเสนอ").bot("บันทึกความเห็นชอบ")


def test_a_comment_given_after_the_post_was_left_returns_nothing(room: Room) -> None:
    submits(room)
    room.taps("หน่อย", f"1:p:{asked_step(room)}:n").bot("โปรดพิมพ์ความเห็น")
    with room.database.write() as session:
        session.query(Member).filter_by(display_name="หน่อย").one().divisions = []
    room.wants("หน่อย", Answer("ขอให้แก้ไขข้อ O1")).bot("อยู่ระหว่างการพิจารณาของหัวหน้าสำนักปลัด")
    assert states(room) == ["pending"]
    assert "ไม่มีผู้ที่รับข้อความจากระบบได้" in room.pushes("ก้อย")[-1]


def test_a_reminder_of_ones_own_work_and_of_a_paper_is_one_push_and_rides_on_an_answer(room: Room) -> None:
    with room.database.write() as session:
        office = session.query(Office).filter_by(slug="demo").one()
        add_item(session, office, "O20", ("สำนักปลัด",), date(2026, 11, 11))
    submits(room)
    room.at("2026-11-11 08:30")
    tick(room.database, room.clock())  # LINE has not taken it yet
    before = len(room.pushes("หน่อย"))
    room.says("หน่อย", "/help").bot("O20", "เรื่องเสนอเพื่อพิจารณา", "[เห็นชอบ เรียนเสนอ]")
    assert len(room.pushes("หน่อย")) == before
    assert not _mornings(room, 12)[0]
    assert _mornings(room, 16)[0]


def test_what_an_outage_kept_back_is_said_the_next_morning(room: Room) -> None:
    submits(room)
    room.at("2026-11-11 08:30")
    tick(room.database, room.clock())
    [again] = _mornings(room, 12)[0]
    assert "ขออนุญาตเรียนติดตาม" in again
    assert not _mornings(room, 13)[0]


def test_a_decision_and_a_withdrawal_at_once_come_one_by_one(room: Room) -> None:
    submits(room)
    with room.database.read() as session:
        paper = session.query(Approval).one().id
    taps = {"หน่อย": f"1:p:{asked_step(room)}:y", "ก้อย": f"1:g:{paper}:w"}
    for who, data in taps.items():
        room.platform.tap(room.person(who), data, forged=True)
    workers = [threading.Thread(target=room.work) for _ in taps]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    room.work()
    with room.database.read() as session:
        approval = session.query(Approval).one()
        decided = [s.state for s in approval.steps]
        assert session.query(OutboxMessage).filter_by(purpose="apology").count() == 0
    assert approval.state == "withdrawn"
    assert decided in (["approved", "asked", "waiting"], ["asked", "waiting", "waiting"])


def test_the_page_escapes_what_it_shows_and_opens_with_its_own_address_only(room: Room) -> None:
    with room.database.write() as session:
        item = session.query(WorkItem).filter_by(code="O1").one()
        item.title, item.url, item.web_status = "<script>alert(1)</script>", "javascript:alert(1)", "present"
    room.says("ก้อย", "เสนอตารางติดตาม")
    draft = page_of(room, "ก้อย")
    assert "ร่าง ยังไม่ได้เสนอ" in room.visits(draft).decode()
    room.presses("ก้อย", "ยืนยันเสนอเรื่อง")
    address = page_of(room, "หน่อย")
    assert address != draft
    with urllib3.PoolManager() as pool:
        answer = pool.request("GET", f"{room.bot_url}{urlsplit(address).path}", timeout=10)
        page = answer.data.decode()
        assert answer.status == 200
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "<script" not in page
        assert "&lt;script&gt;alert(1)" in page
        assert 'href="javascript' not in page
        assert "1. " not in page.split("</ol>")[0]  # the list numbers itself
        assert pool.request("GET", f"{room.bot_url}{urlsplit(address).path}x", timeout=10).status == 404
        room.at("2026-11-16 09:01")
        assert pool.request("GET", f"{room.bot_url}{urlsplit(address).path}", timeout=10).status == 404
        moved = urlsplit(
            papers_page.address(Links("https://ita.bangtuayang.example", "other-key"), 1, 1, room.clock())
        ).path
        assert pool.request("GET", f"{room.bot_url}{moved}", timeout=10).status == 404
