"""Moving the dates of many items at once, as when the calendar of the assessment moves: what moves where, and why the
rest stays. Pure rules over the register; `carry_out` writes it."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from models.changes import Actor, Change
from models.extensions import FURTHEST
from models.ladder import WorkingDays
from models.register import Assignment, WorkItem

Refusal = Literal["nothing_said", "no_way", "past", "too_far", "nothing_moves"]
LONGEST = 366  # days


@dataclass(frozen=True)
class Wanted:
    """By so many days (back when negative), or to a day; of these items, or of all that are open."""

    days: int | None = None
    to: date | None = None
    codes: tuple[str, ...] = ()

    def of(self, due: date) -> date:
        return self.to if self.to is not None else due + timedelta(days=self.days or 0)


@dataclass(frozen=True)
class Move:
    """The deadline of an item, or the own one of an assignment."""

    item: WorkItem
    assignment: Assignment | None
    before: date | None
    after: date


@dataclass
class Shift:
    """What moves, in the order in which it is to be done; and the codes of what does not, by why."""

    wanted: Wanted
    moves: list[Move] = field(default_factory=list)
    done: list[str] = field(default_factory=list)
    undated: list[str] = field(default_factory=list)
    would_be_past: list[str] = field(default_factory=list)
    later_already: list[str] = field(default_factory=list)  # a division was granted more than the day asked for

    @property
    def items(self) -> list[WorkItem]:
        return list({move.item.id: move.item for move in self.moves}.values())

    def closed_days(self, days: WorkingDays) -> dict[date, list[str]]:
        """The new dates on which the office is closed, each with the codes that get it: they are kept as asked."""
        found: dict[date, list[str]] = {}
        for move in self.moves:
            if not days.is_open(move.after) and move.item.code not in found.setdefault(move.after, []):
                found[move.after].append(move.item.code)
        return dict(sorted(found.items()))


def refusal(wanted: Wanted, today: date) -> Refusal | None:
    """Why nothing can be moved so, whatever the register holds."""
    if (wanted.days is None) == (wanted.to is None):
        return "nothing_said"
    if wanted.to is not None:
        return "past" if wanted.to < today else "too_far" if wanted.to - today > FURTHEST else None
    days = wanted.days or 0
    return "no_way" if days == 0 else "too_far" if abs(days) > LONGEST else None


def shift(items: Iterable[WorkItem], wanted: Wanted, today: date, *, review_on: bool = False) -> Shift:
    """What is done and what nobody dated stays, unless it is named. Nothing moves to a day before today."""
    found = Shift(wanted)
    for item in items:
        named = item.code in wanted.codes
        if wanted.codes and not named:
            continue
        if not named and item.kind == "task":
            continue  # the office's own errands are not in the assessment's calendar
        if not named and not item.is_missing(review_on=review_on):
            found.done.append(item.code)
            continue
        _of_item(item, found, today, named=named)
    return found


def _of_item(item: WorkItem, found: Shift, today: date, *, named: bool) -> None:
    wanted, moves, past = found.wanted, [], False
    if item.due is not None or (named and wanted.to is not None):
        after = wanted.of(item.due or today)
        past = after < today
        if not past and after != item.due:
            moves.append(Move(item, None, item.due, after))
    for assignment in item.assignments:
        own = assignment.due
        if own is None or not (named or assignment.is_open):
            continue
        after = wanted.of(own)
        if after < today:
            past = True
        elif wanted.to is not None and after < own:
            found.later_already.append(item.code)
        elif after != own:
            moves.append(Move(item, assignment, own, after))
    found.moves += moves
    if past:
        found.would_be_past.append(item.code)
    if not moves and not past and item.due is None:
        found.undated.append(item.code)


def carry_out(moves: Sequence[Move], reason: str, actor: Actor, now: datetime) -> list[Change]:
    """One change set. The whole item first: a division whose own date becomes the item's then needs none."""
    changes = []
    for move in moves:
        place = move.item if move.assignment is None else move.assignment
        change = place.move_due(move.after, actor, now, note=reason)
        changes += [change] if change else []
    return changes


def unknown(items: Collection[WorkItem], codes: Sequence[str]) -> list[str]:
    known = {item.code for item in items}
    return [code for code in codes if code not in known]
