"""Which reminder occasions have been spoken of: one row per assignment, deadline and rung, for ever."""

import uuid
from datetime import date, datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, OfOffice


class Reminder(OfOffice, Base):
    __tablename__ = "reminder"
    __table_args__ = (UniqueConstraint("assignment_id", "due", "rung"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id", ondelete="CASCADE"))
    due: Mapped[date]
    rung: Mapped[int]
    owed_at: Mapped[datetime]
    outbox_id: Mapped[uuid.UUID | None] = mapped_column(ForeignKey("outbox_message.id", ondelete="SET NULL"))
