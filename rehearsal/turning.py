"""Turning the room's clock: one turn at a time, through everything the office's clock owes on the way, told as it goes
and ended between two instants when asked to."""

import logging
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, Protocol

from rehearsal.refusals import NotPossible
from rehearsal.state import Clock

FARTHEST = timedelta(days=400)
Ended = Literal["arrived", "cancelled", "failed"]

log = logging.getLogger(__name__)


class Backstage(Protocol):
    """The office behind the room, for whoever knows it to hand in: the room itself knows the bot by its address."""

    def instants(self, start: datetime, end: datetime) -> Sequence[datetime]:
        """When the office's clock has something to do in between, in order, then the end."""

    def run_to(self, instant: datetime) -> None:
        """Turn the clock there; everything owed by then is written down and sent when this returns."""

    def next_reminder(self, now: datetime) -> datetime | None: ...

    def close(self) -> None:
        """The office and its bot are gone."""

    def open(self) -> None:
        """A new office from the same workbook, its people seated, the clock at its beginning."""


@dataclass(frozen=True)
class Progress:
    start: datetime
    end: datetime
    at: datetime
    done: int
    total: int


class Turning:
    def __init__(self, clock: Clock, changed: Callable[[], None], version: Callable[[], int]) -> None:
        self._clock, self._changed, self._version = clock, changed, version
        self._backstage: Backstage | None = None
        self._hands = threading.Lock()  # held by whoever moves the clock or has it tick
        self._guard = threading.Condition()  # over what follows
        self._closed = False
        self._cancelled = threading.Event()
        self._thread: threading.Thread | None = None
        self._foreseen: tuple[int, datetime | None] = (-1, None)
        self.progress: Progress | None = None
        self.ended: Ended | None = None
        self.resetting = False

    def attach(self, backstage: Backstage) -> None:
        self._backstage = backstage
        self._changed()

    @property
    def turns(self) -> bool:
        return self._backstage is not None

    def next_reminder(self) -> datetime | None:
        """As the register stands; while the clock turns, as it stood before."""
        version, (seen, found) = self._version(), self._foreseen
        now = self._clock()
        if self._backstage is None or self.progress is not None or self.resetting or self._closed:
            return found
        if (seen != version or (found is not None and found <= now)) and self._hands.acquire(timeout=1.0):
            try:
                found = self._backstage.next_reminder(now)
                self._foreseen = (version, found)
            finally:
                self._hands.release()
        return found

    # ── turning ──

    def turn(self, choose: Callable[[datetime], datetime]) -> None:
        """Begin to turn to the instant that `choose` gives for the room's now."""
        with self._guard:
            backstage = self._still()
            now = self._clock()
            end = choose(now)
            if not now < end <= now + FARTHEST:
                raise NotPossible("the clock turns forward only, by 400 days at most")
            self._cancelled.clear()
            self.ended = None
            self.progress = Progress(now, end, now, 0, 0)
            self._thread = threading.Thread(target=self._run, args=(backstage, self.progress), name="turning")
            self._thread.start()
        self._changed()

    def to_next(self, now: datetime) -> datetime:
        found = self._backstage.next_reminder(now) if self._backstage else None
        if found is None:
            raise NotPossible("nobody will be reminded: nobody is registered, or nothing is open")
        return max(found, now + timedelta(seconds=1))

    def cancel(self) -> None:
        with self._guard:
            if self.progress is None:
                raise NotPossible("the clock is not being turned")
            self._cancelled.set()

    def refuse_while_turning(self) -> None:
        """A reply token would not outlive the jump."""
        if self.progress is not None:
            raise NotPossible("the clock is being turned: wait until it has arrived, or cancel")

    @contextmanager
    def at_rest(self) -> Iterator[bool]:
        """Whether the clock may tick now; nobody turns it meanwhile."""
        free = self._hands.acquire(blocking=False)
        try:
            yield free
        finally:
            if free:
                self._hands.release()

    def close(self) -> None:
        """A reset under way is finished, a turn ends after the instant in hand, and there will be no other."""
        with self._guard:
            self._closed = True
            self._guard.wait_for(lambda: not self.resetting)
        self._stop()

    def _stop(self) -> None:
        self._cancelled.set()
        thread = self._thread
        if thread is not None:
            thread.join()

    def _still(self) -> Backstage:
        backstage = self._free()
        if self.progress is not None:
            raise NotPossible("the clock is being turned already")
        return backstage

    def _free(self) -> Backstage:
        if self._backstage is None:
            raise NotPossible("there is no office behind this room")
        if self.resetting or self._closed:
            raise NotPossible("the room is being reset" if self.resetting else "the room is closing")
        return self._backstage

    def _run(self, backstage: Backstage, progress: Progress) -> None:
        ended: Ended = "failed"
        try:
            with self._hands:
                ended = self._walk(backstage, progress)
        except Exception:
            log.exception("the clock stopped while it was turned")
        finally:
            self.progress, self.ended = None, ended
            self._changed()

    def _walk(self, backstage: Backstage, progress: Progress) -> Ended:
        stops = backstage.instants(self._clock(), progress.end)
        for done, instant in enumerate(stops, 1):
            if self._cancelled.is_set():
                return "cancelled"
            backstage.run_to(max(instant, self._clock()))
            self.progress = replace(progress, at=instant, done=done, total=len(stops))
            self._changed()
        return "arrived"

    # ── starting over ──

    def reset(self, clear: Callable[[], None]) -> None:
        """Start the room over; `clear` empties the platform while no bot is there."""
        with self._guard:
            backstage = self._free()
            self.resetting = True
        self._changed()
        try:
            self._stop()
            with self._hands:
                backstage.close()
                clear()
                self.ended = None
                backstage.open()
        finally:
            with self._guard:
                self.resetting = False
                self._guard.notify_all()
            self._changed()
