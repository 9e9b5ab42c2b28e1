"""Putting evidence on the answers it belongs to: once each, shared where it is several divisions'."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from handlers import keeping
from handlers.intents import AttachEvidence
from handlers.turn import Turn
from handlers.whose import Owned
from messages.words import EVIDENCE_WORDS
from models import attaching, evidence
from models.changes import Actor
from models.evidence import Evidence
from models.register import Assignment, WorkItem


@dataclass(frozen=True)
class Attached:
    """What was put somewhere; `known`: links that stood there already."""

    urls: tuple[str, ...] = ()
    files: tuple[Evidence, ...] = ()
    known: tuple[str, ...] = ()


def attach(found: Sequence[Owned], urls: Sequence[str], files: Sequence[Evidence], turn: Turn) -> Attached:
    actor = turn.actor()
    fresh = dict.fromkeys(urls, False)
    for item, assignment, on_behalf in _places(found):
        for url in fresh:
            added = attaching.link(turn.session, item, assignment, url, actor, turn.now, on_behalf=on_behalf)
            fresh[url] = added is not None or fresh[url]
        for row in files:
            put(row, item, assignment, on_behalf, actor, turn)
    return Attached(
        urls=tuple(url for url, new in fresh.items() if new),
        files=tuple(files),
        known=tuple(url for url, new in fresh.items() if not new),
    )


def each(found: Sequence[Owned], urls: Sequence[str], turn: Turn) -> None:
    """The links of a report: on every answer it gives."""
    actor = turn.actor()
    for owned in found:
        for url in urls:
            item, assignment = owned.assignment.item, owned.assignment
            attaching.link(turn.session, item, assignment, url, actor, turn.now, on_behalf=owned.on_behalf)


def put(
    row: Evidence, item: WorkItem, assignment: Assignment | None, on_behalf: bool, actor: Actor, turn: Turn
) -> None:
    called = row.name or EVIDENCE_WORDS[row.kind]
    attaching.place(turn.session, row, item, assignment, called, actor, turn.now, on_behalf=on_behalf)


def waiting_files(ids: Sequence[int], turn: Turn) -> list[Evidence]:
    """The speaker's own of these that may (still, or again) be placed."""
    if turn.member is None or not ids:
        return []
    rows = evidence.unplaced(turn.session, turn.office.id, turn.member.id, ids)
    return [row for row in rows if _may_be_placed(row)]


def _may_be_placed(row: Evidence) -> bool:
    """Taken off, it may go elsewhere while its content is still there; taken back in the chat, it may not."""
    there = row.state == "expected" or bool(row.stored_at)
    return there and row.why != attaching.UNSENT and (row.item_id is None or row.removed_at is not None)


def left_over(turn: Turn) -> list[Evidence]:
    """What the speaker last sent in 1:1 that nobody asks about any more and that still lacks its item."""
    if turn.member is None or turn.in_group:
        return []
    rows = evidence.unplaced(turn.session, turn.office.id, turn.member.id)
    return [row for row in rows if row.change_set == rows[-1].change_set]


def with_report(found: Sequence[Owned], turn: Turn) -> Attached:
    """What was sent just before a report of one item is its evidence: «(a picture)», «O8 เสร็จแล้ว»."""
    kept = keeping.kept(AttachEvidence, turn)
    if kept is None or turn.source != "chat" or len({o.assignment.item_id for o in found}) != 1:
        return Attached()
    keeping.settled(turn)
    return attach(found, kept.urls, waiting_files(kept.files, turn), turn)


def _places(found: Sequence[Owned]) -> Iterator[tuple[WorkItem, Assignment | None, bool]]:
    """Each division's answer; the item itself when it is given on behalf of several divisions at once."""
    for item in dict.fromkeys(o.assignment.item for o in found):
        parts = [o for o in found if o.assignment.item is item]
        if len(parts) > 1 and all(o.on_behalf for o in parts):
            yield item, None, True
        else:
            yield from ((item, o.assignment, o.on_behalf) for o in parts)
