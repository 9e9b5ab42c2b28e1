"""The register's rules: who has answered, what is missing, what the website's word changes."""

from datetime import date

import pytest

from models.changes import Actor, Change
from models.counts import count
from models.database import Database
from models.register import WorkItem
from models.words import Status, aggregate
from tests.support.clock import FakeClock
from tests.support.offices import add_item, new_office

LOAD = Actor(member_id=None, role=None, source="load", change_set="load-1")


@pytest.mark.parametrize(
    ("answers", "amounts_to"),
    [
        (["done", "done"], "done"),
        (["done", "not_reported"], "in_progress"),
        (["not_started", "not_reported"], "not_started"),
        (["not_reported", "not_reported"], "not_reported"),
        (["in_progress", "not_started"], "in_progress"),
        ([], "not_reported"),
    ],
)
def test_an_item_is_done_only_when_every_division_is(answers: list[Status], amounts_to: Status) -> None:
    assert aggregate(answers) == amounts_to


def test_loading_present_makes_every_division_done_and_says_so_in_the_audit(
    database: Database, clock: FakeClock
) -> None:
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O1", ("กองคลัง", "กองช่าง"), date(2026, 12, 1))
        session.add_all(item.publish("present", LOAD, clock()))
    with database.read() as session:
        stored = session.get_one(WorkItem, item.id)
        assert [a.status for a in stored.assignments] == ["done", "done"]
        assert not stored.is_missing()
        fields = sorted(c.field for c in session.query(Change))
        assert fields == ["review", "review", "status", "status", "web_status"]
        assert [a.review for a in stored.assignments] == ["accepted", "accepted"]


@pytest.mark.parametrize("word", ["incomplete", "missing", "unchecked"])
def test_any_other_word_of_the_website_leaves_the_item_open(word: str, database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O1", ("กองคลัง",), None)
        item.publish(word, LOAD, clock())  # type: ignore[arg-type]
        assert item.is_missing()
        assert item.assignments[0].status == "not_reported"


def test_an_item_without_an_owner_is_missing_until_the_website_shows_it(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O31", (), None)
        assert item.is_missing()
        item.publish("present", LOAD, clock())
        assert not item.is_missing()


def test_with_review_on_a_reported_done_counts_for_the_office_when_accepted(
    database: Database, clock: FakeClock
) -> None:
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O1", ("กองคลัง",), None)
        item.assignments[0].report("done", LOAD, clock())
        assert item.status(review_on=False) == "done"
        assert item.status(review_on=True) == "in_progress"
        item.assignments[0].review = "accepted"
        assert item.status(review_on=True) == "done"


def test_reporting_what_the_register_already_says_changes_nothing(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O1", ("กองคลัง",), None)
        assert item.assignments[0].report("in_progress", LOAD, clock()) is not None
        assert item.assignments[0].report("in_progress", LOAD, clock()) is None


def test_overdue_counts_what_is_open_after_its_day() -> None:
    today = date(2027, 3, 31)
    yesterday = date(2027, 3, 30)
    counts = count([("done", yesterday), ("in_progress", yesterday), ("not_reported", today), ("done", None)], today)
    assert counts == {"done": 2, "in_progress": 1, "not_started": 0, "not_reported": 1, "overdue": 1}
