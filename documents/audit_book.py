"""An office's record as an Excel file: every change, oldest first, and the totals. Written row by row, so that its
length costs no memory."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from sqlalchemy.orm import Session

from documents import audit_rows
from documents.audit_people import People
from documents.audit_rows import Line
from documents.cells import Looks, cell
from messages.record_words import field_words, source_words
from messages.thai import thai_datetime
from models.office import Office

COLUMNS: Final[Sequence[tuple[str, float]]] = (
    ("ลำดับ", 8), ("วันที่", 14), ("เวลา", 10), ("ปีประเมิน", 10), ("รหัส", 8), ("รายการ", 40), ("ส่วนราชการ", 24),
    ("เรื่อง", 26), ("เดิม", 34), ("เป็น", 34), ("โดย", 26), ("บทบาท", 22), ("บันทึกแทน", 24), ("ช่องทาง", 22),
    ("ยกเลิกแล้วหรือไม่", 34), ("เหตุผล/หมายเหตุ", 40), ("รหัสเหตุการณ์", 34),
)  # fmt: skip


def write(session: Session, office: Office, out: Path, now: datetime) -> int:
    """Returns how many lines were written."""
    book = Workbook(write_only=True)
    counts: Counter[tuple[str, str]] = Counter()
    _sheet(book, "ประวัติ", COLUMNS, _record(audit_rows.lines(session, office), counts))
    _sheet(book, "หลักฐาน", EVIDENCE, audit_rows.evidence(session, office))
    total = sum(n for (kind, _), n in counts.items() if kind == "field")
    _sheet(book, "สรุป", (("เรื่อง", 44), ("จำนวน", 40)), _totals(office, counts, total, now))
    book.save(out)
    return total


EVIDENCE: Final[Sequence[tuple[str, float]]] = (
    ("วันที่", 14), ("เวลา", 10), ("รหัส", 8), ("ส่วนราชการ", 24), ("ประเภท", 12), ("ชื่อหรือที่อยู่", 60), ("ขนาด (ไบต์)", 14),
    ("SHA-256", 66), ("โดย", 26), ("สถานะ", 22),
)  # fmt: skip


def _record(lines: Iterable[Line], counts: Counter[tuple[str, str]]) -> Iterable[Sequence[object]]:
    for number, line in enumerate(lines, start=1):
        counts["field", line.field] += 1
        counts["source", line.source] += 1
        counts["undone", "yes" if line.undone else "no"] += 1
        date, time = People.clock(line.at)
        yield (
            number, date, time, str(line.year), line.code, line.title, line.division, field_words(line.field),
            line.before, line.after, line.by, line.role, line.on_behalf, source_words(line.source), line.undone,
            line.note, line.event_id,
        )  # fmt: skip


def _totals(
    office: Office, counts: Mapping[tuple[str, str], int], total: int, now: datetime
) -> Iterable[Sequence[object]]:
    yield "หน่วยงาน", office.name
    yield "ข้อมูล ณ วันที่", thai_datetime(now, "long")
    yield "จำนวนรายการทั้งหมด", total
    yield "ในจำนวนนี้ ยกเลิกแล้ว", counts.get(("undone", "yes"), 0)
    for kind, words in (("field", field_words), ("source", source_words)):
        yield ()
        for (of, name), count in sorted(counts.items(), key=lambda pair: -pair[1]):
            if of == kind:
                yield (f"ช่องทาง: {words(name)}" if kind == "source" else words(name)), count


def _sheet(book: Workbook, title: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[object]]) -> None:
    sheet: Any = book.create_sheet(title)
    for number, (_, width) in enumerate(columns, start=1):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.freeze_panes = "A2"
    looks = Looks(sheet)
    sheet.append([cell(sheet, heading, looks, head=True) for heading, _ in columns])
    for row in rows:
        sheet.append([cell(sheet, value, looks) for value in row])


def _letter(number: int) -> str:
    return chr(ord("A") + number - 1)
