"""Makes a bot's message safe to draw in a browser: the Flex renderer of the chat page does not escape what it is
given, so every string is escaped or dropped here, and no action of the message reaches it."""

import html
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote, urlsplit

from rehearsal.actions import quick_replies
from rehearsal.state import Json

_WORD = re.compile(r"[#A-Za-z0-9.%:_-]{1,40}")
_CONTAINERS = ("header", "hero", "body", "footer", "styles", "background", "altContent")
_LINKS = ("http", "https", "line", "tel")
_OF_ACTIONS = ("type", "label", "data", "text", "mode", "initial", "min", "max")
_MOST_DEEP = 40


def drawn(message: Mapping[str, Any]) -> Json:
    """What the page needs of a message: the Flex safe to render (`flex`), the `actions` its links `#action-N`
    stand for, and the quick replies. Labels and texts of actions are plain text, not HTML."""
    actions: list[Json] = []
    made: Json = {"quick": [_action(one) for one in quick_replies(message)]}
    if message.get("type") == "flex":
        made["flex"] = _safe(message.get("contents"), actions, 0)
    elif message.get("type") == "template":
        made["cards"] = _cards(message.get("template") or {})
    elif message.get("type") == "image" and (picture := safe_link(message.get("originalContentUrl"))):
        made["picture"] = picture
    return {**made, "actions": actions}


def drawn_menu(menu: Mapping[str, Any]) -> Json:
    """A rich menu as the page shows it: where on its picture what can be tapped."""
    areas = [{"action": _action(area["action"]), "bounds": area["bounds"]} for area in menu["areas"]]
    named = {"id": menu["richMenuId"], "title": str(menu["chatBarText"])}
    return {**named, "selected": bool(menu.get("selected")), "size": menu["size"], "areas": areas}


def safe_link(uri: object) -> str | None:
    """The address if a person may be led there."""
    if not isinstance(uri, str) or re.search(r"[\x00-\x20\x7f\\]", uri):
        return None
    try:
        scheme = urlsplit(uri).scheme
    except ValueError:
        return None
    return uri if scheme.lower() in _LINKS else None


def _action(action: Mapping[str, Any]) -> Json:
    made = {name: str(action[name]) for name in _OF_ACTIONS if name in action}
    link = safe_link(action.get("uri"))
    return {**made, "uri": link} if link else made


def _picture(url: object) -> str:
    """An address that can stand inside CSS url("…") and a style attribute."""
    link = safe_link(url)
    if link is None or not link.lower().startswith(("http://", "https://")):
        return ""
    return quote(link, safe=":/?#[]@!$&*+,=%-._~").replace("&", "&amp;")


def _safe(part: Any, actions: list[Json], depth: int) -> Any:
    if not isinstance(part, Mapping) or depth > _MOST_DEEP:
        return {}
    made: Json = {}
    # The renderer writes the parts in this order, so the actions are numbered as people read them.
    for name in sorted(part, key=lambda one: (one == "contents", _order(one))):
        inner = part[name]
        if name == "action" and isinstance(inner, Mapping):
            made["action"] = {
                "type": "uri",
                "label": html.escape(str(inner.get("label", "")), quote=True),
                "uri": f"#action-{len(actions)}",
            }
            actions.append(_action(inner))
        elif name == "text":
            made["text"] = html.escape(str(inner), quote=True)
        elif name in ("url", "previewUrl"):
            made[name] = _picture(inner)
        elif name == "contents" and isinstance(inner, list):
            made["contents"] = [_safe(child, actions, depth + 1) for child in inner]
        elif name in _CONTAINERS:
            made[name] = _safe(inner, actions, depth + 1)
        elif _WORD.fullmatch(name) and (
            isinstance(inner, bool | int | float) or (isinstance(inner, str) and _WORD.fullmatch(inner))
        ):
            made[name] = inner
    return made


def _order(name: str) -> int:
    return _CONTAINERS.index(name) if name in _CONTAINERS else -1


def _cards(template: Mapping[str, Any]) -> list[Json]:
    """Templates are drawn by the page itself, as text."""
    cards = []
    for card in template.get("columns") or [template]:
        actions = card.get("actions") or ([card["action"]] if card.get("action") else [])
        cards.append(
            {
                "title": str(card.get("title", "")),
                "text": str(card.get("text", "")),
                "actions": [_action(one) for one in actions],
            }
        )
    return cards
