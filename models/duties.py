"""Reading the open work as the clock sees it, and what was told of it: plain rows of several offices in few queries."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from models.clock import local_date
from models.extensions import Extension
from models.ladder import Ladder, WorkingDays
from models.occasions import Duty, Key, Occasion, owed
from models.office import ClosedDay, Division, Office
from models.people import Member, member_division, who_answers
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from models.words import Audience, Review


@dataclass(frozen=True)
class Watch:
    """One office on one day: what is open, what was told, and which divisions somebody answers for."""

    office_id: int
    ladder: Ladder
    days: WorkingDays
    duties: Sequence[Duty]
    told: Mapping[int, frozenset[Key]]  # by assignment
    reached: frozenset[int]  # divisions with somebody registered whom a message reaches
    has_coordinator: bool = False  # whom a message reaches

    def is_reached(self, duty: Duty) -> bool:
        return self.has_coordinator if duty.is_of_coordinator else duty.division_id in self.reached

    def owed(self, today: date) -> list[Occasion]:
        return [
            occasion
            for duty in self.duties
            for occasion in owed(
                duty,
                self.ladder,
                self.days,
                today,
                self.told.get(duty.assignment_id, frozenset()),
                reached=self.is_reached(duty),
            )
        ]


def who_hears(members: Sequence[Member], duty: Duty) -> list[Member]:
    """Whom a reminder of this duty reaches."""
    if duty.is_of_coordinator:
        return [m for m in members if m.role == "coordinator" and m.reachable]
    return who_answers(members, duty.division_id)


def watch(session: Session, office: Office) -> Watch:
    return watches(session, [office.id])[office.id]


def watches(session: Session, office_ids: Collection[int]) -> dict[int, Watch]:
    """By office id. Offices without a round have no duties."""
    duties = _duties(session, office_ids)
    told = _told(session, office_ids)
    closed: dict[int, set[date]] = defaultdict(set)
    for office_id, day in session.execute(
        select(ClosedDay.office_id, ClosedDay.day).where(ClosedDay.office_id.in_(office_ids), ~ClosedDay.works)
    ):
        closed[office_id].add(day)
    reached: dict[int, set[int]] = defaultdict(set)
    for office_id, division_id in session.execute(
        select(Division.office_id, Division.id)
        .join(member_division, member_division.c.division_id == Division.id)
        .join(Member, Member.id == member_division.c.member_id)
        .where(
            Division.office_id.in_(office_ids),
            Member.line_user_id.is_not(None),
            Member.blocked_at.is_(None),
            Member.role != "chief",
        )
        .distinct()
    ):
        reached[office_id].add(division_id)
    coordinated = set(
        session.scalars(
            select(Member.office_id).where(
                Member.office_id.in_(office_ids),
                Member.role == "coordinator",
                Member.line_user_id.is_not(None),
                Member.blocked_at.is_(None),
            )
        )
    )
    policies = session.execute(select(Office.id, Office.ladder).where(Office.id.in_(office_ids)))
    return {
        office_id: Watch(
            office_id,
            Ladder.of(ladder),
            WorkingDays(frozenset(closed[office_id])),
            duties[office_id],
            told[office_id],
            frozenset(reached[office_id]),
            office_id in coordinated,
        )
        for office_id, ladder in policies
    }


def _duties(session: Session, office_ids: Collection[int]) -> dict[int, list[Duty]]:
    granted = (
        select(func.max(Extension.decided_at))
        .where(Extension.assignment_id == Assignment.id, Extension.state == "approved")
        .scalar_subquery()
    )
    waiting = (
        select(Extension.id).where(Extension.assignment_id == Assignment.id, Extension.state == "pending").exists()
    )
    due = func.coalesce(Assignment.due, WorkItem.due)
    rows = session.execute(
        select(
            Assignment.office_id,
            Assignment.id,
            Assignment.item_id,
            Assignment.division_id,
            Assignment.person,
            WorkItem.kind,
            due.label("due_on"),
            WorkItem.starts_on,
            Assignment.created_at,
            granted.label("granted_at"),
            Assignment.reported_at,
            Assignment.review,
            Assignment.reviewed_at,
            waiting.label("waiting"),
            Assignment.snoozed_until,
            Assignment.snoozes,
            WorkItem.ladder,
        )
        .join(WorkItem, WorkItem.id == Assignment.item_id)
        .join(Office, Office.id == Assignment.office_id)
        .where(
            Assignment.office_id.in_(office_ids),
            WorkItem.round_id == Office.current_round_id,
            due.is_not(None),
            is_open(),
        )
        .order_by(Assignment.id)
    )
    found: dict[int, list[Duty]] = defaultdict(list)
    for row in rows:
        found[row.office_id].append(
            Duty(
                assignment_id=row.id,
                item_id=row.item_id,
                division_id=None if row.person else row.division_id,
                kind=row.kind,
                due=row.due_on,
                starts_on=row.starts_on,
                since=_since(row.granted_at or row.created_at, row.review, row.reviewed_at),
                reported_on=local_date(row.reported_at) if row.reported_at else None,
                waiting=row.waiting,
                snoozed_until=row.snoozed_until,
                snoozes=row.snoozes,
                ladder=row.ladder,
            )
        )
    return found


def _since(given: datetime, review: Review | None, reviewed_at: datetime | None) -> date:
    """From when it is spoken of: an answer that was given back not on that day, for that was told."""
    if review == "returned" and reviewed_at is not None:
        return max(local_date(given), local_date(reviewed_at) + timedelta(days=1))
    return local_date(given)


def is_open() -> ColumnElement[bool]:
    return Assignment.status != "done"


def _told(session: Session, office_ids: Collection[int]) -> dict[int, dict[int, frozenset[Key]]]:
    """What was told of work that is still open, by office and assignment."""
    rows = session.execute(
        select(
            Reminder.office_id, Reminder.assignment_id, Reminder.due, Reminder.rung, Reminder.snoozes, Reminder.audience
        )
        .join(Assignment, Assignment.id == Reminder.assignment_id)
        .where(Reminder.office_id.in_(office_ids), is_open())
    )
    keys: dict[int, dict[int, set[Key]]] = defaultdict(lambda: defaultdict(set))
    for office_id, assignment_id, *key in rows:
        keys[office_id][assignment_id].add(tuple(key))  # type: ignore[arg-type]
    return defaultdict(
        dict, {office: {a: frozenset(k) for a, k in of_office.items()} for office, of_office in keys.items()}
    )


def told_of(session: Session, assignment_ids: Collection[int]) -> list[tuple[int, date, int, int, Audience]]:
    """The keys of what is recorded of these assignments, each after the assignment's id."""
    rows = session.execute(
        select(Reminder.assignment_id, Reminder.due, Reminder.rung, Reminder.snoozes, Reminder.audience).where(
            Reminder.assignment_id.in_(assignment_ids)
        )
    )
    return [(assignment, due, rung, snoozes, to) for assignment, due, rung, snoozes, to in rows]
