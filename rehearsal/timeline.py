"""What the bot tried to say, call by call, taken by LINE or not: the room's timeline."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from rehearsal.actions import reading
from rehearsal.platform import Platform
from rehearsal.state import Call, Json, Tried

SHOWN_OF_A_TEXT = 200


def write(platform: Platform, call: Call, kind: str, asked: bytes, answered: bytes) -> None:
    """Add a call of reply, push or multicast; the caller holds the lock."""
    body = _object(asked)
    sent = next((one for one in reversed(platform.sent) if one.request_id == call.request_id), None)
    messages = body.get("messages")
    messages = messages if isinstance(messages, list) else []
    platform.tries.append(
        Tried(
            n=platform.next_try(),
            channel=call.channel,
            kind=kind,
            to=sent.to if sent else _meant(platform, kind, body),
            at=call.at,
            text=_first_line(messages),
            messages=len(messages),
            cost=sent.cost if sent else 0,
            accepted=sent is not None,
            status=call.status,
            error=None if call.status is None or call.status < 400 else _reason(_object(answered)),
            fault=call.fault,
            repeated=call.status == 409,
        )
    )


def page(platform: Platform, before: int | None, limit: int) -> tuple[list[Json], bool]:
    """Newest first, and whether there are older ones."""
    with platform.changed:
        older = [one for one in reversed(platform.tries) if before is None or one.n < before]
        return [_json(platform, one) for one in older[:limit]], len(older) > limit


def _json(platform: Platform, one: Tried) -> Json:
    return {
        "n": one.n,
        "at": one.at.isoformat(),
        "kind": one.kind,
        "to": [{"id": chat, "name": platform.name_of(chat)} for chat in one.to],
        "text": one.text,
        "messages": one.messages,
        "cost": one.cost,
        "accepted": one.accepted,
        "status": one.status,
        "error": one.error,
        "fault": one.fault,
        "repeated": one.repeated,
    }


def _meant(platform: Platform, kind: str, body: Json) -> tuple[str, ...]:
    """Whom a call was for that LINE did not take."""
    if kind == "reply":
        token = platform.reply_tokens.get(str(body.get("replyToken")))
        return (token.chat,) if token else ()
    to = body.get("to")
    return tuple(str(one) for one in to) if isinstance(to, list) else (str(to),) if to else ()


def _first_line(messages: Sequence[Any]) -> str:
    first = messages[0] if messages else None
    if not isinstance(first, Mapping):
        return ""
    lines = str(first.get("altText") or "") if "altText" in first else _read(first)
    return (lines.strip().splitlines() or [""])[0][:SHOWN_OF_A_TEXT]


def _read(message: Mapping[str, Any]) -> str:
    return str(message["text"]) if isinstance(message.get("text"), str) else reading({"type": message.get("type")})


def _reason(answer: Json) -> str:
    """LINE's words: the message, and in brackets what it says of each property."""
    details = [one for one in answer.get("details") or [] if isinstance(one, Mapping)]
    told = "; ".join(f"{one.get('property')}: {one.get('message')}" for one in details)
    return f"{answer.get('message', '')} ({told})" if told else str(answer.get("message", ""))


def _object(data: bytes) -> Json:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
