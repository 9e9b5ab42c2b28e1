"""The month's push quota of an office: what LINE said of it, and what the plan gives up to stay within it."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfOffice


class MonthBudget(OfOffice, Base):
    """One row an office and calendar month. `quota` None: LINE sets no limit. `used` is LINE's approximate count at
    `read_at`; what we have pushed since is counted by the outbox."""

    __tablename__ = "month_budget"
    __table_args__ = (UniqueConstraint("office_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date]  # its first day
    quota: Mapped[int | None]
    used: Mapped[int]
    read_at: Mapped[datetime]
    given_up: Mapped[list[Any]] = mapped_column(JSON, default=list)  # rungs that are not spoken of this month
    warned: Mapped[int] = mapped_column(default=0)  # the highest of 70, 90, 100 % that the coordinator was told of
