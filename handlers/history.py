"""Who changed what, and when: the append-only record of an item, for people who have registered."""

from documents.history import item_history
from handlers import whose
from handlers.intents import ShowHistory
from handlers.turn import Message, Turn
from messages import history
from models import queries


def handle(intent: ShowHistory, turn: Turn) -> list[Message]:
    found = [item for code in intent.items if (item := turn.item(code))]
    unknown = [code for code in intent.items if turn.item(code) is None]
    if unknown:
        return whose.unknown_items(unknown, turn)
    if not found:
        return history.which_item()
    changes = queries.changes_of(turn.session, found)
    names = {m.id: m.display_name for m in queries.members_of(turn.session, turn.office)}
    return history.history([item_history(i, [c for c in changes if c.item_id == i.id], names) for i in found])
