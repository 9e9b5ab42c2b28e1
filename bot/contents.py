"""Pictures and files that people sent: fetched from LINE at once, looked into, and put into the store."""

import hashlib
import logging
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, Protocol, cast

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from bot.line_client import Fetched
from bot.storage import Storage, StorageError
from documents import contents, views
from messages import files as wording
from models import fetching, holding, outbox
from models.clock import Clock
from models.database import Database
from models.evidence import Evidence
from models.fetching import Claimed, Lost

MOST_IN_MEMORY = 1024 * 1024
Settle = Callable[[Session, Sequence[Evidence], datetime], None]

log = logging.getLogger(__name__)


class Source(Protocol):
    """What fetching needs of the LINE platform."""

    def content(self, message_id: str, into: BinaryIO, limit: int) -> Fetched: ...


def fetch_next(database: Database, source: Callable[[int], Source], storage: Storage, clock: Clock) -> bool:
    """Fetch the content that has waited longest and write down how it went. False when none is to be fetched.

    A process killed between storing and recording leaves the row leased: it is fetched again, under the same key.
    """
    now = clock()
    with database.read() as session:
        if not fetching.is_waiting(session, now):
            return False
    with database.write() as session:
        claimed = fetching.claim(session, now)
    if claimed is None:
        return False
    try:
        with SpooledTemporaryFile(MOST_IN_MEMORY) as spooled:
            into = cast(BinaryIO, spooled)
            outcome = source(claimed.office_id).content(claimed.message_id, into, contents.LARGEST)
            settle = _judged(outcome, into, claimed, storage)
    except SQLAlchemyError:
        raise  # the channel could not be read: the lease runs out
    except Exception:  # no room for it on the disk, or a bug: tried again for a day, then its sender is told
        log.exception("evidence %s: not fetched", claimed.id)
        settle = _trouble(claimed)
    with database.write() as session:
        holding.hold(session, claimed.office_id)
        rows = fetching.still_mine(session, claimed)
        if rows:
            settle(session, rows, clock())
    return True


def sweep(database: Database, storage: Storage, clock: Clock) -> None:
    """What nobody placed within a week goes, with its content; the record first, so that nothing ever points at
    content that is gone."""
    with database.write() as session:
        keys = fetching.sweep(session, clock())
    for key in keys:
        try:
            storage.delete(key)
        except StorageError as error:
            log.warning("evidence: %s stays in the store: %s", key, error)


def _judged(outcome: Fetched, content: BinaryIO, claimed: Claimed, storage: Storage) -> Settle:
    """What is to be written down, once the network and the store have been talked to."""
    match outcome:
        case "ready":
            return _looked_into(content, claimed, storage)
        case "preparing":
            wait = fetching.wait_while_preparing(claimed.attempt)
            return _again(wait) if wait else _lost("gone", "preparing", claimed)
        case "gone":
            return _lost("gone", "gone", claimed)
        case "too_large":
            return _lost("refused", "too_large", claimed)
        case "later":
            return _trouble(claimed)


def _looked_into(content: BinaryIO, claimed: Claimed, storage: Storage) -> Settle:
    content.seek(0)
    data = content.read()
    found = contents.inspect(data, claimed.name)
    if isinstance(found, contents.Refused):
        return _lost("refused", found.why, claimed)
    sha256 = hashlib.sha256(data).hexdigest()
    # The message makes the key its own: deleting one never takes another's content, and a second try writes the same.
    mark = hashlib.sha256(claimed.message_id.encode()).hexdigest()[:12]
    key = f"{claimed.office_id}/{sha256[:2]}/{sha256}-{mark}"
    content.seek(0)
    try:
        storage.put(key, content)
    except StorageError as error:
        log.warning("evidence %s: not stored, trying again: %s", claimed.id, error)
        return _trouble(claimed)

    def settle(_session: Session, rows: Sequence[Evidence], _now: datetime) -> None:
        fetching.keep(rows, name=found.name, media_type=found.media_type, size=len(data), sha256=sha256, stored_at=key)

    return settle


def _again(wait: timedelta) -> Settle:
    return lambda _session, rows, now: fetching.again(rows, wait, now)


def _trouble(claimed: Claimed) -> Settle:
    def settle(session: Session, rows: Sequence[Evidence], now: datetime) -> None:
        wait = fetching.wait_after_trouble(claimed.attempt, claimed.added_at, now)
        (_again(wait) if wait else _lost("gone", "unreachable", claimed))(session, rows, now)

    return settle


def _lost(state: Lost, why: str, claimed: Claimed) -> Settle:
    def settle(session: Session, rows: Sequence[Evidence], now: datetime) -> None:
        fetching.lose(session, rows, state, why, now)
        if not fetching.was_unsent(session, claimed):
            _tell(session, rows[0], claimed, why, now)

    return settle


def _tell(session: Session, row: Evidence, claimed: Claimed, why: str, now: datetime) -> None:
    """The sender, once: they think it was received."""
    sender = row.adder
    occasion = f"evidence:{claimed.id}"
    if sender is None or not sender.reachable or outbox.has_occasion(session, claimed.office_id, occasion):
        return
    outbox.push(
        session,
        office_id=claimed.office_id,
        to=sender.line_user_id or "",
        member_id=sender.id,
        messages=wording.not_kept(
            why,
            salutation=views.salutation(sender),
            name=row.name,
            code=row.item.code if row.item else None,
            limit=contents.LARGEST,
        ),
        purpose="evidence",
        occasion=occasion,
        now=now,
        event_id=row.event_id,
    )
