"""The office behind the rehearsal room: a database, the bot as a process of its own, and the clock that the room turns.
Whoever turns the clock has it tick: that process has none."""

import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

import urllib3

from bot.cli.common import office_named
from bot.clockwork import TICK_SECONDS, Clockwork
from bot.seating import seat
from bot.settings import Settings
from bot.wiring import Bot
from documents import loading
from documents.workbook.reading import read_workbook
from models import fetching, health, inbox, leasing, papers_in
from models.clock import TurnedClock
from models.database import Database
from models.errors import DomainError
from rehearsal.server import RehearsalServer
from scheduler import outlook, relay
from scheduler.tick import instants

START_SECONDS = 60
SETTLE_SECONDS = 120  # LINE may be switched to be slow
LOOK_SECONDS = 0.01


class RehearsedOffice:
    """One opening of the room, from an empty database to the last message."""

    def __init__(self, settings: Settings, clock: TurnedClock, process: "subprocess.Popen[bytes]", slug: str) -> None:
        self._clock, self._process, self._slug = clock, process, slug
        self._bot = Bot.of(settings, clock)
        self._clockwork = Clockwork(self._bot)
        self._ticked = time.monotonic()
        self._pause = threading.Event()  # never set

    @property
    def database(self) -> Database:
        return self._bot.database

    @property
    def has_died(self) -> bool:
        return self._process.poll() is not None

    def close(self) -> None:
        self._process.terminate()
        self._process.wait()
        self._clockwork.stop()
        self._bot.close()

    def run_to(self, instant: datetime) -> None:
        """Nothing is in hand when the time jumps; what LINE did not take is tried again on the way."""
        self._settle()
        while (again := self._next_try()) is not None and again < instant:
            self._clock.turn_to(again)
            self._settle()
        self._clock.turn_to(instant)
        self.tick()
        self._settle()

    def tick(self) -> None:
        """What the clock of any installation does from time to time."""
        self._ticked = time.monotonic()
        self._clockwork.read_quota()
        self._clockwork.tick()
        self._clockwork.audit()

    def tick_at_times(self) -> None:
        if time.monotonic() - self._ticked >= TICK_SECONDS:
            self.tick()

    def next_reminder(self, now: datetime) -> datetime | None:
        with self.database.read() as session:
            return outlook.next_reminder(session, office_named(session, self._slug), now)

    def _settle(self) -> None:
        """Everything that people said is answered, everything that is owed has been tried."""
        deadline = time.monotonic() + SETTLE_SECONDS
        while self._is_busy():
            if self.has_died or time.monotonic() > deadline:
                raise DomainError("บอตไม่ตอบ โปรดดูข้อความข้างต้น")
            if not relay.deliver_one(self.database, self._bot.sender, self._clock, self._bot.told):
                self._pause.wait(LOOK_SECONDS)

    def _is_busy(self) -> bool:
        with self.database.read() as session:
            return (
                inbox.is_work_waiting(session)
                or leasing.is_work_waiting(session, self._clock())
                or health.is_being_sent(session)
                or fetching.is_waiting(session, self._clock())
                or papers_in.is_waiting(session, self._clock())
            )

    def _next_try(self) -> datetime | None:
        with self.database.read() as session:
            return health.next_try(session)


class Backstage:
    """What the room asks of the office behind it; `open` makes everything anew."""

    def __init__(
        self, folder: Path, workbook: Path, begins: datetime, room: RehearsalServer, clock: TurnedClock
    ) -> None:
        self._folder, self._workbook, self._begins = folder, workbook, begins
        self._room, self._clock = room, clock
        self._url = f"http://127.0.0.1:{room.port + 1}"
        self._opened = 0
        self._office: RehearsedOffice | None = None

    @property
    def office(self) -> RehearsedOffice:
        if self._office is None:
            raise DomainError("ห้องซ้อมยังไม่เปิด")
        return self._office

    @property
    def has_died(self) -> bool:
        return self._office is not None and self._office.has_died

    def open(self) -> None:
        self._clock.turn_to(self._begins)
        self._opened += 1
        url = f"sqlite:///{self._folder}/rehearsal-{self._opened}.db"
        slug = self._load(url)
        environment = self._environment(url, slug)
        process = self._start_bot(environment)
        named = {name.lower(): value for name, value in environment.items()}
        self._office = RehearsedOffice(Settings.model_validate(named), self._clock, process, slug)
        self._wait_until_up(process)
        seat(self._office.database, self._room.client, slug, self._clock)
        self._office.run_to(self._clock())

    def close(self) -> None:
        office, self._office = self._office, None
        if office is not None:
            office.close()
        for old in self._folder.glob("rehearsal-*.db*"):
            old.unlink()
        for old in self._folder.glob("evidence-*"):
            shutil.rmtree(old, ignore_errors=True)

    def instants(self, start: datetime, end: datetime) -> Sequence[datetime]:
        return instants(self.office.database, start, end)

    def run_to(self, instant: datetime) -> None:
        self.office.run_to(instant)

    def next_reminder(self, now: datetime) -> datetime | None:
        return self._office.next_reminder(now) if self._office else None

    def tick_at_times(self) -> None:
        """The room's time goes on by itself; not while somebody turns it."""
        with self._room.turning.at_rest() as free:
            if free and self._office is not None:
                self._office.tick_at_times()

    def _load(self, url: str) -> str:
        database = Database(url)
        try:
            database.upgrade()
            with database.write() as session:
                return loading.load(session, read_workbook(self._workbook), self._clock()).office
        finally:
            database.close()

    def _environment(self, url: str, slug: str) -> dict[str, str]:
        platform = self._room.platform
        webhook = f"{self._url}/line/webhook/{slug}"
        channel = platform.channels.get(slug) or platform.add_channel(slug, webhook_url=webhook, name="ตามงาน")
        return {
            "DATABASE_URL": url,
            "LINE_API_URL": self._room.url,
            "LINE_DATA_API_URL": self._room.url,
            "LINE_CHANNEL_SECRET": channel.secret,
            "LINE_CHANNEL_ACCESS_TOKEN": channel.access_token,
            "PUBLIC_URL": self._url,
            "SECRET_KEY": secrets.token_urlsafe(32),
            "STORAGE_URL": (self._folder / f"evidence-{self._opened}").absolute().as_uri(),
            "HEARTBEAT_URL": "",  # a real installation's, from a .env beside
        }

    def _start_bot(self, environment: dict[str, str]) -> "subprocess.Popen[bytes]":
        """The bot as anyone would run it: a process of its own that knows LINE only by its address."""
        where = ["--host", "127.0.0.1", "--port", str(self._room.port + 1), "--clock", str(self._clock.path)]
        command = [sys.executable, "-m", "bot.cli", "serve", *where]
        return subprocess.Popen(command, env={**os.environ, **environment}, start_new_session=True)  # noqa: S603  # ours

    def _wait_until_up(self, process: "subprocess.Popen[bytes]") -> None:
        retries = urllib3.Retry(total=None, connect=START_SECONDS * 4, backoff_factor=0.05, backoff_max=0.25)
        with urllib3.PoolManager(retries=retries) as pool:
            try:
                pool.request("GET", f"{self._url}/healthz", timeout=5)
            except urllib3.exceptions.HTTPError as error:
                raise DomainError("บอตเริ่มทำงานไม่สำเร็จ โปรดดูข้อความข้างต้น") from error
        if process.poll() is not None:
            raise DomainError("บอตเริ่มทำงานไม่สำเร็จ พอร์ตถัดไปอาจถูกใช้อยู่ โปรดเลือกพอร์ตอื่นด้วย --port")
