"""The loops of the worker and the clock: take one piece of work, do it, look again; stop between pieces."""

import logging
import threading
import time
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy.exc import OperationalError

from bot import contents, conversation, papers_in
from bot.pump import Pump
from bot.setting_aside import FirstEvents
from bot.wiring import Bot
from models.turns import Turns
from scheduler import linkcheck

# How soon another process's work is seen; within one process a doorbell wakes the loop at once.
POLL_SECONDS = 0.1
EVENT_POLL_SECONDS = 0.05  # an answer starts within a tenth of a second, wherever its webhook came in
DATABASE_AWAY_SECONDS = 2.0
FETCH_THREADS = 2
SWEEP_SECONDS = 3600.0
LINK_POLL_SECONDS = 1.0
ENROL_EVERY = timedelta(hours=1)
# A check in hand is not waited for: its address is leased, and is looked at again after the start.
LINK_END_SECONDS = 1.0

log = logging.getLogger(__name__)


class Doorbell:
    """Wakes every loop that waits on it; a ring between two waits is not lost."""

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self._rings = 0

    @property
    def rings(self) -> int:
        return self._rings

    def ring(self) -> None:
        with self._condition:
            self._rings += 1
            self._condition.notify_all()

    def wait(self, seen: int, timeout: float) -> None:
        with self._condition:
            self._condition.wait_for(lambda: self._rings != seen, timeout)


class Loops:
    """Background threads of one process. `stop()` lets each finish the item in hand."""

    def __init__(self, bot: Bot) -> None:
        self.bot = bot
        self.events_stored = Doorbell()
        self.messages_written = Doorbell()
        self.nothing_rings = Doorbell()
        self._events, self._papers = Turns(), Turns()
        self._first_events = FirstEvents()
        self._pump = Pump(bot.database, bot.sender, bot.clock, bot.told)
        self._stopping = threading.Event()
        self._threads: list[threading.Thread] = []
        self._checking: threading.Thread | None = None
        self._politeness = linkcheck.Politeness()
        self._enrol_at: datetime | None = None

    def start_worker(self) -> None:
        self._start("worker", self._handle_next, self.events_stored, EVENT_POLL_SECONDS)
        self._start("relay", self._pump.step, self.messages_written)
        # No bell for files: most events send none, and a tenth of a second is nothing to who sent one.
        for number in range(FETCH_THREADS):
            self._start(f"fetch-{number}", self._fetch_one, self.nothing_rings)
        self._start("papers", self._read_paper, self.nothing_rings)
        self._begin("sweep", self._sweep_now_and_then)
        if self.bot.settings.checks_links:
            work = ("links", self._check_link, self.nothing_rings, LINK_POLL_SECONDS)
            self._checking = threading.Thread(target=self._run, args=work, name="links", daemon=True)
            self._checking.start()

    def stop(self) -> None:
        self._stopping.set()
        self.events_stored.ring()
        self.messages_written.ring()
        self.nothing_rings.ring()
        for thread in self._threads:
            thread.join()
        self._pump.close()
        if self._checking is not None:
            self._checking.join(LINK_END_SECONDS)

    def _handle_next(self) -> bool:
        started = time.perf_counter()
        bot = self.bot
        self._first_events.note(bot.database, bot.clock, self._events)
        outcome = conversation.handle_next(bot.database, bot.clock, bot.display_name, bot.addresses, self._events)
        if outcome is None:
            return False
        bot.metrics.events.labels(outcome).inc()
        bot.metrics.handling.observe(time.perf_counter() - started)
        self.messages_written.ring()
        return True

    def _fetch_one(self) -> bool:
        bot = self.bot
        fetched = contents.fetch_next(bot.database, bot.sender, bot.storage, bot.clock)
        if fetched:
            self.messages_written.ring()
        return fetched

    def _read_paper(self) -> bool:
        bot = self.bot
        read = papers_in.read_next(bot.database, bot.storage, bot.clock, bot.addresses, self._papers)
        if read:
            self.messages_written.ring()
        return read

    def _sweep_now_and_then(self) -> None:
        while not self._stopping.is_set():
            try:
                contents.sweep(self.bot.database, self.bot.storage, self.bot.clock)
            except Exception:
                log.exception("sweep: not finished, going on in an hour")
            self._stopping.wait(SWEEP_SECONDS)

    def _check_link(self) -> bool:
        bot, now = self.bot, self.bot.clock()
        if self._enrol_at is None or now >= self._enrol_at:
            linkcheck.enrol(bot.database, now)
            self._enrol_at = now + ENROL_EVERY
        return linkcheck.check_one(bot.database, bot.look, bot.clock, self._politeness)

    def _start(self, name: str, work: Callable[[], bool], bell: Doorbell, poll: float = POLL_SECONDS) -> None:
        self._begin(name, lambda: self._run(name, work, bell, poll))

    def _begin(self, name: str, run: Callable[[], None]) -> None:
        thread = threading.Thread(target=run, name=name)
        thread.start()
        self._threads.append(thread)

    def _run(self, name: str, work: Callable[[], bool], bell: Doorbell, poll: float = POLL_SECONDS) -> None:
        while not self._stopping.is_set():
            seen = bell.rings
            try:
                if work():
                    continue
            except OperationalError:
                log.warning("%s: the database is away, trying again", name, exc_info=True)
                self._stopping.wait(DATABASE_AWAY_SECONDS)
            except Exception:
                log.exception("%s: stopped by a bug, going on with the next item", name)
                self._stopping.wait(DATABASE_AWAY_SECONDS)
            bell.wait(seen, poll)
