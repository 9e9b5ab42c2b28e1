"""Turning the room's clock: in order, one turn at a time, told as it goes, cancelled between two instants, reset."""

import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from rehearsal.client import ChannelInfo, RehearsalClient, RehearsalError
from rehearsal.server import RehearsalServer

START = datetime(2027, 2, 10, 2, 0, tzinfo=UTC)
DAY = timedelta(days=1)


class Office:
    """An office that has something to do each midnight (UTC) and writes down what it was asked for."""

    def __init__(self) -> None:
        self.now = START
        self.ran: list[datetime] = []
        self.openings = 0
        self.following: datetime | None = START + 2 * DAY
        self.proceed = threading.Event()
        self.proceed.set()
        self.broken = False

    def clock(self) -> datetime:
        return self.now

    def instants(self, start: datetime, end: datetime) -> list[datetime]:
        days = [start.replace(hour=0) + n * DAY for n in range(1, (end - start).days + 2)]
        return [day for day in days if day < end] + [end]

    def run_to(self, instant: datetime) -> None:
        self.proceed.wait(10)
        if self.broken:
            raise RuntimeError("the office burns")
        self.now = instant
        self.ran.append(instant)

    def next_reminder(self, now: datetime) -> datetime | None:
        return self.following

    def close(self) -> None:
        self.openings -= 1

    def open(self) -> None:
        self.now = START
        self.openings += 1


@pytest.fixture
def office() -> Office:
    return Office()


@pytest.fixture
def room(office: Office) -> Iterator[RehearsalServer]:
    with RehearsalServer(clock=office.clock) as room:
        room.turning.attach(office)
        yield room
        office.proceed.set()


@pytest.fixture
def line(room: RehearsalServer) -> RehearsalClient:
    return room.client


@pytest.fixture
def channel(line: RehearsalClient) -> ChannelInfo:
    return line.add_channel("khuanlang")


def test_a_turn_runs_through_every_instant_in_order(line: RehearsalClient, office: Office) -> None:
    begun = line.turn(days=3)
    assert begun["turns"]
    ended = line.wait_until_turned()
    assert office.ran == [START.replace(hour=0) + n * DAY for n in (1, 2, 3)] + [START + 3 * DAY]
    assert ended["ended"] == "arrived"
    assert datetime.fromisoformat(ended["now"]) == START + 3 * DAY


def test_to_the_next_reminder(line: RehearsalClient, office: Office) -> None:
    assert line.state()["clock"]["next"] == (START + 2 * DAY).isoformat()
    line.turn()
    line.wait_until_turned()
    assert office.now == START + 2 * DAY
    office.following = None
    with pytest.raises(RehearsalError, match="nobody will be reminded"):
        line.turn()


def test_progress_is_told_and_a_second_turn_and_people_wait(
    line: RehearsalClient, office: Office, channel: ChannelInfo
) -> None:
    som = line.add_person("ส้ม")
    office.proceed.clear()
    turning = line.turn(days=5)["turning"]
    assert (turning["from"], turning["to"]) == (START.isoformat(), (START + 5 * DAY).isoformat())
    with pytest.raises(RehearsalError, match="already"):
        line.turn(days=1)
    with pytest.raises(RehearsalError, match="being turned"):
        line.say(som, "O8 เสร็จแล้ว")
    assert line.transcript(som) == []
    office.proceed.set()
    assert line.wait_until_turned()["ended"] == "arrived"
    line.say(som, "O8 เสร็จแล้ว")


def test_a_turn_is_cancelled_between_two_instants(line: RehearsalClient, office: Office) -> None:
    office.proceed.clear()
    line.turn(days=300)
    line.cancel_turn()
    office.proceed.set()
    ended = line.wait_until_turned()
    assert ended["ended"] == "cancelled"
    assert len(office.ran) <= 1
    assert datetime.fromisoformat(ended["now"]) == office.now
    with pytest.raises(RehearsalError, match="not being turned"):
        line.cancel_turn()


@pytest.mark.parametrize("to", [START, START - DAY, START + 401 * DAY])
def test_the_clock_turns_forward_only_and_not_for_ever(line: RehearsalClient, office: Office, to: datetime) -> None:
    with pytest.raises(RehearsalError, match="forward only"):
        line.turn(to=to)
    assert office.ran == []


@pytest.mark.parametrize(
    "body", [{}, {"to": "tomorrow"}, {"to": "2027-03-01T09:00:00"}, {"days": 0}, {"days": 1.5}, {"at": "2027-03-01"}]
)
def test_what_is_no_instant_is_refused(line: RehearsalClient, office: Office, body: dict[str, object]) -> None:
    with pytest.raises(RehearsalError):
        line._post("clock", **body)
    assert office.now == START


def test_a_turn_that_fails_says_so_and_the_room_lives_on(
    line: RehearsalClient, office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    office.broken = True
    line.turn(days=1)
    assert line.wait_until_turned()["ended"] == "failed"
    assert "the office burns" in caplog.text
    office.broken = False
    line.turn(days=1)
    assert line.wait_until_turned()["ended"] == "arrived"


def test_a_reset_cancels_a_turn_and_starts_over(line: RehearsalClient, office: Office, channel: ChannelInfo) -> None:
    line.say(line.add_person("ส้ม"), "สวัสดี")
    line.switch("down", True)
    office.proceed.clear()
    line.turn(days=300)
    resetting = threading.Thread(target=line.reset)
    resetting.start()
    line.wait_for(lambda: line.state()["resetting"])
    with pytest.raises(RehearsalError):
        line.turn(days=1)
    office.proceed.set()
    resetting.join()
    state = line.state()
    assert (state["room"], state["people"], state["timeline"], state["resetting"]) == (2, [], [], False)
    assert (state["clock"]["now"], state["clock"]["ended"]) == (START.isoformat(), None)
    assert not any(one["on"] for one in state["switches"])
    assert [one["slug"] for one in state["channels"]] == ["khuanlang"]
    assert office.openings == 0  # as often closed as opened


def test_a_room_that_closes_finishes_what_is_in_hand_and_begins_nothing(
    room: RehearsalServer, line: RehearsalClient, office: Office
) -> None:
    office.proceed.clear()
    line.turn(days=300)
    closing = threading.Thread(target=room.turning.close)
    closing.start()
    office.proceed.set()
    closing.join()
    assert len(office.ran) <= 1
    for asked in (lambda: line.turn(days=1), line.reset):
        with pytest.raises(RehearsalError, match="closing"):
            asked()


def test_the_clock_does_not_tick_while_it_is_turned(room: RehearsalServer, office: Office) -> None:
    office.proceed.clear()
    with room.turning.at_rest() as free:
        assert free
    room.client.turn(days=1)
    room.client.wait_for(room.turning._hands.locked)
    with room.turning.at_rest() as free:
        assert not free


def test_a_stand_in_without_an_office_has_no_clock_to_turn_and_no_reset() -> None:
    with RehearsalServer() as bare:
        assert not bare.client.state()["clock"]["turns"]
        for asked in (lambda: bare.client.turn(days=1), bare.client.reset, bare.client.cancel_turn):
            with pytest.raises(RehearsalError):
                asked()
