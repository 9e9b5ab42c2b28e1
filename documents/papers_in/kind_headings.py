"""What papers call the columns of each kind of table, and which columns make a table of that kind."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, Literal

from documents.text import arabic, key, one_line
from documents.workbook import sheets
from documents.workbook.sheets import Column, Sheet

TableKind = Literal["o_items", "measures", "calendar", "indicator_scores", "question_scores"]

_OWNERS: Final = (
    *("หน่วยงาน", "หน่วยงาน/ผู้รับผิดชอบ", "ส่วนราชการ", "สำนัก/กอง", "กอง", "ผู้รับผิดชอบหลัก", "เจ้าภาพ"),
    *("หน่วยงานหลัก", "หน่วยงานรับผิดชอบหลัก", "ผู้ดำเนินการ", "ผู้ปฏิบัติ"),
)
_PERIOD: Final = ("กำหนดเวลา", "กำหนดเวลาดำเนินการ", "กรอบเวลา")
# Not a running number, also when the paper has both.
_CODES: Final = ("ข้อ OIT", "ข้อ", "ข้อที่", "รหัสข้อ", "รหัส", "รหัส OIT", "รหัสข้อมูล")


def _with(sheet: Sheet, **more: tuple[str, ...]) -> Sheet:
    """The workbook's columns with what papers call them besides."""
    more = {"owners": _OWNERS, "period": _PERIOD, **more}
    columns = (replace(c, headings=(*c.headings, *more.get(c.field, ()))) for c in sheet.columns)
    return replace(sheet, columns=tuple(columns))


def _codes_first(sheet: Sheet) -> Sheet:
    """The item's code is its number before any running number that stands beside it."""
    columns = (
        replace(c, headings=(*_CODES, *(h for h in c.headings if h not in _CODES))) if c.field == "number" else c
        for c in sheet.columns
    )
    return replace(sheet, columns=tuple(columns))


_INSTRUMENTS: Final = ("เครื่องมือ", "เครื่องมือการประเมิน", "แบบวัด", "รายเครื่องมือ")
_SCORE: Final = Column("score", ("คะแนน", "ค่าคะแนน", "ผลคะแนน", "คะแนนที่ได้", "คะแนนประเมิน"), needed=True)
SHEETS: Final[Mapping[TableKind, Sheet]] = {
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
        _codes_first(sheets.O_ITEMS),
        title=("สรุปข้อมูลองค์ประกอบ", "องค์ประกอบด้านข้อมูล", "ข้อมูลและองค์ประกอบ", "ประเด็นการตรวจสอบ"),
        web_status=("การติดตามการเผยแพร่บนเว็บไซต์", "ผลการตรวจสอบเว็บไซต์", "การเผยแพร่ในเว็บไซต์"),
    ),
    "measures": _with(
        sheets.MEASURES,
        number=("มาตรการที่", "ด้านที่"),
        issue=("ด้าน", "ประเด็นการพัฒนา", "ตัวชี้วัดที่", "ประเด็นที่ต้องพัฒนา", "ประเด็นที่ต้องปรับปรุง"),
        title=(
            *("มาตรการ/โครงการ/กิจกรรม", "มาตรการ/โครงการ", "มาตรการและแนวทาง", "โครงการ/กิจกรรม", "แนวทาง"),
            *("กิจกรรม/โครงการ", "แนวทาง/มาตรการ"),
        ),
        steps=("วิธีดำเนินการ", "วิธีการปฏิบัติ", "แนวทางการดำเนินการ", "ขั้นตอน/วิธีการ"),
        output=("ผลการดำเนินงานตามมาตรการ", "ผลที่ได้รับ"),
        outcome=("ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ",),
    ),
}
# A table is of a kind only with all of the first and at least one of the second.
NEEDS: Final[Mapping[TableKind, tuple[frozenset[str], frozenset[str]]]] = {
    "question_scores": (frozenset({"question", "score"}), frozenset({"question"})),
    "indicator_scores": (frozenset({"name", "score"}), frozenset({"score"})),
    "calendar": (frozenset({"title", "period"}), frozenset({"number", "owners"})),
    "o_items": (frozenset({"number", "title"}), frozenset({"web_status", "presented", "elements", "marks"})),
    "measures": (frozenset({"title"}), frozenset({"steps", "owners", "output", "outcome", "status", "marks", "issue"})),
}
GROUP: Final[Mapping[TableKind, str]] = {"o_items": "web_status", "measures": "status"}

_OUTSIDE: Final = frozenset(map(key, ("หมายเหตุ", "ลำดับ", "ลำดับที่", "ที่")))
_MONTH: Final = re.compile(
    r"(?:ม\.?ค|ก\.?พ|มี\.?ค|เม\.?ย|พ\.?ค|มิ\.?ย|ก\.?ค|ส\.?ค|ก\.?ย|ต\.?ค|พ\.?ย|ธ\.?ค)\.?\s*\d*|\S+(?:คม|ยน|พันธ์)\s*\d*"
)
_COLUMN_NUMBER: Final = re.compile(r"\(?\s*(\d{1,2})\s*[).]?")
_FEWEST_NUMBERS: Final = 3


def is_expected(heading: str) -> bool:
    """A column that every table may have and nobody misses: หมายเหตุ, ลำดับ."""
    return key(heading) in _OUTSIDE


def is_month(heading: str) -> bool:
    """A column of a chart of months; its ticks tell when, not whether."""
    return _MONTH.fullmatch(arabic(one_line(heading))) is not None


def is_column_numbers(cells: Sequence[str]) -> bool:
    """(๑) (๒) (๓) … under a header numbers its columns, one after another; a spanning cell repeats its number."""
    found = [_COLUMN_NUMBER.fullmatch(arabic(one_line(text))) for text in cells]
    if not all(found):
        return False
    numbers = list(dict.fromkeys(int(m[1]) for m in found if m))
    return len(numbers) >= _FEWEST_NUMBERS and numbers == list(range(1, len(numbers) + 1))
