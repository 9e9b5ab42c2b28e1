"""The inbox: each event once, one chat in order, nothing kept of what was unsent."""

from datetime import timedelta

import pytest

from models import inbox
from models.database import Database
from models.inbox import InboxEvent, Incoming
from models.turns import Turns
from tests.support.clock import FakeClock
from tests.support.offices import new_office


def incoming(
    event_id: str, clock: FakeClock, *, chat: str = "U1", ago: int = 0, message: str | None = None
) -> Incoming:
    return Incoming(event_id, chat, "message", message or event_id, {"id": event_id}, clock() - timedelta(seconds=ago))


def test_an_event_is_stored_once_however_often_it_comes(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        inbox.store(session, office.id, [incoming("a", clock), incoming("b", clock)], clock())
        inbox.store(session, office.id, [incoming("a", clock), incoming("c", clock)], clock())
        assert sorted(e.webhook_event_id for e in session.query(InboxEvent)) == ["a", "b", "c"]


def test_events_are_taken_in_the_order_they_happened_not_in_which_they_came(
    database: Database, clock: FakeClock
) -> None:
    with database.write() as session:
        office = new_office(session)
        inbox.store(session, office.id, [incoming("late", clock), incoming("early", clock, ago=9)], clock())
        first = inbox.next_event(session)
        assert first is not None
        assert first.webhook_event_id == "early"
        inbox.settle(first, "done", clock())
        session.flush()
        second = inbox.next_event(session)
        assert second is not None
        assert second.webhook_event_id == "late"


def test_an_event_that_happened_between_two_seconds_is_not_behind_itself(database: Database, clock: FakeClock) -> None:
    clock.forward(milliseconds=3)
    with database.write() as session:
        inbox.store(session, new_office(session).id, [incoming("a", clock)], clock())
    with database.write() as session:
        taken = inbox.next_event(session)
        assert taken is not None
        assert taken.webhook_event_id == "a"


def test_an_unsent_message_that_waits_is_gone_and_a_handled_one_is_emptied(
    database: Database, clock: FakeClock
) -> None:
    with database.write() as session:
        office = new_office(session)
        inbox.store(session, office.id, [incoming("handled", clock), incoming("waiting", clock)], clock())
        handled = session.query(InboxEvent).filter_by(webhook_event_id="handled").one()
        inbox.settle(handled, "done", clock())
        session.flush()
        unsends = [
            Incoming(f"unsend-{m}", "U1", "unsend", m, {"unsend": {"messageId": m}}, clock())
            for m in ("handled", "waiting")
        ]
        inbox.store(session, office.id, unsends, clock())
        session.expire_all()
        assert handled.payload == {}
        assert session.query(InboxEvent).filter_by(webhook_event_id="waiting").count() == 0


def test_a_message_whose_unsend_came_first_is_known_to_be_unsent(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        inbox.store(session, office.id, [Incoming("u", "U1", "unsend", "m1", {}, clock())], clock())
        inbox.store(
            session, office.id, [incoming("a", clock, message="m1"), incoming("b", clock, message="m2")], clock()
        )
        unsent = {
            e.webhook_event_id: inbox.was_unsent(session, e) for e in session.query(InboxEvent) if e.kind != "unsend"
        }
        assert unsent == {"a": True, "b": False}


def test_offices_are_served_in_turn_however_much_one_of_them_says(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        flood, quiet, other = (new_office(session, slug).id for slug in ("flood", "quiet", "other"))
        said = [incoming(f"f{n}", clock, chat=f"U{n}", ago=100 - n) for n in range(20)]
        inbox.store(session, flood, said, clock())
        inbox.store(session, quiet, [incoming("q1", clock), incoming("q2", clock, chat="U2")], clock())
        inbox.store(session, other, [incoming("o1", clock)], clock())
        turns, served = Turns(), []
        while (event := inbox.next_event(session, turns)) is not None:
            served.append(event.webhook_event_id)
            inbox.settle(event, "done", clock())
            session.flush()
    assert served[:7] == ["f0", "q1", "o1", "f1", "q2", "f2", "f3"]
    assert served[7:] == [f"f{n}" for n in range(4, 20)]


def test_two_workers_never_hold_events_of_one_chat_at_once(database: Database, clock: FakeClock) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: there is no second worker to hold anything")
    with database.write() as session:
        office = new_office(session)
        inbox.store(
            session,
            office.id,
            [incoming("a1", clock, ago=3), incoming("a2", clock), incoming("b1", clock, chat="U2")],
            clock(),
        )
    with database.write() as one, database.write() as two:
        first, second = inbox.next_event(one), inbox.next_event(two)
        assert first is not None
        assert first.webhook_event_id == "a1"
        # a2 must wait for a1; b1 is another chat's
        assert second is None or second.webhook_event_id == "b1"
