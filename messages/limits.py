"""LINE's limits, checked on plain message dicts before they are sent: the bot asks here first, the stand-in
platform answers 400 from the same rules. Lengths are UTF-16 units unless LINE counts grapheme clusters."""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import regex

__all__ = ["Problem", "cut", "cut_graphemes", "graphemes", "problems", "rich_menu_problems", "utf16_len"]

# "30 KB" and "50 KB" are not said to be 1,000s or 1,024s: the stricter reading never surprises.
BUBBLE_BYTES, CAROUSEL_BYTES, BUBBLES = 30_000, 50_000, 12
MAX_DEPTH = 40  # a guard for our own recursion; no screen can show such nesting

Check = Callable[[Any, str], Iterator["Problem"]]
Measure = Callable[[str], int]


@dataclass(frozen=True)
class Problem:
    """One thing LINE would refuse: where (`messages[0].text`) and in LINE's words why."""

    property: str
    message: str


def utf16_len(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """How many user-perceived characters: ที่ is one."""
    return len(_clusters(text))


def cut(text: str, units: int) -> str:
    """The text in at most `units` UTF-16 units, with … where something was left out; no grapheme is split."""
    return _cut(text, units, utf16_len)


def cut_graphemes(text: str, count: int) -> str:
    """As `cut`, in grapheme clusters: for labels and the other fields LINE counts so."""
    return _cut(text, count, graphemes)


def _clusters(text: str) -> list[str]:
    return regex.findall(r"\X", text)


def _cut(text: str, limit: int, measure: Measure) -> str:
    if measure(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept, left = [], limit - 1
    for cluster in _clusters(text):
        left -= measure(cluster)
        if left < 0:
            break
        kept.append(cluster)
    shortened = "".join(kept).rstrip() + "…"
    # Clusters are counted one by one, yet … may not join its neighbour: one more never fits by accident.
    return shortened if measure(shortened) <= limit else "…"


def problems(messages: Sequence[Mapping[str, Any]], *, in_group: bool = False) -> list[Problem]:
    """Everything LINE would refuse in the `messages` of one reply or push; empty means it can be sent."""
    found = _each(lambda value, path: _message(value, path, in_group=in_group), 1, 5)
    return list(found(messages, "messages"))


def rich_menu_problems(menu: Mapping[str, Any]) -> list[Problem]:
    return list(_rich_menu(menu, ""))


# ── the small checks everything below is put together from ──


def _string(most: int, measure: Measure = utf16_len, *, least: int = 1, empty: str = "May not be empty") -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(path, "Must be a string")
        elif least and not value.strip():
            yield Problem(path, empty)
        elif not least <= measure(value) <= most:
            yield Problem(path, f"Length must be between {least} and {most}")

    return check


def _one_of(*names: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if value not in names:
            yield Problem(path, f"Must be one of the following values: [{', '.join(names)}]")

    return check


def _like(pattern: str, message: str = "invalid property") -> Check:
    compiled = re.compile(pattern)

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield Problem(path, message)

    return check


def _number(least: float, most: float, *, whole: bool = True) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            yield Problem(path, f"must be between {least} and {most}")

    return check


def _boolean(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(path, "Must be a boolean")


def _anything(_value: Any, _path: str) -> Iterator[Problem]:
    return iter(())


def _url(most: int, *schemes: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        yield from (length := list(_string(most)(value, path)))
        if not length and not re.match(rf"(?:{'|'.join(schemes)}):\S+\Z", value, re.IGNORECASE):
            yield Problem(path, "invalid uri scheme")

    return check


def _each(check: Check, least: int, most: int) -> Check:
    def check_all(values: Any, path: str) -> Iterator[Problem]:
        if not isinstance(values, Sequence) or isinstance(values, str):
            yield Problem(path, "Must be an array")
            return
        if not least <= len(values) <= most:
            yield Problem(path, f"Size must be between {least} and {most}")
        for index, value in enumerate(values):
            yield from check(value, f"{path}[{index}]")

    return check_all


def _object(
    required: Mapping[str, Check],
    optional: Mapping[str, Check] | None = None,
    *,
    closed: bool = False,
    missing: str = "May not be empty",
) -> Check:
    """Fields of an object; null counts as absent, and a closed object refuses names it does not know."""
    fields = {**required, **(optional or {})}

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, Mapping):
            yield Problem(path, "Must be an object")
            return
        dot = f"{path}." if path else ""
        for name in required:
            if value.get(name) is None:
                yield Problem(f"{dot}{name}", missing)
        for name, inner in value.items():
            if name in fields:
                if inner is not None:
                    yield from fields[name](inner, f"{dot}{name}")
            elif closed and name != "type":
                yield Problem(f"{dot}{name}", "invalid property")

    return check


def _by_type(kinds: Mapping[str, Check]) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in kinds:
            yield from _one_of(*kinds)(None, f"{path}.type")
        else:
            yield from kinds[kind](value, path)

    return check


# ── actions: the same kinds everywhere, the label's length and necessity differ by place ──

_HTTPS = _url(2000, "https")
_URI = _url(1000, "http", "https", "line", "tel")
_PICKED = {"date": "%Y-%m-%d", "time": "%H:%M", "datetime": "%Y-%m-%dT%H:%M"}
_PICKED_SHAPE = {
    "date": r"\d{4}-\d\d-\d\d",
    "time": r"\d\d:\d\d",
    "datetime": r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d",
}


def _picker(value: Any, path: str) -> Iterator[Problem]:
    mode = value.get("mode")
    moments: dict[str, datetime] = {}
    for name in ("initial", "max", "min") if mode in _PICKED else ():
        given = value.get(name)
        if given is None:
            continue
        moment = None
        if isinstance(given, str) and re.fullmatch(_PICKED_SHAPE[mode], given):
            try:
                moment = datetime.strptime(given.upper(), _PICKED[mode])  # noqa: DTZ007 - LINE's has no zone
            except ValueError:
                moment = None
        # A Buddhist-era year lands beyond 2100 and is refused here, as LINE refuses it.
        if moment is None or not 1900 <= moment.year <= 2100:
            yield Problem(f"{path}.{name}", f"Must be a valid {mode}")
        else:
            moments[name] = moment
    first, last = moments.get("min"), moments.get("max")
    if first and last and first >= last:
        yield Problem(f"{path}.max", "max must be later than min")
    initial = moments.get("initial")
    if initial and ((first and initial < first) or (last and initial > last)):
        yield Problem(f"{path}.initial", "initial must be between min and max")


def _postback(value: Any, path: str) -> Iterator[Problem]:
    if value.get("displayText") is not None and value.get("text") is not None:
        yield Problem(f"{path}.displayText", "displayText and text cannot be specified together")
    if value.get("fillInText") is not None and value.get("inputOption") != "openKeyboard":
        yield Problem(f"{path}.fillInText", "fillInText needs inputOption openKeyboard")


_DATA = _string(300, least=0)
_SAID = _string(300, graphemes)
_INPUTS = _one_of("closeRichMenu", "openRichMenu", "openKeyboard", "openVoice")
_ACTIONS: dict[str, tuple[Mapping[str, Check], Mapping[str, Check], Check]] = {
    "postback": (
        {"data": _DATA},
        {"displayText": _SAID, "text": _SAID, "inputOption": _INPUTS, "fillInText": _SAID},
        _postback,
    ),
    "message": ({"text": _SAID}, {}, _anything),
    "uri": ({"uri": _URI}, {"altUri": _object({"desktop": _URI})}, _anything),
    "datetimepicker": ({"data": _DATA, "mode": _one_of(*_PICKED)}, {}, _picker),
    "clipboard": ({"clipboardText": _string(1000)}, {}, _anything),
    "richmenuswitch": (
        {"richMenuAliasId": _like(r"[a-z0-9_-]{1,32}", "invalid alias"), "data": _DATA},
        {},
        _anything,
    ),
    "camera": ({}, {}, _anything),
    "cameraRoll": ({}, {}, _anything),
    "location": ({}, {}, _anything),
}
_EVERYWHERE = ("postback", "message", "uri", "datetimepicker", "clipboard")


def _action(label: int, *, labelled: bool, kinds: Sequence[str] = _EVERYWHERE) -> Check:
    text = _string(label, graphemes, least=1 if labelled else 0)

    def one(kind: str) -> Check:
        required, optional, beyond = _ACTIONS[kind]
        needs = {"label": text, **required} if labelled else required
        fields = _object(needs, {"label": text, **optional})

        def check(value: Any, path: str) -> Iterator[Problem]:
            yield from fields(value, path)
            yield from beyond(value, path)

        return check

    return _by_type({kind: one(kind) for kind in kinds})


# ── Flex ──

_PX = r"\d+(?:\.\d+)?px"
_PERCENT = r"\d+(?:\.\d+)?%"
_STEPS = "none|xs|sm|md|lg|xl|xxl"
_SIZES = "xxs|xs|sm|md|lg|xl|xxl|3xl|4xl|5xl"
_SPACE = _like(rf"{_STEPS}|{_PX}")
_SPACE_OR_PART = _like(rf"{_STEPS}|{_PX}|{_PERCENT}")
_OFFSET = _like(rf"{_STEPS}|-?{_PX}|-?{_PERCENT}")
_LENGTH = _like(rf"{_PX}|{_PERCENT}")
_COLOR = _like(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
_TEXT_SIZE = _like(rf"{_SIZES}|{_PX}")
_GRAVITY = _one_of("top", "bottom", "center")
_ALIGN = _one_of("start", "end", "center")
_FLEX = _number(0, 1_000_000)
_FLEX_TEXT = _string(1_000_000, empty="must be non-empty text")
_FLEX_ACTION = _action(40, labelled=False)
_PLACED = {
    "position": _one_of("relative", "absolute"),
    **dict.fromkeys(("offsetTop", "offsetBottom", "offsetStart", "offsetEnd"), _OFFSET),
}
_LETTERS = {
    "size": _TEXT_SIZE,
    "color": _COLOR,
    "weight": _one_of("regular", "bold"),
    "style": _one_of("normal", "italic"),
    "decoration": _one_of("none", "underline", "line-through"),
}
_GRADIENT = _object(
    {
        "type": _one_of("linearGradient"),
        "angle": _like(r"\d+(?:\.\d+)?deg"),
        "startColor": _COLOR,
        "endColor": _COLOR,
    },
    {"centerColor": _COLOR, "centerPosition": _like(_PERCENT)},
    missing="must be specified",
)


def _ratio(value: Any, path: str) -> Iterator[Problem]:
    found = re.fullmatch(r"(\d+(?:\.\d+)?):(\d+(?:\.\d+)?)", value) if isinstance(value, str) else None
    width, height = (float(found[1]), float(found[2])) if found else (0.0, 0.0)
    if not (1 <= width <= 100_000 and 1 <= height <= 100_000 and height <= 3 * width):
        yield Problem(path, "invalid property")


def _flex_object(required: Mapping[str, Check], optional: Mapping[str, Check]) -> Check:
    return _object(required, optional, closed=True, missing="must be specified")


def _flex_text(value: Any, path: str) -> Iterator[Problem]:
    yield from _TEXT(value, path)
    if value.get("text") is None and not value.get("contents"):
        yield Problem(f"{path}.text", "must be specified")


def _box(value: Any, path: str) -> Iterator[Problem]:
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


_SPAN = _flex_object({"text": _FLEX_TEXT}, _LETTERS)
_TEXT = _flex_object(
    {},
    {
        **_LETTERS,
        **_PLACED,
        "text": _FLEX_TEXT,
        "contents": _each(_by_type({"span": _SPAN}), 0, 1000),
        "flex": _FLEX,
        "margin": _SPACE_OR_PART,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "wrap": _boolean,
        "lineSpacing": _like(_PX),
        "maxLines": _number(0, 1_000_000),
        "action": _FLEX_ACTION,
        "adjustMode": _one_of("shrink-to-fit"),
        "scaling": _boolean,
    },
)
_BOX = _flex_object(
    {"layout": _one_of("horizontal", "vertical", "baseline"), "contents": _each(_component, 0, 1000)},
    {
        **_PLACED,
        **dict.fromkeys(("paddingAll", "paddingTop", "paddingBottom", "paddingStart", "paddingEnd"), _SPACE_OR_PART),
        **dict.fromkeys(("width", "maxWidth", "height", "maxHeight"), _LENGTH),
        "flex": _FLEX,
        "spacing": _SPACE,
        "margin": _SPACE_OR_PART,
        "backgroundColor": _COLOR,
        "borderColor": _COLOR,
        "borderWidth": _like(rf"none|light|normal|medium|semi-bold|bold|{_PX}"),
        "cornerRadius": _SPACE,
        "action": _FLEX_ACTION,
        "justifyContent": _one_of("center", "flex-start", "flex-end", "space-between", "space-around", "space-evenly"),
        "alignItems": _one_of("center", "flex-start", "flex-end"),
        "background": _GRADIENT,
    },
)
_BUTTON = _flex_object(
    {"action": _action(40, labelled=True)},
    {
        **_PLACED,
        "style": _one_of("primary", "secondary", "link"),
        "height": _one_of("sm", "md"),
        "color": _COLOR,
        "gravity": _GRAVITY,
        "flex": _FLEX,
        "margin": _SPACE_OR_PART,
        "adjustMode": _one_of("shrink-to-fit"),
        "scaling": _boolean,
    },
)
_IMAGE = _flex_object(
    {"url": _HTTPS},
    {
        **_PLACED,
        "flex": _FLEX,
        "margin": _SPACE_OR_PART,
        "align": _ALIGN,
        "gravity": _GRAVITY,
        "size": _like(rf"{_SIZES}|full|{_PX}|{_PERCENT}"),
        "aspectRatio": _ratio,
        "aspectMode": _one_of("cover", "fit"),
        "backgroundColor": _COLOR,
        "action": _FLEX_ACTION,
        "animated": _boolean,
    },
)
_ICON = _flex_object(
    {"url": _HTTPS},
    {**_PLACED, "margin": _SPACE_OR_PART, "size": _TEXT_SIZE, "aspectRatio": _ratio, "scaling": _boolean},
)
_COMPONENTS = _by_type(
    {
        "box": _box,
        "button": _BUTTON,
        "image": _IMAGE,
        "icon": _ICON,
        "text": _flex_text,
        "separator": _flex_object({}, {"margin": _SPACE_OR_PART, "color": _COLOR}),
        "filler": _flex_object({}, {"flex": _FLEX}),
    }
)
_VIDEO = _flex_object(
    {"url": _HTTPS, "previewUrl": _HTTPS, "altContent": _by_type({"box": _box, "image": _IMAGE})},
    {"aspectRatio": _ratio, "action": _action(40, labelled=True, kinds=("uri",))},
)
_BLOCKS = ("header", "hero", "body", "footer")
_BLOCK_STYLE = _flex_object({}, {"backgroundColor": _COLOR, "separator": _boolean, "separatorColor": _COLOR})
_BUBBLE = _flex_object(
    {},
    {
        **dict.fromkeys(("header", "body", "footer"), _by_type({"box": _box})),
        "hero": _by_type({"box": _box, "image": _IMAGE, "video": _VIDEO}),
        "size": _one_of("nano", "micro", "deca", "hecto", "kilo", "mega", "giga"),
        "direction": _one_of("ltr", "rtl"),
        "styles": _flex_object({}, dict.fromkeys(_BLOCKS, _BLOCK_STYLE)),
        "action": _FLEX_ACTION,
    },
)


def _bytes(value: Any) -> int:
    return len(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass"))


def _no_more_than(most: int, value: Any, path: str) -> Iterator[Problem]:
    if (size := _bytes(value)) > most:
        yield Problem(path, f"JSON must be at most {most} bytes, is {size}")


def _bubble(value: Any, path: str) -> Iterator[Problem]:
    yield from _BUBBLE(value, path)
    if not any(value.get(block) for block in _BLOCKS):
        yield Problem(path, "At least one block must be specified")
    yield from _no_more_than(BUBBLE_BYTES, value, path)


def _flex_carousel(value: Any, path: str) -> Iterator[Problem]:
    yield from _flex_object({"contents": _each(_by_type({"bubble": _bubble}), 1, BUBBLES)}, {})(value, path)
    yield from _no_more_than(CAROUSEL_BYTES, value, path)
    contents = value.get("contents")
    bubbles = [one for one in contents if isinstance(one, Mapping)] if isinstance(contents, Sequence) else []
    if len({one.get("size", "mega") for one in bubbles if isinstance(one.get("size", "mega"), str)}) > 1:
        yield Problem(f"{path}.contents", "bubbles in a carousel must have the same size")


# ── templates, quick replies and whole messages ──

_TEMPLATE_ACTION = _action(20, labelled=True)
_TITLE = _string(40, graphemes)
_PICTURE = {
    "imageAspectRatio": _one_of("rectangle", "square"),
    "imageSize": _one_of("cover", "contain"),
}


def _card(actions: int, text: int) -> Check:
    """A buttons template or a carousel's column: its text is shorter beside a title or a picture."""
    optional = {
        "title": _TITLE,
        "thumbnailImageUrl": _HTTPS,
        "imageBackgroundColor": _COLOR,
        "defaultAction": _action(20, labelled=False),
        **_PICTURE,
    }

    def check(value: Any, path: str) -> Iterator[Problem]:
        room = 60 if isinstance(value, Mapping) and (value.get("title") or value.get("thumbnailImageUrl")) else text
        required = {"text": _string(room, graphemes), "actions": _each(_TEMPLATE_ACTION, 1, actions)}
        yield from _object(required, optional)(value, path)

    return check


def _carousel(value: Any, path: str) -> Iterator[Problem]:
    yield from _object({"columns": _each(_card(3, 120), 1, 10)}, _PICTURE)(value, path)
    columns = value.get("columns")
    cards = [one for one in columns if isinstance(one, Mapping)] if isinstance(columns, Sequence) else []
    counts = {len(one["actions"]) for one in cards if isinstance(one.get("actions"), Sequence)}
    looks = {(bool(one.get("title")), bool(one.get("thumbnailImageUrl"))) for one in cards}
    if len(counts) > 1 or len(looks) > 1:
        yield Problem(
            f"{path}.columns",
            "columns must have the same number of actions, and all or none a title or image",
        )


_TEMPLATE = _by_type(
    {
        "buttons": _card(4, 160),
        "confirm": _object({"text": _string(240, graphemes), "actions": _each(_TEMPLATE_ACTION, 2, 2)}),
        "carousel": _carousel,
        "image_carousel": _object(
            {"columns": _each(_object({"imageUrl": _HTTPS, "action": _action(12, labelled=False)}), 1, 10)}
        ),
    }
)
_QUICK_ACTION = _action(20, labelled=True, kinds=(*_EVERYWHERE, "camera", "cameraRoll", "location"))
_QUICK_ITEM = _object({"type": _one_of("action"), "action": _QUICK_ACTION}, {"imageUrl": _HTTPS})
_SENDER = _object({}, {"name": _string(20), "iconUrl": _HTTPS})
_COMMON = {"quickReply": _object({"items": _each(_QUICK_ITEM, 1, 13)}), "sender": _SENDER}
_EMOJI = _object({"index": _number(0, 5000), "productId": _string(100), "emojiId": _string(100)})
_ALT = _string(1500)
_MENTIONEE = _by_type({"user": _object({"userId": _string(33)}), "all": _object({})})
_SUBSTITUTION = _by_type(
    {
        "mention": _object({"mentionee": _MENTIONEE}),
        "emoji": _object({"productId": _string(100), "emojiId": _string(100)}),
    }
)


def _text_v2(value: Any, path: str, *, in_group: bool) -> Iterator[Problem]:
    yield from _object({"text": _string(5000)}, {**_COMMON, "substitution": _anything})(value, path)
    given = value.get("substitution") or {}
    if not isinstance(given, Mapping):
        yield Problem(f"{path}.substitution", "Must be an object")
        given = {}
    if len(given) > 100:
        yield Problem(f"{path}.substitution", "Size must be between 0 and 100")
    for key, one in given.items():
        yield from _like(r"[A-Za-z0-9_]{1,20}")(key, f"{path}.substitution")
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


_MESSAGES = {
    "text": _object({"text": _string(5000)}, {**_COMMON, "emojis": _each(_EMOJI, 0, 20)}),
    "flex": _object({"altText": _ALT, "contents": _by_type({"bubble": _bubble, "carousel": _flex_carousel})}, _COMMON),
    "template": _object({"altText": _ALT, "template": _TEMPLATE}, _COMMON),
    "image": _object({"originalContentUrl": _HTTPS, "previewImageUrl": _HTTPS}, _COMMON),
    "video": _object(
        {"originalContentUrl": _HTTPS, "previewImageUrl": _HTTPS}, {**_COMMON, "trackingId": _string(100)}
    ),
    "audio": _object({"originalContentUrl": _HTTPS, "duration": _number(1, 60_000_000)}, _COMMON),
    "location": _object(
        {
            "title": _string(100),
            "address": _string(100),
            "latitude": _number(-90, 90, whole=False),
            "longitude": _number(-180, 180, whole=False),
        },
        _COMMON,
    ),
    "sticker": _object({"packageId": _string(100), "stickerId": _string(100)}, _COMMON),
    "imagemap": _object(
        {"baseUrl": _HTTPS, "altText": _ALT, "baseSize": _anything, "actions": _each(_anything, 1, 50)},
        _COMMON,
    ),
}


def _message(value: Any, path: str, *, in_group: bool) -> Iterator[Problem]:
    kinds = {**_MESSAGES, "textV2": lambda inner, at: _text_v2(inner, at, in_group=in_group)}
    yield from _by_type(kinds)(value, path)


# ── rich menus ──

_BOUNDS = {name: _number(0, 2500) for name in ("x", "y", "width", "height")}
_AREA = _object(
    {
        "bounds": _object(_BOUNDS),
        "action": _action(20, labelled=False, kinds=(*_EVERYWHERE, "richmenuswitch")),
    }
)
_MENU = _object(
    {
        "size": _object({"width": _number(800, 2500), "height": _number(250, 2500)}),
        "selected": _boolean,
        "name": _string(300),
        "chatBarText": _string(14, graphemes),
        "areas": _each(_AREA, 0, 20),
    }
)


def _rich_menu(value: Any, path: str) -> Iterator[Problem]:
    yield from (found := list(_MENU(value, path)))
    if not found and value["size"]["width"] / value["size"]["height"] < 1.45:
        yield Problem("size", "the ratio of width to height must be 1.45 or more")
