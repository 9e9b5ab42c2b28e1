"""Reply, push and multicast against the stand-in, as LINE answers them."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
import urllib3

from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer
from tests.rehearsal.stagehands import LineApi, text

START = datetime(2027, 3, 30, 2, 0, tzinfo=UTC)


def token(line: RehearsalClient, user: str) -> str:
    event = line.say(user, "สวัสดี").event
    assert event is not None
    return str(event["replyToken"])


def key() -> str:
    return str(uuid.uuid4())


def test_a_reply_reaches_the_chat_and_is_free(line: RehearsalClient, api: LineApi, som: str) -> None:
    answer = api.reply(token(line, som), "หนึ่ง", "สอง")
    assert answer.status == 200
    sent = answer.json()["sentMessages"]
    assert [set(one) for one in sent] == [{"id", "quoteToken"}] * 2
    lines = line.bot_lines(som)
    assert [(one.text, one.cost, one.kind) for one in lines] == [("หนึ่ง", 0, "reply"), ("สอง", 0, "reply")]
    assert [one.id for one in lines] == [one["id"] for one in sent]
    assert line.channel_info().used == 0


def test_a_reply_token_works_once(line: RehearsalClient, api: LineApi, som: str) -> None:
    given = token(line, som)
    assert api.reply(given).status == 200
    again = api.reply(given)
    assert (again.status, again.json()) == (400, {"message": "Invalid reply token"})
    assert len(line.bot_lines(som)) == 1


@pytest.mark.parametrize(("seconds", "status"), [(60, 200), (61, 400)])
def test_a_reply_token_lives_a_minute(line: RehearsalClient, api: LineApi, som: str, seconds: int, status: int) -> None:
    line.set_clock(START)
    given = token(line, som)
    line.set_clock(START + timedelta(seconds=seconds))
    assert api.reply(given).status == status


def test_a_refused_body_does_not_use_the_token_up(line: RehearsalClient, api: LineApi, som: str) -> None:
    given = token(line, som)
    assert api.reply(given, "").status == 400
    assert api.reply(given, "ดี").status == 200


def test_a_reply_token_belongs_to_its_channel(
    line: RehearsalClient, server: RehearsalServer, api: LineApi, som: str, http: urllib3.PoolManager
) -> None:
    given = token(line, som)
    other = LineApi(server.url, line.add_channel("other"), http)
    assert other.reply(given).json() == {"message": "Invalid reply token"}
    assert api.reply(given).status == 200


def test_errors_come_in_lines_shape(api: LineApi, som: str) -> None:
    answer = api.post("message/push", {"to": som, "messages": [text(""), {"type": "poster"}]})
    assert answer.status == 400
    assert answer.json()["message"] == "The request body has 2 error(s)"
    assert answer.json()["details"][0] == {"message": "May not be empty", "property": "messages[0].text"}
    assert answer.json()["details"][1]["property"] == "messages[1].type"


def test_a_flex_error_names_the_message_and_points_into_it(api: LineApi, som: str) -> None:
    body = {"type": "box", "layout": "vertical", "contents": [{"type": "text", "text": ""}]}
    broken = {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": body}}
    answer = api.post("message/push", {"to": som, "messages": [text("ดี"), broken]})
    assert answer.json() == {
        "message": "A message (messages[1]) in the request body is invalid",
        "details": [{"message": "must be non-empty text", "property": "/body/contents/0/text"}],
    }


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"messages": [text("ดี")]}, "The property, 'to', in the request body is invalid (line: -, column: -)"),
        ({"to": "somebody"}, "The property, 'to', in the request body is invalid (line: -, column: -)"),
        ({"to": "U" + "0" * 32, "messages": [text("ดี")]}, "Failed to send messages"),
        ({"to": "C" + "0" * 32, "messages": [text("ดี")]}, "Failed to send messages"),
        ({"to": "U" + "0" * 32}, "The request body has 1 error(s)"),
        ({"to": "U" + "0" * 32, "messages": "ดี"}, "The request body has 1 error(s)"),
    ],
)
def test_a_push_to_nowhere_or_of_nothing_is_refused(api: LineApi, body: object, message: str) -> None:
    answer = api.post("message/push", body)
    assert (answer.status, answer.json()["message"]) == (400, message)


@pytest.mark.parametrize("data", [b"{", b"[]", b'"x"', b"\xff", b"[" * 100_000])
def test_a_body_that_is_not_a_json_object_is_refused(api: LineApi, data: bytes) -> None:
    answer = api.call("POST", "message/push", data=data, headers={"Content-Type": "application/json"})
    assert answer.status == 400
    assert answer.json()["message"].startswith("The request body could not be parsed as JSON (line: ")


def test_another_content_type_is_refused(api: LineApi) -> None:
    answer = api.call("POST", "message/push", data=b"{}", headers={"Content-Type": "text/plain"})
    assert (answer.status, answer.json()) == (415, {"message": "The content type, text/plain, is not supported"})


@pytest.mark.parametrize(
    "header", [{"Authorization": "Bearer wrong"}, {"Authorization": "Basic x"}, {"Authorization": ""}]
)
def test_a_wrong_token_is_refused(line: RehearsalClient, api: LineApi, som: str, header: dict[str, str]) -> None:
    answer = api.call("POST", "message/push", {"to": som, "messages": [text("ดี")]}, headers=header)
    assert answer.status == 401
    assert answer.json()["message"].startswith("Authentication failed due to the following reason: ")
    assert line.bot_lines(som) == []


def test_every_answer_carries_a_request_id_of_its_own(line: RehearsalClient, api: LineApi, som: str) -> None:
    answers = [api.push(som), api.push(som, ""), api.get("nothing/here"), api.get("message/push"), api.get("info")]
    assert [one.status for one in answers] == [200, 400, 404, 405, 200]
    ids = [one.headers["x-line-request-id"] for one in answers]
    assert len(set(ids)) == 5
    assert [call["request_id"] for call in line.calls()] == ids
    assert line.sent()[0].request_id == ids[0]
    assert answers[2].json() == {"message": "Not found"}


# ── who is reached, and what it costs ──


def test_a_push_costs_one_a_person_however_many_messages(line: RehearsalClient, api: LineApi, som: str) -> None:
    assert api.push(som, "หนึ่ง", "สอง", "สาม").status == 200
    assert line.channel_info().used == 1
    assert [one.cost for one in line.sent()] == [1]
    assert [one.cost for one in line.bot_lines(som)] == [1, 0, 0]


def test_a_push_to_someone_who_blocked_is_taken_and_costs_nothing(
    line: RehearsalClient, api: LineApi, som: str
) -> None:
    line.block(som)
    assert api.push(som).status == 200
    assert line.bot_lines(som) == []
    assert line.sent()[0].cost == 0
    assert line.channel_info().used == 0


def test_a_push_to_a_group_costs_its_members(line: RehearsalClient, api: LineApi, som: str) -> None:
    group = line.add_group("ITA", [som, line.add_person("แดง"), line.add_person("ดำ")], bot="khuanlang")
    assert api.push(group).status == 200
    assert api.get(f"group/{group}/members/count").json() == {"count": 3}
    assert line.channel_info().used == 3


def test_a_group_the_bot_left_cannot_be_pushed_to(line: RehearsalClient, api: LineApi, som: str) -> None:
    group = line.add_group("ITA", [som], bot="khuanlang")
    event = line.say(som, "สวัสดี", group=group).event
    assert event is not None
    assert api.post(f"group/{group}/leave", {}).status == 200
    for answer in (api.push(group), api.reply(event["replyToken"])):
        assert (answer.status, answer.json()) == (400, {"message": "Failed to send messages"})


def test_a_multicast_reaches_each_person_once(line: RehearsalClient, api: LineApi, som: str) -> None:
    red, black = line.add_person("แดง"), line.add_person("ดำ")
    line.block(black)
    answer = api.post("message/multicast", {"to": [som, red, red, black], "messages": [text("ดี")]})
    assert (answer.status, answer.json()) == (200, {})
    assert [len(line.bot_lines(one)) for one in (som, red, black)] == [1, 1, 0]
    assert line.channel_info().used == 2


@pytest.mark.parametrize(("to", "status"), [([], 400), (["U" + "0" * 32] * 501, 400), ("U", 400), (["C"], 400)])
def test_a_multicast_needs_1_to_500_people(api: LineApi, to: object, status: int) -> None:
    assert api.post("message/multicast", {"to": to, "messages": [text("ดี")]}).status == status


# ── the month's quota ──


def test_the_quota_ends_pushes_but_not_replies(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.set_quota(300, used=299)
    assert api.push(som).status == 200
    over = api.push(som)
    assert (over.status, over.json()) == (429, {"message": "You have reached your monthly limit."})
    assert api.reply(token(line, som)).status == 200
    assert api.get("message/quota").json() == {"type": "limited", "value": 300}
    assert api.get("message/quota/consumption").json() == {"totalUsage": 300}


def test_a_group_that_no_longer_fits_the_quota_is_not_half_reached(
    line: RehearsalClient, api: LineApi, som: str
) -> None:
    group = line.add_group("ITA", [som, line.add_person("แดง")], bot="khuanlang")
    line.set_quota(10, used=9)
    assert api.push(group).status == 429
    assert line.channel_info().used == 9
    assert line.bot_lines(group) == []


def test_the_quota_starts_anew_with_the_month_in_thailand(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.set_clock(datetime(2027, 3, 31, 16, 59, tzinfo=UTC))
    line.set_quota(1, used=1)
    assert api.push(som).status == 429
    line.set_clock(datetime(2027, 3, 31, 17, 0, tzinfo=UTC))
    assert api.push(som).status == 200


def test_a_plan_without_limit_says_so(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.set_quota(None, used=100_000)
    assert api.push(som).status == 200
    assert api.get("message/quota").json() == {"type": "none"}


# ── retry keys ──


def test_a_retry_key_sends_once_and_tells_what_was_sent(line: RehearsalClient, api: LineApi, som: str) -> None:
    again = key()
    first = api.push(som, "ดี", key=again)
    second = api.push(som, "ดี", key=again.upper())
    assert second.status == 409
    assert second.json() == {"message": "The retry key is already accepted", **first.json()}
    assert second.headers["x-line-accepted-request-id"] == first.headers["x-line-request-id"]
    assert second.headers["x-line-request-id"] != first.headers["x-line-request-id"]
    assert (len(line.bot_lines(som)), line.channel_info().used) == (1, 1)
    assert line.sent()[0].retry_key == again


def test_a_retry_key_holds_for_a_day(line: RehearsalClient, api: LineApi, som: str) -> None:
    again = key()
    line.set_clock(START)
    assert api.push(som, key=again).status == 200
    line.set_clock(START + timedelta(hours=24) - timedelta(seconds=1))
    assert api.push(som, key=again).status == 409
    line.set_clock(START + timedelta(hours=24))
    assert api.push(som, key=again).status == 200
    assert len(line.bot_lines(som)) == 2


def test_a_retry_key_with_another_body_is_refused(line: RehearsalClient, api: LineApi, som: str) -> None:
    again = key()
    assert api.push(som, "ดี", key=again).status == 200
    assert api.push(som, "ไม่ดี", key=again).status == 400
    assert len(line.bot_lines(som)) == 1


def test_a_refused_request_does_not_use_its_retry_key_up(line: RehearsalClient, api: LineApi, som: str) -> None:
    again = key()
    line.set_quota(0)
    assert api.push(som, key=again).status == 429
    line.set_quota(10)
    assert api.push(som, key=again).status == 200


def test_a_retry_key_is_a_uuid_and_for_push_and_multicast_only(line: RehearsalClient, api: LineApi, som: str) -> None:
    assert api.push(som, key="today's digest").status == 400
    reply = {"replyToken": token(line, som), "messages": [text("ดี")]}
    assert api.post("message/reply", reply, X_Line_Retry_Key=key()).status == 400
    again = key()
    many = {"to": [som], "messages": [text("ดี")]}
    assert [api.post("message/multicast", many, X_Line_Retry_Key=again).status for _ in range(2)] == [200, 409]
    assert len(line.bot_lines(som)) == 1


# ── validation without sending ──


@pytest.mark.parametrize("kind", ["reply", "push"])
def test_messages_can_be_validated_without_being_sent(line: RehearsalClient, api: LineApi, som: str, kind: str) -> None:
    assert api.post(f"message/validate/{kind}", {"messages": [text("ดี")]}).json() == {}
    refused = api.post(f"message/validate/{kind}", {"messages": [text("")]})
    assert (refused.status, refused.json()["details"][0]["property"]) == (400, "messages[0].text")
    assert line.sent() == []


def test_mentions_are_taken_in_a_group_and_refused_in_private(line: RehearsalClient, api: LineApi, som: str) -> None:
    group = line.add_group("ITA", [som], bot="khuanlang")
    person = {"type": "mention", "mentionee": {"type": "user", "userId": som}}
    message = {"type": "textV2", "text": "เรียน {p}", "substitution": {"p": person}}
    assert api.post("message/push", {"to": group, "messages": [message]}).status == 200
    assert api.post("message/push", {"to": som, "messages": [message]}).status == 400
