"""Channels of the offices' own: sealed at rest, each office's for itself, put in by command or with the workbook."""

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from flask.testing import FlaskClient

from bot.app import create_app
from bot.channels import FRESH_SECONDS, Channels
from bot.line_client import LineClient, line_pool
from bot.links import Links
from bot.metrics import Metrics
from bot.vault import ChannelSecrets, Vault, VaultError
from documents.papers_in.files import read_sent
from documents.papers_in.numbering import Register
from documents.papers_in.sent import Known
from models import channels
from models.channels import Channel
from models.database import Database
from models.inbox import InboxEvent
from rehearsal.server import RehearsalServer
from tests.bot.test_cli import Run, demo, refused, run
from tests.support.clock import FakeClock
from tests.support.demo import demo_plan, demo_workbook
from tests.support.offices import new_office
from tests.support.storing import in_memory

__all__ = ["demo", "run"]  # fixtures

OURS = ChannelSecrets(("our-secret",), "our-token")
THEIRS = ChannelSecrets(("their-secret",), "their-token")
SETTINGS = ChannelSecrets(("one-for-all",), "token-for-all")
KEY, NEW_KEY = "an old key of the operator", "a new key of the operator"


def test_what_is_sealed_is_opened_with_its_key_only() -> None:
    sealed = Vault((KEY,)).seal(OURS)
    assert Vault((NEW_KEY, KEY)).open(sealed) == OURS
    assert "our" not in sealed
    for keys in ((), (NEW_KEY,)):
        with pytest.raises(VaultError, match="CHANNEL_KEY"):
            Vault(keys).open(sealed)
    assert "our" not in repr(OURS)


def test_keys_are_changed_by_sealing_anew() -> None:
    anew = Vault((NEW_KEY, KEY)).sealed_anew(Vault((KEY,)).seal(OURS))
    assert Vault((NEW_KEY,)).open(anew) == OURS
    with pytest.raises(VaultError):
        Vault((KEY,)).sealed_anew(anew)


@pytest.fixture
def kept(database: Database, clock: FakeClock) -> Iterator[Channels]:
    """Offices ours and theirs with channels of their own, plain without."""
    vault = Vault((KEY,))
    with database.write() as session:
        for slug, secrets in (("ours", OURS), ("theirs", THEIRS), ("plain", None)):
            office = new_office(session, slug)
            if secrets is not None:
                channels.seal(session, office.id, vault.seal(secrets), clock())
    nowhere = "http://127.0.0.1:9"
    made = Channels(database, vault, SETTINGS, lambda token: LineClient(nowhere, nowhere, token))
    yield made
    made.close()


@pytest.fixture
def web(database: Database, clock: FakeClock, kept: Channels) -> Iterator[FlaskClient]:
    links = Links("https://ita.example", "k" * 40)
    app = create_app(
        database=database, clock=clock, secrets=kept.secrets, metrics=Metrics(), links=links, storage=in_memory()
    )
    with app.test_client() as client:
        yield client


def test_each_office_has_its_own_secrets_and_the_settings_are_for_those_without(kept: Channels) -> None:
    assert kept.secrets("ours") == OURS.secrets
    assert kept.secrets("theirs") == THEIRS.secrets
    assert kept.secrets("plain") == SETTINGS.secrets
    ours, theirs, plain = (kept.sender(office_id) for office_id in (1, 2, 3))
    assert len({ours, theirs, plain}) == 3
    assert kept.sender(1) is ours


@pytest.mark.parametrize("slug", ["ours", "theirs", "plain"])
@pytest.mark.parametrize("signed_with", [*OURS.secrets, *THEIRS.secrets, *SETTINGS.secrets, ""])
def test_an_event_is_taken_by_the_office_whose_channel_signed_it_and_by_no_other(
    slug: str, signed_with: str, web: FlaskClient, database: Database
) -> None:
    own = {"ours": OURS, "theirs": THEIRS, "plain": SETTINGS}[slug]
    event = {"type": "message", "webhookEventId": "01EVENT", "timestamp": 1, "replyToken": "r", "mode": "active"}
    event |= {"source": {"type": "user", "userId": "U1"}, "message": {"type": "text", "id": "1", "text": "สวัสดี"}}
    body = json.dumps({"destination": "x", "events": [event]}).encode()
    digest = hmac.new(signed_with.encode(), body, hashlib.sha256).digest()
    headers = {"x-line-signature": base64.b64encode(digest).decode()}
    answer = web.post(f"/line/webhook/{slug}", data=body, headers=headers)
    is_own = signed_with in own.secrets
    assert answer.status_code == (200 if is_own else 400)
    with database.read() as session:
        assert session.query(InboxEvent).count() == is_own


def test_a_channel_that_cannot_be_opened_takes_nothing_and_sends_nothing(
    database: Database, clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as session:
        office_id = new_office(session, "ours").id
        channels.seal(session, office_id, Vault((KEY,)).seal(OURS), clock())
    made = Channels(database, Vault((NEW_KEY,)), SETTINGS, lambda token: LineClient("http://x", "http://x", token))
    assert made.secrets("ours") == ()
    made.close()
    assert "our" not in caplog.text.replace("ours", "")


def test_a_change_is_seen_within_seconds(
    kept: Channels, database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert kept.secrets("plain") == SETTINGS.secrets
    with database.write() as session:
        channels.seal(session, 3, Vault((KEY,)).seal(OURS), clock())
    assert kept.secrets("plain") == SETTINGS.secrets
    later = time.monotonic() + FRESH_SECONDS
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert kept.secrets("plain") == OURS.secrets


def test_however_many_channels_there_are_they_share_the_connections_to_line() -> None:
    """A pool for each would hold its sockets for good: a thousand offices, a thousand sockets and more."""
    pool = line_pool()
    with RehearsalServer() as line:
        for number in range(5):
            line.client.add_channel(
                f"c{number}", webhook_url="http://127.0.0.1:9/x", secret="s", access_token=f"t{number}"
            )
            assert LineClient(line.url, line.url, f"t{number}", pool=pool).quota().used == 0
        assert pool.connection_from_url(line.url).num_connections == 1
    pool.clear()


# The commands.


def test_a_channel_is_set_shown_sealed_anew_and_forgotten(
    demo: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "CHANNEL_KEY" in refused(demo("channel", "set", "--office", "demo", stdin="our-secret\nour-token\n"))
    monkeypatch.setenv("CHANNEL_KEY", KEY)
    done = demo("channel", "set", "--office", "demo", stdin="our-secret\nour-token\n")
    assert done.exit_code == 0, done.output
    assert json.loads(demo("channel", "show", "--json").stdout)["channels"][0]["own"] is True
    for key, text in ((f"{NEW_KEY},{KEY}", "1 หน่วยงาน"), (NEW_KEY, "1 หน่วยงาน")):
        monkeypatch.setenv("CHANNEL_KEY", key)
        assert text in demo("channel", "rotate").stdout
    monkeypatch.setenv("CHANNEL_KEY", KEY)
    assert "CHANNEL_KEY" in refused(demo("channel", "rotate"))
    stored = (tmp_path / "cli.db").read_bytes()
    assert b"our-secret" not in stored
    assert b"our-token" not in stored
    assert "our-" not in done.output
    assert demo("channel", "forget", "--office", "demo").exit_code == 0
    assert "ตามค่าติดตั้ง" in demo("channel", "show").stdout


@pytest.mark.parametrize("said", ["", "one line only\n", "two words\ntoken\n", "ความลับ\ntoken\n", "s\n" + "t" * 1_001])
def test_what_is_no_secret_is_refused(demo: Run, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHANNEL_KEY", KEY)
    assert "LINE Developers console" in refused(demo("channel", "set", "--office", "demo", stdin=said))


def workbook(**rows: str) -> bytes:
    """The demo's, with these rows of the sheet หน่วยงาน."""
    book = openpyxl.load_workbook(BytesIO(demo_workbook()))
    for name, value in rows.items():
        book["หน่วยงาน"].append([name.replace("_", " "), value])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


CHANNEL = {"LINE_Channel_secret": "our-secret", "LINE_Channel_access_token": "our-token"}  # pragma: allowlist secret


def test_an_office_is_set_up_with_its_channel_by_its_workbook_alone(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "office.xlsx").write_bytes(workbook(**CHANNEL))
    assert "CHANNEL_KEY" in refused(run("office", "load", "office.xlsx"))
    monkeypatch.setenv("CHANNEL_KEY", KEY)
    loaded = run("office", "load", "office.xlsx")
    assert "บันทึกช่องทาง LINE" in loaded.stdout
    assert "our-" not in loaded.output
    database = Database(f"sqlite:///{tmp_path}/cli.db")
    with database.read() as session:
        assert Vault((KEY,)).open(session.query(Channel).one().sealed) == OURS
    database.close()
    (tmp_path / "half.xlsx").write_bytes(workbook(LINE_Channel_secret="our-secret"))  # pragma: allowlist secret
    assert "ช่องทาง LINE ไม่ครบ" in refused(run("office", "load", "half.xlsx"))


def test_secrets_are_not_taken_in_chat() -> None:
    base = demo_plan()
    reading = read_sent(workbook(**CHANNEL), "แฟ้ม.xlsx", Known(base, Register()))
    assert reading.plan is None
    assert "ไม่ควรส่งในแชต" in reading.refusal
    assert "our-" not in reading.refusal
