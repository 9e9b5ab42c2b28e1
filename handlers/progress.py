"""/status: how far the office, or one division, has come."""

from documents import views
from documents.figures import figures_of
from handlers.intents import ShowProgress
from handlers.scoping import scope_of
from handlers.turn import Message, Turn
from messages.progress import progress
from messages.views import Tally
from models import queries
from models.register import WorkItem


def handle(intent: ShowProgress, turn: Turn) -> list[Message]:
    scope = scope_of(intent.scope, intent.divisions, turn)
    items = [item for item in views.counted(turn.items) if scope.covers(item)]
    members = queries.members_of(turn.session, turn.office)
    divisions = views.division_progress(items, turn.office, members, turn.today)
    wanted = None if scope.divisions is None else {d.name for d in scope.divisions}
    overall = scope_tally(items, scope.ids, turn)
    # The picture compares divisions; one alone is already all there in the answer.
    picture = turn.picture(figures_of(turn.office, overall, divisions, turn.now)) if wanted is None else None
    return progress(
        office=turn.office.name,
        scope=scope.label,
        as_of=turn.now,
        overall=overall,
        o_items=scope_tally([i for i in items if i.kind == "o_item"], scope.ids, turn),
        measures=scope_tally([i for i in items if i.kind == "measure"], scope.ids, turn),
        divisions=[d for d in divisions if wanted is None or d.division in wanted],
        year=turn.office.current_round.assessment_year if turn.office.current_round else 0,
        picture=picture,
    )


def scope_tally(items: list[WorkItem], ids: tuple[int, ...] | None, turn: Turn) -> Tally:
    """For the office each item counts once; for divisions each counts by their own answers."""
    if ids is None:
        return views.tally(items, turn.office, turn.today)
    tallies = [views.division_tally(items, i, turn.today) for i in ids]
    return views.add(tallies)
