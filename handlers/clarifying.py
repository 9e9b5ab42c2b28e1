"""Asking back when a line is about the work but not plain enough to write down; confirming what is heavy."""

from documents import views
from handlers import chase, proposals, readings, report, undo
from handlers.intents import Cancel, Chase, Clarify, Confirm, Undo
from handlers.turn import Message, Turn
from messages import asking, notices
from messages.readings import ask_reading

CANDIDATES = 5


def clarify(intent: Clarify, turn: Turn) -> list[Message]:
    """In a group it is one short line: the others did not ask."""
    brief = turn.in_group
    if intent.unknown_codes:
        return report.unknown_items(list(intent.unknown_codes), turn)
    if intent.unknown_division is not None:
        return asking.unknown_division(intent.unknown_division, known=[d.name for d in turn.divisions], brief=brief)
    found = [item for code in intent.items if (item := turn.item(code))]
    codes = [item.code for item in found]
    likely, waiting = readings.offered(intent.readings, turn)
    if likely:
        turn.wait_for("status", codes, proposal=proposals.keep_choices(waiting), token=turn.change_set)
        return ask_reading(codes, likely, brief=brief)
    if found:
        turn.wait_for("status", codes)
        return asking.ask_status([views.item_view(item, turn.office, turn.today) for item in found], brief=brief)
    ids = [d.id for d in turn.own_divisions()]
    candidates = [i for i in views.counted(turn.items) if ids and views.is_owed(i, turn.office, ids)]
    shown = [views.item_view(i, turn.office, turn.today, ids) for i in candidates]
    shown.sort(key=lambda view: (view.due is None, view.due or turn.today))
    return asking.ask_item(status=intent.status, candidates=shown[:CANDIDATES], brief=brief)


def confirm(intent: Confirm, turn: Turn) -> list[Message]:
    """Only what the newest open question proposes can be confirmed, once, by the person who was asked."""
    question = turn.question()
    token, _, choice = intent.token.partition(".")
    proposed = None
    if question is not None and token and question.token == token:
        proposed = proposals.read(question.proposal, choice)
    if question is None or proposed is None:
        return notices.button_outdated()
    turn.session.delete(question)
    return chase.handle(proposed, turn) if isinstance(proposed, Chase) else report.handle(proposed, turn)


def cancel(_intent: Cancel, turn: Turn) -> list[Message]:
    """Drops an open question; with none open, «ยกเลิก» means the last report."""
    question = turn.question()
    if question is None:
        return undo.handle(Undo(), turn) if turn.source == "chat" else notices.cancelled()
    turn.session.delete(question)
    return notices.cancelled()
