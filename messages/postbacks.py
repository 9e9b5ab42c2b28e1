"""What a button says back to us, as plain values; `messages.codec` writes and reads them as postback data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from messages.words import Status

EARLIER = "earlier"  # the summary of the week before, as it was sent

ShowWhat = Literal[
    "status", "missing", "due", "item", "who", "history", "help", "summary", "review", "results", "papers"
]
WhatIsThere = Literal["present", "incomplete", "missing"]
ResultPart = Literal["output", "outcome"]
Paper = Literal["followup", "progress"]
Mend = Literal["withdraw", "again"]
PaperInAct = Literal["load", "doubts", "evidence", "drop"]
# What is said of a doubtful row: ask who answers for it, name the division, a status, the day picked, that it
# is right as it was read, or that it is left out.
Settling = Literal[
    "ask", "owner", "present", "incomplete", "missing", "not_started", "in_progress", "done", "due", "keep", "skip"
]


@dataclass(frozen=True)
class SetStatus:
    assignment_id: int
    status: Status


@dataclass(frozen=True)
class SetItemsStatus:
    codes: tuple[str, ...]
    status: Status
    division_id: int | None


@dataclass(frozen=True)
class Undo:
    change_set: str


@dataclass(frozen=True)
class AskExtension:
    """More time for these items; under a date picker the day comes beside the data."""

    codes: tuple[str, ...]
    division_id: int | None = None


@dataclass(frozen=True)
class DecideExtension:
    extension_id: int
    approve: bool


@dataclass(frozen=True)
class Acknowledge:
    """The digest of that day was read. The day stands for its items, however many they are."""

    day: date


@dataclass(frozen=True)
class Snooze:
    """Not of the items of that day's digest again for so many days, 1 to 9."""

    days: int
    day: date


@dataclass(frozen=True)
class AttachTo:
    """What was said and is kept under the token (a link, an obstacle) belongs to this item."""

    token: str
    code: str


@dataclass(frozen=True)
class Chase:
    """Have this division reminded now."""

    division_id: int


@dataclass(frozen=True)
class Confirm:
    token: str


@dataclass(frozen=True)
class Cancel:
    pass


@dataclass(frozen=True)
class Verdict:
    """What the reviewer saw of one division's answer. `seen`: the instant of the report that was shown, in seconds."""

    assignment_id: int
    verdict: WhatIsThere
    seen: int = 0


@dataclass(frozen=True)
class ReturnBy:
    """Until when a returned answer is to be put right; the day comes beside the data."""

    assignment_id: int


@dataclass(frozen=True)
class TellResults:
    """Start telling a measure's steps, output and outcome."""

    assignment_id: int


@dataclass(frozen=True)
class MarkStep:
    """Turn one step of a measure; None is all of them done."""

    assignment_id: int
    step: int | None = None


@dataclass(frozen=True)
class EditFold:
    code: str
    part: ResultPart


@dataclass(frozen=True)
class SubmitPaper:
    paper: Paper


@dataclass(frozen=True)
class DecidePaper:
    step_id: int
    approve: bool


@dataclass(frozen=True)
class MendPaper:
    """What a coordinator does to a paper on its way: withdraw it, or have the level that is asked told again."""

    approval_id: int
    act: Mend


@dataclass(frozen=True)
class HandlePaperIn:
    """What becomes of a file that was sent and read."""

    paper_id: int
    act: PaperInAct


@dataclass(frozen=True)
class SettleDoubt:
    """`row`: the doubtful row's number; `place`: the division's in the file's list. A day comes beside the data."""

    paper_id: int
    row: int
    how: Settling
    place: int = 0


@dataclass(frozen=True)
class Show:
    """`arg`: a division's name, codes, "mine", or of a summary EARLIER."""

    what: ShowWhat
    arg: str = ""
    page: int = 0


Postback = (
    SetStatus
    | SetItemsStatus
    | AskExtension
    | DecideExtension
    | Acknowledge
    | Snooze
    | AttachTo
    | Undo
    | Chase
    | Confirm
    | Cancel
    | Verdict
    | ReturnBy
    | TellResults
    | MarkStep
    | EditFold
    | SubmitPaper
    | DecidePaper
    | MendPaper
    | HandlePaperIn
    | SettleDoubt
    | Show
)
