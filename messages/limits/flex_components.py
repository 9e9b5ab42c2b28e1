"""Flex components: boxes, texts, buttons, images and what else a bubble's blocks are built of."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from messages.limits.actions import action
from messages.limits.checks import (
    COLOR,
    HTTPS,
    Check,
    Problem,
    boolean,
    by_type,
    each,
    like,
    number,
    object_of,
    one_of,
    string,
)

MAX_DEPTH = 40  # a guard for our own recursion; no screen can show such nesting

_PX = r"\d+(?:\.\d+)?px"
_PERCENT = r"\d+(?:\.\d+)?%"
_STEPS = "none|xs|sm|md|lg|xl|xxl"
_SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
_SPACE = like(rf"{_STEPS}|{_PX}")
_SPACE_OR_PART = like(rf"{_STEPS}|{_PX}|{_PERCENT}")
_OFFSET = like(rf"{_STEPS}|-?{_PX}|-?{_PERCENT}")
_LENGTH = like(rf"{_PX}|{_PERCENT}")
_TEXT_SIZE = like(rf"{_SIZES}|{_PX}")
_GRAVITY = one_of("top", "bottom", "center")
_ALIGN = one_of("start", "end", "center")
_FLEX = number(0, 1_000_000)
_FLEX_TEXT = string(1_000_000, empty="must be non-empty text")
FLEX_ACTION = action(40, labelled=False)
_PLACED = {
    "position": one_of("relative", "absolute"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), _OFFSET),
}
_LETTERS = {
    "size": _TEXT_SIZE,
    "color": COLOR,
    "weight": one_of("regular", "bold"),
    "style": one_of("normal", "italic"),
    "decoration": one_of("none", "underline", "line-through"),
}
_GRADIENT = object_of(
    {
        "type": one_of("linearGradient"),
        "angle": like(r"\d+(?:\.\d+)?deg"),
        "startColor": COLOR,
        "endColor": COLOR,
    },
    {"centerColor": COLOR, "centerPosition": like(_PERCENT)},
    missing="must be specified",
)


def ratio(value: Any, path: str) -> Iterator[Problem]:
    found = re.fullmatch(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)", value) if isinstance(value, str) else None
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        yield Problem(path, "invalid property")


def flex_object(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    return object_of(required, optional, closed=True, missing="must be specified")


def _flex_text(value: Any, path: str) -> Iterator[Problem]:
    yield from _TEXT(value, path)
    if value.get("text") is None and not value.get("contents"):
        yield Problem(f"{path}.text", "must be specified")


def box(value: Any, path: str) -> Iterator[Problem]:
    if path.count("contents") > MAX_DEPTH:
        yield Problem(path, "invalid property")
        return
    yield from _BOX(value, path)
    inside = value.get("contents")
    baseline = value.get("layout") == "baseline"
    for index, child in enumerate(inside) if isinstance(inside, Sequence) else ():
        kind = child.get("type") if isinstance(child, Mapping) else None
        if (kind not in ("icon", "text", "filler")) if baseline else (kind == "icon"):
            yield Problem(f"{path}.contents[{index}]", "invalid property")


def _component(value: Any, path: str) -> Iterator[Problem]:
    yield from _COMPONENTS(value, path)


_SPAN = flex_object({"text": _FLEX_TEXT}, _LETTERS)
_TEXT = flex_object(
    {},
    {
        **_LETTERS,
        **_PLACED,
        "text": _FLEX_TEXT,
        "contents": each(by_type({"span": _SPAN}), 0, 1000),
        "flex": _FLEX,
        "margin": _SPACE_OR_PART,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "wrap": boolean,
        "lineSpacing": like(_PX),
        "maxLines": number(0, 1_000_000),
        "action": FLEX_ACTION,
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
)
_BOX = flex_object(
    {"layout": one_of("horizontal", "vertical", "baseline"), "contents": each(_component, 0, 1000)},
    {
        **_PLACED,
        **dict.fromkeys(("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), _SPACE_OR_PART),
        **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), _LENGTH),
        "flex": _FLEX,
        "spacing": _SPACE,
        "margin": _SPACE_OR_PART,
        "backgroundColor": COLOR,
        "borderColor": COLOR,
        "borderWidth": like(rf"none|light|normal|medium|semi-bold|bold|{_PX}"),
        "cornerRadius": _SPACE,
        "action": FLEX_ACTION,
        "justifyContent": one_of("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"),
        "alignItems": one_of("center", "flex-start", "flex-end"),
        "background": _GRADIENT,
    },
)
_BUTTON = flex_object(
    {"action": action(40, labelled=True)},
    {
        **_PLACED,
        "style": one_of("primary", "secondary", "link"),
        "height": one_of("sm", "md"),
        "color": COLOR,
        "gravity": _GRAVITY,
        "flex": _FLEX,
        "margin": _SPACE_OR_PART,
        "adjustMode": one_of("shrink-to-fit"),
        "scaling": boolean,
    },
)
IMAGE = flex_object(
    {"url": HTTPS},
    {
        **_PLACED,
        "flex": _FLEX,
        "margin": _SPACE_OR_PART,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "size": like(rf"{_SIZES}|full|{_PX}|{_PERCENT}"),
        "aspectRatio": ratio,
        "aspectMode": one_of("cover", "fit"),
        "backgroundColor": COLOR,
        "action": FLEX_ACTION,
        "animated": boolean,
    },
)
_ICON = flex_object(
    {"url": HTTPS},
    {**_PLACED, "margin": _SPACE_OR_PART, "size": _TEXT_SIZE, "aspectRatio": ratio, "scaling": boolean},
)
_COMPONENTS = by_type(
    {
        "box": box,
        "button": _BUTTON,
        "image": IMAGE,
        "icon": _ICON,
        "text": _flex_text,
        "separator": flex_object({}, {"margin": _SPACE_OR_PART, "color": COLOR}),
        "filler": flex_object({}, {"flex": _FLEX}),
    }
)
