"""Whole messages of every kind, and the list of them that one reply or push sends."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from messages.limits.checks import HTTPS, Problem, anything, by_type, each, number, object_of, string
from messages.limits.common import COMMON
from messages.limits.flex import bubble, carousel
from messages.limits.templates import TEMPLATE
from messages.limits.text import TEXT, text_v2

_ALT = string(1500)
_MESSAGES = {
    "text": TEXT,
    "flex": object_of({"altText": _ALT, "contents": by_type({"bubble": bubble, "carousel": carousel})}, COMMON),
    "template": object_of({"altText": _ALT, "template": TEMPLATE}, COMMON),
    "image": object_of({"originalContentUrl": HTTPS, "previewImageUrl": HTTPS}, COMMON),
    "video": object_of({"originalContentUrl": HTTPS, "previewImageUrl": HTTPS}, {**COMMON, "trackingId": string(100)}),
    "audio": object_of({"originalContentUrl": HTTPS, "duration": number(1, 60_000_000)}, COMMON),
    "location": object_of(
        {
            "title": string(100),
            "address": string(100),
            "latitude": number(-90, 90, whole=False),
            "longitude": number(-180, 180, whole=False),
        },
        COMMON,
    ),
    "sticker": object_of({"packageId": string(100), "stickerId": string(100)}, COMMON),
    "imagemap": object_of(
        {"baseUrl": HTTPS, "altText": _ALT, "baseSize": anything, "actions": each(anything, 1, 50)},
        COMMON,
    ),
}


def problems(messages: Sequence[Mapping[str, Any]], *, in_group: bool = False) -> list[Problem]:
    """Everything LINE would refuse in the `messages` of one reply or push; empty means it can be sent."""
    found = each(lambda value, path: _message(value, path, in_group=in_group), 1, 5)
    return list(found(messages, "messages"))


def _message(value: Any, path: str, *, in_group: bool) -> Iterator[Problem]:
    kinds = {**_MESSAGES, "textV2": lambda inner, at: text_v2(inner, at, in_group=in_group)}
    yield from by_type(kinds)(value, path)
