"""Template messages: buttons, confirm, carousel and image carousel."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from messages.limits.actions import action
from messages.limits.checks import COLOR, HTTPS, Check, Problem, by_type, each, object_of, one_of, string
from messages.limits.counting import graphemes

_TEMPLATE_ACTION = action(20, labelled=True)
_TITLE = string(40, graphemes)
_PICTURE = {
    "imageAspectRatio": one_of("rectangle", "square"),
    "imageSize": one_of("cover", "contain"),
}


def _card(actions: int, text: int) -> Check:
    """A buttons template or a carousel's column: its text is shorter beside a title or a picture."""
    optional = {
        "title": _TITLE,
        "thumbnailImageUrl": HTTPS,
        "imageBackgroundColor": COLOR,
        "defaultAction": action(20, labelled=False),
        **_PICTURE,
    }

    def check(value: Any, path: str) -> Iterator[Problem]:
        room = 60 if isinstance(value, Mapping) and (value.get("title") or value.get("thumbnailImageUrl")) else text
        required = {"text": string(room, graphemes), "actions": each(_TEMPLATE_ACTION, 1, actions)}
        yield from object_of(required, optional)(value, path)

    return check


def _carousel(value: Any, path: str) -> Iterator[Problem]:
    yield from object_of({"columns": each(_card(3, 120), 1, 10)}, _PICTURE)(value, path)
    columns = value.get("columns")
    cards = [one for one in columns if isinstance(one, Mapping)] if isinstance(columns, Sequence) else []
    counts = {len(one["actions"]) for one in cards if isinstance(one.get("actions"), Sequence)}
    looks = {(bool(one.get("title")), bool(one.get("thumbnailImageUrl"))) for one in cards}
    if len(counts) > 1 or len(looks) > 1:
        yield Problem(
            f"{path}.columns",
            "columns must have the same number of actions, and all or none a title or image",
        )


TEMPLATE = by_type(
    {
        "buttons": _card(4, 160),
        "confirm": object_of({"text": string(240, graphemes), "actions": each(_TEMPLATE_ACTION, 2, 2)}),
        "carousel": _carousel,
        "image_carousel": object_of(
            {"columns": each(object_of({"imageUrl": HTTPS, "action": action(12, labelled=False)}), 1, 10)}
        ),
    }
)
