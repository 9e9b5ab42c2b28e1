"""Review: the queue, the three verdicts, what a division is told, who may not, and taking a verdict back."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from handlers import intents_checking as checking
from handlers import reviewing
from handlers.intents import RequestExtension, Undo
from handlers.turn import Chat, Turn
from messages.codec import encode
from messages.plain import plain
from messages.postbacks import ReturnBy, Verdict, WhatIsThere
from models.changes import Change
from models.evidence import Evidence
from models.extensions import Extension
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from tests.handlers.conftest import enrol
from tests.support.room import Room

DUE = date(2026, 12, 15)
# Monday 2 November 2569: five working days on is Monday the ninth.
PUT_RIGHT = date(2026, 11, 9)
REVIEWED = ("status", "review", "lacking", "self_reviewed", "due", "web_status")


@pytest.fixture
def reported(room: Room) -> Room:
    """ส้ม has reported O2, with a link; O2 has three required elements."""
    with room.database.write() as session:
        item = session.query(WorkItem).filter_by(code="O2").one()
        item.elements = ["แผนดำเนินงาน", "งบประมาณ", "ช่วงเวลาดำเนินการ"]
        session.add(
            Evidence(
                office_id=item.office_id,
                item_id=item.id,
                assignment_id=item.assignments[0].id,
                kind="link",
                url="https://www.demo.example/o2",
                added_at=room.clock(),
                change_set="e1",
            )
        )
    room.says("ส้ม", "O2 เสร็จแล้ว").bot("ได้รับรายงานผล")
    room.clock.forward(minutes=1)
    return room


def assignment(room: Room, code: str, division: str = "กองคลัง") -> Assignment:
    with room.database.read() as session:
        found = session.query(Assignment).join(WorkItem).filter(WorkItem.code == code)
        row = next(a for a in found if a.division and a.division.name == division)
        _ = row.item.web_status, row.due_on
        return row


def stands(room: Room, code: str, division: str = "กองคลัง") -> tuple[str, str | None, str, str, date | None]:
    """Status, review, what is lacking, the website's word, the date."""
    row = assignment(room, code, division)
    return row.status, row.review, row.lacking, row.item.web_status, row.due_on


def verdict(room: Room, code: str, what: WhatIsThere, division: str = "กองคลัง", seen: int | None = None) -> str:
    row = assignment(room, code, division)
    stamp = int(row.reported_at.timestamp()) if row.reported_at else 0
    return encode(Verdict(row.id, what, stamp if seen is None else seen))


def changes(room: Room, code: str) -> list[tuple[str, str, str]]:
    with room.database.read() as session:
        rows = session.query(Change).join(WorkItem).filter(WorkItem.code == code, Change.field.in_(REVIEWED))
        return [(c.field, c.before, c.after) for c in rows.order_by(Change.id)]


def told(room: Room) -> list[tuple[str, str]]:
    names = {line_id: name for name, line_id in room.people.items()}
    with room.database.read() as session:
        found = session.query(OutboxMessage).filter_by(purpose="return").order_by(OutboxMessage.created_at)
        return [(names[row.to], row.state) for row in found]


def test_the_queue_shows_what_was_reported_with_its_evidence_and_checklist(reported: Room) -> None:
    reported.says("ก้อย", "/review").bot(
        "O2 รอตรวจสอบ", "รายการ O2", "กองคลัง", "2 พ.ย. 69 โดย ส้ม", "www.demo.example/o2",
        "□ 1. แผนดำเนินงาน", "□ 3. ช่วงเวลาดำเนินการ", "\nมี\n", "\nไม่สมบูรณ์\n", "\nไม่มี\n",
    )  # fmt: skip


def test_present_closes_the_item_for_the_division_and_the_website(reported: Room) -> None:
    reported.says("ก้อย", "/review").presses("ก้อย", "มี")
    reported.bot("บันทึกผลการตรวจสอบ", "O2", "การเผยแพร่บนเว็บไซต์: มี", "ไม่มีรายการรอตรวจสอบแล้ว")
    assert stands(reported, "O2") == ("done", "accepted", "", "present", DUE)
    assert changes(reported, "O2") == [
        ("status", "not_reported", "done"),
        ("review", "pending", "accepted"),
        ("web_status", "unchecked", "present"),
    ]
    assert told(reported) == []
    reported.says("ก้อย", "/review").bot("ไม่มีรายการรอตรวจสอบ")
    reported.says("ส้ม", "ประวัติ O2").bot("ผลการตรวจสอบ กองคลัง: ตรวจสอบแล้ว", "การเผยแพร่บนเว็บไซต์: ยังไม่ได้ตรวจสอบ → มี")
    reported.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("ผู้ประสานงาน ITA ตรวจสอบแล้ว")


def test_incomplete_asks_what_is_lacking_and_the_division_is_told_once_after_five_minutes(reported: Room) -> None:
    reported.says("ก้อย", "/review").presses("ก้อย", "ไม่สมบูรณ์")
    reported.bot("โปรดระบุสิ่งที่ยังไม่สมบูรณ์", "□ 2. งบประมาณ", "9 พ.ย. 69")
    assert stands(reported, "O2")[1] == "pending"
    reported.says("ก้อย", "1, 3")
    reported.bot("ส่งคืนเพื่อแก้ไข", "แผนดำเนินงาน และ ช่วงเวลาดำเนินการ", "9 พ.ย. 69", "ส้ม", "5 นาที")
    lacking = "แผนดำเนินงาน และ ช่วงเวลาดำเนินการ"
    assert stands(reported, "O2") == ("in_progress", "returned", lacking, "incomplete", PUT_RIGHT)
    assert changes(reported, "O2")[1:] == [
        ("status", "done", "in_progress"),
        ("review", "", "returned"),
        ("lacking", "", lacking),
        ("due", "2026-12-15", "2026-11-09"),
        ("web_status", "unchecked", "incomplete"),
    ]
    assert told(reported) == [("ส้ม", "queued")]
    reported.clock.forward(minutes=6)
    reported.work()
    [push] = reported.pushes("ส้ม")
    for part in ("ข้อมูลยังไม่สมบูรณ์ ได้แก่ แผนดำเนินงาน", "9 พ.ย. 69", "[ดำเนินการเรียบร้อยแล้ว]", "O2"):
        assert part in push
    reported.says("ส้ม", "/item O2").bot("ขอให้แก้ไขเพิ่มเติม", "แผนดำเนินงาน")
    reported.says("ส้ม", "ประวัติ O2").bot(
        "ผลการตรวจสอบ กองคลัง: ขอให้แก้ไขเพิ่มเติม “แผนดำเนินงาน", without=("เรียบร้อยแล้ว → อยู่ระหว่าง",)
    )
    reported.clock.forward(minutes=1)
    reported.says("ส้ม", "O2 แก้ไขเรียบร้อยแล้ว").bot("ได้รับรายงานผล")
    assert stands(reported, "O2") == ("done", "pending", "", "incomplete", PUT_RIGHT)
    reported.says("ก้อย", "/review").bot("ครั้งก่อนขอให้แก้ไข: แผนดำเนินงาน")
    reported.presses("ก้อย", "มี").bot("การเผยแพร่บนเว็บไซต์: มี")
    assert stands(reported, "O2")[:4] == ("done", "accepted", "", "present")
    assert len(reported.pushes("ส้ม")) == 1


def test_free_words_with_a_date_and_another_date_before_the_push_leaves(reported: Room) -> None:
    reported.taps("ก้อย", verdict(reported, "O2", "incomplete"))
    reported.says("ก้อย", "ไม่มีข้อมูลงบประมาณของเดือน ต.ค. 69 ภายใน 20 ธ.ค.")
    reported.bot("ไม่มีข้อมูลงบประมาณของเดือน ต.ค. 69", "20 ธ.ค. 69", without=("ภายใน 20 ธ.ค.\n",))
    assert stands(reported, "O2")[4] == date(2026, 12, 20)
    reported.picks("ก้อย", "2026-11-01", "เปลี่ยนวันที่").bot("ผ่านมาแล้ว", "ยังไม่ได้บันทึก")
    reported.clock.forward(minutes=2)
    reported.picks("ก้อย", "2026-11-30", "เปลี่ยนวันที่").bot("เปลี่ยนกำหนดแก้ไขเป็น 30 พ.ย. 69", "ส้ม")
    assert told(reported) == [("ส้ม", "cancelled"), ("ส้ม", "queued")]
    reported.clock.forward(minutes=6)
    reported.work()
    [push] = reported.pushes("ส้ม")
    assert "30 พ.ย. 69" in push
    assert "20 ธ.ค." not in push
    assert "ไม่มีข้อมูลงบประมาณ" in push
    reported.taps("ก้อย", encode(ReturnBy(assignment(reported, "O2").id))).bot("ปุ่มนี้เป็นของรายการเดิม")
    reported.wants("ก้อย", checking.SetReturnDate(assignment(reported, "O2").id, date(2026, 12, 1)))
    reported.clock.forward(minutes=6)
    reported.work()
    assert "กำหนดแก้ไข O2 รายการ O2 (กองคลัง) เปลี่ยนเป็นวันที่ 1 ธ.ค. 69" in reported.pushes("ส้ม")[-1]
    reported.wants("ก้อย", Undo()).bot("30 พ.ย. 69")
    reported.clock.forward(minutes=6)
    reported.work()
    assert "เปลี่ยนเป็นวันที่ 30 พ.ย. 69" in reported.pushes("ส้ม")[-1]


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ("7", "ไม่มีองค์ประกอบหมายเลข 7"),
        ("ก" * 1_001, "ยาวเกิน"),
        ("ขาดแผน ภายใน 1 ต.ค. 69", "ผ่านมาแล้ว"),
        ("ภายใน 20 ธ.ค.", "20 ธ.ค. 69"),
    ],
)
def test_what_cannot_be_taken_is_asked_again_and_changes_nothing(reported: Room, said: str, answer: str) -> None:
    reported.taps("ก้อย", verdict(reported, "O2", "incomplete")).says("ก้อย", said).bot(answer)
    assert stands(reported, "O2")[1] == "pending"
    reported.says("ก้อย", "ขาดข้อ ๒").bot("ส่งคืนเพื่อแก้ไข", "งบประมาณ")
    assert stands(reported, "O2")[2] == "งบประมาณ"


def test_missing_gives_back_with_a_fixed_sentence_and_reminders_take_it_up(reported: Room) -> None:
    reported.taps("ก้อย", verdict(reported, "O2", "missing")).bot("ไม่พบข้อมูลบนเว็บไซต์", "9 พ.ย. 69")
    assert stands(reported, "O2") == ("in_progress", "returned", "ไม่พบข้อมูลบนเว็บไซต์", "missing", PUT_RIGHT)
    reported.at("2026-11-03 08:30").ticks()
    with reported.database.read() as session:
        assert session.query(Reminder).count() == 0, "it was told the day before"
    reported.at("2026-11-06 08:30").ticks()
    with reported.database.read() as session:
        [row] = session.query(Reminder)
        assert (row.assignment_id, row.due, row.rung) == (assignment(reported, "O2").id, PUT_RIGHT, 1)
    assert "ไม่พบข้อมูลบนเว็บไซต์" in reported.pushes("ส้ม")[-1]


def test_of_two_divisions_the_item_is_present_when_both_are_accepted(room: Room) -> None:
    room.says("ส้ม", "O9 เสร็จแล้ว").says("ช้าง", "O9 เสร็จแล้ว")
    room.says("ก้อย", "/review").bot("O9 รอตรวจสอบ", "รายงานแล้ว 2 จาก 2", "กองคลัง", "กองช่าง")
    assert room.said.count("O9 รอตรวจสอบ") == 1, "one card for one item"
    room.taps("ก้อย", verdict(room, "O9", "present")).bot("ยังรอผลของอีก 1 ส่วนราชการ")
    assert stands(room, "O9")[3] == "unchecked"
    room.taps("ก้อย", verdict(room, "O9", "missing", "กองช่าง"))
    assert stands(room, "O9", "กองช่าง")[1:4] == ("returned", "ไม่พบข้อมูลบนเว็บไซต์", "incomplete")
    room.clock.forward(minutes=1)
    room.says("ช้าง", "O9 เสร็จแล้ว").taps("ก้อย", verdict(room, "O9", "present", "กองช่าง"))
    assert stands(room, "O9")[3] == stands(room, "O9", "กองช่าง")[3] == "present"
    assert told(room) == [("ช้าง", "cancelled")], "put right before anybody had been told"


def test_a_measure_is_passed_or_given_back_and_stands_on_no_website(room: Room) -> None:
    with room.database.write() as session:
        row = session.query(Assignment).join(WorkItem).filter(WorkItem.code == "M1")[1]
        row.output = "จัดทำสื่อแล้ว 2 เรื่อง"
    room.says("ส้ม", "M1 เสร็จแล้ว").says("ก้อย", "/review")
    room.bot("\nผ่าน\n", "\nขอให้แก้ไข\n", "จัดทำสื่อแล้ว", "ยังไม่มีข้อมูล ผลลัพธ์หรือผลสัมฤทธิ์", without=("\nมี\n",))
    room.presses("ก้อย", "ขอให้แก้ไข").says("ก้อย", "ขอผลลัพธ์หรือผลสัมฤทธิ์").bot("ส่งคืนเพื่อแก้ไข")
    assert stands(room, "M1")[1:4] == ("returned", "ขอผลลัพธ์หรือผลสัมฤทธิ์", "unchecked")


def test_ones_own_answer_is_left_to_another_coordinator(reported: Room) -> None:
    reported.says("ก้อย", "O3 กองคลัง เสร็จแล้ว").bot("แทน")
    enrol(reported, "แก้ว", "coordinator")
    reported.taps("ก้อย", verdict(reported, "O3", "present")).bot("ขอให้ แก้ว เป็นผู้ตรวจสอบ", "รายการรอตรวจสอบ")
    assert stands(reported, "O3")[1] == "pending"
    reported.says("ก้อย", "/review").bot("ผู้ตรวจสอบคือ แก้ว")
    reported.taps("แก้ว", verdict(reported, "O3", "present")).bot("บันทึกผลการตรวจสอบ", without=("ตรวจสอบโดยผู้รายงาน",))
    assert not assignment(reported, "O3").self_reviewed


def test_where_nobody_else_can_it_is_marked_as_reviewed_by_its_reporter(reported: Room) -> None:
    enrol(reported, "แก้ว", "coordinator", "กองคลัง")  # answers for the division as well
    reported.says("ก้อย", "O3 กองคลัง เสร็จแล้ว")
    reported.taps("ก้อย", verdict(reported, "O3", "present")).bot("ตรวจสอบโดยผู้รายงาน")
    assert assignment(reported, "O3").self_reviewed
    assert ("self_reviewed", "", "yes") in changes(reported, "O3")
    reported.says("ส้ม", "/item O3").bot("ตรวจสอบโดยผู้รายงาน").says("ส้ม", "ประวัติ O3").bot("ตรวจสอบโดยผู้รายงาน")


def test_of_two_coordinators_the_second_sees_what_the_first_decided(reported: Room) -> None:
    enrol(reported, "แก้ว", "coordinator")
    reported.says("แก้ว", "/review").taps("แก้ว", verdict(reported, "O2", "incomplete"))
    reported.taps("ก้อย", verdict(reported, "O2", "present"))
    reported.says("แก้ว", "ขาดแผน").bot("ตรวจสอบแล้ว", "โดย ก้อย", "ไม่ได้เปลี่ยนแปลง")
    reported.taps("แก้ว", verdict(reported, "O2", "missing")).bot("ตรวจสอบแล้ว", "โดย ก้อย")
    assert stands(reported, "O2")[1] == "accepted"


def test_an_older_card_does_not_decide_on_a_newer_report(reported: Room) -> None:
    old = verdict(reported, "O2", "present")
    reported.wants("ส้ม", Undo())
    reported.taps("ก้อย", old).bot("ไม่ได้อยู่ระหว่างรอตรวจสอบ")
    reported.clock.forward(minutes=1)
    reported.says("ส้ม", "O2 เสร็จแล้ว")
    reported.taps("ก้อย", old).bot("มีการรายงานใหม่", "O2 รอตรวจสอบ", "\nมี\n")
    assert stands(reported, "O2")[1] == "pending"
    reported.presses("ก้อย", "มี").bot("บันทึกผลการตรวจสอบ")


@pytest.mark.parametrize("who", ["ส้ม", "ช้าง", "ท่านปลัด", "จิ๋ว", "คนนอก"])
@pytest.mark.parametrize("what", ["present", "incomplete", "missing", "date", "list"])
def test_only_a_coordinator_reviews(reported: Room, who: str, what: str) -> None:
    enrol(reported, "จิ๋ว", "staff", "กองคลัง")
    match what:
        case "list":
            reported.says(who, "/review")
        case "date":
            reported.taps(who, encode(ReturnBy(assignment(reported, "O2").id)))
        case "present" | "incomplete" | "missing":
            reported.taps(who, verdict(reported, "O2", what))
    reported.bot("ลงทะเบียน" if who == "คนนอก" else "ผู้ประสานงาน ITA (ก้อย)", without=("\nมี\n", "บันทึกผลการตรวจสอบ"))
    assert stands(reported, "O2")[1] == "pending"


def test_made_up_buttons_and_groups_change_nothing(reported: Room) -> None:
    reported.taps("ก้อย", "1:v:999:p").bot("ปุ่มนี้เป็นของรายการเดิม")
    reported.taps("ก้อย", "1:v:1:z")
    reported.group("กลุ่ม", "ก้อย", "ส้ม")
    reported.says("ก้อย", "/bind", to="กลุ่ม")
    reported.says("ก้อย", "/review", to="กลุ่ม").bot("แชตส่วนตัว", without=("\nมี\n",))
    reported.wants("ก้อย", checking.Review(assignment(reported, "O2").id, "present"), to="กลุ่ม").bot("แชตส่วนตัว")
    assert stands(reported, "O2")[1] == "pending"


def test_an_acceptance_taken_back_waits_again(reported: Room) -> None:
    reported.says("ก้อย", "/review").presses("ก้อย", "มี").presses("ก้อย", "ยกเลิกผลการตรวจสอบ")
    reported.bot("ยกเลิกผลการตรวจสอบเรียบร้อยแล้ว", "กลับมารอตรวจสอบ")
    assert stands(reported, "O2") == ("done", "pending", "", "unchecked", DUE)
    assert assignment(reported, "O2").reported_by is not None
    reported.says("ก้อย", "/review").bot("O2 รอตรวจสอบ", "โดย ส้ม")
    reported.says("ส้ม", "ประวัติ O2").bot("ยกเลิกผลการตรวจสอบ", "รายการนี้ยกเลิกแล้ว")
    reported.wants("ส้ม", Undo()).bot("ยกเลิกการรายงาน")
    assert stands(reported, "O2")[:2] == ("not_reported", None)


def test_a_return_taken_back_in_time_is_heard_by_nobody_and_later_by_who_heard_it(reported: Room) -> None:
    reported.taps("ก้อย", verdict(reported, "O2", "missing"))
    reported.wants("ก้อย", checking.SetReturnDate(assignment(reported, "O2").id, date(2026, 11, 30)))
    reported.presses("ก้อย", "ยกเลิกผลการตรวจสอบ").bot("กลับมารอตรวจสอบ", "15 ธ.ค. 69")
    assert stands(reported, "O2") == ("done", "pending", "", "unchecked", DUE)
    assert set(told(reported)) == {("ส้ม", "cancelled")}
    reported.taps("ก้อย", verdict(reported, "O2", "missing"))
    reported.clock.forward(minutes=6)
    reported.work()
    reported.wants("ก้อย", Undo()).bot("กลับมารอตรวจสอบ")
    assert "ขอยกเลิกการส่งคืน O2" in reported.pushes("ส้ม")[-1]
    assert stands(reported, "O2") == ("done", "pending", "", "unchecked", DUE)


def test_a_return_that_was_answered_is_not_taken_back_and_an_answer_taken_back_is_lacking_again(reported: Room) -> None:
    reported.taps("ก้อย", verdict(reported, "O2", "missing"))
    reported.clock.forward(minutes=1)
    reported.says("ส้ม", "O2 เสร็จแล้ว")
    reported.wants("ก้อย", Undo()).bot("ไม่สามารถยกเลิก")
    reported.wants("ส้ม", Undo()).bot("ยกเลิกการรายงาน")
    assert stands(reported, "O2") == ("in_progress", "returned", "ไม่พบข้อมูลบนเว็บไซต์", "missing", PUT_RIGHT)
    reported.wants("ส้ม", Undo()).bot("ไม่สามารถยกเลิก")


def test_with_review_on_everybody_hears_the_same(reported: Room) -> None:
    with reported.database.write() as session:
        session.query(Office).one().review_on = True
    reported.says("ส้ม", "O3 เสร็จแล้ว").bot("ผู้ประสานงานจะตรวจสอบความครบถ้วนต่อไป", "อีก 7 รายการ")
    reported.says("ส้ม", "/missing").bot("จำนวน 7 รายการ", without=("\nO2\n", "\nO3\n"))
    reported.says("ท่านปลัด", "/missing").bot("\nO2\n", "รายงานแล้ว รอตรวจสอบ")
    reported.says("ส้ม", "/status").bot("2 จาก")
    reported.at("2026-12-16 14:00").says("ท่านปลัด", "/overdue").bot("\nO1\n", without=("\nO2\n", "\nO3\n"))
    reported.says("ท่านปลัด", "/item O2").bot("รอตรวจสอบ", "15 ธ.ค. 69", without=("เลยกำหนด",))
    reported.says("ท่านปลัด", "/summary").bot("รายงานผลแล้วและรอตรวจสอบ 2 รายการ ได้แก่ O2, O3", "เลยกำหนด 7 รายการ")
    reported.taps("ก้อย", verdict(reported, "O2", "present"))
    reported.says("ท่านปลัด", "/summary").bot("รอตรวจสอบ 1 รายการ ได้แก่ O3", "แล้วเสร็จ")
    reported.says("ท่านปลัด", "/missing").bot(without=("\nO2\n",))


def test_the_division_with_nobody_registered_is_said_to_the_reviewer(reported: Room) -> None:
    reported.says("ก้อย", "M1 สำนักปลัด เสร็จแล้ว")
    reported.taps("ก้อย", verdict(reported, "M1", "incomplete", "สำนักปลัด")).says("ก้อย", "ขอภาพกิจกรรม")
    reported.bot("ยังไม่มีผู้ลงทะเบียน")
    assert told(reported) == []


def test_the_item_card_lets_the_coordinator_review_and_nobody_else(reported: Room) -> None:
    reported.says("ส้ม", "/item O2").bot("รอตรวจสอบ", without=("\nไม่สมบูรณ์\n",))
    reported.says("ท่านปลัด", "/item O2").bot("รอตรวจสอบ", without=("\nไม่สมบูรณ์\n",))
    reported.says("ก้อย", "/item O2").presses("ก้อย", "ไม่มี").bot("ส่งคืนเพื่อแก้ไข")


def test_a_coordinator_without_a_line_account_is_no_other_reviewer(reported: Room) -> None:
    enrol(reported, "แก้ว", "coordinator")
    with reported.database.write() as session:
        session.query(Member).filter_by(display_name="แก้ว").update({"blocked_at": reported.clock()})
    reported.says("ก้อย", "O3 กองคลัง เสร็จแล้ว").taps("ก้อย", verdict(reported, "O3", "present"))
    assert assignment(reported, "O3").self_reviewed


def test_a_reviewer_who_read_before_the_other_decided_finds_it_decided(room: Room) -> None:
    """Both transactions are open at once; the second has loaded what the first then changes, part by part."""
    if room.database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite lets one write at a time")
    enrol(room, "แก้ว", "coordinator")
    room.says("ส้ม", "O9 เสร็จแล้ว").says("ช้าง", "O9 เสร็จแล้ว")
    first, second = assignment(room, "O9").id, assignment(room, "O9", "กองช่าง").id

    def turn(session: Session, who: str) -> Turn:
        office = session.query(Office).one()
        member = session.query(Member).filter_by(display_name=who).one()
        return Turn(session, office, Chat(room.person(who)), room.person(who), member, room.clock(), f"event-{who}")

    with room.database.write() as slow:
        late = turn(slow, "แก้ว")
        assert {a.review for i in late.items for a in i.assignments if i.code == "O9"} == {"pending"}
        with room.database.write() as quick:
            reviewing.judge(checking.Review(first, "present"), turn(quick, "ก้อย"))
        assert "โดย ก้อย" in plain(reviewing.judge(checking.Review(first, "missing"), late))
        assert "การเผยแพร่บนเว็บไซต์: มี" in plain(reviewing.judge(checking.Review(second, "present"), late))
    assert stands(room, "O9")[1:4] == ("accepted", "", "present")


def test_a_request_for_more_time_is_answered_by_the_day_of_a_return_and_waits_again_when_that_is_taken_back(
    reported: Room,
) -> None:
    def requests() -> list[str]:
        with reported.database.read() as session:
            return [row.state for row in session.query(Extension)]

    reported.wants("ส้ม", RequestExtension(("O3",), date(2027, 1, 15)))
    reported.clock.forward(minutes=1)
    reported.says("ส้ม", "O3 เสร็จแล้ว").taps("ก้อย", verdict(reported, "O3", "missing"))
    assert requests() == ["withdrawn"]
    reported.wants("ก้อย", Undo())
    assert requests() == ["pending"]
