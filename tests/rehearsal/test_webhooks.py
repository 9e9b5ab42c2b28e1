"""What people do becomes LINE's own events, signed, at the bot's webhook; what the bot answered is on record."""

import re
import threading
from datetime import UTC, datetime

import pytest

from rehearsal.client import ChannelInfo, RehearsalClient, RehearsalError
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from tests.rehearsal.stagehands import Json, LineApi, RecordingBot, button_card, text

NOW = datetime(2027, 3, 30, 2, 0, 0, 123_000, tzinfo=UTC)


def last(bot: RecordingBot) -> Json:
    return bot.events[-1]


def test_a_line_said_becomes_a_signed_message_event(
    line: RehearsalClient, bot: RecordingBot, channel: ChannelInfo, som: str
) -> None:
    line.set_clock(NOW)
    act = line.say(som, "สวัสดี 😀")
    assert bot.signed_with(channel.secret)
    assert not bot.signed_with(channel.secret + "x")
    [request] = bot.requests
    assert request["destination"] == channel.bot_user_id
    [event] = request["events"]
    quote = event["message"].pop("quoteToken")
    assert isinstance(quote, str)
    assert quote
    assert re.fullmatch(r"[0-9A-HJKMNP-TV-Z]{26}", event.pop("webhookEventId"))
    assert re.fullmatch(r"[0-9a-f]{32}", event.pop("replyToken"))
    assert event == {
        "type": "message",
        "mode": "active",
        "timestamp": 1806372000123,
        "source": {"type": "user", "userId": som},
        "deliveryContext": {"isRedelivery": False},
        "message": {"type": "text", "id": act.message_id, "text": "สวัสดี 😀"},
    }


def test_the_text_travels_as_utf8(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    line.say(som, "ที่นี่ 😀")
    assert "ที่นี่ 😀".encode() in bot.bodies[0]


def test_a_group_line_names_group_and_person_and_the_mention(
    line: RehearsalClient, bot: RecordingBot, channel: ChannelInfo, som: str
) -> None:
    red = line.add_person("แดง 😀")
    group = line.add_group("ITA", [som, red], bot="khuanlang")
    line.say(som, "สถานะ", group=group, mention=True, mentions=[red])
    event = last(bot)
    assert event["source"] == {"type": "group", "groupId": group, "userId": som}
    assert event["message"]["text"] == "@ตามงาน @แดง 😀 สถานะ"
    assert event["message"]["mention"]["mentionees"] == [
        {"index": 0, "length": 7, "type": "user", "userId": channel.bot_user_id, "isSelf": True},
        {"index": 8, "length": 7, "type": "user", "userId": red, "isSelf": False},
    ]
    line.say(som, "กินข้าวหรือยัง", group=group)
    assert "mention" not in last(bot)["message"]


def test_a_name_already_in_the_text_is_mentioned_where_it_stands(
    line: RehearsalClient, bot: RecordingBot, som: str
) -> None:
    group = line.add_group("ITA", [som], bot="khuanlang")
    line.say(som, "😀 ถาม @ตามงาน หน่อย", group=group, mention=True)
    [mentionee] = last(bot)["message"]["mention"]["mentionees"]
    assert (mentionee["index"], mentionee["length"]) == (7, 7)  # the emoji is two units


def test_a_tapped_button_becomes_a_postback(line: RehearsalClient, bot: RecordingBot, api: LineApi, som: str) -> None:
    done = {"type": "postback", "label": "เสร็จแล้ว", "data": "1:s:7:d", "displayText": "O8 ดำเนินการเรียบร้อยแล้ว"}
    when = {"type": "datetimepicker", "label": "เลือกวัน", "data": "1:d:7", "mode": "date"}
    api.post("message/push", {"to": som, "messages": [button_card(done, when)]})
    line.tap(som, "1:s:7:d")
    assert last(bot)["postback"] == {"data": "1:s:7:d"}
    assert last(bot)["type"] == "postback"
    assert last(bot)["replyToken"]
    assert line.transcript(som)[-1].text == "O8 ดำเนินการเรียบร้อยแล้ว"
    line.press(som, "เลือกวัน", params={"date": "2027-04-15"})
    assert last(bot)["postback"] == {"data": "1:d:7", "params": {"date": "2027-04-15"}}
    assert len(bot.events) == 2  # the displayed text is no message event


def test_only_what_is_on_the_screen_can_be_tapped(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    with pytest.raises(RehearsalError, match="nothing on the screen"):
        line.tap(som, "1:s:7:d")
    with pytest.raises(RehearsalError, match="nothing on the screen"):
        line.press(som, "เสร็จแล้ว")
    assert bot.events == []
    line.tap(som, "1:s:7:d", forged=True)
    assert last(bot)["postback"] == {"data": "1:s:7:d"}


def test_quick_replies_go_away_with_the_next_line(
    line: RehearsalClient, bot: RecordingBot, api: LineApi, som: str
) -> None:
    items = [
        {"type": "action", "action": {"type": "message", "label": "ที่ค้าง", "text": "/missing"}},
        {"type": "action", "action": {"type": "uri", "label": "เว็บไซต์", "uri": "https://example.com"}},
    ]
    api.post("message/push", {"to": som, "messages": [text("สวัสดี", quickReply={"items": items})]})
    assert line.press(som, "เว็บไซต์").uri == "https://example.com"
    assert bot.events == []
    line.press(som, "ที่ค้าง")
    assert last(bot)["message"]["text"] == "/missing"
    with pytest.raises(RehearsalError, match="nothing on the screen"):
        line.press(som, "ที่ค้าง")


def test_following_blocking_and_coming_back(line: RehearsalClient, bot: RecordingBot, channel: ChannelInfo) -> None:
    new = line.add_person("ใหม่ มาดี", friend_of=[])
    with pytest.raises(RehearsalError, match="does not follow"):
        line.say(new, "สวัสดี")
    line.follow(new)
    line.block(new)
    with pytest.raises(RehearsalError, match="blocked"):
        line.say(new, "สวัสดี")
    line.follow(new)
    first, gone, back = bot.events
    assert (first["type"], first["follow"]) == ("follow", {"isUnblocked": False})
    assert (gone["type"], "replyToken" in gone) == ("unfollow", False)
    assert (back["type"], back["follow"]) == ("follow", {"isUnblocked": True})
    assert back["replyToken"]


def test_the_bot_and_people_join_and_leave_groups(
    line: RehearsalClient, bot: RecordingBot, api: LineApi, som: str
) -> None:
    red = line.add_person("แดง")
    group = line.add_group("ITA", [som])
    with pytest.raises(RehearsalError, match="not in the group"):
        line.say(som, "สวัสดี", group=group)
    line.invite_bot(group, by=som)
    line.join_group(group, red)
    line.leave_group(group, red)
    line.remove_bot(group)
    join, joined, left, leave = bot.events
    assert (join["type"], join["source"]) == ("join", {"type": "group", "groupId": group, "userId": som})
    assert joined["joined"] == {"members": [{"type": "user", "userId": red}]}
    assert left["left"] == {"members": [{"type": "user", "userId": red}]}
    assert leave["type"] == "leave"
    assert ["replyToken" in one for one in bot.events] == [True, True, False, False]
    assert api.get(f"group/{group}/summary").status == 404


def test_an_unsent_line_is_told_of_and_its_content_gone(
    line: RehearsalClient, bot: RecordingBot, api: LineApi, som: str
) -> None:
    act = line.attach(som, b"%PDF-1.7 ...", name="แผน.pdf", media_type="application/pdf")
    message = last(bot)["message"]
    assert (message["type"], message["fileName"], message["fileSize"]) == ("file", "แผน.pdf", 12)
    assert api.get(f"message/{act.message_id}/content").data == b"%PDF-1.7 ..."
    assert act.message_id is not None
    line.unsend(som, act.message_id)
    assert (last(bot)["type"], last(bot)["unsend"]) == ("unsend", {"messageId": act.message_id})
    assert "replyToken" not in last(bot)
    assert api.get(f"message/{act.message_id}/content").status == 410
    assert line.transcript(som)[0].unsent
    with pytest.raises(RehearsalError, match="unsend"):
        line.unsend(som, act.message_id)


def test_any_other_message_or_event_can_be_delivered(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    line.send(som, {"type": "sticker", "packageId": "446", "stickerId": "1988"})
    assert last(bot)["message"]["stickerId"] == "1988"
    line.event({"type": "somethingNew", "mode": "standby", "novelty": {"x": 1}}, user=som)
    assert (last(bot)["type"], last(bot)["mode"], last(bot)["novelty"]) == ("somethingNew", "standby", {"x": 1})


# ── how it arrives ──


def test_the_answer_and_its_time_are_on_record(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    bot.answers = [200, 500]
    assert line.say(som, "หนึ่ง").taken
    assert not line.say(som, "สอง").taken
    first, second = line.deliveries()
    assert (first.status, second.status) == (200, 500)
    assert first.event_ids == (bot.events[0]["webhookEventId"],)
    assert 0 < first.milliseconds < 5000
    assert len(bot.events) == 2  # redelivery is off by default


def test_with_redelivery_on_a_failed_event_comes_again_under_its_id(
    line: RehearsalClient, bot: RecordingBot, som: str
) -> None:
    line.set_webhook(bot.url, redelivery=True)
    bot.answers = [500, 503]
    act = line.say(som, "สวัสดี")
    assert [one.status for one in act.deliveries] == [500, 503, 200]
    assert [one.redelivery for one in act.deliveries] == [False, True, True]
    assert len({event["webhookEventId"] for event in bot.events}) == 1
    assert [event["deliveryContext"]["isRedelivery"] for event in bot.events] == [False, True, True]
    assert len({event["replyToken"] for event in bot.events}) == 1
    assert line.redeliver() == []  # nothing is owed any more


def test_what_a_bot_missed_can_be_redelivered_when_it_is_back(
    line: RehearsalClient, bot: RecordingBot, som: str
) -> None:
    bot.answers = [500, 500]
    line.say(som, "หนึ่ง")
    line.say(som, "สอง")
    attempts = line.redeliver()
    assert [one.ok for one in attempts] == [True, True]
    assert [event["message"]["text"] for event in bot.events] == ["หนึ่ง", "สอง", "หนึ่ง", "สอง"]
    assert line.redeliver() == []


def test_a_bot_that_is_silent_too_long_has_failed(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    bot.silent_until = threading.Event()
    try:
        act = line.say(som, "สวัสดี")
    finally:
        bot.silent_until.set()
    [attempt] = act.deliveries
    assert (attempt.status, attempt.error) == (None, "ReadTimeoutError")
    assert 250 < attempt.milliseconds < 2000


def test_a_bot_that_is_not_there_has_failed(line: RehearsalClient, channel: ChannelInfo, som: str) -> None:
    line.set_webhook("http://127.0.0.1:9/hook")
    [attempt] = line.say(som, "สวัสดี").deliveries
    assert attempt.status is None
    assert attempt.error is not None


def test_an_event_can_come_twice(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    line.fault("twice")
    line.say(som, "หนึ่ง")
    line.say(som, "สอง")
    assert [event["message"]["text"] for event in bot.events] == ["หนึ่ง", "หนึ่ง", "สอง"]
    assert bot.events[0] == bot.events[1]


def test_an_event_can_come_after_a_later_one(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    line.fault("out_of_order")
    line.say(som, "หนึ่ง")
    assert bot.events == []
    line.say(som, "สอง")
    assert [event["message"]["text"] for event in bot.events] == ["สอง", "หนึ่ง"]
    assert bot.events[0]["timestamp"] >= bot.events[1]["timestamp"]


def test_an_event_can_be_lost(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    line.fault("never")
    assert not line.say(som, "หนึ่ง").taken
    line.say(som, "สอง")
    assert [event["message"]["text"] for event in bot.events] == ["สอง"]


def test_events_of_several_people_can_come_in_one_request(
    line: RehearsalClient, bot: RecordingBot, channel: ChannelInfo, som: str
) -> None:
    red = line.add_person("แดง")
    line.hold_webhooks()
    line.say(som, "หนึ่ง")
    line.say(red, "สอง")
    assert bot.requests == []
    [attempt] = line.release_webhooks(together=True, reverse=True)
    [request] = bot.requests
    assert [event["source"]["userId"] for event in request["events"]] == [red, som]
    assert attempt.ok
    assert bot.signed_with(channel.secret)
    line.say(som, "สาม")
    assert len(bot.requests) == 2


def test_the_verify_button_sends_no_event(line: RehearsalClient, bot: RecordingBot, api: LineApi) -> None:
    answer = api.post("channel/webhook/test", {})
    assert answer.json()["success"] is True
    assert answer.json()["statusCode"] == 200
    assert bot.requests[0]["events"] == []
    bot.answers = [404]
    failed = api.post("channel/webhook/test", {}).json()
    assert (failed["success"], failed["statusCode"], failed["reason"]) == (False, 404, "ERROR_STATUS_CODE")
    nowhere = api.post("channel/webhook/test", {"endpoint": "http://127.0.0.1:9/"}).json()
    assert (nowhere["success"], nowhere["reason"]) == (False, "COULD_NOT_CONNECT")


def test_the_webhook_url_can_be_set_and_read(line: RehearsalClient, bot: RecordingBot, api: LineApi, som: str) -> None:
    moved = RecordingBot()
    with LocalServer(moved.app) as running:
        assert api.call("PUT", "channel/webhook/endpoint", {"endpoint": f"{running.url}/hook"}).status == 200
        assert api.get("channel/webhook/endpoint").json() == {"endpoint": f"{running.url}/hook", "active": True}
        line.say(som, "สวัสดี")
    assert (len(moved.events), len(bot.events)) == (1, 0)
    assert api.call("PUT", "channel/webhook/endpoint", {"endpoint": "ftp://example.com"}).status == 400


def test_two_bots_hear_only_what_is_theirs(
    server: RehearsalServer, line: RehearsalClient, bot: RecordingBot, channel: ChannelInfo, som: str
) -> None:
    other = RecordingBot()
    with LocalServer(other.app) as running:
        second = line.add_channel("bangklam", webhook_url=f"{running.url}/hook")
        line.follow(som, channel="bangklam")
        line.say(som, "ถึงบางกล่ำ", channel="bangklam")
        line.say(som, "ถึงควนลัง", channel="khuanlang")
        with pytest.raises(RehearsalError, match="say which channel"):
            line.say(som, "ถึงใคร")
    assert [event["message"]["text"] for event in bot.events] == ["ถึงควนลัง"]
    assert other.events[-1]["message"]["text"] == "ถึงบางกล่ำ"
    assert other.signed_with(second.secret)
    assert not other.signed_with(channel.secret)
