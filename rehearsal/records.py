"""What the control API tells its callers, as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

Json = dict[str, Any]


class RehearsalError(Exception):
    """What the stand-in could not do, in its words."""


@dataclass(frozen=True)
class ChannelInfo:
    slug: str
    name: str
    channel_id: str
    secret: str
    access_token: str
    bot_user_id: str
    webhook_url: str | None
    quota: int | None
    used: int


@dataclass(frozen=True)
class ChatLine:
    """A line of a chat; `text` is the plain reading of any message: Flex texts, [buttons], (quick replies)."""

    id: str
    sender: str  # a user id, "bot" or "system"
    name: str
    kind: str  # user, reply, push, multicast, system
    text: str
    message: Json
    at: datetime
    cost: int
    request_id: str | None
    delivered: bool
    unsent: bool

    @property
    def from_bot(self) -> bool:
        return self.sender == "bot"


@dataclass(frozen=True)
class SentCall:
    """An accepted call of reply, push or multicast."""

    request_id: str
    channel: str
    kind: str
    to: tuple[str, ...]
    messages: tuple[Json, ...]
    message_ids: tuple[str, ...]
    cost: int
    at: datetime
    retry_key: str | None


@dataclass(frozen=True)
class WebhookAttempt:
    channel: str
    event_ids: tuple[str, ...]
    status: int | None
    milliseconds: float
    redelivery: bool
    ok: bool
    error: str | None


@dataclass(frozen=True)
class Act:
    """What came of something a person did: the event, and how the bot's webhook took it."""

    event: Json | None
    deliveries: tuple[WebhookAttempt, ...]
    message_id: str | None
    uri: str | None

    @property
    def taken(self) -> bool:
        """The webhook answered 2xx in the end."""
        return bool(self.deliveries) and self.deliveries[-1].ok


def channel_info(given: Json) -> ChannelInfo:
    return ChannelInfo(**{name: given[name] for name in ChannelInfo.__dataclass_fields__})


def chat_line(given: Json) -> ChatLine:
    kept = {name: given[name] for name in ChatLine.__dataclass_fields__}
    return ChatLine(**{**kept, "at": datetime.fromisoformat(given["at"])})


def sent_call(given: Json) -> SentCall:
    kept = {name: given[name] for name in SentCall.__dataclass_fields__}
    tuples = {name: tuple(given[name]) for name in ("to", "messages", "message_ids")}
    return SentCall(**{**kept, **tuples, "at": datetime.fromisoformat(given["at"])})


def webhook_attempt(given: Json) -> WebhookAttempt:
    kept = {name: given[name] for name in WebhookAttempt.__dataclass_fields__}
    return WebhookAttempt(**{**kept, "event_ids": tuple(given["event_ids"])})


def act(given: Json) -> Act:
    deliveries = tuple(webhook_attempt(one) for one in given["deliveries"])
    return Act(given["event"], deliveries, given["message_id"], given["uri"])
