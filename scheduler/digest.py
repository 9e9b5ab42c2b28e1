"""The reminder digest: one push a person a working day at most, with everything theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import views
from messages import reminders as wording
from models import extensions, outbox, queries
from models.clock import local_date
from models.ladder import Ladder, WorkingDays, owed_rung
from models.office import Office
from models.people import Member
from models.register import Assignment, WorkItem
from models.reminders import Reminder


@dataclass(frozen=True)
class Occasion:
    """An assignment that is to be spoken of today, and the rung that makes it so."""

    assignment: Assignment
    due: date
    rung: int


def owe(session: Session, office: Office, ladder: Ladder, now: datetime) -> int:
    """Write a digest for every head who is owed one and has had none today; returns how many."""
    today = local_date(now)
    days = queries.working_days(session, office)
    items = queries.items_of_round(session, office)
    owed = _occasions(session, office, items, ladder, days, today)
    heads = [m for m in queries.members_of(session, office) if m.role == "head" and m.reachable]
    written: dict[int, outbox.OutboxMessage] = {}
    for head in heads:
        mine = [o for o in owed if head.answers_for(o.assignment.division_id)]
        occasion = f"digest:{head.id}:{today.isoformat()}"
        if not mine or outbox.has_occasion(session, office.id, occasion):
            continue
        row = outbox.push(
            session,
            office_id=office.id,
            to=head.line_user_id or "",
            member_id=head.id,
            messages=_digest(office, head, items, ladder, days, today),
            purpose="digest",
            occasion=occasion,
            now=now,
        )
        session.flush()
        for o in mine:
            written.setdefault(o.assignment.id, row)
    session.add_all(
        Reminder(
            office_id=office.id,
            assignment_id=o.assignment.id,
            due=o.due,
            rung=o.rung,
            owed_at=now,
            outbox_id=written[o.assignment.id].id,
        )
        for o in owed
        if o.assignment.id in written
    )
    return len({row.id for row in written.values()})


def _occasions(
    session: Session, office: Office, items: Sequence[WorkItem], ladder: Ladder, days: WorkingDays, today: date
) -> list[Occasion]:
    recorded: dict[tuple[int, date], list[int]] = {}
    for reminder in session.scalars(select(Reminder).where(Reminder.office_id == office.id)):
        recorded.setdefault((reminder.assignment_id, reminder.due), []).append(reminder.rung)
    granted = extensions.granted_at(session, office.id)
    found = []
    for assignment in (a for item in items for a in item.assignments if _is_asked_after(a)):
        due = assignment.due_on
        if due is None:
            continue
        rung = owed_rung(
            ladder,
            due,
            today,
            days,
            # A new deadline is spoken of from its next rung on, not of those that had passed when it was granted.
            since=local_date(granted.get(assignment.id, assignment.created_at)),
            recorded=recorded.get((assignment.id, due), []),
        )
        if rung is not None:
            found.append(Occasion(assignment, due, rung))
    return found


def _is_asked_after(assignment: Assignment) -> bool:
    """Open, and not waiting for a decision on more time: whoever asked has answered for now."""
    return assignment.is_open and assignment.asks_more_time is None


def _digest(
    office: Office, head: Member, items: Sequence[WorkItem], ladder: Ladder, days: WorkingDays, today: date
) -> list[dict[str, object]]:
    """Everything of this head's that has reached its first rung, not only what is owed a word today."""
    ids = [d.id for d in head.divisions]
    open_items = [i for i in items if any(_is_asked_after(a) and a.division_id in ids for a in i.assignments)]
    shown = [views.item_view(i, office, today, ids) for i in open_items]
    near = [v for v in shown if v.due is not None and ladder.latest(v.due, today, days) is not None]
    near.sort(key=lambda v: (v.due or today, v.code))
    return wording.digest(
        salutation=views.salutation(head),
        office=office.name,
        year=office.current_round.assessment_year if office.current_round else today.year + 543,
        today=today,
        due_soon=[v for v in near if v.due and v.due >= today],
        overdue=[v for v in near if v.due and v.due < today],
        can_report={a.id for i in open_items for a in i.assignments if head.answers_for(a.division_id)},
        day=today,
    )
