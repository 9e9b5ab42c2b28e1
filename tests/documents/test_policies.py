"""The reminder policy and the period in the workbook: taken when the workbook changes it, doubted when unreadable."""

from datetime import date, datetime, time
from typing import Any

import pytest
from sqlalchemy import select

from documents.plan import OfficePlan
from documents.workbook import cells
from documents.workbook.reading import read_workbook
from models.database import Database
from models.ladder import Ladder
from models.office import Office
from models.register import WorkItem
from tests.documents.books import (
    ITEM_HEADINGS,
    MEASURE_HEADINGS,
    OFFICE_ROWS,
    Rows,
    book,
    item,
    measure,
    saved,
    sheets,
    workbook,
)
from tests.documents.conftest import Desk

USUAL = Ladder()


def office_rows(before: Any = "", remind_at: Any = "") -> Rows:
    return [*OFFICE_ROWS, ["วันเตือนล่วงหน้า", before], ["เวลาเตือน", remind_at]]


def with_days(o1: Any = None, m1: Any = None) -> bytes:
    """A workbook whose items have the column วันเตือนล่วงหน้า."""
    of = dict(sheets())
    of["ข้อ OIT"] = [[*ITEM_HEADINGS, "วันเตือนล่วงหน้า"], [*item(), o1]]
    of["มาตรการ"] = [[*MEASURE_HEADINGS, "วันเตือนล่วงหน้า"], [*measure(), m1]]
    return saved(workbook(of))


def policy(database: Database) -> tuple[Ladder, time]:
    with database.read() as session:
        office = session.scalars(select(Office)).one()
        return Ladder.of(office.ladder), office.remind_at


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("30, 14, 7, 3, 1, 0", (30, 14, 7, 3, 1, 0)),
        ("๓๐ ๑๔ ๗ และ ๐", (30, 14, 7, 0)),
        ("0/1/3", (3, 1, 0)),
        ("7 วัน, 3 วัน, 0 วัน", (7, 3, 0)),
        ("0", (0,)),
    ],
)
def test_days_before_are_read_as_people_write_them(text: str, days: tuple[int, ...]) -> None:
    assert cells.rungs(text) == cells.Read(days)


@pytest.mark.parametrize("text", ["30, 14, 7", "เดือนละครั้ง", "7, 7, 0", "1000, 0", "7-0", "2027-03-01", "3.5, 0", "0²"])
def test_days_before_that_cannot_be_read_are_doubted(text: str) -> None:
    read = cells.rungs(text)
    assert read.value is None
    assert read.doubt


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("08:30", time(8, 30)),
        ("๐๙.๐๐ น.", time(9)),
        ("เวลา 10.15 น.", time(10, 15)),
        (time(13, 0), time(13)),
        (datetime(1899, 12, 31, 9, 30), time(9, 30)),  # noqa: DTZ001  (as openpyxl gives a cell)
        (0.375, time(9)),
        (8.3, time(8, 30)),
    ],
)
def test_a_reminder_time_is_read_as_people_and_cells_write_it(value: Any, at: time) -> None:
    assert cells.remind_at(value) == cells.Read(at)


@pytest.mark.parametrize("value", ["เช้า", "8", "25:00", "09:75", "07.00 น.", "16:30", 0.0, 99.5, -0.5, 8, True])
def test_a_reminder_time_that_cannot_be_read_or_is_at_night_is_doubted(value: Any) -> None:
    read = cells.remind_at(value)
    assert read.value is None
    assert read.doubt


def test_nothing_written_is_nothing_said() -> None:
    assert cells.rungs("-") == cells.Read(None)
    assert cells.remind_at(None) == cells.Read(None)


def test_the_offices_policy_comes_from_its_sheet(desk: Desk, database: Database) -> None:
    result = desk.load(office=office_rows("๗, ๑, ๐", "09.00 น."), items=[item()])
    assert policy(database) == (Ladder(before=(7, 1, 0)), time(9))
    assert result.notes == ("การเตือนของหน่วยงานตามแฟ้ม: ล่วงหน้า 7, 1, 0 วัน เวลา 09.00 น.",)
    assert desk.load(office=office_rows("7, 1, 0", "09:00"), items=[item()]).notes == ()


def test_how_long_what_people_typed_is_kept_comes_from_the_sheet_unless_the_office_said_otherwise_since(
    desk: Desk, database: Database
) -> None:
    def kept_after(value: Any) -> int:
        result = desk.load(office=[*OFFICE_ROWS, ["เก็บข้อความ (วัน)", value]], items=[item()])
        assert [d.raw for d in result.doubts] == ([str(value)] if value in (6, "นาน") else [])
        with database.read() as session:
            return session.scalars(select(Office.keep_chat_days)).one()

    assert [kept_after(value) for value in ("", "๖๐ วัน", 6, "นาน", 45, "")] == [30, 60, 60, 60, 45, 30]
    with database.write() as session:
        session.scalars(select(Office)).one().keep_chat_days = 10
    assert kept_after("") == 10
    desk.load(items=[item()])
    assert kept_after("") == 10


def test_an_office_that_says_nothing_has_the_usual_policy_and_no_row_of_its_own(desk: Desk, database: Database) -> None:
    for office in (OFFICE_ROWS, office_rows()):
        assert desk.load(office=office, items=[item()]).notes == ()
        assert policy(database) == (USUAL, time(8, 30))
    with database.read() as session:
        assert session.scalars(select(Office.ladder)).one() is None


def test_what_the_office_set_since_survives_the_same_workbook_and_not_a_changed_one(
    desk: Desk, database: Database
) -> None:
    desk.load(office=office_rows("7, 0", "09:00"), items=[item()])
    with database.write() as session:
        office = session.scalars(select(Office)).one()
        office.ladder = {**(office.ladder or {}), "before": [3, 0], "overdue_every": 5}
        office.remind_at = time(10)
    desk.load(office=office_rows("7, 0", "09:00"), items=[item()])
    desk.load(items=[item()])  # a sheet without the keys
    assert policy(database) == (Ladder(before=(3, 0), overdue_every=5), time(10))
    desk.load(office=office_rows(), items=[item()])  # the workbook takes back what nobody follows any more
    assert policy(database) == (Ladder(before=(3, 0), overdue_every=5), time(10))
    desk.load(office=office_rows("14, 0", "11:00"), items=[item()])
    assert policy(database) == (Ladder(before=(14, 0), overdue_every=5), time(11))
    desk.load(office=office_rows(), items=[item()])
    assert policy(database) == (Ladder(overdue_every=5), time(8, 30))


def test_an_unreadable_policy_is_doubted_and_changes_nothing(desk: Desk, database: Database) -> None:
    desk.load(office=office_rows("7, 0", "09:00"), items=[item()])
    result = desk.load(office=office_rows("บ่อย ๆ", "เช้า"), items=[item()])
    assert policy(database) == (Ladder(before=(7, 0)), time(9))
    assert [(d.sheet, d.row, d.raw) for d in result.doubts] == [
        ("หน่วยงาน", 8, "บ่อย ๆ"),
        ("หน่วยงาน", 9, "เช้า"),
    ]


@pytest.mark.parametrize("text", ["เปิด", "มี", "ใช่", " เปิด ใช้งาน"])
def test_review_is_turned_on_in_any_of_these_words(text: str) -> None:
    assert cells.switch(text) == cells.Read(True)


@pytest.mark.parametrize("text", ["ปิด", "ไม่มี", "ไม่ใช่", "ไม่"])
def test_review_is_turned_off_in_any_of_these_words(text: str) -> None:
    assert cells.switch(text) == cells.Read(False)


def test_review_follows_the_sheet_where_it_newly_says_so(desk: Desk, database: Database) -> None:
    def load(*said: str) -> bool:
        rows = [*OFFICE_ROWS, *(["ตรวจสอบก่อนนับ", word] for word in said)]
        desk.load(office=rows, items=[item()])
        with database.read() as session:
            return session.scalars(select(Office.review_on)).one()

    assert [load(), load("เปิด"), load()] == [False, True, True]
    with database.write() as session:
        session.scalars(select(Office)).one().review_on = False
    assert load("เปิด") is False, "the sheet says what it said: the office's own word since stays"
    assert [load("ปิด"), load("เปิด"), load("")] == [False, True, False]
    assert [d.raw for d in desk.load(office=[*OFFICE_ROWS, ["ตรวจสอบก่อนนับ", "บางข้อ"]], items=[item()]).doubts] == [
        "บางข้อ"
    ]


@pytest.mark.parametrize(
    ("text", "thai"), [("ไทย", True), ("เลขไทย", True), ("อารบิก", False), ("ตัวเลข อารบิก", False), ("-", None)]
)
def test_the_numerals_of_documents_are_named_in_any_of_these_words(text: str, thai: bool | None) -> None:
    assert cells.numerals(text) == cells.Read(thai)


def test_numerals_follow_the_sheet_where_it_newly_says_so(desk: Desk, database: Database) -> None:
    def load(*said: str) -> bool:
        rows = [*OFFICE_ROWS, *(["ตัวเลขในเอกสาร", word] for word in said)]
        desk.load(office=rows, items=[item()])
        with database.read() as session:
            return session.scalars(select(Office.thai_numerals)).one()

    assert [load(), load("อารบิก"), load()] == [True, False, False]
    with database.write() as session:
        session.scalars(select(Office)).one().thai_numerals = True
    assert load("อารบิก") is True, "the sheet says what it said: the office's own word since stays"
    assert [load("ไทย"), load("อารบิก"), load("")] == [True, False, True]
    assert [d.raw for d in desk.load(office=[*OFFICE_ROWS, ["ตัวเลข", "โรมัน"]], items=[item()]).doubts] == ["โรมัน"]


def test_items_have_days_of_their_own(desk: Desk, database: Database) -> None:
    desk.load(with_days("๗, ๐", "30, 0"))
    assert {code: i.ladder for code, i in desk.items().items()} == {"O1": {"before": [7, 0]}, "M1": {"before": [30, 0]}}
    with database.write() as session:
        o1, m1 = session.scalars(select(WorkItem).order_by(WorkItem.kind.desc()))
        assert (o1.code, m1.code) == ("O1", "M1")
        o1.ladder = {"before": [1, 0], "overdue_first": 2}
    again = desk.load(with_days("7, 0", "30, 0"))
    assert (again.updated, desk.items()["O1"].ladder) == (0, {"before": [1, 0], "overdue_first": 2})
    changed = desk.load(with_days("3, 0", None))
    assert changed.updated == 2
    assert desk.items()["O1"].ladder == {"before": [3, 0], "overdue_first": 2}
    assert desk.items()["M1"].ladder is None


def test_an_items_unreadable_days_are_doubted_and_change_nothing(desk: Desk) -> None:
    desk.load(with_days("7, 0"))
    result = desk.load(with_days("ทุกสัปดาห์"))
    assert [(d.code, d.raw) for d in result.doubts] == [("O1", "ทุกสัปดาห์")]
    assert (result.updated, desk.items()["O1"].ladder) == (0, {"before": [7, 0]})


def test_nobody_is_told_of_columns_that_most_offices_do_without() -> None:
    plan: OfficePlan = read_workbook(book(items=[item()], measures=[measure()]))
    assert (plan.doubts, plan.notes) == ((), ())
    assert all("before" in i.unsaid for i in plan.items)


def test_when_a_period_begins_is_loaded_and_follows_the_workbook_only(desk: Desk, database: Database) -> None:
    desk.load(measures=[measure(period="1 ต.ค. 2569 - 30 ก.ย. 2570")])
    assert desk.items()["M1"].starts_on == date(2026, 10, 1)
    with database.write() as session:
        session.scalars(select(WorkItem)).one().starts_on = date(2026, 11, 1)
    assert desk.load(measures=[measure(period="1 ต.ค. 2569 - 30 ก.ย. 2570")]).updated == 0
    assert desk.items()["M1"].starts_on == date(2026, 11, 1)
    assert desk.load(measures=[measure(period="1 ธ.ค. 2569 - 30 ก.ย. 2570")]).updated == 1
    assert desk.items()["M1"].starts_on == date(2026, 12, 1)


def test_an_item_loaded_before_beginnings_were_kept_gets_its_own(desk: Desk, database: Database) -> None:
    desk.load(measures=[measure()])
    with database.write() as session:
        session.scalars(select(WorkItem)).one().starts_on = None
    desk.load(measures=[measure()])
    assert desk.items()["M1"].starts_on == date(2026, 10, 1)


def test_a_lost_period_column_takes_the_beginning_from_nobody(desk: Desk) -> None:
    desk.load(measures=[measure()])
    of = dict(sheets()) | {"มาตรการ": [["ที่", "มาตรการ", "ผู้รับผิดชอบ"], ["1", "ปรับปรุงขั้นตอนการให้บริการ", "กองคลัง"]]}
    desk.load(saved(workbook(of)))
    assert desk.items()["M1"].starts_on == date(2026, 10, 1)
