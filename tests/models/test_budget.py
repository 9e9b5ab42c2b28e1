"""The month's quota: when a reading is old, what has been spent since, and what a new reading leaves alone."""

import pytest

from models import budget, leasing, outbox
from models.budget import MonthBudget, Quota, is_stale, month_of
from models.database import Database
from models.delivery import Accepted, Later, Outcome, Refused, Unclear
from models.office import Office
from tests.support.clock import thai
from tests.support.offices import new_office

MARCH = thai("2027-03-01 00:00").date()


@pytest.fixture
def office(database: Database) -> Office:
    with database.write() as session:
        return new_office(session)


def reading(at: str, used: int = 10, quota: int | None = 300) -> MonthBudget:
    return MonthBudget(month=month_of(thai(at)), quota=quota, used=used, read_at=thai(at))


@pytest.mark.parametrize(
    ("read", "now", "stale"),
    [
        ("2027-03-01 07:00", "2027-03-01 23:59", False),
        ("2027-03-01 07:00", "2027-03-02 06:59", False),
        ("2027-03-01 07:00", "2027-03-02 07:00", True),  # before the morning's tick
        ("2027-03-01 00:10", "2027-03-01 07:00", True),  # LINE's month may turn later than Thailand's
        ("2027-03-31 09:00", "2027-04-01 00:00", True),  # a new month
    ],
)
def test_a_reading_is_of_one_day(read: str, now: str, stale: bool) -> None:
    assert is_stale(reading(read), thai(now)) is stale


def test_no_reading_is_a_stale_one() -> None:
    assert is_stale(None, thai("2027-03-01 03:00"))


@pytest.mark.parametrize(
    ("used", "quota", "stale"),
    [(209, 300, False), (210, 300, True), (300, 300, True), (0, 0, True), (9_000, None, False)],
)
def test_from_seventy_per_cent_on_a_reading_lasts_an_hour(used: int, quota: int | None, stale: bool) -> None:
    read = reading("2027-03-01 09:00", used, quota)
    assert not is_stale(read, thai("2027-03-01 09:59"))
    assert is_stale(read, thai("2027-03-01 10:00")) is stale


def test_the_month_is_thailands() -> None:
    assert month_of(thai("2027-03-01 00:00")) == MARCH
    assert month_of(thai("2027-02-28 23:59")) == thai("2027-02-01 00:00").date()


def test_a_new_reading_leaves_what_was_given_up_and_who_was_warned(database: Database, office: Office) -> None:
    with database.write() as session:
        budget.record(session, office.id, Quota(300, 10), thai("2027-03-01 07:00"))
    with database.write() as session:
        row = budget.readings(session, [office.id], MARCH).get(office.id)
        assert row is not None
        assert (row.given_up, row.warned) == ([], 0)
        row.given_up, row.warned = [30, 14], 70
    with database.write() as session:
        budget.record(session, office.id, Quota(None, 220), thai("2027-03-02 07:00"))
    with database.read() as session:
        [row] = session.query(MonthBudget)
        assert (row.quota, row.used, row.read_at) == (None, 220, thai("2027-03-02 07:00"))
        assert (row.given_up, row.warned) == ([30, 14], 70)


def push(database: Database, office: Office, at: str, *outcomes: Outcome) -> None:
    """A push that was tried and answered so, one try after the other."""
    with database.write() as session:
        row = outbox.push(
            session, office_id=office.id, to="Usom", member_id=None, messages=[], purpose="digest", now=thai(at)
        )
        session.flush()
        for outcome in outcomes:
            row.settle(outcome, thai(at))


def test_what_we_pushed_since_the_reading_is_added(database: Database, office: Office) -> None:
    push(database, office, "2027-03-05 06:59", Accepted())  # LINE has counted it
    with database.write() as session:
        budget.record(session, office.id, Quota(300, 40), thai("2027-03-05 07:00"))
    push(database, office, "2027-03-05 08:30", Accepted())
    push(database, office, "2027-03-05 08:31", Refused("no"))
    push(database, office, "2027-03-05 08:32", Later("not now"))
    push(database, office, "2027-03-05 08:33", Unclear("time out"), Refused("no"))
    push(database, office, "2027-03-05 08:34")
    with database.write() as session:
        assert leasing.claim(session, thai("2027-03-05 08:34"))  # is being sent
    push(database, office, "2027-03-05 08:35")
    with database.read() as session:
        assert budget.spent(session, [office.id], MARCH)[office.id] == 40 + 3


def test_without_a_reading_our_own_pushes_of_the_month_are_what_is_spent(database: Database, office: Office) -> None:
    for at in ("2027-02-28 23:59", "2027-03-01 00:00", "2027-03-31 23:59", "2027-04-01 00:00"):
        push(database, office, at, Accepted())
    with database.read() as session:
        assert budget.spent(session, [office.id], MARCH)[office.id] == 2


def test_offices_are_counted_apart_and_together(database: Database, office: Office) -> None:
    with database.write() as session:
        other = new_office(session, "other")
        unlimited = new_office(session, "unlimited")
        for each, quota in ((office, Quota(300, 30)), (other, Quota(200, 150)), (unlimited, Quota(None, 5_000))):
            budget.record(session, each.id, quota, thai("2027-03-01 07:00"))
    with database.read() as session:
        assert budget.spent(session, [other.id], MARCH)[other.id] == 150
        together = budget.totals(session, MARCH)
        assert (together.limit, together.used, together.highest_share) == (500, 5_180, 0.75)
