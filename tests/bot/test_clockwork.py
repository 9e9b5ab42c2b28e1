"""The clock's pieces of work against the stand-in: LINE's quota, the daily audit, signs of life inside and outside."""

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from bot.channels import Channels
from bot.clockwork import Clockwork
from bot.line_client import LineClient
from bot.links import Links
from bot.settings import Settings
from bot.vault import ChannelSecrets, Vault
from bot.wiring import Bot
from models import budget, channels, heartbeat, inbox, outbox
from models.budget import MonthBudget, Quota
from models.database import Database
from models.inbox import InboxEvent
from models.office import Office
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from tests.support.clock import FakeClock, thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.storing import in_memory

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Outside:
    """The address that listens for our sign of life."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.status = "200 OK"

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> Iterable[bytes]:
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        start(self.status, [("Content-Type", "text/plain")])
        return [b"OK"]


@pytest.fixture
def outside() -> Outside:
    return Outside()


@pytest.fixture
def line(clock: FakeClock) -> Iterator[RehearsalServer]:
    with RehearsalServer(clock=clock) as server:
        server.client.add_channel("demo", webhook_url="http://127.0.0.1:9/none", secret="s", access_token="t")
        yield server


@pytest.fixture
def bot(database: Database, clock: FakeClock, line: RehearsalServer, outside: Outside) -> Iterator[Bot]:
    with database.write() as session:
        office = new_office(session)
        add_item(session, office, "O1", ("กองคลัง",), None)
        add_member(session, office, "Usom", "head", "กองคลัง")
    with LocalServer(outside) as listener:
        settings = Settings.model_validate(
            {
                "line_channel_secret": "s",
                "line_channel_access_token": "t",
                "public_url": "https://ita.example.go.th",
                "secret_key": "k" * 40,
                "heartbeat_url": f"{listener.url}/ping/one",
            }
        )
        one = ChannelSecrets(("s",), "t")
        made = Channels(database, Vault(()), one, lambda token: LineClient(line.url, line.url, token, read_timeout=0.5))
        yield Bot(settings, database, made, Links("https://ita.example.go.th", "k" * 40), clock)
        made.close()


@pytest.fixture
def clockwork(bot: Bot) -> Iterator[Clockwork]:
    made = Clockwork(bot)
    yield made
    made.stop()


@pytest.fixture
def web(bot: Bot) -> Iterator[FlaskClient]:
    app = create_app(
        database=bot.database,
        clock=bot.clock,
        secrets=bot.secrets,
        metrics=bot.metrics,
        links=bot.links,
        storage=in_memory(),
    )
    with app.test_client() as client:
        yield client


def gauges(web: FlaskClient) -> dict[str, float]:
    lines = web.get("/metrics").text.splitlines()
    return {name: float(value) for name, value in (row.rsplit(" ", 1) for row in lines if not row.startswith("#"))}


# ── the sign of life outside ──


def test_a_tick_that_ended_well_is_told_outside_once(clockwork: Clockwork, outside: Outside) -> None:
    clockwork.ping()
    assert outside.asked == []  # no tick yet
    clockwork.tick()
    clockwork.tick()
    clockwork.ping()
    clockwork.ping()
    assert outside.asked == ["GET /ping/one"]


def test_a_tick_that_failed_is_not_told(clockwork: Clockwork, bot: Bot, outside: Outside) -> None:
    bot.database = Database("postgresql://nobody@127.0.0.1:9/nothing?connect_timeout=1")
    clockwork.tick()
    bot.database.close()
    clockwork.ping()
    assert outside.asked == []


def test_an_outage_outside_is_logged_once_and_when_it_ends(
    clockwork: Clockwork, outside: Outside, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, logger="bot.ping")
    for outside.status in ("500 no", "404 no", "200 OK", "200 OK"):
        clockwork.tick()
        clockwork.ping()
    assert len(outside.asked) == 4
    assert [record.levelname for record in caplog.records] == ["WARNING", "INFO"]
    assert "/ping/one" not in caplog.text


def test_without_an_address_nothing_is_asked_for(bot: Bot, outside: Outside) -> None:
    bot.settings = bot.settings.model_copy(update={"heartbeat_url": None})
    made = Clockwork(bot)
    made.tick()
    made.ping()
    made.stop()
    assert outside.asked == []


def test_the_clockwork_stops_when_asked(clockwork: Clockwork) -> None:
    clockwork.start()
    clockwork.stop()


# ── LINE's quota ──


def readings(database: Database) -> list[tuple[int | None, int]]:
    with database.read() as session:
        return [(row.quota, row.used) for row in session.query(MonthBudget)]


def test_lines_quota_is_read_and_kept(clockwork: Clockwork, bot: Bot, line: RehearsalServer) -> None:
    line.client.set_quota(300, used=42)
    clockwork.read_quota()
    assert readings(bot.database) == [(300, 42)]


def test_a_plan_without_limit_is_kept_as_such(clockwork: Clockwork, bot: Bot, line: RehearsalServer) -> None:
    line.client.set_quota(None, used=1_200)
    clockwork.read_quota()
    assert readings(bot.database) == [(None, 1_200)]


def test_a_line_that_does_not_answer_leaves_the_reading_and_is_logged_once(
    clockwork: Clockwork, bot: Bot, line: RehearsalServer, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    line.client.set_quota(300, used=42)
    clockwork.read_quota()
    clock.at("2026-11-03 07:00")
    line.client.fault("server_error", "quota", times=2)
    clockwork.read_quota()
    clockwork.read_quota()
    assert readings(bot.database) == [(300, 42)]
    assert [record.name for record in caplog.records] == ["bot.wiring"]
    line.client.set_quota(300, used=50)
    clockwork.read_quota()
    assert readings(bot.database) == [(300, 50)]


# ── the daily audit, and what monitors see ──


def test_the_audit_runs_once_a_day(clockwork: Clockwork, bot: Bot, clock: FakeClock) -> None:
    def audited() -> str | None:
        with bot.database.read() as session:
            run = heartbeat.last(session).get("audit")
            return run.at.isoformat() if run else None

    clock.at("2026-11-02 08:30")
    clockwork.audit()
    assert audited() is None
    clock.at("2026-11-02 08:40")
    clockwork.audit()
    first = audited()
    assert first is not None
    clock.at("2026-11-02 12:00")
    clockwork.audit()
    assert audited() == first


def test_what_is_old_is_forgotten_once_a_day(clockwork: Clockwork, bot: Bot, clock: FakeClock) -> None:
    with bot.database.write() as session:
        for office in session.query(Office):
            said = inbox.Incoming("e1", "Usom", "message", "m1", {"text": "O1 เสร็จแล้ว"}, clock())
            inbox.store(session, office.id, [said], clock())
        session.query(InboxEvent).one().state = "done"

    def kept() -> int:
        with bot.database.read() as session:
            return sum(bool(event.payload) for event in session.query(InboxEvent))

    clock.forward(days=31)
    clockwork.forget()
    assert kept() == 0
    with bot.database.write() as session:
        session.query(InboxEvent).update({"payload": {"text": "O1"}, "chat": "Usom"})
    clock.forward(hours=1)
    clockwork.forget()
    assert kept() == 1
    clock.forward(days=1)
    clockwork.forget()
    assert kept() == 0


def test_readyz_says_when_the_clock_last_ran_and_stays_ready_without_it(
    clockwork: Clockwork, bot: Bot, web: FlaskClient, clock: FakeClock
) -> None:
    answer = web.get("/readyz")
    never = "\n".join(f"{work}: never ran" for work in ("tick", "audit", "quota", "retention"))
    assert (answer.status_code, answer.text) == (200, f"ok\n{never}")
    clockwork.tick()
    clock.at("2027-03-01 09:00")
    assert "tick: last ran 2026-11-02T09:00:00+07:00" in web.get("/readyz").text
    with bot.database.write() as session:
        channels.bar(session, 1, "401 revoked", bot.clock())
    refused = "channel demo: LINE refuses its token since 2027-03-01T09:00:00+07:00 (401 revoked)"
    assert refused in web.get("/readyz").text
    assert gauges(web)["tamngan_channels_barred"] == 1
    assert web.get("/readyz").status_code == 200


def test_metrics_show_the_clock_the_queues_and_the_month(
    clockwork: Clockwork, bot: Bot, web: FlaskClient, clock: FakeClock, line: RehearsalServer
) -> None:
    empty = gauges(web)
    assert empty['tamngan_oldest_waiting_seconds{queue="inbox"}'] == 0
    assert 'tamngan_last_run_timestamp_seconds{work="tick"}' not in empty
    line.client.set_quota(300, used=150)
    clockwork.tick()
    clockwork.read_quota()
    clockwork.audit()
    with bot.database.write() as session:
        other = new_office(session, "other")
        budget.record(session, other.id, Quota(100, 90), clock())
        inbox.store(session, other.id, [inbox.Incoming("e1", "U", "message", "m1", {}, clock())], clock())
        for held in (False, True):
            row = outbox.push(
                session, office_id=other.id, to="U", member_id=None, messages=[], purpose="digest", now=clock()
            )
            if held:
                row.state, row.held_back = "cancelled", True
    clock.forward(seconds=90)
    seen = gauges(web)
    assert seen['tamngan_last_run_timestamp_seconds{work="tick"}'] == thai("2026-11-02 09:00").timestamp()
    assert seen['tamngan_last_run_timestamp_seconds{work="quota"}'] == thai("2026-11-02 09:00").timestamp()
    assert seen['tamngan_audit_findings{kind="no_due"}'] == 1
    assert seen['tamngan_audit_findings{kind="lost"}'] == 0
    assert seen['tamngan_oldest_waiting_seconds{queue="inbox"}'] == 90
    assert seen['tamngan_oldest_waiting_seconds{queue="outbox"}'] == 90
    assert (seen["tamngan_quota_limit"], seen["tamngan_quota_used"]) == (400, 240)
    assert seen["tamngan_quota_used_ratio_max"] == 0.9
    assert seen["tamngan_held_back"] == 1
