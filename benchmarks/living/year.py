"""One office's year: the real clock, relay and conversation, day by day, with outages of LINE and of our own."""

import random
import uuid
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from sqlalchemy import select

from benchmarks.living.line import Line
from benchmarks.living.offices import Living, member
from benchmarks.living.people import People, Writes
from benchmarks.living.plain import Said
from bot import conversation, events
from models import inbox
from models.budget import MonthBudget
from models.clock import BANGKOK, at_local, local_date
from models.database import Database
from models.office import Division, Office
from models.outbox import OutboxMessage
from models.reminders import Reminder
from scheduler import relay
from scheduler.tick import tick

DAY = timedelta(days=1)
OPENS, CLOSES = time(8, 30), time(16, 30)
NIGHT = (0, 2, 5, 17, 19, 22)  # hours
LOOKS = (time(8, 30), time(12), time(16))
RETRIES = (time(8, 31), time(8, 46), time(9, 35), time(14, 30))  # when the relay comes back to what did not go


@dataclass
class Year:
    database: Database
    living: Living
    line: Line
    people: People
    chance: random.Random
    asleep: set[date]  # whole days on which nothing of ours runs
    wakes_at: dict[date, time]  # days on which we are up only from then on
    spoken: dict[str, set[Said]] = field(
        default_factory=lambda: defaultdict(set)
    )  # by LINE's key, kept though forgotten
    looks: list[datetime] = field(default_factory=list)  # the first tick in office hours of each working day
    failed: list[str] = field(default_factory=list)  # what somebody wrote and a handler broke on
    _read_up_to: int = 0
    _registered: bool = False

    def live(self) -> None:
        day = self.living.starts_on
        while day <= self.living.ends_on:
            if day not in self.asleep:
                self._day(day)
            day += DAY

    def _day(self, day: date) -> None:
        if self.living.joins_late and not self._registered and day >= self.living.joins_on:
            self._register(day)
        whole = self.people.days.is_open(day)
        acts: list[tuple[datetime, Writes | None]] = [(at_local(day, t), None) for t in self._instants(whole=whole)]
        if whole and day not in self.line.away:
            with self.database.read() as session:
                acts += [(one.at, one) for one in self.people.today(session, day)]
        up = at_local(day, self.wakes_at.get(day, time(0)))
        self._read_quota(at_local(day, time(6)))
        for at, writes in sorted(acts, key=lambda act: act[0]):
            if at < up:
                continue
            self.line.now = at
            if writes is not None:
                self._hears(writes)
                self._note(at)
            elif at.astimezone(BANGKOK).time() not in RETRIES:
                self._looks(at, whole=whole)
            relay.deliver_all(self.database, lambda _office: self.line, lambda at=at: at)  # type: ignore[misc]
        self._tell_people(day)

    def _instants(self, *, whole: bool) -> set[time]:
        """When the clock ticks and the relay looks: at its hours, at one of the night and at any other."""
        times = {*LOOKS, *RETRIES} if whole else set()
        return times | {time(self.chance.choice(NIGHT), self.chance.randrange(60)), self._any_time()}

    def _looks(self, at: datetime, *, whole: bool) -> None:
        tick(self.database, at)
        day = local_date(at)
        first = not self.looks or local_date(self.looks[-1]) < day
        if whole and first and at_local(day, OPENS) <= at <= at_local(day, CLOSES):
            self.looks.append(at)
            self._note(at)

    def _any_time(self) -> time:
        return time(self.chance.randrange(24), self.chance.randrange(60))

    def _hears(self, writes: Writes) -> None:
        number = self.people.number()
        with self.database.write() as session:
            inbox.store(session, self.living.office_id, events.worth_storing([writes.event(number)]), writes.at)
        if conversation.handle_next(self.database, lambda: writes.at, lambda _office, _user: "") != "done":
            self.failed.append(writes.text or writes.data)

    def _read_quota(self, now: datetime) -> None:
        """What LINE says of the month, as the quota's job keeps it; while LINE is away the last reading stands."""
        if local_date(now) in self.line.away:
            return
        self.line.now = now
        with self.database.write() as session:
            row = session.scalars(select(MonthBudget).where(MonthBudget.month == self.line.month)).first()
            if row is None:
                row = MonthBudget(office_id=self.living.office_id, month=self.line.month, given_up=[])
                session.add(row)
            row.quota, row.used, row.read_at = self.line.quota, self.line.used[self.line.month], now

    def _note(self, now: datetime) -> None:
        """Which occasions each message speaks of, written down before anything can forget them."""
        with self.database.read() as session:
            said = (Reminder.assignment_id, Reminder.due, Reminder.rung, Reminder.audience)
            rows = session.execute(
                select(OutboxMessage.kind, OutboxMessage.to, OutboxMessage.id, *said)
                .join(Reminder, Reminder.outbox_id == OutboxMessage.id)
                .where(Reminder.owed_at == now)
            )
            for kind, to, key, assignment_id, due, rung, audience in rows:
                self.spoken[line_key(kind, to, key)].add(Said(assignment_id, due, rung, audience))

    def _tell_people(self, day: date) -> None:
        """Whoever got a message that speaks of their work knows of it from this day on."""
        for heard in self.line.heard[self._read_up_to :]:
            for said in self.spoken.get(heard.key, ()):
                self.people.heard.setdefault(said.assignment_id, day)
        self._read_up_to = len(self.line.heard)

    def _register(self, day: date) -> None:
        self._registered = True
        with self.database.write() as session:
            office = session.get_one(Office, self.living.office_id)
            division = session.get_one(Division, self.living.joins_late)
            session.add(member(office, at_local(day, time(8)), "head", division))


def line_key(kind: str, to: str, key: uuid.UUID) -> str:
    """How LINE knows a message: a push by its retry key, a reply by its token."""
    return to if kind == "reply" else str(key)
