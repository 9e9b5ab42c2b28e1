"""Single cells: statuses in the office's words, lists, addresses, other names."""

from datetime import date, datetime

import pytest

from documents.workbook import cells
from models.words import Status, WebStatus


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("มี", "present"),
        ("มีแล้ว", "present"),
        ("✓", "present"),
        ("✔", "present"),
        ("/", "present"),
        ("ไม่มี", "missing"),
        ("ยังไม่มี", "missing"),
        ("ไม่ มี", "missing"),
        ("ไม่สมบูรณ์", "incomplete"),
        ("ยังไม่สมบูรณ์", "incomplete"),
        ("มีแต่ไม่สมบูรณ์", "incomplete"),
        ("ไม่ครบถ้วน", "incomplete"),
        ("ยังไม่ได้ตรวจสอบ", "unchecked"),
        ("ยังไม่ตรวจสอบ", "unchecked"),
    ],
)
def test_the_websites_state_is_said_in_the_offices_words(text: str, status: WebStatus) -> None:
    assert cells.web_status(text) == cells.Read(status)


def test_an_empty_state_says_nothing() -> None:
    assert cells.web_status("") == cells.Read(None)


@pytest.mark.parametrize("text", ["-", "มี ไม่สมบูรณ์", "มี / ไม่มี", "มี แต่ลิงก์เสีย", "มีปัญหา", "หน้าเว็บมีข้อมูล", "✓ -", "x", "8"])
def test_a_state_that_could_be_two_is_left_open_and_doubted(text: str) -> None:
    read = cells.web_status(text)
    assert read.value is None
    assert read.doubt


def test_a_remark_after_an_open_state_is_doubted_but_the_state_counts() -> None:
    read = cells.web_status("ไม่สมบูรณ์ (?)")
    assert read.value == "incomplete"
    assert read.doubt


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("ยังไม่ได้รายงาน", "not_reported"),
        ("ยังไม่ดำเนินการ", "not_started"),
        ("อยู่ระหว่างดำเนินการ", "in_progress"),
        ("อยู่ระหว่าง ดำเนินการ", "in_progress"),
        ("ดำเนินการเรียบร้อยแล้ว", "done"),
        ("แล้วเสร็จ", "done"),
        ("", None),
        ("-", None),
    ],
)
def test_a_measures_state_is_said_in_the_offices_words(text: str, status: Status | None) -> None:
    assert cells.status(text) == cells.Read(status)


def test_an_unknown_state_is_doubted() -> None:
    assert cells.status("เกือบเสร็จ").value is None
    assert cells.status("เกือบเสร็จ").doubt


@pytest.mark.parametrize(
    ("text", "entries"),
    [
        ("○ แผนผัง ○ ส่วนงานภายใน", ("แผนผัง", "ส่วนงานภายใน")),
        ("๐ แผนผัง\n๐ ส่วนงานภายใน", ("แผนผัง", "ส่วนงานภายใน")),
        ("๑. แผนผัง\n๒. ส่วนงานภายใน", ("แผนผัง", "ส่วนงานภายใน")),
        ("1) แผนผัง\n\n2) ส่วนงานภายใน", ("แผนผัง", "ส่วนงานภายใน")),
        ("-แผนผัง\n- ส่วนงานภายใน", ("แผนผัง", "ส่วนงานภายใน")),
        ("๖ เดือนแรกของปี", ("๖ เดือนแรกของปี",)),
        ("2.5 ล้านบาท", ("2.5 ล้านบาท",)),
        ("", ()),
    ],
)
def test_lists_lose_their_bullets_and_nothing_else(text: str, entries: tuple[str, ...]) -> None:
    assert cells.lines(text) == entries


def test_other_names_are_apart_by_commas_slashes_and_lines() -> None:
    assert cells.names("คลัง, กค. / การเงิน\nกองการคลัง, -") == ("คลัง", "กค.", "การเงิน", "กองการคลัง")


def test_an_address_may_hide_behind_its_text() -> None:
    assert cells.url("คลิก", "https://www.bangtuayang.example/a") == cells.Read("https://www.bangtuayang.example/a")
    assert cells.url("-") == cells.Read("")
    assert cells.url("www.bangtuayang.example").doubt
    assert cells.url("javascript:alert(1)") == cells.Read("", cells.url("javascript:alert(1)").doubt)


def test_dates_come_as_cells_serials_and_text() -> None:
    day = date(2027, 3, 31)
    serial = day.toordinal() - date(1899, 12, 30).toordinal()
    for value in (datetime(2027, 3, 31), day, datetime(2570, 3, 31), serial, float(serial), str(serial), "31 มี.ค. 70"):  # noqa: DTZ001  (cells have no zone)
        assert cells.day(value) == day, value
    assert cells.day(None) is None
    assert cells.day("-") is None


@pytest.mark.parametrize("value", [2570, "31 มี.ค.", "เร็ว ๆ นี้", "30 ก.พ. 2570", True])
def test_an_unreadable_date_is_no_date(value: object) -> None:
    with pytest.raises(cells.UnreadableDate):
        cells.day(value)


def test_a_number_reads_as_one_sees_it() -> None:
    assert [cells.text_of(value) for value in (8.0, 8, 8.5, None, " ก\u200b  ข\u00a0")] == ["8", "8", "8.5", "", "ก ข"]
