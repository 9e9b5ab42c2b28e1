"""Who sends which message next: leases on the outbox, one owner at a time, and what a dead relay left."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, or_, select, tuple_, update
from sqlalchemy.orm import Session, aliased

from models import channels
from models.outbox import LEASE, UNSENT, OutboxMessage
from models.turns import Turns


def claim(session: Session, now: datetime, turns: Turns | None = None) -> OutboxMessage | None:
    """Lease the message to send next: see `claim_some`."""
    return next(iter(claim_some(session, now, 1, turns)), None)


def claim_some(
    session: Session,
    now: datetime,
    most: int,
    turns: Turns | None = None,
    busy: Collection[str] = (),
    replies: int | None = None,
) -> list[OutboxMessage]:
    """Lease the messages to send next: replies (no more than `replies`), of the offices in turn, before pushes, oldest
    first; and whatever a dead relay left leased. One a chat, and none to the `busy` ones, so that what was said first
    is heard first.

    A reply whose lease ran out may have been accepted: it is settled as unknown here and never tried again.
    """
    session.execute(
        update(OutboxMessage)
        .where(OutboxMessage.state == "sending", OutboxMessage.kind == "reply", OutboxMessage.lease_until <= now)
        .values(state="unknown", settled_at=now, lease_until=None, error="the relay stopped while sending")
    )
    turns = turns or Turns()
    waiting = select(OutboxMessage).where(_ready(now), ~_is_behind(now)).with_for_update(skip_locked=True)
    if busy:
        waiting = waiting.where(OutboxMessage.chat.not_in(busy))
    order = OutboxMessage.not_before, OutboxMessage.created_at, OutboxMessage.id
    found: list[OutboxMessage] = []
    if (room := most if replies is None else min(replies, most)) > 0:
        first = waiting.where(OutboxMessage.kind == "reply").order_by(*turns.order(OutboxMessage.office_id), *order)
        found += session.scalars(first.limit(room))
        turns.after = found[-1].office_id if found else turns.after
    if len(found) < most:
        found += session.scalars(waiting.where(OutboxMessage.kind == "push").order_by(*order).limit(most - len(found)))
    taken = list(_one_each(found, {row.office_id for row in channels.barred(session)}))
    for row in taken:
        if row.state == "sending":
            row.ambiguous = True
        row.state = "sending"
        row.attempts += 1
        row.first_tried_at = row.first_tried_at or now
        row.lease_until = now + LEASE
    return taken


def _is_behind(now: datetime) -> ColumnElement[bool]:
    """Whether another relay is sending to that chat, or is about to: its lease may not be committed yet."""
    other = aliased(OutboxMessage)
    earlier = and_(
        other.state == "queued",
        other.kind == OutboxMessage.kind,
        other.not_before <= now,
        tuple_(other.not_before, other.created_at, other.id)
        < tuple_(OutboxMessage.not_before, OutboxMessage.created_at, OutboxMessage.id),
    )
    return exists().where(
        other.office_id == OutboxMessage.office_id,
        other.chat == OutboxMessage.chat,
        other.chat != "",
        other.id != OutboxMessage.id,
        other.state.in_(UNSENT),
        or_(and_(other.state == "sending", other.lease_until > now), earlier),
    )


def _one_each(rows: Iterable[OutboxMessage], probed: Collection[int]) -> Iterator[OutboxMessage]:
    """One a chat; one an office while its channel is only tried again."""
    chats: set[str] = set()
    offices: set[int] = set()
    for row in rows:
        if row.chat in chats or (row.office_id in probed and row.office_id in offices):
            continue
        chats |= {row.chat} - {""}
        offices.add(row.office_id)
        yield row


def still_mine(session: Session, message_id: uuid.UUID, attempt: int) -> OutboxMessage | None:
    """The leased row, unless its lease ran out and another relay took it: a late outcome must not overwrite."""
    return still_mine_of(session, {message_id: attempt}).get(message_id)


def still_mine_of(session: Session, attempts: Mapping[uuid.UUID, int]) -> dict[uuid.UUID, OutboxMessage]:
    """The same of several at once, by id."""
    rows = session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.id.in_(attempts), OutboxMessage.state == "sending")
        .order_by(OutboxMessage.id)  # two that write down several at once do not wait for each other
        .with_for_update()
    )
    return {row.id: row for row in rows if row.attempts == attempts[row.id]}


def is_work_waiting(session: Session, now: datetime) -> bool:
    """Without a write lock: whether `claim` would find anything."""
    return bool(session.scalar(select(exists().where(_ready(now)))))


def _ready(now: datetime) -> ColumnElement[bool]:
    """Not of an office whose channel LINE refuses, until its next try."""
    return and_(
        or_(
            and_(OutboxMessage.state == "queued", OutboxMessage.not_before <= now),
            and_(OutboxMessage.state == "sending", OutboxMessage.lease_until <= now),
        ),
        ~channels.is_barred(OutboxMessage.office_id, now),
    )
