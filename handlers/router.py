"""From an intent to the handler that serves it: a plain table, behind the permission table."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from handlers import (
    access,
    acknowledging,
    chase,
    clarifying,
    due,
    evidence,
    export,
    extension,
    group,
    history,
    intents,
    items,
    keeping,
    missing,
    problem,
    progress,
    registration,
    report,
    smalltalk,
    undo,
)
from handlers.intents import Intent, Scope, StatusChange
from handlers.turn import Message, Turn
from messages import notices, postbacks


def _confirm(intent: intents.Confirm, turn: Turn) -> list[Message]:
    """What was proposed is served as if it had just been said: every right is checked again."""
    proposed = clarifying.confirmed(intent, turn)
    return notices.button_outdated() if proposed is None else route(proposed, turn)


ROUTES: Final[dict[type[Any], Callable[[Any, Turn], list[Message]]]] = {
    intents.UpdateStatus: report.handle,
    intents.ListMissing: missing.handle,
    intents.ListDue: due.handle,
    intents.ShowProgress: progress.handle,
    intents.ShowItem: items.show,
    intents.WhoOwns: items.who,
    intents.AttachEvidence: evidence.handle,
    intents.ReportProblem: problem.handle,
    intents.RequestExtension: extension.ask,
    intents.DecideExtension: extension.decide,
    intents.ShowHistory: history.handle,
    intents.Chase: chase.handle,
    intents.Acknowledge: acknowledging.acknowledge,
    intents.Snooze: acknowledging.snooze,
    intents.ExportReport: export.handle,
    intents.Undo: undo.handle,
    intents.Confirm: _confirm,
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


def of_postback(data: str, params: dict[str, str], turn: Turn) -> Intent:
    """The intent behind a button. The data only names things: every right is checked again by the handlers."""
    match postbacks.decode(data):
        case postbacks.SetStatus(assignment_id, status):
            return intents.UpdateStatus((StatusChange("", status),), assignment_id=assignment_id)
        case postbacks.SetItemsStatus(codes, status, division_id):
            division = _division_name(division_id, turn)
            return intents.UpdateStatus(tuple(StatusChange(code, status) for code in codes), division=division)
        case postbacks.AskExtension(codes, division_id):
            return intents.RequestExtension(codes, _picked(params), division=_division_name(division_id, turn))
        case postbacks.DecideExtension(extension_id, approve):
            return intents.DecideExtension(extension_id, approve, _picked(params))
        case postbacks.Acknowledge(day):
            return intents.Acknowledge(day)
        case postbacks.Snooze(days, day):
            return intents.Snooze(turn.today + timedelta(days=days), day=day)
        case postbacks.AttachTo(token, code):
            return keeping.taken_up(token, code, turn) or intents.AttachEvidence((code,), ())
        case postbacks.Undo(change_set):
            return intents.Undo(change_set)
        case postbacks.Chase(division_id) if name := _division_name(division_id, turn):
            return intents.Chase((name,))
        case postbacks.Confirm(token):
            return intents.Confirm(token)
        case postbacks.Cancel():
            return intents.Cancel()
        case postbacks.Show(what, argument, _):
            return _show(what, argument, turn)
        case postbacks.Chase() | None:  # a division that is gone, or data that is not ours
            return intents.Help()


def _division_name(division_id: int | None, turn: Turn) -> str | None:
    return next((d.name for d in turn.divisions if d.id == division_id), None)


def _picked(params: dict[str, str]) -> date | None:
    """The day of a date picker."""
    try:
        return date.fromisoformat(params.get("date", ""))
    except ValueError:
        return None


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
        case "history" if known:
            return intents.ShowHistory(known)
        case "summary":
            return intents.WeeklySummary(earlier=argument == postbacks.EARLIER)
        case "status":
            return intents.ShowProgress(scope, divisions)
        case _:
            return intents.Help()
