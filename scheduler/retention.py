"""What people typed and were told is not kept for ever: once a day what is old enough is emptied, and its row stays.

The rows are what keeps a webhook event from being taken twice and what the month's budget is counted from.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import delete, select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from models import heartbeat
from models.clock import local_date
from models.conversation import Conversation
from models.database import Database
from models.inbox import InboxEvent
from models.office import Office
from models.outbox import UNSENT, OutboxMessage
from models.people import WRONG_CODES_WINDOW, WrongCode

TOGETHER: Final = 500  # rows a transaction, so that nobody who writes waits long
# What was said to people is evidence of the reminding, so it is kept for a quarter; then whom it reached and its words
# go. The weekly summaries are kept apart, as they were sent.
KEEP_TOLD: Final = timedelta(days=90)

log = logging.getLogger(__name__)


def is_due(session: Session, now: datetime) -> bool:
    last = heartbeat.last(session).get("retention")
    return last is None or local_date(last.at) < local_date(now)


def run(database: Database, now: datetime, enough: Callable[[], bool] = lambda: False) -> int | None:
    """Empty what is too old in every office; returns how many rows that were. `enough` is looked at between two
    transactions, so that a process can end: None then, and the rest stays due."""
    with database.read() as session:
        offices = session.execute(select(Office.id, Office.keep_chat_days).order_by(Office.id)).all()
    found = 0
    for office_id, days in offices:
        for sweep, before in ((_said, now - timedelta(days=days)), (_told, now - KEEP_TOLD)):
            emptied = TOGETHER
            while emptied == TOGETHER:
                if enough():
                    return None
                try:
                    with database.write() as session:
                        emptied = sweep(session, office_id, before)
                except OperationalError:
                    raise  # the database's weather: it stays due
                except Exception:
                    log.exception("retention: office %s: left for tomorrow", office_id)
                    emptied = 0
                found += emptied
    with database.write() as session:
        session.execute(delete(Conversation).where(Conversation.until <= now))
        session.execute(delete(WrongCode).where(WrongCode.at <= now - WRONG_CODES_WINDOW))
        heartbeat.beat(session, "retention", now, found)
    return found


def _said(session: Session, office_id: int, before: datetime) -> int:
    """Events handled long ago: what was said, and in which chat."""
    ids = session.scalars(
        select(InboxEvent.id)
        .where(
            InboxEvent.state != "queued",
            InboxEvent.office_id == office_id,
            InboxEvent.chat != "",
            InboxEvent.received_at < before,
        )
        .limit(TOGETHER)
    ).all()
    session.execute(update(InboxEvent).where(InboxEvent.id.in_(ids)).values(payload={}, chat=""))
    return len(ids)


def _told(session: Session, office_id: int, before: datetime) -> int:
    """Messages whose sending ended long ago: to whom, and the words."""
    ids = session.scalars(
        select(OutboxMessage.id)
        .where(
            OutboxMessage.office_id == office_id,
            OutboxMessage.state.not_in(UNSENT),
            OutboxMessage.chat != "",
            OutboxMessage.settled_at < before,
        )
        .limit(TOGETHER)
    ).all()
    session.execute(update(OutboxMessage).where(OutboxMessage.id.in_(ids)).values(to="", chat="", messages=[]))
    return len(ids)
