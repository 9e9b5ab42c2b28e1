"""Keeps many sends in flight: one thread writes what came back and takes what is next, together in one transaction; the
others only talk to LINE."""

import logging
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from queue import Empty, SimpleQueue
from typing import Final
from uuid import UUID

from sqlalchemy.exc import OperationalError, SQLAlchemyError
from sqlalchemy.orm import Session

from models import leasing
from models.clock import Clock
from models.database import Database
from models.delivery import Later, Outcome
from models.turns import Turns
from scheduler import relay
from scheduler.relay import Delivery, Sender

IN_FLIGHT: Final = 32
AHEAD: Final = 32  # pushes leased beside them, so that nobody waits for the database
LINGER_SECONDS: Final = 0.01
# While some are in flight their answers are waited for this long before it is looked for more to send.
LOOK_SECONDS: Final = 0.05

log = logging.getLogger(__name__)


class Pump:
    """`step` is called again and again by one thread; `close` lets what is in flight come back."""

    def __init__(
        self,
        database: Database,
        sender: Callable[[int], Sender],
        clock: Clock,
        told: Callable[[str, Outcome], None],
        in_flight: int = IN_FLIGHT,
    ) -> None:
        self._database, self._sender, self._clock, self._told = database, sender, clock, told
        self._in_flight = in_flight
        self._turns = Turns()
        self._threads = ThreadPoolExecutor(in_flight, thread_name_prefix="send")
        self._flying: dict[UUID, Delivery] = {}
        self._landed: SimpleQueue[tuple[Delivery, Outcome | BaseException]] = SimpleQueue()
        self._back: list[tuple[Delivery, Outcome]] = []  # kept until it is written, also when the database is away
        self._more = False  # the last look left some behind

    def step(self) -> bool:
        """Whether there was anything to do."""
        self._gather()
        room = self._in_flight + AHEAD - len(self._flying)
        wants = room > 0 and (self._more or self._is_work_waiting())
        if not wants and not self._back:
            if not self._flying:
                return False
            self._gather(LOOK_SECONDS)
            if not self._back:
                return True
        if len(self._flying) > self._in_flight:  # none of them waits for us: better several at once
            self._gather(LINGER_SECONDS)
        came_back = bool(self._back)
        taken = self._write(room if wants else 0)
        for delivery in taken:
            self._flying[delivery.id] = delivery
            self._threads.submit(self._send, delivery)
        if not taken and not came_back:  # what waits is behind what is being said to the same chats, here or elsewhere
            if not self._flying:
                return False
            self._gather(LOOK_SECONDS)
        return True

    def close(self) -> None:
        self._threads.shutdown(wait=True)
        self._gather()
        if self._back:
            self._write(0)

    def _write(self, most: int) -> list[Delivery]:
        """One transaction: what came back is recorded, and what goes next is leased."""
        with self._database.write() as session:
            if self._back:
                self._record(session)
            busy = {one.chat for one in self._flying.values() if one.chat}
            replies = self._in_flight - len(self._flying)  # one that is leased and not sent yet would be lost with us
            taken = relay.take(session, self._clock(), most, self._turns, busy, replies) if most else None
        self._back.clear()
        self._more = bool(taken)
        return taken or []

    def _record(self, session: Session) -> None:
        """All at once; should one of them be such that it cannot be written, the others are, and its lease runs out."""
        try:
            with session.begin_nested():
                relay.record(session, self._back, self._clock)
        except OperationalError:
            raise  # the database's weather: all are kept
        except Exception:
            log.exception("the outcomes of %s sends could not be written together", len(self._back))
            for one in self._back:
                try:
                    with session.begin_nested():
                        relay.record(session, [one], self._clock)
                except OperationalError:
                    raise
                except Exception:
                    log.exception("outbox %s: its outcome could not be written", one[0].id)

    def _is_work_waiting(self) -> bool:
        with self._database.read() as session:
            return leasing.is_work_waiting(session, self._clock())

    def _gather(self, seconds: float = 0) -> None:
        """What has come back; the first of it is waited for."""
        try:
            while True:
                delivery, outcome = self._landed.get(block=seconds > 0, timeout=seconds)
                seconds = 0
                del self._flying[delivery.id]
                if isinstance(outcome, BaseException):
                    # A bug of ours: the row stays leased, and is tried again when the lease runs out.
                    log.error("outbox %s %s: not sent", delivery.kind, delivery.id, exc_info=outcome)
                    continue
                self._told(delivery.kind, outcome)
                self._back.append((delivery, outcome))
        except Empty:
            return

    def _send(self, delivery: Delivery) -> None:
        try:
            self._landed.put((delivery, self._sent(delivery)))
        except BaseException as error:  # handed over to the one thread that logs
            self._landed.put((delivery, error))

    def _sent(self, delivery: Delivery) -> Outcome:
        try:
            sender = self._sender(delivery.office_id)
        except SQLAlchemyError as error:  # the database is away: nothing was said to LINE
            return Later(f"the channel could not be read ({type(error).__name__})", untried=True)
        return relay.send(sender, delivery, self._clock())
