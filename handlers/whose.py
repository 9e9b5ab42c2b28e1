"""Whose part of an item a line is about: the speaker's own, or one given on behalf; never another division's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from documents import views
from handlers.turn import Message, Turn
from messages import asking, notices, receipts, talk
from messages.views import ItemView
from models.people import Member
from models.register import Assignment, WorkItem


@dataclass(frozen=True)
class Owned:
    """One assignment, and whether the speaker speaks for someone else."""

    assignment: Assignment
    on_behalf: bool


@dataclass(frozen=True)
class Instead:
    """What to answer when nothing may be written."""

    messages: list[Message]


def resolve(
    codes: Sequence[str],
    division: str | None,
    turn: Turn,
    member: Member,
    *,
    several: Callable[[WorkItem], list[Message]] | None = None,
    chief: bool = False,
) -> list[Owned] | Instead:
    """The assignments meant by these codes, all of them or none.

    On behalf of an item with several divisions, none named: `several` says what to ask; without it, all are meant.
    `chief`: a chief speaks for every division, as a coordinator does.
    """
    found: list[Owned] = []
    strange: list[WorkItem] = []
    for code in dict.fromkeys(codes):
        item = turn.item(code)
        if item is None:
            return Instead(unknown_items([code], turn))
        mine = [a for a in item.assignments if a.is_of(member)]
        if division is not None:
            mine = [a for a in mine if a.division and a.division.name == division]
        if mine:
            found += [Owned(a, on_behalf=False) for a in mine]
        elif member.reports_on_behalf or (chief and member.role == "chief"):
            owners = _named(item, division)
            if not owners:
                return Instead(notices.no_owner(item.code))
            if several is not None and len(owners) > 1:
                return Instead(several(item))
            found += [Owned(a, on_behalf=True) for a in owners]
        else:
            strange.append(item)
    return not_yours(strange, turn) if strange else found


def not_yours(items: Sequence[WorkItem], turn: Turn) -> Instead:
    own = [d.name for d in turn.own_divisions()]
    return Instead(receipts.not_yours(items=[item_view(i, turn) for i in items], own=own))


def unknown_items(codes: list[str], turn: Turn) -> list[Message]:
    known = [item.code for item in turn.items if item.code[:1] == codes[0][:1]] or [i.code for i in turn.items]
    if not known:
        return talk.not_understood()
    return asking.unknown_item(codes, first=known[0], last=known[-1])


def behalf(owned: Sequence[Owned]) -> str | None:
    """The divisions spoken for, as a receipt names them."""
    names = [views.owner_name(o.assignment) or "" for o in owned if o.on_behalf]
    return " ".join(dict.fromkeys(names)) or None


def own_open_items(turn: Turn) -> list[ItemView]:
    """What the speaker's divisions still owe, nearest date first."""
    ids = [d.id for d in turn.own_divisions()]
    owed = [i for i in views.counted(turn.items) if ids and views.is_owed(i, turn.office, ids)]
    shown = [views.item_view(i, turn.office, turn.today, ids) for i in owed]
    return sorted(shown, key=lambda view: (view.due is None, view.due or turn.today))


def item_view(item: WorkItem, turn: Turn) -> ItemView:
    return views.item_view(item, turn.office, turn.today)


def _named(item: WorkItem, division: str | None) -> list[Assignment]:
    if division is None:
        return list(item.assignments)
    return [a for a in item.assignments if a.division and a.division.name == division]
