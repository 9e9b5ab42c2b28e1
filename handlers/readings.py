"""The likely meanings of a line as buttons. A reading that no button can carry is left out."""

from collections.abc import Iterable

from handlers.intents import Intent, ListDue, ListMissing, Scope, ShowItem, ShowProgress, UpdateStatus, WhoOwns
from handlers.proposals import Proposed
from handlers.turn import Turn
from messages import readings
from messages.postbacks import Confirm, Postback, SetItemsStatus, Show, fits
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
        if isinstance(intent, UpdateStatus) and isinstance(reading.postback, Confirm):
            waiting[name] = intent
        found.append(reading)
    return found, waiting


def _reading(intent: Intent, name: str, turn: Turn) -> Reading | None:
    match intent:
        case UpdateStatus(changes) if changes and turn.member is not None and turn.member.reports:
            if not _known([c.item for c in changes], turn):
                return None
            button = _set_status(intent, turn) or Confirm(f"{turn.change_set}.{name}")
            return readings.of_report([(c.item, c.status) for c in changes], button, int(name))
        case ShowItem(items) if _known(items, turn):
            button = Show("item", ",".join(items))
            return readings.of_item(items, button) if fits(button) else None
        case WhoOwns(items) if _known(items, turn):
            button = Show("who", ",".join(items))
            return readings.of_owner(items, button) if fits(button) else None
        case ListMissing(scope, divisions):
            return _list("missing", scope, divisions)
        case ListDue(scope, divisions):
            return _list("due", scope, divisions)
        case ShowProgress(scope, divisions):
            return _list("status", scope, divisions)
        case _:
            return None


def _set_status(intent: UpdateStatus, turn: Turn) -> Postback | None:
    """A button of its own when it can say everything: one state, no links to keep."""
    statuses = {c.status for c in intent.changes}
    division = next((d.id for d in turn.divisions if d.name == intent.division), None)
    if len(statuses) != 1 or intent.evidence or (intent.division is not None and division is None):
        return None
    button = SetItemsStatus(tuple(c.item for c in intent.changes), statuses.pop(), division)
    return button if fits(button) else None


def _list(what: readings.ListWhat, scope: Scope, divisions: tuple[str, ...]) -> Reading | None:
    if len(divisions) > 1:
        return None
    division = divisions[0] if divisions else ""
    button = Show(what, division or ("mine" if scope == "mine" else ""))
    return readings.of_list(what, division, button) if fits(button) else None


def _known(codes: Iterable[str], turn: Turn) -> bool:
    named = list(codes)
    return bool(named) and all(turn.item(code) is not None for code in named)
