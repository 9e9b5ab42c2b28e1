"""Reading the register: an office with its current round, its items and its people, always within one office."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased, joinedload, selectinload

from models.changes import ACKNOWLEDGE, CHASE, Change
from models.clock import at_local, local_date
from models.ladder import WorkingDays
from models.office import ClosedDay, Division, Office
from models.outbox import OutboxMessage
from models.people import Group, Member
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from models.words import KIND_ORDER

# Two queries: every event reads the register, and each further query would take as long as these.
_WHOLE = (
    selectinload(WorkItem.assignments).options(
        joinedload(Assignment.division), joinedload(Assignment.reporter), joinedload(Assignment.asks_more_time)
    ),
)


def office_by_slug(session: Session, slug: str) -> Office | None:
    return session.scalars(select(Office).where(Office.slug == slug)).first()


def items_of_round(session: Session, office: Office) -> list[WorkItem]:
    """Every item of the office's current round with assignments and divisions, in the order of the list."""
    if office.current_round_id is None:
        return []
    items = session.scalars(
        select(WorkItem)
        .where(WorkItem.office_id == office.id, WorkItem.round_id == office.current_round_id)
        .options(*_WHOLE)
    ).all()
    return sorted(items, key=lambda item: (KIND_ORDER[item.kind], item.number))


def items_by_id(session: Session, ids: Collection[int]) -> Sequence[WorkItem]:
    """These items, loaded as `items_of_round` loads them."""
    return session.scalars(select(WorkItem).where(WorkItem.id.in_(ids)).options(*_WHOLE)).all()


def assignment_by_id(session: Session, office: Office, assignment_id: int) -> Assignment | None:
    """The assignment, only when it belongs to this office and its current round."""
    return session.scalars(
        select(Assignment)
        .join(Assignment.item)
        .where(
            Assignment.id == assignment_id,
            Assignment.office_id == office.id,
            WorkItem.round_id == office.current_round_id,
        )
        .options(selectinload(Assignment.item).selectinload(WorkItem.assignments))
    ).first()


def lock_assignments(session: Session, assignment_ids: Sequence[int]) -> None:
    """Hold these rows to the end of the transaction, so that two requests for one assignment come one by one."""
    session.execute(
        select(Assignment.id).where(Assignment.id.in_(assignment_ids)).order_by(Assignment.id).with_for_update()
    )


def divisions_of(session: Session, office: Office) -> Sequence[Division]:
    return session.scalars(select(Division).where(Division.office_id == office.id).order_by(Division.position)).all()


def members_of(session: Session, office: Office) -> Sequence[Member]:
    return session.scalars(
        select(Member).where(Member.office_id == office.id).options(selectinload(Member.divisions)).order_by(Member.id)
    ).all()


def reachable_members(session: Session, office_ids: Collection[int]) -> dict[int, list[Member]]:
    """Whom a message can reach, by office."""
    found: dict[int, list[Member]] = {office_id: [] for office_id in office_ids}
    for member in session.scalars(
        select(Member)
        .where(Member.office_id.in_(office_ids), Member.line_user_id.is_not(None), Member.blocked_at.is_(None))
        .options(selectinload(Member.divisions))
        .order_by(Member.id)
    ):
        found[member.office_id].append(member)
    return found


def member_by_line_id(session: Session, office: Office, line_user_id: str) -> Member | None:
    return session.scalars(
        select(Member)
        .where(Member.office_id == office.id, Member.line_user_id == line_user_id)
        .options(selectinload(Member.divisions))
    ).first()


def bound_group(session: Session, office: Office, line_group_id: str) -> Group | None:
    return session.scalars(
        select(Group).where(Group.office_id == office.id, Group.line_group_id == line_group_id)
    ).first()


def working_days(session: Session, office: Office) -> WorkingDays:
    closed = select(ClosedDay.day).where(ClosedDay.office_id == office.id, ~ClosedDay.works)
    return WorkingDays(frozenset(session.scalars(closed)))


def closed_on(session: Session, office_ids: Collection[int], day: date) -> set[int]:
    """The offices that do not work on this weekday."""
    closed = ClosedDay.office_id.in_(office_ids), ClosedDay.day == day, ~ClosedDay.works
    return set(session.scalars(select(ClosedDay.office_id).where(*closed)))


def items_done_since(session: Session, office: Office, items: Sequence[WorkItem], since: datetime) -> list[WorkItem]:
    """The items that count as done and had a report of done, or where the office reviews an acceptance, since then."""
    telling = ("done", "present", *(("accepted",) if office.review_on else ()))
    reported = set(
        session.scalars(
            select(Change.item_id).where(
                Change.item_id.in_([item.id for item in items]),
                Change.at >= since,
                Change.after.in_(telling),
            )
        )
    )
    return [item for item in items if item.id in reported and not item.is_missing(review_on=office.review_on)]


def changes_of(session: Session, items: Sequence[WorkItem]) -> Sequence[Change]:
    """Everything recorded of these items, newest first."""
    return session.scalars(
        select(Change)
        .where(Change.item_id.in_([item.id for item in items]))
        .options(selectinload(Change.assignment).selectinload(Assignment.division))
        .order_by(Change.id.desc())
    ).all()


def chased_since(session: Session, office: Office, since: datetime) -> dict[str, datetime]:
    """When each division was last chased after that instant, by name."""
    rows = session.execute(
        select(Change.after, func.max(Change.at))
        .where(Change.office_id == office.id, Change.field == CHASE, Change.at > since)
        .group_by(Change.after)
    )
    return {row[0]: row[1] for row in rows}


def held_back_since(session: Session, office: Office, since: datetime) -> set[int]:
    """The items of which an owner was not reminded since that instant, because the month's quota is short."""
    return set(
        session.scalars(
            select(Assignment.item_id)
            .join(Reminder, Reminder.assignment_id == Assignment.id)
            .where(
                Reminder.office_id == office.id,
                Reminder.carried_by == "held_back",
                Reminder.audience == "owner",
                Reminder.owed_at >= since,
            )
        )
    )


def unsent_since(session: Session, office: Office, since: datetime) -> Sequence[tuple[int | None, str, int]]:
    """Pushes owed since that instant that LINE did not take, or may not have: to whom, how it ended, how many."""
    rows = session.execute(
        select(OutboxMessage.member_id, OutboxMessage.state, func.count())
        .where(
            OutboxMessage.office_id == office.id,
            OutboxMessage.kind == "push",
            OutboxMessage.state.in_(("failed", "unknown")),
            OutboxMessage.created_at >= since,
        )
        .group_by(OutboxMessage.member_id, OutboxMessage.state)
    )
    return [(row[0], row[1], row[2]) for row in rows]


def last_told(session: Session, assignments: Sequence[Assignment], until: date) -> dict[int, date]:
    """The last day up to `until` on which the clock spoke of each assignment to its owners; none it never spoke of."""
    rows = session.execute(
        select(Reminder.assignment_id, func.max(Reminder.owed_at))
        .where(
            Reminder.assignment_id.in_([a.id for a in assignments]),
            Reminder.audience == "owner",
            Reminder.carried_by != "held_back",
            Reminder.owed_at < at_local(until + timedelta(days=1), time.min),
        )
        .group_by(Reminder.assignment_id)
    )
    return {assignment_id: local_date(at) for assignment_id, at in rows}


def acknowledged_since(session: Session, member: Member, day: date) -> set[int]:
    """The assignments whose reminder this member has acknowledged since the start of that day, and not taken back."""
    undoing = aliased(Change)
    return set(
        session.scalars(
            select(Change.assignment_id).where(
                Change.member_id == member.id,
                Change.field == ACKNOWLEDGE,
                ~Change.is_undo,
                Change.at >= at_local(day, time.min),
                ~exists().where(undoing.undoes == Change.id),
            )
        )
    )


def days_left(due: date | None, now: datetime) -> int | None:
    """Days until the deadline in Thailand; negative when it has passed."""
    return None if due is None else (due - local_date(now)).days
