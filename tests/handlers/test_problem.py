"""Obstacles: recorded as they were said, shown where the coordinator looks, resolved by a report of done."""

import pytest

from handlers.intents import ReportProblem, StatusChange, Undo, UpdateStatus, WeeklySummary
from models.changes import Change
from models.register import Assignment, WorkItem
from tests.support.room import Room

SAID = "O2 ติดปัญหา ผู้รับจ้างยังไม่ส่งมอบงาน"


def recorded(room: Room) -> list[tuple[str, str, bool]]:
    """O2 กองคลัง, what was said, whether on behalf: every obstacle, in order."""
    with room.database.read() as session:
        rows = session.query(Change).filter_by(field="problem").order_by(Change.id)
        return [
            (f"{c.item.code} {c.assignment.division.name}", c.after, c.on_behalf)
            for c in rows
            if c.assignment and c.assignment.division
        ]


def status(room: Room, code: str) -> set[str]:
    with room.database.read() as session:
        return {a.status for a in session.query(Assignment).join(WorkItem).where(WorkItem.code == code)}


def test_an_obstacle_is_recorded_word_for_word_and_claims_no_state(room: Room) -> None:
    room.wants("ส้ม", ReportProblem(("O2",), SAID)).bot("บันทึกข้อขัดข้อง", SAID, "ผู้ประสานงาน ITA")
    assert recorded(room) == [("O2 กองคลัง", SAID, False)]
    assert status(room, "O2") == {"not_reported"}


def test_a_long_obstacle_is_kept_whole(room: Room) -> None:
    long = "ผู้รับจ้างยังไม่ส่งมอบงาน " * 150
    room.wants("ส้ม", ReportProblem(("O2",), long)).bot("บันทึกข้อขัดข้อง")
    assert recorded(room) == [("O2 กองคลัง", long, False)]


def test_the_receipt_offers_more_time_a_state_or_nothing(room: Room) -> None:
    room.wants("ส้ม", ReportProblem(("O2",), SAID)).bot("ขอขยายเวลา", "แจ้งสถานะ")
    room.presses("ส้ม", "ขอขยายเวลา").bot("บันทึกคำขอขยายเวลา", "โปรดแจ้งวันที่")
    room.wants("ส้ม", ReportProblem(("O3",), SAID)).presses("ส้ม", "อยู่ระหว่างดำเนินการ").bot("ได้รับรายงานผล")
    room.wants("ส้ม", ReportProblem(("O4",), SAID)).presses("ส้ม", "ไม่มีเพิ่มเติม")
    assert status(room, "O3") == {"in_progress"}


@pytest.mark.parametrize("who", ["ก้อย", "ท่านปลัด"])
def test_coordinator_and_chief_report_it_on_behalf(room: Room, who: str) -> None:
    room.wants(who, ReportProblem(("O8",), "O8 ติดปัญหา")).bot("บันทึกแทนกองช่าง")
    assert recorded(room) == [("O8 กองช่าง", "O8 ติดปัญหา", True)]


def test_another_divisions_item_is_refused(room: Room) -> None:
    room.wants("ช้าง", ReportProblem(("O2",), SAID)).bot("ยังไม่ได้บันทึก", "กองคลัง")
    assert recorded(room) == []


def test_without_an_item_the_words_are_kept_until_it_is_chosen(room: Room) -> None:
    room.wants("ส้ม", ReportProblem((), "ติดปัญหาระบบล่ม")).bot("โปรดระบุ", "O2")
    assert recorded(room) == []
    room.presses("ส้ม", "O2 รายการ O2").bot("บันทึกข้อขัดข้อง", "ติดปัญหาระบบล่ม")
    assert recorded(room) == [("O2 กองคลัง", "ติดปัญหาระบบล่ม", False)]


def test_without_an_item_the_next_line_may_name_it(room: Room) -> None:
    room.wants("ส้ม", ReportProblem((), "ติดปัญหาระบบล่ม"))
    room.wants("ส้ม", ReportProblem(("O3",), "ของ O3"))
    assert recorded(room) == [("O3 กองคลัง", "ติดปัญหาระบบล่ม ของ O3", False)]
    room.wants("ส้ม", ReportProblem(("O4",), "เรื่องใหม่"))
    assert recorded(room)[1:] == [("O4 กองคลัง", "เรื่องใหม่", False)]


def test_it_is_shown_until_done_is_reported_and_again_when_that_is_taken_back(room: Room) -> None:
    room.wants("ส้ม", ReportProblem(("O2",), "ผู้รับจ้างยังไม่ส่งมอบงาน"))
    room.says("ก้อย", "/item O2").bot("ข้อขัดข้อง: ผู้รับจ้างยังไม่ส่งมอบงาน")
    room.says("ก้อย", "/missing").bot("ข้อขัดข้อง: ผู้รับจ้างยังไม่ส่งมอบงาน")
    room.wants("ท่านปลัด", WeeklySummary()).bot("มีข้อขัดข้องที่ได้รับแจ้ง 1 รายการ")
    room.wants("ส้ม", UpdateStatus((StatusChange("O2", "done"),)))
    room.says("ก้อย", "/item O2").bot(without=("ข้อขัดข้อง",))
    room.wants("ท่านปลัด", WeeklySummary()).bot(without=("ข้อขัดข้อง",))
    room.wants("ส้ม", Undo()).says("ก้อย", "/item O2").bot("ข้อขัดข้อง: ผู้รับจ้างยังไม่ส่งมอบงาน")


def test_an_unregistered_person_reports_nothing(room: Room) -> None:
    room.wants("คนนอก", ReportProblem(("O2",), SAID)).bot("ลงทะเบียน")
    assert recorded(room) == []


def test_an_obstacle_told_by_mistake_is_taken_back_before_what_was_said_earlier(room: Room) -> None:
    room.says("ส้ม", "O3 กำลังทำค่ะ").bot("ได้รับรายงานผล")
    room.says("ส้ม", SAID).bot("บันทึกข้อขัดข้อง")
    room.says("ส้ม", "ยกเลิกอันเมื่อกี้ค่ะ กดผิด").bot("O2", "ถอนข้อขัดข้องที่แจ้งไว้", without=("O3",))
    room.says("ส้ม", "/item O2").bot(without=("ผู้รับจ้าง",))
    room.says("ส้ม", "ประวัติ O2").bot("ผู้รับจ้าง", "ถอนข้อขัดข้องที่แจ้งไว้")
    assert status(room, "O3") == {"in_progress"}
    room.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("O3", "ยังไม่ได้รายงาน")
