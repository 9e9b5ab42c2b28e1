"""Rich menus: the size, the name, the bar and the areas."""

from collections.abc import Iterator, Mapping
from typing import Any

from messages.limits.actions import EVERYWHERE, action
from messages.limits.checks import Problem, boolean, each, number, object_of, string
from messages.limits.counting import graphemes

_BOUNDS = {name: number(0, 2500) for name in ("x", "y", "width", "height")}
_AREA = object_of(
    {
        "bounds": object_of(_BOUNDS),
        "action": action(20, labelled=False, kinds=(*EVERYWHERE, "richmenuswitch")),
    }
)
_MENU = object_of(
    {
        "size": object_of({"width": number(800, 2500), "height": number(250, 2500)}),
        "selected": boolean,
        "name": string(300),
        "chatBarText": string(14, graphemes),
        "areas": each(_AREA, 0, 20),
    }
)


def rich_menu_problems(menu: Mapping[str, Any]) -> list[Problem]:
    return list(_rich_menu(menu, ""))


def _rich_menu(value: Any, path: str) -> Iterator[Problem]:
    yield from (found := list(_MENU(value, path)))
    if not found and value["size"]["width"] / value["size"]["height"] < 1.45:
        yield Problem("size", "the ratio of width to height must be 1.45 or more")
