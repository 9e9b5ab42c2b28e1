"""The rows of a table that are worth reading: without examples, and with every formula that has no value named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from documents.plan import Asked, Doubt
from documents.text import one_line
from documents.workbook.cells import is_failed_formula, text_of
from documents.workbook.errors import problem
from documents.workbook.headers import Cell, Row, Table
from documents.workbook.sheets import EXAMPLE, EXAMPLES, Sheet

_NO_VALUE = "เป็นสูตรที่ยังไม่มีค่า โปรดคัดลอกแล้ววางเป็นค่า จึงยังไม่ได้นำเข้าช่องนี้"


@dataclass
class Findings:
    """What reading found beside the plan itself."""

    problems: list[str]
    doubts: list[Doubt]
    notes: list[str]

    def refuse(self, sheet: str, row: int | None, what: str, do: str) -> None:
        self.problems.append(problem(sheet, row, what, do))

    def doubt(self, sheet: str, row: int, raw: str, reason: str, code: str | None = None, *asks: Asked) -> None:
        self.doubts.append(Doubt(sheet, row, one_line(raw), reason, code, asks=asks))


def usable_rows(table: Table, findings: Findings) -> list[Row]:
    """Says what the table lacks or has too much of, and gives its real rows."""
    if not table.rows and len(table.absent) == len(table.sheet.columns) and not table.unknown:
        return []  # an empty sheet
    for column in table.missing_needed():
        heading = column.heading
        findings.refuse(table.title, table.header_row, f'ไม่พบหัวคอลัมน์ "{heading}"', f'ใส่หัวคอลัมน์ "{heading}" ตามแบบฟอร์ม')
    if table.missing_needed():
        return []
    for column in table.absent if table.rows else ():
        if column.extra:
            continue
        findings.doubt(table.title, table.header_row, column.heading, "ไม่พบหัวคอลัมน์นี้ จึงไม่ได้นำเข้าข้อมูลของคอลัมน์")
    if table.unknown:
        findings.notes.append(f'ชีต "{table.title}": คอลัมน์ที่ไม่ได้นำเข้า {", ".join(table.unknown)}')
    return [_with_values(row, table.title, findings) for row in table.rows if not _is_example(row, table, findings)]


def without_formula(cell: Cell, title: str, row: int, findings: Findings) -> Cell:
    """The cell, emptied and doubted when it is a formula without a value or one that failed."""
    if cell.formula or is_failed_formula(text_of(cell.value)):
        findings.doubt(title, row, cell.formula or text_of(cell.value), _NO_VALUE)
        return replace(cell, value=None, formula="")
    return cell


def is_shipped_example(sheet: Sheet, texts: Sequence[str]) -> bool:
    said = [one_line(text) for text in texts]
    return any(said == [one_line(text) for text in example] for example in EXAMPLES[sheet.name])


def _is_example(row: Row, table: Table, findings: Findings) -> bool:
    texts = [row.text(column.field) for column in table.sheet.columns]
    if not any(text.startswith(EXAMPLE) for text in texts):
        return False
    if not is_shipped_example(table.sheet, texts):
        findings.doubt(table.title, row.number, row.raw, f'แถวนี้ยังมีคำว่า "{EXAMPLE}" จึงไม่ได้นำเข้า')
    return True


def _with_values(row: Row, title: str, findings: Findings) -> Row:
    cells = {name: without_formula(cell, title, row.number, findings) for name, cell in row.cells.items()}
    return Row(row.number, cells)
