"""The weekly summaries as they were sent: frozen figures and messages, to be read later and compared with."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, OfOffice


class WeekSummary(OfOffice, Base):
    __tablename__ = "week_summary"
    __table_args__ = (UniqueConstraint("office_id", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[date]  # its Monday
    as_of: Mapped[datetime]
    figures: Mapped[dict[str, Any]]  # overall and per division, as `documents.summary` writes them
    messages: Mapped[list[dict[str, Any]]]  # as sent to the chief


def frozen(session: Session, office_id: int, week: date) -> WeekSummary | None:
    """The summary of the week that begins on this Monday."""
    return session.scalars(
        select(WeekSummary).where(WeekSummary.office_id == office_id, WeekSummary.week == week)
    ).first()


def latest_before(session: Session, office_id: int, week: date) -> WeekSummary | None:
    """The last summary of a week before the one that begins on this Monday."""
    return session.scalars(
        select(WeekSummary)
        .where(WeekSummary.office_id == office_id, WeekSummary.week < week)
        .order_by(WeekSummary.week.desc())
        .limit(1)
    ).first()
