"""/item and /who: what an item asks for, how it stands, who answers for it."""

from dataclasses import replace

from documents import views
from documents.links import link_views
from handlers.intents import ShowItem, WhoOwns
from handlers.turn import Message, Turn
from messages import lists
from messages.items import item_cards
from messages.views import ItemView
from models.register import WorkItem


def show(intent: ShowItem, turn: Turn) -> list[Message]:
    found = _found(intent.items, turn)
    can_report = reportable(found, turn)
    evidence = turn.evidence_of(found)
    shown = [views.item_view(item, turn.office, turn.today, evidence=evidence.get(item.id, ())) for item in found]
    shown = _with_links(shown, found, turn)
    if turn.in_group:
        shown = [_in_group(view) for view in shown]
    decides = turn.member is not None and turn.member.decides and not turn.in_group
    reviews = turn.member is not None and turn.member.role == "coordinator" and not turn.in_group
    return item_cards(shown, can_report=can_report, today=turn.today, can_decide=decides, can_review=reviews)


def _in_group(item: ItemView) -> ItemView:
    """Without the texts of results: they are not final yet."""
    owners = (replace(one, output=None, outcome=None, doubts=()) for one in item.assignments)
    return replace(item, assignments=tuple(owners))


def _with_links(shown: list[ItemView], items: list[WorkItem], turn: Turn) -> list[ItemView]:
    """What the check last found of each published address."""
    found = link_views(turn.session, turn.office, items)
    return [replace(view, link=found.get(view.url) if view.url else None) for view in shown]


def who(intent: WhoOwns, turn: Turn) -> list[Message]:
    return lists.owners([views.item_view(item, turn.office, turn.today) for item in _found(intent.items, turn)])


def reportable(items: list[WorkItem], turn: Turn) -> set[int]:
    """The assignments whose buttons the speaker gets: their own; for a coordinator, everyone's."""
    member = turn.member
    if member is None or not member.reports:
        return set()
    return {a.id for item in items for a in item.assignments if member.reports_on_behalf or a.is_of(member)}


def _found(codes: tuple[str, ...], turn: Turn) -> list[WorkItem]:
    return [item for code in codes if (item := turn.item(code))]
