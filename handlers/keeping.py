"""What was said without its item (a link, an obstacle, a request) is kept until the item is told."""

from dataclasses import replace
from typing import TypeVar

from handlers import proposals, whose
from handlers.intents import AttachEvidence, Intent, ReportProblem, RequestExtension
from handlers.turn import Message, Turn
from messages import asking
from messages.asking import Kept
from models.conversation import Asks

Unplaced = AttachEvidence | ReportProblem | RequestExtension
_Kind = TypeVar("_Kind", AttachEvidence, ReportProblem, RequestExtension)


def ask_where(intent: Unplaced, turn: Turn) -> list[Message]:
    """Keep what was said and ask for its item; the token ties the buttons to it."""
    token = turn.change_set
    asks, kind = _question(intent)
    turn.wait_for(asks, [], proposal=proposals.keep_unplaced(intent), token=token)
    return asking.ask_where(kind, token, candidates=whose.own_open_items(turn), brief=turn.in_group)


def kept(kind: type[_Kind], turn: Turn) -> _Kind | None:
    """What of this kind still waits for its item."""
    question = turn.question()
    said = proposals.unplaced(question.proposal) if question is not None else None
    return said if isinstance(said, kind) else None


def settled(turn: Turn) -> None:
    """It has found its item: nothing is kept any more."""
    question = turn.question()
    if question is not None and proposals.unplaced(question.proposal) is not None:
        turn.session.delete(question)


def taken_up(token: str, code: str, turn: Turn) -> Intent | None:
    """What a tap on an item makes of the thing that is kept under the token."""
    question = turn.question()
    if question is None or question.token != token:
        return None
    said = proposals.unplaced(question.proposal)
    return replace(said, items=(code,)) if isinstance(said, Unplaced) else None


def _question(intent: Unplaced) -> tuple[Asks, Kept]:
    match intent:
        case AttachEvidence():
            return "evidence", "evidence"
        case ReportProblem():
            return "problem", "problem"
        case RequestExtension():
            return "date", "extension"
