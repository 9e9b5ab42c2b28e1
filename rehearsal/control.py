"""The control API under /_rehearsal/: what tests, scripts and the chat page drive the stand-in with."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from rehearsal.actors import Actors, Happened
from rehearsal.control_reading import reading_routes
from rehearsal.control_room import PICTURES, room_routes
from rehearsal.courier import Courier
from rehearsal.faults import Faults
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible, TooLarge
from rehearsal.richmenus import RichMenus
from rehearsal.state import Channel, Json
from rehearsal.switches import Switches
from rehearsal.turning import Turning
from rehearsal.views import channel_json, delivery_json, group_json, happened_json, person_json

LARGEST_FILE = 10 * 1024 * 1024
LARGEST_BODY = 2 * LARGEST_FILE


def _body() -> Json:
    if (request.content_length or 0) > LARGEST_BODY:
        while request.stream.read(1 << 20):  # unread bytes would reset the connection before the answer is seen
            pass
        raise TooLarge(f"a file may have {LARGEST_FILE} bytes")
    given = request.get_json()
    if not isinstance(given, dict):
        raise NotPossible("the body is a JSON object")
    return given


def _text(body: Json, name: str) -> str:
    if not isinstance(body.get(name), str) or not body[name]:
        raise NotPossible(f"{name} is needed")
    return str(body[name])


def control_api(
    platform: Platform,
    actors: Actors,
    courier: Courier,
    faults: Faults,
    menus: RichMenus,
    turning: Turning,
    switches: Switches,
) -> Blueprint:
    api = Blueprint("control", __name__)

    @api.errorhandler(NotPossible)
    def impossible(reason: NotPossible) -> tuple[Json, int]:
        return {"error": str(reason)}, reason.status

    def channel(given: Any) -> Channel:
        """The channel named, or the only one there is."""
        slug = given.get("channel")
        if slug is None and len(platform.channels) == 1:
            return next(iter(platform.channels.values()))
        if slug is None:
            raise NotPossible("say which channel")
        return platform.channel(str(slug))

    reading_routes(api, platform, faults, menus, turning, switches, channel)
    room_routes(api, platform, courier, turning, switches, faults, menus, channel, _body)
    _setting(api, platform, channel)
    _acting(api, actors, turning, channel)
    _delivering(api, courier, channel)
    return api


def _setting(api: Blueprint, platform: Platform, channel: Callable[[Any], Channel]) -> None:
    @api.post("/channels")
    def add_channel() -> Json:
        given = _body()
        made = platform.add_channel(
            _text(given, "slug"),
            name=given.get("name"),
            webhook_url=given.get("webhook_url"),
            secret=given.get("secret"),
            access_token=given.get("access_token"),
            quota=given.get("quota", 300),
        )
        return channel_json(platform, made)

    @api.post("/webhook")
    def webhook() -> Json:
        given = _body()
        with platform.change():
            changed = channel(given)
            for name in ("webhook_url", "webhook_active", "redelivery"):
                if name in given:
                    setattr(changed, name, given[name])
        return channel_json(platform, changed)

    @api.post("/people")
    def add_person() -> Json:
        given = _body()
        return person_json(
            platform.add_person(_text(given, "name"), user_id=given.get("user_id"), friend_of=given.get("friend_of"))
        )

    @api.post("/groups")
    def add_group() -> Json:
        given = _body()
        members = list(given.get("members") or [])
        return group_json(
            platform.add_group(_text(given, "name"), members, group_id=given.get("group_id"), bot=given.get("bot"))
        )

    @api.post("/quota")
    def quota() -> Json:
        given = _body()
        changed = channel(given)
        platform.set_quota(changed.slug, limit=given.get("limit"), used=given.get("used"))
        return channel_json(platform, changed)

    @api.post("/content")
    def content() -> Json:
        """Say that a file under preparation can be fetched now, or is gone."""
        given = _body()
        with platform.change():
            found = platform.contents.get(_text(given, "message_id"))
            if found is None or given.get("status") not in ("processing", "succeeded", "gone"):
                raise NotPossible("no such content, or no such status")
            found.status = given["status"]
        return {"status": found.status}


def _acting(api: Blueprint, actors: Actors, turning: Turning, channel: Callable[[Any], Channel]) -> None:
    def act(path: str) -> Callable[[Callable[[Channel, Json], Happened]], None]:
        """Register POST /path: the act gets the channel and the body."""

        def register(done: Callable[[Channel, Json], Happened]) -> None:
            def view() -> Json:
                turning.refuse_while_turning()
                given = _body()
                return happened_json(done(channel(given), given))

            api.add_url_rule(f"/{path}", path, view, methods=["POST"])

        return register

    @act("say")
    def say(to: Channel, given: Json) -> Happened:
        user, group = _text(given, "user"), given.get("group")
        if isinstance(given.get("message"), dict):
            return actors.send(to, user, given["message"], group=group)
        mention, mentions = bool(given.get("mention")), list(given.get("mentions") or [])
        return actors.say(to, user, _text(given, "text"), group=group, mention=mention, mentions=mentions)

    @act("tap")
    def tap(to: Channel, given: Json) -> Happened:
        return actors.tap(
            to,
            _text(given, "user"),
            _text(given, "data"),
            group=given.get("group"),
            params=given.get("params"),
            forged=bool(given.get("forged")),
        )

    @act("press")
    def press(to: Channel, given: Json) -> Happened:
        user, label = _text(given, "user"), _text(given, "label")
        return actors.press(to, user, label, group=given.get("group"), params=given.get("params"))

    @act("attach")
    def attach(to: Channel, given: Json) -> Happened:
        if len(given.get("base64") or "") > LARGEST_FILE * 4 // 3 + 4:
            raise TooLarge(f"a file may have {LARGEST_FILE} bytes")
        try:
            data = base64.b64decode(_text(given, "base64"), validate=True)
        except binascii.Error:
            raise NotPossible("base64 cannot be read") from None
        known = ("kind", "name", "media_type", "group", "preparing", "image_set")
        named = {key: given[key] for key in known if key in given}
        kind = named.get("kind", "file")
        if kind not in ("image", "video", "audio", "file"):
            raise NotPossible("kind is image, video, audio or file")
        if kind == "image" and named.get("media_type") not in PICTURES:
            raise NotPossible(f"a picture is one of {', '.join(PICTURES)}")
        return actors.attach(to, _text(given, "user"), data, **named)

    @act("unsend")
    def unsend(to: Channel, given: Json) -> Happened:
        return actors.unsend(to, _text(given, "user"), _text(given, "message_id"))

    @act("follow")
    def follow(to: Channel, given: Json) -> Happened:
        return actors.follow(to, _text(given, "user"))

    @act("block")
    def block(to: Channel, given: Json) -> Happened:
        return actors.block(to, _text(given, "user"))

    @act("invite_bot")
    def invite_bot(to: Channel, given: Json) -> Happened:
        return actors.invite_bot(to, _text(given, "group"), by=given.get("user"))

    @act("remove_bot")
    def remove_bot(to: Channel, given: Json) -> Happened:
        return actors.remove_bot(to, _text(given, "group"))

    @act("join_group")
    def join_group(to: Channel, given: Json) -> Happened:
        return actors.join_group(to, _text(given, "group"), list(given.get("users") or []))

    @act("leave_group")
    def leave_group(to: Channel, given: Json) -> Happened:
        return actors.leave_group(to, _text(given, "group"), list(given.get("users") or []))

    @act("event")
    def event(to: Channel, given: Json) -> Happened:
        fields = given.get("event")
        if not isinstance(fields, dict):
            raise NotPossible("event is an object")
        return actors.anything(to, fields, user=given.get("user"), group=given.get("group"))


def _delivering(api: Blueprint, courier: Courier, channel: Callable[[Any], Channel]) -> None:
    @api.post("/hold")
    def hold() -> Json:
        courier.hold(channel(_body()))
        return {}

    @api.post("/release")
    def release() -> Json:
        given = _body()
        together, reverse = bool(given.get("together")), bool(given.get("reverse"))
        attempts = courier.release(channel(given), together=together, reverse=reverse)
        return {"deliveries": [delivery_json(one) for one in attempts]}

    @api.post("/redeliver")
    def redeliver() -> Json:
        return {"deliveries": [delivery_json(one) for one in courier.redeliver(channel(_body()))]}
