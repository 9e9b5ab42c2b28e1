"""The timeline of what the bot sent: to whom, what it cost, and what LINE refused, in LINE's words."""

import uuid
from datetime import UTC, datetime

import pytest
import urllib3

from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer
from tests.rehearsal.stagehands import LineApi, RecordingBot, button_card


def test_a_push_stands_with_its_reader_its_first_line_and_its_cost(
    line: RehearsalClient, api: LineApi, som: str
) -> None:
    api.push(som, "เรียน ผอ.กองคลัง\nO8 ครบกำหนดพรุ่งนี้", "อีกข้อความ")
    [entry] = line.timeline()
    assert entry["to"] == [{"id": som, "name": "ส้ม ใจดี"}]
    assert (entry["kind"], entry["text"], entry["messages"]) == ("push", "เรียน ผอ.กองคลัง", 2)
    assert (entry["cost"], entry["accepted"], entry["status"], entry["error"]) == (1, True, 200, None)
    assert line.state()["timeline"] == [entry]


def test_a_reply_is_free_and_a_card_stands_with_its_alt_text(
    line: RehearsalClient, api: LineApi, bot: RecordingBot, som: str
) -> None:
    line.say(som, "/ข้อ 8")
    api.post("message/reply", {"replyToken": bot.events[0]["replyToken"], "messages": [button_card()]})
    [entry] = line.timeline()
    assert (entry["kind"], entry["cost"], entry["text"]) == ("reply", 0, "O8")
    assert [one["name"] for one in entry["to"]] == ["ส้ม ใจดี"]


def test_a_refused_message_says_in_lines_words_what_is_wrong(line: RehearsalClient, api: LineApi, som: str) -> None:
    assert api.push(som, "").status == 400
    [entry] = line.timeline()
    assert (entry["accepted"], entry["status"], entry["cost"]) == (False, 400, 0)
    assert entry["error"] == "The request body has 1 error(s) (messages[0].text: May not be empty)"
    assert [one["name"] for one in entry["to"]] == ["ส้ม ใจดี"]


@pytest.mark.parametrize("body", [b"", b"[1]", b"{", b'{"to": 7, "messages": "x"}', b'{"messages": [1]}'])
def test_whatever_a_bot_sends_has_its_place(line: RehearsalClient, api: LineApi, som: str, body: bytes) -> None:
    answer = api.call("POST", "message/push", data=body, headers={"Content-Type": "application/json"})
    assert answer.status == 400
    [entry] = line.timeline()
    assert (entry["accepted"], entry["text"]) == (False, "")


def test_what_was_accepted_behind_an_error_and_its_repeat_are_told_apart(
    line: RehearsalClient, api: LineApi, som: str
) -> None:
    key = str(uuid.uuid4())
    line.fault("server_error_after", on="push")
    api.push(som, key=key)
    api.push(som, key=key)
    line.fault("drop_before", on="push")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        api.push(som)
    dropped, repeated, hidden = line.timeline()
    assert (hidden["accepted"], hidden["status"], hidden["fault"], hidden["cost"]) == (
        True,
        500,
        "server_error_after",
        1,
    )
    assert (repeated["accepted"], repeated["status"], repeated["repeated"], repeated["cost"]) == (False, 409, True, 0)
    assert (dropped["accepted"], dropped["status"], dropped["fault"]) == (False, None, "drop_before")


def test_the_timeline_comes_in_pages_newest_first(
    line: RehearsalClient, server: RehearsalServer, api: LineApi, som: str
) -> None:
    for number in range(25):
        api.push(som, f"ที่ {number}")
    assert len(line.state()["timeline"]) == 20
    first = line._get("timeline", limit=10)
    second = line._get("timeline", limit=10, before=first["entries"][-1]["n"])
    last = line._get("timeline", limit=10, before=second["entries"][-1]["n"])
    told = [one["text"] for page in (first, second, last) for one in page["entries"]]
    assert told == [f"ที่ {number}" for number in reversed(range(25))]
    assert [page["more"] for page in (first, second, last)] == [True, True, False]


def test_the_gauge_is_of_the_rooms_month_in_thailand(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.set_clock(datetime(2027, 2, 28, 16, 59, tzinfo=UTC))
    api.push(som)
    assert line._get("quota") == {"month": "2027-02", "limit": 300, "used": 1}
    line.set_clock(datetime(2027, 2, 28, 17, 0, tzinfo=UTC))  # midnight in Thailand
    assert line.state()["quota"] == {"month": "2027-03", "limit": 300, "used": 0}
