"""What the clock will say next of every open assignment, when and to whom; or the reason why it will say nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import Result, exists, func, select
from sqlalchemy.orm import Session

from models import queries
from models.ahead import next_rung
from models.clock import BANGKOK, at_local, local_date
from models.duties import watch
from models.extensions import Extension
from models.ladder import OFFICE_CLOSES, Ladder, WorkingDays
from models.office import Division, Office
from models.people import Member, who_answers
from models.register import Assignment, WorkItem
from scheduler import budget

Rests = Literal["no_due", "asks_more_time", "snoozed"]
Hearer = Literal["owner", "coordinator", "nobody"]
LOOKED_AHEAD: Final = (7, 60, 400)  # days, as far as needed


@dataclass(frozen=True)
class OpenWork:
    """An open assignment of the current round, as plain values."""

    id: int
    item_id: int
    code: str
    division_id: int | None
    division: str  # or the person's name
    due: date | None
    created_at: datetime
    snoozed_until: date | None
    snoozes: int
    asks_more_time: bool


@dataclass(frozen=True)
class Outlook:
    """`on` is the next day on which something is said of it. `rests`: why not the next rung's day, or no day at all."""

    work: OpenWork
    rung: int | None
    on: date | None
    rests: Rests | None
    hearer: Hearer


def outlook(session: Session, office: Office, now: datetime) -> list[Outlook]:
    seen = watch(session, office)
    policies = {duty.assignment_id: duty.policy(seen.ladder) for duty in seen.duties}
    members = queries.members_of(session, office)
    today = local_date(now)
    return [
        _ahead(work, policies.get(work.id, seen.ladder), today, seen.days, hearer_of(work, members))
        for work in open_work(session, office)
    ]


def open_work(session: Session, office: Office) -> list[OpenWork]:
    """Columns, not objects: an audit of every office reads each assignment of the installation."""
    waits = exists().where(Extension.assignment_id == Assignment.id, Extension.state == "pending")
    rows: Result[*tuple[Any, ...]] = session.execute(
        select(
            Assignment.id,
            Assignment.item_id,
            WorkItem.code,
            Assignment.division_id,
            func.coalesce(Division.name, Assignment.person),
            func.coalesce(Assignment.due, WorkItem.due),
            Assignment.created_at,
            Assignment.snoozed_until,
            Assignment.snoozes,
            waits,
        )
        .join(WorkItem, Assignment.item_id == WorkItem.id)
        .outerjoin(Division, Assignment.division_id == Division.id)
        .where(
            Assignment.office_id == office.id,
            WorkItem.round_id == office.current_round_id,
            Assignment.status != "done",
        )
        .order_by(Assignment.id)
    )
    return [OpenWork(*row) for row in rows]


def hearer_of(work: OpenWork, members: Sequence[Member]) -> Hearer:
    """Who is told of it: whoever answers for its division; without anybody the coordinator."""
    if work.division_id is not None and who_answers(members, work.division_id):
        return "owner"
    return "coordinator" if any(m.role == "coordinator" and m.reachable for m in members) else "nobody"


def next_reminder(session: Session, office: Office, now: datetime) -> datetime | None:
    """When somebody is reminded or gets the summary next, if nobody reports until then; None: nobody in a year."""
    local, today = now.astimezone(BANGKOK), local_date(now)
    is_over = office.reminded_on == today or local.time() > OFFICE_CLOSES
    first = today + timedelta(days=1) if is_over else today
    seen, members = watch(session, office), queries.members_of(session, office)
    members = [member for member in members if member.reachable]
    for span in LOOKED_AHEAD:
        mornings = budget.forecast(seen, members, first, first + timedelta(days=span))
        if mornings:
            return max(now, at_local(min(day for _, day in mornings), office.remind_at))
    return None


def _ahead(work: OpenWork, ladder: Ladder, today: date, days: WorkingDays, hearer: Hearer) -> Outlook:
    if work.due is None:
        return Outlook(work, None, None, "no_due", hearer)
    if work.asks_more_time:
        return Outlook(work, None, None, "asks_more_time", hearer)
    if work.snoozed_until is not None and work.snoozed_until > today:
        on = days.on_or_after(work.snoozed_until)
        return Outlook(work, ladder.latest(work.due, on, days), on, "snoozed", hearer)
    rung, on = next_rung(ladder, work.due, today, days)
    return Outlook(work, rung, on, None, hearer)
