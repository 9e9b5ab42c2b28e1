"""Finding sheets and columns by their headings, however they are spelt, and the rows beneath."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz

from documents.text import key, one_line
from documents.workbook.cells import text_of
from documents.workbook.sheets import Column, Sheet

_HEADER_WITHIN: Final = 20  # rows: titles and notes may stand above the header
_ALIKE: Final = 82.0
# They begin as a known heading does but mean something else: how success is measured, what one hopes for.
_OTHER: Final = re.compile(
    r"ตัวชี้วัด(?:ความสำเร็จ|ผลสำเร็จ|ผลงาน|ผลผลิต|ผลลัพธ์|(?:ค่า)?เป้าหมาย)|ค่าเป้าหมาย|ผล(?:ลัพธ์|สัมฤทธิ์|ผลิต)?ที่คาด"
)


@dataclass(frozen=True)
class Cell:
    value: Any
    link: str = ""
    formula: str = ""  # a formula that has no value yet
    joined: bool = False  # the cell is a lower part of a merged one, and repeats its value


@dataclass(frozen=True)
class Row:
    number: int
    cells: Mapping[str, Cell]

    def text(self, name: str) -> str:
        return text_of(self.cells[name].value) if name in self.cells else ""

    def value(self, name: str) -> Any:
        return self.cells[name].value if name in self.cells else None

    @property
    def raw(self) -> str:
        """The row as one would read it out, for a doubt."""
        return " | ".join(one_line(text) for name in self.cells if (text := self.text(name)))

    @property
    def own_texts(self) -> list[str]:
        return [text_of(cell.value) for cell in self.cells.values() if not cell.joined and text_of(cell.value)]


@dataclass(frozen=True)
class Table:
    """A sheet's rows by field. `absent` are the contract's columns it lacks, `unknown` those we cannot read."""

    sheet: Sheet
    title: str
    header_row: int
    rows: tuple[Row, ...]
    absent: tuple[Column, ...] = ()
    unknown: tuple[str, ...] = ()

    def missing_needed(self) -> list[Column]:
        return [column for column in self.absent if column.needed]


Grid = Sequence[Sequence[Cell]]  # rows of cells, the first row is row 1


def match_sheet(sheet: Sheet, titles: Sequence[str]) -> str | None:
    """The title of the workbook's sheet that is this one: the same, one of its other names, or nearly so."""
    for name in (sheet.name, *sheet.others):
        for title in titles:
            if key(title) == key(name):
                return title
    alike = [title for title in titles if fuzz.ratio(key(title), key(sheet.name)) >= _ALIKE]
    return alike[0] if len(alike) == 1 else None


def read_table(sheet: Sheet, title: str, grid: Grid) -> Table:
    """The table in a grid of cells: the header row is the one that names most columns."""
    best: dict[str, int] = {}
    header_at = 0
    for index, cells in enumerate(grid[:_HEADER_WITHIN]):
        found = match_columns(sheet, [text_of(cell.value) for cell in cells])
        if len(found) > len(best):
            best, header_at = found, index
    best = dict(sorted(best.items(), key=lambda pair: pair[1]))
    absent = tuple(column for column in sheet.columns if column.field not in best)
    if not grid or not best:
        return Table(sheet, title, header_at + 1, (), absent)
    headings = [text_of(cell.value) for cell in grid[header_at]]
    rows = tuple(
        row
        for number, cells in enumerate(grid[header_at + 1 :], start=header_at + 2)
        if (row := _row(number, cells, best)).own_texts and not _repeats_header(row, best, headings)
    )
    unknown = tuple(
        f'"{one_line(headings[at])}"' if at < len(headings) and headings[at] else f"ที่ {at + 1} (ไม่มีหัวคอลัมน์)"
        for at in range(max((len(cells) for cells in grid), default=0))
        if at not in best.values()
        and any(at < len(cells) and text_of(cells[at].value) for cells in grid[header_at + 1 :])
    )
    return Table(sheet, title, header_at + 1, rows, absent, unknown)


def match_columns(sheet: Sheet, headings: Sequence[str], *, longer: bool = True) -> dict[str, int]:
    """Which heading is which column: the best fits first, each heading and column once. `longer`: a heading may go on
    after the known words."""
    fits = sorted(
        (-fit, order, at, column.field)
        for order, column in enumerate(sheet.columns)
        for at, heading in enumerate(headings)
        if (fit := _fit(column, heading, longer=longer)) > 0
    )
    found: dict[str, int] = {}
    for _, _, at, name in fits:
        if name not in found and at not in found.values():
            found[name] = at
    return found


def _fit(column: Column, heading: str, *, longer: bool) -> float:
    said = key(heading).replace("ฯ", "")
    if not said:
        return 0
    best = 0.0
    other = _OTHER.match(said)
    for rank, known in enumerate(map(key, column.headings)):
        if said == known:
            return 100 - rank / 10
        if other:
            continue
        # ประเด็นที่ is a number, ประเด็นที่ต้องพัฒนา is none.
        goes_on = longer and not (column.field == "number" and known.endswith("ที่"))
        if goes_on and len(known) >= 4 and said.startswith(known):
            best = max(best, 84.0)
        ratio = fuzz.ratio(said, known)
        best = max(best, ratio if ratio >= _ALIKE and len(known) >= 4 else 0)
    return best or (50.0 if said in map(key, column.weak) else 0)


def _row(number: int, cells: Sequence[Cell], columns: Mapping[str, int]) -> Row:
    return Row(number, {name: cells[at] for name, at in columns.items() if at < len(cells)})


def _repeats_header(row: Row, columns: Mapping[str, int], headings: Sequence[str]) -> bool:
    """A header printed again at the top of a page."""
    same = [name for name, at in columns.items() if row.text(name) and key(row.text(name)) == key(headings[at])]
    return len(same) >= 2
