"""What the stand-in platform knows: channels, people, groups, the lines of their chats, what was sent and delivered."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Clock = Callable[[], datetime]
Message = dict[str, Any]
Json = dict[str, Any]

SYSTEM = "system"
BOT = "bot"


@dataclass
class Channel:
    """One official account's Messaging API channel: one bot."""

    slug: str
    channel_id: str
    secret: str
    access_token: str
    bot_user_id: str
    basic_id: str
    name: str
    webhook_url: str | None = None
    webhook_active: bool = True
    redelivery: bool = False
    quota: int | None = 300
    used: dict[str, int] = field(default_factory=dict)  # month (2027-03) → people reached
    spent: bool = False  # as if the whole quota were used, whatever the month


@dataclass
class Person:
    user_id: str
    name: str
    friends: set[str] = field(default_factory=set)  # slugs of the channels they follow
    blocked: set[str] = field(default_factory=set)


@dataclass
class Group:
    group_id: str
    name: str
    members: list[str] = field(default_factory=list)
    bot: str | None = None  # LINE allows one official account a group


@dataclass
class Line:
    """One line of a chat as people see it, whoever wrote it."""

    id: str
    channel: str
    chat: str
    sender: str  # a user id, BOT or SYSTEM
    kind: Literal["user", "reply", "push", "multicast", "system"]
    at: datetime
    message: Message
    quote_token: str = ""
    cost: int = 0
    request_id: str | None = None
    delivered: bool = True  # False: LINE said 200, yet the person has blocked the bot
    unsent: bool = False
    read: bool = False  # the bot's webhook has taken it


@dataclass(frozen=True)
class Sent:
    """One accepted call of reply, push or multicast."""

    request_id: str
    channel: str
    kind: Literal["reply", "push", "multicast"]
    to: tuple[str, ...]
    messages: tuple[Mapping[str, Any], ...]
    message_ids: tuple[str, ...]
    cost: int
    at: datetime
    retry_key: str | None = None


@dataclass(frozen=True)
class Call:
    """One request to LINE's API, accepted or not, as the bot's author would want to look it up."""

    request_id: str
    channel: str | None
    method: str
    path: str
    status: int | None  # None: the connection was dropped
    fault: str | None
    at: datetime


@dataclass(frozen=True)
class Tried:
    """One call of reply, push or multicast as the timeline shows it, taken or not."""

    n: int
    channel: str | None
    kind: str
    to: tuple[str, ...]
    at: datetime
    text: str  # the alt text or first line
    messages: int
    cost: int
    accepted: bool
    status: int | None  # None: the connection was dropped
    error: str | None  # LINE's words
    fault: str | None
    repeated: bool  # the same retry key again


@dataclass
class ReplyToken:
    channel: str
    chat: str
    issued: datetime
    used: bool = False


@dataclass(frozen=True)
class Accepted:
    """What a retry key was first accepted for."""

    fingerprint: str
    request_id: str
    answer: Json
    at: datetime


@dataclass
class Content:
    """The bytes of an image or file message."""

    channel: str
    data: bytes
    media_type: str
    status: Literal["processing", "succeeded", "gone"] = "succeeded"


@dataclass(frozen=True)
class Delivery:
    """One attempt to hand events to a bot's webhook; `status` is None when no HTTP answer came."""

    channel: str
    event_ids: tuple[str, ...]
    status: int | None
    milliseconds: float
    redelivery: bool
    at: datetime
    error: str | None = None

    @property
    def ok(self) -> bool:
        return self.status is not None and 200 <= self.status < 300
