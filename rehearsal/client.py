"""Drives a running stand-in over HTTP, so that tests and scripts read like the journey they tell."""

import base64
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from rehearsal.client_reading import Reader
from rehearsal.records import (
    Act,
    ChannelInfo,
    ChatLine,
    Json,
    RehearsalError,
    SentCall,
    WebhookAttempt,
    act,
    channel_info,
    webhook_attempt,
)

__all__ = ["Act", "ChannelInfo", "ChatLine", "RehearsalClient", "RehearsalError", "SentCall", "WebhookAttempt"]


class RehearsalClient(Reader):
    """`channel` is the slug meant wherever none is given; not needed while there is only one."""

    # ── the scene ──

    def add_channel(
        self,
        slug: str,
        *,
        webhook_url: str | None = None,
        name: str | None = None,
        secret: str | None = None,
        access_token: str | None = None,
        quota: int | None = 300,
    ) -> ChannelInfo:
        return channel_info(
            self._post(
                "channels",
                slug=slug,
                webhook_url=webhook_url,
                name=name,
                secret=secret,
                access_token=access_token,
                quota=quota,
            )
        )

    def set_webhook(
        self, url: str | None, *, redelivery: bool = False, active: bool = True, channel: str | None = None
    ) -> None:
        self._post("webhook", channel, webhook_url=url, redelivery=redelivery, webhook_active=active)

    def add_person(self, name: str, *, user_id: str | None = None, friend_of: Sequence[str] | None = None) -> str:
        """Their user id. They follow every channel there is already, unless `friend_of` says which."""
        friends = None if friend_of is None else list(friend_of)
        return str(self._post("people", name=name, user_id=user_id, friend_of=friends)["user_id"])

    def add_group(
        self, name: str, members: Sequence[str] = (), *, group_id: str | None = None, bot: str | None = None
    ) -> str:
        """Its group id. `bot` is the slug of the channel that is in it from the start (else `invite_bot`)."""
        made = self._post("groups", name=name, members=list(members), group_id=group_id, bot=bot)
        return str(made["group_id"])

    # ── what people do ──

    def say(
        self,
        user: str,
        text: str,
        *,
        group: str | None = None,
        mention: bool = False,
        mentions: Sequence[str] = (),
        channel: str | None = None,
    ) -> Act:
        """Say a line, in private or in a group; `mention` addresses the bot, `mentions` other people."""
        people = list(mentions)
        return self._act("say", channel, user=user, text=text, group=group, mention=mention, mentions=people)

    def send(
        self, user: str, message: Mapping[str, Any], *, group: str | None = None, channel: str | None = None
    ) -> Act:
        """Send any kind of message (sticker, location…), as LINE describes it in the event."""
        return self._act("say", channel, user=user, message=dict(message), group=group)

    def tap(
        self,
        user: str,
        data: str,
        *,
        params: Mapping[str, str] | None = None,
        group: str | None = None,
        forged: bool = False,
        channel: str | None = None,
    ) -> Act:
        """Tap the button with this postback data; it must be on the screen unless `forged`."""
        picked = None if params is None else dict(params)
        return self._act("tap", channel, user=user, data=data, params=picked, group=group, forged=forged)

    def press(
        self,
        user: str,
        label: str,
        *,
        params: Mapping[str, str] | None = None,
        group: str | None = None,
        channel: str | None = None,
    ) -> Act:
        """Press the quick reply or button with this label."""
        picked = None if params is None else dict(params)
        return self._act("press", channel, user=user, label=label, params=picked, group=group)

    def attach(
        self,
        user: str,
        data: bytes,
        *,
        kind: str = "file",
        name: str = "file.bin",
        media_type: str = "application/octet-stream",
        group: str | None = None,
        preparing: bool = False,
        image_set: Mapping[str, object] | None = None,
        channel: str | None = None,
    ) -> Act:
        """`image_set`: of pictures sent together, {"id", "index", "total"}."""
        encoded = base64.b64encode(data).decode()
        return self._act(
            "attach",
            channel,
            user=user,
            base64=encoded,
            kind=kind,
            name=name,
            media_type=media_type,
            group=group,
            preparing=preparing,
            image_set=None if image_set is None else dict(image_set),
        )

    def set_content(self, message_id: str, status: str) -> None:
        """`processing`, `succeeded` or `gone`."""
        self._post("content", message_id=message_id, status=status)

    def unsend(self, user: str, message_id: str, *, channel: str | None = None) -> Act:
        return self._act("unsend", channel, user=user, message_id=message_id)

    def follow(self, user: str, *, channel: str | None = None) -> Act:
        return self._act("follow", channel, user=user)

    def block(self, user: str, *, channel: str | None = None) -> Act:
        return self._act("block", channel, user=user)

    unfollow = block

    def invite_bot(self, group: str, *, by: str | None = None, channel: str | None = None) -> Act:
        return self._act("invite_bot", channel, group=group, user=by)

    def remove_bot(self, group: str, *, channel: str | None = None) -> Act:
        return self._act("remove_bot", channel, group=group)

    def join_group(self, group: str, *users: str, channel: str | None = None) -> Act:
        return self._act("join_group", channel, group=group, users=list(users))

    def leave_group(self, group: str, *users: str, channel: str | None = None) -> Act:
        return self._act("leave_group", channel, group=group, users=list(users))

    def event(
        self,
        fields: Mapping[str, Any],
        *,
        user: str | None = None,
        group: str | None = None,
        channel: str | None = None,
    ) -> Act:
        """Deliver an event of any shape: the usual fields with `fields` over them."""
        return self._act("event", channel, event=dict(fields), user=user, group=group)

    def ask(
        self,
        user: str,
        text: str,
        *,
        group: str | None = None,
        mention: bool = False,
        timeout: float = 5.0,
        channel: str | None = None,
    ) -> list[ChatLine]:
        """Say a line and give what the bot then says in that chat (at least one line)."""
        chat = group or user
        before = len(self.bot_lines(chat, channel=channel))
        self.say(user, text, group=group, mention=mention, channel=channel)
        return self.wait_for_lines(chat, after=before, timeout=timeout, channel=channel)

    def _act(self, path: str, channel: str | None, **body: Any) -> Act:
        return act(self._post(path, channel, **body))

    # ── the weather ──

    def set_quota(self, limit: int | None, *, used: int | None = None, channel: str | None = None) -> None:
        """This month's limit (None: no limit) and, if given, how much of it is used."""
        self._post("quota", channel, limit=limit, used=used)

    def fault(
        self,
        fault: str,
        on: str = "any",
        *,
        times: int | None = 1,
        milliseconds: int = 60_000,
        channel: str | None = None,
    ) -> None:
        """See `rehearsal.faults` for the names; `times=None` lasts until `clear_faults`."""
        self._post("faults", fault=fault, on=on, times=times, milliseconds=milliseconds, channel=channel)

    def clear_faults(self) -> None:
        self._call("DELETE", "faults")

    def switches(self) -> list[Json]:
        """The room's fault switches: name, title, about, on."""
        switches: list[Json] = self._get("faults")["switches"]
        return switches

    def switch(self, name: str, on: bool) -> None:
        self._post("faults", switch=name, on=on)

    def turn(self, *, to: datetime | None = None, days: int | None = None) -> Json:
        """Begin to turn the room's clock: to an instant, by days, or else to the next reminder. Gives the clock."""
        if to is not None:
            return self._post("clock", to=to.isoformat())
        return self._post("clock", **({"next": True} if days is None else {"days": days}))

    def wait_until_turned(self, timeout: float = 60.0) -> Json:
        """The clock once it is at rest again."""

        def at_rest() -> Json | None:
            clock: Json = self.state()["clock"]
            return None if clock["turning"] else clock

        return self.wait_for(at_rest, timeout) or {}

    def cancel_turn(self) -> None:
        self._post("clock/cancel")

    def reset(self) -> None:
        """Start the room over; returns when its people are seated."""
        self._post("reset")

    def set_clock(self, at: datetime) -> None:
        """Hold the stand-in's clock there."""
        self._post("clock", at=at.isoformat())

    def shift_clock(self, seconds: float) -> None:
        """Let the clock run, this far from the true time (0: the true time again)."""
        self._post("clock", seconds=seconds)

    def hold_webhooks(self, *, channel: str | None = None) -> None:
        self._post("hold", channel)

    def release_webhooks(
        self, *, together: bool = False, reverse: bool = False, channel: str | None = None
    ) -> list[WebhookAttempt]:
        """Deliver what was held back; `together` in one request, as LINE may do."""
        answer = self._post("release", channel, together=together, reverse=reverse)
        return [webhook_attempt(one) for one in answer["deliveries"]]

    def redeliver(self, *, channel: str | None = None) -> list[WebhookAttempt]:
        """Deliver once more what the bot failed to take."""
        return [webhook_attempt(one) for one in self._post("redeliver", channel)["deliveries"]]
