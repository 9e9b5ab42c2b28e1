"""What people do in the stand-in: each act leaves its line in the chat, becomes LINE's own event and is delivered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from rehearsal.actions import on_screen
from rehearsal.courier import Courier
from rehearsal.events import event, with_mentions
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible
from rehearsal.richmenus import RichMenus
from rehearsal.sending import Sending
from rehearsal.state import Channel, Content, Delivery, Group, Json, Line

ContentKind = Literal["image", "video", "audio", "file"]


@dataclass(frozen=True)
class Happened:
    """An act's event, how its delivery went, and the message it left in the chat."""

    event: Json | None
    deliveries: Sequence[Delivery] = ()
    message_id: str | None = None
    uri: str | None = None  # what a tapped link would open


class Actors:
    def __init__(self, platform: Platform, sending: Sending, courier: Courier, menus: RichMenus) -> None:
        self._platform = platform
        self._menus = menus
        self._sending = sending
        self._courier = courier

    # ── talking ──

    def say(
        self,
        channel: Channel,
        user: str,
        text: str,
        *,
        group: str | None = None,
        mention: bool = False,
        mentions: Sequence[str] = (),
    ) -> Happened:
        people = [(one, self._platform.person(one).name, False) for one in mentions]
        if mention:
            people.insert(0, (channel.bot_user_id, channel.name, True))
        text, mentioned = with_mentions(text, people)
        message: Json = {"type": "text", "text": text}
        if mentioned:
            message["mention"] = mentioned
        return self.send(channel, user, message, group=group)

    def send(self, channel: Channel, user: str, message: Mapping[str, Any], *, group: str | None = None) -> Happened:
        """Any message a person can send, as LINE describes it in the event (`type`, and what goes with it)."""
        if not isinstance(message.get("type"), str):
            raise NotPossible("a message needs a type")
        with self._platform.change():
            chat = self._chat(channel, user, group)
            line = self._platform.write(channel, chat, user, "user", dict(message))
            described: Json = {"id": line.id, "quoteToken": line.quote_token, **message}
            made = self._event(channel, "message", user, group, message=described)
        return self._sent(channel, made, line)

    def attach(
        self,
        channel: Channel,
        user: str,
        data: bytes,
        *,
        kind: ContentKind = "file",
        name: str = "file.bin",
        media_type: str = "application/octet-stream",
        group: str | None = None,
        preparing: bool = False,
        image_set: Json | None = None,
    ) -> Happened:
        """Send a picture, a recording or a file; `preparing` leaves its content at 202 until it is said ready.
        `image_set` is LINE's word on pictures sent together: their common id, this one's index, the total."""
        message: Json = {"type": kind} | ({"imageSet": image_set} if image_set else {})
        if kind == "file":
            message |= {"fileName": name, "fileSize": len(data)}
        else:
            message["contentProvider"] = {"type": "line"}
        if kind in ("video", "audio"):
            message["duration"] = 1000
        with self._platform.change():
            chat = self._chat(channel, user, group)
            line = self._platform.write(channel, chat, user, "user", message)
            status: Literal["processing", "succeeded"] = "processing" if preparing else "succeeded"
            self._platform.keep(line.id, Content(channel.slug, data, media_type, status))
            described = {"id": line.id, "quoteToken": line.quote_token, **message}
            made = self._event(channel, "message", user, group, message=described)
        return self._sent(channel, made, line)

    def _sent(self, channel: Channel, made: Json, line: Line) -> Happened:
        """Hand a message's event over; once the bot has taken it, the person sees it as read."""
        deliveries = self._courier.dispatch(channel, made)
        with self._platform.change():
            line.read = any(one.ok for one in deliveries)
        return Happened(made, deliveries, line.id)

    def unsend(self, channel: Channel, user: str, message_id: str) -> Happened:
        with self._platform.change():
            line = self._platform.lines.get(message_id)
            if line is None or line.sender != user or line.channel != channel.slug or line.unsent:
                raise NotPossible("no such message of theirs to unsend")
            line.unsent = True
            group = line.chat if line.chat in self._platform.groups else None
            content = self._platform.contents.get(message_id)
            if content is not None:
                content.status, content.data = "gone", b""
            made = self._event(channel, "unsend", user, group, token=False, unsend={"messageId": message_id})
        return Happened(made, self._courier.dispatch(channel, made), message_id)

    # ── tapping ──

    def tap(
        self,
        channel: Channel,
        user: str,
        data: str,
        *,
        group: str | None = None,
        params: Mapping[str, str] | None = None,
        forged: bool = False,
    ) -> Happened:
        """Tap the button with this postback data, newest message first; `forged` sends it without any button."""
        action = None if forged else self._shown(channel, user, group, {"data": data})
        return self._postback(channel, user, group, action or {"data": data}, params)

    def press(
        self,
        channel: Channel,
        user: str,
        label: str,
        *,
        group: str | None = None,
        params: Mapping[str, str] | None = None,
    ) -> Happened:
        """Press the quick reply or button with this label and do what it does."""
        action = self._shown(channel, user, group, {"label": label})
        match action["type"]:
            case "message":
                return self.say(channel, user, action["text"], group=group)
            case "postback" | "richmenuswitch":
                return self._postback(channel, user, group, action, params)
            case "datetimepicker":
                if params is None:
                    raise NotPossible("a date picker needs params, such as {'date': '2027-03-31'}")
                return self._postback(channel, user, group, action, params)
            case "uri":
                return Happened(None, uri=action["uri"])
        raise NotPossible(f"{action['type']} cannot be pressed here")

    def _shown(self, channel: Channel, user: str, group: str | None, wanted: Mapping[str, str]) -> Json:
        with self._platform.changed:
            chat = self._chat(channel, user, group)
            menu = None if group else self._menus.shown_to(channel, user)
            areas: list[Json] = [area["action"] for area in menu["areas"]] if menu else []
            for action in [*on_screen(self._platform.chats.get((channel.slug, chat), [])), *areas]:
                if all(action.get(name) == value for name, value in wanted.items()):
                    return action
        raise NotPossible(f"nothing on the screen has {dict(wanted)}")

    def _postback(
        self,
        channel: Channel,
        user: str,
        group: str | None,
        action: Mapping[str, Any],
        params: Mapping[str, str] | None,
    ) -> Happened:
        postback: Json = {"data": action.get("data", "")}
        if params is not None:
            postback["params"] = dict(params)
        with self._platform.change():
            chat = self._chat(channel, user, group)
            shown = action.get("displayText") or action.get("text")
            if shown:  # people see it as a line of theirs; LINE sends no message event for it
                self._platform.write(channel, chat, user, "user", {"type": "text", "text": shown})
            made = self._event(channel, "postback", user, group, postback=postback)
        return Happened(made, self._courier.dispatch(channel, made))

    # ── coming and going ──

    def follow(self, channel: Channel, user: str) -> Happened:
        with self._platform.change():
            person = self._platform.person(user)
            unblocked = channel.slug in person.blocked
            person.blocked.discard(channel.slug)
            person.friends.add(channel.slug)
            self._platform.note(channel, user, "เพิ่มเพื่อนแล้ว")
            made = self._event(channel, "follow", user, None, follow={"isUnblocked": unblocked})
        return Happened(made, self._courier.dispatch(channel, made))

    def block(self, channel: Channel, user: str) -> Happened:
        """Blocking is what LINE reports as `unfollow`."""
        with self._platform.change():
            person = self._platform.person(user)
            if channel.slug not in person.friends or channel.slug in person.blocked:
                raise NotPossible(f"{user} does not follow {channel.slug}")
            person.blocked.add(channel.slug)
            self._platform.note(channel, user, "บล็อกแล้ว")
            made = self._event(channel, "unfollow", user, None, token=False)
        return Happened(made, self._courier.dispatch(channel, made))

    def invite_bot(self, channel: Channel, group_id: str, *, by: str | None = None) -> Happened:
        with self._platform.change():
            group = self._platform.group(group_id)
            if group.bot is not None:
                raise NotPossible("a group can hold one official account")
            group.bot = channel.slug
            self._platform.note(channel, group_id, f"{channel.name} เข้าร่วมกลุ่ม")
            made = self._event(channel, "join", by, group_id)
        return Happened(made, self._courier.dispatch(channel, made))

    def remove_bot(self, channel: Channel, group_id: str) -> Happened:
        with self._platform.change():
            self._group_with(channel, group_id).bot = None
            self._platform.note(channel, group_id, f"{channel.name} ออกจากกลุ่ม")
            made = self._event(channel, "leave", None, group_id, token=False)
        return Happened(made, self._courier.dispatch(channel, made))

    def join_group(self, channel: Channel, group_id: str, users: Sequence[str]) -> Happened:
        with self._platform.change():
            group = self._group_with(channel, group_id)
            for user in users:
                name = self._platform.person(user).name
                if user in group.members:
                    raise NotPossible(f"{user} is in the group already")
                group.members.append(user)
                self._platform.note(channel, group_id, f"{name} เข้าร่วมกลุ่ม")
            made = self._event(channel, "memberJoined", None, group_id, joined=_members(users))
        return Happened(made, self._courier.dispatch(channel, made))

    def leave_group(self, channel: Channel, group_id: str, users: Sequence[str]) -> Happened:
        with self._platform.change():
            group = self._group_with(channel, group_id)
            for user in users:
                if user not in group.members:
                    raise NotPossible(f"{user} is not in the group")
                group.members.remove(user)
                self._platform.note(channel, group_id, f"{self._platform.person(user).name} ออกจากกลุ่ม")
            made = self._event(channel, "memberLeft", None, group_id, token=False, left=_members(users))
        return Happened(made, self._courier.dispatch(channel, made))

    def anything(self, channel: Channel, fields: Mapping[str, Any], *, user: str | None, group: str | None) -> Happened:
        """An event of any shape, as new ones appear at LINE without notice: the usual fields and `fields` over them."""
        with self._platform.change():
            kind = str(fields.get("type", "unknown"))
            made = self._event(channel, kind, user, group) | dict(fields)
        return Happened(made, self._courier.dispatch(channel, made))

    # ── what all of them need; the platform's lock is held ──

    def _chat(self, channel: Channel, user: str, group_id: str | None) -> str:
        person = self._platform.person(user)
        if group_id is None:
            if not self._platform.reaches(channel, user):
                raise NotPossible(f"{person.name} does not follow {channel.slug} or has blocked it")
            return user
        if user not in self._group_with(channel, group_id).members:
            raise NotPossible(f"{person.name} is not in the group")
        return group_id

    def _group_with(self, channel: Channel, group_id: str) -> Group:
        group = self._platform.group(group_id)
        if group.bot != channel.slug:
            raise NotPossible(f"{channel.slug} is not in the group")
        return group

    def _event(
        self, channel: Channel, kind: str, user: str | None, group: str | None, *, token: bool = True, **more: Any
    ) -> Json:
        chat = group or user
        reply = self._sending.new_reply_token(channel, chat) if token and chat else None
        return event(kind, self._platform.clock(), user_id=user, group_id=group, reply_token=reply, **more)


def _members(users: Sequence[str]) -> Json:
    return {"members": [{"type": "user", "userId": user} for user in users]}
