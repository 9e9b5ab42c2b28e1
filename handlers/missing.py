"""/missing: exactly what is not done, under the division that owes it."""

from documents import views
from handlers.intents import ListMissing
from handlers.scoping import scope_of
from handlers.turn import Message, Turn
from messages import lists


def handle(intent: ListMissing, turn: Turn) -> list[Message]:
    scope = scope_of(intent.scope, intent.divisions, turn)
    items = [i for i in views.counted(turn.items) if intent.kind in ("any", i.kind)]
    groups = views.missing_by_division(items, turn.office, turn.today, scope.ids)
    counted = len({view.code for _, found in groups for view in found})
    return lists.missing(scope=scope.label, groups=groups, as_of=turn.now, counted=counted)
