"""Storing webhook events with one commit for all requests that wait at the same moment."""

import threading
from dataclasses import dataclass, field

from sqlalchemy.exc import DBAPIError, OperationalError

from models import inbox
from models.clock import Clock
from models.database import Database
from models.inbox import Incoming


@dataclass(eq=False)
class _Ticket:
    office_id: int
    events: list[Incoming]
    done: bool = False
    error: Exception | None = None
    called: threading.Event = field(default_factory=threading.Event)


class Intake:
    """A commit waits for the disk; while one does, later requests gather and share the next.

    The first of those gathered is called to commit for all of them, so no thread of our own is needed, and a request
    is answered only when its events are safe.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock
        self._lock = threading.Lock()
        self._gathered: list[_Ticket] = []
        self._committing = False

    def store(self, office_id: int, events: list[Incoming]) -> None:
        """Returns when the events are committed. Raises the database's error when they are not."""
        ticket = _Ticket(office_id, events)
        with self._lock:
            self._gathered.append(ticket)
            waits, self._committing = self._committing, True
        if waits:
            ticket.called.wait()
        if not ticket.done:
            self._commit_gathered()
        if ticket.error is not None:
            raise ticket.error
        if not ticket.done:
            raise RuntimeError("the commit that was to hold these events did not finish")

    def _commit_gathered(self) -> None:
        with self._lock:
            batch, self._gathered = self._gathered, []
        try:
            self._commit(batch)
        finally:
            with self._lock:
                following = self._gathered[0] if self._gathered else None
                self._committing = following is not None
            for ticket in [*batch, following]:
                if ticket is not None:
                    ticket.called.set()

    def _commit(self, batch: list[_Ticket]) -> None:
        try:
            self._write(batch)
        except DBAPIError as error:
            if isinstance(error, OperationalError) or len(batch) == 1:
                self._settle(batch, error)
            else:
                # One request's events cannot be stored: the others must not suffer for it.
                for ticket in batch:
                    self._commit([ticket])
        except Exception as error:
            self._settle(batch, error)
            raise
        else:
            self._settle(batch, None)

    def _write(self, batch: list[_Ticket]) -> None:
        now = self._clock()
        by_office: dict[int, list[Incoming]] = {}
        for ticket in batch:
            by_office.setdefault(ticket.office_id, []).extend(ticket.events)
        with self._database.write() as session:
            for office_id, events in by_office.items():
                inbox.store(session, office_id, events, now)

    @staticmethod
    def _settle(batch: list[_Ticket], error: Exception | None) -> None:
        for ticket in batch:
            ticket.done, ticket.error = True, error
