"""The calendar: seeded with public holidays, changed by the workbook, and by the office's own word above both."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.closed_days import days_of, forget, load_closed_days, set_day
from documents.holidays import days_off
from documents.plan import ClosedDayPlan
from documents.workbook.reading import read_workbook
from models.database import Database
from models.errors import DomainError
from models.office import ClosedDay, DaySource, Office
from models.queries import working_days
from tests.documents.books import book, item
from tests.documents.conftest import Desk
from tests.support.offices import new_office

FATHERS_DAY_SUBSTITUTE, CONSTITUTION_DAY, NEW_YEARS_EVE = date(2026, 12, 7), date(2026, 12, 10), date(2026, 12, 31)
ORDINARY = date(2026, 12, 9)
Row = tuple[str, DaySource, bool]


def calendar(database: Database) -> dict[date, Row]:
    with database.read() as session:
        return rows(session, session.scalars(select(Office)).one())


def rows(session: Session, office: Office) -> dict[date, Row]:
    return {row.day: (row.name, row.source, row.works) for row in days_of(session, office)}


def test_a_load_brings_the_holidays_of_the_fiscal_year_and_three_months_more(desk: Desk, database: Database) -> None:
    desk.load(items=[item()])
    found = calendar(database)
    expected = {h.day: (h.name, "holidays", False) for h in days_off(date(2026, 10, 1), date(2027, 12, 31))}
    assert found == expected
    assert date(2027, 12, 10) in found


def test_loading_twice_changes_no_day(desk: Desk, database: Database) -> None:
    whole = book(items=[item()], days=[["9 ธ.ค. 2569", "วันสถาปนา"], ["10 ธ.ค. 2569", "ทำงานปกติ"]])
    desk.load(whole)
    before = calendar(database)
    assert desk.load(whole).notes == ()
    assert calendar(database) == before


def test_the_sheet_adds_renames_and_opens_days(desk: Desk, database: Database) -> None:
    desk.load(
        items=[item()],
        days=[["9 ธ.ค. 2569", "วันสถาปนา"], ["10 ธ.ค. 2569", "รัฐธรรมนูญ"], ["31 ธ.ค. 2569", "วันสิ้นปี (ทำงานปกติ)"]],
    )
    found = calendar(database)
    assert found[ORDINARY] == ("วันสถาปนา", "workbook", False)
    assert found[CONSTITUTION_DAY] == ("รัฐธรรมนูญ", "workbook", False)
    assert found[NEW_YEARS_EVE] == ("วันสิ้นปี (ทำงานปกติ)", "workbook", True)
    with database.read() as session:
        days = working_days(session, session.scalars(select(Office)).one())
    assert [days.is_open(day) for day in (ORDINARY, CONSTITUTION_DAY, NEW_YEARS_EVE)] == [False, False, True]


@pytest.mark.parametrize(
    ("name", "works"),
    [
        ("ทำงานปกติ", True),
        ("วันจักรี ไม่หยุด", True),
        ("เปิดทำการ", True),
        ("ทำการตามปกติ", True),
        ("งดเปิดทำการ", False),
        ("ไม่เปิดทำการ", False),
        ("ปิดทำการ", False),
        ("หยุดชดเชย", False),
    ],
)
def test_what_a_day_is_called_says_whether_the_office_works(name: str, works: bool) -> None:
    [day] = read_workbook(book(items=[item()], days=[["10 ธ.ค. 2569", name]])).closed_days
    assert day.works is works


def test_a_working_saturday_is_doubted() -> None:
    plan = read_workbook(book(items=[item()], days=[["5 ธ.ค. 2569", "ทำงานปกติ"]]))
    assert plan.closed_days == ()
    assert ["วันเสาร์" in doubt.reason for doubt in plan.doubts] == [True]


def test_a_day_no_longer_in_the_sheet_is_again_what_the_library_says(desk: Desk, database: Database) -> None:
    desk.load(items=[item()], days=[["7 ธ.ค. 2569", "ชดเชย"], ["9 ธ.ค. 2569", "วันสถาปนา"], ["11 ธ.ค. 2569", "อบรม"]])
    result = desk.load(items=[item()], days=[["11 ธ.ค. 2569", "อบรม"]])
    assert result.notes == (
        "วันหยุด 7 ธ.ค. 69 ชดเชย ไม่อยู่ในแฟ้มแล้ว ระบบใช้ตามรายการวันหยุดราชการ",
        "วันหยุด 9 ธ.ค. 69 วันสถาปนา ไม่อยู่ในแฟ้มแล้ว จึงนำออก",
    )
    found = calendar(database)
    assert found[FATHERS_DAY_SUBSTITUTE][1] == "holidays"
    assert ORDINARY not in found


def test_the_offices_own_word_outlasts_the_workbook_and_the_library(desk: Desk, database: Database) -> None:
    desk.load(items=[item()])
    with database.write() as session:
        office = session.scalars(select(Office)).one()
        set_day(session, office, CONSTITUTION_DAY, works=True)
        set_day(session, office, ORDINARY, "วันเลือกตั้ง")
    result = desk.load(items=[item()], days=[["10 ธ.ค. 2569", "วันรัฐธรรมนูญ"], ["9 ธ.ค. 2569", "วันสถาปนา"]])
    found = calendar(database)
    assert found[CONSTITUTION_DAY] == ("วันรัฐธรรมนูญ", "office", True)
    assert found[ORDINARY] == ("วันเลือกตั้ง", "office", False)
    assert result.notes == ("10 ธ.ค. 69 หน่วยงานกำหนดเป็นวันทำการไว้แล้ว จึงไม่ใช้ตามแฟ้ม",)
    desk.load(items=[item()], days=[["11 ธ.ค. 2569", "อบรม"]])
    assert calendar(database)[ORDINARY] == ("วันเลือกตั้ง", "office", False)


def test_a_forgotten_word_leaves_the_public_holiday(desk: Desk, database: Database) -> None:
    desk.load(items=[item()])
    before = calendar(database)
    with database.write() as session:
        office = session.scalars(select(Office)).one()
        set_day(session, office, CONSTITUTION_DAY, works=True)
        set_day(session, office, ORDINARY, "วันเลือกตั้ง")
        assert forget(session, office, ORDINARY) is None
        left = forget(session, office, CONSTITUTION_DAY)
        assert left is not None
        assert left.source == "holidays"
        with pytest.raises(DomainError, match="ไม่ได้กำหนด"):
            forget(session, office, CONSTITUTION_DAY)
    assert calendar(database) == before


def test_an_office_cannot_be_said_to_work_on_a_sunday(database: Database) -> None:
    with database.write() as session, pytest.raises(DomainError, match="วันอาทิตย์"):
        set_day(session, new_office(session), date(2026, 12, 6), works=True)


def test_a_holiday_the_library_no_longer_has_goes_with_a_note(desk: Desk, database: Database) -> None:
    desk.load(items=[item()])
    with database.write() as session:
        office = session.scalars(select(Office)).one()
        session.add(ClosedDay(office_id=office.id, day=ORDINARY, name="วันหยุดเก่า", source="holidays"))
    assert desk.load(items=[item()]).notes == ("9 ธ.ค. 69 วันหยุดเก่า ไม่เป็นวันหยุดราชการตามรายการล่าสุด จึงนำออก",)
    assert ORDINARY not in calendar(database)


MONTH = st.dates(date(2026, 12, 1), date(2027, 1, 10))
PLANS = st.lists(
    st.builds(ClosedDayPlan, MONTH, st.sampled_from(["", "อบรม", "วันรัฐธรรมนูญ"]), st.booleans()),
    unique_by=lambda plan: plan.day,
    max_size=8,
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(earlier=PLANS, plans=PLANS, own=st.dictionaries(MONTH.filter(lambda day: day.weekday() < 5), st.booleans()))
def test_whatever_was_there_before_seeding_twice_is_seeding_once(
    migrated_sqlite: object, earlier: list[ClosedDayPlan], plans: list[ClosedDayPlan], own: dict[date, bool]
) -> None:
    database = Database(f"sqlite:///{migrated_sqlite}")
    with database.write() as session:
        office = new_office(session)
        assert office.current_round is not None
        load_closed_days(session, office, office.current_round, earlier, [])
        for day, works in own.items():
            set_day(session, office, day, "หน่วยงาน", works=works)
        load_closed_days(session, office, office.current_round, plans, [])
        once, notes = rows(session, office), list[str]()
        load_closed_days(session, office, office.current_round, plans, notes)
        assert rows(session, office) == once
        assert [note for note in notes if "นำออก" in note] == []
        for day, works in own.items():
            assert once[day] == ("หน่วยงาน", "office", works)
        for plan in plans:
            if plan.day not in own:
                assert once[plan.day] == (plan.name, "workbook", plan.works)
        public = {h.day for h in days_off(date(2026, 10, 1), date(2027, 12, 31))}
        assert public <= once.keys()
        session.rollback()
    database.close()
