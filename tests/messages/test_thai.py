"""Numerals, dates, lists and salutations as Thai officials read them."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.thai import (
    MONTHS,
    SHORT_MONTHS,
    arabic_numerals,
    be_year,
    before,
    code_ranges,
    days_words,
    era_year,
    join_thai,
    salutation,
    sort_codes,
    thai_date,
    thai_datetime,
    thai_numerals,
)

DATES = st.dates(date(1957, 1, 1), date(2456, 12, 31))


def test_a_date_has_three_forms() -> None:
    day = date(2027, 3, 31)
    assert thai_date(day) == "31 มี.ค. 70"
    assert thai_date(day, "long") == "31 มีนาคม 2570"
    assert thai_date(day, "paper") == "๓๑ มีนาคม ๒๕๗๐"


@given(DATES)
def test_a_long_date_can_be_read_back(day: date) -> None:
    number, month, year = thai_date(day, "long").split()
    assert date(int(year) - 543, MONTHS.index(month) + 1, int(number)) == day


@given(st.dates(date(1957, 1, 1), date(2056, 12, 31)))
def test_a_short_date_can_be_read_back_within_its_century(day: date) -> None:
    number, month, year = thai_date(day).split()
    assert date(2500 + int(year) - 543, SHORT_MONTHS.index(month) + 1, int(number)) == day


@given(st.text(alphabet="0123456789 กขค./-"))
def test_thai_numerals_can_be_read_back(text: str) -> None:
    assert arabic_numerals(thai_numerals(text)) == text
    assert not any(c in "0123456789" for c in thai_numerals(text))


def test_a_moment_is_told_on_bangkoks_clock() -> None:
    assert thai_datetime(datetime(2027, 3, 30, 18, 5, tzinfo=UTC)) == "31 มี.ค. 70 เวลา 01.05 น."
    assert thai_datetime(datetime(2027, 3, 30, 18, 5, tzinfo=UTC), "paper") == "๓๑ มีนาคม ๒๕๗๐ เวลา ๐๑.๐๕ น."


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        thai_datetime(datetime(2027, 3, 30, 18, 5))  # noqa: DTZ001


def test_years_are_said_in_the_buddhist_era() -> None:
    assert be_year(date(2027, 1, 1)) == 2570
    assert era_year(2570) == era_year(2027) == 2570


@pytest.mark.parametrize(
    ("days", "words"),
    [(7, "เหลืออีก 7 วัน"), (1, "เหลืออีก 1 วัน"), (0, "ครบกำหนดวันนี้"), (-3, "เลยกำหนด 3 วัน")],
)
def test_days_left_in_words(days: int, words: str) -> None:
    assert days_words(days) == words


def test_a_list_is_joined_as_people_say_it() -> None:
    assert join_thai([]) == ""
    assert join_thai(["ก"]) == "ก"
    assert join_thai(["ก", "ข"]) == "ก และ ข"
    assert join_thai(["ก", "ข", "ค"]) == "ก ข และ ค"


def test_neighbouring_codes_become_ranges() -> None:
    assert code_ranges(["O1", "O2", "O3", "O8"]) == "O1–O3, O8"
    assert code_ranges(["O2", "O1"]) == "O1, O2"
    assert code_ranges(["M1", "O10", "O9", "O11", "O9"]) == "O9–O11, M1"
    assert code_ranges([]) == ""


@given(st.sets(st.builds("{}{}".format, st.sampled_from("OMS"), st.integers(1, 60))))
def test_ranges_lose_no_code(codes: set[str]) -> None:
    named: list[str] = []
    for part in code_ranges(codes).split(", ") if codes else []:
        first, _, last = part.partition("–")
        end = int(last[1:]) if last else int(first[1:])
        named += [f"{first[0]}{number}" for number in range(int(first[1:]), end + 1)]
    assert named == sort_codes(codes)
    assert set(named) == codes


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("ผู้อำนวยการกองคลัง", "เรียน ผอ.กองคลัง"),
        ("ผอ. กองช่าง", "เรียน ผอ.กองช่าง"),
        ("ผู้อำนวยการสำนักช่าง", "เรียน ผอ.สำนักช่าง"),
        ("หัวหน้าสำนักปลัด", "เรียน หัวหน้าสำนักปลัด"),
        ("ผอ.สำนักปลัด", "เรียน หัวหน้าสำนักปลัด"),
        ("ผู้อำนวยการสำนักปลัด", "เรียน ผู้อำนวยการสำนักปลัด"),
        ("ผอ.หน่วยตรวจสอบภายใน", "เรียน หัวหน้าหน่วยตรวจสอบภายใน"),
        ("รักษาราชการแทนผู้อำนวยการกองคลัง", "เรียน ผอ.กองคลัง"),
        ("", "เรียน หัวหน้าส่วนราชการ"),
        (None, "เรียน หัวหน้าส่วนราชการ"),
        (["ผู้อำนวยการกองคลัง", "หัวหน้าสำนักปลัด"], "เรียน ผอ.กองคลัง และ หัวหน้าสำนักปลัด"),
    ],
)
def test_a_head_is_addressed_by_the_post(title: str | list[str] | None, said: str) -> None:
    assert salutation(title) == said


@pytest.mark.parametrize(
    ("division", "said"),
    [
        ("กองคลัง", "เรียน ผอ.กองคลัง"),
        ("สำนักปลัด", "เรียน หัวหน้าสำนักปลัด"),
        ("สำนักปลัดเทศบาล", "เรียน หัวหน้าสำนักปลัดเทศบาล"),
        ("หน่วยตรวจสอบภายใน", "เรียน หัวหน้าหน่วยตรวจสอบภายใน"),
    ],
)
def test_a_head_without_a_title_is_addressed_by_the_division(division: str, said: str) -> None:
    assert salutation(None, division=division) == said


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (None, "เรียน ท่านปลัด"),
        ("ปลัดองค์การบริหารส่วนตำบลตัวอย่าง", "เรียน ท่านปลัด"),
        ("ท่านปลัด", "เรียน ท่านปลัด"),
        ("นายกเทศมนตรีตำบลตัวอย่าง", "เรียน ท่านนายก"),
        ("รองปลัดเทศบาล", "เรียน ท่านรองปลัด"),
        ("ประธานคณะทำงาน", "เรียน ประธานคณะทำงาน"),
    ],
)
def test_the_chief_is_addressed_with_respect(title: str | None, said: str) -> None:
    assert salutation(title, "chief") == said


def test_everybody_else_has_a_salutation() -> None:
    assert salutation(None, "coordinator") == "เรียน ผู้ประสานงาน ITA"
    assert salutation(None, "staff", division="กองคลัง") == "เรียน เจ้าหน้าที่กองคลัง"


def test_an_abbreviated_name_stands_apart_from_the_word_before() -> None:
    assert before("ของ", "กองคลัง") == "ของกองคลัง"
    assert before("ของ", "อบต.ตัวอย่าง") == "ของ อบต.ตัวอย่าง"
