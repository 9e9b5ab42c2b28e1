"""Papers up the office's own chain: submitted, approved level by level, returned, frozen, and then to be published."""

import re
import threading
from datetime import date
from urllib.parse import urlsplit

import pytest
import urllib3

from bot import papers as papers_page
from bot.links import Links
from documents import chain, papers
from handlers.intents import Confirm, UpdateStatus
from handlers.intents import StatusChange as Reported
from handlers.intents_checking import DecidePaper, ListPapers, SubmitPaper, WithdrawPaper
from models.approvals import Approval, ApprovalStep
from models.changes import Change
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import WorkItem
from scheduler.tick import tick
from tests.handlers.conftest import enrol, invite
from tests.support.offices import add_item, new_office
from tests.support.room import Room

FOUR = [("หัวหน้าสำนักปลัด", ""), ("รองปลัดเทศบาล", ""), ("ปลัดเทศบาล", ""), ("นายกเทศมนตรี", "")]
THREE = [FOUR[0], FOUR[2], FOUR[3]]


@pytest.fixture(autouse=True)
def people(room: Room) -> None:
    """หน่อย heads สำนักปลัด, ท่านปลัด is the ปลัด, ท่านนายก the นายก. It is Monday morning."""
    room.at("2026-11-09 09:00")
    enrol(room, "หน่อย", "head", "สำนักปลัด")
    enrol(room, "ท่านนายก", "chief")
    holds(room, "ท่านปลัด", "ปลัด")
    holds(room, "ท่านนายก", "นายก")
    sets(room, THREE)


def holds(room: Room, name: str, post: str) -> None:
    with room.database.write() as session:
        session.query(Member).filter_by(display_name=name).one().post = post


def sets(room: Room, posts: list[tuple[str, str]]) -> None:
    with room.database.write() as session:
        chain.set_chain(session, session.query(Office).filter_by(slug="demo").one().id, posts, "office")


def submits(room: Room, line: str = "เสนอตารางติดตาม") -> Room:
    return room.says("ก้อย", line).presses("ก้อย", "ยืนยันเสนอเรื่อง")


def steps(room: Room, nth: int = -1) -> list[tuple[str, str, str, str]]:
    """Of one paper: post, from which it was acted for, state, by whom."""
    with room.database.read() as session:
        paper = session.query(Approval).order_by(Approval.id).all()[nth]
        return [(s.post, s.acting, s.state, s.decider.display_name if s.decider else "") for s in paper.steps]


def states(room: Room) -> list[str]:
    with room.database.read() as session:
        return [a.state for a in session.query(Approval).order_by(Approval.id)]


def asked_step(room: Room) -> int:
    with room.database.read() as session:
        return session.query(ApprovalStep).filter_by(state="asked").one().id


def page_of(room: Room, who: str) -> str:
    """The address under «เปิดอ่านทั้งฉบับ» in what this person heard last."""
    with room.database.read() as session:
        rows = session.query(OutboxMessage).filter_by(chat=room.person(who)).order_by(OutboxMessage.created_at)
        said = " ".join(str(row.messages) for row in rows)
    return str(re.findall(r"https://[^'\"]*/paper/[^'\"]+", said)[-1])


def test_three_levels_approve_and_the_task_follows_until_its_address_is_told(room: Room) -> None:
    room.says("ก้อย", "เสนอตารางติดตาม")
    room.bot(
        "ร่างก่อนเสนอ",
        "ทั้งหมด 9 ข้อ",
        "ยังไม่ได้ตรวจสอบ 9",
        "1. หัวหน้าสำนักปลัด (หน่อย)",
        "2. ปลัดเทศบาล (ท่านปลัด)",
        "3. นายกเทศมนตรี (ท่านนายก)",
        "[เปิดอ่านทั้งฉบับ]",
        "[ยืนยันเสนอเรื่อง]",
    )
    assert states(room) == []
    room.presses("ก้อย", "ยืนยันเสนอเรื่อง")
    room.bot("เสนอเรื่องเรียบร้อยแล้ว", "9 พ.ย. 69 เวลา 09.00 น.", "รอหัวหน้าสำนักปลัด (หน่อย) พิจารณา", "[ถอนเรื่อง]")
    [push] = room.pushes("หน่อย")
    for part in ("เรียน หัวหน้าสำนักปลัด", "ก้อย (ผู้ประสานงาน ITA) ขอเสนอตารางติดตามข้อมูลสาธารณะ", "[เห็นชอบ เรียนเสนอ]"):
        assert part in push
    assert room.pushes("ท่านปลัด") == []

    room.presses("หน่อย", "เห็นชอบ เรียนเสนอ").bot("บันทึกความเห็นชอบ", "หัวหน้าสำนักปลัด", "เสนอปลัดเทศบาล (ท่านปลัด) พิจารณาต่อ")
    assert "เรียน ท่านปลัด" in room.pushes("ท่านปลัด")[-1]
    assert "1. หัวหน้าสำนักปลัด (หน่อย): เห็นชอบ 9 พ.ย. 69" in room.pushes("ท่านปลัด")[-1]
    room.presses("ท่านปลัด", "เห็นชอบ เรียนเสนอ")
    assert room.pushes("ก้อย") == []  # in between only on asking
    room.says("ก้อย", "/papers").bot("อยู่ระหว่างเสนอ", "3. นายกเทศมนตรี (ท่านนายก): รอพิจารณา")
    room.presses("ท่านนายก", "อนุมัติ").bot("บันทึกการอนุมัติ", "T1", "แจ้งผู้ประสานงานแล้ว")
    assert states(room) == ["approved"]
    assert steps(room) == [
        ("หัวหน้าสำนักปลัด", "", "approved", "หน่อย"),
        ("ปลัดเทศบาล", "", "approved", "ท่านปลัด"),
        ("นายกเทศมนตรี", "", "approved", "ท่านนายก"),
    ]
    [told] = room.pushes("ก้อย")
    for part in ("อนุมัติครบทุกลำดับแล้ว", "T1 เสร็จแล้ว", "ภายในวันที่ 16 พ.ย. 69"):
        assert part in told

    room.at("2026-11-13 08:30").ticks()
    assert "T1" in room.pushes("ก้อย")[-1]
    assert "ยังไม่มีผู้" not in room.pushes("ก้อย")[-1]
    room.says("ก้อย", "T1 เสร็จแล้ว https://www.bangtuayang.example/oit").bot("T1", "ของผู้ประสานงาน ITA เรียบร้อยแล้ว")
    with room.database.read() as session:
        task = session.query(WorkItem).filter_by(code="T1").one()
        assert (task.kind, task.status(), task.due) == ("task", "done", date(2026, 11, 16))
        assert task.url == "https://www.bangtuayang.example/oit"
        rows = session.query(Change).filter_by(item_id=task.id).order_by(Change.id)
        assert [(c.field, c.after, c.on_behalf) for c in rows] == [
            ("evidence", task.url, False),
            ("url", task.url, False),
            ("status", "done", False),
        ]
    room.says("ท่านปลัด", "เรื่องเสนอ").bot("อนุมัติแล้ว", "เผยแพร่แล้วที่ https://www.bangtuayang.example/oit")
    room.says("ส้ม", "/status").bot(without=("T1",))


def test_a_paper_comes_back_with_a_comment_and_goes_up_anew(room: Room) -> None:
    submits(room).presses("หน่อย", "เห็นชอบ เรียนเสนอ")
    room.presses("ท่านปลัด", "ส่งคืน").bot("โปรดพิมพ์ความเห็น", "ยังไม่ได้ส่งคืน")
    assert states(room) == ["pending"]
    room.says("ท่านปลัด", ".").bot("ขอความอนุเคราะห์ระบุความเห็น")
    room.says("ท่านปลัด", "O5 ยังไม่เสร็จ ขอให้ตรวจสอบ URL ของ O1 ก่อน")
    room.bot("ส่งคืนตารางติดตามข้อมูลสาธารณะเรียบร้อยแล้ว", "ขอให้ตรวจสอบ URL ของ O1 ก่อน")
    assert states(room) == ["returned"]
    told = room.pushes("ก้อย")[-1]
    for part in ("ท่านปลัด", "ส่งคืนตารางติดตามข้อมูลสาธารณะ ในลำดับ ปลัดเทศบาล", "O5 ยังไม่เสร็จ", "เสนอใหม่ได้ตั้งแต่ลำดับแรก"):
        assert part in told
    with room.database.read() as session:
        assert session.query(Change).count() == 0  # the comment was no report
    submits(room)
    assert states(room) == ["returned", "pending"]
    assert [state for _, _, state, _ in steps(room)] == ["asked", "waiting", "waiting"]
    assert len(room.pushes("หน่อย")) == 2
    room.says("หน่อย", "/papers").bot("อยู่ระหว่างเสนอ", "ส่งคืนให้แก้ไข", "ความเห็น: O5 ยังไม่เสร็จ")


def test_one_who_acts_for_the_next_level_decides_both_with_one_tap(room: Room) -> None:
    sets(room, [FOUR[0], FOUR[2], (FOUR[3][0], "ปลัด")])
    submits(room, "เสนอรายงานผล").presses("หน่อย", "เห็นชอบ เรียนเสนอ")
    [push] = room.pushes("ท่านปลัด")
    for part in ("3. ปลัด ปฏิบัติหน้าที่นายกเทศมนตรี (ท่านปลัด)", "มีผลในตำแหน่ง นายกเทศมนตรี", "[อนุมัติ]"):
        assert part in push
    room.presses("ท่านปลัด", "อนุมัติ").bot("ในตำแหน่ง ปลัดเทศบาล และ นายกเทศมนตรี")
    assert states(room) == ["approved"]
    assert steps(room)[1:] == [
        ("ปลัดเทศบาล", "", "approved", "ท่านปลัด"),
        ("นายกเทศมนตรี", "ปลัด", "approved", "ท่านปลัด"),
    ]
    assert len(room.pushes("ท่านปลัด")) == 1
    assert room.pushes("ท่านนายก") == []


def test_who_acts_from_now_on_decides_what_is_on_its_way(room: Room) -> None:
    submits(room).presses("หน่อย", "เห็นชอบ เรียนเสนอ")
    sets(room, [FOUR[0], FOUR[2], (FOUR[3][0], "ปลัด")])
    room.says("ท่านปลัด", "/papers").presses("ท่านปลัด", "อนุมัติ").bot("ในตำแหน่ง ปลัดเทศบาล และ นายกเทศมนตรี")
    assert steps(room)[2] == ("นายกเทศมนตรี", "ปลัด", "approved", "ท่านปลัด")
    assert states(room) == ["approved"]


def test_a_post_that_nobody_holds_refuses_the_submission_by_name(room: Room) -> None:
    sets(room, FOUR)
    room.says("ก้อย", "เสนอตารางติดตาม")
    room.bot("ยังเสนอเรื่องไม่ได้", "รองปลัดเทศบาล", "tamngan invite --post", without=("[ยืนยันเสนอเรื่อง]",))
    with room.database.write() as session:
        session.query(Member).filter_by(display_name="ท่านนายก").one().blocked_at = room.clock()
    sets(room, THREE)
    room.says("ก้อย", "เสนอตารางติดตาม").bot("ข้อความของระบบส่งไม่ถึง", "นายกเทศมนตรี (ท่านนายก)")
    assert states(room) == []


def test_an_office_without_a_chain_submits_to_its_one_chief_and_to_none_of_two(room: Room) -> None:
    sets(room, [])
    room.says("ก้อย", "เสนอตารางติดตาม").bot("ยังไม่ได้กำหนดสายการเสนอ", "2 ท่าน", "tamngan office chain")
    with room.database.write() as session:
        session.query(Member).filter_by(display_name="ท่านนายก").one().role = "staff"
    holds(room, "ท่านปลัด", "")
    room.says("ก้อย", "เสนอตารางติดตาม").bot("1. ผู้บริหาร (ท่านปลัด)", "เสนอตรงถึงผู้บริหาร")
    room.presses("ก้อย", "ยืนยันเสนอเรื่อง").presses("ท่านปลัด", "อนุมัติ").bot("บันทึกการอนุมัติ")
    assert states(room) == ["approved"]


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


@pytest.mark.parametrize("who", ["ส้ม", "ช้าง", "ก้อย", "ท่านปลัด", "ท่านนายก", "คนนอก"])
def test_nobody_but_the_one_who_is_asked_decides(room: Room, who: str) -> None:
    submits(room)
    for answer in "yn":
        room.taps(who, f"1:p:{asked_step(room)}:{answer}").bot(without=("บันทึกความเห็นชอบ", "โปรดพิมพ์ความเห็น"))
    assert [state for _, _, state, _ in steps(room)] == ["asked", "waiting", "waiting"]


@pytest.mark.parametrize("who", ["ส้ม", "หน่อย", "ท่านปลัด", "คนนอก"])
def test_nobody_but_a_coordinator_submits_or_withdraws(room: Room, who: str) -> None:
    room.wants(who, SubmitPaper("followup", confirmed=True))
    assert states(room) == []
    submits(room)
    with room.database.read() as session:
        number = session.query(Approval).one().id
    for act in "wa":
        room.taps(who, f"1:g:{number}:{act}")
    assert states(room) == ["pending"]
    assert len(room.pushes("หน่อย")) == 1


def test_old_buttons_tell_how_the_paper_stands_and_decide_nothing(room: Room) -> None:
    submits(room)
    first = asked_step(room)
    room.presses("หน่อย", "เห็นชอบ เรียนเสนอ")
    room.taps("หน่อย", f"1:p:{first}:n").bot("มีการพิจารณาแล้ว", "2. ปลัดเทศบาล (ท่านปลัด): รอพิจารณา")
    room.says("ก้อย", "ถอนเรื่อง").bot("ถอนเรื่องตารางติดตามข้อมูลสาธารณะ", "เสนอใหม่ได้")
    room.taps("ท่านปลัด", f"1:p:{first + 1}:y").bot("ถอนเรื่องแล้ว")
    room.wants("ท่านปลัด", DecidePaper(999, approve=True)).bot("ระบบยังไม่ได้บันทึกข้อมูล")
    assert states(room) == ["withdrawn"]
    room.wants("ก้อย", WithdrawPaper(1)).bot("ถอนเรื่องแล้ว")


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


def test_a_coordinator_who_is_a_level_decides_below_the_receipt_for_nothing(room: Room) -> None:
    sets(room, [("ผู้ประสานงาน", ""), FOUR[2]])
    holds(room, "ก้อย", "ผู้ประสานงาน")
    submits(room).bot("เสนอเรื่องเรียบร้อยแล้ว", "เรื่องเสนอเพื่อพิจารณา", "[เห็นชอบ เรียนเสนอ]")
    assert room.pushes("ก้อย") == []
    room.presses("ก้อย", "เห็นชอบ เรียนเสนอ").presses("ท่านปลัด", "อนุมัติ")
    assert states(room) == ["approved"]


def test_papers_are_private(room: Room) -> None:
    room.group("กลุ่ม ITA", "ก้อย", "ส้ม")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA")
    room.says("ก้อย", "/submit followup", to="กลุ่ม ITA").bot("แชตส่วนตัว")
    room.says("ส้ม", "/papers", to="กลุ่ม ITA").bot("แชตส่วนตัว")
    assert states(room) == []


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
