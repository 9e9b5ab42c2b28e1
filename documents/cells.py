"""Cells of an Excel file written row by row. Nothing that people wrote can become a formula: a text is written as a
text, and one that a spreadsheet might take for a formula carries the mark (quotePrefix) that keeps it a text even when
somebody edits the cell."""

from typing import Any, Final

from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font, PatternFill

FONT: Final = "TH Sarabun New"
SIZE: Final = 16
LONGEST: Final = 32_000  # letters; Excel holds 32,767 in a cell
_RISKY: Final = ("=", "+", "-", "@", "\t", "\r", "'")
_HEAD_FONT = Font(name=FONT, size=SIZE, bold=True)
_FONT = Font(name=FONT, size=SIZE)
_HEAD_FILL = PatternFill("solid", start_color="FFE3EEFA")
_WRAP = Alignment(vertical="top", wrap_text=True)


class Looks:
    """The three looks of a cell, put together once: to do it for each cell takes most of the time."""

    def __init__(self, sheet: Any) -> None:
        self.head, self.plain, self.marked = (self._of(sheet, n) for n in ("head", "plain", "marked"))

    @staticmethod
    def _of(sheet: Any, name: str) -> Any:
        cell: Any = WriteOnlyCell(sheet)
        cell.font, cell.alignment = (_HEAD_FONT if name == "head" else _FONT), _WRAP
        cell.quotePrefix = name == "marked"
        if name == "head":
            cell.fill = _HEAD_FILL
        return cell._style  # openpyxl has no other way to use a look again


def cell(sheet: Any, value: object, looks: Looks, *, head: bool = False) -> Any:
    made: Any = WriteOnlyCell(sheet)
    look = looks.head if head else looks.plain
    if isinstance(value, int):
        made.value = value
    elif value != "":
        text = ILLEGAL_CHARACTERS_RE.sub(" ", str(value))[:LONGEST]
        made.value = text
        made.data_type = "s"  # openpyxl takes a text that begins with = for a formula
        look = looks.marked if text.startswith(_RISKY) else look
    made._style = look
    return made
