"""CSV and TSV: the tables between blank lines, whatever the separator and the Thai encoding."""

import csv
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final

from documents.papers_in.parts import MOST_ROWS, Paper, PaperError, PartsInOrder
from documents.papers_in.texts import cell_text

_SEPARATORS: Final = "\t;,|"
_LOOKED_AT: Final = 40  # records: enough to see which separator makes columns
_NOT_TEXT: Final = "แฟ้มนี้ไม่ใช่แฟ้มข้อความ CSV โปรดบันทึกจาก Excel เป็น CSV UTF-8 แล้วนำเข้าใหม่"


def read_delimited(content: bytes, name: str) -> Paper:
    text = _decoded(content)
    separator = max(_SEPARATORS, key=lambda mark: (_columns_made(text, mark), -_SEPARATORS.index(mark)))
    parts = PartsInOrder(name)
    block: list[list[str]] = []
    number = 0
    try:
        for number, row in enumerate(_records(text, separator)):
            if number > 4 * MOST_ROWS:
                break
            cells = [cell_text(cell) for cell in row]
            if any(cells) and (block or sum(map(bool, cells)) > 1):
                block.append(cells)
            elif any(cells):
                parts.paragraph(next(cell for cell in cells if cell))
            else:
                _close(parts, block)
                block = []
    except csv.Error as error:
        raise PaperError(_NOT_TEXT) from error
    if number > 4 * MOST_ROWS:
        raise PaperError(f"แฟ้มนี้มีเกิน {MOST_ROWS:,} แถว โปรดแยกแฟ้มหรือลบแถวที่ไม่เกี่ยวข้องก่อนนำเข้า")
    _close(parts, block)
    return parts.paper()


def _close(parts: PartsInOrder, block: list[list[str]]) -> None:
    """A block of lines is a table, except lines of prose that happen to hold the separator."""
    if len(block) == 1 and sum(map(bool, block[0])) == 1:
        parts.paragraph(next(cell for cell in block[0] if cell))
    elif block:
        parts.table([(cells, frozenset()) for cells in block])


def _decoded(content: bytes) -> str:
    encodings = ["utf-16"] if content.startswith((b"\xff\xfe", b"\xfe\xff")) else ["utf-8-sig", "cp874", "tis-620"]
    if b"\0" in content and encodings != ["utf-16"]:
        raise PaperError(_NOT_TEXT)
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise PaperError(_NOT_TEXT)


def _records(text: str, separator: str) -> Iterator[list[str]]:
    # A lone quotation mark would swallow the rest of the file as one cell.
    if text.count('"') % 2:
        return csv.reader(StringIO(text, newline=""), delimiter=separator, quoting=csv.QUOTE_NONE)
    return csv.reader(StringIO(text, newline=""), delimiter=separator)


def _columns_made(text: str, separator: str) -> int:
    try:
        rows = list(islice((row for row in _records(text, separator) if any(row)), _LOOKED_AT))
    except csv.Error:
        return 0
    return sum(len(row) - 1 for row in rows)
