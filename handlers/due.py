"""/due: what is overdue and what is to be handed in next, nearest first."""

from datetime import timedelta

from documents import views
from handlers.intents import ListDue
from handlers.scoping import scope_of
from handlers.turn import Message, Turn
from messages import lists

SOON = timedelta(days=30)


def handle(intent: ListDue, turn: Turn) -> list[Message]:
    """Without a date: what is overdue and the next thirty days; what comes later is counted, not listed."""
    scope = scope_of(intent.scope, intent.divisions, turn)
    until = intent.until or turn.today + SOON
    if intent.overdue:
        until = min(until, turn.today - timedelta(days=1))
    owed = [
        views.item_view(item, turn.office, turn.today, scope.ids)
        for item in turn.items
        if views.is_owed(item, turn.office, scope.ids) and not views.waits(item, turn.office)
    ]
    return lists.due_list(
        scope=scope.label,
        items=[view for view in owed if view.due and view.due <= until],
        today=turn.today,
        until=intent.until,
        overdue=intent.overdue,
        days=None if intent.until or intent.overdue else SOON.days,
        later=[] if intent.overdue else [view for view in owed if view.due and view.due > until],
        undated=[] if intent.overdue else [view for view in owed if view.due is None],
    )
