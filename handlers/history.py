"""Who changed what, and when: the append-only record of an item, for people who have registered."""

from documents import views
from documents.history import item_history
from handlers import whose
from handlers.intents import ShowHistory
from handlers.turn import Message, Turn
from messages import history
from models import extensions, queries


def handle(intent: ShowHistory, turn: Turn) -> list[Message]:
    found = [item for code in intent.items if (item := turn.item(code))]
    unknown = [code for code in intent.items if turn.item(code) is None]
    if unknown:
        return whose.unknown_items(unknown, turn)
    if not found:
        return history.which_item()
    changes = queries.changes_of(turn.session, found)
    requests = extensions.of_items(turn.session, found)
    names = {m.id: views.called(m) for m in queries.members_of(turn.session, turn.office)}
    return history.history(
        [
            item_history(
                item,
                [c for c in changes if c.item_id == item.id],
                [r for r in requests if r.assignment.item_id == item.id],
                names,
            )
            for item in found
        ]
    )
