"""LINE's webhook events: which are worth storing, and a stored one as a small value. Unknown means ignore."""

import base64
import hashlib
import hmac
import logging
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from models.inbox import Incoming

log = logging.getLogger(__name__)

_USER_KINDS = {"message", "postback", "follow", "unfollow", "unsend"}
_GROUP_KINDS = {"message", "postback", "join", "leave", "unsend"}
_CONTENT = {"image", "file", "video", "audio"}
_ID = re.compile(r"^[\x21-\x7e]{1,64}\Z")
_TOKEN = re.compile(r"^[\x21-\x7e]{1,200}\Z")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")  # PostgreSQL holds no NUL, and half a pair of surrogates is no text
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")  # what follows would be shown backwards, in cards and papers too
_SLASH = re.compile(r"^\s*[/／]\s*\S")


@dataclass(frozen=True)
class Said:
    text: str


@dataclass(frozen=True)
class Tapped:
    data: str
    params: dict[str, str]


@dataclass(frozen=True)
class Sent:
    """A picture, file, video or recording; its content is with LINE. Pictures sent together share a `set_id`."""

    kind: str
    message_id: str
    name: str = ""
    size: int | None = None
    set_id: str = ""
    set_total: int = 1


@dataclass(frozen=True)
class Happened:
    """follow, unfollow, join, leave, or another message that is not text (then `kind` is its message type)."""

    kind: str


@dataclass(frozen=True)
class Event:
    event_id: str
    chat: str
    user_id: str | None
    group_id: str | None
    reply_token: str | None
    what: Said | Tapped | Sent | Happened


def is_signed(body: bytes, signature: str | None, secrets: Iterable[str]) -> bool:
    """Whether LINE signed these very bytes with one of the channel's secrets (two are valid during a rotation)."""
    given = (signature or "").encode("utf-8", "replace")
    # Every secret is tried whatever the first says, so that the time taken tells nothing.
    verdicts = [
        hmac.compare_digest(base64.b64encode(hmac.new(s.encode(), body, hashlib.sha256).digest()), given)
        for s in secrets
    ]
    return any(verdicts)


def worth_storing(events: Sequence[Any]) -> list[Incoming]:
    """The events to keep. One that cannot be read is left out and never takes the others with it."""
    kept = []
    for raw in events:
        try:
            incoming = _incoming(raw)
        except (KeyError, TypeError, ValueError, AttributeError, OverflowError, OSError, RecursionError) as error:
            log.warning("webhook event ignored: %s", type(error).__name__)
            continue
        if incoming is not None:
            kept.append(incoming)
    return kept


def _incoming(raw: dict[str, Any]) -> Incoming | None:
    kind, source = str(raw["type"]), raw["source"]
    if raw.get("mode", "active") != "active":
        return None
    group_id = source.get("groupId")
    if source["type"] not in ("user", "group") or kind not in (_GROUP_KINDS if group_id else _USER_KINDS):
        return None
    message = raw.get("message") or {}
    if group_id and kind == "message" and not addresses_bot(message):
        return None
    message_id = raw["unsend"]["messageId"] if kind == "unsend" else message.get("id")
    chat, event_id = group_id or source["userId"], raw["webhookEventId"]
    ids = [chat, event_id, *(given for given in (source.get("userId"), message_id) if given is not None)]
    if not all(isinstance(i, str) and _ID.match(i) for i in ids):
        return None
    payload = _storable(raw)
    read(event_id, payload)  # what cannot be read again is not taken: it would keep the worker from everything after it
    return Incoming(
        webhook_event_id=event_id,
        chat=chat,
        kind=kind,
        message_id=message_id,
        payload=payload,
        event_at=datetime.fromtimestamp(int(raw["timestamp"]) / 1000, UTC),
    )


def addresses_bot(message: dict[str, Any]) -> bool:
    """Whether a group line is for the bot: a mention of it, or a slash command. Other lines are nobody's business."""
    if message.get("type") != "text":
        return False
    mentionees = (message.get("mention") or {}).get("mentionees") or []
    return any(m.get("isSelf") is True for m in mentionees) or bool(_SLASH.match(str(message.get("text", ""))))


def read(event_id: str, payload: dict[str, Any]) -> Event | None:
    """A stored event as a value; None when nothing in it is for us (its message was unsent)."""
    if not payload:
        return None
    source = payload["source"]
    group_id = source.get("groupId")
    return Event(
        event_id=event_id,
        chat=str(group_id or source["userId"]),
        user_id=str(source["userId"]) if source.get("userId") else None,
        group_id=group_id,
        reply_token=payload.get("replyToken"),
        what=_what(payload),
    )


def _what(payload: dict[str, Any]) -> Said | Tapped | Sent | Happened:
    kind = str(payload["type"])
    if kind == "postback":
        postback = payload["postback"]
        params = {str(k): str(v) for k, v in (postback.get("params") or {}).items()}
        return Tapped(str(postback["data"]), params)
    if kind == "message":
        message = payload["message"]
        if message["type"] == "text":
            return Said(_without_mention(message))
        return _sent(message) if message["type"] in _CONTENT else Happened(str(message["type"]))
    return Happened(kind)


def _sent(message: dict[str, Any]) -> Sent:
    together = message.get("imageSet") or {}
    size = message.get("fileSize")
    return Sent(
        kind=str(message["type"]),
        message_id=str(message["id"]),
        name=str(message.get("fileName") or ""),
        size=size if isinstance(size, int) else None,
        set_id=str(together.get("id") or "")[:64],
        set_total=total if isinstance(total := together.get("total"), int) else 1,
    )


def _without_mention(message: dict[str, Any]) -> str:
    """The text less the mentions of the bot itself; LINE gives their place in UTF-16 code units."""
    units = str(message["text"]).encode("utf-16-le", "surrogatepass")
    mentionees = (message.get("mention") or {}).get("mentionees") or []
    for m in sorted(mentionees, key=lambda m: -int(m.get("index", 0))):
        if m.get("isSelf") is True:
            start, end = 2 * int(m["index"]), 2 * (int(m["index"]) + int(m["length"]))
            units = units[:start] + units[end:]
    return units.decode("utf-16-le", "replace").strip()


def _storable(raw: dict[str, Any]) -> dict[str, Any]:
    """What the worker needs of an event, and nothing else of what people said to each other."""
    keys = ("type", "source", "timestamp", "message", "postback", "mode")
    kept: dict[str, Any] = {key: _clean(raw[key]) for key in keys if key in raw}
    token = raw.get("replyToken")
    return kept | ({"replyToken": token} if isinstance(token, str) and _TOKEN.match(token) else {})


def _clean(value: Any) -> Any:
    """The same without what no database holds and what turns the direction of writing."""
    match value:
        case str():
            return _TURNING.sub("\u200b", _UNSTORABLE.sub("\ufffd", value))  # letter for letter: mentions count them
        case list():
            return [_clean(inner) for inner in value]
        case dict():
            return {_clean(key): _clean(inner) for key, inner in value.items()}
        case _:
            return value
