"""Text messages, and textV2 with its mentions and emoji in placeholders."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from messages.limits.checks import Problem, anything, by_type, each, like, number, object_of, string
from messages.limits.common import COMMON

_EMOJI = object_of({"index": number(0, 5000), "productId": string(100), "emojiId": string(100)})
TEXT = object_of({"text": string(5000)}, {**COMMON, "emojis": each(_EMOJI, 0, 20)})
_MENTIONEE = by_type({"user": object_of({"userId": string(33)}), "all": object_of({})})
_SUBSTITUTION = by_type(
    {
        "mention": object_of({"mentionee": _MENTIONEE}),
        "emoji": object_of({"productId": string(100), "emojiId": string(100)}),
    }
)


def text_v2(value: Any, path: str, *, in_group: bool) -> Iterator[Problem]:
    yield from object_of({"text": string(5000)}, {**COMMON, "substitution": anything})(value, path)
    given = value.get("substitution") or {}
    if not isinstance(given, Mapping):
        yield Problem(f"{path}.substitution", "Must be an object")
        given = {}
    if len(given) > 100:
        yield Problem(f"{path}.substitution", "Size must be between 0 and 100")
    for key, one in given.items():
        yield from like(r"[A-Za-z0-9_]{1,20}")(key, f"{path}.substitution")
        yield from _SUBSTITUTION(one, f"{path}.substitution.{key}")
    mentioned = [key for key, one in given.items() if isinstance(one, Mapping) and one.get("type") == "mention"]
    if mentioned and not in_group:
        yield Problem(f"{path}.substitution.{mentioned[0]}", "mentions can only be sent to groups")
    if len(mentioned) > 20:
        yield Problem(f"{path}.substitution", "mentions must be at most 20")
    text = value.get("text")
    rest = re.sub(r"\{\{|\}\}", "", text) if isinstance(text, str) else ""
    for key in re.findall(r"\{([^{}]*)\}", rest):
        if key not in given:
            yield Problem(f"{path}.text", f"placeholder {{{key}}} has no substitution")
    if re.search(r"[{}]", re.sub(r"\{[^{}]*\}", "", rest)):
        yield Problem(f"{path}.text", "a brace must be doubled")
