"""Taking back the last report, by word or by the button under the receipt."""

from documents import views
from handlers.intents import Undo
from handlers.turn import Message, Turn
from messages import receipts
from models import undo


def handle(intent: Undo, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return receipts.nothing_to_undo()
    change_set = intent.change_set or undo.last_change_set(turn.session, turn.office.id, member.id)
    if change_set is None:
        return receipts.nothing_to_undo()
    changes = undo.changes_of(turn.session, turn.office.id, change_set)
    refused = undo.why_not(turn.session, changes, member.id)
    if refused is not None:
        return receipts.undo_refused(refused)
    turn.purpose = "receipt"
    rows = undo.take_back(changes, turn.actor(), turn.now)
    turn.session.add_all(rows)
    return receipts.undone([views.change_view(row) for row in rows])
