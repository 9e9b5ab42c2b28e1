"""The rest of LINE's API as the bot uses it: the account, people, groups, content, the loading animation."""

import pytest

from rehearsal.client import ChannelInfo, RehearsalClient
from tests.rehearsal.stagehands import LineApi


def test_the_bot_can_ask_who_it_is(api: LineApi, channel: ChannelInfo) -> None:
    info = api.get("info").json()
    assert (info["userId"], info["displayName"], info["chatMode"]) == (channel.bot_user_id, "ตามงาน", "bot")


def test_a_profile_is_there_until_the_person_blocks(line: RehearsalClient, api: LineApi, som: str) -> None:
    assert api.get(f"profile/{som}").json() == {"userId": som, "displayName": "ส้ม ใจดี", "language": "th"}
    line.block(som)
    gone = api.get(f"profile/{som}")
    assert (gone.status, gone.json()) == (404, {"message": "Not found"})
    stranger = line.add_person("ใหม่", friend_of=[])
    assert api.get(f"profile/{stranger}").status == 404


def test_a_group_tells_its_name_and_members_to_its_bot_only(line: RehearsalClient, api: LineApi, som: str) -> None:
    group = line.add_group("กลุ่ม ITA", [som], bot="khuanlang")
    assert api.get(f"group/{group}/summary").json() == {"groupId": group, "groupName": "กลุ่ม ITA"}
    assert api.get(f"group/{group}/member/{som}").json() == {"userId": som, "displayName": "ส้ม ใจดี"}
    assert api.get(f"group/{group}/member/{'U' + '0' * 32}").status == 404
    elsewhere = line.add_group("กลุ่มอื่น", [som])
    paths = ("summary", "members/count", f"member/{som}")
    assert [api.get(f"group/{elsewhere}/{path}").status for path in paths] == [404] * 3
    assert api.post(f"group/{elsewhere}/leave", {}).status == 404


def test_leaving_a_group_sends_no_event(line: RehearsalClient, api: LineApi, som: str) -> None:
    group = line.add_group("กลุ่ม ITA", [som], bot="khuanlang")
    assert api.post(f"group/{group}/leave", {}).json() == {}
    assert line.deliveries() == []
    assert api.post(f"group/{group}/leave", {}).status == 404


def test_content_is_prepared_then_there_then_gone(line: RehearsalClient, api: LineApi, som: str) -> None:
    act = line.attach(som, b"\x89PNG", kind="image", media_type="image/png", preparing=True)
    path = f"message/{act.message_id}/content"
    assert act.message_id is not None
    assert act.event is not None
    assert act.event["message"]["contentProvider"] == {"type": "line"}
    assert api.get(path).status == 202
    assert api.get(f"{path}/transcoding").json() == {"status": "processing"}
    line.set_content(act.message_id, "succeeded")
    answer = api.get(path)
    assert (answer.status, answer.headers["Content-Type"], answer.data) == (200, "image/png", b"\x89PNG")
    assert api.get(f"{path}/transcoding").json() == {"status": "succeeded"}
    line.set_content(act.message_id, "gone")
    assert api.get(path).status == 410


def test_content_is_for_its_own_channel_only(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.add_channel("other")
    line.follow(som, channel="other")
    act = line.attach(som, b"x", channel="other")
    assert api.get(f"message/{act.message_id}/content").status == 404
    assert api.get("message/1/content").status == 404


@pytest.mark.parametrize(
    ("seconds", "status"), [(5, 202), (60, 202), (None, 202), (3, 400), (7, 400), (65, 400), ("5", 400)]
)
def test_the_loading_animation_takes_steps_of_five_seconds(
    api: LineApi, som: str, seconds: object, status: int
) -> None:
    body = {"chatId": som} if seconds is None else {"chatId": som, "loadingSeconds": seconds}
    assert api.post("chat/loading/start", body).status == status


def test_the_loading_animation_is_for_private_chats(line: RehearsalClient, api: LineApi, som: str) -> None:
    group = line.add_group("กลุ่ม ITA", [som], bot="khuanlang")
    assert api.post("chat/loading/start", {"chatId": group}).status == 400
