"""What the outlook says of the next reminder is what the clock then does."""

from datetime import date, datetime, timedelta

import pytest

from models.clock import at_local, local_date
from models.database import Database
from models.office import ClosedDay, Office
from scheduler.outlook import next_reminder
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.ticking import tick

DUE = date(2027, 3, 31)  # Wednesday
HOLIDAYS = (date(2027, 2, 22), date(2027, 3, 31), date(2027, 4, 6))  # a Monday, the due day, a Tuesday


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        office = new_office(session)
        add_item(session, office, "O1", ("กองคลัง",), DUE)
        session.add_all(ClosedDay(office_id=office.id, day=day, name="วันหยุด") for day in HOLIDAYS)
        return office.id


def foretold(database: Database, office_id: int, now: datetime) -> datetime | None:
    with database.read() as session:
        return next_reminder(session, session.get_one(Office, office_id), now)


@pytest.mark.parametrize("roles", [("head",), ("chief",), ("head", "chief"), ("coordinator",)])
def test_nobody_hears_anything_before_the_next_reminder_and_somebody_does_at_it(
    database: Database, office_id: int, roles: tuple[str, ...]
) -> None:
    with database.write() as session:
        office = session.get_one(Office, office_id)
        for role in roles:
            add_member(session, office, f"U{role}", role, *(("กองคลัง",) if role == "head" else ()))  # type: ignore[arg-type]
    now, met = thai("2027-02-18 12:00"), 0
    tick(database, now)
    while now < thai("2027-04-20 00:00"):
        expected = foretold(database, office_id, now)
        day = local_date(now)
        while not tick(database, now := max(now, at_local(day, datetime(2027, 1, 1, 8, 30).time()))):  # noqa: DTZ001
            day += timedelta(days=1)
        assert now == expected
        met += 1
    assert met >= 6


def test_a_morning_that_the_clock_has_not_seen_yet_is_still_to_come(database: Database, office_id: int) -> None:
    with database.write() as session:
        add_member(session, session.get_one(Office, office_id), "Usom", "head", "กองคลัง")
    assert foretold(database, office_id, thai("2027-03-30 07:00")) == thai("2027-03-30 08:30")
    assert foretold(database, office_id, thai("2027-03-30 10:00")) == thai("2027-03-30 10:00")
    assert foretold(database, office_id, thai("2027-03-30 18:00")) == thai("2027-04-01 08:30")


def test_the_summary_of_a_week_whose_monday_was_closed_is_still_to_come(database: Database, office_id: int) -> None:
    with database.write() as session:
        add_member(session, session.get_one(Office, office_id), "Upalad", "chief")
    assert foretold(database, office_id, thai("2027-02-22 18:00")) == thai("2027-02-23 08:30")


def test_nobody_is_reminded_where_nobody_is_registered(database: Database, office_id: int) -> None:
    assert foretold(database, office_id, thai("2027-03-30 07:00")) is None
