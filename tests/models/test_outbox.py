"""The outbox: replies first, one owner at a time, and an end that is always written down."""

from datetime import timedelta

import pytest
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from models import delivery, leasing, outbox
from models.database import Database
from models.delivery import Accepted, Later, Outcome, Refused, Unclear
from models.outbox import OutboxMessage
from models.turns import Turns
from tests.support.clock import FakeClock
from tests.support.offices import new_office

HELLO = [{"type": "text", "text": "เรียน"}]


def add_push(session: Session, office_id: int, clock: FakeClock, occasion: str | None = None) -> OutboxMessage:
    return outbox.push(
        session,
        office_id=office_id,
        to="U1",
        member_id=None,
        messages=HELLO,
        purpose="digest",
        now=clock(),
        occasion=occasion,
    )


def add_reply(session: Session, office_id: int, clock: FakeClock) -> OutboxMessage:
    row = outbox.reply(
        session,
        office_id=office_id,
        token="token",
        chat="U1",
        member_id=None,
        messages=HELLO,
        purpose="answer",
        event_id="e",
        now=clock(),
    )
    assert row is not None
    return row


def test_replies_of_the_offices_go_in_turn(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        flood, quiet = new_office(session, "flood"), new_office(session, "quiet")
        for office in (flood, flood, flood, quiet):
            clock.forward(seconds=1)
            add_reply(session, office.id, clock)
        add_push(session, quiet.id, clock)
        session.flush()
        turns, sent = Turns(), []
        while (row := leasing.claim(session, clock(), turns)) is not None:
            sent.append((row.kind, row.office_id))
            row.settle(Accepted(), clock())
            session.flush()
    replies = [("reply", office.id) for office in (flood, quiet, flood, flood)]
    assert sent == [*replies, ("push", quiet.id)]


def test_a_reply_goes_before_an_older_push(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        add_push(session, office.id, clock)
        clock.forward(seconds=1)
        reply = add_reply(session, office.id, clock)
        session.flush()
        claimed = leasing.claim(session, clock())
        assert claimed is reply


def test_what_a_relay_is_just_taking_is_not_taken_back_and_the_other_way_round(
    database: Database, clock: FakeClock
) -> None:
    """Found by `make torture`: a digest was sent, and written down as cancelled by a report that came meanwhile."""
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: nothing can come meanwhile")
    with database.write() as session:
        office_id = new_office(session).id
        add_push(session, office_id, clock)
    with database.write() as relay, database.write() as handler:
        assert leasing.claim(relay, clock()) is not None
        assert outbox.waiting(handler, [office_id], ("digest",)) == []
        relay.rollback()
        [row] = outbox.waiting(handler, [office_id], ("digest",))
        with database.write() as another:
            assert leasing.claim(another, clock()) is None
        row.set_aside("said otherwise", clock())


def test_what_follows_in_a_chat_waits_for_what_another_relay_says_there(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office_id = new_office(session).id
        first = add_push(session, office_id, clock)
        clock.forward(seconds=1)
        second = add_push(session, office_id, clock)
    with database.write() as session:
        leased = leasing.claim(session, clock())
        assert leased is not None
        assert leased.id == first.id
    with database.write() as session:
        assert leasing.claim(session, clock()) is None
        session.get_one(OutboxMessage, first.id).settle(Accepted(), clock())
        session.flush()
        following = leasing.claim(session, clock())
        assert following is not None
        assert following.id == second.id


def test_what_follows_in_a_chat_waits_for_a_lease_that_is_not_committed_yet(
    database: Database, clock: FakeClock
) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: there is no second relay")
    with database.write() as session:
        office_id = new_office(session).id
        for _ in range(2):
            clock.forward(seconds=1)
            add_push(session, office_id, clock)
    with database.write() as one, database.write() as two:
        assert leasing.claim(one, clock()) is not None
        one.flush()
        assert leasing.claim(two, clock()) is None


def test_a_leased_row_is_not_taken_twice_until_its_lease_runs_out(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        push = add_push(session, office.id, clock)
    with database.write() as session:
        assert leasing.claim(session, clock()) is not None
    with database.write() as session:
        assert leasing.claim(session, clock()) is None
    clock.forward(seconds=61)
    with database.write() as session:
        again = leasing.claim(session, clock())
        assert again is not None
        assert (again.id, again.attempts, again.ambiguous) == (push.id, 2, True)


def test_a_reply_left_by_a_dead_relay_is_unknown_and_never_tried_again(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        reply = add_reply(session, office.id, clock)
    with database.write() as session:
        leasing.claim(session, clock())
    clock.forward(seconds=61)
    with database.write() as session:
        assert leasing.claim(session, clock()) is None
    with database.read() as session:
        assert session.get_one(OutboxMessage, reply.id).state == "unknown"


def test_a_late_relay_cannot_overwrite_the_next_ones_outcome(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        push = add_push(session, office.id, clock)
    with database.write() as session:
        leasing.claim(session, clock())
    clock.forward(seconds=61)
    with database.write() as session:
        leasing.claim(session, clock())
    with database.write() as session:
        assert leasing.still_mine(session, push.id, attempt=1) is None
        assert leasing.still_mine(session, push.id, attempt=2) is not None


@pytest.mark.parametrize(
    ("kind", "outcome", "state"),
    [
        ("push", Accepted("r"), "accepted"),
        ("push", Later("429"), "queued"),
        ("push", Unclear("timeout"), "queued"),
        ("push", Refused("400"), "failed"),
        ("reply", Accepted("r"), "accepted"),
        ("reply", Later("429"), "failed"),
        ("reply", Unclear("timeout"), "unknown"),
        ("reply", Refused("400"), "failed"),
    ],
)
def test_how_a_try_ends(kind: str, outcome: Outcome, state: str, clock: FakeClock) -> None:
    row = OutboxMessage(kind=kind, state="sending", attempts=1, first_tried_at=clock(), ambiguous=False)
    row.settle(outcome, clock())
    assert row.state == state


@pytest.mark.parametrize(("outcome", "state"), [(Later("429"), "failed"), (Unclear("timeout"), "unknown")])
def test_retries_end_before_the_retry_key_does(outcome: Outcome, state: str, clock: FakeClock) -> None:
    row = OutboxMessage(kind="push", state="sending", attempts=40, first_tried_at=clock(), ambiguous=False)
    row.settle(outcome, clock.forward(hours=22, minutes=50))
    assert row.state == state


def test_a_push_refused_after_an_unclear_try_is_unknown_not_failed(clock: FakeClock) -> None:
    row = OutboxMessage(kind="push", state="sending", attempts=2, first_tried_at=clock(), ambiguous=True)
    row.settle(Refused("400"), clock())
    assert row.state == "unknown"


def test_waits_double_up_to_half_an_hour() -> None:
    assert [delivery.backoff(n).seconds for n in (1, 2, 3)] == [5, 10, 20]
    assert delivery.backoff(99) == timedelta(minutes=30)


def test_the_database_refuses_a_second_row_for_one_occasion(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office_id = new_office(session).id
        add_push(session, office_id, clock, "digest:1:2026-11-02")
    with pytest.raises(IntegrityError), database.write() as session:
        add_push(session, office_id, clock, "digest:1:2026-11-02")
