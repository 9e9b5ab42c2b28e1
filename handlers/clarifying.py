"""Asking back when a line is about the work but not plain enough to write down; confirming what is heavy."""

from handlers import evidence, proposals, readings, undo, whose
from handlers.intents import Cancel, Clarify, Confirm, Undo
from handlers.proposals import Proposed
from handlers.turn import Message, Turn
from messages import asking, notices, results
from messages.readings import ask_reading

CANDIDATES = 5


def clarify(intent: Clarify, turn: Turn) -> list[Message]:
    """In a group it is one short line: the others did not ask."""
    brief = turn.in_group
    if intent.unknown_codes:
        return whose.unknown_items(list(intent.unknown_codes), turn)
    if intent.unknown_division is not None:
        return asking.unknown_division(intent.unknown_division, known=[d.name for d in turn.divisions], brief=brief)
    found = [item for code in intent.items if (item := turn.item(code))]
    codes = [item.code for item in found]
    likely, waiting = readings.offered(intent.readings, turn)
    if likely:
        turn.wait_for(
            "status", codes, proposal=proposals.keep_choices(waiting), token=turn.change_set if waiting else ""
        )
        return ask_reading(codes, likely, brief=brief)
    if found:
        turn.wait_for("status", codes)
        return asking.ask_status([whose.item_view(item, turn) for item in found], brief=brief)
    candidates = whose.own_open_items(turn)[:CANDIDATES]
    return asking.ask_item(status=intent.status, candidates=candidates, brief=brief)


def confirmed(intent: Confirm, turn: Turn) -> Proposed | None:
    """What is to be done now. Only what the newest open question proposes can be confirmed, once, by the person who
    was asked."""
    question = turn.question()
    token, _, choice = intent.token.partition(".")
    if question is None or not token or question.token != token:
        return None
    proposed = proposals.read(question.proposal, choice)
    if proposed is not None:
        turn.session.delete(question)
    return proposed


def cancel(_intent: Cancel, turn: Turn) -> list[Message]:
    """Drops an open question, with the evidence it follows on; with none open, «ยกเลิก» means the last report."""
    question = turn.question()
    if question is None:
        return undo.handle(Undo(), turn) if turn.source == "chat" else notices.cancelled()
    turn.session.delete(question)
    if question.proposal.get("do") == evidence.ATTACHED:
        turn.session.flush()
        return undo.handle(Undo(question.proposal["change_set"]), turn)
    return results.ended(question.items) if question.asks in ("output", "outcome") else notices.cancelled()
