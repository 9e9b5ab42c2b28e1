"""The answer to a question of ours that takes any words, to the handler that asked."""

from collections.abc import Callable
from typing import Final

from handlers import deciding, folding, reasons, results, reviewing, smalltalk
from handlers import intents_checking as checking
from handlers.intents import Unknown
from handlers.turn import Message, Turn
from messages import results as wording
from models.conversation import Conversation

ANSWERS: Final[dict[str, Callable[[str, Conversation, Turn], list[Message]]]] = {
    "lacking": reviewing.lacking,
    "output": results.answer,
    "outcome": results.answer,
    "fold_output": folding.answer,
    "fold_outcome": folding.answer,
    "reason": reasons.answered,
    "comment": deciding.answer,
}


def unknown(intent: Unknown, turn: Turn) -> list[Message]:
    """«ต้องกรอกอะไรบ้าง»: whoever is asked for a measure's results is told again what is asked."""
    return results.explained(turn) or smalltalk.unknown(intent, turn)


def handle(intent: checking.Answer, turn: Turn) -> list[Message]:
    question = turn.question()
    serve = ANSWERS.get(question.asks) if question is not None else None
    if question is None or serve is None:
        return wording.nothing_waits()
    return serve(intent.text, question, turn)
