"""Ticks: what the column they stand in means, and what a row's ticks say, with whatever is doubtful about them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from documents.text import key, one_line
from documents.workbook import cells

_TICK: Final = re.compile(r"[✓✔☑✅√🗸/Pü]")
# What follow-ups print besides the words of the workbook (documents.workbook.cells).
_SAYS: Final = {
    **dict.fromkeys(("สมบูรณ์", "ครบ", "ครบถ้วน", "ครบถ้วนสมบูรณ์", "เผยแพร่", "เผยแพร่แล้ว", "พบ", "พบข้อมูล"), "present"),
    **dict.fromkeys(("มีครบถ้วน", "มีสมบูรณ์", "มีครบถ้วนสมบูรณ์", "มีข้อมูลครบถ้วน"), "present"),
    **dict.fromkeys(("ไม่ครบถ้วน", "ไม่ครบ", "ไม่ครบถ้วนสมบูรณ์", "มีบางส่วน", "บางส่วน", "มีแต่ไม่ครบ"), "incomplete"),
    **dict.fromkeys(("มีไม่ครบถ้วน", "มีไม่ครบ", "มีไม่สมบูรณ์", "มีแต่ไม่ครบถ้วน", "มีแต่ไม่สมบูรณ์"), "incomplete"),
    **dict.fromkeys(("ยังไม่เผยแพร่", "ยังไม่ได้เผยแพร่", "ไม่เผยแพร่", "ไม่ได้เผยแพร่", "ไม่พบ", "ยังไม่มี"), "missing"),
}
_NONE: Final = re.compile(r"[-–—.☐□\s]*")


@dataclass(frozen=True)
class Mark:
    """What a tick says by its column's word; `several` words leave it open."""

    status: str | None = None
    several: bool = False


@dataclass(frozen=True)
class MarkColumn:
    """`stray`: its heading means nothing known, but ticks stand there."""

    at: int
    mark: Mark
    heading: str
    stray: bool = False

    @property
    def is_aside(self) -> bool:
        """Words here are no answer, as in a column of remarks."""
        return self.stray or key(self.heading).startswith("หมายเหตุ")


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
    if whole := _SAYS.get(key(heading)):
        return Mark(whole)
    parts = [part.strip() for part in re.split(r"\s*/\s*|\s+หรือ\s+|,", heading) if part.strip()]
    read = [_SAYS.get(key(part)) or cells.web_status(part).value for part in parts]
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


def has_tick(text: str) -> bool:
    return any(map(is_tick, tick_tokens(text)))


def tick_tokens(text: str) -> list[str]:
    """The ticks in a cell that holds several, one after another: "- ✓"."""
    tokens = one_line(text).split()
    return tokens if all(_TICK.fullmatch(token) or _NONE.fullmatch(token) for token in tokens) else []
