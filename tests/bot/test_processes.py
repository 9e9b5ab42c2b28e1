"""The real processes: started as an operator starts them, talked to over HTTP, stopped by SIGTERM."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import urllib3

from documents.loading import load
from models import heartbeat
from models.clock import utc_now
from models.database import Database
from models.invites import issue
from models.queries import office_by_slug
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from scheduler import audit
from tests.support.demo import demo_plan, demo_workbook
from tests.support.ports import two_free_ports

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

SECRET, TOKEN = "process-secret", "process-token"
ANSWER_SECONDS = 30


class Machine:
    """A machine with a database, the stand-in as its LINE, and a free port for the bot."""

    def __init__(self, database_url: str, line: RehearsalServer, folder: Path) -> None:
        self.line, self.folder = line, folder
        self.port = two_free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "LINE_API_URL": line.url,
            "LINE_DATA_API_URL": line.url,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "PUBLIC_URL": "https://ita.example.go.th",
            "SECRET_KEY": "k" * 40,
        }
        line.client.add_channel("demo", webhook_url=f"{self.url}/line/webhook/demo", secret=SECRET, access_token=TOKEN)

    def run(self, *arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "bot.cli", *arguments]
        environment = {**self.environment, **changes}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)

    @contextmanager
    def running(self, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """The process, its log in a file; it must end by itself, cleanly, when asked to."""
        with (self.folder / f"{arguments[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", *arguments], env=self.environment, stderr=log, stdout=log
            )
            try:
                yield process
            finally:
                process.send_signal(signal.SIGTERM)
                code = process.wait(timeout=30)
        assert code == 0, self.log(arguments[0])

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8")

    def wait_until_up(self) -> None:
        retries = urllib3.Retry(total=None, connect=300, backoff_factor=0.02, backoff_max=0.1)
        with urllib3.PoolManager(retries=retries) as pool:
            assert pool.request("GET", f"{self.url}/readyz", timeout=5).status == 200

    def wait_until_logged(self, name: str, words: str) -> None:
        waited = threading.Event()
        deadline = time.monotonic() + ANSWER_SECONDS
        while words not in self.log(name):
            assert time.monotonic() < deadline, self.log(name)
            waited.wait(0.05)

    def with_demo(self) -> str:
        """The demo office in the tables; the code of a head of กองคลัง."""
        with closing(Database(self.environment["DATABASE_URL"])) as database:
            database.upgrade()
            with database.write() as session:
                load(session, demo_plan(), utc_now())
                office = office_by_slug(session, "demo")
                assert office is not None
                clerks = next(d for d in office.divisions if d.name == "กองคลัง")
                return issue(session, office, "head", clerks, utc_now())

    def load_demo(self) -> str:
        """The same as an operator does it."""
        assert self.run("db", "upgrade").returncode == 0
        (self.folder / "demo.xlsx").write_bytes(demo_workbook())
        assert self.run("office", "load", str(self.folder / "demo.xlsx")).returncode == 0
        return self.run("invite", "--office", "demo", "--role", "head", "--division", "กองคลัง").stdout.strip()

    def ask(self, person: str, text: str) -> str:
        before = len(self.line.client.bot_lines(person))
        act = self.line.client.say(person, text)
        assert act.taken
        lines = self.line.client.wait_for_lines(person, 1, after=before, timeout=ANSWER_SECONDS)
        return "\n".join(line.text for line in lines)


@pytest.fixture
def machine(database_url: str, tmp_path: Path) -> Iterator[Machine]:
    with RehearsalServer() as line:
        yield Machine(database_url, line, tmp_path)


@pytest.fixture
def small_machine(tmp_path: Path) -> Iterator[Machine]:
    """For what does not depend on the kind of database."""
    with RehearsalServer() as line:
        yield Machine(f"sqlite:///{tmp_path}/small.db", line, tmp_path)


def test_serve_answers_and_stops_when_asked(machine: Machine) -> None:
    code = machine.load_demo()
    with machine.running("serve", "--host", "127.0.0.1", "--port", str(machine.port)):
        machine.wait_until_up()
        som = machine.line.client.add_person("ส้ม")
        assert "ลงทะเบียนเรียบร้อยแล้ว" in machine.ask(som, f"ลงทะเบียน {code}")
        assert "ได้รับรายงานผล" in machine.ask(som, "O16 เสร็จแล้ว")
    register = json.loads(machine.run("status", "--office", "demo", "--json").stdout)
    assert {i["code"]: i["status"] for i in register["items"]}["O16"] == "done"
    said = machine.log("serve")
    assert "O16" not in said, "a chat text was logged"
    assert TOKEN not in said
    assert SECRET not in said


def test_the_procfiles_three_work_together(machine: Machine) -> None:
    code = machine.with_demo()
    with ExitStack() as stack:
        web = stack.enter_context(machine.running("web", "--host", "127.0.0.1", "--port", str(machine.port)))
        stack.enter_context(machine.running("worker"))
        stack.enter_context(machine.running("clock"))
        machine.wait_until_up()
        machine.wait_until_logged("clock", "started")
        som = machine.line.client.add_person("ส้ม")
        assert "กองคลัง" in machine.ask(som, f"ลงทะเบียน {code}")
        assert web.poll() is None


def test_doctor_says_what_to_do(small_machine: Machine) -> None:
    new = small_machine.run("doctor", DATABASE_URL=f"sqlite:///{small_machine.folder}/empty.db")
    assert new.returncode == 1
    assert "tamngan db upgrade" in new.stdout
    code = small_machine.with_demo()
    assert "tamngan invite" in small_machine.run("doctor").stdout
    assert "401" in small_machine.run("doctor", LINE_CHANNEL_ACCESS_TOKEN="wrong").stdout
    missing = small_machine.run("doctor", SECRET_KEY="")
    assert "SECRET_KEY" in missing.stdout
    assert code not in missing.stdout


def test_doctor_tells_a_dead_clock_what_the_audit_found_and_tries_the_address_outside(small_machine: Machine) -> None:
    small_machine.with_demo()
    asked: list[str] = []

    def outside(environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        asked.append(environ["PATH_INFO"])
        start("404 Not Found", [])
        return []

    with LocalServer(outside) as listener:
        settings = {"HEARTBEAT_URL": f"{listener.url}/ping"}
        said = small_machine.run("doctor", **settings).stdout
        assert "fix  clock: has never run" in said
        assert "heartbeat: not tried" in said
        assert asked == []  # a ping would have said that all is well
        database = Database(small_machine.environment["DATABASE_URL"])
        with database.write() as session:
            heartbeat.beat(session, "tick", utc_now())
        audit.run(database, utc_now())
        database.close()
        said = small_machine.run("doctor", **settings).stdout
    assert "ok   clock: last ran" in said
    assert "unheard" in said
    assert "run `tamngan audit`" in said
    assert "fix  heartbeat: not taken (status 404)" in said
    assert asked == ["/ping"]


def test_a_process_with_missing_settings_names_them_and_exits_2(small_machine: Machine) -> None:
    result = small_machine.run("worker", LINE_CHANNEL_SECRET="", PUBLIC_URL="nowhere")
    assert result.returncode == 2
    assert "LINE_CHANNEL_SECRET" in result.stderr
    assert "PUBLIC_URL" in result.stderr
    assert TOKEN not in result.stderr


def test_no_real_installation_runs_on_a_made_up_time(small_machine: Machine) -> None:
    clock = small_machine.folder / "clock"
    clock.write_text("86400")
    serve = ("serve", "--host", "127.0.0.1", "--port", str(small_machine.port), "--clock", str(clock))
    for setting in ("LINE_API_URL", "LINE_DATA_API_URL"):
        result = small_machine.run(*serve, **{setting: "https://api.line.me"})
        assert result.returncode == 1
        assert "--clock is for a rehearsal" in result.stderr


def test_a_refusal_is_one_sentence_on_stderr_and_exit_1(small_machine: Machine) -> None:
    small_machine.with_demo()
    result = small_machine.run("status", "--office", "nobody", "--json")
    assert (result.returncode, result.stdout) == (1, "")
    assert len(result.stderr.strip().splitlines()) == 1


def test_deliver_sends_what_the_tick_wrote(small_machine: Machine) -> None:
    code = small_machine.with_demo()
    som = small_machine.line.client.add_person("ส้ม")
    with small_machine.running("serve", "--host", "127.0.0.1", "--port", str(small_machine.port)):
        small_machine.wait_until_up()
        small_machine.ask(som, f"ลงทะเบียน {code}")
    assert small_machine.run("tick", "--at", "2027-02-24T08:30:00+07:00").stdout.strip() == "1"
    rows = json.loads(small_machine.run("outbox", "--json").stdout)
    [digest] = [row for row in rows if row["purpose"] == "digest"]
    assert {"to", "kind", "purpose", "state", "cost", "created_at", "messages"} <= digest.keys()
    assert (digest["kind"], digest["state"], digest["cost"]) == ("push", "queued", 1)
    assert small_machine.run("deliver", "--at", "2027-02-24T08:31:00+07:00").returncode == 0
    assert any("เรียน ผอ.กองคลัง" in line.text for line in small_machine.line.client.bot_lines(som))
