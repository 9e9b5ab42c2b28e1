"""Becoming known to the bot: welcome, registration, and binding a group to the office."""

from collections.abc import Sequence
from typing import Literal

from messages import flex
from messages.pack import Message, text, with_quick
from messages.rows import QUICK_LISTS
from messages.talk import SUMMARY
from messages.wording import wording


def welcome(*, office: str, days: int) -> list[Message]:
    """`days`: how long what people type is kept. Whoever registers after this has agreed to it."""
    return [text(wording("registration", office=flex.one_line(office, 200), days=days)["welcome"])]


def must_register(*, days: int) -> list[Message]:
    return [text(wording("registration", days=days)["must_register"])]


def registered(*, name: str, role: str, divisions: Sequence[str], office: str, days: int) -> list[Message]:
    return _person("registered", name, role, divisions, office, days)


def who_am_i(*, name: str, role: str, divisions: Sequence[str], office: str, days: int) -> list[Message]:
    return _person("who", name, role, divisions, office, days)


def bad_code(reason: Literal["unknown", "used", "expired", "throttled", "other_office"]) -> list[Message]:
    return [text(wording("bad_code")[reason])]


def register_in_private() -> list[Message]:
    return [text(wording("registration")["in_private"])]


def group_greeting() -> list[Message]:
    return [text(wording("group")["greeting"])]


def bound(*, office: str) -> list[Message]:
    return with_quick([text(wording("group", office=flex.one_line(office, 200))["bound"])], QUICK_LISTS)


def already_bound() -> list[Message]:
    return with_quick([text(wording("group")["already"])], QUICK_LISTS)


def bind_refused() -> list[Message]:
    return [text(wording("group")["refused"])]


def bind_in_group() -> list[Message]:
    return [text(wording("group")["in_group"])]


def _person(block: str, name: str, role: str, divisions: Sequence[str], office: str, days: int) -> list[Message]:
    said = wording(
        "registration",
        name=flex.one_line(name, 120),
        role=role,
        divisions=[flex.one_line(one, 120) for one in divisions[:20]],
        office=flex.one_line(office, 200),
        days=days,
    )
    return with_quick([text(said[block])], SUMMARY if role == "chief" else QUICK_LISTS)
