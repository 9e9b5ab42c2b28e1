"""Plans and tables that coordinators sent: read in a process apart, tried on the register, and the answer owed."""

import logging
from datetime import datetime
from typing import Any, Final

from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from bot import conversation, paper_reading
from bot.events import Event, Happened
from bot.storage import Storage, StorageError
from documents import loading
from documents.addresses import Addresses
from documents.contents import LARGEST
from documents.papers_in import sent
from documents.papers_in.sent import Known, SentReading
from handlers import router
from handlers.intents_checking import ShowPaperIn
from models import outbox, papers_in
from models.clock import Clock
from models.database import Database
from models.errors import DomainError
from models.office import Office
from models.papers_in import MOST_ATTEMPTS, Claimed, PaperIn
from models.turns import Turns

_GONE: Final = "ระบบเปิดแฟ้มที่เก็บไว้ไม่ได้ โปรดส่งแฟ้มใหม่อีกครั้ง"

log = logging.getLogger(__name__)


def read_next(
    database: Database, storage: Storage, clock: Clock, addresses: Addresses, turns: Turns | None = None
) -> bool:
    """Read the file that has waited longest, and owe its sender what it says. False when none is to be read.

    A process killed in between leaves the row leased: the file is read again.
    """
    now = clock()
    with database.read() as session:
        if not papers_in.is_waiting(session, now):
            return False
    with database.write() as session:
        claimed = papers_in.claim(session, now, turns)
    if claimed is None:
        return False
    known, reading = _read(database, storage, claimed)
    outlook: dict[str, Any] = {}
    if known is not None and reading.plan is not None:
        reading, outlook = _tried(database, reading, clock())
    try:
        with database.write() as session:
            row = papers_in.still_mine(session, claimed)
            if row is not None:
                _settle(row, known, reading, outlook)
                _answer(session, row, clock(), addresses)
    except OperationalError:
        raise  # the database's weather
    except Exception:
        if claimed.attempt <= MOST_ATTEMPTS:
            raise
        log.exception("paper %s: set aside, its sender could not be told", claimed.id)
        with database.write() as session:
            row = papers_in.still_mine(session, claimed)
            if row is not None:
                _settle(row, None, paper_reading.FAILED, {})
    return True


def _read(database: Database, storage: Storage, claimed: Claimed) -> tuple[Known | None, SentReading]:
    if claimed.attempt > MOST_ATTEMPTS:
        return None, paper_reading.FAILED
    try:
        pieces = storage.stream(claimed.stored_at)
        data = b"".join(pieces) if pieces is not None else None
    except StorageError as error:
        log.warning("paper %s: not read from the store: %s", claimed.id, error)
        data = None
    if data is None or len(data) > LARGEST:
        return None, SentReading(refusal=_GONE)
    try:
        with database.read() as session:
            known = Known.of(session, session.get_one(Office, claimed.office_id))
    except DomainError as error:
        return None, SentReading(refusal=str(error))
    return known, paper_reading.read(data, claimed.name, known)


def _tried(database: Database, reading: SentReading, now: datetime) -> tuple[SentReading, dict[str, Any]]:
    """What loading would do, from a load that is rolled back."""
    assert reading.plan is not None  # noqa: S101  # asked by the caller
    try:
        with database.write() as session:
            result = loading.load(session, reading.plan, now)
            session.rollback()
    except DomainError as error:
        return SentReading(refusal=str(error)), {}
    return reading, {name: value for name, value in result.to_json().items() if name != "doubts"}


def _settle(row: PaperIn, known: Known | None, reading: SentReading, outlook: dict[str, Any]) -> None:
    if known is None or reading.plan is None:
        row.refuse(reading.refusal, is_known=reading.is_known)
        return
    row.state, row.try_at, row.settled = "read", None, {}
    row.plan, row.counts, row.outlook = sent.to_json(reading.plan), dict(reading.counts), outlook
    row.basis = known.digest


def _answer(session: Session, row: PaperIn, now: datetime, addresses: Addresses) -> None:
    """As the reply to whatever asked for it; the relay owes it as a push when the token has died meanwhile."""
    member, office = row.member, session.get_one(Office, row.office_id)
    if member is None or not member.reachable or member.line_user_id is None:
        return
    user = member.line_user_id
    event = Event(row.event_id, user, user, None, row.reply_token or None, Happened("file"))
    turn = conversation.turn_of(session, office, event, now, addresses=addresses)
    owed: dict[str, Any] = {
        "office_id": office.id,
        "member_id": member.id,
        "messages": router.route(ShowPaperIn(row.id), turn),
        "purpose": "receipt",
        "event_id": row.event_id,
    }
    if row.reply_token:
        outbox.reply(session, token=row.reply_token, chat=user, now=row.asked_at, **owed)
    else:
        outbox.push(session, to=user, now=now, **owed)
    row.reply_token = ""
