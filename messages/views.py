"""The plain values handlers pass in: what a message needs to know of items, divisions and changes, and nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from messages.postbacks import ResultPart
from messages.words import EvidenceKind, EvidenceState, Kind, LinkState, Review, Status, WebStatus


@dataclass(frozen=True)
class AskedView:
    """A request for more time that waits for a decision; `until` is None while no date was named."""

    id: int
    until: date | None
    reason: str = ""
    picks: tuple[date, date] | None = None  # the first and last day that a decider may name instead


@dataclass(frozen=True)
class LinkView:
    """How a published address was last found. `why` and `flags` are Thai words already: why it could not be opened,
    and what a person should look at."""

    url: str
    state: LinkState = "unchecked"
    checked_on: date | None = None
    last_good_on: date | None = None  # the last day on which it was opened; None: it never was
    why: str = ""
    flags: tuple[str, ...] = ()
    title: str = ""  # the page's own


@dataclass(frozen=True)
class EvidenceView:
    """One link, picture or file. `address` opens it; None: it cannot be opened (yet)."""

    kind: EvidenceKind
    state: EvidenceState
    name: str  # a link's is its address
    address: str | None = None
    by: str | None = None
    division: str | None = None  # None: given for the whole item
    added_on: date | None = None
    link: LinkView | None = None  # of a link: how it was last found


@dataclass(frozen=True)
class Doubt:
    """A text of a measure that should be looked at: it says too little, or says something again."""

    part: ResultPart
    why: Literal["short", "steps", "output"]


@dataclass(frozen=True)
class AssignmentView:
    id: int
    division: str | None  # None: nobody is responsible yet
    status: Status
    review: Review | None
    due: date | None
    reported_on: date | None = None
    reported_by: str | None = None
    output: str | None = None
    outcome: str | None = None
    asked: AskedView | None = None
    problem: str | None = None
    lacking: str | None = None  # what the reviewer asked to be put right
    self_reviewed: bool = False
    seen: int = 0  # the instant of the report, in seconds: a verdict names the report it is about
    steps_done: int = 0
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True)
class ItemView:
    code: str
    kind: Kind
    title: str
    status: Status
    web_status: WebStatus
    due: date | None
    days_left: int | None
    assignments: tuple[AssignmentView, ...] = ()
    elements: tuple[str, ...] = ()
    presented: str | None = None
    url: str | None = None
    period: str | None = None
    missing: bool = True
    link: LinkView | None = None  # how `url` was last found
    checkpoints: tuple[date, ...] = ()  # derived by the system, not set by the office
    evidence: tuple[EvidenceView, ...] = ()
    steps: int = 0

    def owners(self) -> tuple[str, ...]:
        """The responsible divisions, each once, in their order; a person's name counts as a division here."""
        return tuple(dict.fromkeys(a.division for a in self.assignments if a.division is not None))

    def asked(self) -> tuple[AskedView, ...]:
        return tuple(a.asked for a in self.assignments if a.asked is not None)

    def problems(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(a.problem for a in self.assignments if a.problem))

    @property
    def is_waiting(self) -> bool:
        """It counts as not done only because a reviewer has still to look at it: nobody is late."""
        answered = bool(self.assignments) and all(a.status == "done" for a in self.assignments)
        return answered and self.missing and self.status != "done"

    def lacking(self) -> tuple[str, ...]:
        """What the reviewer asked to be put right, with the division where there are several."""
        several = len(self.assignments) > 1
        return tuple(
            f"{a.division}: {a.lacking}" if several and a.division else a.lacking for a in self.assignments if a.lacking
        )

    def status_for(self, division: str | None) -> Status:
        """How the item stands for one division, which may differ from how it stands for the office."""
        return next((a.status for a in self.assignments if a.division == division), self.status)


@dataclass(frozen=True)
class BrokenLink:
    """A published address that cannot be opened any more, and the items it stands for."""

    url: str
    codes: tuple[str, ...]
    last_good_on: date | None
    why: str = ""


@dataclass(frozen=True)
class Tally:
    done: int
    in_progress: int
    not_started: int
    not_reported: int
    overdue: int = 0  # counted among the others, not beside them

    @property
    def total(self) -> int:
        return self.done + self.in_progress + self.not_started + self.not_reported

    @property
    def open(self) -> int:
        return self.total - self.done

    @property
    def percent(self) -> int:
        """Rounded down, so that 100 means everything is done; 0 when there is nothing to do."""
        return self.done * 100 // self.total if self.total else 0


@dataclass(frozen=True)
class DivisionProgress:
    division: str | None
    tally: Tally
    has_member: bool = True
    change: int | None = None  # how many more are done than the last summary said; None: it said nothing of them


@dataclass(frozen=True)
class ChangeView:
    """One status change: `before` and `after` are status keys; `after` is what is in force now."""

    code: str
    title: str
    division: str | None
    before: str
    after: str


@dataclass(frozen=True)
class DeadlineView:
    """One assignment's deadline and the one asked for or given; None: none is set, or none was named."""

    code: str
    title: str
    division: str | None
    due: date | None
    until: date | None
    asked: date | None = None  # of one that was granted: what had been asked for


def by_urgency(items: Iterable[ItemView]) -> list[ItemView]:
    """Longest overdue first, then the nearest date; what has no date comes last."""
    return sorted(items, key=lambda i: (i.due is None, i.due or date.max))


@dataclass(frozen=True)
class ResultView:
    """What one division has told of a measure."""

    assignment_id: int
    code: str
    title: str
    division: str | None
    steps: tuple[str, ...] = ()
    done: tuple[int, ...] = ()  # of the steps, by their place from 0
    output: str = ""
    outcome: str = ""
    doubts: tuple[Doubt, ...] = ()

    def text(self, part: ResultPart) -> str:
        return self.output if part == "output" else self.outcome


@dataclass(frozen=True)
class FoldedPart:
    """Output or outcome of a measure as the paper would print it."""

    part: ResultPart
    text: str  # the coordinator's wording, else the answers folded
    answered: int
    waiting: tuple[str, ...] = ()  # divisions that have not told it
    edited: bool = False
    outdated: bool = False  # a division told or changed it after the coordinator's wording
    doubts: tuple[tuple[str, Doubt], ...] = ()  # division and doubt


@dataclass(frozen=True)
class HistoryEntry:
    """One recorded change of an item; several divisions' when one report or one file changed them alike."""

    at: datetime
    by: str | None  # None: the office's file was loaded
    field: str  # as the register calls it: status, web_status, due, evidence, …; extension, declined of a request
    before: str
    after: str
    divisions: tuple[str, ...] = ()
    on_behalf: bool = False
    undone: bool = False  # has been taken back since
    undoes: bool = False  # takes an earlier one back
    note: str = ""  # the reason of a request


@dataclass(frozen=True)
class ItemHistory:
    """Newest first; `more` older ones are not shown."""

    code: str
    title: str
    entries: tuple[HistoryEntry, ...]
    more: int = 0
