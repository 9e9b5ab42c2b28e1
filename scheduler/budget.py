"""Staying within the month's push quota: the ladder run ahead to the month's end, and the rungs given up when the quota
is short. The days before a deadline go first, the longest first; its own day, what is overdue and what the coordinator
and the chief are told never do."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from messages.coordinator import QuotaView
from models.budget import MonthBudget
from models.clock import local_date, monday_of
from models.duties import Watch, who_hears
from models.occasions import Occasion, ahead
from models.people import Member

WARN_AT: Final = (70, 90, 100)  # per cent of the quota
_SUMMARIZED: Final = ("chief", "coordinator")

Mornings = Mapping[tuple[int, date], Sequence[Occasion]]  # member and day; a summary's day has no occasion


@dataclass(frozen=True)
class Plan:
    """`given_up`: rungs that alone are no reason for a push this month. `note`: what the coordinator is to be told."""

    given_up: frozenset[int] = frozenset()
    note: QuotaView | None = None


def plan(reading: MonthBudget | None, used: int, watch: Watch, members: Sequence[Member], now: datetime) -> Plan:
    """The month's plan as of this morning, remembered with the quota's reading. `used`: this month's pushes so far."""
    today = local_date(now)
    if reading is None or reading.quota is None:
        return Plan()
    level = max((step for step in WARN_AT if used * 100 >= step * reading.quota), default=0)
    last = _month_end(today)
    # Where a push to everybody on every working day left would fit, nothing has to be forecast.
    if level <= reading.warned and used + _most(watch, members, today, last) <= reading.quota:
        reading.given_up = []
        return Plan()
    mornings = forecast(watch, members, today, last)
    given_up = to_give_up(mornings, reading.quota - used)
    view = QuotaView(used, pushes(mornings, given_up), reading.quota, tuple(sorted(given_up, reverse=True)))
    news = level > reading.warned or not given_up <= set(reading.given_up)
    reading.warned, reading.given_up = max(level, reading.warned), sorted(given_up, reverse=True)
    return Plan(given_up, view if news else None)


def forecast(watch: Watch, members: Sequence[Member], first: date, last: date) -> Mornings:
    """Who would be pushed to on which day if nobody reports and nothing is given up."""
    found: dict[tuple[int, date], list[Occasion]] = defaultdict(list)
    coordinators = [m for m in members if m.role == "coordinator" and m.reachable]
    for duty in watch.duties:
        owners = who_hears(members, duty)
        told = watch.told.get(duty.assignment_id, frozenset())
        for day, occasion in ahead(duty, watch.ladder, watch.days, first, last, told, reached=watch.is_reached(duty)):
            for member in owners if occasion.audience == "owner" else coordinators:
                found[member.id, day].append(occasion)
    for day in _summary_days(watch, first, last):
        for member in members:
            if member.reachable and member.role in _SUMMARIZED:
                found[member.id, day] += []
    return found


def pushes(mornings: Mornings, given_up: Iterable[int] = ()) -> int:
    """How many pushes these mornings cost; a morning without an occasion is a summary's."""
    rungs = frozenset(given_up)
    return sum(not owed or any(not o.may_give_way(rungs) for o in owed) for owed in mornings.values())


def to_give_up(mornings: Mornings, left: int) -> frozenset[int]:
    """The fewest rungs, longest before the deadline first, without which the rest costs no more than is left."""
    given_up: set[int] = set()
    for rung in sorted({o.rung for owed in mornings.values() for o in owed if o.may_give_way({o.rung})}, reverse=True):
        if pushes(mornings, given_up) <= left:
            break
        given_up.add(rung)
    return frozenset(given_up)


def _most(watch: Watch, members: Sequence[Member], first: date, last: date) -> int:
    return sum(m.reachable for m in members) * watch.days.between(first - timedelta(days=1), last)


def _summary_days(watch: Watch, first: date, last: date) -> list[date]:
    """The first working day of each week."""
    monday = monday_of(first)  # the week's own Monday may have been closed
    days = []
    while monday <= last:
        days.append(watch.days.on_or_after(monday))
        monday += timedelta(days=7)
    return [day for day in days if first <= day <= last]


def _month_end(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
