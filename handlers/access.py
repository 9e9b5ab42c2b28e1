"""Who may ask what: the permission table of DESIGN, applied to the intent before any handler sees it."""

from handlers import intents, reviewing
from handlers import intents_checking as checking
from handlers.intents import Intent
from handlers.turn import Message, Turn
from messages import acknowledging, erasing, extensions, papers, papers_in, people, results, reviews, shifting, talk

READING = (
    intents.ListMissing,
    intents.ListDue,
    intents.ShowProgress,
    intents.ShowItem,
    intents.WhoOwns,
)
# In the group too, but only for those who have registered: they name people, or are the office's own business.
_FOR_MEMBERS = (intents.ShowHistory, intents.Chase, intents.ExportReport, checking.ShowScores)
_OPEN_TO_ALL = (intents.Followed, intents.Unfollowed, intents.JoinedGroup, intents.LeftGroup, intents.Help)
_REVIEWING = (checking.ListReview, checking.Review, checking.SetReturnDate)
# Papers on their way up are between the bot, whoever submits them and whoever decides.
_PAPERS = (
    checking.SubmitPaper,
    checking.DecidePaper,
    checking.WithdrawPaper,
    checking.AskPaperAgain,
    checking.ListPapers,
)
_SUBMITTING = (checking.SubmitPaper, checking.WithdrawPaper, checking.AskPaperAgain)
# What is loaded is between the coordinator who sent it and the bot.
_PAPERS_IN = (checking.ShowPaperIn, checking.HandlePaperIn, checking.SettleDoubt)
_SMALL_TALK = (intents.Unknown, intents.Thanks, intents.Cancel)


def refusal(intent: Intent, turn: Turn) -> list[Message] | None:
    """What to answer instead of doing it; None lets the handler go ahead. An empty answer is silence."""
    if isinstance(intent, _OPEN_TO_ALL):
        return None
    if turn.in_group:
        refused = _in_group(intent, turn)
    elif isinstance(intent, intents.Register | checking.EraseMe) or turn.member is not None:
        refused = None
    else:
        refused = people.must_register(days=turn.office.keep_chat_days)
    return refused if refused is not None else _by_role(intent, turn)


def _by_role(intent: Intent, turn: Turn) -> list[Message] | None:
    if isinstance(intent, intents.DecideExtension) and not (turn.member and turn.member.decides):
        return extensions.cannot_decide()
    if isinstance(intent, _REVIEWING) and not (turn.member and turn.member.role == "coordinator"):
        return reviews.only_reviewers(reviewing.reviewer_names(turn))
    if isinstance(intent, checking.ShiftDates) and not (turn.member and turn.member.role == "coordinator"):
        return shifting.refused()
    if isinstance(intent, _SUBMITTING) and not (turn.member and turn.member.role == "coordinator"):
        return papers.coordinators_only()
    if isinstance(intent, _PAPERS_IN) and not (turn.member and turn.member.role == "coordinator"):
        return papers_in.coordinators_only()
    return None


def _in_group(intent: Intent, turn: Turn) -> list[Message] | None:
    if isinstance(intent, intents.Bind):
        return None
    if isinstance(intent, intents.Register):
        return people.register_in_private()
    if not turn.chat.bound or isinstance(intent, (*_SMALL_TALK, checking.SendFile)):
        return []  # files in a group are not even stored
    if isinstance(intent, checking.EraseMe):
        return erasing.in_private()
    if turn.member is None and isinstance(intent, _FOR_MEMBERS):
        return talk.members_only()
    if turn.member is None and not isinstance(intent, READING):
        return talk.read_only_stranger()
    if isinstance(intent, checking.TellResults | checking.MarkStep | checking.EditFold):
        return results.in_private([intent.item] if not isinstance(intent, checking.MarkStep) and intent.item else [])
    if isinstance(intent, intents.Acknowledge | intents.Snooze):
        return acknowledging.in_private()  # a digest is between a person and the bot
    if isinstance(intent, _REVIEWING):
        return reviews.in_private()
    if isinstance(intent, checking.ShiftDates):
        return shifting.in_private()
    if isinstance(intent, _PAPERS):
        return papers.in_private()
    if isinstance(intent, _PAPERS_IN):
        return papers_in.in_private()
    return None
