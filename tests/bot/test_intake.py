"""The shared commit: whoever is answered is stored, and one request's trouble is not another's."""

from threading import Barrier, Thread

import pytest
from sqlalchemy.exc import DBAPIError, OperationalError

from bot.intake import Intake
from models.database import Database
from models.inbox import InboxEvent, Incoming
from tests.support.clock import FakeClock
from tests.support.offices import new_office

THREADS = 8


def event(name: str, clock: FakeClock, chat: str = "U1") -> Incoming:
    return Incoming(name, chat, "message", name, {"text": name}, clock())


def store_at_once(intake: Intake, batches: list[tuple[int, list[Incoming]]]) -> list[Exception | None]:
    """Each batch from a thread of its own, all together; how each ended."""
    together = Barrier(len(batches))
    ended: list[Exception | None] = [None] * len(batches)

    def one(number: int) -> None:
        together.wait()
        try:
            intake.store(*batches[number])
        except Exception as error:
            ended[number] = error

    threads = [Thread(target=one, args=(number,)) for number in range(len(batches))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return ended


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        return new_office(session).id


def test_everything_answered_is_in_the_database(database: Database, clock: FakeClock, office_id: int) -> None:
    intake = Intake(database, clock)
    for turn in range(10):
        batches = [(office_id, [event(f"{turn}-{n}", clock), event("same", clock)]) for n in range(THREADS)]
        assert store_at_once(intake, batches) == [None] * THREADS
    with database.read() as session:
        assert session.query(InboxEvent).count() == 10 * THREADS + 1


def test_a_batch_that_cannot_be_stored_does_not_take_the_others_with_it(
    database: Database, clock: FakeClock, office_id: int
) -> None:
    intake = Intake(database, clock)
    bad = (999_999, [event("bad", clock)])  # no such office: the foreign key refuses
    ended = store_at_once(intake, [bad, *((office_id, [event(f"good-{n}", clock)]) for n in range(THREADS))])
    assert isinstance(ended[0], DBAPIError)
    assert ended[1:] == [None] * THREADS
    with database.read() as session:
        assert session.query(InboxEvent).count() == THREADS


def test_when_the_database_is_away_everyone_is_told_and_later_ones_are_stored(
    database: Database, clock: FakeClock, office_id: int
) -> None:
    away = Database("postgresql://nobody@127.0.0.1:9/none")
    intake = Intake(away, clock)
    ended = store_at_once(intake, [(office_id, [event(f"e{n}", clock)]) for n in range(THREADS)])
    assert all(isinstance(error, OperationalError) for error in ended)
    away.close()
    intake = Intake(database, clock)
    assert store_at_once(intake, [(office_id, [event("after", clock)])]) == [None]
