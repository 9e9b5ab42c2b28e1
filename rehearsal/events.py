"""LINE's webhook events as JSON, and the signature over the raw bytes they travel in."""

import base64
import hashlib
import hmac
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from messages.limits import utf16_len
from rehearsal.state import Channel, Json

_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # pragma: allowlist secret


def ulid(at: datetime) -> str:
    """A webhookEventId: milliseconds first, so ids of later events sort later."""
    number = (milliseconds(at) << 80) | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -1, -5))


def milliseconds(at: datetime) -> int:
    return int(at.timestamp() * 1000)


def event(
    kind: str,
    at: datetime,
    *,
    user_id: str | None,
    group_id: str | None = None,
    reply_token: str | None = None,
    **more: Any,
) -> Json:
    source: Json = {"type": "group", "groupId": group_id} if group_id else {"type": "user"}
    if user_id is not None:
        source["userId"] = user_id
    made: Json = {
        "type": kind,
        "mode": "active",
        "timestamp": milliseconds(at),
        "source": source,
        "webhookEventId": ulid(at),
        "deliveryContext": {"isRedelivery": False},
    }
    if reply_token is not None:
        made["replyToken"] = reply_token
    return made | more


def with_mentions(text: str, mentioned: Sequence[tuple[str, str, bool]]) -> tuple[str, Json | None]:
    """The text with each (user id, name, is the bot) mentioned, and LINE's `mention` object; a name that the
    text does not hold yet is put in front of it."""
    for _, name, _ in reversed(mentioned):
        if f"@{name}" not in text:
            text = f"@{name} {text}"
    mentionees = []
    for user_id, name, is_self in mentioned:
        start = text.index(f"@{name}")
        mentionees.append(
            {
                "index": utf16_len(text[:start]),
                "length": utf16_len(f"@{name}"),
                "type": "user",
                "userId": user_id,
                "isSelf": is_self,
            }
        )
    return text, {"mentionees": sorted(mentionees, key=lambda one: one["index"])} if mentionees else None


def redelivered(made: Mapping[str, Any]) -> Json:
    return {**made, "deliveryContext": {"isRedelivery": True}}


def body_of(channel: Channel, events: Sequence[Mapping[str, Any]]) -> bytes:
    body = {"destination": channel.bot_user_id, "events": list(events)}
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def signature(secret: str, body: bytes) -> str:
    return base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest()).decode()
