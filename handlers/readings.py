"""The likely meanings of a line as buttons. One that no button can carry, or that the speaker may not, is left out."""

from collections.abc import Iterable

from handlers import undo
from handlers.chase import MAY_CHASE
from handlers.intents import (
    AttachEvidence,
    Chase,
    Intent,
    ListDue,
    ListMissing,
    ReportProblem,
    RequestExtension,
    Scope,
    ShowHistory,
    ShowItem,
    ShowProgress,
    Undo,
    UpdateStatus,
    WeeklySummary,
    WhoOwns,
)
from handlers.proposals import Proposed
from handlers.turn import Turn
from messages import postbacks, readings
from messages.codec import fits
from messages.postbacks import EARLIER, AskExtension, Confirm, Postback, SetItemsStatus, Show
from messages.readings import Reading

MOST = 3


def offered(intents: Iterable[Intent], turn: Turn) -> tuple[list[Reading], dict[str, Proposed]]:
    """The readings with their buttons, and by name the proposals that wait beside the question for a tap."""
    found: list[Reading] = []
    waiting: dict[str, Proposed] = {}
    for intent in intents:
        name = str(len(found) + 1)
        reading = _reading(intent, name, turn)
        if reading is None or len(found) == MOST:
            continue
        if isinstance(intent, Proposed) and isinstance(reading.postback, Confirm):
            waiting[name] = intent
        found.append(reading)
    return found, waiting


def _reading(intent: Intent, name: str, turn: Turn) -> Reading | None:
    match intent:
        case UpdateStatus() | AttachEvidence() | ReportProblem() | RequestExtension() | Chase() | Undo():
            return _doing(intent, name, turn)
        case ShowItem(items) if _known(items, turn):
            button = Show("item", ",".join(items))
            return readings.of_item(items, button) if fits(button) else None
        case WhoOwns(items) if _known(items, turn):
            button = Show("who", ",".join(items))
            return readings.of_owner(items, button) if fits(button) else None
        case ShowHistory(items) if _known(items, turn):
            button = Show("history", ",".join(items))
            return readings.of_history(items, button) if fits(button) else None
        case ListMissing(scope, divisions):
            return _list("missing", scope, divisions)
        case ListDue(scope, divisions):
            return _list("due", scope, divisions)
        case ShowProgress(scope, divisions):
            return _list("status", scope, divisions)
        case WeeklySummary(earlier):
            return readings.of_list("summary", "", Show("summary", EARLIER if earlier else ""))
        case _:
            return None


def _doing(intent: Proposed | Undo, name: str, turn: Turn) -> Reading | None:
    """What writes something, or reminds people. A button of its own when it can say everything; else it waits as a
    proposal and the button names it, so that no date, reason or link is lost."""
    member = turn.member
    if member is None:
        return None
    waits = Confirm(f"{turn.change_set}.{name}")
    match intent:
        case UpdateStatus(changes) if member.reports and _known([c.item for c in changes], turn):
            button = _set_status(intent, turn) or waits
            return readings.of_report([(c.item, c.status) for c in changes], button, int(name))
        case AttachEvidence(items, urls) if member.reports and urls and _known(items, turn):
            return readings.of_evidence(items, waits)
        case ReportProblem(items) if _known(items, turn):
            return readings.of_problem(items, waits)
        case RequestExtension(items, until) if _known(items, turn):
            return readings.of_extension(items, until, _ask_extension(intent, turn) or waits)
        case Chase(divisions) if member.role in MAY_CHASE and {d.name for d in turn.divisions}.issuperset(divisions):
            return readings.of_chase(divisions, waits)
        case Undo(change_set):
            last = change_set or undo.latest(member, turn)
            return readings.of_undo(postbacks.Undo(last)) if last else None
        case _:
            return None


def _set_status(intent: UpdateStatus, turn: Turn) -> Postback | None:
    """One state, no links to keep, and a division that has a number."""
    statuses = {c.status for c in intent.changes}
    division = _division_id(intent.division, turn)
    if len(statuses) != 1 or intent.evidence or (intent.division is not None and division is None):
        return None
    button = SetItemsStatus(tuple(c.item for c in intent.changes), statuses.pop(), division)
    return button if fits(button) else None


def _ask_extension(intent: RequestExtension, turn: Turn) -> Postback | None:
    """Neither a date nor a reason to keep."""
    division = _division_id(intent.division, turn)
    if intent.until or intent.reason or (intent.division is not None and division is None):
        return None
    button = AskExtension(intent.items, division)
    return button if fits(button) else None


def _list(what: readings.ListWhat, scope: Scope, divisions: tuple[str, ...]) -> Reading | None:
    if len(divisions) > 1:
        return None
    division = divisions[0] if divisions else ""
    button = Show(what, division or ("mine" if scope == "mine" else ""))
    return readings.of_list(what, division, button) if fits(button) else None


def _division_id(name: str | None, turn: Turn) -> int | None:
    return next((d.id for d in turn.divisions if d.name == name), None)


def _known(codes: Iterable[str], turn: Turn) -> bool:
    named = list(codes)
    return bool(named) and all(turn.item(code) is not None for code in named)
