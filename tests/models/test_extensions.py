"""Requests for more time: one pending per assignment, what an approval changes, what taking it back restores."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import extensions, undo
from models.changes import Actor, Change
from models.database import Database
from models.extensions import FURTHEST, DateProblem, Extension, date_problem, first_date
from models.office import Office
from models.people import Member
from models.queries import items_of_round, lock_assignments
from models.register import Assignment
from models.words import Role
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office

TODAY = date(2026, 11, 2)
DUE = date(2026, 12, 15)
LATER = date(2027, 1, 15)


@pytest.mark.parametrize(
    ("until", "due", "problem"),
    [
        (TODAY - timedelta(days=1), None, "past"),
        (TODAY, None, None),
        (TODAY, DUE, "not_later"),
        (DUE, DUE, "not_later"),
        (DUE + timedelta(days=1), DUE, None),
        (TODAY + FURTHEST, DUE, None),
        (TODAY + FURTHEST + timedelta(days=1), DUE, "too_far"),
    ],
)
def test_a_deadline_moves_only_onward_and_not_without_end(
    until: date, due: date | None, problem: DateProblem | None
) -> None:
    assert date_problem(until, TODAY, due) == problem


@given(st.dates(date(2026, 1, 1), date(2027, 11, 1)) | st.none())
def test_the_first_day_offered_may_be_asked_for_and_the_day_before_may_not(due: date | None) -> None:
    first = first_date(TODAY, due)
    assert date_problem(first, TODAY, due) is None
    assert date_problem(first - timedelta(days=1), TODAY, due) is not None


class Desk:
    """One open transaction over an office with O1 of กองคลัง, its head and a coordinator."""

    def __init__(self, session: Session, clock: FakeClock) -> None:
        self.session, self.clock, self.turns = session, clock, 0
        self.office: Office = new_office(session)
        self.o1: Assignment = add_item(session, self.office, "O1", ("กองคลัง",), DUE).assignments[0]
        self.head: Member = add_member(session, self.office, "Uhead", "head", "กองคลัง")
        self.coordinator: Member = add_member(session, self.office, "Ucoord", "coordinator")

    def actor(self, member: Member) -> Actor:
        self.turns += 1
        role: Role = member.role
        return Actor(member.id, role, "chat", f"turn-{self.turns}", f"event-{self.turns}")

    def asks(self, until: date | None = LATER, reason: str = "") -> Extension:
        lock_assignments(self.session, [self.o1.id])
        [row], _ = extensions.ask(self.session, [(self.o1, False)], until, reason, self.actor(self.head), self.clock())
        return row

    def approves(self, row: Extension, until: date = LATER) -> str:
        actor = self.actor(self.coordinator)
        change = row.approve(until, actor, self.clock())
        assert change is not None
        self.session.add(change)
        self.session.flush()
        return actor.change_set

    def takes_back(self, change_set: str) -> undo.UndoRefusal | None:
        changes = undo.changes_of(self.session, self.office.id, change_set)
        refused = undo.why_not(self.session, changes, self.coordinator.id)
        if refused is None:
            self.session.add_all(undo.take_back(changes, self.actor(self.coordinator), self.clock()))
            extensions.take_back(self.session, self.office.id, change_set)
        return refused


@pytest.fixture
def desk(database: Database, clock: FakeClock) -> Iterator[Desk]:
    with database.write() as session:
        yield Desk(session, clock)


def test_an_approval_moves_the_deadline_and_is_a_change_by_the_decider(desk: Desk) -> None:
    row = desk.asks()
    desk.approves(row)
    assert (desk.o1.due, desk.o1.due_on, desk.o1.item.due) == (LATER, LATER, DUE)
    assert (row.state, row.decided_by, row.asked_by) == ("approved", desk.coordinator.id, desk.head.id)
    [change] = desk.session.query(Change)
    assert (change.field, change.before, change.after) == ("due", DUE.isoformat(), LATER.isoformat())
    assert (change.member_id, change.role, change.assignment) == (desk.coordinator.id, "coordinator", desk.o1)


def test_a_refusal_changes_nothing_but_the_state(desk: Desk) -> None:
    row = desk.asks()
    row.decline(desk.actor(desk.coordinator), desk.clock())
    assert (row.state, desk.o1.due, desk.session.query(Change).count()) == ("declined", None, 0)


def test_a_decided_request_cannot_be_decided_again(desk: Desk) -> None:
    row = desk.asks()
    row.decline(desk.actor(desk.coordinator), desk.clock())
    with pytest.raises(ValueError, match="declined"):
        row.approve(LATER, desk.actor(desk.coordinator), desk.clock())


def test_a_newer_request_replaces_the_older_and_keeps_its_reason(desk: Desk) -> None:
    first = desk.asks(None, "รอเอกสารจากผู้รับจ้าง")
    second = desk.asks(LATER)
    assert (first.state, second.state, second.reason) == ("withdrawn", "pending", first.reason)
    assert first.reason
    assert extensions.askers(desk.session, [second]) == [desk.head]


def test_the_database_refuses_a_second_pending_request(desk: Desk) -> None:
    desk.asks()
    twin = Extension(
        office_id=desk.office.id, assignment=desk.o1, asked_at=desk.clock(), until=None, change_set="other"
    )
    desk.session.add(twin)
    with pytest.raises(IntegrityError, match="extension"):
        desk.session.flush()
    desk.session.rollback()


def test_an_approval_taken_back_restores_the_deadline_and_the_request_waits_again(desk: Desk) -> None:
    row = desk.asks()
    assert desk.takes_back(desk.approves(row)) is None
    assert (desk.o1.due, desk.o1.due_on) == (None, DUE)
    assert (row.state, row.decided_by, row.decided_at) == ("pending", None, None)
    assert [c.undoes is not None for c in desk.session.query(Change).order_by(Change.id)] == [False, True]


def test_an_approval_is_not_taken_back_after_the_deadline_moved_again(desk: Desk) -> None:
    change_set = desk.approves(desk.asks())
    desk.approves(desk.asks(LATER + timedelta(days=9)), LATER + timedelta(days=9))
    assert desk.takes_back(change_set) == "due_changed_since"
    assert desk.o1.due_on == LATER + timedelta(days=9)


def test_an_approval_is_not_taken_back_after_the_workbook_moved_the_items_deadline(desk: Desk) -> None:
    change_set = desk.approves(desk.asks())
    by_load = Actor(None, None, "load", "load-1")
    desk.session.add(Change.of(desk.o1.item, None, "due", DUE.isoformat(), "2027-02-01", by_load, desk.clock()))
    assert desk.takes_back(change_set) == "due_changed_since"


def test_an_approval_taken_back_gives_way_to_a_newer_request(desk: Desk) -> None:
    row = desk.asks()
    change_set = desk.approves(row)
    newer = desk.asks(LATER + timedelta(days=9))
    assert desk.takes_back(change_set) is None
    assert (row.state, newer.state) == ("withdrawn", "pending")


def test_a_problem_is_open_until_done_is_reported_and_again_when_that_is_taken_back(desk: Desk) -> None:
    def said() -> str | None:
        desk.session.flush()
        desk.session.expire(desk.o1)
        [item] = items_of_round(desk.session, desk.office)
        return item.assignments[0].open_problem

    assert said() is None
    for text in ("ผู้รับจ้างทิ้งงาน", "ระบบล่ม"):
        actor = desk.actor(desk.head)
        desk.session.add(Change.of(desk.o1.item, desk.o1, "problem", "", text, actor, desk.clock()))
    assert said() == "ระบบล่ม"
    done = desk.o1.report("done", desk.actor(desk.head), desk.clock())
    assert done is not None
    desk.session.add(done)
    assert said() is None
    desk.session.add_all(undo.take_back([done], desk.actor(desk.head), desk.clock()))
    assert said() == "ระบบล่ม"


def at_once(work: Callable[[], None]) -> None:
    """Twice, by two threads that start together."""
    together = Barrier(2)

    def one() -> None:
        together.wait()
        work()

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_of_two_deciders_at_once_one_decides(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        desk = Desk(session, clock)
        office_id, number, by = desk.office.id, desk.asks().id, desk.actor(desk.coordinator)
    decided: list[bool] = []

    def decide() -> None:
        with database.write() as session:
            [row] = extensions.of_request(session, office_id, number)
            if row.state == "pending":
                row.decline(by, clock())
                session.flush()
                decided.append(True)

    at_once(decide)
    assert decided == [True]


def test_two_requests_at_once_leave_one_pending_and_lose_none(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        desk = Desk(session, clock)
        assignment_id, by = desk.o1.id, desk.actor(desk.head)

    def ask() -> None:
        with database.write() as session:
            lock_assignments(session, [assignment_id])
            extensions.ask(session, [(session.get_one(Assignment, assignment_id), False)], LATER, "", by, clock())

    at_once(ask)
    with database.read() as session:
        assert sorted(row.state for row in session.query(Extension)) == ["pending", "withdrawn"]
