"""/due: overdue first, then as far ahead as the answer says."""

from datetime import date

import pytest

from handlers.intents import ListDue
from models.queries import office_by_slug
from tests.support.offices import add_item
from tests.support.room import Room


@pytest.fixture
def spread(room: Room) -> Room:
    """Today is Monday 2 November 2569. O1–O9 fall due on 15 December; M1 has no date."""
    with room.database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        add_item(session, office, "O20", ("กองคลัง",), date(2026, 10, 30))
        add_item(session, office, "O21", ("กองคลัง",), date(2026, 11, 2))
        add_item(session, office, "O22", ("กองช่าง",), date(2026, 12, 2))
        add_item(session, office, "O23", ("กองช่าง",), date(2026, 12, 3))
    return room


def test_without_a_date_it_is_what_is_late_and_the_next_thirty_days(spread: Room) -> None:
    spread.says("ก้อย", "/due").bot(
        "เลยกำหนด 3 วัน", "O20", "O21", "O22", "30 วันข้างหน้า ถึงวันที่ 2 ธ.ค. 69", without=("\nO23\n", "\nO1\n")
    )
    assert spread.said.index("\nO20\n") < spread.said.index("\nO21\n") < spread.said.index("\nO22\n")


def test_what_lies_beyond_is_counted_and_its_next_date_told(spread: Room) -> None:
    spread.says("ก้อย", "/due").bot("หลังจากนั้นอีก 10 รายการ", "กำหนดถัดไปวันที่ 3 ธ.ค. 69", "ยังไม่กำหนดวันส่ง 1 รายการ")


def test_with_nothing_near_the_answer_says_how_far_it_looked_and_what_comes_next(room: Room) -> None:
    room.says("ส้ม", "/due").bot("กองคลัง", "ไม่มีรายการ", "2 ธ.ค. 69", "หลังจากนั้นอีก 8 รายการ", "15 ธ.ค. 69")


def test_a_date_bounds_the_list_inclusively_and_is_said_in_thai(spread: Room) -> None:
    until = date(2026, 12, 3)
    spread.wants("ก้อย", ListDue("all", until=until)).bot(
        "ภายในวันที่ 3 ธ.ค. 69", "รวมรายการที่เลยกำหนด", "O20", "O23", "หลังจากนั้นอีก 9 รายการ", without=("\nO1\n",)
    )
    spread.wants("ก้อย", ListDue("all", until=date(2026, 12, 15))).bot("ภายในวันที่ 15 ธ.ค. 69", "\nO1\n", "\nO9\n")


def test_a_date_before_which_nothing_falls_due_is_said_so(room: Room) -> None:
    room.wants("ก้อย", ListDue("all", until=date(2026, 12, 14))).bot("ไม่มีรายการที่ครบกำหนดภายในวันที่ 14 ธ.ค. 69")


def test_overdue_is_only_what_has_passed(spread: Room) -> None:
    spread.says("ก้อย", "/overdue").bot("รายการที่เลยกำหนด", "O20", without=("O21", "O22", "หลังจากนั้น"))
    spread.says("ช้าง", "/overdue").bot("กองช่าง", "ไม่มีรายการที่เลยกำหนด", "2 พ.ย. 69")


def test_a_division_is_asked_for_its_own(spread: Room) -> None:
    spread.says("ก้อย", "/due กองช่าง").bot("กองช่าง จำนวน 1 รายการ", "O22", without=("O20",))


def test_what_is_done_is_not_due(spread: Room) -> None:
    spread.says("ส้ม", "O20 เสร็จแล้ว").says("ส้ม", "/due").bot("O21", without=("O20",))
