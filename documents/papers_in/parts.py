"""What a paper consists of, whatever kind of file it was: tables of texts and paragraphs, in their order."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from documents.plan import PARAGRAPHS, Asked, Doubt
from documents.text import one_line
from models.errors import DomainError

MOST_ROWS: Final = 5_000
MOST_PARAGRAPHS: Final = 20_000
LONGEST_CELL: Final = 20_000
MOST_COLUMNS: Final = 60
_LONGEST_RAW: Final = 600


class PaperError(DomainError):
    """A file that cannot be read as a paper: a sentence for the person who sent it; nothing of it was loaded."""


class UnknownPaperError(PaperError):
    """It holds nothing of the kinds that are loaded."""


@dataclass(frozen=True)
class Place:
    """Where a text stands, as a human finds it again."""

    file: str
    where: str  # ตารางที่ 3, or the paragraphs
    row: int


@dataclass(frozen=True)
class Paragraph:
    text: str
    place: Place


@dataclass(frozen=True)
class PaperRow:
    """A row's cells as text. `joined` are the columns that are lower parts of a merged cell and repeat its text."""

    cells: tuple[str, ...]
    place: Place
    joined: frozenset[int] = frozenset()

    def text(self, at: int) -> str:
        return self.cells[at] if at < len(self.cells) else ""

    @property
    def raw(self) -> str:
        return " | ".join(one_line(text) for text in self.cells if text)

    @property
    def is_blank(self) -> bool:
        return not any(self.cells)


@dataclass(frozen=True)
class PaperTable:
    where: str
    rows: tuple[PaperRow, ...]
    before: tuple[Paragraph, ...] = ()  # the paragraphs since the table before

    @property
    def width(self) -> int:
        return max((len(row.cells) for row in self.rows), default=0)


@dataclass(frozen=True)
class Paper:
    file: str
    tables: tuple[PaperTable, ...]
    paragraphs: tuple[Paragraph, ...]


@dataclass
class Remarks:
    """What reading found beside the plan itself."""

    doubts: list[Doubt] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _said: set[Doubt] = field(default_factory=set)

    def doubt(self, place: Place, raw: str, reason: str, code: str | None = None, *asks: Asked) -> None:
        raw = one_line(raw)
        raw = raw if len(raw) <= _LONGEST_RAW else f"{raw[: _LONGEST_RAW - 1]}…"
        doubt = Doubt(place.where, place.row, raw, reason, code, place.file, asks)
        if doubt not in self._said:
            self._said.add(doubt)
            self.doubts.append(doubt)


class PartsInOrder:
    """Collects a paper's parts as they come, numbering tables and paragraphs."""

    def __init__(self, file: str) -> None:
        self.file = file
        self._tables: list[PaperTable] = []
        self._paragraphs: list[Paragraph] = []
        self._since: list[Paragraph] = []
        self._rows = 0

    def paragraph(self, text: str) -> None:
        if not text:
            return
        if len(self._paragraphs) >= MOST_PARAGRAPHS:
            raise PaperError(f"แฟ้มนี้มีเกิน {MOST_PARAGRAPHS:,} ย่อหน้า โปรดแยกแฟ้มก่อนนำเข้า")
        paragraph = Paragraph(text, Place(self.file, PARAGRAPHS, len(self._paragraphs) + 1))
        self._paragraphs.append(paragraph)
        self._since.append(paragraph)

    def table(self, rows: Sequence[tuple[Sequence[str], frozenset[int]]]) -> None:
        self._rows += len(rows)
        if self._rows > MOST_ROWS:
            raise PaperError(f"แฟ้มนี้มีตารางเกิน {MOST_ROWS:,} แถว โปรดแยกแฟ้มหรือลบแถวที่ไม่เกี่ยวข้องก่อนนำเข้า")
        if any(len(text) > LONGEST_CELL for cells, _ in rows for text in cells):
            raise PaperError(f"แฟ้มนี้มีช่องในตารางที่ยาวเกิน {LONGEST_CELL:,} ตัวอักษร โปรดแยกข้อความก่อนนำเข้า")
        where = f"ตารางที่ {len(self._tables) + 1}"
        numbered = (
            PaperRow(tuple(cells[:MOST_COLUMNS]), Place(self.file, where, number), joined)
            for number, (cells, joined) in enumerate(rows, start=1)
        )
        self._tables.append(PaperTable(where, tuple(row for row in numbered if not row.is_blank), tuple(self._since)))
        self._since = []

    def paper(self) -> Paper:
        return Paper(self.file, tuple(self._tables), tuple(self._paragraphs))
