"""Checkpoints of work that runs a whole year without a nearer deadline: the ends of the fiscal quarters. Pure rules."""

from dataclasses import dataclass
from datetime import date
from typing import Final

ABOUT_A_YEAR: Final = 300  # days
# รอบ 6 เดือน and รอบ 12 เดือน are what the offices report at the second and the fourth quarter's end.
_ENDS: Final = (
    (3, 31, "รอบ 6 เดือน"),
    (6, 30, "ไตรมาสที่ 3"),
    (9, 30, "รอบ 12 เดือน"),
    (12, 31, "ไตรมาสที่ 1"),
)


@dataclass(frozen=True)
class Checkpoint:
    """A day on which the work is looked at although nobody set it; it is said to be derived wherever it is shown."""

    day: date
    name: str


def derived(starts_on: date | None, due: date | None) -> tuple[Checkpoint, ...]:
    """The quarter ends within the period, before its deadline; none for a shorter period, or one that is not known."""
    if starts_on is None or due is None or (due - starts_on).days + 1 < ABOUT_A_YEAR:
        return ()
    ends = (
        Checkpoint(date(year, month, day), name)
        for year in range(starts_on.year, due.year + 1)
        for month, day, name in _ENDS
    )
    return tuple(end for end in ends if starts_on < end.day < due)
