"""The append-only record of an item's changes, drawn together as people think of them: one report, one line."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from documents.views import owner_name
from messages.record_words import source_words
from messages.views import HistoryEntry, ItemHistory
from messages.words import ROLE_WORDS
from models.changes import LOAD, Change
from models.extensions import Extension
from models.register import WorkItem

ENTRIES_SHOWN = 10
_LOADED = " (นำเข้าจากแฟ้ม)"


def item_history(
    item: WorkItem, changes: Sequence[Change], requests: Sequence[Extension], names: Mapping[int, str]
) -> ItemHistory:
    """`changes`, `requests`: everything recorded of the item, newest first; `names`: how members are called."""
    taken_back = {change.undoes for change in changes if change.undoes is not None}

    def alike(change: Change) -> tuple[object, ...]:
        return (
            change.change_set,
            change.field,
            change.before,
            change.after,
            change.on_behalf,
            change.id in taken_back,
            change.undoes is None,
            change.note,
        )

    entries = [_entry(list(rows), taken_back, names) for _, rows in groupby(_told(changes), key=alike)]
    entries += _requests(requests, names)
    entries.sort(key=lambda entry: entry.at, reverse=True)
    shown = entries[:ENTRIES_SHOWN]
    return ItemHistory(item.code, item.title, tuple(shown), more=len(entries) - len(shown))


def _told(changes: Sequence[Change]) -> list[Change]:
    """Without what another row of the same change tells already: a verdict says what is lacking and what it did to
    the status; มี in the office's file says that everything was accepted."""
    verdicts = {
        (c.change_set, c.assignment_id, c.undoes is None)
        for c in changes
        if c.field == "review" and "returned" in (c.before, c.after)
    }
    undoing = {c.change_set for c in changes if c.undoes is not None}

    def is_told(change: Change) -> bool:
        restored = change.undoes is None and change.change_set in undoing
        match change.field:
            case "lacking":
                return True
            case "review" | "self_reviewed":
                return restored or change.source == LOAD or (change.field == "self_reviewed" and not change.after)
            case "status":
                return not restored and (change.change_set, change.assignment_id, change.undoes is None) in verdicts
            case _:
                return False

    return [change for change in changes if not is_told(change)]


def _entry(rows: Sequence[Change], taken_back: set[int], names: Mapping[int, str]) -> HistoryEntry:
    first = rows[0]
    owners = [owner_name(row.assignment) for row in reversed(rows) if row.assignment is not None]
    return HistoryEntry(
        at=first.at,
        by=_author(first, names),
        field=first.field,
        before=first.before,
        after=first.after,
        divisions=tuple(dict.fromkeys(name for name in owners if name)),
        on_behalf=first.on_behalf,
        undone=first.id in taken_back,
        undoes=first.undoes is not None,
        note=first.note,
    )


def _requests(requests: Sequence[Extension], names: Mapping[int, str]) -> list[HistoryEntry]:
    """Who asked for more time, and who declined: what an approval did is a change of the deadline already."""

    def parts(request: Extension) -> tuple[object, ...]:
        return request.change_set, request.until, request.state, request.ended_in

    entries = []
    for _, found in groupby(requests, key=parts):
        rows = list(found)
        first = rows[0]
        owners = tuple(name for row in reversed(rows) if (name := owner_name(row.assignment)))
        if first.state == "approved" and first.ended_in == first.change_set:
            continue  # the chief's own date: nobody asked
        if first.state == "declined" and first.decided_at:
            decider = _called(first.decided_by, names)
            refused = HistoryEntry(first.decided_at, decider, "declined", "", "", owners, note=first.decision_note)
            entries.append(refused)
        # Of requests granted by an earlier version only the date that was given is known.
        asked_until = first.until if first.granted or first.state != "approved" else None
        asked = HistoryEntry(
            at=first.asked_at,
            by=_called(first.asked_by, names),
            field="extension",
            before="",
            after=asked_until.isoformat() if asked_until else "",
            divisions=owners,
            on_behalf=first.on_behalf,
            undone=first.state == "withdrawn",
            note=first.reason,
        )
        entries.append(asked)
    return entries


def _called(member_id: int | None, names: Mapping[int, str]) -> str:
    return (names.get(member_id) if member_id is not None else None) or "-"


def _author(change: Change, names: Mapping[int, str]) -> str | None:
    """The member's name; the post when the name is not known any more; None for a load by command."""
    if change.source == LOAD and change.member_id is None:
        return None
    if change.role is None:  # no person: a check, or a command given on the machine
        return source_words(change.source)
    name = names.get(change.member_id) if change.member_id is not None else None
    post = next((words for role, words in ROLE_WORDS.items() if role == change.role), "")
    return f"{name or post or '-'}{_LOADED if change.source == LOAD else ''}"
