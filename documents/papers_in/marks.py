"""Ticks: what the column they stand in means, and what a row's ticks say, with whatever is doubtful about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.text import one_line
from documents.workbook import cells

_TICK: Final = re.compile(r"[✓✔☑✅√🗸/Pü]")
_NONE: Final = re.compile(r"[-–—.☐□\s]*")


@dataclass(frozen=True)
class Mark:
    """What a tick says by its column's word; `several` words leave it open."""

    status: str | None = None
    several: bool = False


@dataclass(frozen=True)
class MarkColumn:
    at: int
    mark: Mark
    heading: str


@dataclass(frozen=True)
class Ticked:
    """The column that is ticked (None: none, or nobody can say), and why a human should look."""

    column: MarkColumn | None
    doubt: str = ""
    blank: bool = False  # nothing is ticked


def mark_of(kind: str, heading: str) -> Mark:
    """What a tick under this heading says, in the words of the kind of table."""
    heading = one_line(heading)
    if not heading:
        return Mark()
    if kind == "measures":
        return Mark(cells.status_like(heading))
    parts = [part.strip() for part in re.split(r"\s*/\s*|\s+หรือ\s+|,", heading) if part.strip()]
    read = [cells.web_status(part).value for part in parts]
    if set(read) == {"unchecked"}:
        return Mark("unchecked")
    said = {status for part, status in zip(parts, read, strict=True) if status and status != "unchecked"}
    if len(parts) != sum(status is not None for status in read):
        return Mark()
    return Mark(next(iter(said))) if len(said) == 1 else Mark(several=len(said) > 1)


def ticked(marks: Sequence[tuple[MarkColumn, str]]) -> Ticked:
    """Which of a row's tick columns is ticked. Header words, remarks and two ticks are a human's to judge."""
    found: list[MarkColumn] = []
    odd: list[str] = []
    for column, text in marks:
        said = one_line(text)
        if _NONE.fullmatch(said):
            continue
        if _TICK.fullmatch(said):
            found.append(column)
        else:
            odd.append(said)
    if odd:
        words = " ".join(odd)
        if all(cells.web_status(text).value or cells.status(text).value for text in odd):
            return Ticked(None, f'ช่องเครื่องหมายเป็นคำ "{words}" ไม่ใช่เครื่องหมาย โปรดระบุสถานะ')
        return Ticked(None, f'อ่านเครื่องหมาย "{words}" ไม่ได้ โปรดระบุสถานะ')
    if len(found) > 1:
        return Ticked(None, "มีเครื่องหมายมากกว่าหนึ่งช่อง โปรดเลือกสถานะเดียว")
    if not found:
        return Ticked(None, blank=True)
    return Ticked(found[0])


def is_tick(text: str) -> bool:
    return bool(_TICK.fullmatch(one_line(text)))


def tick_tokens(text: str) -> list[str]:
    """The ticks in a cell that holds several, one after another: "- ✓"."""
    tokens = one_line(text).split()
    return tokens if all(_TICK.fullmatch(token) or _NONE.fullmatch(token) for token in tokens) else []
