"""Which reminder occasions have been spoken of, to whom and how: one row an occasion, for ever."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfOffice, choice
from models.words import Audience, Carrier


class Reminder(OfOffice, Base):
    """An occasion: a rung of one assignment's deadline (or checkpoint), told to its owner; or, to the coordinator, that
    it is overdue or that nobody is registered who could be told. A snooze makes the same rung an occasion once more."""

    __tablename__ = "reminder"
    __table_args__ = (
        UniqueConstraint("assignment_id", "due", "rung", "snoozes", "audience"),
        Index("ix_reminder_office_id_carried_by", "office_id", "carried_by"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    due: Mapped[date]
    rung: Mapped[int]
    snoozes: Mapped[int] = mapped_column(default=0)
    audience: Mapped[Audience] = mapped_column(choice(Audience, "audience"), default="owner")
    carried_by: Mapped[Carrier] = mapped_column(choice(Carrier, "carrier"), default="push")
    owed_at: Mapped[datetime]
    outbox_id: Mapped[uuid.UUID | None] = mapped_column(
        ForeignKey("outbox_message.id", ondelete="SET NULL"), index=True
    )
