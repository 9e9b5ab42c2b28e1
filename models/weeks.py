"""The weekly summaries as they were sent: frozen figures and messages, to be read later and compared with."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfOffice


class WeekSummary(OfOffice, Base):
    __tablename__ = "week_summary"
    __table_args__ = (UniqueConstraint("office_id", "week"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    week: Mapped[date]  # its Monday
    as_of: Mapped[datetime]
    figures: Mapped[dict[str, Any]]  # overall and per division, as `documents.summary` writes them
    messages: Mapped[list[dict[str, Any]]]  # as sent to the chief
