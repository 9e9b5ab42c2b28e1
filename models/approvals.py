"""Papers on their way up the office's own chain of approval, frozen as they were submitted."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final, Literal

from sqlalchemy import ForeignKey, Index, String, Text, UniqueConstraint, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship, selectinload

from models.base import Base, OfOffice, choice
from models.clock import local_date
from models.ladder import WorkingDays
from models.people import Member
from models.register import WorkItem

PaperKind = Literal["followup", "progress"]  # the O-items' follow-up table | the report on the measures
ApprovalState = Literal["pending", "approved", "returned", "withdrawn"]
ChainSource = Literal["workbook", "office"]
StepState = Literal["waiting", "asked", "approved", "returned"]

# Working days after which the level that is asked hears of it again, how often then, and when the coordinator does.
FIRST_REMINDER, EVERY, COORDINATOR_AFTER = 2, 3, 7
_PENDING: Final = text("state = 'pending'")


@dataclass(frozen=True)
class Level:
    """Who decides at one level. Without a member nobody can be asked: `unreachable` holds the post, but no message
    reaches them."""

    post: str
    member: Member | None
    acting: str = ""  # the post from which it is acted for
    unreachable: Member | None = None


class ChainPost(OfOffice, Base):
    """A post of the office's chain, lowest first. `acting_post`: the post whose holder acts for this one. `source`: the
    office's own word, given by command, outlasts the workbook's."""

    __tablename__ = "chain_post"
    __table_args__ = (UniqueConstraint("office_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    position: Mapped[int]
    title: Mapped[str] = mapped_column(String(200))
    acting_post: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[ChainSource] = mapped_column(choice(ChainSource, "chain_source"), default="workbook")


class Approval(OfOffice, Base):
    """One paper submitted once. `content` is what is approved: it never changes, whatever the register becomes."""

    __tablename__ = "approval"
    __table_args__ = (
        Index(
            "uq_approval_pending",
            "round_id",
            "paper",
            unique=True,
            sqlite_where=_PENDING,
            postgresql_where=_PENDING,
        ),
    )

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
    submitter: Mapped[Member | None] = relationship(foreign_keys=[submitted_by])
    task: Mapped[WorkItem | None] = relationship()

    @property
    def asked(self) -> "ApprovalStep | None":
        """The level whose turn it is."""
        return next((step for step in self.steps if step.state == "asked"), None)

    def ask_next(self, levels: Sequence[Level], now: datetime) -> "ApprovalStep | None":
        """Turn to the lowest level that has not been asked; None when there is none. `levels`: who decides now."""
        step = next((step for step in self.steps if step.state == "waiting"), None)
        if step is not None:
            step.give(_level_of(step, levels))
            step.state, step.asked_at = "asked", now
        return step

    def approve(self, member: Member, levels: Sequence[Level], now: datetime) -> "list[ApprovalStep]":
        """The level that is asked approves, and with it every next one whom the same person decides for; returns them.
        The next level is asked, or the paper is approved."""
        decided = []
        step = self.asked
        while step is not None and step.member is member:
            step.decide("approved", member, "", now)
            decided.append(step)
            step = self.ask_next(levels, now)
        if step is None:
            self._end("approved", now)
        return decided

    def send_back(self, member: Member, comment: str, now: datetime) -> None:
        if (step := self.asked) is not None:
            step.decide("returned", member, comment, now)
        self._end("returned", now)

    def withdraw(self, now: datetime) -> None:
        self._end("withdrawn", now)

    def _end(self, state: ApprovalState, now: datetime) -> None:
        if self.state != "pending":
            msg = f"approval {self.id} is {self.state}"
            raise ValueError(msg)
        self.state, self.ended_at = state, now


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
    told_at: Mapped[datetime | None] = mapped_column(default=None)  # when the coordinator was told that it takes long
    decided_at: Mapped[datetime | None] = mapped_column(default=None)
    decided_by: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"), default=None)
    comment: Mapped[str] = mapped_column(Text, default="")

    approval: Mapped[Approval] = relationship(back_populates="steps")
    member: Mapped[Member | None] = relationship(foreign_keys=[member_id])
    decider: Mapped[Member | None] = relationship(foreign_keys=[decided_by])

    def give(self, level: Level | None) -> None:
        """Whoever holds the post now is the one to decide."""
        if level is not None:
            self.member, self.acting = level.member, level.acting

    def decide(self, state: Literal["approved", "returned"], member: Member, comment: str, now: datetime) -> None:
        self.state, self.decider, self.decided_at, self.comment = state, member, now, comment

    def is_owed(self, today: date, days: WorkingDays) -> bool:
        """Whether the level is to hear of it again today."""
        if self.state != "asked" or self.asked_at is None:
            return False
        if self.reminded_at is not None:
            return days.between(local_date(self.reminded_at), today) >= EVERY
        return days.between(local_date(self.asked_at), today) >= FIRST_REMINDER

    def is_late(self, today: date, days: WorkingDays) -> bool:
        """Whether the coordinator is to hear that it takes long: once for each level."""
        if self.state != "asked" or self.asked_at is None or self.told_at is not None:
            return False
        return days.between(local_date(self.asked_at), today) >= COORDINATOR_AFTER


_WHOLE: Final = (
    selectinload(Approval.steps).selectinload(ApprovalStep.member),
    selectinload(Approval.steps).selectinload(ApprovalStep.decider),
    selectinload(Approval.submitter),
    selectinload(Approval.task),
)


def chain_of(session: Session, office_id: int) -> Sequence[ChainPost]:
    return session.scalars(select(ChainPost).where(ChainPost.office_id == office_id).order_by(ChainPost.position)).all()


def locked(session: Session, office_id: int, approval_id: int) -> Approval | None:
    """The paper, held to the end of the transaction: of two who decide at once the second finds it decided."""
    return session.scalars(
        select(Approval)
        .where(Approval.id == approval_id, Approval.office_id == office_id)
        .options(*_WHOLE)
        .with_for_update()
        .execution_options(populate_existing=True)
    ).first()


def of_step(session: Session, office_id: int, step_id: int) -> Approval | None:
    found = session.scalars(
        select(ApprovalStep.approval_id).where(ApprovalStep.id == step_id, ApprovalStep.office_id == office_id)
    ).first()
    return None if found is None else locked(session, office_id, found)


def pending(session: Session, round_id: int, paper: PaperKind) -> Approval | None:
    return session.scalars(
        select(Approval)
        .where(Approval.round_id == round_id, Approval.paper == paper, Approval.state == "pending")
        .options(*_WHOLE)
    ).first()


def of_round(session: Session, round_id: int) -> Sequence[Approval]:
    """Every paper that was ever submitted in the round, newest first."""
    return session.scalars(
        select(Approval).where(Approval.round_id == round_id).options(*_WHOLE).order_by(Approval.id.desc())
    ).all()


def asked_steps(session: Session, office_ids: Collection[int]) -> Sequence[ApprovalStep]:
    """The levels whose turn it is, in several offices."""
    return session.scalars(
        select(ApprovalStep)
        .join(ApprovalStep.approval)
        .where(ApprovalStep.office_id.in_(office_ids), ApprovalStep.state == "asked", Approval.state == "pending")
        .options(selectinload(ApprovalStep.approval).options(*_WHOLE))
        .order_by(ApprovalStep.id)
    ).all()


def _level_of(step: ApprovalStep, levels: Sequence[Level]) -> Level | None:
    """The level of the chain as it is now; None when the chain no longer has it, and the step stays as it was."""
    return next((level for level in levels if level.post == step.post), None)
