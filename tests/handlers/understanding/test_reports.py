"""Which items a report is about and which state each is in."""

from datetime import date

import pytest

from handlers.context import Context, ItemName
from handlers.understanding import reports
from handlers.understanding.marking import mark

OFFICE = Context(date(2027, 2, 10), items=tuple(ItemName(f"O{n}", f"หัวข้อที่ {n}") for n in range(1, 36)))
DONE, DOING, NOT = "done", "in_progress", "not_started"


def read(line: str, *asked: str) -> reports.Reading:
    return reports.read(mark(line, OFFICE), asked)


def changes(line: str, *asked: str) -> dict[str, str] | None:
    told = read(line, *asked).changes
    return None if told is None else {change.item: change.status for change in told}


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("O8 เสร็จแล้ว", {"O8": DONE}),
        ("O8 กับ O9 เสร็จแล้ว", {"O8": DONE, "O9": DONE}),
        ("O8-O10 กำลังทำ", {"O8": DOING, "O9": DOING, "O10": DOING}),
        ("O8 เสร็จแล้ว O9 กำลังทำ", {"O8": DONE, "O9": DOING}),
        ("เสร็จแล้ว O8 O9", {"O8": DONE, "O9": DONE}),
        ("O1-O3 เสร็จแล้ว ยกเว้น O2", {"O1": DONE, "O3": DONE}),
        ("O1-O3 เสร็จแล้ว ยกเว้น O2 ที่กำลังแก้อยู่", {"O1": DONE, "O2": DOING, "O3": DONE}),
        ("O11 เอ้ย O12 เสร็จแล้ว", {"O12": DONE}),
        ("O8 เสร็จแล้ว เอ้ย กำลังทำ", {"O8": DOING}),
        ("O16 เสร็จแล้ว ไม่ใช่ O15", {"O16": DONE}),
        ("O8 จากกำลังทำเป็นเสร็จแล้ว", {"O8": DONE}),
        ("O14 O15 O16 ตามลำดับ เสร็จแล้ว / กำลังทำ / ยังไม่ได้เริ่ม", {"O14": DONE, "O15": DOING, "O16": NOT}),
        ("O8\nเสร็จแล้ว\nO9\nยังไม่ได้เริ่ม", {"O8": DONE, "O9": NOT}),
    ],
)
def test_items_and_states_are_paired_off(line: str, told: dict[str, str]) -> None:
    assert changes(line) == told


@pytest.mark.parametrize("line", ["O8", "O8 น่าจะเสร็จ", "O8 เสร็จแล้ว O8 ยังไม่ได้เริ่ม", "สวัสดีค่ะ"])
def test_what_does_not_pair_off_is_no_report(line: str) -> None:
    assert changes(line) is None


def test_items_that_nothing_is_said_of_stay_open() -> None:
    reading = read("O8 เสร็จแล้ว ส่วน O9 คือเรื่องคู่มือ")
    assert reading.open == ("O9",)


def test_a_bare_state_answers_for_the_items_asked_about() -> None:
    assert changes("เสร็จแล้วค่ะ", "O8") == {"O8": DONE}
    assert changes("เสร็จแล้วค่ะ", "O8", "O9") == {"O8": DONE, "O9": DONE}


def test_a_state_of_one_of_several_asked_about_is_no_report() -> None:
    assert changes("เสร็จข้อเดียวค่ะ", "O8", "O9") is None


def test_the_rest_are_the_items_asked_about_that_are_not_named() -> None:
    assert changes("O8 กำลังทำ ที่เหลือเสร็จแล้ว", "O8", "O9", "O10") == {"O8": DOING, "O9": DONE, "O10": DONE}


def test_an_exception_is_taken_from_the_items_asked_about() -> None:
    assert changes("เสร็จหมดแล้ว ยกเว้น O9", "O8", "O9") == {"O8": DONE}
