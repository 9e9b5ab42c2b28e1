"""What holds for every line: no input raises or takes long, code lists and dates read back however they are written."""

import time
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers.understanding import understand
from handlers.understanding.marking import mark
from handlers.understanding.text import clean, plain_spelling
from tests.corpus import reading

THAI_DIGITS = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
MONTHS = (
    ("มกราคม", "ม.ค."), ("กุมภาพันธ์", "ก.พ."), ("มีนาคม", "มี.ค."), ("เมษายน", "เม.ย."), ("พฤษภาคม", "พ.ค."),
    ("มิถุนายน", "มิ.ย."), ("กรกฎาคม", "ก.ค."), ("สิงหาคม", "ส.ค."), ("กันยายน", "ก.ย."), ("ตุลาคม", "ต.ค."),
    ("พฤศจิกายน", "พ.ย."), ("ธันวาคม", "ธ.ค."),
)  # fmt: skip
O_FORMS = ("O{}", "o{}", "O {}", "O-{}", "O.{}", "โอ{}", "โอ {}", "ข้อ {}", "ข้อ{}", "ข้อที่ {}", "ข้อ O{}", "○{}")
M_FORMS = ("M{}", "m{}", "มาตรการ {}", "มาตรการที่ {}", "มาตรการ{}", "ประเด็น {}", "ประเด็นที่ {}")
JOINTS = (", ", ",", " และ ", " กับ ", " และ", "/")
MUCH = 10  # times


def marked(line: str) -> object:
    return mark(plain_spelling(clean(line)), reading.said())


@given(
    numbers=st.lists(st.integers(1, 35), min_size=1, max_size=6, unique=True),
    form=st.sampled_from(O_FORMS),
    joint=st.sampled_from(JOINTS),
    thai=st.booleans(),
)
def test_any_list_of_o_items_reads_back(numbers: list[int], form: str, joint: str, thai: bool) -> None:
    line = joint.join(form.format(n) for n in numbers) + " เสร็จแล้วค่ะ"
    read = mark(clean(line.translate(THAI_DIGITS) if thai else line), reading.said())
    assert read.items == tuple(f"O{n}" for n in numbers)


@given(
    numbers=st.lists(st.integers(1, 7), min_size=1, max_size=4, unique=True),
    form=st.sampled_from(M_FORMS),
    thai=st.booleans(),
)
def test_any_list_of_measures_reads_back(numbers: list[int], form: str, thai: bool) -> None:
    line = " กับ ".join(form.format(n) for n in numbers) + " กำลังทำครับ"
    read = mark(clean(line.translate(THAI_DIGITS) if thai else line), reading.said())
    assert read.items == tuple(f"M{n}" for n in numbers)


@given(
    first=st.integers(1, 30),
    more=st.integers(1, 5),
    form=st.sampled_from(O_FORMS),
    dash=st.sampled_from(("-", " - ", " ถึง ", "–", "ถึง")),
)
def test_any_range_reads_back(first: int, more: int, form: str, dash: str) -> None:
    line = f"{form.format(first)}{dash}{first + more} เสร็จแล้ว"
    assert mark(clean(line), reading.said()).items == tuple(f"O{n}" for n in range(first, first + more + 1))


def written(day: date, form: int) -> str:
    full, short = MONTHS[day.month - 1]
    era = day.year + 543
    return (
        f"{day.day} {full} {era}",
        f"{day.day} {short} {era}",
        f"{day.day} {short} {era % 100}",
        f"{day.day} {short}{era % 100}",
        f"{day.day}/{day.month}/{era}",
        f"{day.day}/{day.month}/{era % 100}",
        f"{day.day:02}-{day.month:02}-{era}",
        f"วันที่ {day.day} {full} พ.ศ. {era}",
        f"{day.day} {full} {day.year}",
        f"{day.year}-{day.month:02}-{day.day:02}",
    )[form]


@given(day=st.dates(date(2026, 10, 1), date(2029, 9, 30)), form=st.integers(0, 9), thai=st.booleans())
def test_any_date_in_any_thai_form_reads_back(day: date, form: int, thai: bool) -> None:
    line = f"O8 ขอเลื่อนเป็น {written(day, form)} ค่ะ"
    read = mark(clean(line.translate(THAI_DIGITS) if thai else line), reading.said())
    assert [span.last for span in read.days] == [day]
    assert read.items == ("O8",)


@given(days=st.integers(1, 365), form=st.sampled_from(("อีก {} วัน", "ภายใน {} วัน", "อีก{}วัน")))
def test_days_ahead_read_back(days: int, form: str) -> None:
    read = mark(clean(form.format(days)), reading.said())
    assert [span.last for span in read.days] == [reading.TODAY + timedelta(days=days)]


anything = st.text(max_size=300) | st.text(
    alphabet=st.sampled_from("กขคงจชดตทนบปพมยรลวสหอะาิีึืุูเแโใไ่้๊๋็์ๆฯ๐๑๒๓OoM0123456789 .,/-\n\u200d\u200bํา✅😀ข้อ"), max_size=300
)


@settings(max_examples=300, deadline=None)
@given(line=anything, role=st.sampled_from(["head", "coordinator", "chief"]), in_group=st.booleans())
def test_no_line_raises(line: str, role: str, in_group: bool) -> None:
    understand(line, reading.said(role, in_group=in_group))


LONG = (
    "ก" * 5000, "เ" * 5000, "O1 " * 1700, "ข้อ 1," * 900, "O1-" * 1700, "1/1/70 " * 700, "เสร็จ" * 1000, "ยังไม่" * 900,
    "😀" * 5000,
    "กำลัง" * 1000, "\u200d" * 5000, "ํา" * 2500, "(" * 5000, "วันที่ 1 ถึง " * 400, "ลงเว็บ" * 900, "no gift policy " * 330,
    "ไม่ได้" * 800 + "อยู่", "จาก 3 ใน 5 " * 450, "www." * 1250, "a." * 2500, "\n" * 5000, "ๆ" * 5000,
)  # fmt: skip


ORDINARY = "ข้อ 8 ลงเว็บไซต์เรียบร้อยแล้วค่ะ ส่วนข้อ 16 รอหนังสือจากอำเภอ " * 20


def seconds(line: str) -> float:
    """The least of a few readings."""
    context = reading.said()
    taken = []
    for _ in range(5):
        began = time.perf_counter()
        understand(line, context)
        taken.append(time.perf_counter() - began)
    return min(taken)


@pytest.fixture(scope="module")
def ordinary() -> float:
    understand(ORDINARY, reading.said())
    return seconds(ORDINARY)


@pytest.mark.parametrize("line", LONG, ids=range(len(LONG)))
def test_no_line_takes_much_longer_than_an_ordinary_one_of_its_length(line: str, ordinary: float) -> None:
    assert seconds(line) < MUCH * ordinary
