"""Moving many dates at once: what is asked first, what would move, what has moved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from messages import asking, flex
from messages.codec import fits
from messages.pack import Message, alt_text, single, text, with_quick
from messages.postbacks import Cancel, Undo
from messages.rows import QUICK_LISTS
from messages.thai import code_ranges
from messages.wording import Wording, wording
from messages.words import KIND_WORDS, LABELS, Kind

Refusal = Literal["nothing_said", "no_way", "past", "too_far", "nothing_moves"]
CLOSED_SHOWN, REASON_UNITS = 6, 300


@dataclass(frozen=True)
class Moved:
    """One date that moves; a division where it is the division's own."""

    code: str
    division: str | None
    before: date | None
    after: date


@dataclass(frozen=True)
class ShiftView:
    """What moves and what stays, by codes."""

    count: int  # of items
    days: int | None
    to: date | None
    kinds: tuple[tuple[Kind, tuple[str, ...]], ...]
    moved: tuple[Moved, ...]
    closed: tuple[tuple[date, tuple[str, ...]], ...] = ()
    done: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()
    would_be_past: tuple[str, ...] = ()
    later_already: tuple[str, ...] = ()

    @property
    def own(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(one.code for one in self.moved if one.division is not None))


def lines(view: ShiftView) -> list[str]:
    """A line each: by kind, how far, what stays and why, and which new dates are closed days."""
    said = [wording("shift", kind=KIND_WORDS[kind], count=len(codes), codes=code_ranges(codes))["of_kind"]
            for kind, codes in view.kinds]  # fmt: skip
    if view.own:
        said.append(wording("shift", codes=code_ranges(view.own))["own"])
    dated = sorted((one for one in view.moved if one.before), key=lambda one: (one.before or date.max, one.after))
    for one in dict.fromkeys((dated[0], dated[-1]) if dated else ()):
        said.append(wording("shift", one=one)["sample"])
    for day, codes in view.closed[:CLOSED_SHOWN]:
        said.append(wording("shift", day=day, codes=code_ranges(codes))["closed"])
    if (more := len(view.closed) - CLOSED_SHOWN) > 0:
        said.append(wording("shift", count=more)["closed_more"])
    return said + _stays(view)


def _stays(view: ShiftView) -> list[str]:
    stays = {
        "done": view.done,
        "would_be_past": view.would_be_past,
        "later_already": view.later_already,
        "undated": view.undated,
    }
    return [wording("shift", codes=code_ranges(codes))[why] for why, codes in stays.items() if codes]


def confirm(view: ShiftView, *, reason: str, token: str) -> list[Message]:
    return asking.confirm(
        lines=lines(view),
        token=token,
        template="shift_confirm",
        items=view.count,
        days=view.days,
        to=view.to,
        reason=flex.one_line(reason, REASON_UNITS),
    )


def moved(view: ShiftView, *, reason: str, take_back: str) -> list[Message]:
    """The receipt; one button takes everything back."""
    said = _said(view, reason)
    body = [flex.text(said["moved"], bold=True, color=flex.NAVY, units=400), flex.separator()]
    body += [flex.text(f"• {line}", units=240) for line in lines(view)]
    body += [flex.separator(), flex.text(said["reason"], size="sm", units=400), flex.text(said["note"], size="sm")]
    footer = []
    if fits(Undo(take_back)):
        footer.append(flex.button(flex.postback_action(LABELS["take_back_shift"], Undo(take_back))))
    return with_quick(single(flex.bubble(body, footer=footer), alt_text(said["moved"])), QUICK_LISTS)


def taken_back(codes: Sequence[str]) -> list[Message]:
    unique = list(dict.fromkeys(codes))
    return with_quick([text(wording("shift", count=len(unique), codes=code_ranges(unique))["taken_back"])], QUICK_LISTS)


def ask_reason(view: ShiftView) -> list[Message]:
    return with_quick([text(_said(view)["ask_reason"])], [(LABELS["cancel"], Cancel())])


def cannot(why: Refusal, view: ShiftView | None = None) -> list[Message]:
    return with_quick([text(refusal_words(why, view))], QUICK_LISTS)


def refusal_words(why: Refusal, view: ShiftView | None = None) -> str:
    """Nothing was moved, and why; `view` tells what would have stayed."""
    return wording("shift")[why] + "".join(f"\n• {line}" for line in (_stays(view) if view else ()))


def heading(view: ShiftView) -> str:
    return _said(view)["heading"]


def refused() -> list[Message]:
    return with_quick([text(wording("shift")["refused"])], QUICK_LISTS)


def in_private() -> list[Message]:
    return [text(wording("shift")["in_private"])]


def _said(view: ShiftView, reason: str = "") -> Wording:
    shown = flex.one_line(reason, REASON_UNITS) if reason else ""
    return wording("shift", count=view.count, days=view.days, to=view.to, why=shown)
