"""A report as an Excel file: the same words and numbers as on paper, none of which can run."""

from collections.abc import Mapping, Sequence
from copy import copy
from io import BytesIO
from math import ceil
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.styles import Alignment

from documents.cells import LONGEST, Looks, cell
from documents.reports.completeness import ELEMENTS
from documents.reports.kinds import NAMES, Kind
from messages.limits import graphemes
from messages.words import STATUS_WORDS, WEB_WORDS
from models.errors import DomainError

LINE: Final = 23.0  # points
HIGHEST: Final = 409.0  # that a row of Excel can be
LETTERS: Final = 0.95  # to one unit of a column's width, in our font and size
Column = tuple[str, str, float]  # heading, the row's field, width
_WEB: Final = [(WEB_WORDS[word], word, 11.0) for word in ("present", "incomplete", "missing", "unchecked")]
_STATUS: Final = [(STATUS_WORDS[word], word, 14.0) for word in ("not_started", "in_progress", "done")]
COLUMNS: Final[dict[Kind, Sequence[Column]]] = {
    "followup": [
        ("ข้อ", "number", 6), ("ข้อมูล", "title", 34), ("องค์ประกอบ", "elements", 44), ("ข้อมูลที่นำเสนอ", "presented", 40),
        ("หน่วยงานที่รับผิดชอบ", "owners", 26), *_WEB, ("URL", "url", 44),
    ],
    "progress": [
        ("ตัวชี้วัด", "issue", 34), ("ที่", "number", 6), ("มาตรการ/แนวทาง", "title", 44), *_STATUS,
        ("ผลการดำเนินการ", "output", 54),
    ],
    "results": [
        ("ที่", "number", 6), ("มาตรการ", "title", 40), ("วิธีการดำเนินการ", "steps", 50), ("ผลการดำเนินการ", "output", 54),
        ("ผู้รับผิดชอบ", "owners", 28),
    ],
    "plan": [
        ("ประเด็นที่ต้องยกระดับผลการประเมิน", "issue", 36), ("คะแนนต่ำสุดของประเด็น", "lowest", 36), ("ที่", "number", 6),
        ("มาตรการ โครงการหรือกิจกรรม", "title", 40),
        ("ขั้นตอนหรือวิธีการปฏิบัติ", "steps", 50), ("ช่วงระยะเวลาในการดำเนินการ", "period", 28), ("ผู้รับผิดชอบ", "owners", 28),
    ],
    "six-elements": [("ที่", "number", 6), ("ประเด็น", "issue", 34), *((label, name, 40.0) for name, label in ELEMENTS)],
    "calendar": [("ที่", "number", 6), ("หัวข้อ", "title", 50), ("ระยะเวลา", "period", 30), ("ผู้รับผิดชอบ", "owners", 34)],
    "summary": [
        ("ส่วนราชการ", "owner", 36), ("ทั้งหมด", "total", 10), ("ดำเนินการเรียบร้อยแล้ว", "done", 14),
        ("อยู่ระหว่างดำเนินการ", "in_progress", 14), ("ยังไม่ดำเนินการ", "not_started", 14),
        ("ยังไม่ได้รายงาน", "not_reported", 14), ("เลยกำหนด", "overdue", 12),
    ],
}  # fmt: skip


def write(kind: Kind, context: Mapping[str, Any]) -> bytes:
    if kind not in COLUMNS:
        raise DomainError(f"{NAMES[kind]}พิมพ์ได้เป็น Word และ PDF เท่านั้น")
    columns = COLUMNS[kind]
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(NAMES[kind][:31])
    for number, (_, _, width) in enumerate(columns):
        sheet.column_dimensions[chr(ord("A") + number)].width = width
    looks = Looks(sheet)
    above = [context[name] for name in ("title", "place", "as_of", "approved", "totals_line") if context.get(name)]
    head = len(above) + 1
    sheet.freeze_panes = f"A{head + 1}"
    sheet.print_title_rows = f"{head}:{head}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9  # A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_setup.fitToHeight = 0
    sheet.print_options.gridLines = True
    widths = [width for _, _, width in columns]
    texts = [[heading for heading, _, _ in columns]]
    texts += [[str(row[field]).strip("\n") for _, field, _ in columns] for row in context["rows"]]
    for number, line in enumerate(above, start=1):
        sheet.row_dimensions[number].height = LINE
        sheet.append([_unwrapped(sheet, line, looks)])
    for number, told in enumerate(texts, start=head):
        sheet.row_dimensions[number].height = _height(told, widths)
        sheet.append([cell(sheet, text, looks, head=number == head) for text in told])
    for number, line in enumerate(context.get("lacking", ()), start=head + len(texts)):
        sheet.row_dimensions[number].height = LINE
        sheet.append([_unwrapped(sheet, line, looks)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _height(texts: Sequence[str], widths: Sequence[float]) -> float:
    """Told to the file: not every program finds out the height of its rows by itself."""
    lines = [
        sum(ceil(max(graphemes(part), 1) / (width * LETTERS)) for part in text[:LONGEST].split("\n"))
        for text, width in zip(texts, widths, strict=True)
    ]
    return min(LINE * max(lines), HIGHEST)


def _unwrapped(sheet: Any, text: str, looks: Looks) -> Any:
    """A line that runs on over the cells beside it."""
    made = cell(sheet, text, looks)
    made._style = copy(made._style)  # which all plain cells share
    made.alignment = Alignment(vertical="top")
    return made
