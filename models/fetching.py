"""Fetching what LINE keeps of a picture or file: who takes which next, when again, and how it ended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import ColumnElement, and_, delete, exists, or_, select, update
from sqlalchemy.orm import Session, aliased

from models.attaching import UNSENT, take_off
from models.changes import Actor
from models.evidence import Evidence
from models.inbox import InboxEvent

LEASE = timedelta(minutes=5)  # longer than LINE and the store may take together
PREPARING_WAITS = (2, 5, 10, 20, 40)  # seconds; a minute each after that
PREPARING_TRIES = 15  # ten minutes and a little
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=5), timedelta(minutes=30)
GIVE_UP = timedelta(days=1)  # LINE does not say how long it keeps them; a day is more than it promises
UNPLACED_KEPT = timedelta(days=7)
SYSTEM = "fetch"  # the source of a change that a fetch makes

Lost = Literal["gone", "refused"]


@dataclass(frozen=True)
class Claimed:
    """One message's content to be fetched, detached from the database."""

    id: int
    office_id: int
    message_id: str
    name: str
    attempt: int
    added_at: datetime


def is_waiting(session: Session, now: datetime) -> bool:
    """A cheap look, without a write lock."""
    return bool(session.scalar(select(exists().where(_ready(now)))))


def claim(session: Session, now: datetime) -> Claimed | None:
    """Lease the content that has waited longest: a worker that dies leaves it to be taken again. Of a message that
    stands for several divisions the first row is locked and speaks for all."""
    earlier = aliased(Evidence)
    first = ~exists().where(
        earlier.office_id == Evidence.office_id,
        earlier.message_id == Evidence.message_id,
        earlier.state == "expected",
        earlier.removed_at.is_(None),
        earlier.id < Evidence.id,
    )
    row = session.scalars(
        select(Evidence).where(_ready(now), first).order_by(Evidence.try_at).limit(1).with_for_update(skip_locked=True)
    ).first()
    if row is None or row.message_id is None:
        return None
    attempt = row.attempts + 1
    session.execute(
        update(Evidence)
        .where(*_of_message(row.office_id, row.message_id))
        .values(attempts=attempt, try_at=now + LEASE)
        .execution_options(synchronize_session=False)
    )
    return Claimed(row.id, row.office_id, row.message_id, row.name, attempt, row.added_at)


def still_mine(session: Session, claimed: Claimed) -> Sequence[Evidence]:
    """The rows that wait for this content; none when the lease ran out and another worker took it, or when the
    evidence was taken back meanwhile."""
    return session.scalars(
        select(Evidence)
        .where(*_of_message(claimed.office_id, claimed.message_id), Evidence.attempts == claimed.attempt)
        .order_by(Evidence.id)
        .with_for_update()
    ).all()


def keep(rows: Sequence[Evidence], *, name: str, media_type: str, size: int, sha256: str, stored_at: str) -> None:
    for row in rows:
        row.state, row.try_at, row.why = "kept", None, ""
        row.name, row.media_type, row.size, row.sha256, row.stored_at = name, media_type, size, sha256, stored_at


def again(rows: Sequence[Evidence], wait: timedelta, now: datetime) -> None:
    for row in rows:
        row.try_at = now + wait


def lose(session: Session, rows: Sequence[Evidence], state: Lost, why: str, now: datetime) -> None:
    """It cannot be had: the record says so where it was attached to something."""
    for row in rows:
        row.state, row.try_at, row.why = state, None, why
        if row.item is not None:
            system = Actor(member_id=None, role=None, source=SYSTEM, change_set=f"fetch-{row.id}")
            take_off(session, row, system, now, note=why)


def wait_while_preparing(attempt: int) -> timedelta | None:
    """When to ask again for what LINE is still preparing; None: not any more."""
    if attempt >= PREPARING_TRIES:
        return None
    return timedelta(seconds=PREPARING_WAITS[attempt - 1] if attempt <= len(PREPARING_WAITS) else 60)


def wait_after_trouble(attempt: int, added_at: datetime, now: datetime) -> timedelta | None:
    """When to try again after LINE or the store failed; None: it has been tried for a day."""
    doublings: int = 2 ** max(0, min(attempt, 12) - 1)
    return None if now - added_at >= GIVE_UP else min(_FIRST_WAIT * doublings, _LONGEST_WAIT)


def was_unsent(session: Session, claimed: Claimed) -> bool:
    return bool(
        session.scalar(
            select(
                exists().where(
                    InboxEvent.office_id == claimed.office_id,
                    InboxEvent.message_id == claimed.message_id,
                    InboxEvent.kind == "unsend",
                )
            )
        )
    )


def sweep(session: Session, now: datetime) -> list[str]:
    """Drop what nobody placed within a week, and the content of what was taken back that long ago. Returns the keys
    in the store that nothing needs any more."""
    before = now - UNPLACED_KEPT
    old = or_(
        and_(Evidence.item_id.is_(None), Evidence.added_at < before),
        and_(Evidence.removed_at < before, Evidence.stored_at != ""),
        and_(Evidence.why == UNSENT, Evidence.stored_at != ""),
    )
    # What is being placed at this moment is left for the next time.
    waiting = select(Evidence).where(Evidence.kind != "link", old).with_for_update(skip_locked=True, of=Evidence)
    rows = session.scalars(waiting).all()
    keys = {row.stored_at for row in rows if row.stored_at}
    unplaced = [row.id for row in rows if row.item_id is None]
    for row in rows:
        row.stored_at = ""
    session.flush()
    if unplaced:
        session.execute(delete(Evidence).where(Evidence.id.in_(unplaced), Evidence.item_id.is_(None)))
    needed = session.scalars(select(Evidence.stored_at).where(Evidence.stored_at.in_(keys))).all() if keys else ()
    return sorted(keys - set(needed))


def _ready(now: datetime) -> ColumnElement[bool]:
    return and_(Evidence.state == "expected", Evidence.try_at <= now, Evidence.removed_at.is_(None))


def _of_message(office_id: int, message_id: str) -> tuple[ColumnElement[bool], ...]:
    return (
        Evidence.office_id == office_id,
        Evidence.message_id == message_id,
        Evidence.state == "expected",
        Evidence.removed_at.is_(None),
    )
