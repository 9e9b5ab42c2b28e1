"""What a person wants, as plain values: the same whether it was typed, said in a group or tapped on a button."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from handlers.intents_checking import Checking
from models.words import Status

Scope = Literal["mine", "all", "division"]


@dataclass(frozen=True)
class StatusChange:
    item: str
    status: Status


@dataclass(frozen=True)
class UpdateStatus:
    """A report. `division` names for whom it is given when the reporter may choose; a button names the assignment.
    `doubtful`: another reader of the line might read it otherwise, so it is confirmed before it counts."""

    changes: tuple[StatusChange, ...]
    evidence: tuple[str, ...] = ()
    division: str | None = None
    assignment_id: int | None = None
    confirmed: bool = False
    doubtful: bool = False


@dataclass(frozen=True)
class ListMissing:
    scope: Scope
    divisions: tuple[str, ...] = ()
    kind: Literal["o_item", "measure", "any"] = "any"


@dataclass(frozen=True)
class ListDue:
    scope: Scope
    divisions: tuple[str, ...] = ()
    until: date | None = None
    overdue: bool = False


@dataclass(frozen=True)
class ShowProgress:
    scope: Scope
    divisions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ShowItem:
    items: tuple[str, ...]


@dataclass(frozen=True)
class WhoOwns:
    items: tuple[str, ...]


@dataclass(frozen=True)
class ShowHistory:
    """Who changed what, when."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class AttachEvidence:
    """Links and files given as evidence, without a word on the state. `files`: rows that wait for their item."""

    items: tuple[str, ...]
    urls: tuple[str, ...]
    files: tuple[int, ...] = ()


@dataclass(frozen=True)
class ReportProblem:
    """An obstacle; no state is claimed. `text` is the line as it was said."""

    items: tuple[str, ...]
    text: str


@dataclass(frozen=True)
class RequestExtension:
    """More time is asked for; `until` is None when no date was said. `division` names for whom it is asked."""

    items: tuple[str, ...]
    until: date | None = None
    reason: str = ""
    division: str | None = None


@dataclass(frozen=True)
class DecideExtension:
    """The coordinator's button under a request. `until` is a date the one who approves picked."""

    extension_id: int
    approve: bool
    until: date | None = None


@dataclass(frozen=True)
class Chase:
    """Remind now. No divisions means everyone who is late."""

    divisions: tuple[str, ...] = ()
    confirmed: bool = False


@dataclass(frozen=True)
class Acknowledge:
    """A reminder was read: the digest of that day; None is the last one."""

    day: date | None = None


@dataclass(frozen=True)
class Snooze:
    """Remind again on a later day; None: when was not said. Of these items; none are those of the digest of `day`, or
    of the last one."""

    until: date | None = None
    items: tuple[str, ...] = ()
    day: date | None = None


@dataclass(frozen=True)
class ExportReport:
    """A document is wanted: report, table, file."""


@dataclass(frozen=True)
class Undo:
    """Take back the last report, or the one a button names."""

    change_set: str | None = None


@dataclass(frozen=True)
class Confirm:
    token: str


@dataclass(frozen=True)
class Cancel:
    """Drop what the bot was waiting for."""


@dataclass(frozen=True)
class WeeklySummary:
    """`earlier`: the one of the week before, as it was sent."""

    earlier: bool = False


@dataclass(frozen=True)
class Register:
    code: str


@dataclass(frozen=True)
class WhoAmI:
    pass


@dataclass(frozen=True)
class Bind:
    pass


@dataclass(frozen=True)
class Help:
    pass


@dataclass(frozen=True)
class Thanks:
    pass


@dataclass(frozen=True)
class Clarify:
    """About the work, but a careful colleague would ask back. `items` and `status` are what could be read;
    `readings` are the two or three likely meanings, offered as buttons that write nothing until tapped."""

    items: tuple[str, ...] = ()
    status: Status | None = None
    unknown_codes: tuple[str, ...] = ()
    unknown_division: str | None = None
    readings: "tuple[Intent, ...]" = ()


@dataclass(frozen=True)
class Unknown:
    pass


@dataclass(frozen=True)
class Followed:
    """Someone added the bot as a friend."""


@dataclass(frozen=True)
class Unfollowed:
    pass


@dataclass(frozen=True)
class JoinedGroup:
    pass


@dataclass(frozen=True)
class LeftGroup:
    pass


Intent = (
    UpdateStatus
    | ListMissing
    | ListDue
    | ShowProgress
    | ShowItem
    | WhoOwns
    | ShowHistory
    | AttachEvidence
    | ReportProblem
    | RequestExtension
    | DecideExtension
    | Chase
    | Acknowledge
    | Snooze
    | ExportReport
    | Undo
    | Confirm
    | Cancel
    | WeeklySummary
    | Register
    | WhoAmI
    | Bind
    | Help
    | Thanks
    | Clarify
    | Unknown
    | Followed
    | Unfollowed
    | JoinedGroup
    | LeftGroup
    | Checking
)
