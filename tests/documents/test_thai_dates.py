"""The date grammar: every form seen in the offices' documents, and what must not be read as a date."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.thai_dates import (
    ImpossibleDate,
    Period,
    fiscal_year,
    from_cell_date,
    from_serial,
    read_date,
    read_period,
)
from messages.thai import MONTHS, SHORT_MONTHS, be_year, thai_date, thai_numerals

END_OF_MARCH = date(2027, 3, 31)
ROUND = fiscal_year(2570)
DAYS = st.dates(date(2000, 1, 1), date(2056, 12, 31))  # years that two digits of a B.E. year can name


@pytest.mark.parametrize(
    "text",
    [
        "31 มี.ค. 70",
        "31 มีค 70",
        "31มี.ค.2570",
        "31 มีนา 2570",
        "๓๑ มีนาคม ๒๕๗๐",
        "31 มีนาคม พ.ศ. 2570",
        "วันที่ 31 มีนาคม 2570",
        "ภายในวันพุธที่ ๓๑ มีนาคม ๒๕๗๐",
        "31 มีนาคม 2570 เวลา 16.30 น.",
        "31/3/2570",
        "31/03/70",
        "31-3-2570",
        "31.3.2570",
        "๓๑/๓/๒๕๗๐",
        "31/3/2027",
        "2570-03-31",
        "2027-03-31",
        "2027-03-31 00:00:00",
        " 31  มีนาคม\n2570 ",
    ],
)
def test_one_day_is_written_in_many_ways(text: str) -> None:
    assert read_date(text) == END_OF_MARCH


@given(DAYS)
def test_a_day_we_write_is_the_day_we_read(day: date) -> None:
    year = be_year(day)
    for text in (
        thai_date(day),
        thai_date(day, "long"),
        thai_date(day, "paper"),
        f"{day.day}/{day.month}/{year}",
        thai_numerals(f"{day.day:02}-{day.month:02}-{year}"),
        f"{day.day}{SHORT_MONTHS[day.month - 1].replace('.', '')}{year % 100}",
        day.isoformat(),
    ):
        assert read_date(text) == day, text


@given(DAYS, DAYS, st.sampled_from(["-", " - ", "–", " ถึง ", "ถึงวันที่ "]))
def test_a_range_we_write_is_the_range_we_read(one: date, other: date, dash: str) -> None:
    start, end = sorted((one, other))
    for style in ("short", "long", "paper"):
        text = f"{thai_date(start, style)}{dash}{thai_date(end, style)}"
        assert read_period(text) == Period(start, end), text


@given(DAYS, st.integers(0, 300))
def test_a_range_may_name_its_year_once(start: date, length: int) -> None:
    end = date.fromordinal(start.toordinal() + length)
    if start.month == end.month and start.year == end.year:
        text = f"{start.day}-{end.day} {MONTHS[end.month - 1]} {be_year(end)}"
    elif start.month != end.month:
        text = f"{start.day} {SHORT_MONTHS[start.month - 1]} - {end.day} {SHORT_MONTHS[end.month - 1]} {be_year(end)}"
    else:
        return
    assert read_period(text) == Period(start, end), text


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("๑-๑๘ กุมภาพันธ์ ๒๕๖๔", date(2021, 2, 1), date(2021, 2, 18)),
        ("๑๙ กุมภาพันธ์ - ๑๕ มีนาคม ๒๕๖๔", date(2021, 2, 19), date(2021, 3, 15)),
        ("1 ตุลาคม 2567- 30 กันยายน 2568", date(2024, 10, 1), date(2025, 9, 30)),
        ("1/2-15/3/2570", date(2027, 2, 1), date(2027, 3, 15)),
        ("1-15/3/2570", date(2027, 3, 1), date(2027, 3, 15)),
        (
            "ดำเนินการอย่างต่อเนื่องตลอดทั้งปีงบประมาณ (๑ ตุลาคม ๒๕๖๗ - ๓๐ กันยายน ๒๕๖๘)",
            date(2024, 10, 1),
            date(2025, 9, 30),
        ),
    ],
)
def test_a_range_ends_on_its_deadline(text: str, start: date, end: date) -> None:
    assert read_period(text, ROUND) == Period(start, end)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("ตุลาคม ๒๕๖๗ – กันยายน ๒๕๖๘", date(2024, 10, 1), date(2025, 9, 30)),
        ("ตุลาคม - กุมภาพันธ์ 2571", date(2027, 10, 1), date(2028, 2, 29)),
        ("มีนาคม 2570", date(2027, 3, 1), date(2027, 3, 31)),
        ("ตลอดปีงบประมาณ", *ROUND),
        ("ตลอดทั้งปี", *ROUND),
        ("ตลอดปีงบประมาณ พ.ศ. ๒๕๖๘ ตามงวดการเบิกจ่าย", date(2024, 10, 1), date(2025, 9, 30)),
        ("ตลอดปีงบประมาณ (โดยเน้นย้ำ เดือนมีนาคม และ กันยายน ๒๕๖๘)", *ROUND),
        ("ตุลาคม ๒๕๖๗ – มีนาคม ๒๕๖๘ (ช่วงรวบรวม) และดูแลต่อเนื่องตลอดปี", date(2024, 10, 1), date(2025, 3, 31)),
        ("ไตรมาสที่ ๒", date(2027, 1, 1), date(2027, 3, 31)),
        ("ไตรมาส 1-2 ปีงบประมาณ 2570", date(2026, 10, 1), date(2027, 3, 31)),
        ("รอบ ๖ เดือน", date(2026, 10, 1), date(2027, 3, 31)),
        ("๖ เดือนแรกของปี พ.ศ. ๒๕๖๔", date(2020, 10, 1), date(2021, 3, 31)),
    ],
)
def test_a_deadline_that_is_worked_out_says_so(text: str, start: date, end: date) -> None:
    assert read_period(text, ROUND) == Period(start, end, derived=True)


def test_without_a_round_the_whole_year_is_no_date() -> None:
    assert read_period("ตลอดปีงบประมาณ") is None


@pytest.mark.parametrize(
    "text",
    ["", "31 มี.ค.", "มีนาคม", "ปี 2570", "ตามที่ ป.ป.ช. กำหนด", "ส่งทุกวันที่ 5", "12", "2570", "ข้อ 8", "02-123-4567"],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert read_period(text, ROUND) is None


@pytest.mark.parametrize(
    "text",
    [
        "30 ก.พ. 2570",
        "31 เม.ย. 2570",
        "3/31/2570",
        "29 ก.พ. 2570",
        "31/3/27",
        "1 ม.ค. 1970",
        "15 มี.ค. 2570 - 1 ก.พ. 2570",
    ],
)
def test_an_impossible_day_is_refused_and_not_guessed(text: str) -> None:
    with pytest.raises(ImpossibleDate):
        read_period(text, ROUND)


def test_a_strict_reader_takes_no_date_from_among_other_words() -> None:
    text = "ระหว่างประชุม 1-15 มีนาคม 2570 และติดตามผล"
    assert read_period(text, strict=True) is None
    assert read_period(text) == Period(date(2027, 3, 1), date(2027, 3, 15), derived=True)


def test_two_ranges_in_one_text_are_not_chosen_between() -> None:
    assert read_period("รอบแรก 1-15 มีนาคม 2570 รอบสอง 1-15 เมษายน 2570") is None


@given(DAYS)
def test_a_date_cell_may_hold_either_era(day: date) -> None:
    assert from_cell_date(day) == day
    if (day.month, day.day) != (2, 29):
        assert from_cell_date(day.replace(year=be_year(day))) == day


def test_the_buddhist_leap_day_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ImpossibleDate):
        from_cell_date(date(2572, 2, 29))


@given(st.dates(date(2000, 1, 1), date(2056, 12, 31)))
def test_a_serial_number_is_the_day_excel_means(day: date) -> None:
    assert from_serial(day.toordinal() - date(1899, 12, 30).toordinal()) == day


@pytest.mark.parametrize("number", [0, 1, 8, 31.5, 2570, 31032570, 100_000])
def test_other_numbers_are_no_dates(number: float) -> None:
    assert from_serial(number) is None
