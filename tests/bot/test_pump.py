"""The pump: many sends in flight, each chat in order, and no outcome lost when the database is away."""

from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from bot.line_client import LineClient
from bot.pump import Pump
from models import outbox
from models.database import Database
from models.outbox import OutboxMessage
from rehearsal.server import RehearsalServer
from tests.support.clock import FakeClock
from tests.support.offices import new_office


@pytest.fixture
def line(clock: FakeClock) -> Iterator[RehearsalServer]:
    with RehearsalServer(clock=clock) as server:
        server.client.add_channel("demo", webhook_url="http://127.0.0.1:9/none", secret="s", access_token="t")
        yield server


@pytest.fixture
def people(line: RehearsalServer) -> list[str]:
    return [line.client.add_person(name) for name in ("ส้ม", "ช้าง", "ก้อย", "หน่อย")]


@contextmanager
def pumping(database: Database, line: RehearsalServer, clock: FakeClock) -> Iterator[Pump]:
    client = LineClient(line.url, line.url, "t", read_timeout=2.0)
    pump = Pump(database, lambda _office: client, clock, lambda _kind, _outcome: None, in_flight=3)
    yield pump
    pump.close()
    client.close()


def owe(database: Database, people: list[str], clock: FakeClock, each: int) -> None:
    with database.write() as session:
        office = new_office(session)
        for number in range(each):
            for person in people:
                clock.forward(seconds=1)
                message = {"type": "text", "text": f"{number:02}"}
                common: dict[str, Any] = {"office_id": office.id, "member_id": None, "purpose": "receipt"}
                outbox.push(session, to=person, messages=[message], now=clock(), **common)


def states(database: Database) -> set[str]:
    with database.read() as session:
        return {row.state for row in session.query(OutboxMessage)}


def heard(line: RehearsalServer) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    for call in line.client.sent():
        found[call.to[0]].append(str(call.messages[0]["text"]))
    return found


def test_each_chat_hears_in_order_what_many_senders_send(
    database: Database, line: RehearsalServer, people: list[str], clock: FakeClock
) -> None:
    owe(database, people, clock, 10)
    line.client.fault("slow", on="push", times=None, milliseconds=20)
    with pumping(database, line, clock) as pump:
        while pump.step():
            pass
    assert states(database) == {"accepted"}
    assert heard(line) == {person: [f"{number:02}" for number in range(10)] for person in people}


def test_what_came_back_while_the_database_was_away_is_written_when_it_is_there(
    database: Database, line: RehearsalServer, people: list[str], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    owe(database, people, clock, 2)
    writes, away = Database.write, 0

    @contextmanager
    def failing(self: Database) -> Iterator[Any]:
        nonlocal away
        with writes(self) as session:
            yield session
            if heard(line) and away < 3:  # something is on its way back
                away += 1
                raise OperationalError("away", {}, Exception())

    with pumping(database, line, clock) as pump:
        monkeypatch.setattr(Database, "write", failing)
        busy = True
        while busy:
            try:
                busy = pump.step()
            except OperationalError:
                continue
        monkeypatch.undo()
    assert away == 3
    assert states(database) == {"accepted"}
    assert heard(line) == {person: ["00", "01"] for person in people}


def test_what_is_in_flight_at_the_end_is_written_down(
    database: Database, line: RehearsalServer, people: list[str], clock: FakeClock
) -> None:
    owe(database, people, clock, 1)
    line.client.fault("slow", on="push", times=None, milliseconds=100)
    with pumping(database, line, clock) as pump:
        assert pump.step()  # and here it is asked to end
    assert states(database) == {"accepted"}
    assert {len(said) for said in heard(line).values()} == {1}


def test_a_channel_that_cannot_be_read_holds_nobody_else_up(
    database: Database, line: RehearsalServer, people: list[str], clock: FakeClock
) -> None:
    """The database was away for a moment: nothing was said to LINE, so it is said again."""
    owe(database, people, clock, 1)
    client = LineClient(line.url, line.url, "t", read_timeout=2.0)
    asked: list[int] = []

    def sender(office: int) -> LineClient:
        asked.append(office)
        if len(asked) <= 2:
            raise OperationalError("away", {}, Exception())
        return client

    pump = Pump(database, sender, clock, lambda _kind, _outcome: None)
    while pump.step():
        pass
    clock.forward(minutes=1)
    while pump.step():
        pass
    pump.close()
    client.close()
    assert states(database) == {"accepted"}
    assert heard(line) == {person: ["00"] for person in people}


def test_one_outcome_that_cannot_be_written_keeps_no_other_from_it(
    database: Database, line: RehearsalServer, people: list[str], clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    owe(database, people, clock, 1)
    settle, odd = OutboxMessage.settle, people[0]

    def failing(self: OutboxMessage, *arguments: Any) -> None:
        if self.to == odd:
            raise ValueError("no such outcome")
        settle(self, *arguments)

    monkeypatch.setattr(OutboxMessage, "settle", failing)
    with pumping(database, line, clock) as pump:
        while pump.step():
            pass
    with database.read() as session:
        found = {row.to: row.state for row in session.query(OutboxMessage)}
    assert found == {person: "sending" if person == odd else "accepted" for person in people}


@pytest.mark.parametrize("hours", [0.1, 48])
def test_what_could_not_leave_while_its_lease_lasted_does_not_leave(
    database: Database, line: RehearsalServer, people: list[str], clock: FakeClock, hours: float
) -> None:
    """Found by `make torture`: one that slept for a day said what another had said, and LINE knew the key no more."""
    owe(database, people, clock, 1)
    client = LineClient(line.url, line.url, "t", read_timeout=2.0)

    def after_a_nap(_office: int) -> LineClient:
        clock.forward(hours=hours)
        return client

    pump = Pump(database, after_a_nap, clock, lambda _kind, _outcome: None, in_flight=1)
    pump.step()
    pump.close()
    client.close()
    assert states(database) == {"queued"}  # until a relay takes it whose lease lasts
    assert heard(line) == {}
