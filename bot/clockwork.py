"""The clock's pieces of work: the tick, LINE's quota, the self-audit and the daily forgetting beside it, and the sign
of life outside."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from sqlalchemy.exc import OperationalError

from bot.garbage import collect_seldom
from bot.ping import Ping
from bot.wiring import Bot
from models import heartbeat
from scheduler import audit, jobs, quota, retention, tick

TICK_SECONDS = 30
# Shorter than the tick's: a clock that has just started asks LINE before it plans.
QUOTA_SECONDS = 20
AUDIT_SECONDS = 60
FORGET_SECONDS = 300
PING_SECONDS = 60

log = logging.getLogger(__name__)


class Clockwork:
    """Each piece runs in a thread of its own: neither LINE nor the outside address delays the tick."""

    def __init__(self, bot: Bot, written: Callable[[], None] = lambda: None) -> None:
        self.bot, self._written = bot, written
        self._ticked = threading.Event()
        self._stopping = threading.Event()
        url = bot.settings.heartbeat_url
        self._ping = Ping(str(url)) if url else None
        self._scheduler: Any = None

    def start(self) -> None:
        collect_seldom()
        self._scheduler = jobs.start(
            {
                self.tick: TICK_SECONDS,
                self.read_quota: QUOTA_SECONDS,
                self.audit: AUDIT_SECONDS,
                self.forget: FORGET_SECONDS,
                self.ping: PING_SECONDS,
            }
        )

    def stop(self) -> None:
        """Lets each piece finish the office in hand."""
        self._stopping.set()
        if self._scheduler is not None:
            self._scheduler.shutdown(wait=True)
            self._scheduler = None
        if self._ping is not None:
            self._ping.close()

    def tick(self) -> None:
        """Owe what is due; a database that is away is only waited for."""
        now = self.bot.clock()
        try:
            found = tick.tick(self.bot.database, now, self.bot.picture)
            if found:
                self._written()
            self._beat("tick", found)
        except OperationalError:
            log.warning("clock: the database is away, trying at the next tick", exc_info=True)
        else:
            self._ticked.set()

    def read_quota(self) -> None:
        """Ask LINE for the months whose reading is stale."""
        try:
            read = quota.refresh(self.bot.database, self.bot.quota, self.bot.clock(), self._stopping.is_set)
            if read:
                self._beat("quota", read)
        except OperationalError:
            log.warning("quota: the database is away, trying again", exc_info=True)

    def audit(self) -> None:
        """Once a day, after the reminders: prove that nothing is lost or stuck."""
        now = self.bot.clock()
        try:
            with self.bot.database.read() as session:
                due = audit.is_due(session, now)
            if due:
                audit.run(self.bot.database, now, self._stopping.is_set)
        except OperationalError:
            log.warning("audit: the database is away, trying again", exc_info=True)

    def forget(self) -> None:
        """Once a day: what people typed and were told is emptied when it was kept long enough."""
        now = self.bot.clock()
        try:
            with self.bot.database.read() as session:
                due = retention.is_due(session, now)
            if due:
                retention.run(self.bot.database, now, self._stopping.is_set)
        except OperationalError:
            log.warning("retention: the database is away, trying again", exc_info=True)

    def ping(self) -> None:
        """Tell the outside that the clock ticks: only when a tick has ended well since the last time."""
        if self._ping is not None and self._ticked.is_set():
            self._ticked.clear()
            self._ping.send()

    def _beat(self, name: str, found: int) -> None:
        with self.bot.database.write() as session:
            heartbeat.beat(session, name, self.bot.clock(), found)
