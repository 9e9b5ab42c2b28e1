"""Reading the month's push quota: office by office, outside any transaction, before the morning's reminders."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import budget
from models.budget import MonthBudget, Quota
from models.database import Database
from models.people import Member

Ask = Callable[[int], Quota | None]


def refresh(database: Database, ask: Ask, now: datetime, enough: Callable[[], bool] = lambda: False) -> int:
    """Ask LINE for every office whose reading is stale; returns how many were read.

    `ask` gives None when LINE does not tell: the last reading stays, and the next call asks again. `enough` is looked
    at between two offices, so that a process can end.
    """
    with database.read() as session:
        stale = _stale(session, now)
    read = 0
    for office_id in stale:
        if enough():
            break
        quota = ask(office_id)
        if quota is None:
            continue
        with database.write() as session:
            budget.record(session, office_id, quota, now)
        read += 1
    return read


def _stale(session: Session, now: datetime) -> list[int]:
    """The offices to ask for. One that nobody reachable belongs to pushes nothing and needs no reading."""
    reached = select(Member.office_id).where(Member.line_user_id.is_not(None), Member.blocked_at.is_(None)).distinct()
    offices = reached.subquery()
    rows = session.execute(
        select(offices.c.office_id, MonthBudget)
        .outerjoin(
            MonthBudget,
            (MonthBudget.office_id == offices.c.office_id) & (MonthBudget.month == budget.month_of(now)),
        )
        .order_by(offices.c.office_id)
        .execution_options(yield_per=500)
    )
    return [office_id for office_id, reading in rows if budget.is_stale(reading, now)]
