"""Facts shipped with the bot as data files: the O-items of an assessment year and the usual divisions."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any


@dataclass(frozen=True)
class CommonDivision:
    """A division most offices have. `aliases` may stand inside a longer text, `words` only alone."""

    name: str
    head: str
    aliases: tuple[str, ...]
    words: tuple[str, ...]


@dataclass(frozen=True)
class HolidayFacts:
    """Where government offices differ from the library's public holidays; its names are the keys of `names`."""

    offices_work: frozenset[str]
    announced_yearly: str
    names: Mapping[str, str]
    days: Mapping[date, str]


@cache
def catalogue(year: int) -> Mapping[str, str]:
    """O-item titles by code for an assessment year (B.E.); empty when the year's list has not been verified."""
    return MappingProxyType(dict(_toml("oit.toml").get(str(year), {})))


def catalogue_years() -> tuple[int, ...]:
    return tuple(int(year) for year in _toml("oit.toml"))


@cache
def common_divisions() -> tuple[CommonDivision, ...]:
    return tuple(
        CommonDivision(d["name"], d["head"], tuple(d["aliases"]), tuple(d["words"]))
        for d in _toml("divisions.toml")["division"]
    )


@cache
def words_for_everyone() -> tuple[str, ...]:
    """How people write "all divisions"."""
    return tuple(_toml("divisions.toml")["everyone"])


@cache
def item_nicknames(title: str) -> tuple[str, ...]:
    """What people call the item of this title when they do not say its code."""
    return tuple(say for item in _toml("nicknames.toml")["item"] if _means(item, title) for say in item["say"])


def _means(item: Mapping[str, Any], title: str) -> bool:
    return bool(item["title"] == title if item.get("exact") else item["title"] in title)


@cache
def division_nicknames(name: str) -> tuple[str, ...]:
    """What people call the division of this name everywhere, besides what the office itself has written down."""
    usual = next((d for d in common_divisions() if name == d.name or name in d.aliases), None)
    return (*usual.aliases, *usual.words) if usual else ()


@cache
def holiday_facts() -> HolidayFacts:
    data = _toml("holidays.toml")
    days = {date.fromisoformat(day): name for day, name in data["days"].items()}
    return HolidayFacts(frozenset(data["offices_work"]), data["announced_yearly"], data["names"], days)


@cache
def grade_facts() -> Mapping[str, Any]:
    """The indicators' names, which instrument each belongs to, and the scale of each year whose rule is known."""
    return MappingProxyType(_toml("grades.toml"))


@cache
def demo_office() -> Mapping[str, Any]:
    return MappingProxyType(_toml("demo.toml"))


@cache
def _toml(name: str) -> dict[str, Any]:
    return tomllib.loads(files(__name__).joinpath(name).read_text("utf-8"))
