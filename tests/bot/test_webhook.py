"""The webhook: it verifies, stores and answers; nothing that comes in can make it lose or invent an event."""

import base64
import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from bot import events
from bot.app import create_app
from bot.links import Links
from bot.metrics import Metrics
from models.database import Database
from models.inbox import InboxEvent
from tests.support.clock import FakeClock
from tests.support.offices import new_office
from tests.support.storing import in_memory

SECRETS = ("new-secret", "old-secret")
PATH = "/line/webhook/demo"
LINKS = Links("https://ita.bangtuayang.example", "webhook-key")


@pytest.fixture
def web(database: Database, clock: FakeClock) -> Iterator[FlaskClient]:
    with database.write() as session:
        new_office(session)
    app = create_app(
        database=database,
        clock=clock,
        secrets=lambda _slug: SECRETS,
        metrics=Metrics(),
        links=LINKS,
        storage=in_memory(),
    )
    with app.test_client() as client:
        yield client


def sign(body: bytes, secret: str = SECRETS[0]) -> dict[str, str]:
    digest = hmac.new(secret.encode(), body, hashlib.sha256).digest()
    return {"x-line-signature": base64.b64encode(digest).decode(), "content-type": "application/json"}


def post(web: FlaskClient, *batch: Any, secret: str = SECRETS[0], path: str = PATH) -> int:
    body = json.dumps({"destination": "Ubot", "events": list(batch)}).encode()
    return web.post(path, data=body, headers=sign(body, secret)).status_code


def text_event(event_id: str = "e1", text: str = "O8 เสร็จแล้ว", **changes: Any) -> dict[str, Any]:
    return {
        "type": "message",
        "mode": "active",
        "timestamp": 1793570400000,
        "webhookEventId": event_id,
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": "Uhead"},
        "replyToken": "token",
        "message": {"type": "text", "id": f"m-{event_id}", "text": text},
        **changes,
    }


def stored(database: Database) -> list[str]:
    with database.read() as session:
        return sorted(row.webhook_event_id for row in session.query(InboxEvent))


def test_a_signed_event_is_stored_and_answered_200(web: FlaskClient, database: Database) -> None:
    assert post(web, text_event()) == 200
    assert stored(database) == ["e1"]


def test_the_verify_button_is_answered_200(web: FlaskClient) -> None:
    assert post(web) == 200


def test_during_a_rotation_both_secrets_open(web: FlaskClient, database: Database) -> None:
    assert post(web, text_event("a"), secret="new-secret") == 200  # pragma: allowlist secret
    assert post(web, text_event("b"), secret="old-secret") == 200  # pragma: allowlist secret
    assert stored(database) == ["a", "b"]


@pytest.mark.parametrize("signature", [None, "", "AAAA", "ก", "x" * 10_000])
def test_a_wrong_or_missing_signature_stores_nothing(
    signature: str | None, web: FlaskClient, database: Database
) -> None:
    body = json.dumps({"events": [text_event()]}).encode()
    headers = {} if signature is None else {"x-line-signature": signature.encode().decode("latin-1")}
    assert web.post(PATH, data=body, headers=headers).status_code == 400
    assert stored(database) == []


def test_the_signature_is_over_the_raw_bytes(web: FlaskClient, database: Database) -> None:
    body = json.dumps({"events": [text_event()]}).encode()
    assert web.post(PATH, data=body + b" ", headers=sign(body)).status_code == 400
    assert stored(database) == []


def test_a_redelivered_event_is_stored_once(web: FlaskClient, database: Database) -> None:
    again = text_event(deliveryContext={"isRedelivery": True})
    assert [post(web, text_event()), post(web, again), post(web, again, text_event("e2"))] == [200, 200, 200]
    assert stored(database) == ["e1", "e2"]


@pytest.mark.parametrize(
    "bad",
    [
        None,
        "text",
        42,
        [],
        {},
        {"type": "message"},
        {"type": "somethingNew", "webhookEventId": "x", "source": {"type": "user", "userId": "U"}, "timestamp": 1},
        text_event("x", timestamp="soon"),
        text_event("x", timestamp=10**30),
        text_event("x", source=None),
        text_event("x", source={"type": "user"}),
        text_event("x", source={"type": "user", "userId": "\x00"}),
        text_event("x" * 500),
        text_event("x", webhookEventId=["x"]),
        text_event("x", webhookEventId=1e999),
        text_event("x", source={"type": "user", "userId": ["U"]}),
        text_event("x", source={"type": "group", "groupId": "C", "userId": 5}, message={"type": "text", "text": "/me"}),
        text_event("x", message={"type": "text", "id": 5, "text": "O8"}),
        text_event("x", mode="standby"),
        text_event("x", mode="somethingNew"),
    ],
)
def test_one_bad_event_never_loses_the_others(bad: Any, web: FlaskClient, database: Database) -> None:
    assert post(web, text_event("before"), bad, text_event("after")) == 200
    assert stored(database) == ["after", "before"]


def test_what_no_database_holds_is_not_kept(web: FlaskClient, database: Database) -> None:
    """Half a pair of surrogates, a NUL, a change of direction, and a reply token that is none: the rest of the event is
    handled as ever."""
    odd = text_event(text="O8\0 \ud800 🙏\u202e", replyToken="\ud800")
    assert post(web, odd, text_event("e2", replyToken="x" * 201)) == 200
    with database.read() as session:
        read = [events.read(row.webhook_event_id, row.payload) for row in session.query(InboxEvent)]
    assert [(event.what, event.reply_token) for event in read if event] == [
        (events.Said("O8\ufffd \ufffd 🙏\u200b"), None),
        (events.Said("O8 เสร็จแล้ว"), None),
    ]


def test_a_body_over_one_megabyte_is_refused_before_it_is_read(web: FlaskClient, database: Database) -> None:
    assert post(web, text_event(text="ก" * 1_000_000)) == 413
    assert stored(database) == []


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b'{"events": 5}', b'{"no": 1}', b"[" * 100_000])
def test_a_signed_body_that_is_no_webhook_stores_nothing(body: bytes, web: FlaskClient, database: Database) -> None:
    assert web.post(PATH, data=body, headers=sign(body)).status_code in (200, 400)
    assert stored(database) == []


def test_an_unknown_office_is_404(web: FlaskClient) -> None:
    assert post(web, text_event(), path="/line/webhook/nobody") == 404


def test_group_lines_that_do_not_address_the_bot_are_not_stored(web: FlaskClient, database: Database) -> None:
    group = {"type": "group", "groupId": "Cgroup", "userId": "Uhead"}
    mention = {"mentionees": [{"index": 0, "length": 4, "isSelf": True, "type": "user"}]}
    someone = {"mentionees": [{"index": 0, "length": 4, "isSelf": False, "type": "user", "userId": "U2"}]}
    batch = [
        text_event("plain", "เที่ยงนี้กินอะไรดี", source=group),
        text_event("slash", "/status", source=group),
        text_event("mention", source=group, message={"type": "text", "id": "1", "text": "@bot O8", "mention": mention}),
        text_event("other", source=group, message={"type": "text", "id": "2", "text": "@som O8", "mention": someone}),
        text_event("picture", source=group, message={"type": "image", "id": "3"}),
    ]
    assert post(web, *batch) == 200
    assert stored(database) == ["mention", "slash"]


def test_unsend_deletes_what_was_stored(web: FlaskClient, database: Database) -> None:
    post(web, text_event("e1"))
    unsend = text_event("e2", type="unsend", unsend={"messageId": "m-e1"})
    del unsend["message"]
    assert post(web, unsend) == 200
    assert stored(database) == ["e2"]


def test_health_and_readiness_and_metrics_are_told(web: FlaskClient) -> None:
    post(web, text_event())
    assert web.get("/healthz").status_code == 200
    assert web.get("/readyz").status_code == 200
    page = web.get("/metrics").get_data(as_text=True)
    assert 'tamngan_webhooks_total{outcome="stored"} 1.0' in page
    assert "tamngan_inbox_waiting 1.0" in page


def test_not_ready_before_the_migrations(tmp_path: Any, clock: FakeClock) -> None:
    empty = Database(f"sqlite:///{tmp_path}/empty.db")
    app = create_app(
        database=empty, clock=clock, secrets=lambda _slug: SECRETS, metrics=Metrics(), links=LINKS, storage=in_memory()
    )
    with app.test_client() as client:
        assert client.get("/healthz").status_code == 200
        answer = client.get("/readyz")
    assert answer.status_code == 503
    assert "tamngan db upgrade" in answer.get_data(as_text=True)
    empty.close()


def test_a_mention_of_the_bot_is_taken_out_of_the_text_by_utf16_places() -> None:
    mention = {"mentionees": [{"index": 3, "length": 4, "isSelf": True, "type": "user"}]}
    payload = text_event(message={"type": "text", "id": "1", "text": "🙏 @bot O8 เสร็จแล้ว", "mention": mention})
    event = events.read("e1", payload)
    assert event is not None
    assert event.what == events.Said("🙏  O8 เสร็จแล้ว")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
shapes = st.fixed_dictionaries(
    {},
    optional={
        "type": st.sampled_from(["message", "postback", "unsend", "follow", "join"]) | json_values,
        "source": st.fixed_dictionaries({}, optional={"type": st.just("user"), "userId": json_values}) | json_values,
        "timestamp": json_values,
        "webhookEventId": st.text(max_size=5) | json_values,
        "message": json_values,
        "unsend": json_values,
        "mode": json_values,
    },
)


@given(st.lists(shapes | json_values, max_size=4))
def test_no_event_of_any_shape_raises(batch: list[Any]) -> None:
    for kept in events.worth_storing(batch):
        assert len(kept.webhook_event_id) <= 64
