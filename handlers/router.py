"""From an intent to the handler that serves it: a plain table, behind the permission table."""

from collections.abc import Callable
from typing import Any, Final

from handlers import (
    access,
    chase,
    clarifying,
    due,
    export,
    group,
    history,
    intents,
    items,
    missing,
    progress,
    registration,
    report,
    smalltalk,
    undo,
)
from handlers.intents import Intent, Scope, StatusChange
from handlers.turn import Message, Turn
from messages import postbacks

ROUTES: Final[dict[type[Any], Callable[[Any, Turn], list[Message]]]] = {
    intents.UpdateStatus: report.handle,
    intents.ListMissing: missing.handle,
    intents.ListDue: due.handle,
    intents.ShowProgress: progress.handle,
    intents.ShowItem: items.show,
    intents.WhoOwns: items.who,
    intents.ShowHistory: history.handle,
    intents.Chase: chase.handle,
    intents.ExportReport: export.handle,
    intents.Undo: undo.handle,
    intents.Confirm: clarifying.confirm,
    intents.Cancel: clarifying.cancel,
    intents.WeeklySummary: smalltalk.summary,
    intents.Register: registration.register,
    intents.WhoAmI: registration.who_am_i,
    intents.Bind: group.bind,
    intents.Help: smalltalk.help_,
    intents.Thanks: smalltalk.thanks,
    intents.Clarify: clarifying.clarify,
    intents.Unknown: smalltalk.unknown,
    intents.Followed: registration.followed,
    intents.Unfollowed: registration.unfollowed,
    intents.JoinedGroup: group.joined,
    intents.LeftGroup: group.left,
}


def route(intent: Intent, turn: Turn) -> list[Message]:
    """Serve the intent, or say why not. Handlers change the session's objects; they neither commit nor send."""
    refused = access.refusal(intent, turn)
    if refused is not None:
        return refused
    return ROUTES[type(intent)](intent, turn)


def of_postback(data: str, _params: dict[str, str], turn: Turn) -> Intent:
    """The intent behind a button. The data only names things: every right is checked again by the handlers."""
    match postbacks.decode(data):
        case postbacks.SetStatus(assignment_id, status):
            return intents.UpdateStatus((StatusChange("", status),), assignment_id=assignment_id)
        case postbacks.SetItemsStatus(codes, status, division_id):
            division = next((d.name for d in turn.divisions if d.id == division_id), None)
            return intents.UpdateStatus(tuple(StatusChange(code, status) for code in codes), division=division)
        case postbacks.Undo(change_set):
            return intents.Undo(change_set)
        case postbacks.Confirm(token):
            return intents.Confirm(token)
        case postbacks.Cancel():
            return intents.Cancel()
        case postbacks.Show(what, argument, _):
            return _show(what, argument, turn)
        case None:
            return intents.Help()


def _show(what: str, argument: str, turn: Turn) -> Intent:
    divisions = tuple(d.name for d in turn.divisions if d.name == argument)
    scope: Scope = "division" if divisions else "mine" if argument == "mine" else "all"
    known = tuple(item.code for item in turn.items if item.code in argument.split(","))
    match what:
        case "missing":
            return intents.ListMissing(scope, divisions)
        case "due":
            return intents.ListDue(scope, divisions)
        case "item" if known:
            return intents.ShowItem(known)
        case "who" if known:
            return intents.WhoOwns(known)
        case "summary":
            return intents.WeeklySummary()
        case "status":
            return intents.ShowProgress(scope, divisions)
        case _:
            return intents.Help()
