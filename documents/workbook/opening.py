"""Opening a workbook file with care: what it is, how large it is, and its sheets as plain cells. Formulas are never
worked out: only the values that Excel stored are read."""

import re
import warnings
import zipfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from documents.workbook.errors import WorkbookError, problem
from documents.workbook.headers import Cell, Grid

LARGEST_FILE: Final = 20 * 2**20
LARGEST_UNPACKED: Final = 60 * 2**20
MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 200
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
MOST_RANGED_CELLS: Final = 500_000
_RANGE: Final = re.compile(
    rb"<(?:\w+:)?(?:mergeCell|hyperlink)\b[^>]*?\bref=[\"']\$?([A-Z]{1,3})\$?(\d{1,7}):\$?([A-Z]{1,3})\$?(\d{1,7})"
)
_FORMULA: Final = re.compile(rb"<f[\s>/]")
_NOT_EXCEL: Final = "แฟ้มนี้ไม่ใช่แฟ้ม Excel (.xlsx) โปรดบันทึกเป็น Excel Workbook (.xlsx) แล้วนำเข้าใหม่"
_BROKEN: Final = "แฟ้ม Excel นี้เสียหายจนเปิดอ่านไม่ได้ โปรดเปิดด้วย Excel แล้วบันทึกใหม่ก่อนนำเข้า"
_TOO_LARGE: Final = "แฟ้มมีขนาดใหญ่เกินไป (เกิน 20 MB) โปรดลบรูปภาพหรือชีตที่ไม่เกี่ยวข้องก่อนนำเข้า"


def open_grids(source: str | Path | bytes | BinaryIO) -> dict[str, Grid]:
    """The sheets of a workbook by title, each as rows of cells."""
    content = _content(source)
    has_formulas = _check(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl warns of styles and extensions it does not keep
            values = load_workbook(BytesIO(content), data_only=True, keep_links=False)
            formulas = load_workbook(BytesIO(content), keep_links=False) if has_formulas else None
        sheets = {sheet.title: sheet for sheet in values.worksheets}
        written = {sheet.title: sheet for sheet in formulas.worksheets} if formulas else {}
    except Exception as error:  # openpyxl raises whatever the broken part made it raise
        raise WorkbookError(_BROKEN) from error
    return {title: _grid(sheet, written.get(title)) for title, sheet in sheets.items()}


def _content(source: str | Path | bytes | BinaryIO) -> bytes:
    if isinstance(source, bytes):
        content = source
    elif isinstance(source, str | Path):
        try:
            with Path(source).open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise WorkbookError(f"เปิดแฟ้ม {Path(source).name} ไม่ได้ โปรดตรวจสอบชื่อและที่อยู่ของแฟ้ม") from error
    else:
        content = source.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise WorkbookError(_TOO_LARGE)
    return content


def _check(content: bytes) -> bool:
    """Refuse what is no plain .xlsx of a sensible size; tells whether it holds formulas."""
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            raise WorkbookError("แฟ้มนี้มีรหัสผ่าน โปรดนำรหัสผ่านออก (ข้อมูล > ป้องกันเวิร์กบุ๊ก) แล้วนำเข้าใหม่")
        raise WorkbookError("แฟ้มนี้เป็น Excel รุ่นเก่า (.xls) โปรดบันทึกเป็น Excel Workbook (.xlsx) แล้วนำเข้าใหม่")
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            if "xl/workbook.xml" not in archive.namelist():
                raise WorkbookError(_NOT_EXCEL)
            # zipfile never unpacks more than a part's stated size, so the stated sizes can be trusted.
            if sum(part.file_size for part in parts) > LARGEST_UNPACKED or len(parts) > 2_000:
                raise WorkbookError(_TOO_LARGE)
            xml = [archive.read(part) for part in parts if part.filename.endswith((".xml", ".rels"))]
    except WorkbookError:
        raise
    except Exception as error:  # zipfile and zlib raise whatever the broken bytes made them raise
        raise WorkbookError(_BROKEN if content.startswith(b"PK") else _NOT_EXCEL) from error
    if any(b"<!DOCTYPE" in part or b"<!ENTITY" in part for part in xml):
        raise WorkbookError(_BROKEN)
    # openpyxl makes a cell for every place of a merged or linked range.
    if sum(_area(ref) for part in xml for ref in _RANGE.finditer(part)) > MOST_RANGED_CELLS:
        raise WorkbookError(_TOO_LARGE)
    return any(_FORMULA.search(part) for part in xml)


def _area(ref: re.Match[bytes]) -> int:
    columns = column_index_from_string(ref[3].decode()) - column_index_from_string(ref[1].decode()) + 1
    return columns * (int(ref[4]) - int(ref[2]) + 1)


def _grid(sheet: Worksheet, written: Worksheet | None) -> Grid:
    # Only the cells that exist: walking a sheet up to its last formatted cell could take for ever.
    filled: dict[tuple[int, int], Cell] = {
        place: Cell(cell.value, (cell.hyperlink.target if cell.hyperlink else None) or "")
        for place, cell in sheet._cells.items()
        if cell.value is not None
    }
    for place, said in written._cells.items() if written is not None else ():
        if said.data_type == "f" and place not in filled:
            filled[place] = Cell(None, formula=str(getattr(said.value, "text", said.value)))
    if len({row for row, _ in filled}) > MOST_ROWS or max((row for row, _ in filled), default=0) > 4 * MOST_ROWS:
        raise WorkbookError(problem(sheet.title, None, f"มีข้อมูลเกิน {MOST_ROWS:,} แถว", "ลบแถวที่ไม่เกี่ยวข้องก่อนนำเข้า"))
    width = min(max((column for _, column in filled), default=0), MOST_COLUMNS)
    rows = [[Cell(None)] * width for _ in range(max((row for row, _ in filled), default=0))]
    for (row, column), kept in filled.items():
        if column <= width:
            rows[row - 1][column - 1] = kept
    for merged in sheet.merged_cells.ranges:
        if merged.min_row == merged.max_row or merged.min_row > len(rows) or merged.min_col > width:
            continue
        top = rows[merged.min_row - 1][merged.min_col - 1]
        for lower in rows[merged.min_row : merged.max_row]:
            lower[merged.min_col - 1] = Cell(top.value, top.link, joined=True)
    return rows
