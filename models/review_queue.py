"""Reading what waits for a reviewer, how long, and what was said of it before."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, selectinload

from models.changes import Change
from models.clock import local_date
from models.ladder import WorkingDays
from models.office import Office
from models.outbox import OutboxMessage
from models.register import Assignment, WorkItem

# Working days after which the coordinator is told of what waits: from the first on in a message that comes anyway,
# and on these days in one of its own.
TOLD_AFTER: Final = (2, 5, 10)


@dataclass(frozen=True)
class Queue:
    """What waits for a reviewer in an office: the codes, oldest first, and the day the oldest was reported."""

    codes: tuple[str, ...]
    since: date

    def is_old(self, today: date, days: WorkingDays) -> bool:
        return days.between(self.since, today) >= TOLD_AFTER[0]

    def is_to_be_told(self, last_told: date | None, today: date, days: WorkingDays) -> bool:
        """Whether one of the days has come since the office was last looked at: a clock that slept is not late."""
        waited = days.between(self.since, today)
        before = -1 if last_told is None else days.between(self.since, last_told)
        return any(before < after <= waited for after in TOLD_AFTER)


def queues(session: Session, office_ids: Collection[int]) -> dict[int, Queue]:
    """By office, of those that count what is accepted only: there a report that waits holds the office up."""
    rows = session.execute(
        select(Assignment.office_id, Assignment.reported_at, WorkItem.code)
        .join(WorkItem, WorkItem.id == Assignment.item_id)
        .join(Office, Office.id == Assignment.office_id)
        .where(
            Assignment.office_id.in_(office_ids),
            Office.review_on,
            WorkItem.round_id == Office.current_round_id,
            WorkItem.kind != "task",  # it follows an approval, and its address is its proof
            Assignment.status == "done",
            Assignment.review == "pending",
            Assignment.reported_at.is_not(None),
        )
        .order_by(Assignment.reported_at, Assignment.id)
    )
    codes: dict[int, list[str]] = defaultdict(list)
    since: dict[int, date] = {}
    for office_id, reported_at, code in rows:
        if reported_at is not None:
            since.setdefault(office_id, local_date(reported_at))
        codes[office_id].append(code)
    return {office_id: Queue(tuple(dict.fromkeys(codes[office_id])), day) for office_id, day in since.items()}


def waiting(session: Session, office: Office) -> Sequence[Assignment]:
    """What was reported done and nobody has looked at: the reviewers' queue, longest waiting first."""
    return session.scalars(
        select(Assignment)
        .join(Assignment.item)
        .where(
            Assignment.office_id == office.id,
            WorkItem.round_id == office.current_round_id,
            WorkItem.kind != "task",  # it follows an approval, and its address is its proof
            Assignment.status == "done",
            Assignment.review == "pending",
        )
        .options(
            selectinload(Assignment.item).selectinload(WorkItem.assignments).selectinload(Assignment.division),
            selectinload(Assignment.division),
            selectinload(Assignment.reporter),
        )
        .order_by(Assignment.reported_at, Assignment.id)
    ).all()


def asked_before(session: Session, assignment_ids: Collection[int]) -> dict[int, str]:
    """What was lacking when these answers were last given back."""
    rows = session.execute(
        select(Change.assignment_id, Change.after)
        .where(Change.assignment_id.in_(assignment_ids), Change.field == "lacking", Change.after != "")
        .order_by(Change.id)
    )
    return {assignment_id: lacking for assignment_id, lacking in rows if assignment_id is not None}


def has_left(session: Session, office_id: int, occasions: Sequence[str]) -> bool:
    """Whether a push for one of these was taken by LINE, or may be."""
    of_them = OutboxMessage.office_id == office_id, OutboxMessage.occasion.in_(occasions)
    return bool(session.scalar(select(exists().where(*of_them, OutboxMessage.state.not_in(("cancelled", "failed"))))))


def sets_of_return(session: Session, assignment: Assignment) -> list[str]:
    """The change sets that told the division of what it has to put right: the return, then each new date."""
    rows = session.scalars(
        select(Change)
        .where(Change.assignment_id == assignment.id, Change.field.in_(("review", "due")))
        .order_by(Change.id.desc())
    )
    found: list[str] = []
    for row in rows:
        found.append(row.change_set)
        if row.field == "review":
            break
    return list(dict.fromkeys(found))


def dates_since(session: Session, assignment: Assignment, change_set: str) -> list[str]:
    """The change sets that moved its date after this one."""
    first = select(func.max(Change.id)).where(Change.change_set == change_set).scalar_subquery()
    rows = session.scalars(
        select(Change.change_set).where(
            Change.assignment_id == assignment.id, Change.field == "due", Change.id > first, ~Change.is_undo
        )
    )
    return list(dict.fromkeys(rows))
