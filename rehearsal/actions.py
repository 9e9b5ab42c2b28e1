"""Reads the bot's messages as a person does: their text, and what can be tapped on them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from rehearsal.state import Json, Line


def quick_replies(message: Mapping[str, Any]) -> list[Json]:
    items = (message.get("quickReply") or {}).get("items") or []
    return [item["action"] for item in items]


def buttons(part: Any) -> Iterator[Json]:
    """Every action on a message but its quick replies, in reading order."""
    if isinstance(part, Mapping):
        for name, inner in part.items():
            if name in ("action", "defaultAction"):
                yield dict(inner)
            elif name == "actions":
                yield from (dict(one) for one in inner)
            elif name != "quickReply":
                yield from buttons(inner)
    elif isinstance(part, Sequence) and not isinstance(part, str):
        for inner in part:
            yield from buttons(inner)


def on_screen(lines: Sequence[Line]) -> Iterator[Json]:
    """What can be tapped in a chat, newest first; quick replies only while their message is the last one."""
    said = [line for line in lines if line.kind != "system" and line.delivered]
    for line in reversed(said):
        if line.sender == "bot":
            if line is said[-1]:
                yield from quick_replies(line.message)
            yield from buttons({key: inner for key, inner in line.message.items() if key != "sender"})


_ANNOUNCED = {"image": "ส่งรูปภาพ", "video": "ส่งวิดีโอ", "audio": "ส่งข้อความเสียง", "sticker": "ส่งสติกเกอร์"}


def notification(message: Mapping[str, Any]) -> str:
    """The one line a phone shows of a message before its chat is opened."""
    kind = str(message.get("type"))
    said = message.get("altText") or message.get("text") or message.get("fileName") or message.get("title")
    return " ".join(str(said or _ANNOUNCED.get(kind, kind)).split())


def reading(message: Mapping[str, Any]) -> str:
    """A message as plain text: texts in order, each button as [its label], quick replies as (their labels)."""
    kind = message.get("type")
    if kind in ("text", "textV2"):
        parts = [str(message.get("text", ""))]
    elif kind == "flex":
        parts = list(_flex(message.get("contents")))
    elif kind == "template":
        parts = list(_template(message.get("template") or {}))
    else:
        parts = [str(message.get("fileName") or message.get("title") or message.get("altText") or f"<{kind}>")]
    quick = quick_replies(message)
    if quick:
        parts.append(" ".join(f"({action.get('label', '')})" for action in quick))
    return "\n".join(parts)


def _flex(part: Any) -> Iterator[str]:
    if not isinstance(part, Mapping):
        return
    kind = part.get("type")
    if kind == "text":
        spans = part.get("contents") or []
        yield "".join(str(span.get("text", "")) for span in spans) or str(part.get("text", ""))
    elif kind == "button":
        yield f"[{part['action'].get('label', '')}]"
    elif kind == "bubble":
        for block in ("header", "hero", "body", "footer"):
            yield from _flex(part.get(block))
    else:
        for child in part.get("contents") or []:
            yield from _flex(child)


def _template(template: Mapping[str, Any]) -> Iterator[str]:
    for card in template.get("columns") or [template]:
        yield from (str(card[name]) for name in ("title", "text") if card.get(name))
        actions = card.get("actions") or ([card["action"]] if card.get("action") else [])
        yield from (f"[{action.get('label', '')}]" for action in actions)
