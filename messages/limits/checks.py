"""The small checks every limit is put together from: each takes a value and its place and tells what is wrong there."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from messages.limits.counting import Measure, utf16_len

Check = Callable[[Any, str], Iterator["Problem"]]


@dataclass(frozen=True)
class Problem:
    """One thing LINE would refuse: where (`messages[0].text`) and in LINE's words why."""

    property: str
    message: str


def string(most: int, measure: Measure = utf16_len, *, least: int = 1, empty: str = "May not be empty") -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str):
            yield Problem(path, "Must be a string")
        elif least and not value.strip():
            yield Problem(path, empty)
        elif not least <= measure(value) <= most:
            yield Problem(path, f"Length must be between {least} and {most}")

    return check


def one_of(*names: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        if value not in names:
            yield Problem(path, f"Must be one of the following values: [{', '.join(names)}]")

    return check


def like(pattern: str, message: str = "invalid property") -> Check:
    compiled = re.compile(pattern)

    def check(value: Any, path: str) -> Iterator[Problem]:
        if not isinstance(value, str) or not compiled.fullmatch(value):
            yield Problem(path, message)

    return check


def number(least: float, most: float, *, whole: bool = True) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        kinds = int if whole else (int, float)
        if isinstance(value, bool) or not isinstance(value, kinds) or not least <= value <= most:
            yield Problem(path, f"must be between {least} and {most}")

    return check


def boolean(value: Any, path: str) -> Iterator[Problem]:
    if not isinstance(value, bool):
        yield Problem(path, "Must be a boolean")


def anything(_value: Any, _path: str) -> Iterator[Problem]:
    return iter(())


def url(most: int, *schemes: str) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        yield from (length := list(string(most)(value, path)))
        if not length and not re.match(rf"(?:{'|'.join(schemes)}):\S+\Z", value, re.IGNORECASE):
            yield Problem(path, "invalid uri scheme")

    return check


def each(check: Check, least: int, most: int) -> Check:
    def check_all(values: Any, path: str) -> Iterator[Problem]:
        if not isinstance(values, Sequence) or isinstance(values, str):
            yield Problem(path, "Must be an array")
            return
        if not least <= len(values) <= most:
            yield Problem(path, f"Size must be between {least} and {most}")
        for index, value in enumerate(values):
            yield from check(value, f"{path}[{index}]")

    return check_all


def object_of(
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


def by_type(kinds: Mapping[str, Check]) -> Check:
    def check(value: Any, path: str) -> Iterator[Problem]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        if not isinstance(kind, str) or kind not in kinds:
            yield from one_of(*kinds)(None, f"{path}.type")
        else:
            yield from kinds[kind](value, path)

    return check


HTTPS = url(2000, "https")
COLOR = like(r"#[0-9a-fA-F]{6}(?:[0-9a-fA-F]{2})?")
