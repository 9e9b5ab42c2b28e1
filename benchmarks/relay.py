"""Pushes a second through the relay, beside bare keep-alive posts to the same stand-in, which answers after 50 ms: both
with 32 in flight, on both databases, in turns."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import Any, Final
from uuid import uuid4

import urllib3

from bot.line_client import LineClient
from bot.pump import IN_FLIGHT, Pump
from models import outbox
from models.clock import utc_now
from models.database import Database
from models.outbox import OutboxMessage
from rehearsal.server import RehearsalServer
from tests.support.offices import new_office
from tests.support.postgres import Postgres

PUSHES: Final = 1_500
PEOPLE: Final = 500
ROUNDS: Final = 3
ANSWERS_AFTER: Final = 50  # milliseconds
MESSAGES: Final = [{"type": "text", "text": "เรียน ผอ.กองคลัง ขออนุญาตติดตามข้อมูล ITA รายการ O8 ครบกำหนดวันนี้"}]


def stand_in() -> None:
    """The other process: LINE, slow; its address and people on the first line."""
    with RehearsalServer() as line:
        line.client.add_channel("demo", secret="s", access_token="t", quota=None)
        people = [line.client.add_person(f"คนที่ {number}") for number in range(PEOPLE)]
        line.client.fault("slow", on="push", times=None, milliseconds=ANSWERS_AFTER)
        print(json.dumps({"url": line.url, "people": people}), flush=True)
        sys.stdin.read()


@contextmanager
def line() -> Iterator[tuple[str, list[str]]]:
    command = [sys.executable, "-m", "benchmarks.relay", "--stand-in"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        told = json.loads(process.stdout.readline())
        yield told["url"], told["people"]
        process.communicate()


def bare(url: str, people: Sequence[str]) -> float:
    """Posts a second."""
    with urllib3.PoolManager(maxsize=IN_FLIGHT, retries=False) as pool, ThreadPoolExecutor(IN_FLIGHT) as threads:

        def post(number: int) -> int:
            body = {"to": people[number % PEOPLE], "messages": MESSAGES}
            headers = {"Authorization": "Bearer t", "X-Line-Retry-Key": str(uuid4())}
            return pool.request("POST", f"{url}/v2/bot/message/push", json=body, headers=headers).status

        began = time.perf_counter()
        statuses = list(threads.map(post, range(PUSHES)))
        took = time.perf_counter() - began
    assert set(statuses) == {200}
    return PUSHES / took


def relayed(url: str, people: Sequence[str], database: Database) -> float:
    """Rows a second from queued to accepted."""
    with database.write() as session:
        session.query(OutboxMessage).delete()
        office = new_office(session, f"o-{uuid4().hex[:8]}")
        for number in range(PUSHES):
            common: dict[str, Any] = {"office_id": office.id, "member_id": None, "purpose": "receipt", "now": utc_now()}
            outbox.push(session, to=people[number % PEOPLE], messages=MESSAGES, **common)
    with closing(LineClient(url, url, "t")) as client:
        pump = Pump(database, lambda _office: client, utc_now, lambda _kind, _outcome: None)
        began = time.perf_counter()
        while pump.step():
            pass
        pump.close()
        took = time.perf_counter() - began
    with database.read() as session:
        assert {state for (state,) in session.query(OutboxMessage.state).distinct()} == {"accepted"}
    return PUSHES / took


def main() -> None:
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        url, people = stack.enter_context(line())
        sqlite = stack.enter_context(closing(Database(f"sqlite:///{folder}/relay.db")))
        sqlite.upgrade()
        server = Postgres(folder)
        stack.callback(server.close)
        postgres = stack.enter_context(closing(Database(stack.enter_context(server.copy()))))
        bare(url, people)  # warm
        found: dict[str, list[float]] = {"bare posts": [], "SQLite": [], "PostgreSQL": []}
        for _ in range(ROUNDS):
            found["bare posts"].append(bare(url, people))
            found["SQLite"].append(relayed(url, people, sqlite))
            found["bare posts"].append(bare(url, people))
            found["PostgreSQL"].append(relayed(url, people, postgres))
    peer = statistics.median(found["bare posts"])
    for name, rates in found.items():
        middle = statistics.median(rates)
        print(f"{name:12} {middle:6.0f} a second, {middle / peer:4.0%} of bare ({min(rates):.0f} to {max(rates):.0f})")


if __name__ == "__main__":
    stand_in() if "--stand-in" in sys.argv else main()
