"""Papers on their way up the office's own chain of approval, frozen as they were submitted."""

from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, OfOffice, choice
from models.people import Member

PaperKind = Literal["followup", "progress"]  # the O-items' follow-up table | the report on the measures
ApprovalState = Literal["pending", "approved", "returned", "withdrawn"]
StepState = Literal["waiting", "asked", "approved", "returned"]


class ChainPost(OfOffice, Base):
    """A post of the office's chain, lowest first. `acting_post`: the post whose holder acts for this one."""

    __tablename__ = "chain_post"
    __table_args__ = (UniqueConstraint("office_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    acting_post: Mapped[str] = mapped_column(String(200), default="")


class Approval(OfOffice, Base):
    """One paper submitted once. `content` is what is approved: it never changes, whatever the register becomes."""

    __tablename__ = "approval"

    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("round.id", ondelete="CASCADE"))
    paper: Mapped[PaperKind] = mapped_column(choice(PaperKind, "paper"))
    title: Mapped[str] = mapped_column(Text)
    content: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))  # SHA-256 of the content's canonical JSON
    state: Mapped[ApprovalState] = mapped_column(choice(ApprovalState, "approval_state"), default="pending")
    submitted_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    submitted_at: Mapped[datetime]
    ended_at: Mapped[datetime | None] = mapped_column(default=None)
    event_id: Mapped[str | None] = mapped_column(String(64), default=None)
    # The task that follows: publish it and tell the address.
    task_id: Mapped[int | None] = mapped_column(ForeignKey("work_item.id", ondelete="SET NULL"), default=None)

    steps: Mapped[list["ApprovalStep"]] = relationship(
        back_populates="approval", order_by="ApprovalStep.position", cascade="all, delete-orphan"
    )


class ApprovalStep(OfOffice, Base):
    """One level. `acting`: the one asked holds another post and acts for this one."""

    __tablename__ = "approval_step"
    __table_args__ = (UniqueConstraint("approval_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    approval_id: Mapped[int] = mapped_column(ForeignKey("approval.id", ondelete="CASCADE"))
    position: Mapped[int]
    post: Mapped[str] = mapped_column(String(200))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))  # whom we ask
    acting: Mapped[str] = mapped_column(String(200), default="")  # the post from which it is acted for
    state: Mapped[StepState] = mapped_column(choice(StepState, "step_state"), default="waiting")
    asked_at: Mapped[datetime | None] = mapped_column(default=None)
    reminded_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), default=None)
    comment: Mapped[str] = mapped_column(Text, default="")

    approval: Mapped[Approval] = relationship(back_populates="steps")
    member: Mapped[Member | None] = relationship(foreign_keys=[member_id])
    decider: Mapped[Member | None] = relationship(foreign_keys=[decided_by])
