"""ประวัติ: who changed what, when, for whom, and whether it still holds."""

from datetime import date

import pytest

from handlers.intents import (
    AttachEvidence,
    DecideExtension,
    ReportProblem,
    RequestExtension,
    ShowHistory,
    StatusChange,
    Undo,
    UpdateStatus,
)
from messages.limits import problems
from models.changes import Actor
from models.people import Member
from models.queries import items_of_round, office_by_slug
from tests.support.room import Room

GROUP = "กลุ่ม ITA"
O2 = ShowHistory(("O2",))


@pytest.fixture
def bound(room: Room) -> Room:
    room.group(GROUP, "ส้ม", "ก้อย", "คนนอก")
    return room.says("ก้อย", "/bind", to=GROUP)


def test_who_changed_what_and_when_newest_first(room: Room) -> None:
    room.says("ส้ม", "O2 กำลังทำ").at("2026-11-03 14:05").says("ส้ม", "O2 เสร็จแล้ว")
    room.wants("ช้าง", O2).bot(
        "3 พ.ย. 69 เวลา 14.05 น. · ส้ม",
        "กองคลัง: อยู่ระหว่างดำเนินการ → ดำเนินการเรียบร้อยแล้ว",
        "2 พ.ย. 69 เวลา 09.00 น. · ส้ม",
        "กองคลัง: ยังไม่ได้รายงาน → อยู่ระหว่างดำเนินการ",
    )
    assert room.said.index("14.05") < room.said.index("09.00")
    assert problems([answer.message for answer in room.answer]) == []


def test_a_report_on_behalf_names_the_reporter_and_the_division(room: Room) -> None:
    room.says("ก้อย", "O8 เสร็จแล้ว")
    room.wants("ท่านปลัด", ShowHistory(("O8",))).bot("ก้อย แทนกองช่าง")


def test_what_was_taken_back_is_still_told_and_said_so(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว").says("ส้ม", "ยกเลิกรายการล่าสุด")
    room.wants("ก้อย", O2).bot("ยกเลิกการรายงาน กองคลัง", "รายการนี้ยกเลิกแล้ว")
    assert room.said.count("รายการนี้ยกเลิกแล้ว") == 1


def test_a_link_given_as_evidence_is_part_of_the_history(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว https://www.example.go.th/o2.pdf")
    room.wants("ก้อย", O2).bot("แนบหลักฐาน: https://www.example.go.th/o2.pdf")


def test_a_link_opens_at_a_tap(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence(("O2",), ("https://www.example.go.th/o2.pdf",)))
    room.wants("ก้อย", O2).bot("กองคลัง แนบหลักฐาน: https://www.example.go.th/o2.pdf")
    assert "'type': 'uri'" in str(room.answer[0].message)


def test_an_obstacle_is_told_in_the_words_it_was_reported_in(room: Room) -> None:
    text = "O2 ผู้รับจ้างยังไม่ส่งมอบงาน " + "และรอเอกสารจากจังหวัด " * 10
    room.wants("ส้ม", ReportProblem(("O2",), text)).wants("ก้อย", O2)
    room.bot(f"กองคลัง แจ้งข้อขัดข้อง: “{text.strip()}”")


def test_a_new_deadline_is_told_with_who_asked_and_who_granted_it(room: Room) -> None:
    room.wants("ส้ม", RequestExtension(("O2",), date(2027, 1, 15), "รอเอกสาร")).at("2026-11-03 14:05")
    room.wants("ก้อย", DecideExtension(1, approve=True)).wants("ท่านปลัด", O2)
    room.bot(
        "3 พ.ย. 69 เวลา 14.05 น. · ก้อย",
        "กำหนดส่ง กองคลัง: 15 ธ.ค. 69 → 15 ม.ค. 70",
        "2 พ.ย. 69 เวลา 09.00 น. · ส้ม",
        "กองคลัง ขอขยายเวลาถึง 15 ม.ค. 70 “รอเอกสาร”",
        without=("ไม่อนุมัติ",),
    )
    assert room.said.index("14.05") < room.said.index("09.00")
    room.wants("ก้อย", Undo()).wants("ก้อย", O2)
    room.bot("ยกเลิกการพิจารณา กำหนดส่ง กองคลัง: 15 ม.ค. 70 → 15 ธ.ค. 69", "รายการนี้ยกเลิกแล้ว")
    room.bot("ขอขยายเวลาถึง 15 ม.ค. 70", without=("ยกเลิกการรายงาน",))


def test_a_request_that_was_declined_or_withdrawn_stays_in_the_history(room: Room) -> None:
    room.wants("ส้ม", RequestExtension(("O2",), date(2027, 1, 15))).wants("ก้อย", DecideExtension(1, approve=False))
    room.wants("ส้ม", RequestExtension(("O2", "O3"), date(2027, 2, 15))).wants("ส้ม", Undo())
    room.wants("ก้อย", O2).bot("ขอขยายเวลาถึง 15 ม.ค. 70", "ไม่อนุมัติการขยายเวลา กองคลัง", "ขอขยายเวลาถึง 15 ก.พ. 70")
    assert room.said.count("รายการนี้ยกเลิกแล้ว") == 1


def test_the_chiefs_own_date_is_a_deadline_and_nobodys_request(room: Room) -> None:
    room.wants("ท่านปลัด", RequestExtension(("O9",), date(2027, 1, 15))).wants("ก้อย", ShowHistory(("O9",)))
    room.bot("ท่านปลัด", "กำหนดส่ง กองคลัง และ กองช่าง: 15 ธ.ค. 69 → 15 ม.ค. 70", without=("ขอขยายเวลา",))


def test_a_request_on_behalf_and_a_report_are_told_in_their_order(room: Room) -> None:
    room.wants("ก้อย", RequestExtension(("O8",), date(2027, 1, 15))).at("2026-11-03 09:00")
    room.wants("ช้าง", UpdateStatus((StatusChange("O8", "in_progress"),))).wants("ก้อย", ShowHistory(("O8",)))
    room.bot("ก้อย แทนกองช่าง", "กองช่าง ขอขยายเวลาถึง 15 ม.ค. 70")
    assert room.said.index("อยู่ระหว่างดำเนินการ") < room.said.index("ขอขยายเวลาถึง")


def test_a_load_of_the_workbook_is_one_line_however_many_divisions_it_changed(room: Room) -> None:
    with room.database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        [measure] = [item for item in items_of_round(session, office) if item.code == "M1"]
        session.add_all(measure.publish("present", Actor(None, None, "load", "load-1"), room.clock()))
    room.wants("ก้อย", ShowHistory(("M1",))).bot("นำเข้าจากแฟ้มของหน่วยงาน", "สำนักปลัด กองคลัง และ กองช่าง")
    assert room.said.count("นำเข้าจากแฟ้มของหน่วยงาน") == 2  # the website, and what that makes of the divisions' answers


def test_at_most_ten_changes_are_shown_and_the_rest_is_counted(room: Room) -> None:
    for turn in range(12):
        room.says("ส้ม", "O2 กำลังทำ" if turn % 2 == 0 else "O2 ยังไม่เริ่ม")
    room.wants("ส้ม", O2).bot("และก่อนหน้านี้อีก 2 รายการ")
    assert room.said.count("→") == 10


def test_several_items_are_told_apart(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")
    room.wants("ส้ม", ShowHistory(("O2", "O3"))).bot("ประวัติ O2", "ประวัติ O3", "ยังไม่มีการเปลี่ยนแปลง")


def test_no_item_or_an_unknown_one_is_asked_back(room: Room) -> None:
    room.wants("ส้ม", ShowHistory(())).bot("โปรดระบุรหัสรายการ")
    room.wants("ส้ม", ShowHistory(("O99",))).bot("O99")


def test_a_member_who_has_been_erased_is_called_by_the_post(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")
    with room.database.write() as session:
        [som] = [m for m in session.query(Member) if m.display_name == "ส้ม"]
        session.delete(som)
    room.wants("ก้อย", O2).bot("หัวหน้าส่วนราชการ", without=("ส้ม",))


def test_someone_unregistered_is_told_of_nobody(bound: Room) -> None:
    bound.says("ส้ม", "O2 เสร็จแล้ว")
    bound.wants("คนนอก", O2, to=GROUP).bot("เปิดให้ผู้ที่ลงทะเบียนแล้ว", without=("ส้ม", "O2"))
    bound.wants("คนนอก", O2).bot("ลงทะเบียน", without=("ส้ม", "O2"))
    bound.wants("ส้ม", O2, to=GROUP).bot("ประวัติ O2", "ส้ม")
