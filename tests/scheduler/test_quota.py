"""Reading the quota: the offices that need it, as often as needed, and never at the price of the last reading."""

import pytest

from models.budget import MonthBudget, Quota
from models.database import Database
from models.people import Member
from scheduler import quota
from tests.support.clock import thai
from tests.support.offices import add_member, new_office


class Channel:
    """What LINE tells of each office, and which offices were asked."""

    def __init__(self, told: Quota | None = None) -> None:
        self.told, self.asked = told, list[int]()

    def __call__(self, office_id: int) -> Quota | None:
        self.asked.append(office_id)
        return self.told


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        office = new_office(session)
        add_member(session, office, "Usom", "head", "กองคลัง")
        return office.id


def readings(database: Database) -> list[tuple[str, int, int | None]]:
    with database.read() as session:
        rows = session.query(MonthBudget).order_by(MonthBudget.month)
        return [(row.month.isoformat(), row.used, row.quota) for row in rows]


def test_an_office_is_asked_for_once_a_morning(database: Database, office_id: int) -> None:
    line = Channel(Quota(300, 12))
    assert quota.refresh(database, line, thai("2027-03-01 07:00")) == 1
    assert quota.refresh(database, line, thai("2027-03-01 16:00")) == 0
    line.told = Quota(300, 20)
    assert quota.refresh(database, line, thai("2027-03-02 07:00")) == 1
    assert readings(database) == [("2027-03-01", 20, 300)]


def test_every_hour_once_much_of_the_month_is_used(database: Database, office_id: int) -> None:
    line = Channel(Quota(300, 210))
    asked = [quota.refresh(database, line, thai(f"2027-03-01 {hour:02}:30")) for hour in range(7, 12)]
    assert asked == [1, 1, 1, 1, 1]


def test_what_line_does_not_tell_leaves_the_last_reading_and_is_asked_again(database: Database, office_id: int) -> None:
    line = Channel(Quota(300, 12))
    quota.refresh(database, line, thai("2027-03-01 07:00"))
    line.told = None
    assert quota.refresh(database, line, thai("2027-03-02 07:00")) == 0
    assert readings(database) == [("2027-03-01", 12, 300)]
    line.told = Quota(300, 14)
    assert quota.refresh(database, line, thai("2027-03-02 07:01")) == 1


def test_a_new_month_has_a_row_of_its_own(database: Database, office_id: int) -> None:
    quota.refresh(database, Channel(Quota(300, 250)), thai("2027-03-31 07:00"))
    quota.refresh(database, Channel(Quota(300, 0)), thai("2027-04-01 00:00"))
    assert readings(database) == [("2027-03-01", 250, 300), ("2027-04-01", 0, 300)]


def test_an_office_that_nobody_reachable_belongs_to_is_not_asked_for(database: Database, office_id: int) -> None:
    with database.write() as session:
        session.query(Member).one().blocked_at = thai("2027-02-01 09:00")
        new_office(session, "empty")
    line = Channel(Quota(300, 0))
    assert quota.refresh(database, line, thai("2027-03-01 07:00")) == 0
    assert line.asked == []


def test_one_office_that_line_does_not_tell_of_keeps_no_other_waiting(database: Database, office_id: int) -> None:
    with database.write() as session:
        other = new_office(session, "other")
        add_member(session, other, "Uother", "chief")
    told = {other.id: Quota(None, 7)}
    assert quota.refresh(database, told.get, thai("2027-03-01 07:00")) == 1
    assert readings(database) == [("2027-03-01", 7, None)]


def test_a_process_that_ends_stops_between_two_offices(database: Database, office_id: int) -> None:
    line = Channel(Quota(300, 0))
    assert quota.refresh(database, line, thai("2027-03-01 07:00"), enough=lambda: True) == 0
    assert line.asked == []
