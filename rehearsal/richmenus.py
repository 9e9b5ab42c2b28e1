"""Rich menus as LINE keeps them per channel: menus, their pictures, the default, who sees which, and aliases."""

import re
import secrets
from dataclasses import dataclass, field

from messages.limits import rich_menu_problems
from rehearsal.platform import Platform
from rehearsal.refusals import Refusal, bad_property, invalid_body, not_found
from rehearsal.state import Channel, Json

MOST_BYTES = 1024 * 1024
MOST_MENUS = 1000


@dataclass
class RichMenu:
    definition: Json
    picture: bytes | None = None
    media_type: str = ""


@dataclass
class _Kept:
    menus: dict[str, RichMenu] = field(default_factory=dict)
    default: str | None = None
    linked: dict[str, str] = field(default_factory=dict)  # user id → menu
    aliases: dict[str, str] = field(default_factory=dict)


class RichMenus:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform
        self._kept: dict[str, _Kept] = {}

    def clear(self) -> None:
        with self._platform.change():
            self._kept.clear()

    def _of(self, channel: Channel) -> _Kept:
        return self._kept.setdefault(channel.slug, _Kept())

    def _menu(self, channel: Channel, menu_id: str) -> RichMenu:
        menu = self._of(channel).menus.get(menu_id)
        if menu is None:
            raise not_found()
        return menu

    def validate(self, definition: Json) -> Json:
        found = rich_menu_problems(definition)
        if found:
            raise invalid_body(found)
        return {}

    def create(self, channel: Channel, definition: Json) -> Json:
        self.validate(definition)
        with self._platform.change():
            kept = self._of(channel)
            if len(kept.menus) >= MOST_MENUS:
                raise Refusal(400, "The number of rich menus exceeds the limit")
            menu_id = f"richmenu-{secrets.token_hex(16)}"
            kept.menus[menu_id] = RichMenu(dict(definition))
            return {"richMenuId": menu_id}

    def get(self, channel: Channel, menu_id: str) -> Json:
        with self._platform.changed:
            return {"richMenuId": menu_id, **self._menu(channel, menu_id).definition}

    def listing(self, channel: Channel) -> Json:
        with self._platform.changed:
            return {"richmenus": [self.get(channel, menu_id) for menu_id in self._of(channel).menus]}

    def delete(self, channel: Channel, menu_id: str) -> Json:
        with self._platform.change():
            self._menu(channel, menu_id)
            kept = self._of(channel)
            del kept.menus[menu_id]
            kept.default = None if kept.default == menu_id else kept.default
            kept.linked = {user: one for user, one in kept.linked.items() if one != menu_id}
            kept.aliases = {alias: one for alias, one in kept.aliases.items() if one != menu_id}
            return {}

    # ── the picture ──

    def upload(self, channel: Channel, menu_id: str, data: bytes, media_type: str) -> Json:
        with self._platform.change():
            menu = self._menu(channel, menu_id)
            if menu.picture is not None:
                raise Refusal(400, "An image has already been uploaded to the richmenu")
            if media_type not in ("image/png", "image/jpeg"):
                raise Refusal(415, f"The content type, {media_type}, is not supported")
            if len(data) > MOST_BYTES:
                raise Refusal(413, "Request Entity Too Large")
            width, height = picture_size(data)
            wanted = menu.definition["size"]
            if not 800 <= width <= 2500 or height < 250 or width / height < 1.45:
                raise Refusal(400, "The image size is not supported")
            if (width, height) != (wanted["width"], wanted["height"]):
                raise Refusal(400, "The image size does not match the rich menu's size")
            menu.picture, menu.media_type = data, media_type
            return {}

    def picture(self, channel: Channel, menu_id: str) -> tuple[bytes, str]:
        with self._platform.changed:
            menu = self._menu(channel, menu_id)
            if menu.picture is None:
                raise not_found()
            return menu.picture, menu.media_type

    def _usable(self, channel: Channel, menu_id: str) -> None:
        if self._menu(channel, menu_id).picture is None:
            raise Refusal(400, "must upload richmenu image before applying it to user")

    # ── who sees which ──

    def set_default(self, channel: Channel, menu_id: str) -> Json:
        with self._platform.change():
            self._usable(channel, menu_id)
            self._of(channel).default = menu_id
            return {}

    def default(self, channel: Channel) -> Json:
        with self._platform.changed:
            menu_id = self._of(channel).default
            if menu_id is None:
                raise not_found("no default richmenu")
            return {"richMenuId": menu_id}

    def clear_default(self, channel: Channel) -> Json:
        with self._platform.change():
            self._of(channel).default = None
            return {}

    def link(self, channel: Channel, menu_id: str, user_ids: object) -> Json:
        if not isinstance(user_ids, list) or not 1 <= len(user_ids) <= 500:
            raise bad_property("userIds")
        with self._platform.change():
            self._usable(channel, menu_id)
            for user_id in user_ids:
                if user_id not in self._platform.people:
                    raise bad_property("userId")
            self._of(channel).linked.update(dict.fromkeys(user_ids, menu_id))
            return {}

    def linked(self, channel: Channel, user_id: str) -> Json:
        with self._platform.changed:
            menu_id = self._of(channel).linked.get(user_id)
            if menu_id is None:
                raise not_found("the user has no richmenu")
            return {"richMenuId": menu_id}

    def unlink(self, channel: Channel, user_ids: object) -> Json:
        if not isinstance(user_ids, list):
            raise bad_property("userIds")
        with self._platform.change():
            for user_id in user_ids:
                self._of(channel).linked.pop(user_id, None)
            return {}

    def shown_to(self, channel: Channel, user_id: str) -> Json | None:
        """The menu a person sees on a phone: their own, else the default."""
        with self._platform.changed:
            kept = self._of(channel)
            menu_id = kept.linked.get(user_id) or kept.default
            return self.get(channel, menu_id) if menu_id else None

    # ── aliases ──

    def create_alias(self, channel: Channel, body: Json) -> Json:
        alias, menu_id = body.get("richMenuAliasId"), str(body.get("richMenuId"))
        if not isinstance(alias, str) or not re.fullmatch(r"[a-z0-9_-]{1,32}", alias):
            raise bad_property("richMenuAliasId")
        with self._platform.change():
            kept = self._of(channel)
            if menu_id not in kept.menus:
                raise Refusal(400, "richmenu not found")
            if alias in kept.aliases:
                raise Refusal(400, "conflict richmenu alias id")
            kept.aliases[alias] = menu_id
            return {}

    def update_alias(self, channel: Channel, alias: str, body: Json) -> Json:
        with self._platform.change():
            self.alias(channel, alias)
            menu_id = str(body.get("richMenuId"))
            if menu_id not in self._of(channel).menus:
                raise Refusal(400, "richmenu not found")
            self._of(channel).aliases[alias] = menu_id
            return {}

    def alias(self, channel: Channel, alias: str) -> Json:
        with self._platform.changed:
            menu_id = self._of(channel).aliases.get(alias)
            if menu_id is None:
                raise not_found("richmenu alias not found")
            return {"richMenuAliasId": alias, "richMenuId": menu_id}

    def aliases(self, channel: Channel) -> Json:
        with self._platform.changed:
            return {"aliases": [self.alias(channel, alias) for alias in self._of(channel).aliases]}

    def delete_alias(self, channel: Channel, alias: str) -> Json:
        with self._platform.change():
            self.alias(channel, alias)
            del self._of(channel).aliases[alias]
            return {}


def picture_size(data: bytes) -> tuple[int, int]:
    """Width and height of a PNG or JPEG; (0, 0) for anything else."""
    if data[:8] == b"\x89PNG\r\n\x1a\n" and len(data) >= 24:
        return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")
    at = 2
    while data[:2] == b"\xff\xd8" and at + 9 <= len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):  # the frame headers
            return int.from_bytes(data[at + 7 : at + 9], "big"), int.from_bytes(data[at + 5 : at + 7], "big")
        at += 2 + length
    return 0, 0
