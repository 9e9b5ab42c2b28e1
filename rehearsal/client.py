"""Drives a running stand-in over HTTP, so that tests and scripts read like the journey they tell."""

import base64
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urlencode

import urllib3

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
    chat_line,
    sent_call,
    webhook_attempt,
)

__all__ = ["Act", "ChannelInfo", "ChatLine", "RehearsalClient", "RehearsalError", "SentCall", "WebhookAttempt"]

Found = TypeVar("Found")


class RehearsalClient:
    """`channel` is the slug meant wherever none is given; not needed while there is only one."""

    def __init__(self, url: str, *, channel: str | None = None, timeout: float = 40.0) -> None:
        self.url = url.rstrip("/")
        self.channel = channel
        self._http = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=timeout))

    def close(self) -> None:
        self._http.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

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
        channel: str | None = None,
    ) -> Act:
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

    # ── what came of it ──

    def transcript(self, chat: str, *, channel: str | None = None) -> list[ChatLine]:
        """All lines of a chat (a user id or a group id), oldest first."""
        lines = self._get("transcript", chat=chat, channel=channel or self.channel)["lines"]
        return [chat_line(one) for one in lines]

    def bot_lines(self, chat: str, *, channel: str | None = None) -> list[ChatLine]:
        """What the bot said there and people can see."""
        return [one for one in self.transcript(chat, channel=channel) if one.from_bot and one.delivered]

    def sent(self, *, channel: str | None = None) -> list[SentCall]:
        """Every accepted reply, push and multicast, with what it cost."""
        return [sent_call(one) for one in self._get("sent", channel=channel or self.channel)["sent"]]

    def calls(self) -> list[Json]:
        """Every request to LINE's API: request_id, channel, method, path, status, fault, at."""
        calls: list[Json] = self._get("calls")["calls"]
        return calls

    def deliveries(self) -> list[WebhookAttempt]:
        return [webhook_attempt(one) for one in self._get("deliveries")["deliveries"]]

    def state(self) -> Json:
        return self._get("state")

    def channel_info(self, slug: str | None = None) -> ChannelInfo:
        wanted = slug or self.channel
        for one in self.state()["channels"]:
            if wanted in (None, one["slug"]):
                return channel_info(one)
        raise RehearsalError(f"no channel {wanted}")

    def wait_for(self, predicate: Callable[[], Found], timeout: float = 5.0) -> Found:
        """What `predicate` gives once it is true; it is asked anew after every change at the platform."""
        deadline = time.monotonic() + timeout
        version = self._version()
        while not (found := predicate()):
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError(f"nothing of the kind within {timeout} s")
            version = self._version(after=version, seconds=left)
        return found

    def wait_for_lines(
        self, chat: str, count: int = 1, *, after: int = 0, timeout: float = 5.0, channel: str | None = None
    ) -> list[ChatLine]:
        """The bot's lines in a chat beyond the first `after`, once there are `count` of them."""

        def there() -> list[ChatLine]:
            lines = self.bot_lines(chat, channel=channel)[after:]
            return lines if len(lines) >= count else []

        return self.wait_for(there, timeout)

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

    # ── HTTP ──

    def _version(self, after: int = -1, seconds: float = 0.0) -> int:
        return int(self._get("wait", after=after, seconds=seconds)["version"])

    def _act(self, path: str, channel: str | None, **body: Any) -> Act:
        return act(self._post(path, channel, **body))

    def _post(self, path: str, channel: str | None = None, /, **body: Any) -> Json:
        slug = channel or self.channel
        return self._call("POST", path, {**({"channel": slug} if slug else {}), **body})

    def _get(self, path: str, **query: Any) -> Json:
        given = {name: value for name, value in query.items() if value is not None}
        return self._call("GET", f"{path}?{urlencode(given)}" if given else path)

    def _call(self, method: str, path: str, body: Json | None = None) -> Json:
        answer = self._http.request(method, f"{self.url}/_rehearsal/{path}", json=body)
        given: Json = answer.json()
        if answer.status >= 400:
            raise RehearsalError(str(given.get("error") or given.get("message") or answer.status))
        return given
