"""An item's history: who changed what and when, newest first."""

from collections.abc import Sequence

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, alt_codes, pack, text, with_quick
from messages.record_words import field_words, value_words
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.views import HistoryEntry, ItemHistory
from messages.wording import wording
from messages.words import LABELS

DIVISIONS_NAMED = 8
# Fields whose line tells the note itself.
_NOTE_IN_LINE = frozenset(("extension", "review", "link", "evidence"))
_LONG = frozenset(("problem", "output", "outcome", "lacking"))


def history(items: Sequence[ItemHistory]) -> list[Message]:
    """A card an item."""
    cards = [Card(_bubble(item), (item.code,)) for item in items]
    alt = alt_codes(lambda codes: wording("history", codes=codes)["alt"], [item.code for item in items])
    return with_quick(pack(cards, alt, hint=wording("history")["rest_hint"]), QUICK_LISTS)


def which_item() -> list[Message]:
    return with_quick([text(wording("history")["which"])], QUICK_LISTS)


def _bubble(item: ItemHistory) -> Json:
    body: list[Json] = [flex.text(item.title, bold=True, lines=2, units=200)]
    for entry in item.entries:
        body += [flex.separator(), *_entry(entry)]
    if not item.entries:
        body.append(flex.text(wording("history")["nothing"], color=flex.MUTED))
    if item.more:
        body += [flex.separator(), flex.text(wording("history", count=item.more)["more"], size="sm", color=flex.MUTED)]
    return flex.bubble(body, header=flex.header(wording("history", code=flex.one_line(item.code, 40))["heading"]))


def _entry(entry: HistoryEntry) -> list[Json]:
    named = [flex.one_line(name, 80) for name in entry.divisions[:DIVISIONS_NAMED]]
    left = len(entry.divisions) - len(named)
    said = wording(
        "history",
        entry=entry,
        name=field_words(entry.field),
        by=flex.one_line(entry.by or "", 80),
        divisions=join_thai(named) + (f" (+{left})" if left > 0 else ""),
        before=_value(entry.field, entry.before),
        after=_value(entry.field, entry.after),
        note=flex.one_line(entry.note, 300) if entry.note else "",
    )
    address = flex.link({"evidence": entry.after, "link": entry.note}.get(entry.field))
    what = flex.text(said["what"], units=500)
    if address:
        what |= {"action": flex.uri_action(LABELS["open_web"], address), "decoration": "underline"}
    lines = [flex.text(said["who"], size="sm", color=flex.MUTED, units=300), what]
    if entry.note and entry.field not in _NOTE_IN_LINE:
        lines.append(flex.text(said["note"], size="sm", units=400))
    if entry.undone:
        lines.append(flex.text(said["undone"], size="sm", color=flex.MUTED))
    return lines


def _value(field: str, value: str) -> str:
    """A recorded value as people read it, in the room a card has."""
    return (
        flex.one_line(value_words(field, value), 400 if field in _LONG else 200) if value or field != "snooze" else ""
    )
