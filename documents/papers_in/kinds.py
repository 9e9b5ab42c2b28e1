"""What a table is, by its header: of one line or two, misspelt, with one column of words or several of ticks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from documents.papers_in.kind_headings import (
    GROUP,
    NEEDS,
    SHEETS,
    TableKind,
    is_column_numbers,
    is_expected,
    is_month,
)
from documents.papers_in.marks import Mark, MarkColumn, has_tick, mark_of
from documents.papers_in.parts import PaperRow, PaperTable
from documents.papers_in.titles import is_code, leading_code
from documents.text import key, one_line
from documents.workbook import cells
from documents.workbook.headers import match_columns
from documents.workbook.sheets import Sheet

_LONGEST_CODE: Final = 8
_HEADER_WITHIN: Final = 12  # rows: a title and notes may stand above the header, within the table


@dataclass(frozen=True)
class Header:
    """Where a kind's columns are, and the columns that hold ticks. `lines` is how many rows the header has; with
    `code_in_title` an O-item's number is the code that begins its title."""

    kind: TableKind
    columns: Mapping[str, int]
    marks: tuple[MarkColumn, ...]
    at: int
    lines: int
    headings: tuple[str, ...] = ()
    code_in_title: bool = False

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
        if name == "number" and self.header.code_in_title:
            code = leading_code(self.text("title"))[0]
            return f"O{code}" if code else ""
        at = self.header.columns.get(name)
        return self.source.text(at) if at is not None else ""

    def has(self, name: str) -> bool:
        return name in self.header.columns

    def is_joined(self, name: str) -> bool:
        if name == "number" and self.header.code_in_title:
            name = "title"
        return self.header.columns.get(name) in self.source.joined

    @property
    def section(self) -> str:
        """The text of a row that is merged across, or stands alone in the first cell: it heads the rows below."""
        texts = {text for text in self.source.cells if text}
        whole = len(self.source.cells) > 2 and (self.source.cells.count(self.source.cells[0]) == len(self.source.cells))
        alone = len(texts) == 1 and bool(self.source.cells[0]) and len(self.source.cells[0]) > _LONGEST_CODE
        return self.source.cells[0] if whole or (alone and len(self.source.cells) > 2) else ""

    def marks(self) -> list[tuple[MarkColumn, str]]:
        """The cells of the tick columns; a remark's words beside the ticks are no answer, a tick there is."""
        said = ((column, self.source.text(column.at)) for column in self.header.marks)
        return [(column, text) for column, text in said if not column.is_aside or has_tick(text)]


@dataclass(frozen=True)
class KindTable:
    """A table whose kind is known. `inherited`: it has no header of its own and goes on from the table before."""

    header: Header
    source: PaperTable
    rows: tuple[KindRow, ...]
    inherited: bool = False

    @property
    def unread(self) -> tuple[str, ...]:
        """The headings of columns that hold something nobody reads."""
        read = {*self.header.columns.values(), *(mark.at for mark in self.header.marks if not mark.stray)}
        headings = self.header.headings
        found = (
            f'"{heading}"' if heading else f"ที่ {at + 1} (ไม่มีหัวคอลัมน์)"
            for at in range(self.source.width)
            if at not in read
            and not is_expected(heading := headings[at] if at < len(headings) else "")
            and any(self._says(row.source, at) for row in self.rows)
        )
        return tuple(dict.fromkeys(found))

    def _says(self, row: PaperRow, at: int) -> bool:
        """Whether a column's cell holds words of its own: no dash, no merged neighbour's, no tick read as stray."""
        text = row.text(at)
        stray = any(mark.stray and mark.at == at for mark in self.header.marks)
        merged = at > 0 and text == row.text(at - 1)
        return not (cells.is_blank(text) or merged or (stray and has_tick(text)))

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
        again = _reading(header.kind, table.rows, at) or replace(header, at=at, lines=1)
        yield KindTable(header, table, _kind_rows(table.rows[start:at], header))
        header, start = again, at + again.lines
    yield KindTable(header, table, _kind_rows(table.rows[start:], header))


def _kind_rows(rows: Sequence[PaperRow], header: Header) -> tuple[KindRow, ...]:
    own = (row for row in rows if not is_column_numbers(row.cells))
    return tuple(KindRow(row, header, index == 0) for index, row in enumerate(own))


def _repeats(row: PaperRow, head: Sequence[str]) -> bool:
    said = [key(text) for text in row.cells]
    return said == head or sum(1 for a, b in zip(said, head, strict=False) if a and a == b) >= 3


def _header(table: PaperTable) -> Header | None:
    best: Header | None = None
    for at in range(min(len(table.rows), _HEADER_WITHIN)):
        for kind in SHEETS:
            found = _reading(kind, table.rows, at)
            if found is not None and (best is None or found.weight > best.weight):
                best = found
    return best


def _reading(kind: TableKind, rows: Sequence[PaperRow], at: int) -> Header | None:
    sheet = SHEETS[kind]
    tops = [one_line(text) for text in rows[at].cells]
    if not _is_heading_row(tops):
        return None
    below = rows[at + 1] if at + 1 < len(rows) else None
    bottoms = [one_line(text) for text in below.cells] if below is not None else []
    width = max(len(tops), len(bottoms))
    tops, bottoms = [line + [""] * (width - len(line)) for line in (tops, bottoms)]
    group = GROUP.get(kind)
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
    headings = tuple(bottoms[i] or text if lines == 2 else text for i, text in enumerate(tops))
    body = [row for row in rows[at + lines :] if not is_column_numbers(row.cells)]
    header = Header(kind, columns, marks, at, lines, headings)
    header = _with_codes(header, body) if kind == "o_items" else header
    fields = set(header.columns) | ({"marks"} if marks else set()) | ({"number"} if header.code_in_title else set())
    all_of, one_of = NEEDS[kind]
    if not all_of <= fields or not one_of & fields:
        return None
    return _with_stray_ticks(header, body)


def _with_codes(header: Header, body: Sequence[PaperRow]) -> Header:
    """The items' numbers are their printed codes, O๑๓, wherever these stand; a running number beside them is none."""
    number, title = header.columns.get("number"), header.columns.get("title")
    if title is None or (number is not None and any(is_code(row.text(number)) for row in body)):
        return header
    read = {*header.columns.values(), *(mark.at for mark in header.marks)}
    for at in range(len(header.headings)):
        said = [row.text(at) for row in body if row.text(at)] if at not in read else []
        if sum(map(is_code, said)) * 5 > len(said) * 4:
            return replace(header, columns={**header.columns, "number": at})
    coded = [(row, code) for row in body if (code := leading_code(row.text(title))[0])]
    titled = sum(1 for row in body if row.text(title))
    same = number is not None and all(_bare(row.text(number)) == code for row, code in coded)
    return replace(header, code_in_title=True) if len(coded) * 2 > titled and not same else header


def _bare(text: str) -> int | None:
    said = key(text)
    return int(said) if said.isdecimal() else None


def _with_stray_ticks(header: Header, body: Sequence[PaperRow]) -> Header:
    """Ticks under a heading that means nothing known are a human's to judge, not dropped."""
    group = GROUP.get(header.kind)
    if group is None or group in header.columns or (header.kind == "measures" and not header.marks):
        return header
    read = {*header.columns.values(), *(mark.at for mark in header.marks)}
    stray = tuple(
        MarkColumn(at, Mark(), heading, stray=True)
        for at, heading in enumerate(header.headings)
        if at not in read and not is_month(heading) and any(has_tick(row.text(at)) for row in body)
    )
    return replace(header, marks=(*header.marks, *stray))


def _is_heading_row(tops: Sequence[str]) -> bool:
    different = {text for text in tops if text}
    return len(different) >= 2 and sum(len(text) <= 60 for text in different) >= max(2, len(different) - 1)


def _marks(
    kind: TableKind, sheet: Sheet, tops: Sequence[str], bottoms: Sequence[str]
) -> tuple[tuple[MarkColumn, ...], int]:
    """The columns that hold ticks, and how many lines the header has for them."""
    group = next(column for column in sheet.columns if column.field == GROUP[kind])
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
