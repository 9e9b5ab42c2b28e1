"""What cannot be handled is set aside, so that what waits behind it is not: an event that fails, or one over which the
process dies, start after start."""

import logging
from datetime import datetime
from typing import Final

from sqlalchemy.exc import OperationalError

from messages import talk
from models import inbox, outbox
from models.clock import Clock, utc_now
from models.database import Database
from models.inbox import InboxEvent
from models.turns import Turns

STARTS: Final = 10  # so many processes may die over one event; that many kills in a row may be mere chance
FIRST: Final = 200  # events after a start that are noted: who died over one finds it among them, once started anew

log = logging.getLogger(__name__)


class FirstEvents:
    """What one process takes up first after its start."""

    def __init__(self, true_clock: Clock = utc_now) -> None:
        self._true_clock = true_clock  # processes die in true time, wherever a rehearsal's or a test's clock is turned
        self._left = FIRST
        self._noted: set[int] = set()

    def note(self, database: Database, clock: Clock, turns: Turns) -> None:
        """Write down, in a transaction of its own, that the event whose turn it is is being taken up; or set it aside
        when that was written too often."""
        if not self._left:
            return
        with database.read() as session:
            if not inbox.is_work_waiting(session):
                return
        turn_before = turns.after
        with database.write() as session:
            event = inbox.next_event(session, turns)
            if event is None or event.id in self._noted:
                turns.after = turn_before
                return
            event_id, called, starts = event.id, event.webhook_event_id, event.taken_up(self._true_clock())
        self._noted.add(event_id)
        self._left -= 1
        if starts <= STARTS:
            turns.after = turn_before
            return
        log.error("event %s: set aside, %s processes have ended over it", called, STARTS)
        give_up(database, event_id, clock())


def give_up(database: Database, event_id: int, now: datetime) -> None:
    """Set the event aside, and tell its sender once, with a reference."""
    try:
        _set_aside(database, event_id, now, tells=True)
    except OperationalError:
        raise
    except Exception:
        # The event cannot even be answered. It must not keep those behind it from being handled.
        log.exception("the sender of a failed event could not be told")
        _set_aside(database, event_id, now, tells=False)


def _set_aside(database: Database, event_id: int, now: datetime, *, tells: bool) -> None:
    with database.write() as session:
        row = session.get(InboxEvent, event_id, with_for_update=True)
        if row is None or row.state != "queued":
            return
        inbox.settle(row, "failed", now)
        token = row.payload.get("replyToken")
        if token and tells:
            outbox.reply(
                session,
                office_id=row.office_id,
                token=str(token),
                chat=row.chat,
                member_id=None,
                messages=talk.apology(row.webhook_event_id[-8:]),
                purpose="apology",
                event_id=row.webhook_event_id,
                now=now,
            )
