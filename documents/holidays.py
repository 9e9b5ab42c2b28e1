"""The public holidays of Thai civil servants, by name: what the `holidays` library knows, corrected for offices."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from types import MappingProxyType
from typing import Final

from documents.data import holiday_facts
from messages.thai import join_thai

_OBSERVED: Final = "ชดเชย"


@dataclass(frozen=True)
class Holiday:
    day: date
    name: str


def days_off(first: date, last: date) -> tuple[Holiday, ...]:
    """The holidays from `first` to `last`, in order; also those on a weekend, whose substitute day stands beside."""
    found = (Holiday(day, name) for year in _years(first, last) for day, name in _of_year(year).items())
    return tuple(holiday for holiday in found if first <= holiday.day <= last)


def not_announced(first: date, last: date) -> tuple[int, ...]:
    """The years (C.E.) whose ploughing day, some day of May, lies in the span and is not known yet."""
    name = holiday_facts().announced_yearly
    return tuple(
        year
        for year in _years(first, last)
        if first <= date(year, 5, 31) and date(year, 5, 1) <= last and name not in _of_year(year).values()
    )


def announced_yearly() -> str:
    return holiday_facts().announced_yearly


def _years(first: date, last: date) -> range:
    return range(first.year, last.year + 1)


@cache
def _of_year(year: int) -> Mapping[date, str]:
    from holidays import country_holidays  # 70 ms that only a load and the list of days need

    known = country_holidays("TH", years=year, expand=False, language="th", categories=("public", "government"))
    found = {day: called for day, name in known.items() if (called := _called(name))}
    found |= {day: name for day, name in holiday_facts().days.items() if day.year == year}
    return MappingProxyType(dict(sorted(found.items())))


def _called(name: str) -> str:
    """As the cabinet's list calls it; several on one day stand apart by "; ". Empty: offices work on it."""
    facts = holiday_facts()
    names = []
    for part in name.split("; "):
        plain = part.removeprefix(_OBSERVED)
        if plain not in facts.offices_work:
            names.append(part.removesuffix(plain) + facts.names.get(plain, plain))
    return join_thai(names)
