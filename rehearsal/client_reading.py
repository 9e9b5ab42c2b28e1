"""The client's view of what came of it all: chats, calls and deliveries, read back or waited for."""

import time
from collections.abc import Callable
from typing import TypeVar

from rehearsal.connection import Connection
from rehearsal.records import (
    ChannelInfo,
    ChatLine,
    Json,
    RehearsalError,
    SentCall,
    WebhookAttempt,
    channel_info,
    chat_line,
    sent_call,
    webhook_attempt,
)

Found = TypeVar("Found")


class Reader(Connection):
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

    def timeline(self, *, before: int | None = None, limit: int = 50) -> list[Json]:
        """What the bot sent or tried to, newest first."""
        entries: list[Json] = self._get("timeline", before=before, limit=limit)["entries"]
        return entries

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

    def _version(self, after: int = -1, seconds: float = 0.0) -> int:
        return int(self._get("wait", after=after, seconds=seconds)["version"])
