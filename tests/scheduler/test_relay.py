"""The delivery promise over real sockets: each push is accepted exactly once, or its fate is written down."""

from collections.abc import Iterator
from typing import Any

import pytest

from bot.line_client import LineClient
from models import channels, leasing, outbox
from models.database import Database
from models.outbox import OutboxMessage
from rehearsal.server import RehearsalServer
from scheduler import relay
from tests.support.clock import FakeClock
from tests.support.offices import new_office

HELLO = [{"type": "text", "text": "เรียน ผอ.กองคลัง"}]


@pytest.fixture
def line(clock: FakeClock) -> Iterator[RehearsalServer]:
    with RehearsalServer(clock=clock) as server:
        server.client.add_channel("demo", webhook_url="http://127.0.0.1:9/none", secret="s", access_token="t")
        yield server


@pytest.fixture
def client(line: RehearsalServer) -> Iterator[LineClient]:
    opened = LineClient(line.url, line.url, "t", read_timeout=0.3)
    yield opened
    opened.close()


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        return new_office(session).id


class Owing:
    """One push or reply owed to one person, and the relay that sends it."""

    def __init__(self, database: Database, line: RehearsalServer, client: LineClient, clock: FakeClock) -> None:
        self.database, self.line, self.client, self.clock = database, line, client, clock
        self.user = line.client.add_person("ส้ม")

    def push(self, office_id: int, purpose: str = "digest") -> OutboxMessage:
        with self.database.write() as session:
            return outbox.push(
                session,
                office_id=office_id,
                to=self.user,
                member_id=None,
                messages=HELLO,
                purpose=purpose,
                now=self.clock(),
            )

    def reply(self, office_id: int, token: str, purpose: str = "answer") -> OutboxMessage | None:
        with self.database.write() as session:
            return outbox.reply(
                session,
                office_id=office_id,
                token=token,
                chat=self.user,
                member_id=None,
                messages=HELLO,
                purpose=purpose,
                event_id="e1",
                now=self.clock(),
            )

    def deliver(self) -> list[str]:
        relay.deliver_all(self.database, lambda _office: self.client, self.clock)
        with self.database.read() as session:
            return [row.state for row in session.query(OutboxMessage).order_by(OutboxMessage.created_at)]

    def heard(self) -> int:
        return len(self.line.client.bot_lines(self.user))


@pytest.fixture
def owing(database: Database, line: RehearsalServer, client: LineClient, clock: FakeClock) -> Owing:
    return Owing(database, line, client, clock)


def test_a_push_is_sent_with_its_row_id_as_the_retry_key_from_the_first_try(owing: Owing, office_id: int) -> None:
    row = owing.push(office_id)
    assert owing.deliver() == ["accepted"]
    sent = owing.line.client.sent()
    assert [s.retry_key for s in sent] == [str(row.id)]
    with owing.database.read() as session:
        assert session.get_one(OutboxMessage, row.id).request_id == sent[0].request_id


@pytest.mark.parametrize("fault", ["rate_limit", "monthly_limit", "server_error", "drop_before"])
def test_what_line_did_not_take_is_sent_later_once(fault: str, owing: Owing, office_id: int) -> None:
    owing.push(office_id)
    owing.line.client.fault(fault, on="push")
    assert owing.deliver() == ["queued"]
    owing.clock.forward(hours=1)
    assert owing.deliver() == ["accepted"]
    assert owing.heard() == 1


@pytest.mark.parametrize("fault", ["time_out", "drop_after", "server_error_after"])
def test_what_line_took_without_saying_so_is_heard_once(fault: str, owing: Owing, office_id: int) -> None:
    owing.push(office_id)
    owing.line.client.fault(fault, on="push", milliseconds=2000)
    assert owing.deliver() == ["queued"]
    owing.clock.forward(hours=1)
    assert owing.deliver() == ["accepted"]  # LINE answered 409: accepted before
    assert owing.heard() == 1


def test_a_relay_killed_after_the_send_sends_again_and_is_heard_once(owing: Owing, office_id: int) -> None:
    row = owing.push(office_id)
    with owing.database.write() as session:
        claimed = leasing.claim(session, owing.clock())
        assert claimed is not None
    owing.client.push(owing.user, HELLO, row.id)  # and here the process dies
    owing.clock.forward(seconds=61)
    assert owing.deliver() == ["accepted"]
    assert owing.heard() == 1


def test_a_push_line_will_never_take_is_failed_with_its_reason(owing: Owing, office_id: int) -> None:
    with owing.database.write() as session:
        row = outbox.push(
            session,
            office_id=office_id,
            to=owing.user,
            member_id=None,
            messages=[{"type": "text", "text": ""}],
            purpose="digest",
            now=owing.clock(),
        )
    assert owing.deliver() == ["failed"]
    with owing.database.read() as session:
        error = session.get_one(OutboxMessage, row.id).error or ""
    assert error.startswith("400")
    assert "messages[0].text" in error


FLEX = {
    "type": "flex",
    "altText": "สรุป",
    "contents": {
        "type": "bubble",
        "body": {
            "type": "box",
            "layout": "vertical",
            "contents": [
                {"type": "text", "text": "O8 ครบกำหนดวันนี้"},
                {"type": "text", "text": ""},  # which LINE does not take
                {"type": "button", "action": {"type": "message", "label": "รับทราบ", "text": "รับทราบ"}},
            ],
        },
    },
}


@pytest.mark.parametrize("kind", ["push", "reply"])
def test_what_line_objects_to_is_said_once_more_as_plain_text(kind: str, owing: Owing, office_id: int) -> None:
    token = reply_token(owing)
    with owing.database.write() as session:
        common: dict[str, Any] = {"office_id": office_id, "member_id": None, "messages": [FLEX], "now": owing.clock()}
        if kind == "push":
            outbox.push(session, to=owing.user, purpose="digest", occasion="digest:1", **common)
        else:
            outbox.reply(session, token=token, chat=owing.user, purpose="answer", event_id="e1", **common)
    assert sorted(owing.deliver()) == ["accepted", "failed"]
    assert [line.text for line in owing.line.client.bot_lines(owing.user)] == ["O8 ครบกำหนดวันนี้"]
    with owing.database.read() as session:
        first, again = session.query(OutboxMessage).order_by(OutboxMessage.state.desc())
        assert (first.state, first.occasion, again.occasion) == ("failed", None, "digest:1" if kind == "push" else None)
        assert "contents" in (first.error or "")
        assert first.id != again.id


def test_a_token_line_refuses_stops_the_offices_sending_until_it_is_taken_again(
    owing: Owing, office_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    revoked = LineClient(owing.line.url, owing.line.url, "revoked", read_timeout=0.3)
    works, owing.client = owing.client, revoked
    for _ in range(3):
        owing.push(office_id)
    assert owing.deliver() == ["queued"] * 3
    assert len([r for r in caplog.records if "LINE refuses its token" in r.message]) == 1
    with owing.database.read() as session:
        assert sorted(row.attempts for row in session.query(OutboxMessage)) == [0, 0, 1]  # one try told it all
        [barred] = channels.barred(session)
        assert barred.barred_why.startswith("401")
        assert not leasing.is_work_waiting(session, owing.clock())
    owing.clock.forward(minutes=11)
    assert owing.deliver() == ["queued"] * 3  # tried again, and refused again
    owing.client = works
    owing.clock.forward(minutes=11)
    assert owing.deliver() == ["accepted"] * 3
    with owing.database.read() as session:
        assert channels.barred(session) == []
    revoked.close()


def test_one_offices_refused_token_is_not_anothers(owing: Owing, office_id: int) -> None:
    with owing.database.write() as session:
        other = new_office(session, "other").id
        channels.bar(session, other, "401 revoked", owing.clock())
    owing.push(other)
    owing.push(office_id)
    assert sorted(owing.deliver()) == ["accepted", "queued"]


def test_an_outage_of_a_day_ends_as_unknown_before_the_retry_key_does(owing: Owing, office_id: int) -> None:
    owing.push(office_id)
    owing.line.client.fault("server_error", on="push", times=None)
    states = set()
    for _ in range(60):
        states |= set(owing.deliver())
        owing.clock.forward(minutes=30)
    assert states == {"queued", "unknown"}
    owing.line.client.clear_faults()
    assert owing.deliver() == ["unknown"]
    assert owing.heard() == 0


def test_what_line_may_have_taken_is_not_sent_again_once_its_retry_key_is_forgotten(
    owing: Owing, office_id: int
) -> None:
    owing.push(office_id, purpose="receipt")
    owing.line.client.fault("server_error_after", on="push")
    assert owing.deliver() == ["queued"]
    owing.clock.forward(hours=25)  # nothing of ours ran meanwhile
    assert owing.deliver() == ["unknown"]
    assert owing.heard() == 1


@pytest.mark.parametrize("fault", ["monthly_limit", "server_error"])
def test_yesterdays_reminder_waits_for_todays_tick_however_late_it_comes(
    fault: str, owing: Owing, office_id: int
) -> None:
    owing.clock.at("2026-11-02 16:00")
    owing.push(office_id)
    owing.line.client.fault(fault, on="push")
    assert owing.deliver() == ["queued"]
    owing.clock.at("2026-11-03 09:35")  # the relay is up before the clock is
    assert owing.deliver() == ["queued"]
    assert owing.heard() == 0


def test_a_reply_is_free_and_used_once(owing: Owing, office_id: int) -> None:
    token = reply_token(owing)
    owing.reply(office_id, token)
    owing.reply(office_id, token)
    assert sorted(owing.deliver()) == ["accepted", "failed"]
    assert [s.cost for s in owing.line.client.sent()] == [0]


@pytest.mark.parametrize(("fault", "heard"), [("time_out", 1), ("drop_after", 1), ("drop_before", 0)])
def test_an_unclear_reply_is_left_alone(fault: str, heard: int, owing: Owing, office_id: int) -> None:
    owing.reply(office_id, reply_token(owing), purpose="receipt")
    owing.line.client.fault(fault, on="reply", milliseconds=2000)
    assert owing.deliver() == ["unknown"]
    assert owing.heard() == heard


def test_a_receipt_whose_reply_token_expired_comes_as_a_push(owing: Owing, office_id: int) -> None:
    owing.reply(office_id, reply_token(owing), purpose="receipt")
    owing.clock.forward(seconds=70)
    assert owing.deliver() == ["failed", "accepted"]
    assert owing.heard() == 1


def test_an_answer_whose_reply_token_expired_is_not_worth_a_push(owing: Owing, office_id: int) -> None:
    owing.reply(office_id, reply_token(owing), purpose="answer")
    owing.clock.forward(seconds=70)
    assert owing.deliver() == ["failed"]
    assert owing.heard() == 0


def test_a_blocked_person_costs_nothing_and_the_push_is_settled(owing: Owing, office_id: int) -> None:
    owing.line.client.block(owing.user)
    owing.push(office_id)
    assert owing.deliver() == ["accepted"]  # LINE answers 200 all the same
    assert owing.line.client.channel_info("demo").used == 0


def reply_token(owing: Owing) -> str:
    """A fresh token: the person says something and the webhook (nobody there) is what LINE tried."""
    event = owing.line.client.say(owing.user, "สวัสดี").event
    assert event is not None
    return str(event["replyToken"])
