"""A look at many offices in a few queries: which of them may owe somebody something this morning."""

from collections.abc import Sequence
from datetime import date, datetime

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from models.budget import MonthBudget, month_of
from models.clock import local_date, monday_of
from models.duties import Watch, watches
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from scheduler import budget, weekly
from scheduler.reminding import REMINDERS


def busy(session: Session, offices: Sequence[Office], now: datetime) -> list[int]:
    """The ids of those that are open today and have an occasion, a summary, a push of an earlier day or the quota to
    speak of. Only whoever is left out is certain to owe nothing."""
    today = local_date(now)
    ids = [office.id for office in offices]
    read = _with_readers(session, ids)
    restless = _with_waiting(session, ids) | _short_of_quota(session, ids, month_of(now))
    found = watches(session, ids)
    return [
        office.id
        for office in offices
        if found[office.id].days.is_open(today)
        and (
            office.id in restless
            or (office.id in read and _is_first_look(office, found[office.id], today))
            or found[office.id].owed(today)
        )
    ]


def mark(session: Session, ids: Sequence[int], today: date) -> None:
    """Looked at, and nothing owed; an office that another clock has marked since stays as it is."""
    session.execute(
        update(Office)
        .where(Office.id.in_(ids), or_(Office.reminded_on.is_(None), Office.reminded_on < today))
        .values(reminded_on=today)
    )


def _is_first_look(office: Office, watch: Watch, today: date) -> bool:
    """The week's first working day has come since the office was last looked at: the summary is owed."""
    first = watch.days.on_or_after(monday_of(today))
    return office.reminded_on is None or office.reminded_on < first


def _with_readers(session: Session, ids: Sequence[int]) -> set[int]:
    return set(
        session.scalars(
            select(Member.office_id).where(
                Member.office_id.in_(ids),
                Member.role.in_(weekly.READERS),
                Member.line_user_id.is_not(None),
                Member.blocked_at.is_(None),
            )
        )
    )


def _with_waiting(session: Session, ids: Sequence[int]) -> set[int]:
    return set(
        session.scalars(
            select(OutboxMessage.office_id).where(
                OutboxMessage.state == "queued",
                OutboxMessage.office_id.in_(ids),
                OutboxMessage.purpose.in_(REMINDERS),
            )
        )
    )


def _short_of_quota(session: Session, ids: Sequence[int], month: date) -> set[int]:
    share = min(budget.WARN_AT)
    return set(
        session.scalars(
            select(MonthBudget.office_id).where(
                MonthBudget.office_id.in_(ids),
                MonthBudget.month == month,
                MonthBudget.used * 100 >= MonthBudget.quota * share,
            )
        )
    )
