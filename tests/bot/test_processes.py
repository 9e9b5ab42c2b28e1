"""The real processes: started as an operator starts them, talked to over HTTP, stopped by SIGTERM."""

import json
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from models import heartbeat
from models.clock import utc_now
from models.database import Database
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from scheduler import audit
from tests.support.processes import SECRET, TOKEN, Machine

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


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
