"""Asking back when a line is about the work but not plain enough to write down; confirming what is heavy."""

from documents import views
from handlers import report, undo, whose
from handlers.intents import Cancel, Clarify, Confirm, Undo
from handlers.turn import Message, Turn
from messages import asking, notices

CANDIDATES = 5


def clarify(intent: Clarify, turn: Turn) -> list[Message]:
    if intent.unknown_codes:
        return whose.unknown_items(list(intent.unknown_codes), turn)
    if intent.unknown_division is not None:
        return asking.unknown_division(intent.unknown_division, known=[d.name for d in turn.divisions])
    found = [item for code in intent.items if (item := turn.item(code))]
    if found:
        turn.wait_for("status", [item.code for item in found])
        return asking.ask_status([views.item_view(item, turn.office, turn.today) for item in found])
    return asking.ask_item(status=intent.status, candidates=whose.own_open_items(turn)[:CANDIDATES])


def confirm(intent: Confirm, turn: Turn) -> list[Message]:
    """Only the newest open question can be confirmed, once, by the person who was asked."""
    question = turn.question()
    if question is None or question.asks != "confirm" or question.token != intent.token:
        return notices.button_outdated()
    proposed = report.proposed(question.proposal)
    turn.session.delete(question)
    return report.handle(proposed, turn)


def cancel(_intent: Cancel, turn: Turn) -> list[Message]:
    """Drops an open question; with none open, «ยกเลิก» means the last report."""
    question = turn.question()
    if question is None:
        return undo.handle(Undo(), turn) if turn.source == "chat" else notices.cancelled()
    turn.session.delete(question)
    return notices.cancelled()
