"""Reminders acknowledged and put off: how far, and what ends it."""

from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from documents.loading_items import load_items
from documents.plan import ItemPlan
from models import undo
from models.changes import Actor, Change
from models.clock import at_local, local_date
from models.database import Database
from models.register import Assignment, WorkItem
from models.snoozes import latest_snooze
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office

TODAY = date(2026, 12, 8)
DAYS = st.dates(date(2026, 1, 1), date(2027, 12, 31))


def after(days: int) -> date:
    return TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("due", "latest"),
    [(None, 3), (after(10), 3), (after(3), 3), (after(2), 2), (after(1), 1), (after(0), None), (after(-1), 3)],
)
def test_a_reminder_waits_three_days_at_most_and_not_past_a_deadline_ahead(
    due: date | None, latest: int | None
) -> None:
    assert latest_snooze(due, TODAY) == (None if latest is None else after(latest))


@given(st.none() | DAYS, DAYS)
def test_whatever_the_deadline_the_last_day_lies_ahead_and_never_beyond_it(due: date | None, today: date) -> None:
    latest = latest_snooze(due, today)
    if latest is None:
        assert due == today
    else:
        assert today < latest <= today + timedelta(days=3)
        assert due is None or due < today or latest <= due


class Desk:
    """One open transaction: O1 of กองคลัง is due on the fifteenth, and it is the eighth."""

    def __init__(self, session: Session, clock: FakeClock) -> None:
        self.session, self.clock, self.turns = session, clock, 0
        self.office = new_office(session)
        self.o1: Assignment = add_item(session, self.office, "O1", ("กองคลัง",), after(7)).assignments[0]
        self.head = add_member(session, self.office, "Uhead", "head", "กองคลัง")

    def actor(self) -> Actor:
        self.turns += 1
        return Actor(self.head.id, "head", "chat", f"turn-{self.turns}", f"event-{self.turns}")

    def snoozes(self, days: int) -> str:
        actor, today = self.actor(), local_date(self.clock())
        return self.says(self.o1.snooze(today + timedelta(days=days), actor, self.clock(), today))

    def says(self, change: Change | None) -> str:
        assert change is not None
        self.session.add(change)
        self.session.flush()
        return change.change_set

    def takes_back(self, change_set: str) -> undo.UndoRefusal | None:
        changes = undo.changes_of(self.session, self.office.id, change_set)
        refused = undo.why_not(self.session, changes, self.head.id)
        if refused is None:
            self.session.add_all(undo.take_back(changes, self.actor(), self.clock()))
            self.session.flush()
        return refused

    @property
    def put_off(self) -> tuple[date | None, int]:
        return self.o1.snoozed_until, self.o1.snoozes


@pytest.fixture
def desk(database: Database, clock: FakeClock) -> Iterator[Desk]:
    clock.at("2026-12-08 09:00")
    with database.write() as session:
        yield Desk(session, clock)


def test_putting_off_is_a_change_with_its_day_and_no_report(desk: Desk) -> None:
    desk.snoozes(2)
    assert desk.put_off == (after(2), 1)
    [change] = desk.session.query(Change)
    assert (change.field, change.before, change.after) == ("snooze", "", after(2).isoformat())
    assert (desk.o1.status, desk.o1.reported_at) == ("not_reported", None)


@pytest.mark.parametrize("days", [-1, 0, 4])
def test_neither_a_day_that_has_come_nor_one_too_far_can_be_chosen(days: int, desk: Desk) -> None:
    with pytest.raises(ValueError, match="cannot be put off"):
        desk.snoozes(days)
    assert desk.put_off == (None, 0)


def test_acknowledging_changes_nothing_but_the_history(desk: Desk) -> None:
    desk.says(desk.o1.acknowledge(desk.actor(), desk.clock()))
    [change] = desk.session.query(Change)
    assert change.field == "acknowledge"
    assert (desk.o1.status, desk.o1.reported_at, *desk.put_off) == ("not_reported", None, None, 0)


def test_another_day_for_what_is_put_off_already_is_no_second_putting_off(desk: Desk) -> None:
    desk.snoozes(3)
    desk.snoozes(1)
    assert desk.put_off == (after(1), 1)
    desk.clock.forward(days=1)
    desk.snoozes(2)
    assert desk.put_off == (after(3), 2)


def test_a_report_ends_it_and_what_was_told_is_not_told_again(desk: Desk) -> None:
    desk.snoozes(3)
    desk.says(desk.o1.report("in_progress", desk.actor(), desk.clock()))
    assert desk.put_off == (None, 0)


def test_a_report_after_its_day_leaves_the_count(desk: Desk) -> None:
    desk.snoozes(3)
    desk.clock.forward(days=3)
    desk.says(desk.o1.report("in_progress", desk.actor(), desk.clock()))
    assert desk.put_off == (None, 1)


def test_a_new_deadline_ends_it(desk: Desk) -> None:
    desk.snoozes(3)
    desk.says(desk.o1.move_due(after(30), desk.actor(), desk.clock()))
    assert desk.put_off == (None, 0)


def test_a_new_deadline_of_the_workbook_ends_it(desk: Desk) -> None:
    desk.snoozes(3)
    plan = ItemPlan("o_item", 1, "รายการ O1", divisions=("กองคลัง",), due=after(20))
    divisions = {d.name: d for d in desk.office.divisions}
    assert desk.office.current_round is not None
    load_items(desk.session, desk.office.current_round, [plan], divisions, desk.actor(), desk.clock())
    assert desk.o1.due_on == after(20)
    assert desk.put_off == (None, 0)


def test_taking_it_back_restores_the_day_before(desk: Desk) -> None:
    desk.snoozes(1)
    second = desk.snoozes(3)
    assert desk.takes_back(second) is None
    assert desk.put_off == (after(1), 1)
    assert desk.takes_back(second) == "already"


def test_taking_back_the_first_leaves_nothing_put_off(desk: Desk) -> None:
    assert desk.takes_back(desk.snoozes(1)) is None
    assert desk.put_off == (None, 0)


def test_what_a_report_has_ended_cannot_be_taken_back(desk: Desk) -> None:
    snooze = desk.snoozes(3)
    report = desk.says(desk.o1.report("in_progress", desk.actor(), desk.clock()))
    assert desk.takes_back(snooze) == "snooze_changed_since"
    assert desk.takes_back(report) is None
    assert desk.put_off == (None, 0)


def test_an_acknowledgement_can_be_taken_back(desk: Desk) -> None:
    told = desk.says(desk.o1.acknowledge(desk.actor(), desk.clock()))
    assert undo.last_change_set(desk.session, desk.office.id, desk.head.id) == told
    assert desk.takes_back(told) is None
    assert undo.last_change_set(desk.session, desk.office.id, desk.head.id) is None


STEPS = st.lists(
    st.tuples(st.just("wait"), st.integers(1, 5))
    | st.tuples(st.just("snooze"), st.integers(1, 3))
    | st.tuples(st.just("report"), st.sampled_from(["not_started", "in_progress"]))
    | st.tuples(st.just("move"), st.integers(0, 10)),
    max_size=12,
)


@given(st.none() | st.integers(-5, 10), STEPS)
def test_the_count_is_of_those_whose_day_has_come(due: int | None, steps: list[tuple[str, int | str]]) -> None:
    """Whatever else is said in between: the clock speaks of a rung once more only for a day that it waited for."""
    work = Assignment(item=WorkItem(office_id=1, due=None if due is None else after(due)), status="not_reported")
    work.snoozes = 0
    today, until, come = TODAY, None, 0
    for step, value in steps:
        now, actor = at_local(today, time(9)), Actor(None, None, "chat", "x")
        match step, value:
            case "wait", int(days):
                today += timedelta(days=days)
                if until is not None and until <= today:
                    until, come = None, come + 1
            case "snooze", int(days):
                latest = latest_snooze(work.due_on, today)
                if latest is not None:
                    until = min(latest, today + timedelta(days=days))
                    work.snooze(until, actor, now, today)
            case "report", str(status):
                until = until if work.report(status, actor, now) is None else None  # type: ignore[arg-type]
            case "move", int(days):
                until = until if work.move_due(today + timedelta(days=days), actor, now) is None else None
        assert work.is_put_off(today) == (until is not None)
        assert work.snoozes == come + (until is not None)
        ahead = work.due_on is not None and today <= work.due_on
        assert not (ahead and until and work.due_on and until > work.due_on)
