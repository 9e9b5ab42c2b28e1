"""The control API and its client: the scene, waiting without sleeping, the clock, what cannot be done."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import urllib3

from rehearsal.client import ChannelInfo, RehearsalClient, RehearsalError
from rehearsal.clock import SteerableClock
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible
from rehearsal.server import RehearsalServer
from tests.rehearsal.stagehands import LineApi, button_card


def test_waiting_ends_with_the_change_it_waits_for(line: RehearsalClient, api: LineApi, som: str) -> None:
    later = threading.Timer(0.05, api.push, (som, "มาแล้ว"))
    later.start()
    started = time.perf_counter()
    lines = line.wait_for_lines(som)
    assert [one.text for one in lines] == ["มาแล้ว"]
    assert time.perf_counter() - started < 2
    later.join()


def test_waiting_in_vain_ends_in_time(line: RehearsalClient, channel: ChannelInfo, som: str) -> None:
    started = time.perf_counter()
    with pytest.raises(TimeoutError):
        line.wait_for_lines(som, timeout=0.1)
    assert 0.1 <= time.perf_counter() - started < 2


def test_waiting_works_from_python_too(server: RehearsalServer, api: LineApi, som: str) -> None:
    later = threading.Timer(0.05, api.push, (som,))
    later.start()
    assert server.platform.wait_for(lambda: len(server.platform.sent) == 1, timeout=2)
    assert not server.platform.wait_for(lambda: len(server.platform.sent) == 2, timeout=0.02)
    later.join()


def test_the_state_shows_the_scene(line: RehearsalClient, channel: ChannelInfo, som: str) -> None:
    group = line.add_group("ITA", [som])
    state = line.state()
    assert [one["slug"] for one in state["channels"]] == ["khuanlang"]
    assert state["people"] == [{"user_id": som, "name": "ส้ม ใจดี", "friend_of": ["khuanlang"], "blocked": []}]
    assert state["groups"] == [{"group_id": group, "name": "ITA", "members": [som], "bot": None}]
    assert line.channel_info() == channel


def test_secrets_and_ids_can_be_given(
    line: RehearsalClient, server: RehearsalServer, http: urllib3.PoolManager
) -> None:
    given = line.add_channel("ours", secret="our secret", access_token="our token")
    assert (given.secret, given.access_token) == ("our secret", "our token")
    assert LineApi(server.url, given, http).get("info").status == 200
    assert line.add_person("ส้ม", user_id="U" + "1" * 32) == "U" + "1" * 32
    assert line.add_group("ITA", group_id="C" + "1" * 32) == "C" + "1" * 32


SCENES: dict[str, Callable[[RehearsalClient, ChannelInfo], object]] = {
    "a second channel of the name": lambda line, _: line.add_channel("khuanlang"),
    "a token of another": lambda line, channel: line.add_channel("other", access_token=channel.access_token),
    "a second person of the id": lambda line, _: line.add_person("แดง", user_id="U" + "1" * 32),
    "a second group of the id": lambda line, _: line.add_group("ITA", group_id="C" + "1" * 32),
    "a group of nobody": lambda line, _: line.add_group("ITA", ["U" + "2" * 32]),
    "a group with an unknown bot": lambda line, _: line.add_group("ITA", bot="other"),
    "a friend of an unknown bot": lambda line, _: line.add_person("แดง", friend_of=["other"]),
}


@pytest.mark.parametrize("what", SCENES)
def test_a_scene_that_does_not_fit_together_is_refused(line: RehearsalClient, channel: ChannelInfo, what: str) -> None:
    line.add_person("ส้ม", user_id="U" + "1" * 32)
    line.add_group("ITA", group_id="C" + "1" * 32)
    with pytest.raises(RehearsalError):
        SCENES[what](line, channel)


def test_the_clock_can_be_held_and_shifted(line: RehearsalClient, som: str) -> None:
    at = datetime(2027, 3, 31, 1, 0, tzinfo=UTC)
    line.set_clock(at)
    line.say(som, "หนึ่ง")
    assert line.transcript(som)[0].at == at
    line.shift_clock(3600)
    line.say(som, "สอง")
    ahead = line.transcript(som)[1].at - datetime.now(UTC)
    assert timedelta(minutes=59) < ahead < timedelta(minutes=61)
    with pytest.raises(RehearsalError, match="time zone"):
        line.set_clock(datetime(2027, 3, 31))  # noqa: DTZ001 - that it is refused is the point


def test_a_clock_runs_on_its_base() -> None:
    base = [datetime(2027, 1, 1, tzinfo=UTC)]
    clock = SteerableClock(lambda: base[0])
    clock.move(timedelta(days=1))
    base[0] += timedelta(hours=1)
    assert clock() == datetime(2027, 1, 2, 1, tzinfo=UTC)


def test_a_control_request_must_be_json(server: RehearsalServer, http: urllib3.PoolManager) -> None:
    url = f"{server.url}/_rehearsal/say"
    assert http.request("POST", url, body=b"user=U1").status == 415
    assert http.request("POST", url, json=["x"]).status == 409
    assert http.request("POST", url, body=b"{", headers={"Content-Type": "application/json"}).status == 400
    assert http.request("GET", url).status == 405


def test_the_reading_of_a_flex_message_is_its_texts_and_buttons(line: RehearsalClient, api: LineApi, som: str) -> None:
    card = button_card({"type": "postback", "label": "เสร็จแล้ว", "data": "x"})
    quick = {"items": [{"type": "action", "action": {"type": "message", "label": "วิธีใช้", "text": "/help"}}]}
    assert api.post("message/push", {"to": som, "messages": [{**card, "quickReply": quick}]}).status == 200
    assert line.bot_lines(som)[0].text == "O8 แผนดำเนินงาน\n[เสร็จแล้ว]\n(วิธีใช้)"


def test_asking_gives_only_the_new_answers(
    line: RehearsalClient, server: RehearsalServer, api: LineApi, som: str
) -> None:
    api.push(som, "เดิม")
    later = threading.Timer(0.05, api.push, (som, "ใหม่"))
    later.start()
    assert [one.text for one in line.ask(som, "/status")] == ["ใหม่"]
    later.join()


def test_many_at_once_lose_and_double_nothing(line: RehearsalClient, api: LineApi, server: RehearsalServer) -> None:
    """Eight callers race on the same keys: each key is accepted once, and the quota counts each once."""
    people = [line.add_person(f"คนที่ {n}") for n in range(5)]
    keys = [f"00000000-0000-4000-8000-{n:012d}" for n in range(5)]
    statuses: list[int] = []

    def caller() -> None:
        statuses.extend(api.push(person, key=key).status for person, key in zip(people, keys, strict=True))

    callers = [threading.Thread(target=caller) for _ in range(8)]
    for one in callers:
        one.start()
    for one in callers:
        one.join()
    assert sorted(statuses) == [200] * 5 + [409] * 35
    assert line.channel_info().used == 5
    assert len(server.platform.sent) == 5


def test_the_platform_runs_without_http() -> None:
    now = datetime(2027, 3, 31, 1, 0, tzinfo=UTC)
    platform = Platform(lambda: now)
    channel = platform.add_channel("khuanlang")
    person = platform.add_person("ส้ม")
    assert platform.reaches(channel, person.user_id)
    assert platform.transcript("khuanlang", person.user_id) == []
    with pytest.raises(NotPossible):
        platform.person("nobody")
