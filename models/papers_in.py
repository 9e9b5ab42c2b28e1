"""Plans and tables that a coordinator sent to be loaded: what each says as it was read, until a tap loads it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final, Literal

from sqlalchemy import ColumnElement, ForeignKey, Index, String, Text, exists, select
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.attaching import UNSENT
from models.base import Base, OfOffice, choice
from models.evidence import Evidence
from models.people import Member
from models.turns import Turns

# expected until it is fetched and read; then read, or refused (`refusal` says why); then loaded, or dropped.
PaperState = Literal["expected", "read", "refused", "loaded", "dropped"]
LEASE: Final = timedelta(minutes=2)
MOST_ATTEMPTS: Final = 4  # a worker that dies over a file leaves it to the next; not for ever


class PaperIn(OfOffice, Base):
    """One sent file. Its content is the evidence's, and goes with it after a week."""

    __tablename__ = "paper_in"
    __table_args__ = (Index("ix_paper_in_state_try_at", "state", "try_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    evidence_id: Mapped[int] = mapped_column(ForeignKey("evidence.id", ondelete="CASCADE"), unique=True)
    member_id: Mapped[int | None] = mapped_column(ForeignKey("member.id", ondelete="SET NULL"))
    state: Mapped[PaperState] = mapped_column(choice(PaperState, "paper_in_state"), default="expected")
    attempts: Mapped[int] = mapped_column(default=0)
    try_at: Mapped[datetime | None]
    asked_at: Mapped[datetime]  # when the answer began to be waited for: a reply token lives for a minute
    reply_token: Mapped[str] = mapped_column(String(200), default="")
    event_id: Mapped[str] = mapped_column(String(64))
    again: Mapped[bool] = mapped_column(default=False)  # read once more, because the register had changed
    refusal: Mapped[str] = mapped_column(Text, default="")
    is_known: Mapped[bool] = mapped_column(default=True)  # False: no plan or table at all, so perhaps evidence
    plan: Mapped[dict[str, Any]] = mapped_column(default=dict)
    counts: Mapped[dict[str, Any]] = mapped_column(default=dict)  # how much of each kind was read
    outlook: Mapped[dict[str, Any]] = mapped_column(default=dict)  # what loading it would do, as of reading
    basis: Mapped[str] = mapped_column(String(64), default="")  # a digest of what the register held when it was read
    settled: Mapped[dict[str, Any]] = mapped_column(default=dict)  # doubtful rows by number: what the coordinator said
    loaded_at: Mapped[datetime | None]

    evidence: Mapped[Evidence] = relationship()
    member: Mapped[Member | None] = relationship()

    def await_reading(self, token: str, now: datetime) -> None:
        """To be read (again); the answer to `token` is what it says."""
        self.state, self.attempts, self.try_at = "expected", 0, now
        self.reply_token, self.asked_at = token, now

    def refuse(self, why: str, *, is_known: bool = True) -> None:
        self.state, self.try_at, self.refusal, self.is_known = "refused", None, why, is_known


@dataclass(frozen=True)
class Claimed:
    """One file to be read, detached from the database."""

    id: int
    office_id: int
    stored_at: str
    name: str
    attempt: int


def is_waiting(session: Session, now: datetime) -> bool:
    """A cheap look, without a write lock."""
    return bool(session.scalar(select(exists().where(_ready(now), _fetched()))))


def claim(session: Session, now: datetime, turns: Turns | None = None) -> Claimed | None:
    """Lease the file that has waited longest, of the office whose turn it is: a worker that dies leaves it to be taken
    again."""
    turns = turns or Turns()
    row = session.scalars(
        select(PaperIn)
        .where(_ready(now), _fetched())
        .order_by(*turns.order(PaperIn.office_id), PaperIn.try_at)
        .limit(1)
        .with_for_update(skip_locked=True)
    ).first()
    if row is None:
        return None
    turns.after = row.office_id
    row.attempts += 1
    row.try_at = now + LEASE
    return Claimed(row.id, row.office_id, row.evidence.stored_at, row.evidence.name, row.attempts)


def still_mine(session: Session, claimed: Claimed) -> PaperIn | None:
    """The row, unless another worker has it by now, or its file was taken back meanwhile."""
    return session.scalars(
        select(PaperIn)
        .where(PaperIn.id == claimed.id, PaperIn.state == "expected", PaperIn.attempts == claimed.attempt, _fetched())
        .with_for_update()
    ).first()


def of_member(session: Session, member: Member, paper_id: int) -> PaperIn | None:
    """The file of that id, if this person sent it, its content is still there, and they have not taken it back."""
    return session.scalars(
        select(PaperIn).where(
            PaperIn.id == paper_id,
            PaperIn.office_id == member.office_id,
            PaperIn.member_id == member.id,
            PaperIn.evidence.has((Evidence.stored_at != "") & (Evidence.why != UNSENT)),
        )
    ).first()


def of_evidence(session: Session, evidence_id: int) -> PaperIn | None:
    return session.scalars(select(PaperIn).where(PaperIn.evidence_id == evidence_id)).first()


def _ready(now: datetime) -> ColumnElement[bool]:
    return (PaperIn.state == "expected") & (PaperIn.try_at <= now)


def _fetched() -> ColumnElement[bool]:
    return PaperIn.evidence.has((Evidence.state == "kept") & Evidence.removed_at.is_(None))
