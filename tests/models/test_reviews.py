"""What a review does to the register: the record tells every column, and what is taken back is as before."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from models import review_queue, reviews, undo
from models.changes import Actor, Change
from models.clock import local_date
from models.database import Database
from models.ladder import WorkingDays
from models.office import Office
from models.register import Assignment, WorkItem
from models.review_queue import Queue
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office

DUE = date(2026, 12, 15)
LOAD = Actor(None, None, "load", "load-1")
MONDAY = date(2026, 11, 2)


def columns(item: WorkItem) -> dict[str, object]:
    """Every recorded column of an item and its assignments, as the record writes it."""
    found: dict[str, object] = {"web": item.web_status}
    for a in item.assignments:
        own = (a.status, a.review or "", a.lacking, "yes" if a.self_reviewed else "", a.due_on)
        found[f"{a.id}"] = own
    return found


def replayed(session: Session, item: WorkItem) -> dict[str, object]:
    """The same from the rows alone; each row begins where the one before ended."""
    web = "unchecked"
    state = {
        a.id: {"status": "not_reported", "review": "", "lacking": "", "self_reviewed": "", "due": DUE.isoformat()}
        for a in item.assignments
    }
    for row in session.query(Change).filter_by(item_id=item.id).order_by(Change.id):
        if row.field == "web_status":
            assert row.before == web
            web = row.after
            continue
        of = state[row.assignment_id or 0]
        assert row.before == of[row.field], f"{row.field}: {row.before!r} is not {of[row.field]!r}"
        of[row.field] = row.after
        if row.field == "status":
            of.update(review="pending" if row.after == "done" else "", lacking="", self_reviewed="")
    found: dict[str, object] = {"web": web}
    for key, of in state.items():
        due = date.fromisoformat(of["due"])
        found[f"{key}"] = (of["status"], of["review"], of["lacking"], of["self_reviewed"], due)
    return found


@pytest.mark.parametrize("seed", range(25))
def test_the_record_replayed_is_the_register_whatever_is_reported_reviewed_and_taken_back(
    database: Database, clock: FakeClock, seed: int
) -> None:
    dice = random.Random(seed)
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O1", ("กองคลัง", "กองช่าง"), DUE)
        division = add_member(session, office, "Uhead", "head", "กองคลัง", "กองช่าง")
        reviewer = add_member(session, office, "Ucoord", "coordinator")
        for step in range(40):
            now = clock.forward(minutes=1)
            member = dice.choice((division, reviewer))
            actor = Actor(member.id, member.role, "chat", f"set-{step}")
            assignment = dice.choice(item.assignments)
            rows: list[Change] = []
            if dice.random() < 0.3:
                last = undo.last_change_set(session, office.id, member.id)
                taken = undo.changes_of(session, office.id, last) if last else []
                if undo.why_not(session, taken, member.id) is None:
                    rows = undo.take_back(taken, actor, now)
            elif member is division:
                change = assignment.report(dice.choice(("done", "done", "in_progress", "not_started")), actor, now)
                rows = [change] if change else []
            elif assignment.review == "pending":
                if dice.random() < 0.5:
                    rows = reviews.accept(assignment, actor, now, self_reviewed=dice.random() < 0.3)
                else:
                    until = local_date(now) + timedelta(days=dice.randrange(1, 60))
                    rows = reviews.give_back(assignment, f"ขาด {step}", until, actor, now, missing=dice.random() < 0.3)
            elif dice.random() < 0.1:
                rows = item.publish("present", replace(LOAD, change_set=f"set-{step}"), now)
            session.add_all(rows)
            session.flush()
            session.expire_all()
            assert columns(item) == replayed(session, item)
            for a in item.assignments:
                assert (a.review == "returned") == bool(a.lacking)
                assert a.review not in ("pending", "accepted") or a.status == "done"


def pair(session: Session, clock: FakeClock) -> tuple[Office, Assignment, Assignment]:
    office = new_office(session)
    first, second = add_item(session, office, "O1", ("กองคลัง", "กองช่าง"), DUE).assignments
    session.add_all(c for a in (first, second) if (c := a.report("done", LOAD, clock())))
    session.flush()
    return office, first, second


def test_nothing_of_it_is_missing_only_while_no_part_was_accepted(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        _, first, second = pair(session, clock)
        reviews.give_back(first, "x", DUE, LOAD, clock(), missing=True)
        shown = [first.item.web_status]
        reviews.accept(second, LOAD, clock())
        assert [*shown, first.item.web_status] == ["missing", "incomplete"]


def test_the_day_to_put_right_is_five_working_days_on_but_not_beyond_the_round() -> None:
    days = WorkingDays(frozenset({date(2026, 11, 4)}))
    assert reviews.put_right_by(MONDAY, days, None) == date(2026, 11, 10)
    assert reviews.put_right_by(MONDAY, days, date(2026, 11, 6)) == date(2026, 11, 6)
    assert reviews.put_right_by(MONDAY, days, MONDAY) == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("last_told", "today", "told"),
    [
        (None, date(2026, 11, 3), False),
        (None, date(2026, 11, 4), True),
        (date(2026, 11, 3), date(2026, 11, 4), True),
        (date(2026, 11, 4), date(2026, 11, 5), False),
        (date(2026, 11, 3), date(2026, 11, 6), True),  # the clock slept on the day itself
        (date(2026, 11, 6), date(2026, 11, 9), True),
        (date(2026, 11, 9), date(2026, 11, 10), False),
        (date(2026, 11, 13), date(2026, 11, 16), True),
        (date(2026, 11, 16), date(2026, 12, 16), False),
    ],
)
def test_what_waits_is_told_after_two_five_and_ten_working_days(
    last_told: date | None, today: date, told: bool
) -> None:
    assert Queue(("O1",), MONDAY).is_to_be_told(last_told, today, WorkingDays()) is told


def test_a_queue_is_told_of_only_where_reports_are_reviewed_before_they_count(
    database: Database, clock: FakeClock
) -> None:
    with database.write() as session:
        office, first, _ = pair(session, clock)
        assert review_queue.queues(session, [office.id]) == {}
        office.review_on = True
        session.flush()
        assert review_queue.queues(session, [office.id]) == {office.id: Queue(("O1",), local_date(clock()))}
        assert next(a.id for a in review_queue.waiting(session, office)) == first.id
