"""The dates of many items moved at once, by the coordinator: a reason, a look at what would move, a confirmation."""

from dataclasses import replace

from documents.shifting import shift_view
from handlers import proposals, whose
from handlers.intents_checking import ShiftDates
from handlers.turn import Message, Turn
from messages import shifting as wording
from models import queries
from models import shifting as rules
from models.conversation import Conversation
from models.shifting import Wanted


def handle(intent: ShiftDates, turn: Turn) -> list[Message]:
    """Who may is checked before, at the access, also when it is confirmed."""
    unknown = [code for code in intent.items if turn.item(code) is None]
    if unknown:
        return whose.unknown_items(unknown, turn)
    wanted = Wanted(intent.days, intent.to, intent.items)
    refusal = rules.refusal(wanted, turn.today)
    if refusal is not None:
        return wording.cannot(refusal)
    if intent.confirmed:
        queries.lock_assignments(turn.session, [a.id for item in turn.items for a in item.assignments])
    found = rules.shift(turn.items, wanted, turn.today, review_on=turn.office.review_on)
    view = shift_view(found, queries.working_days(turn.session, turn.office))
    if not found.moves:
        return wording.cannot("nothing_moves", view)
    if not intent.reason:
        turn.wait_for("reason", list(intent.items), proposal=proposals.keep(intent))
        return wording.ask_reason(view)
    if not intent.confirmed:
        turn.wait_for("confirm", list(intent.items), proposal=proposals.keep(intent), token=turn.change_set)
        return wording.confirm(view, reason=intent.reason, token=turn.change_set)
    turn.session.add_all(rules.carry_out(found.moves, intent.reason, turn.actor(), turn.now))
    turn.purpose = "receipt"
    return wording.moved(view, reason=intent.reason, take_back=turn.change_set)


def with_reason(reason: str, question: Conversation) -> ShiftDates | None:
    """What was asked for before, now with its reason."""
    kept = proposals.read(question.proposal)
    if not isinstance(kept, ShiftDates):
        return None
    return replace(kept, reason=reason, confirmed=False)
