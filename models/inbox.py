"""The inbox: webhook events as LINE sent them, stored once, handled oldest first and one chat in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Literal

from sqlalchemy import (
    Index,
    Insert,
    Integer,
    Select,
    String,
    UniqueConstraint,
    bindparam,
    delete,
    exists,
    func,
    select,
    tuple_,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import attaching, holding
from models.base import Base, OfOffice, UTCDateTime, choice
from models.turns import Turns

EventState = Literal["queued", "done", "failed"]
AT_ONCE = timedelta(seconds=5)


class InboxEvent(OfOffice, Base):
    __tablename__ = "inbox_event"
    __table_args__ = (
        UniqueConstraint("office_id", "webhook_event_id"),
        Index("ix_inbox_event_state_chat", "state", "office_id", "chat", "event_at"),
        Index("ix_inbox_event_state_event_at", "state", "office_id", "event_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_event_id: Mapped[str] = mapped_column(String(64))
    # The LINE user or group id the event happened in; emptied with the payload once that is kept long enough.
    chat: Mapped[str] = mapped_column(String(64))
    message_id: Mapped[str | None] = mapped_column(String(64), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    payload: Mapped[dict[str, Any]]  # emptied when the sender unsends the message
    event_at: Mapped[datetime]
    received_at: Mapped[datetime]
    state: Mapped[EventState] = mapped_column(choice(EventState, "event_state"), default="queued")
    handled_at: Mapped[datetime | None] = mapped_column(default=None)
    starts: Mapped[int] = mapped_column(default=0)
    started_at: Mapped[datetime | None] = mapped_column(default=None)

    def taken_up(self, now: datetime) -> int:
        """A process that has just started takes it up. Returns how many have, one after the other: those that do so at
        about the same time count as one."""
        if self.started_at is None or not self.started_at <= now < self.started_at + AT_ONCE:
            self.starts, self.started_at = self.starts + 1, now
        return self.starts


@dataclass(frozen=True)
class Incoming:
    """A webhook event worth storing."""

    webhook_event_id: str
    chat: str
    kind: str
    message_id: str | None
    payload: dict[str, Any]
    event_at: datetime


def store(session: Session, office_id: int, events: Sequence[Incoming], now: datetime) -> None:
    """Keep each event once, by its webhookEventId; an unsend takes with it what its message said.

    Plain statements that compile once: this is what every webhook request waits for.
    """
    rows = [
        {
            "office_id": office_id,
            "webhook_event_id": e.webhook_event_id,
            "chat": e.chat,
            "message_id": e.message_id,
            "kind": e.kind,
            "payload": {} if e.kind == "unsend" else e.payload,
            "event_at": e.event_at,
            "received_at": now,
            "state": "done" if e.kind == "unsend" else "queued",
            "starts": 0,
        }
        for e in events
    ]
    connection = session.connection()
    connection.execute(_insert_once(connection.dialect.name), rows)
    unsent = [e.message_id for e in events if e.kind == "unsend" and e.message_id]
    if unsent:
        forget_messages(session, office_id, unsent)
        attaching.unsend(session, office_id, unsent, now)


@cache
def _insert_once(dialect: str) -> Insert:
    insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
    return insert(InboxEvent.__table__).on_conflict_do_nothing()  # type: ignore[arg-type]  # a Table, typed FromClause


def forget_messages(session: Session, office_id: int, message_ids: Sequence[str]) -> None:
    """Delete what an unsent message said: unhandled it is gone, handled only its bare record stays."""
    mine = (
        InboxEvent.office_id == office_id,
        InboxEvent.message_id.in_(message_ids),
        InboxEvent.kind != "unsend",
    )
    session.execute(delete(InboxEvent).where(*mine, InboxEvent.state == "queued"))
    session.execute(update(InboxEvent).where(*mine).values(payload={}))


def was_unsent(session: Session, event: InboxEvent) -> bool:
    """Whether the sender took the message back before we came to it (the unsend may even have arrived first)."""
    return event.message_id is not None and bool(
        session.scalar(
            select(
                exists().where(
                    InboxEvent.office_id == event.office_id,
                    InboxEvent.message_id == event.message_id,
                    InboxEvent.kind == "unsend",
                )
            )
        )
    )


def next_event(session: Session, turns: Turns | None = None) -> InboxEvent | None:
    """Lock the oldest unhandled event, of the office whose turn it is, whose chat has nothing older waiting; None when
    there is no work.

    The locks on the event and on its office's register last as long as the transaction, which also holds what the
    event changes: a worker that dies leaves the event queued. On SQLite the transaction itself is the only writer.
    """
    turns = turns or Turns()
    for office_id in _offices(session, turns):
        if not holding.try_hold(session, office_id):
            continue
        event = session.scalars(_oldest(), {"office": office_id}).first()
        if event is not None and not _has_older(session, event):
            turns.after = office_id
            return event
    return None


def is_work_waiting(session: Session) -> bool:
    """A cheap look, without a write lock."""
    return bool(session.scalar(select(exists().where(InboxEvent.state == "queued"))))


def _offices(session: Session, turns: Turns) -> Iterator[int]:
    """Those with work waiting, from the one whose turn it is. Each is looked up when it is asked for, by the index:
    what one event costs must not grow with how many wait."""
    first = turns.after
    for above, up_to in ((first, None), (0, first)):
        at: int | None = above
        while at is not None:
            of = select(func.min(InboxEvent.office_id)).where(InboxEvent.state == "queued", InboxEvent.office_id > at)
            at = session.scalar(of if up_to is None else of.where(InboxEvent.office_id <= up_to))
            if at is not None:
                yield at


@cache
def _oldest() -> Select[InboxEvent]:
    """Of the office given as `office`. Made once: to write it down takes longer than to run it."""
    return (
        select(InboxEvent)
        .where(InboxEvent.state == "queued", InboxEvent.office_id == bindparam("office"))
        .order_by(InboxEvent.event_at, InboxEvent.id)
        .limit(1)
        .with_for_update(skip_locked=True)
    )


def _has_older(session: Session, event: InboxEvent) -> bool:
    """Whether the same chat said something before that, which was passed over: it is being unsent or set aside."""
    who = {"office": event.office_id, "in_chat": event.chat, "at": event.event_at, "this": event.id}
    return bool(session.scalar(_older(), who))


@cache
def _older() -> Select[bool]:
    # A query of its own: as a condition of the other it was looked up for each event that waits.
    return select(
        exists().where(
            InboxEvent.state == "queued",
            InboxEvent.office_id == bindparam("office"),
            InboxEvent.chat == bindparam("in_chat"),
            tuple_(InboxEvent.event_at, InboxEvent.id)
            < tuple_(bindparam("at", type_=UTCDateTime()), bindparam("this", type_=Integer)),
        )
    )


def settle(event: InboxEvent, state: EventState, now: datetime) -> None:
    event.state = state
    event.handled_at = now


def waiting(session: Session) -> int:
    return session.scalar(select(func.count()).where(InboxEvent.state == "queued")) or 0
