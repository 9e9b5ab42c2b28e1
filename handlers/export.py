"""A document is wanted: what the bot can give instead, as long as it writes none."""

from handlers.intents import ExportReport
from handlers.turn import Message, Turn
from messages import talk


def handle(_intent: ExportReport, turn: Turn) -> list[Message]:
    return talk.no_documents(turn.member.role if turn.member else None)
