"""Papers up the office's own chain: submitted, approved level by level, returned, frozen, and then to be published."""

from datetime import date

import pytest

from handlers.intents_checking import DecidePaper, SubmitPaper, WithdrawPaper
from models.approvals import Approval
from models.changes import Change
from models.people import Member
from models.register import WorkItem
from tests.handlers.papers_room import FOUR, THREE, asked_step, chain_of_three, holds, sets, states, steps, submits
from tests.support.room import Room


@pytest.fixture(autouse=True)
def people(room: Room) -> None:
    chain_of_three(room)


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
            ("status", "done", False),
            ("evidence", task.url, False),
            ("url", task.url, False),
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
