"""From texts and bubbles to messages LINE accepts: at most 5, sizes kept, and never a silent loss at the end."""

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from messages import flex
from messages.codec import encode
from messages.flex import Json
from messages.limits import cut_graphemes, utf16_len
from messages.postbacks import Postback
from messages.thai import code_ranges, sort_codes
from messages.wording import wording

Message = dict[str, Any]


@dataclass(frozen=True)
class PickDate:
    """A quick reply that opens a calendar; `first` is before `last`."""

    postback: Postback
    first: date
    last: date


Quick = Sequence[tuple[str, Postback | PickDate | str]]

# A little under LINE's 30 and 50 KB: room for what a server may count differently.
BUBBLE_BYTES, CAROUSEL_BYTES, BUBBLES, MESSAGES = 28_000, 47_000, 12, 5
TEXT_UNITS, ALT_UNITS = 5_000, 1_500


@dataclass(frozen=True)
class Card:
    """A bubble, and the codes of the items it shows: what is left out can then be counted and named."""

    bubble: Json
    codes: tuple[str, ...] = ()

    @cached_property
    def cost(self) -> int:
        return size(self.bubble) + 1


def text(content: str, *, quick_reply: Json | None = None) -> Message:
    message: Message = {"type": "text", "text": flex.clean(content, TEXT_UNITS)}
    return message | ({"quickReply": quick_reply} if quick_reply else {})


def image(address: str | None) -> list[Message]:
    """A picture shown in the chat itself. LINE fetches it over https only: under another address there is none."""
    if address is None or not address.startswith("https://"):
        return []
    return [{"type": "image", "originalContentUrl": address, "previewImageUrl": address}]


def quick(items: Quick) -> Json | None:
    """Quick replies: a postback, a date picker, or the words a tap says. None when there are none."""
    shown = [{"type": "action", "action": _quick_action(label, what)} for label, what in items[:13]]
    return {"items": shown} if shown else None


def with_quick(messages: list[Message], items: Quick) -> list[Message]:
    """Quick replies on the last message, the only one where LINE shows them."""
    if (reply := quick(items)) and messages:
        return [*messages[:-1], messages[-1] | {"quickReply": reply}]
    return messages


def alt_text(words: str) -> str:
    return flex.one_line(words, ALT_UNITS)


def alt_codes(words: Callable[[str], str], codes: Iterable[str]) -> str:
    """Alternative text that names every code: one by one while there is room, then as ranges."""
    room = ALT_UNITS - utf16_len(words(""))
    return alt_text(words(_codes(codes, room)))


def single(bubble: Json, alt: str) -> list[Message]:
    return pack([Card(bubble)], alt)


def pack(
    cards: Sequence[Card],
    alt: str,
    *,
    most: int = MESSAGES,
    hint: str = "",
    more: Sequence[Json] = (),
    later_alt: str | None = None,
) -> list[Message]:
    """Bubbles in as few messages as LINE allows, at most `most`. What cannot be shown is counted and named by code in
    a last bubble, which says `hint` (how to see the rest) above the buttons `more`."""
    fitting = [card for card in cards if card.cost <= BUBBLE_BYTES]
    left = [card for card in cards if card.cost > BUBBLE_BYTES]
    groups = _groups(fitting)
    if left or len(groups) > most:
        left = [card for group in groups[most:] for card in group] + left
        fitting = [card for group in groups[:most] for card in group]
        while True:  # the last place is for the bubble that tells of the rest: a few cards may have to give way
            tail = _rest(left, hint, more)
            groups = _groups([*fitting, tail])
            if len(groups) <= most:
                break
            left.insert(0, fitting.pop())
    alts = [alt, *[later_alt or alt] * (len(groups) - 1)]
    return [_flex([card.bubble for card in group], words) for group, words in zip(groups, alts, strict=True)]


def flow(
    rows: Sequence[tuple[str, Json]],
    frame: Callable[[Sequence[Json], int], Json],
    *,
    rows_each: int,
    bytes_each: int = BUBBLE_BYTES - 5_000,
) -> list[Card]:
    """Rows (code, component) into as many framed bubbles as they need, evenly filled; `frame` gets rows and page."""
    pages = max(1, -(-len(rows) // rows_each))
    even = -(-len(rows) // pages) if rows else rows_each
    chunks: list[list[tuple[str, Json]]] = [[]]
    used = 0
    for code, component in rows:
        cost = size(component) + 1
        if chunks[-1] and (len(chunks[-1]) >= even or used + cost > bytes_each):
            chunks.append([])
            used = 0
        chunks[-1].append((code, component))
        used += cost
    return [
        Card(frame([shown for _, shown in chunk], page), tuple(code for code, _ in chunk if code))
        for page, chunk in enumerate(chunks)
    ]


def size(component: Json) -> int:
    """Bytes as LINE receives them."""
    return len(json.dumps(component, ensure_ascii=False, separators=(",", ":")).encode())


def _groups(cards: Sequence[Card]) -> list[list[Card]]:
    groups: list[list[Card]] = []
    used = 0
    for card in cards:
        if not groups or len(groups[-1]) >= BUBBLES or used + card.cost > CAROUSEL_BYTES:
            groups.append([])
            used = 0
        groups[-1].append(card)
        used += card.cost
    return groups


def _rest(left: Sequence[Card], hint: str, more: Sequence[Json]) -> Card:
    codes = [code for card in left for code in card.codes]
    said = wording("more", count=len(dict.fromkeys(codes)) or len(left), hint=hint)
    body = [flex.text(said["count"], size="lg", bold=True)]
    if codes:
        body.append(flex.text(_codes(codes, 3_000), units=3_000))
    body.append(flex.text(said["hint"], size="sm", color=flex.MUTED))
    return Card(flex.bubble(body, footer=more))


def _codes(codes: Iterable[str], room: int) -> str:
    each = sort_codes(codes)
    return next((full for full in (", ".join(each), " ".join(each)) if utf16_len(full) <= room), code_ranges(each))


def _flex(bubbles: Sequence[Json], alt: str) -> Message:
    contents = bubbles[0] if len(bubbles) == 1 else {"type": "carousel", "contents": list(bubbles)}
    return {"type": "flex", "altText": alt_text(alt), "contents": contents}


def _quick_action(label: str, what: Postback | PickDate | str) -> Json:
    short = cut_graphemes(flex.one_line(label), 20)
    if isinstance(what, PickDate):
        return flex.date_action(short, what.postback, what.first, what.last)
    if isinstance(what, str):
        return {"type": "message", "label": short, "text": cut_graphemes(flex.clean(what), 300)}
    said = cut_graphemes(flex.clean(label), 300)
    return {"type": "postback", "label": short, "data": encode(what), "displayText": said}
