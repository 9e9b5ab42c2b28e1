"""The answer to a question of ours that takes any words, to the handler that asked."""

from collections.abc import Callable
from typing import Final

from handlers import intents_checking as checking
from handlers import reviewing
from handlers.turn import Message, Turn
from messages import notices
from models.conversation import Conversation

ANSWERS: Final[dict[str, Callable[[str, Conversation, Turn], list[Message]]]] = {
    "lacking": reviewing.lacking,
}


def handle(intent: checking.Answer, turn: Turn) -> list[Message]:
    question = turn.question()
    serve = ANSWERS.get(question.asks) if question else None
    if question is None or serve is None:
        return notices.button_outdated()
    return serve(intent.text, question, turn)
