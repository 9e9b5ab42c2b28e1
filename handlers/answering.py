"""Answers in the speaker's own words, brought to whoever asked."""

from collections.abc import Callable
from typing import Final

from handlers import reasons
from handlers.intents_checking import Answer
from handlers.turn import Message, Turn
from messages import notices
from models.conversation import Conversation

ANSWERS: Final[dict[str, Callable[[str, Conversation, Turn], list[Message]]]] = {
    "reason": reasons.answered,
}


def handle(intent: Answer, turn: Turn) -> list[Message]:
    question = turn.question()
    serves = ANSWERS.get(question.asks) if question is not None else None
    if question is None or serves is None:
        return notices.button_outdated()
    return serves(intent.text, question, turn)
