"""Who sends which message next: leases on the outbox, one owner at a time, and what a dead relay left."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import datetime
from functools import cache
from typing import Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Integer,
    Select,
    Update,
    and_,
    bindparam,
    exists,
    or_,
    select,
    tuple_,
    update,
)
from sqlalchemy.orm import Session, aliased

from models import channels
from models.base import UTCDateTime
from models.outbox import LEASE, UNSENT, OutboxMessage, SendKind
from models.turns import Turns, in_turn

NOW: Final[BindParameter[datetime]] = bindparam("now", type_=UTCDateTime())


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
    session.execute(_settle_lost(), {"now": now})
    turns = turns or Turns()
    given = {"now": now, "busy": list(busy), "after": turns.after}
    found: list[OutboxMessage] = []
    if (room := most if replies is None else min(replies, most)) > 0:
        found += session.scalars(_waiting("reply"), {**given, "most": room})
        turns.after = found[-1].office_id if found else turns.after
    if len(found) < most:
        found += session.scalars(_waiting("push"), {**given, "most": most - len(found)})
    taken = list(_one_each(found, {row.office_id for row in channels.barred(session)}))
    for row in taken:
        if row.state == "sending":
            row.ambiguous = True
        row.state = "sending"
        row.attempts += 1
        row.first_tried_at = row.first_tried_at or now
        row.lease_until = now + LEASE
    return taken


# Made once: to write one of them down takes longer than to run it.


@cache
def _settle_lost() -> Update:
    """Of those whose lease ran out by `now`."""
    lost = OutboxMessage.state == "sending", OutboxMessage.kind == "reply", OutboxMessage.lease_until <= NOW
    why = "the relay stopped while sending"
    gone = update(OutboxMessage).where(*lost).values(state="unknown", settled_at=NOW, lease_until=None, error=why)
    return gone.execution_options(synchronize_session=False)


@cache
def _waiting(kind: SendKind) -> Select[OutboxMessage]:
    """The first `most` at `now`, but none to the `busy`; replies of the offices in turn `after` one."""
    first = in_turn(OutboxMessage.office_id, bindparam("after", type_=Integer)) if kind == "reply" else ()
    return (
        select(OutboxMessage)
        .where(
            _ready(),
            ~_is_behind(),
            OutboxMessage.chat.not_in(bindparam("busy", expanding=True)),
            OutboxMessage.kind == kind,
        )
        .order_by(*first, OutboxMessage.not_before, OutboxMessage.created_at, OutboxMessage.id)
        .limit(bindparam("most", type_=Integer))
        .with_for_update(skip_locked=True)
    )


def _is_behind() -> ColumnElement[bool]:
    """Whether another relay is sending to that chat, or is about to: its lease may not be committed yet."""
    other = aliased(OutboxMessage)
    earlier = and_(
        other.state == "queued",
        other.kind == OutboxMessage.kind,
        other.not_before <= NOW,
        tuple_(other.not_before, other.created_at, other.id)
        < tuple_(OutboxMessage.not_before, OutboxMessage.created_at, OutboxMessage.id),
    )
    return exists().where(
        other.office_id == OutboxMessage.office_id,
        other.chat == OutboxMessage.chat,
        other.chat != "",
        other.id != OutboxMessage.id,
        other.state.in_(UNSENT),
        or_(and_(other.state == "sending", other.lease_until > NOW), earlier),
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
    return bool(session.scalar(_is_any_ready(), {"now": now}))


@cache
def _is_any_ready() -> Select[bool]:
    return select(exists().where(_ready()))


def _ready() -> ColumnElement[bool]:
    """Not of an office whose channel LINE refuses, until its next try."""
    return and_(
        or_(
            and_(OutboxMessage.state == "queued", OutboxMessage.not_before <= NOW),
            and_(OutboxMessage.state == "sending", OutboxMessage.lease_until <= NOW),
        ),
        ~channels.is_barred(OutboxMessage.office_id, NOW),
    )
