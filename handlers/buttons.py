"""The intent behind a button, a quick reply or a picked day."""

from datetime import date, timedelta

from handlers import intents, keeping
from handlers import intents_checking as checking
from handlers.intents import Intent, Scope, StatusChange
from handlers.turn import Turn
from messages import codec, postbacks


def of_postback(data: str, params: dict[str, str], turn: Turn) -> Intent:
    """The intent behind a button. The data only names things: every right is checked again by the handlers."""
    match codec.decode(data):
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
        case postbacks.Verdict(assignment_id, verdict, seen):
            return checking.Review(assignment_id, verdict, seen)
        case postbacks.ReturnBy(assignment_id):
            return checking.SetReturnDate(assignment_id, _picked(params))
        case postbacks.TellResults(assignment_id):
            return checking.TellResults(assignment_id=assignment_id)
        case postbacks.MarkStep(assignment_id, step):
            return checking.MarkStep(assignment_id, step)
        case postbacks.EditFold(code, part):
            return checking.EditFold(code, part)
        case postbacks.SubmitPaper(paper):
            return checking.SubmitPaper(paper)
        case postbacks.DecidePaper(step_id, approve):
            return checking.DecidePaper(step_id, approve)
        case postbacks.MendPaper(approval_id, "withdraw"):
            return checking.WithdrawPaper(approval_id)
        case postbacks.MendPaper(approval_id):
            return checking.AskPaperAgain(approval_id)
        case postbacks.HandlePaperIn(paper_id, what_of_it):
            return checking.HandlePaperIn(paper_id, what_of_it)
        case postbacks.SettleDoubt(paper_id, row, how, place):
            return checking.SettleDoubt(paper_id, row, how, place, _picked(params))
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
        case "review":
            return checking.ListReview()
        case "results" if len(known) == 1:
            return checking.ShowResults(known[0])
        case "papers":
            return checking.ListPapers()
        case _:
            return intents.Help()
