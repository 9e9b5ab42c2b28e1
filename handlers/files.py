"""Pictures and files sent in 1:1: received as evidence, put where they certainly belong, else asked about."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from documents import filenames
from documents.contents import LARGEST
from documents.papers_in.opening import SENT
from handlers import attaching, evidence, keeping, papers_in, whose
from handlers.intents import AttachEvidence
from handlers.intents_checking import SendFile
from handlers.turn import Message, Turn
from handlers.whose import Instead
from messages import files, talk
from models import evidence as given
from models import undo
from models.evidence import Evidence
from models.people import Member

# A file that comes so soon after a report of one item belongs to it.
SOON = timedelta(minutes=3)
# Questions of ours about one item, which a file on its own is meant for.
_ABOUT_ITEM = frozenset(("status", "evidence", "date", "problem", "output", "outcome"))


def handle(intent: SendFile, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    if not member.reports:
        return talk.cannot_report(member.role)
    if intent.kind not in ("image", "file"):
        return files.not_taken()
    if intent.size is not None and intent.size > LARGEST:
        return files.too_large(LARGEST)
    together = given.sent_together(turn.session, turn.office.id, member.id, intent.set_id) if intent.set_id else ()
    row = _received(intent, member, turn)
    if together and _joins(row, together, turn):
        return []  # the first of them was answered
    kept = keeping.kept(AttachEvidence, turn)
    if kept is not None:
        return keeping.ask_where(replace(kept, files=(*kept.files, row.id)), turn)
    code = _certain(member, turn)
    if code is None and member.role == "coordinator" and filenames.split(intent.name)[1] in SENT:
        papers_in.expect(row, turn)
        return []  # what it says is the answer
    found = whose.resolve([code], None, turn, member) if code else None
    if found is None or isinstance(found, Instead):
        return keeping.ask_where(AttachEvidence((), (), (row.id,)), turn, together=intent.set_total)
    return evidence.attach(found, (), [row], turn, together=intent.set_total)


def _received(intent: SendFile, member: Member, turn: Turn) -> Evidence:
    row = Evidence(
        office_id=turn.office.id,
        kind="picture" if intent.kind == "image" else "file",
        state="expected",
        message_id=intent.message_id,
        set_id=intent.set_id,
        name=filenames.safe(intent.name) if intent.kind == "file" else "",
        size=intent.size,
        try_at=turn.now,
        added_at=turn.now,
        added_by=member.id,
        change_set=turn.change_set,
        event_id=turn.event_id,
    )
    turn.session.add(row)
    turn.session.flush()
    return row


def _joins(row: Evidence, together: Sequence[Evidence], turn: Turn) -> bool:
    """Goes where the pictures sent with it have gone, or waits with them. False when they were dropped meanwhile."""
    placed = [one for one in together if one.item is not None]
    if placed:
        change_set = placed[-1].change_set
        actor = replace(turn.actor(), change_set=change_set)
        places = {(one.item_id, one.assignment_id): one for one in placed if one.change_set == change_set}
        for one in places.values():
            if one.item is not None:
                attaching.put(row, one.item, one.assignment, one.on_behalf, actor, turn)
        return True
    kept = keeping.kept(AttachEvidence, turn)
    if kept is None or not {one.id for one in together} & set(kept.files):
        return False
    keeping.add(replace(kept, files=(*kept.files, row.id)), turn)
    return True


def _certain(member: Member, turn: Turn) -> str | None:
    """The one item a file without a word is for: the one we ask about, or the one just reported."""
    question = turn.question()
    if question is not None:
        return question.items[0] if question.asks in _ABOUT_ITEM and len(question.items) == 1 else None
    change_set = undo.last_change_set(turn.session, turn.office.id, member.id)
    changes = undo.changes_of(turn.session, turn.office.id, change_set) if change_set else ()
    codes = {c.item.code for c in changes if c.field in ("status", "evidence") and c.at > turn.now - SOON}
    return codes.pop() if len(codes) == 1 else None
