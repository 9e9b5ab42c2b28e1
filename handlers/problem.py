"""Obstacles: recorded as they were said, without a claim on the state; reporting done resolves them."""

from handlers import keeping, whose
from handlers.intents import ReportProblem
from handlers.turn import Message, Turn
from handlers.whose import Instead
from messages import problems, talk
from models.changes import Change


def handle(intent: ReportProblem, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    kept = keeping.kept(ReportProblem, turn)
    text = intent.text if kept is None or kept.text == intent.text else f"{kept.text} {intent.text}".strip()
    if not intent.items:
        return keeping.ask_where(ReportProblem((), text), turn)
    found = whose.resolve(intent.items, None, turn, member, chief=True)
    if isinstance(found, Instead):
        return found.messages
    actor = turn.actor()
    turn.session.add_all(
        Change.of(o.assignment.item, o.assignment, "problem", "", text, actor, turn.now, on_behalf=o.on_behalf)
        for o in found
    )
    turn.purpose = "receipt"
    keeping.settled(turn)
    items = dict.fromkeys(o.assignment.item for o in found)
    return problems.recorded(
        [whose.item_view(item, turn) for item in items], problem=text, on_behalf=whose.behalf(found)
    )
