"""The fault switches of the room, as a bot and the page meet them."""

import time

import pytest

from rehearsal.client import RehearsalClient, RehearsalError
from tests.rehearsal.stagehands import LineApi, RecordingBot


def on(line: RehearsalClient) -> list[str]:
    return [one["name"] for one in line.switches() if one["on"]]


def test_every_switch_has_a_title_and_is_off_at_first(line: RehearsalClient) -> None:
    assert [one["name"] for one in line.switches()] == ["slow", "down", "quota", "twice"]
    assert all(one["title"] and one["about"] for one in line.switches())
    assert on(line) == []


def test_line_is_down_until_it_is_switched_back(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.switch("down", True)
    line.switch("down", True)  # a second browser's click
    assert [api.push(som).status, api.get("info").status] == [500, 500]
    line.switch("down", False)
    assert api.push(som).status == 200
    assert line.state()["faults"] == []


def test_line_is_slow_and_yet_accepts(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.switch("slow", True)
    started = time.monotonic()
    assert api.push(som).status == 200
    assert time.monotonic() - started >= 3
    line.switch("slow", False)


def test_a_spent_quota_refuses_pushes_and_shows_on_the_gauge(
    line: RehearsalClient, api: LineApi, bot: RecordingBot, som: str
) -> None:
    api.push(som)
    line.switch("quota", True)
    assert api.push(som).json() == {"message": "You have reached your monthly limit."}
    assert api.get("message/quota/consumption").json() == {"totalUsage": 300}
    assert line.state()["quota"]["used"] == 300
    line.say(som, "สวัสดี")
    assert api.reply(bot.events[0]["replyToken"]).status == 200
    line.switch("quota", False)
    assert line.state()["quota"]["used"] == 1


def test_an_event_is_delivered_twice_with_one_id(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    line.switch("twice", True)
    line.say(som, "O8 เสร็จแล้ว")
    assert len({event["webhookEventId"] for event in bot.events}) == 1
    assert len(bot.events) == 2
    line.switch("twice", False)
    line.say(som, "O9 เสร็จแล้ว")
    assert len(bot.events) == 3


def test_switches_are_independent_and_go_off_together(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.switch("down", True)
    line.switch("quota", True)
    line.switch("down", False)
    assert on(line) == ["quota"]
    assert api.push(som).status == 429
    line.clear_faults()
    assert on(line) == []
    assert api.push(som).status == 200


def test_an_unknown_switch_is_refused(line: RehearsalClient) -> None:
    with pytest.raises(RehearsalError, match="no such switch"):
        line.switch("gravity", True)
