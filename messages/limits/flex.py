"""Flex containers: the bubble and the carousel of bubbles, with their size in bytes."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from messages.limits.actions import action
from messages.limits.checks import COLOR, HTTPS, Problem, boolean, by_type, each, one_of
from messages.limits.flex_components import FLEX_ACTION, IMAGE, box, flex_object, ratio

# "30 KB" and "50 KB" are not said to be 1,000s or 1,024s: the stricter reading never surprises.
BUBBLE_BYTES, CAROUSEL_BYTES, BUBBLES = 30_000, 50_000, 12

_VIDEO = flex_object(
    {"url": HTTPS, "previewUrl": HTTPS, "altContent": by_type({"box": box, "image": IMAGE})},
    {"aspectRatio": ratio, "action": action(40, labelled=True, kinds=("uri",))},
)
_BLOCKS = ("header", "hero", "body", "footer")
_BLOCK_STYLE = flex_object({}, {"backgroundColor": COLOR, "separator": boolean, "separatorColor": COLOR})
_BUBBLE = flex_object(
    {},
    {
        **dict.fromkeys(("header", "body", "footer"), by_type({"box": box})),
        "hero": by_type({"box": box, "image": IMAGE, "video": _VIDEO}),
        "size": one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
        "direction": one_of("ltr", "rtl"),
        "styles": flex_object({}, dict.fromkeys(_BLOCKS, _BLOCK_STYLE)),
        "action": FLEX_ACTION,
    },
)


def _bytes(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _no_more_than(most: int, value: Any, path: str) -> Iterator[Problem]:
    if (size := _bytes(value)) > most:
        yield Problem(path, f"JSON must be at most {most} bytes, is {size}")


def bubble(value: Any, path: str) -> Iterator[Problem]:
    yield from _BUBBLE(value, path)
    if not any(value.get(block) for block in _BLOCKS):
        yield Problem(path, "At least one block must be specified")
    yield from _no_more_than(BUBBLE_BYTES, value, path)


def carousel(value: Any, path: str) -> Iterator[Problem]:
    yield from flex_object({"contents": each(by_type({"bubble": bubble}), 1, BUBBLES)}, {})(value, path)
    yield from _no_more_than(CAROUSEL_BYTES, value, path)
    contents = value.get("contents")
    bubbles = [one for one in contents if isinstance(one, Mapping)] if isinstance(contents, Sequence) else []
    if len({one.get("size", "mega") for one in bubbles if isinstance(one.get("size", "mega"), str)}) > 1:
        yield Problem(f"{path}.contents", "bubbles in a carousel must have the same size")
