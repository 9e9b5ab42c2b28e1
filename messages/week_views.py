"""An office's week as plain values: what its summary tells."""

from dataclasses import dataclass
from datetime import date, datetime

from messages.views import BrokenLink, DivisionProgress, ItemView, Tally


@dataclass(frozen=True)
class Behind:
    """What a division owes for too long. Without an id nobody is there to be reminded."""

    division: str | None
    division_id: int | None
    codes: tuple[str, ...]
    days: int  # of the longest overdue, by the calendar


@dataclass(frozen=True)
class Unsent:
    """Pushes to one person that LINE did not take, or may not have taken."""

    to: str | None  # None: no longer a member
    failed: int
    unknown: int


@dataclass(frozen=True)
class Week:
    """An office's week, as its summary tells it."""

    office: str
    year: int
    as_of: datetime
    overall: Tally
    divisions: tuple[DivisionProgress, ...] = ()
    change: int | None = None  # how many more items are done than the last summary said
    last: date | None = None  # the day of that summary
    has_earlier: bool = False  # a summary of an earlier week can be read again
    behind: tuple[Behind, ...] = ()
    behind_after: int = 7  # working days
    overdue: tuple[ItemView, ...] = ()
    due_soon: tuple[ItemView, ...] = ()
    done: tuple[ItemView, ...] = ()
    in_review: tuple[ItemView, ...] = ()
    problems: tuple[ItemView, ...] = ()
    asked: tuple[ItemView, ...] = ()
    without_member: tuple[str, ...] = ()
    unowned: tuple[ItemView, ...] = ()
    held_back: tuple[str, ...] = ()  # codes of items whose reminders the month's budget held back
    unsent: tuple[Unsent, ...] = ()
    broken: tuple[BrokenLink, ...] = ()
    no_output: tuple[str, ...] = ()  # codes of measures reported done whose output not every division has told
    no_outcome: tuple[str, ...] = ()
