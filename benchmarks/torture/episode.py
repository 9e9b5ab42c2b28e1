"""One episode of torture: people report, ask and send files, the clock goes on, and the processes are killed again and
again; at the end everything is left to settle."""

import random
import re
import threading
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Final

from benchmarks.torture.machine import Machine, Running
from messages.codec import encode
from messages.postbacks import SetStatus
from models import fetching, health, heartbeat, inbox, leasing, papers_in
from models.queries import items_of_round, office_by_slug
from models.register import Assignment
from models.words import Status
from rehearsal.client import Act
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.postgres import Postgres
from tests.support.sending import pdf

DIVISIONS: Final = ("สำนักปลัด", "กองคลัง", "กองช่าง")
ITEMS_EACH: Final = 30
MORNING: Final = thai("2026-11-09 08:40")  # a Monday
STATES: Final[Sequence[tuple[Status, str]]] = (
    ("not_started", "ยังไม่เริ่ม"),
    ("in_progress", "กำลังดำเนินการ"),
    ("done", "เสร็จแล้ว"),
)
# What a crash point is about, by the words of its name.
_WORDS: Final = re.compile(r"\w+")
_OF_FILES: Final = frozenset(("content", "contents", "store"))
_OF_CLOCK: Final = frozenset(("tick", "audit", "retention", "quota", "Clockwork"))
_OF_MORNINGS: Final = _OF_CLOCK | {"push"}
_OF_WEB: Final = frozenset(("webhook", "Intake"))
SETTLE_TRIES: Final = 300
ROUNDS: Final = 8  # of talk, until a point is reached
TICK_SECONDS: Final = 0.5  # half the pace of the clock under torture
AT_WORK: Final = 0.1  # seconds for what was said
THE_DATABASE: Final = "the database itself"
SETTLE_PACE: Final = 0.3
FREE_DAYS: Final = timedelta(days=7)  # what is put off to the next office hours is put off no longer
NIGHTFALL_TRIES: Final = 20  # of a tenth of a second


@dataclass
class Person:
    user: str
    codes: list[str]
    said: dict[str, int] = field(default_factory=dict)  # how far each item has been reported, by code

    def next_report(self, chance: random.Random) -> tuple[str, int] | None:
        open_codes = [code for code in self.codes if self.said.get(code, 0) < len(STATES)]
        if not open_codes:
            return None
        code = chance.choice(open_codes)
        at = self.said.get(code, 0)
        self.said[code] = at + 1
        return code, at


@dataclass
class Said:
    """What people did, by the event's id: the item and state an event reports; what else only has to be answered."""

    reports: dict[str, tuple[str, Status]] = field(default_factory=dict)
    files: dict[str, datetime] = field(default_factory=dict)  # LINE's message ids, and when they were sent
    others: list[str] = field(default_factory=list)

    @property
    def events(self) -> set[str]:
        return {*self.reports, *self.others}


class Episode:
    def __init__(self, machine: Machine, chance: random.Random, processes: Sequence[str]) -> None:
        self.machine, self.chance, self.processes = machine, chance, processes
        self.people: list[Person] = []
        self.said = Said()
        self.kills: Counter[str] = Counter()
        self._pause = threading.Event()

    def open(self) -> None:
        """The office, its people, and a working morning; everything is due within the month, so mornings remind."""
        machine = self.machine
        machine.clock.turn_to(MORNING)
        machine.open()
        machine.database.upgrade()
        with machine.database.write() as session:
            office = new_office(session, machine.slug, DIVISIONS)
            for place, name in enumerate(DIVISIONS):
                codes = [f"O{place * ITEMS_EACH + number}" for number in range(1, ITEMS_EACH + 1)]
                for code in codes:
                    add_item(session, office, code, (name,), date(2026, 11, 10) + timedelta(days=int(code[1:]) % 25))
                user = machine.line.client.add_person(f"หัวหน้า{name}")
                add_member(session, office, user, "head", name)
                self.people.append(Person(user, codes))
            user = machine.line.client.add_person("ผู้ประสานงาน")
            add_member(session, office, user, "coordinator")

    def learn(self) -> list[str]:
        """One undisturbed round; the crash points that it passes."""
        running = self._start()
        assert self.machine.wait_until_up(*running)
        for _ in range(4):
            self._live()
        self.machine.forward(days=1)
        self._settle(running)
        self._stop(running)
        return sorted(self.machine.points())

    def kill(self, at: str = "") -> None:
        """One life: the processes start, people talk, and one is killed at the point, or at any moment."""
        victim = self._victim(at)
        passing = self.chance.choice((1, 1, 1, 1, 2, 3))
        running = self._start(victim, at, passing)
        doomed = running[self.processes.index(victim)]
        died = False
        if self.machine.wait_until_up(*running):
            self._redeliver()
            died = self._live_until(doomed, at)
        died = died or doomed.wait(self.chance.random() * 0.4)
        self.kills[at if died and at else "at any moment"] += 1
        for one in running:
            one.kill()

    def crash(self, server: Postgres) -> None:
        """The database ends in the middle of whatever it does, and is back after a while; the processes stay."""
        running = self._start()
        if self.machine.wait_until_up(*running):
            self._redeliver()
            self._live_until(running[0], "")
            self._live()
            self._pause.wait(self.chance.random() * 0.1)
            server.crash()
            self.said.others.append(self._event(self.machine.line.client.say(self.people[0].user, "/ค้าง")))
            self._pause.wait(self.chance.random())
            server.start_again()
            self._redeliver()
            self._pause.wait(self.chance.random())
        self.kills[THE_DATABASE] += 1
        for one in running:
            one.kill()

    def _victim(self, at: str) -> str:
        """The process that passes the point."""
        words = {*_WORDS.findall(at)}
        of_point = "clock" if _OF_CLOCK & words else "web" if _OF_WEB & words else "worker" if at else ""
        return of_point if of_point in self.processes else self.chance.choice(self.processes)

    def settle(self) -> list[int]:
        """Everything is taken up again and ends; the exit codes of the processes, asked to stop."""
        running = self._start()
        assert self.machine.wait_until_up(*running)
        self._settle(running)
        return self._stop(running)

    def register(self) -> dict[str, Status]:
        with self.machine.database.read() as session:
            office = office_by_slug(session, self.machine.slug)
            assert office is not None
            return {item.code: item.assignments[0].status for item in items_of_round(session, office)}

    # ── what happens ──

    def _live_until(self, doomed: Running, at: str) -> bool:
        """People talk, of what leads to the point, until it is reached; else for a while."""
        words = {*_WORDS.findall(at)}
        of_morning = bool(_OF_MORNINGS & words)
        for _ in range(ROUNDS if at else self.chance.randint(1, 3)):
            self._live(sends_file=bool(_OF_FILES & words))
            if self.chance.random() < 0.4:
                self._let_time_pass(new_morning=of_morning)
            if doomed.wait(TICK_SECONDS if of_morning else AT_WORK * self.chance.random()):
                return True
        return False

    def _live(self, *, sends_file: bool = False) -> None:
        person = self.chance.choice(self.people)
        line = self.machine.line.client
        dice = self.chance.random()
        if not sends_file and dice < 0.6 and (report := person.next_report(self.chance)) is not None:
            code, at = report
            status, words = STATES[at]
            if self.chance.random() < 0.3:
                act = line.tap(person.user, encode(SetStatus(self._assignment(code), status)), forged=True)
            else:
                act = line.say(person.user, f"{code} {words}")
            self.said.reports[self._event(act)] = (code, status)
        elif sends_file or dice < 0.7:
            act = line.attach(person.user, pdf(), name="รายงาน.pdf", media_type="application/pdf")
            self.said.others.append(self._event(act))
            self.said.files[str(act.message_id)] = self.machine.clock()
        else:
            asked = self.chance.choice(("/ค้าง", "/สถานะ", "/กำหนด"))
            self.said.others.append(self._event(line.say(person.user, asked)))

    def _event(self, act: Act) -> str:
        assert act.event is not None
        return str(act.event["webhookEventId"])

    def _assignment(self, code: str) -> int:
        with self.machine.database.read() as session:
            found = session.query(Assignment).join(Assignment.item).filter_by(code=code).one()
            return found.id

    def _let_time_pass(self, *, new_morning: bool = False) -> None:
        """Leases run out, retries come due, or a new morning comes."""
        if new_morning or self.chance.random() < 0.2:
            self._wait_for_sends()
            tomorrow = self.machine.clock() + timedelta(days=1)
            self.machine.clock.turn_to(tomorrow.replace(hour=1, minute=40))  # 08:40 in Thailand
        else:
            self.machine.forward(minutes=self.chance.randint(1, 20))

    def _wait_for_sends(self) -> None:
        """A night is longer than any request: what is on its way to LINE arrives before it is over."""
        for _ in range(NIGHTFALL_TRIES):
            with self.machine.database.read() as session:
                if not health.is_being_sent(session):
                    return
            self._pause.wait(0.1)

    def _redeliver(self) -> None:
        self.machine.line.client.redeliver()

    # ── processes ──

    def _start(self, victim: str = "", at: str = "", passing: int = 1) -> list[Running]:
        return [self.machine.start(one, at if one == victim else "", passing) for one in self.processes]

    def _stop(self, running: Sequence[Running]) -> list[int]:
        return [one.stop() for one in running]

    def _settle(self, running: Sequence[Running]) -> None:
        turned = self.machine.clock()
        for tries in range(SETTLE_TRIES):
            assert all(one.is_alive for one in running), "a process ended by itself"
            self._redeliver()
            has_ticked = self._has_ticked(turned)
            if not self._busy():
                if has_ticked:
                    return
                self._pause.wait(AT_WORK)
                continue
            # Not so fast that leases end while somebody is at work, on a machine that does other things too.
            self._pause.wait(SETTLE_PACE)
            # Leases and retries first; what waits for office hours after.
            self.machine.forward(minutes=1 if tries < SETTLE_TRIES // 2 else 60)
            turned = self.machine.clock()
        raise TimeoutError(f"never ended: {self._busy()}")

    def _has_ticked(self, since: datetime) -> bool:
        """Whether the clock has looked since then at what is owed."""
        with self.machine.database.read() as session:
            last = heartbeat.last(session).get("tick")
        return last is not None and last.at >= since

    def _busy(self) -> list[str]:
        now = self.machine.clock() + FREE_DAYS
        with self.machine.database.read() as session:
            looks = {
                "inbox": inbox.is_work_waiting(session),
                "outbox": leasing.is_work_waiting(session, now),
                "sending": health.is_being_sent(session),
                "content": fetching.is_waiting(session, now),
                "papers": papers_in.is_waiting(session, now),
            }
        return [name for name, is_busy in looks.items() if is_busy]
