"""/due: what is to be handed in, nearest first; what is overdue."""

from documents import views
from handlers.intents import ListDue
from handlers.scoping import scope_of
from handlers.turn import Message, Turn
from messages import lists


def handle(intent: ListDue, turn: Turn) -> list[Message]:
    scope = scope_of(intent.scope, intent.divisions, turn)
    found = []
    for item in turn.items:
        if not views.is_owed(item, turn.office, scope.ids):
            continue
        view = views.item_view(item, turn.office, turn.today, scope.ids)
        if view.due is None or (intent.until and view.due > intent.until):
            continue
        if intent.overdue and view.due >= turn.today:
            continue
        found.append(view)
    found.sort(key=lambda view: (view.due or turn.today, view.code))
    return lists.due_list(scope=scope.label, items=found, today=turn.today, until=intent.until, overdue=intent.overdue)
