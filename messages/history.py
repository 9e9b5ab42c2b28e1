"""An item's history: who changed what and when, newest first."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, alt_codes, pack, text, with_quick
from messages.rows import QUICK_LISTS
from messages.thai import join_thai, thai_date
from messages.views import HistoryEntry, ItemHistory
from messages.wording import wording
from messages.words import LABELS, REVIEW_WORDS, STATUS_WORDS, WEB_WORDS

DIVISIONS_NAMED = 8
_WORDS: dict[str, Mapping[str, str]] = {
    "status": {str(key): words for key, words in STATUS_WORDS.items()},
    "web_status": {str(key): words for key, words in WEB_WORDS.items()},
    "review": {str(key): words for key, words in REVIEW_WORDS.items()},
}


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
    if entry.undone:
        lines.append(flex.text(said["undone"], size="sm", color=flex.MUTED))
    return lines


def _value(field: str, value: str) -> str:
    """A recorded value as people read it."""
    if field in ("due", "extension", "snooze"):
        return _day(value)
    if field == "steps":
        return _steps(value)
    if field in ("output", "outcome"):
        return flex.one_line(value, 300) if value else ""
    return _WORDS.get(field, {}).get(value, flex.one_line(value, 400 if field == "problem" else 200))


def _steps(places: str) -> str:
    """[0, 2] as people count: 1, 3."""
    try:
        numbers = [str(int(place) + 1) for place in json.loads(places)]
    except (ValueError, TypeError):
        return flex.one_line(places, 40)
    return ", ".join(numbers) or wording("history")["no_steps"]


def _day(iso: str) -> str:
    try:
        return thai_date(date.fromisoformat(iso))
    except ValueError:
        return wording("history")["undated"] if not iso else flex.one_line(iso, 40)
