"""The record: every change of the register is a row here, append-only, with who made it, when and for whom."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, func
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, OfOffice
from models.words import Role

if TYPE_CHECKING:  # the register writes the record, so it imports this module
    from models.register import Assignment, WorkItem

# The field of a Change that records who had a division reminded of an item; `after` is the division's name. It names
# the item and no assignment: an assignment that has history is kept for good, and being reminded is no answer.
CHASE = "chase"
# What a division says to a reminder; neither is a report.
ACKNOWLEDGE, SNOOZE = "acknowledge", "snooze"
LOAD = "load"  # the source of what a file says, whoever loaded it: no report of theirs, and not undone by a word


@dataclass(frozen=True)
class Actor:
    """Who makes a change: a member in chat (with the webhook event), or nobody for a load by command."""

    member_id: int | None
    role: Role | None
    source: str  # chat | button | load | undo
    change_set: str  # one report = one change set = one undo
    event_id: str | None = None


class Change(OfOffice, Base):
    """One change of the register: append-only. An undo is a further row that points at what it takes back."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_office_id_member_id", "office_id", "member_id"),
        Index("ix_change_change_set_office_id", "change_set", "office_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    item_id: Mapped[int] = mapped_column(ForeignKey("work_item.id", ondelete="RESTRICT"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id", ondelete="RESTRICT"), index=True)
    change_set: Mapped[str] = mapped_column(String(32))
    field: Mapped[str] = mapped_column(String(20))
    before: Mapped[str] = mapped_column(Text)
    after: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime]
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    role: Mapped[str | None] = mapped_column(String(20))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    source: Mapped[str] = mapped_column(String(20))
    event_id: Mapped[str | None] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text, default="")  # why: what is lacking, the reason of a moved date
    undoes: Mapped[int | None] = mapped_column(ForeignKey("change.id"), unique=True, default=None)

    item: Mapped["WorkItem"] = relationship()
    assignment: Mapped["Assignment | None"] = relationship()

    @hybrid_property
    def is_undo(self) -> bool:
        return self.undoes is not None

    @is_undo.inplace.expression
    @classmethod
    def _is_undo(cls) -> ColumnElement[bool]:
        # Not `undoes IS NULL`: SQLite would take the unique index on it, and read every change ever recorded.
        return func.coalesce(cls.undoes, 0) != 0

    @classmethod
    def of(
        cls,
        item: "WorkItem",
        assignment: "Assignment | None",
        field: str,
        before: str,
        after: str,
        actor: Actor,
        now: datetime,
        *,
        on_behalf: bool = False,
        note: str = "",
    ) -> "Change":
        return cls(
            office_id=item.office_id,
            item=item,
            assignment=assignment,
            change_set=actor.change_set,
            field=field,
            before=before,
            after=after,
            at=now,
            member_id=actor.member_id,
            role=actor.role,
            on_behalf=on_behalf,
            source=actor.source,
            event_id=actor.event_id,
            note=note,
        )
