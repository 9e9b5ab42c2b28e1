"""Reminding a division because the coordinator or the chief asked: the confirmation, and what was done."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from messages import asking, flex
from messages.pack import Message, text, with_quick
from messages.rows import QUICK_LISTS, first_lines
from messages.thai import BANGKOK, join_thai
from messages.wording import wording

LINES_SHOWN, NAMES_SHOWN = 20, 4


@dataclass(frozen=True)
class Chased:
    """One division: what it owes, who is told, and when it was last told if that is too recent to do it again."""

    division: str
    codes: tuple[str, ...]
    late: bool  # overdue; otherwise due soon
    names: tuple[str, ...] = ()
    last: datetime | None = None


def refused() -> list[Message]:
    return with_quick([text(wording("chase")["refused"])], QUICK_LISTS)


def confirm(chased: Sequence[Chased], *, people: int, now: datetime, after_hours: bool, token: str) -> list[Message]:
    return asking.confirm(
        lines=[_line(one, names=False) for one in chased],
        token=token,
        template="chase_confirm",
        people=people,
        after_hours=after_hours,
        clock=f"{now.astimezone(BANGKOK):%H.%M}",
    )


def answer(
    chased: Sequence[Chased],
    *,
    people: int,
    now: datetime,
    after_hours: bool,
    hours: int,
    days: int,
    clear: Sequence[str] = (),
    unowned: Sequence[str] = (),
    waiting: Sequence[str] = (),
    names: bool = True,
) -> list[Message]:
    """`hours`: how soon is too soon; `clear`: divisions with nothing overdue or due in `days`; `unowned`: late items of
    no division; `waiting`: items left out because a request for more time waits. `names`: say by name who is told."""
    said = wording(
        "chase",
        people=people,
        now=now,
        after_hours=after_hours,
        hours=hours,
        days=days,
        reached=_lines([c for c in chased if c.names and c.last is None], names),
        recent=_lines([c for c in chased if c.last is not None], names),
        unreached=_lines([c for c in chased if not c.names and c.last is None], names),
        unowned=list(unowned),
        waiting=list(waiting),
        clear=[flex.one_line(name, 80) for name in clear[:LINES_SHOWN]],
    )
    return with_quick([text(said["text"])], QUICK_LISTS)


def _lines(chased: Sequence[Chased], names: bool) -> list[str]:
    lines, more = first_lines([_line(one, names=names) for one in chased], LINES_SHOWN)
    return [*lines, wording("chase_confirm", count=more)["more"]] if more else lines


def _line(one: Chased, *, names: bool) -> str:
    shown = wording(
        "chase",
        name=flex.one_line(one.division, 80),
        whom=_whom(one, names=names) if one.last is None else "",
        late=one.late,
        codes=one.codes,
        last=one.last,
    )
    return flex.one_line(shown["line"], 200)


def _whom(one: Chased, *, names: bool) -> str:
    """Who is told, by name or in number."""
    if not one.names:
        return wording("chase")["no_one"]
    if names and len(one.names) <= NAMES_SHOWN:
        return join_thai(flex.one_line(name, 40) for name in one.names)
    return wording("chase", people=len(one.names))["people"]
