"""Two hundred events a second for a minute through the real processes, on both databases: how soon each is acknowledged
and answered, and whether any is lost. The peer of the acknowledgements is the same rate of requests that do nothing."""

import argparse
import base64
import hashlib
import hmac
import json
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import urllib3

from benchmarks.torture.machine import SECRET, Machine, Running, Zygote
from models.changes import Change
from models.database import Database
from models.inbox import InboxEvent
from rehearsal.serving import LocalServer
from tests.support.offices import add_item, add_member, new_office
from tests.support.postgres import Postgres

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

OFFICES: Final = 20
PEOPLE: Final = 10  # of each office, reporting its first items
ITEMS: Final = 42  # of each office, as the demo office has
DIVISIONS: Final = 8
SENDERS: Final = 24
SELDOM: Final = 20  # one in so many is of another office when one floods
ALONE: Final = 10**6  # added to the numbers of those who speak without the flood
SAMPLES: Final = 10  # of the memory, over the run
PATIENCE: Final = 600.0  # seconds for the last answers
Speaker = Callable[[int], int]  # the number of a person, by the number of the event


class AnsweringLine:
    """LINE as far as it is needed here: takes every reply, and remembers when."""

    def __init__(self) -> None:
        self.heard: dict[str, float] = {}
        self.all_heard = threading.Condition()

    def __call__(self, environ: "WSGIEnvironment", start: "StartResponse") -> list[bytes]:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        if environ["PATH_INFO"].endswith("/reply"):
            with self.all_heard:
                self.heard[str(json.loads(body)["replyToken"])] = time.perf_counter()
                self.all_heard.notify_all()
        start("200 OK", [("Content-Type", "application/json"), ("x-line-request-id", "r")])
        return [b"{}"]

    def waits(self, said: Mapping[str, float]) -> dict[str, float]:
        """Milliseconds from what was said, by reply token, to its answer; those that have one, at the latest after
        PATIENCE."""
        with self.all_heard:
            self.all_heard.wait_for(lambda: self.heard.keys() >= said.keys(), PATIENCE)
            return {token: 1000 * (self.heard[token] - at) for token, at in said.items() if token in self.heard}


def load(
    machine: Machine, line: AnsweringLine, running: Sequence[Running], rate: int, seconds: int, speaker: Speaker
) -> None:
    numbers = range(rate * seconds)
    # The peer of those who are quiet beside a flood: the same, a little before, and nothing else.
    alone = [ALONE + number for number in numbers if _is_quiet(number)] if speaker is one_floods else []
    events = {number: _event(number, speaker(number % ALONE)) for number in (*alone, *numbers)}
    with urllib3.PoolManager(maxsize=SENDERS, retries=False, timeout=30) as pool:

        def idle(_number: int) -> int:
            return pool.request("GET", f"{machine.url}/healthz").status

        def post(number: int) -> int:
            body = events[number]
            digest = hmac.new(SECRET.encode(), body, hashlib.sha256).digest()
            headers = {"x-line-signature": base64.b64encode(digest).decode(), "content-type": "application/json"}
            sent[f"t{number}"] = time.perf_counter()
            url = f"{machine.url}/line/webhook/load-{speaker(number % ALONE) % OFFICES}"
            return pool.request("POST", url, body=body, headers=headers).status

        sent: dict[str, float] = {}
        peer = _at_rate(idle, rate, range(rate * min(seconds, 10)))
        _at_rate(post, rate / SELDOM, alone)
        quietly = line.waits(sent)
        with _watched(running, seconds / SAMPLES) as memory:
            acknowledged = _at_rate(post, rate, numbers)
    answered = {token: took for token, took in line.waits(sent).items() if token not in quietly}
    print(f"  memory        {', '.join(f'{size / 2**20:.0f}' for size in memory)} MiB, a tenth of the run apart")
    took = max(line.heard.values()) - sent["t0"]
    print(f"  acknowledged  {_told(acknowledged)}    peer (GET /healthz)  {_told(peer)}")
    told = f"of {len(numbers):,} events {len(answered):,}, the last after {took:.0f} s"
    print(f"  answered      {_told(list(answered.values()))}    {told}")
    if alone:
        quiet = [took for token, took in answered.items() if _is_quiet(int(token[1:]))]
        print(f"  in the others {_told(quiet)}    of {len(quiet):,} events of the {OFFICES - 1} quiet offices")
        print(f"  peer          {_told(list(quietly.values()))}    of the same without the flood")


def everybody(number: int) -> int:
    """All people of all offices, one after another."""
    return number % (OFFICES * PEOPLE)


def one_floods(number: int) -> int:
    """The people of the first office, and now and then somebody of another."""
    at = number // SELDOM
    return 1 + at % (OFFICES - 1) if _is_quiet(number) else OFFICES * (number % PEOPLE)


def _is_quiet(number: int) -> bool:
    return number % SELDOM == SELDOM - 1


@contextmanager
def _watched(running: Sequence[Running], every: float) -> Iterator[list[int]]:
    """Bytes of all processes, now and then."""
    memory, ended = [], threading.Event()

    def watch() -> None:
        memory.append(sum(one.memory for one in running))
        while not ended.wait(every):
            memory.append(sum(one.memory for one in running))

    watching = threading.Thread(target=watch)
    watching.start()
    yield memory
    ended.set()
    watching.join()


def _at_rate(call: Callable[[int], int], rate: float, numbers: Sequence[int]) -> list[float]:
    """Milliseconds of each call, begun at its time however long the others take; counted from that time."""
    began, pause = time.perf_counter() + 0.2, threading.Event()

    def one(place: int, number: int) -> float:
        due = began + place / rate
        pause.wait(max(0.0, due - time.perf_counter()))
        assert call(number) == 200
        return 1000 * (time.perf_counter() - due)

    with ThreadPoolExecutor(SENDERS) as threads:
        return list(threads.map(one, range(len(numbers)), numbers))


def _event(number: int, person: int) -> bytes:
    """Half of them report, each another item's state; half ask."""
    turn = number // (OFFICES * PEOPLE)
    text = f"O{person // OFFICES + 1} {('กำลังทำ', 'ยังไม่เริ่ม')[turn // 2 % 2]}" if turn % 2 == 0 else "/ค้าง"
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": 1793570400000 + number,
        "webhookEventId": f"01LOAD{number:08}",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": f"U{person:04}"},
        "replyToken": f"t{number}",
        "message": {"type": "text", "id": str(number), "text": text},
    }
    return json.dumps({"destination": "U", "events": [event]}).encode()


def _told(times: Sequence[float]) -> str:
    cuts = statistics.quantiles(times, n=100)
    return f"median {cuts[49]:6.0f} ms, p99 {cuts[98]:6.0f} ms"


def _people(database: Database) -> None:
    names = tuple(f"กองที่ {number}" for number in range(DIVISIONS))
    for at in range(OFFICES):
        with database.write() as session:
            office = new_office(session, f"load-{at}", names)
            for number in range(ITEMS):
                add_item(session, office, f"O{number + 1}", (names[number % DIVISIONS],), date(2030, 1, 1))
            for number in range(PEOPLE):
                add_member(session, office, f"U{number * OFFICES + at:04}", "head", names[number % DIVISIONS])


def _checked(database: Database, rate: int, seconds: int, speaker: Speaker) -> None:
    with database.read() as session:
        done = session.query(InboxEvent).filter_by(state="done").count()
        stored = session.query(InboxEvent).count()
        reports = session.query(Change).filter_by(field="status").count()
    quiet = rate * seconds // SELDOM if speaker is one_floods else 0
    said = rate * seconds + quiet
    print(f"  stored {stored:,} of {said:,}, handled {done:,}, {reports:,} changes of the register")


@contextmanager
def _installed(
    kind: str, zygote: Zygote, postgres: Postgres, folder: Path
) -> Iterator[tuple[Machine, AnsweringLine, list[Running]]]:
    processes = ("serve",) if kind == "SQLite" else ("web", "worker", "worker", "clock")
    with ExitStack() as stack:
        url = f"sqlite:///{folder}/load.db" if kind == "SQLite" else stack.enter_context(postgres.copy())
        line = AnsweringLine()
        machine = Machine(zygote, url, folder, "load")
        machine.clock.path.write_text("0")  # the true time
        machine.open()
        stack.callback(machine.close)
        machine.answered_by(stack.enter_context(LocalServer(line)).url)
        machine.database.upgrade()
        _people(machine.database)
        running: list[Running] = [machine.start(process) for process in processes]
        stack.callback(lambda: [one.stop() for one in running])
        assert machine.wait_until_up(*running)
        yield machine, line, running


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--rate", type=int, default=200)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("--one-floods", action="store_true", help="nineteen in twenty events are of one office")
    parser.add_argument("--databases", nargs="+", default=("SQLite", "PostgreSQL"))
    given = parser.parse_args(arguments)
    speaker = one_floods if given.one_floods else everybody
    zygote = Zygote()  # before any thread
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        postgres = Postgres(folder)
        try:
            for kind in given.databases:
                (folder / kind).mkdir()
                with _installed(kind, zygote, postgres, folder / kind) as (machine, line, running):
                    print(f"{kind}, {given.rate} events a second for {given.seconds} s")
                    load(machine, line, running, given.rate, given.seconds, speaker)
                    _checked(machine.database, given.rate, given.seconds, speaker)
        finally:
            postgres.close()
            zygote.close()


if __name__ == "__main__":
    main(sys.argv[1:])
