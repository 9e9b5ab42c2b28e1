"""What was said without its item (a link, an obstacle, a request) is kept until the item is told."""

from datetime import date
from typing import Any, Final

from handlers import whose
from handlers.intents import AttachEvidence, Intent, ReportProblem, RequestExtension
from handlers.turn import Message, Turn
from messages import asking
from messages.asking import Kept
from models.conversation import Asks, Conversation

_ASKS: Final[dict[Kept, Asks]] = {"evidence": "evidence", "problem": "problem", "extension": "date"}


def ask_where(kind: Kept, said: dict[str, Any], turn: Turn) -> list[Message]:
    """Keep what was said and ask for its item; the token ties the buttons to it."""
    token = turn.change_set
    turn.wait_for(_ASKS[kind], [], proposal={"kept": kind, **said}, token=token)
    return asking.ask_where(kind, token, candidates=whose.own_open_items(turn))


def kept(kind: Kept, turn: Turn) -> dict[str, Any]:
    """What of this kind still waits for its item; empty when nothing does."""
    question = turn.question()
    return dict(question.proposal) if question is not None and _keeps(question, kind) else {}


def settled(turn: Turn) -> None:
    """It has found its item: nothing is kept any more."""
    question = turn.question()
    if question is not None and "kept" in question.proposal:
        turn.session.delete(question)


def taken_up(token: str, code: str, turn: Turn) -> Intent | None:
    """What a tap on an item makes of the thing that is kept under the token."""
    question = turn.question()
    if question is None or question.token != token:
        return None
    said = question.proposal
    match said.get("kept"):
        case "evidence":
            return AttachEvidence((code,), tuple(said["urls"]))
        case "problem":
            return ReportProblem((code,), said["text"])
        case "extension":
            until = date.fromisoformat(said["until"]) if said["until"] else None
            return RequestExtension((code,), until, said["reason"], said["division"])
        case _:
            return None


def _keeps(question: Conversation, kind: Kept) -> bool:
    return bool(question.proposal.get("kept") == kind)
