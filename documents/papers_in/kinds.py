"""What a table is, by its header: of one line or two, misspelt, with one column of words or several of ticks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal

from documents.papers_in.marks import Mark, MarkColumn, mark_of
from documents.papers_in.parts import PaperRow, PaperTable
from documents.text import key, one_line
from documents.workbook import sheets
from documents.workbook.headers import match_columns
from documents.workbook.sheets import Column, Sheet

TableKind = Literal["o_items", "measures", "calendar", "indicator_scores", "question_scores"]

_LONGEST_CODE: Final = 8
_HEADER_WITHIN: Final = 12  # rows: a title and notes may stand above the header, within the table


_OWNERS: Final = ("หน่วยงาน", "หน่วยงาน/ผู้รับผิดชอบ", "ส่วนราชการ", "สำนัก/กอง", "กอง", "ผู้รับผิดชอบหลัก", "เจ้าภาพ")


def _with(sheet: Sheet, **more: tuple[str, ...]) -> Sheet:
    """The workbook's columns with what papers call them besides."""
    more = {"owners": _OWNERS, **more}
    columns = (replace(c, headings=(*c.headings, *more.get(c.field, ()))) for c in sheet.columns)
    return replace(sheet, columns=tuple(columns))


_INSTRUMENTS: Final = ("เครื่องมือ", "เครื่องมือการประเมิน", "แบบวัด", "รายเครื่องมือ")
_SCORE: Final = Column("score", ("คะแนน", "ค่าคะแนน", "ผลคะแนน", "คะแนนที่ได้", "คะแนนประเมิน"), needed=True)
_SHEETS: Final[Mapping[TableKind, Sheet]] = {
    "question_scores": Sheet(
        "คะแนนรายข้อ",
        (),
        (
            Column("question", ("ประเด็นคำถาม", "ข้อคำถาม", "คำถาม", "ประเด็นการประเมิน", "ข้อ/ประเด็นคำถาม"), needed=True),
            _SCORE,
            Column("analysis", ("การวิเคราะห์ผลการประเมิน", "การวิเคราะห์", "ผลการวิเคราะห์", "แนวทางการยกระดับ")),
        ),
    ),
    "indicator_scores": Sheet(
        "คะแนนรายตัวชี้วัด",
        (),
        (
            Column("indicator", ("ตัวชี้วัดที่", "ที่", "ลำดับ"), needed=True),
            Column("name", ("รายละเอียดตัวชี้วัด", "ชื่อตัวชี้วัด", "ตัวชี้วัด", "รายละเอียด", *_INSTRUMENTS), needed=True),
            _SCORE,
        ),
    ),
    "calendar": _with(sheets.STEPS, title=("ขั้นตอน", "รายการดำเนินการ", "ขั้นตอนการดำเนินการ", "กิจกรรม/ขั้นตอน")),
    "o_items": _with(
        sheets.O_ITEMS,
        title=("สรุปข้อมูลองค์ประกอบ", "องค์ประกอบด้านข้อมูล", "ข้อมูลและองค์ประกอบ", "ประเด็นการตรวจสอบ"),
        web_status=("การติดตามการเผยแพร่บนเว็บไซต์", "ผลการตรวจสอบเว็บไซต์", "การเผยแพร่ในเว็บไซต์"),
    ),
    "measures": _with(
        sheets.MEASURES,
        number=("มาตรการที่", "ด้านที่"),
        issue=("ด้าน", "ประเด็นการพัฒนา", "ตัวชี้วัดที่"),
        title=("มาตรการ/โครงการ/กิจกรรม", "มาตรการ/โครงการ", "มาตรการและแนวทาง", "โครงการ/กิจกรรม", "แนวทาง"),
        steps=("วิธีดำเนินการ", "วิธีการปฏิบัติ", "แนวทางการดำเนินการ"),
        output=("ผลการดำเนินงานตามมาตรการ", "ผลที่ได้รับ"),
        outcome=("ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ",),
    ),
}
# A table is of a kind only with all of the first and at least one of the second.
_NEEDS: Final[Mapping[TableKind, tuple[frozenset[str], frozenset[str]]]] = {
    "question_scores": (frozenset({"question", "score"}), frozenset({"question"})),
    "indicator_scores": (frozenset({"name", "score"}), frozenset({"score"})),
    "calendar": (frozenset({"title", "period"}), frozenset({"number", "owners"})),
    "o_items": (frozenset({"number", "title"}), frozenset({"web_status", "presented", "elements", "marks"})),
    "measures": (frozenset({"title"}), frozenset({"steps", "owners", "output", "outcome", "status", "marks", "issue"})),
}
_GROUP: Final[Mapping[TableKind, str]] = {"o_items": "web_status", "measures": "status"}


@dataclass(frozen=True)
class Header:
    """Where a kind's columns are, and the columns that hold ticks. `lines` is how many rows the header has."""

    kind: TableKind
    columns: Mapping[str, int]
    marks: tuple[MarkColumn, ...]
    at: int
    lines: int

    @property
    def weight(self) -> float:
        return len(self.columns) + 0.5 * len(self.marks)


@dataclass(frozen=True)
class KindRow:
    """A row read by its table's header."""

    source: PaperRow
    header: Header
    first_of_page: bool

    def text(self, name: str) -> str:
        at = self.header.columns.get(name)
        return self.source.text(at) if at is not None else ""

    def has(self, name: str) -> bool:
        return name in self.header.columns

    def is_joined(self, name: str) -> bool:
        return self.header.columns.get(name) in self.source.joined

    @property
    def section(self) -> str:
        """The text of a row that is merged across, or stands alone in the first cell: it heads the rows below."""
        texts = {text for text in self.source.cells if text}
        whole = len(self.source.cells) > 2 and (self.source.cells.count(self.source.cells[0]) == len(self.source.cells))
        alone = len(texts) == 1 and bool(self.source.cells[0]) and len(self.source.cells[0]) > _LONGEST_CODE
        return self.source.cells[0] if whole or (alone and len(self.source.cells) > 2) else ""

    def marks(self) -> list[tuple[MarkColumn, str]]:
        return [(column, self.source.text(column.at)) for column in self.header.marks]


@dataclass(frozen=True)
class KindTable:
    """A table whose kind is known. `inherited`: it has no header of its own and goes on from the table before."""

    header: Header
    source: PaperTable
    rows: tuple[KindRow, ...]
    inherited: bool = False

    @property
    def above(self) -> str:
        """What stands over the header: the paragraphs before the table and its own first lines."""
        own = [" ".join(dict.fromkeys(row.cells)) for row in self.source.rows[: self.header.at]]
        return "\n".join([*(p.text for p in self.source.before), *([] if self.inherited else own)])


def read_kinds(table: PaperTable, before: KindTable | None) -> list[KindTable]:
    """The table by its own header, in pieces where the header is printed again; without one it goes on from the table
    just before, if that is as wide."""
    header = _header(table)
    if header is not None:
        return list(_pieces(table, header))
    if before is not None and table.width == before.source.width and not table.before and table.width >= 3:
        header = replace(before.header, at=0, lines=0)
        return [KindTable(header, table, _kind_rows(table.rows, header), inherited=True)]
    return []


def _pieces(table: PaperTable, header: Header) -> Iterator[KindTable]:
    """A header printed again begins a page, and may read differently (ไม่มี, ไม่สมบูรณ์)."""
    first = [key(text) for text in table.rows[header.at].cells]
    start = header.at + header.lines
    for at in range(start, len(table.rows)):
        if at < start or not _repeats(table.rows[at], first):
            continue
        below = table.rows[at + 1] if at + 1 < len(table.rows) else None
        again = _reading(header.kind, table.rows[at], below, at) or replace(header, at=at, lines=1)
        yield KindTable(header, table, _kind_rows(table.rows[start:at], header))
        header, start = again, at + again.lines
    yield KindTable(header, table, _kind_rows(table.rows[start:], header))


def _kind_rows(rows: Sequence[PaperRow], header: Header) -> tuple[KindRow, ...]:
    return tuple(KindRow(row, header, index == 0) for index, row in enumerate(rows))


def _repeats(row: PaperRow, head: Sequence[str]) -> bool:
    said = [key(text) for text in row.cells]
    return said == head or sum(1 for a, b in zip(said, head, strict=False) if a and a == b) >= 3


def _header(table: PaperTable) -> Header | None:
    best: Header | None = None
    for at in range(min(len(table.rows), _HEADER_WITHIN)):
        below = table.rows[at + 1] if at + 1 < len(table.rows) else None
        for kind in _SHEETS:
            found = _reading(kind, table.rows[at], below, at)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    return best


def _reading(kind: TableKind, top: PaperRow, below: PaperRow | None, at: int) -> Header | None:
    sheet = _SHEETS[kind]
    tops = [one_line(text) for text in top.cells]
    if not _is_heading_row(tops):
        return None
    bottoms = [one_line(text) for text in below.cells] if below is not None else []
    width = max(len(tops), len(bottoms))
    tops, bottoms = [line + [""] * (width - len(line)) for line in (tops, bottoms)]
    group = _GROUP.get(kind)
    marks, lines = _marks(kind, sheet, tops, bottoms) if group else ((), 1)
    taken = {mark.at for mark in marks}
    # A heading that spans several columns is printed, or repeated, in each: it is one heading.
    once = [text if i not in taken and text not in tops[:i] else "" for i, text in enumerate(tops)]
    columns = match_columns(sheet, once)
    if lines == 2:
        lower = ["" if i in taken or i in columns.values() else text for i, text in enumerate(bottoms)]
        columns = {**match_columns(sheet, lower), **columns}
    if marks:
        columns = {name: i for name, i in columns.items() if name != group}
    fields = set(columns) | ({"marks"} if marks else set())
    all_of, one_of = _NEEDS[kind]
    if not all_of <= fields or not one_of & fields:
        return None
    return Header(kind, columns, marks, at, lines)


def _is_heading_row(tops: Sequence[str]) -> bool:
    different = {text for text in tops if text}
    return len(different) >= 2 and sum(len(text) <= 60 for text in different) >= max(2, len(different) - 1)


def _marks(
    kind: TableKind, sheet: Sheet, tops: Sequence[str], bottoms: Sequence[str]
) -> tuple[tuple[MarkColumn, ...], int]:
    """The columns that hold ticks, and how many lines the header has for them."""
    group = next(column for column in sheet.columns if column.field == _GROUP[kind])
    found = match_columns(Sheet("", (), (group,)), tops)
    start = found.get(group.field)
    span = range(0)
    if start is not None:
        end = start + 1
        while end < len(tops) and tops[end] in ("", tops[start]):
            end += 1
        span = range(start, end)
        outside = [text for i, text in enumerate(bottoms) if i not in span and text and text != tops[i]]
        if len(span) > 1 and not outside and any(bottoms[i] for i in span) and _are_sub_heads(kind, bottoms, span):
            return tuple(MarkColumn(i, mark_of(kind, bottoms[i]), bottoms[i]) for i in span), 2
    for line, texts in enumerate((tops, bottoms), start=1):
        words = {i: mark for i, text in enumerate(texts) if (mark := mark_of(kind, text)) != Mark()}
        if len(words) < 2 or not any(mark.status for mark in words.values()):
            continue
        others = [text for i, text in enumerate(texts) if i not in words and text and text != tops[i]]
        if not others:
            return tuple(MarkColumn(i, mark, texts[i]) for i, mark in words.items()), line
    if start is not None and len(span) > 1:  # the words under the heading are lost: no tick can be read
        return tuple(MarkColumn(i, Mark(), tops[start]) for i in span), 1
    return (), 1


def _are_sub_heads(kind: TableKind, bottoms: Sequence[str], span: range) -> bool:
    """Words of a header below a spanning heading, not the first row's ticks."""
    said = [bottoms[i] for i in span if bottoms[i]]
    return any(mark_of(kind, text) != Mark() or "/" in text.strip("/ ") for text in said) and all(
        re.search(r"[ก-๙]{2}", text) for text in said
    )
