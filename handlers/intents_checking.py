"""What a person wants once work is reported: evidence, review, results, dates for all, approval, one's own data."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

Verdict = Literal["present", "incomplete", "missing"]
ResultPart = Literal["output", "outcome"]
Paper = Literal["followup", "progress"]
PaperInAct = Literal["load", "doubts", "evidence", "drop"]
Settling = Literal[
    "ask", "owner", "present", "incomplete", "missing", "not_started", "in_progress", "done", "due", "keep", "skip"
]


@dataclass(frozen=True)
class SendFile:
    """A picture or file arrived in 1:1; its content is still with LINE. `kind` is LINE's message type."""

    kind: str
    message_id: str
    name: str = ""
    size: int | None = None
    set_id: str = ""  # of pictures sent together
    set_total: int = 1


@dataclass(frozen=True)
class Answer:
    """The answer, in the speaker's own words, to a question of ours that takes any words."""

    text: str


@dataclass(frozen=True)
class ListReview:
    """What waits for the coordinator's eye."""


@dataclass(frozen=True)
class Review:
    """What the coordinator saw of one division's answer. `seen`: the instant of the report that was shown, in
    seconds; 0 when none was."""

    assignment_id: int
    verdict: Verdict
    seen: int = 0


@dataclass(frozen=True)
class SetReturnDate:
    """Until when a returned answer is to be put right; None when no day was picked."""

    assignment_id: int
    until: date | None = None


@dataclass(frozen=True)
class TellResults:
    """Start asking for a measure's steps, output and outcome; a button names the assignment."""

    item: str | None = None
    assignment_id: int | None = None
    division: str | None = None


@dataclass(frozen=True)
class MarkStep:
    """One step of a measure done, or not done after all; None marks all of them done."""

    assignment_id: int
    step: int | None = None


@dataclass(frozen=True)
class ShowResults:
    """A measure's answers folded into one text, and who has answered."""

    item: str


@dataclass(frozen=True)
class EditFold:
    item: str
    part: ResultPart


@dataclass(frozen=True)
class ShiftDates:
    """Move the dates of many items at once: by so many days, or to a day. No items means all that are open."""

    items: tuple[str, ...] = ()
    days: int | None = None
    to: date | None = None
    reason: str = ""
    confirmed: bool = False


@dataclass(frozen=True)
class SubmitPaper:
    paper: Paper
    confirmed: bool = False


@dataclass(frozen=True)
class DecidePaper:
    step_id: int
    approve: bool


@dataclass(frozen=True)
class WithdrawPaper:
    """None: the only one on its way."""

    approval_id: int | None = None


@dataclass(frozen=True)
class AskPaperAgain:
    """Have the level that is asked told again; whoever holds the post now is asked."""

    approval_id: int


@dataclass(frozen=True)
class ListPapers:
    """What is on its way up, and what was approved."""


@dataclass(frozen=True)
class ShowScores:
    """The last scores: of one question or indicator (E9, 8), the lowest, or as a whole."""

    code: str = ""
    lowest: bool = False


@dataclass(frozen=True)
class ShowPaperIn:
    """What was read of a file that was sent to be loaded."""

    paper_id: int


@dataclass(frozen=True)
class HandlePaperIn:
    """What is to become of it."""

    paper_id: int
    act: PaperInAct


@dataclass(frozen=True)
class SettleDoubt:
    """What is right about one of its doubtful rows; `place`: of the division in the file's list."""

    paper_id: int
    row: int
    how: Settling
    place: int = 0
    day: date | None = None


@dataclass(frozen=True)
class EraseMe:
    """Forget the speaker, in two steps; the office's record stays."""

    confirmed: bool = False


Checking = (
    SendFile
    | Answer
    | ListReview
    | Review
    | SetReturnDate
    | TellResults
    | MarkStep
    | ShowResults
    | EditFold
    | ShiftDates
    | SubmitPaper
    | DecidePaper
    | WithdrawPaper
    | AskPaperAgain
    | ListPapers
    | ShowScores
    | ShowPaperIn
    | HandlePaperIn
    | SettleDoubt
    | EraseMe
)
