"""Lengths as LINE counts them, UTF-16 units or grapheme clusters, and texts cut to them."""

from collections.abc import Callable
from typing import Final

import regex

Measure = Callable[[str], int]

_GRAPHEME: Final = regex.compile(r"\X")


def utf16_len(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def graphemes(text: str) -> int:
    """How many user-perceived characters: ที่ is one."""
    return len(_clusters(text))


def cut(text: str, units: int) -> str:
    """The text in at most `units` UTF-16 units, with … where something was left out; no grapheme is split."""
    return _cut(text, units, utf16_len)


def cut_graphemes(text: str, count: int) -> str:
    """As `cut`, in grapheme clusters: for labels and the other fields LINE counts so."""
    return _cut(text, count, graphemes)


def _clusters(text: str) -> list[str]:
    found: list[str] = _GRAPHEME.findall(text)
    return found


def _cut(text: str, limit: int, measure: Measure) -> str:
    if measure(text) <= limit:
        return text
    if limit < 1:
        return ""
    kept, left = [], limit - 1
    for cluster in _clusters(text):
        left -= measure(cluster)
        if left < 0:
            break
        kept.append(cluster)
    shortened = "".join(kept).rstrip() + "…"
    # Clusters are counted one by one, yet … may not join its neighbour: one more never fits by accident.
    return shortened if measure(shortened) <= limit else "…"
