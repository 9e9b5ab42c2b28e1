"""From an intent to the handler that serves it: a plain table, behind the permission table."""

from collections.abc import Callable
from typing import Any, Final

from handlers import (
    access,
    acknowledging,
    answering,
    chase,
    clarifying,
    deciding,
    due,
    erasing,
    evidence,
    export,
    extension,
    files,
    folding,
    group,
    history,
    intents,
    items,
    missing,
    papers,
    papers_in,
    problem,
    progress,
    registration,
    report,
    results,
    reviewing,
    scores,
    shifting,
    smalltalk,
    undo,
)
from handlers import intents_checking as checking
from handlers.intents import Intent
from handlers.turn import Message, Turn
from messages import notices


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
    checking.SendFile: files.handle,
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
    intents.Unknown: answering.unknown,
    intents.Followed: registration.followed,
    intents.Unfollowed: registration.unfollowed,
    intents.JoinedGroup: group.joined,
    intents.LeftGroup: group.left,
    checking.Answer: answering.handle,
    checking.ListReview: reviewing.show,
    checking.Review: reviewing.judge,
    checking.SetReturnDate: reviewing.set_date,
    checking.TellResults: results.handle,
    checking.MarkStep: results.mark,
    checking.ShowResults: folding.show,
    checking.EditFold: folding.edit,
    checking.ShiftDates: shifting.handle,
    checking.SubmitPaper: papers.submit,
    checking.DecidePaper: deciding.decide,
    checking.WithdrawPaper: papers.withdraw,
    checking.AskPaperAgain: papers.ask_again,
    checking.ListPapers: papers.list_,
    checking.ShowScores: scores.handle,
    checking.ShowPaperIn: papers_in.show,
    checking.HandlePaperIn: papers_in.handle,
    checking.SettleDoubt: papers_in.settle,
    checking.EraseMe: erasing.handle,
}


def route(intent: Intent, turn: Turn) -> list[Message]:
    """Serve the intent, or say why not. Handlers change the session's objects; they neither commit nor send."""
    refused = access.refusal(intent, turn)
    if refused is not None:
        return refused
    return ROUTES[type(intent)](intent, turn)
