"""The append-only record of an item's changes, drawn together as people think of them: one report, one line."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from documents.views import owner_name
from messages.views import HistoryEntry, ItemHistory
from messages.words import ROLE_WORDS
from models.register import Change, WorkItem

ENTRIES_SHOWN = 10


def item_history(item: WorkItem, changes: Sequence[Change], names: Mapping[int, str]) -> ItemHistory:
    """`changes`: every recorded change of the item, newest first; `names`: how members are called."""
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
        )

    entries = [_entry(list(rows), taken_back, names) for _, rows in groupby(changes, key=alike)]
    shown = entries[:ENTRIES_SHOWN]
    return ItemHistory(item.code, item.title, tuple(shown), more=len(entries) - len(shown))


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
    )


def _author(change: Change, names: Mapping[int, str]) -> str | None:
    """The member's name; the post when the name is not known any more; None for a workbook load."""
    if change.source == "load":
        return None
    name = names.get(change.member_id) if change.member_id is not None else None
    post = next((words for role, words in ROLE_WORDS.items() if role == change.role), "")
    return name or post or "-"
