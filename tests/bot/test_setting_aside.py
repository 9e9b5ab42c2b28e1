"""An event over which the process dies, start after start, is set aside in the end; others never are."""

from datetime import timedelta

from bot import conversation
from bot.setting_aside import FIRST, STARTS, FirstEvents
from models import inbox
from models.database import Database
from models.inbox import InboxEvent, Incoming
from models.outbox import OutboxMessage
from models.turns import Turns
from tests.support.clock import FakeClock
from tests.support.offices import new_office


def followed(database: Database, clock: FakeClock, *ids: str) -> None:
    """An office with these events waiting."""
    with database.write() as session:
        office = new_office(session)
        for at, one in enumerate(ids):
            event = {"type": "follow", "source": {"type": "user", "userId": f"U{one}"}, "replyToken": f"token-{one}"}
            happened = clock() + timedelta(seconds=at)
            inbox.store(session, office.id, [Incoming(one, f"U{one}", "follow", None, event, happened)], clock())


def states(database: Database) -> dict[str, str]:
    with database.read() as session:
        return {row.webhook_event_id: row.state for row in session.query(InboxEvent)}


def test_an_event_over_which_every_process_dies_is_set_aside_and_its_sender_told(
    database: Database, clock: FakeClock
) -> None:
    followed(database, clock, "deadly", "next")
    for _ in range(STARTS):
        FirstEvents(clock).note(database, clock, Turns())  # and is killed while it handles it
        assert states(database) == {"deadly": "queued", "next": "queued"}
        clock.forward(seconds=10)
    turns = Turns()
    FirstEvents(clock).note(database, clock, turns)
    assert conversation.handle_next(database, clock, lambda _office, _user: "", turns=turns) == "done"
    assert states(database) == {"deadly": "failed", "next": "done"}
    with database.read() as session:
        told = session.query(OutboxMessage).filter_by(to="token-deadly").one()
        assert told.purpose == "apology"


def test_processes_that_start_together_count_as_one(database: Database, clock: FakeClock) -> None:
    followed(database, clock, "e")
    for _ in range(3 * STARTS):
        FirstEvents(clock).note(database, clock, Turns())
    assert states(database) == {"e": "queued"}


def test_a_process_that_waits_for_the_database_counts_once(database: Database, clock: FakeClock) -> None:
    followed(database, clock, "e")
    first = FirstEvents(clock)
    for _ in range(3 * STARTS):
        first.note(database, clock, Turns())
        clock.forward(seconds=10)
    assert states(database) == {"e": "queued"}


def test_the_event_that_is_noted_is_the_one_that_is_handled_next(database: Database, clock: FakeClock) -> None:
    followed(database, clock, "one", "two")
    first, turns = FirstEvents(clock), Turns()
    for handled in ("one", "two"):
        first.note(database, clock, turns)
        with database.read() as session:
            assert session.query(InboxEvent).filter_by(webhook_event_id=handled).one().starts == 1
        assert conversation.handle_next(database, clock, lambda _office, _user: "", turns=turns) == "done"
        assert states(database)[handled] == "done"


def test_after_a_while_nothing_is_noted_any_more(database: Database, clock: FakeClock) -> None:
    followed(database, clock, *(f"{number:03}" for number in range(FIRST + 1)))
    first, turns = FirstEvents(clock), Turns()
    for _ in range(FIRST + 1):
        first.note(database, clock, turns)
        with database.write() as session:
            event = inbox.next_event(session, turns)
            assert event is not None
            inbox.settle(event, "done", clock())
    with database.read() as session:
        assert [row.starts for row in session.query(InboxEvent).order_by(InboxEvent.id)] == [1] * FIRST + [0]
