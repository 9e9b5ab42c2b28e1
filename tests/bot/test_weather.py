"""The database's weather: locked, full, cut in the middle, unreachable. LINE is asked to try again, the worker and the
clock come back by themselves, and nothing is lost."""

import atexit
import shutil
import tempfile
import threading
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from datetime import date
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import event, make_url, text

from bot import loops
from bot.app import create_app
from bot.clockwork import Clockwork
from bot.loops import Loops
from bot.settings import Settings
from bot.wiring import Bot
from models import database as databases
from models.changes import Change
from models.database import Database
from models.inbox import InboxEvent
from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from tests.support.offices import add_item, add_member, new_office
from tests.support.postgres import Postgres

SOON = 20.0


class Installation:
    """Webhook, worker and clock in this process, on a database of their own."""

    def __init__(self, bot: Bot, line: RehearsalClient, person: str) -> None:
        self.bot, self.line, self.person = bot, line, person
        self.clockwork = Clockwork(bot)

    def reports(self, code: str) -> int | None:
        """What LINE is answered."""
        act = self.line.say(self.person, f"{code} เสร็จแล้ว")
        return act.deliveries[-1].status

    def is_answered(self, code: str) -> None:
        """Within seconds, nobody having started anything again."""
        assert self.line.wait_for(lambda: any(code in one.text for one in self.line.bot_lines(self.person)), SOON)

    def recorded(self) -> list[str]:
        with self.bot.database.read() as session:
            return [row.item.code for row in session.query(Change).order_by(Change.id) if row.field == "status"]

    def waiting(self) -> int:
        with self.bot.database.read() as session:
            return session.query(InboxEvent).filter_by(state="queued").count()


@contextmanager
def installed(url: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.setattr(loops, "DATABASE_AWAY_SECONDS", 0.2)
    with ExitStack() as stack:
        line = stack.enter_context(RehearsalServer())
        settings = Settings.model_validate(
            {
                "database_url": url,
                "line_api_url": line.url,
                "line_data_api_url": line.url,
                "line_channel_secret": "s",
                "line_channel_access_token": "t",
                "public_url": "https://ita.example.go.th",
                "secret_key": "k" * 40,
                "storage_url": (folder / "files").as_uri(),
            }
        )
        bot = Bot.of(settings)
        stack.callback(bot.close)
        bot.database.upgrade()
        line.client.add_channel("demo", secret="s", access_token="t")
        person = line.client.add_person("ส้ม")
        with bot.database.write() as session:
            office = new_office(session, "demo")
            for number in range(1, 6):
                add_item(session, office, f"O{number}", ("กองคลัง",), date(2030, 1, 1))
            add_member(session, office, person, "head", "กองคลัง")
        running = Loops(bot)
        app = create_app(
            database=bot.database,
            clock=bot.clock,
            secrets=bot.secrets,
            metrics=bot.metrics,
            links=bot.links,
            storage=bot.storage,
            stored=running.events_stored.ring,
        )
        web = stack.enter_context(LocalServer(app))
        line.client.set_webhook(f"{web.url}/line/webhook/demo")
        running.start_worker()
        stack.callback(running.stop)
        yield Installation(bot, line.client, person)


@pytest.fixture
def sqlite(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    monkeypatch.setattr(databases, "BUSY_TIMEOUT_SECONDS", 0.2)
    with installed(f"sqlite:///{tmp_path}/weather.db", tmp_path, monkeypatch) as made:
        yield made


def test_while_another_program_holds_sqlite_line_is_asked_to_try_again(sqlite: Installation) -> None:
    other = Database(str(sqlite.bot.settings.database_url))
    with closing(other), other.engine.connect() as connection, connection.begin():
        connection.execute(text("UPDATE office SET name = name"))
        assert sqlite.reports("O1") == 503
        sqlite.clockwork.tick()  # waits for the next one
    assert sqlite.line.redeliver()[-1].ok
    sqlite.is_answered("O1")
    assert sqlite.recorded() == ["O1"]


def test_on_a_full_disk_nothing_is_taken_and_nothing_is_lost(sqlite: Installation) -> None:
    assert sqlite.reports("O1") == 200
    sqlite.is_answered("O1")
    full = True

    @event.listens_for(sqlite.bot.database.engine, "begin")
    def limit(connection: object) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()  # type: ignore[attr-defined]
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages if full else 10**6}")  # type: ignore[attr-defined]

    said = []
    for number in range(200):  # until what is free in the file is used up
        act = sqlite.line.say(sqlite.person, f"/ค้าง {number} {'ก' * 900}")
        said.append(act.deliveries[-1].status)
        if said[-1] != 200:
            break
    assert said[-1] == 503
    full = False
    assert sqlite.reports("O2") == 200
    sqlite.is_answered("O2")
    assert all(attempt.ok for attempt in sqlite.line.redeliver())
    assert sqlite.line.wait_for(lambda: sqlite.waiting() == 0, SOON) or sqlite.waiting() == 0
    assert sqlite.recorded() == ["O1", "O2"]


@pytest.fixture
def postgresql(postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Installation]:
    with postgres.copy() as url, installed(url, tmp_path, monkeypatch) as made:
        yield made


@contextmanager
def crashing_server() -> Iterator[Postgres]:
    """A server of our own: nobody else's tests are on it."""
    folder = Path(tempfile.mkdtemp(prefix="tamngan-pg-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # as for the one of all tests
    server = Postgres(folder, crashes=True)
    yield server
    server.close()


@contextmanager
def unreachable(installation: Installation) -> Iterator[None]:
    """Every connection is cut, in the middle of whatever it does, and none is let in."""
    address = make_url(str(installation.bot.settings.database_url))
    name = address.database
    outside = address.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    with psycopg.connect(outside, autocommit=True) as server:
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false'.encode())
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", (name,))
        yield
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true'.encode())


def test_a_postgresql_that_went_away_is_waited_for(postgresql: Installation) -> None:
    assert postgresql.reports("O1") == 200
    postgresql.is_answered("O1")
    with unreachable(postgresql):
        assert [postgresql.reports(code) for code in ("O2", "O3")] == [503, 503]
        postgresql.clockwork.tick()
        postgresql.clockwork.read_quota()
    assert all(attempt.ok for attempt in postgresql.line.redeliver())
    for code in ("O2", "O3"):
        postgresql.is_answered(code)
    assert postgresql.recorded() == ["O1", "O2", "O3"]
    postgresql.clockwork.tick()


def test_a_postgresql_that_crashes_in_mid_transaction_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server itself ends just before the handler's commit, and is started again."""
    crashed = threading.Event()
    with crashing_server() as server, server.copy() as url, installed(url, tmp_path, monkeypatch) as made:

        @event.listens_for(made.bot.database.engine, "commit")
        def crash_once(connection: object) -> None:
            look = "SELECT count(*) FROM change"
            if not crashed.is_set() and connection.exec_driver_sql(look).scalar_one():  # type: ignore[attr-defined]
                server.crash()
                crashed.set()

        assert made.reports("O1") == 200
        assert crashed.wait(SOON)
        assert [made.reports(code) for code in ("O2", "O3")] == [503, 503]
        made.clockwork.tick()  # waits for the next one
        server.start_again()
        assert all(attempt.ok for attempt in made.line.redeliver())
        for code in ("O1", "O2", "O3"):
            made.is_answered(code)
        assert made.recorded() == ["O1", "O2", "O3"]


def test_a_transaction_that_is_cut_in_the_middle_is_done_again_as_a_whole(
    postgresql: Installation, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The connection is ended just before the handler's commit: the event waits, and is handled once."""
    address = make_url(str(postgresql.bot.settings.database_url))
    outside = address.set(drivername="postgresql", database="postgres").render_as_string(hide_password=False)
    cut: list[int] = []

    @event.listens_for(postgresql.bot.database.engine, "commit")
    def cut_once(connection: object) -> None:
        raw = connection.connection.driver_connection  # type: ignore[attr-defined]
        changed = connection.exec_driver_sql("SELECT count(*) FROM change").scalar_one()  # type: ignore[attr-defined]
        if changed and not cut:
            cut.append(raw.info.backend_pid)
            with psycopg.connect(outside, autocommit=True) as server:
                server.execute("SELECT pg_terminate_backend(%s, 5000)", (cut[0],))

    assert postgresql.reports("O1") == 200
    postgresql.is_answered("O1")
    assert len(cut) == 1
    assert postgresql.recorded() == ["O1"]
