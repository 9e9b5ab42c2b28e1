"""What is old is emptied and nothing else, and a row that was emptied still keeps an event from coming twice."""

from datetime import timedelta

import pytest

from models import conversation, inbox, outbox
from models.conversation import Conversation
from models.database import Database
from models.delivery import Accepted
from models.inbox import InboxEvent, Incoming
from models.office import Office
from models.outbox import OutboxMessage
from models.people import WrongCode
from scheduler import retention
from tests.support.clock import FakeClock
from tests.support.offices import new_office


def said(number: int, clock: FakeClock) -> Incoming:
    return Incoming(f"e{number}", "Usom", "message", f"m{number}", {"text": "O1 เสร็จแล้ว"}, clock())


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        return new_office(session).id


def say(database: Database, office_id: int, number: int, clock: FakeClock, *, handled: bool = True) -> None:
    with database.write() as session:
        inbox.store(session, office_id, [said(number, clock)], clock())
        if handled:
            event = session.query(InboxEvent).filter_by(office_id=office_id, webhook_event_id=f"e{number}").one()
            inbox.settle(event, "done", clock())


def tell(database: Database, office_id: int, clock: FakeClock, *, sent: bool = True) -> None:
    with database.write() as session:
        row = outbox.push(
            session,
            office_id=office_id,
            to="Usom",
            member_id=None,
            messages=[{"type": "text", "text": "เรียน"}],
            purpose="digest",
            now=clock(),
        )
        if sent:
            row.settle(Accepted("r1"), clock())


def test_what_was_typed_is_kept_as_long_as_the_office_wants_and_what_was_told_for_a_quarter(
    database: Database, office_id: int, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "TOGETHER", 2)
    with database.write() as session:
        session.get_one(Office, office_id).keep_chat_days = 10
        waits_elsewhere = new_office(session, "other").id
    say(database, waits_elsewhere, 1, clock)
    for number in range(5):
        say(database, office_id, number, clock)
    say(database, office_id, 5, clock, handled=False)
    tell(database, office_id, clock)
    tell(database, office_id, clock, sent=False)
    clock.forward(days=5)
    say(database, office_id, 6, clock)
    clock.forward(days=5, minutes=1)

    assert retention.run(database, clock()) == 5
    with database.read() as session:
        mine = session.query(InboxEvent).filter_by(office_id=office_id).order_by(InboxEvent.webhook_event_id).all()
        assert [(bool(e.payload), bool(e.chat)) for e in mine] == [(False, False)] * 5 + [(True, True)] * 2
        assert session.query(InboxEvent).filter_by(office_id=waits_elsewhere).one().payload
        assert [bool(row.messages) for row in session.query(OutboxMessage)] == [True, True]
    assert retention.run(database, clock()) == 0  # nothing twice

    with database.write() as session:  # LINE sends an old event again
        inbox.store(session, office_id, [said(0, clock)], clock())
    with database.read() as session:
        assert (
            session.query(InboxEvent).filter_by(office_id=office_id, state="queued").count() == 1
        )  # the one that waits

    clock.forward(days=80)
    assert retention.run(database, clock()) == 3  # two lines, one message; what waits to be sent or handled stays
    with database.read() as session:
        rows = session.query(OutboxMessage).order_by(OutboxMessage.state).all()
        assert [(r.state, r.to, r.chat, bool(r.messages), r.cost) for r in rows] == [
            ("accepted", "", "", False, 1),
            ("queued", "Usom", "Usom", True, 1),
        ]


def test_questions_that_are_over_and_codes_that_no_longer_count_are_deleted(
    database: Database, office_id: int, clock: FakeClock
) -> None:
    with database.write() as session:
        for who in ("Uold", "Unew"):
            conversation.ask(
                session, office_id=office_id, chat=who, line_user_id=who, asks="reason", items=[], now=clock()
            )
            session.add(WrongCode(office_id=office_id, line_user_id=who, at=clock()))
            clock.forward(hours=2)
    retention.run(database, clock() - timedelta(hours=2))
    with database.read() as session:
        assert [q.chat for q in session.query(Conversation)] == ["Unew"]
        assert [w.line_user_id for w in session.query(WrongCode)] == ["Unew"]


def test_a_process_that_must_end_leaves_the_rest_due(database: Database, office_id: int, clock: FakeClock) -> None:
    say(database, office_id, 1, clock)
    clock.forward(days=40)
    assert retention.run(database, clock(), lambda: True) is None
    with database.read() as session:
        assert retention.is_due(session, clock())
    assert retention.run(database, clock()) == 1
    with database.read() as session:
        assert not retention.is_due(session, clock())
