"""Small builders for Flex dicts in one calm palette. Text is made fit to send here: never empty, never over-long."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, Literal
from urllib.parse import quote, urlsplit

from messages.codec import encode
from messages.limits import cut, cut_graphemes
from messages.postbacks import Postback
from messages.words import STATUS_WORDS, Status

Json = dict[str, Any]
Size = Literal["xxs", "xs", "sm", "md", "lg", "xl", "xxl", "3xl"]

INK, MUTED, LINE, PAPER, SOFT = "#1F2933", "#52606D", "#D9E0E7", "#FFFFFF", "#F3F6F9"
NAVY, ON_NAVY, ON_NAVY_MUTED = "#1F3A5F", "#FFFFFF", "#D5E0EC"
DUE_RED = "#A61B1B"  # for dates that have passed, never for people
GREEN_BUTTON = "#1B7A46"
# A status is a word first; its colours (letters, ground, bar) only help to find it.
STATUS_COLORS: dict[Status, tuple[str, str, str]] = {
    "done": ("#14613A", "#E1F3E8", "#1B7A46"),
    "in_progress": ("#1B4F8A", "#E3EEFA", "#3B7DC4"),
    "not_started": ("#46525E", "#E9EDF1", "#A3AFBB"),
    "not_reported": ("#46525E", "#F3F6F9", "#D3DAE1"),
}
_UNFIT = re.compile(r"[^\S\n]+|[\x00-\x09\x0b-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]+")
MAX_TEXT = 600  # units of one Flex text: more is read in the document, not in a chat


def text(
    content: str,
    *,
    size: Size = "md",
    color: str = INK,
    bold: bool = False,
    lines: int | None = None,
    units: int = MAX_TEXT,
    **more: Any,
) -> Json:
    """A wrapping text. White space and control characters are folded; nothing to say becomes a dash."""
    shown: Json = {"type": "text", "text": clean(content, units), "size": size, "color": color, "wrap": True}
    if bold:
        shown["weight"] = "bold"
    if lines:
        shown["maxLines"] = lines
    return shown | more


def clean(content: str, units: int = MAX_TEXT) -> str:
    """Fit for any text field: control characters, lone surrogates and changes of direction gone, line breaks kept, cut,
    never empty."""
    kept = _UNFIT.sub(" ", content)
    return cut(kept.strip(), units).strip() or "-"


def one_line(content: str, units: int = MAX_TEXT) -> str:
    return clean(content.replace("\n", " "), units)


def box(contents: Sequence[Json], layout: str = "vertical", **more: Any) -> Json:
    return {"type": "box", "layout": layout, "contents": list(contents)} | more


def row(*contents: Json, **more: Any) -> Json:
    return box(contents, "horizontal", **more)


def separator(margin: str = "md") -> Json:
    return {"type": "separator", "margin": margin, "color": LINE}


def postback_action(label: str, postback: Postback, said: str | None = None) -> Json:
    """`said` is what the chat shows as the person's own words after the tap."""
    return {
        "type": "postback",
        "label": cut_graphemes(one_line(label), 40),
        "data": encode(postback),
        "displayText": one_line(said or label, 300),
    }


def date_action(label: str, postback: Postback, first: date, last: date) -> Json:
    """A date picker; the day that is picked comes beside the data, as `params.date`."""
    return {
        "type": "datetimepicker",
        "label": cut_graphemes(one_line(label), 40),
        "data": encode(postback),
        "mode": "date",
        "initial": first.isoformat(),
        "min": first.isoformat(),
        "max": last.isoformat(),
    }


def uri_action(label: str, uri: str) -> Json:
    return {"type": "uri", "label": cut_graphemes(one_line(label), 40), "uri": uri}


def button(action: Json, *, primary: bool = False, **more: Any) -> Json:
    shown: Json = {"type": "button", "action": action, "height": "sm", "adjustMode": "shrink-to-fit"}
    look = {"style": "primary", "color": GREEN_BUTTON} if primary else {"style": "secondary"}
    return shown | look | more


def tap_box(action: Json, words: str, *, primary: bool = False) -> Json:
    """A small button with a text for each line: three of these stand side by side where real buttons cannot."""
    ink, ground = (PAPER, GREEN_BUTTON) if primary else (INK, "#DDE3E9")
    return box(
        [text(line, size="sm", color=ink, bold=True, align="center") for line in words.split("\n")],
        action=action,
        flex=1,
        backgroundColor=ground,
        cornerRadius="8px",
        paddingTop="8px",
        paddingBottom="8px",
        paddingStart="4px",
        paddingEnd="4px",
        justifyContent="center",
    )


def badge(label: str, ink: str, ground: str) -> Json:
    inside = text(label, size="sm", color=ink, bold=True, align="center", units=60)
    return box(
        [inside],
        backgroundColor=ground,
        cornerRadius="6px",
        paddingStart="8px",
        paddingEnd="8px",
        paddingTop="2px",
        paddingBottom="2px",
        flex=0,
    )


def status_badge(status: Status) -> Json:
    ink, ground, _ = STATUS_COLORS[status]
    return badge(STATUS_WORDS[status], ink, ground)


def progress_bar(parts: Sequence[tuple[Status, int]], *, height: str = "10px") -> Json:
    """Side-by-side boxes, as wide as their share; what is there at all stays visible."""
    total = sum(count for _, count in parts)
    boxes = [
        box(
            [{"type": "filler"}],
            width=f"{width}%",
            flex=0,
            height=height,
            backgroundColor=STATUS_COLORS[status][2],
        )
        for (status, _), width in zip(parts, _shares([count for _, count in parts], total), strict=True)
        if width
    ]
    filler: list[Json] = [{"type": "filler"}]
    return row(*(boxes or filler), height=height, backgroundColor=LINE, cornerRadius="5px")


def _shares(counts: Sequence[int], total: int) -> list[int]:
    """Whole percents that never pass 100, at least 2 for what is not zero."""
    shares = [max(2, count * 100 // total) if count and total else 0 for count in counts]
    if (over := sum(shares) - 100) > 0:
        shares[shares.index(max(shares))] -= over
    return shares


def bubble(
    body: Sequence[Json], *, header: Sequence[Json] = (), footer: Sequence[Json] = (), action: Json | None = None
) -> Json:
    shown: Json = {"type": "bubble", "size": "mega"}
    if header:
        shown["header"] = box(header, backgroundColor=NAVY, paddingAll="16px", spacing="xs")
    shown["body"] = box(body, paddingAll="16px", spacing="sm")
    if footer:
        shown["footer"] = box(footer, paddingAll="12px", paddingTop="4px", spacing="sm")
    return shown | ({"action": action} if action else {})


def header(title: str, *below: str) -> list[Json]:
    """A bubble's title on navy, with smaller lines under it; empty lines are left out."""
    lines = [text(line, size="sm", color=ON_NAVY_MUTED, units=200) for line in below if line]
    return [text(title, size="lg", color=ON_NAVY, bold=True, units=200), *lines]


def link(url: str | None) -> str | None:
    """An address LINE takes as a button's target, or None: http(s) only, escaped, at most 1,000 units."""
    address = (url or "").strip()
    if address and "://" not in address and re.match(r"[\w-]+(\.[\w-]+)+(/|$)", address):
        address = f"http://{address}"
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.-]+", host):
        return None
    escaped = quote(address, safe="%/:?#[]@!$&'()*+,;=~-._", errors="replace")
    return escaped if len(escaped) <= 1000 else None
