"""Answers in the speaker's own words, each given to whoever asked."""

from collections.abc import Callable
from typing import Final

from handlers import deciding
from handlers.intents_checking import Answer
from handlers.turn import Message, Turn
from messages import notices
from models.conversation import Conversation

ANSWERS: Final[dict[str, Callable[[str, Conversation, Turn], list[Message]]]] = {
    "comment": deciding.answer,
}


def handle(intent: Answer, turn: Turn) -> list[Message]:
    question = turn.question()
    if question is None or question.asks not in ANSWERS:
        return notices.button_outdated()
    return ANSWERS[question.asks](intent.text, question, turn)
