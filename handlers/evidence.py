"""Links as evidence: recorded on the item; a link says nothing of its state, so that is asked."""

from handlers import keeping, publishing, whose
from handlers.intents import AttachEvidence
from handlers.turn import Message, Turn
from handlers.whose import Instead, Owned
from messages import evidence, talk
from models.changes import Actor, Change

LONGEST_URL = 2000


def handle(intent: AttachEvidence, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    if not member.reports:
        return talk.cannot_report(member.role)
    kept = keeping.kept(AttachEvidence, turn)
    urls = tuple(dict.fromkeys(intent.urls or (kept.urls if kept else ())))
    if not urls:
        return evidence.lost()
    if any(len(url) > LONGEST_URL for url in urls):
        return evidence.too_long(LONGEST_URL)
    if not intent.items:
        return keeping.ask_where(AttachEvidence((), urls), turn)
    found = whose.resolve(intent.items, None, turn, member)
    if isinstance(found, Instead):
        return found.messages
    actor = turn.actor()
    turn.session.add_all(change for url in urls for change in _changes(found, url, actor, turn))
    for owned in found:
        publishing.told(owned.assignment.item, urls, turn, on_behalf=owned.on_behalf)
    turn.purpose = "receipt"
    keeping.settled(turn)
    items = list(dict.fromkeys(o.assignment.item for o in found))
    ask = list(dict.fromkeys(o.assignment.item.code for o in found if o.assignment.is_open))
    if ask:
        turn.wait_for("status", ask)
    return evidence.recorded(
        [whose.item_view(item, turn) for item in items], urls=urls, ask=ask, on_behalf=whose.behalf(found)
    )


def _changes(found: list[Owned], url: str, actor: Actor, turn: Turn) -> list[Change]:
    """On each division's answer; on the item itself when it is given on behalf of several divisions at once."""
    rows = []
    for item in dict.fromkeys(o.assignment.item for o in found):
        parts = [o for o in found if o.assignment.item is item]
        if len(parts) > 1 and all(o.on_behalf for o in parts):
            rows.append(Change.of(item, None, "evidence", "", url, actor, turn.now, on_behalf=True))
        else:
            rows += [
                Change.of(item, o.assignment, "evidence", "", url, actor, turn.now, on_behalf=o.on_behalf)
                for o in parts
            ]
    return rows
