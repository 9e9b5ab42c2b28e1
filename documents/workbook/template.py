"""Writing the workbook: the blank form with its drop-downs and hints, and filling rows into it."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from documents.workbook.sheets import (
    CHAIN,
    CLOSED_DAYS,
    DIVISIONS,
    EXAMPLE,
    EXAMPLES,
    MEASURES,
    O_ITEMS,
    OFFICE,
    SHEETS,
    STATUS_WORDS,
    STEPS,
    WEB_WORDS,
    Sheet,
)

Rows = Mapping[str, Sequence[Sequence[str]]]

FONT: Final = "TH Sarabun New"
SIZE: Final = 16
_FORM_ROWS: Final = 120  # rows that carry the form's font and drop-downs
_THIN: Final = Side(style="thin", color="A6A6A6")
_BORDER: Final = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_HEADER: Final = PatternFill("solid", fgColor="DDEBF7")
_EXAMPLE: Final = PatternFill("solid", fgColor="F2F2F2")
_WIDTHS: Final[Mapping[str, int]] = {
    "slug": 28,
    "name": 38,
    "aliases": 38,
    "head_title": 42,
    "number": 14,
    "title": 42,
    "elements": 46,
    "presented": 42,
    "owners": 34,
    "due": 18,
    "web_status": 22,
    "url": 46,
    "issue": 42,
    "steps": 46,
    "period": 34,
    "status": 26,
    "output": 42,
    "outcome": 42,
    "day": 22,
    "before": 26,
    "post": 42,
    "acting": 42,
}
_EXAMPLE_HINT: Final = f'แถวที่ขึ้นต้นด้วย "{EXAMPLE}" เป็นตัวอย่าง ระบบไม่นำเข้า โปรดพิมพ์ทับหรือลบออก'
_BEFORE_HINT: Final = "จำนวนวันก่อนครบกำหนดที่ให้เตือน เช่น 30, 14, 7, 3, 1, 0 เว้นว่างได้ ระบบใช้ตามที่หน่วยงานกำหนด"
_HINTS: Final[Mapping[tuple[str, str], str]] = {
    (DIVISIONS.name, "name"): _EXAMPLE_HINT,
    (DIVISIONS.name, "aliases"): "ชื่อที่ใช้เรียกกันจริง คั่นด้วยจุลภาค เช่น คลัง, กค.",
    (DIVISIONS.name, "head_title"): "ใช้ขึ้นต้นข้อความ เช่น ผู้อำนวยการกองคลัง, หัวหน้าสำนักปลัด",
    (O_ITEMS.name, "number"): f"เช่น O1 หรือ 1 หนึ่งข้อต่อหนึ่งแถว\n{_EXAMPLE_HINT}",
    (O_ITEMS.name, "elements"): "หนึ่งองค์ประกอบต่อหนึ่งบรรทัด (Alt+Enter)",
    (O_ITEMS.name, "owners"): "เลือกจากรายการ หรือพิมพ์หลายส่วนราชการคั่นด้วยจุลภาค หรือพิมพ์ ทุกกอง",
    (O_ITEMS.name, "due"): "วันสุดท้ายที่ส่งได้ เช่น 31 มี.ค. 2570 หรือ 31/3/2570",
    (O_ITEMS.name, "web_status"): "เลือกจากรายการ ถ้าเลือก มี ระบบถือว่าดำเนินการเรียบร้อยแล้ว",
    (MEASURES.name, "number"): f"เช่น 1 หนึ่งมาตรการต่อหนึ่งแถว\n{_EXAMPLE_HINT}",
    (MEASURES.name, "steps"): "หนึ่งขั้นตอนต่อหนึ่งบรรทัด (Alt+Enter)",
    (MEASURES.name, "period"): "เช่น 1 ตุลาคม 2569 - 31 มีนาคม 2570 หรือ ตลอดปีงบประมาณ",
    (MEASURES.name, "owners"): "เลือกจากรายการ หรือพิมพ์หลายส่วนราชการคั่นด้วยจุลภาค หรือพิมพ์ ทุกกอง",
    (MEASURES.name, "due"): "ถ้าเว้นว่าง ระบบใช้วันสิ้นสุดของระยะเวลา",
    (O_ITEMS.name, "before"): _BEFORE_HINT,
    (MEASURES.name, "before"): _BEFORE_HINT,
    (STEPS.name, "number"): f"เช่น 1 หนึ่งขั้นตอนต่อหนึ่งแถว\n{_EXAMPLE_HINT}",
    (STEPS.name, "period"): "เช่น 1 - 15 ธันวาคม 2569",
    (STEPS.name, "owners"): "ส่วนราชการ หรือชื่อบุคคล",
    (CHAIN.name, "number"): (f"ลำดับการเสนอเรื่องเพื่ออนุมัติ เริ่มจากระดับแรก ถ้าไม่กรอกชีตนี้ ระบบเสนอตรงถึงผู้บริหาร\n{_EXAMPLE_HINT}"),
    (CHAIN.name, "post"): "ชื่อตำแหน่ง เช่น หัวหน้าสำนักปลัด, รองปลัด, ปลัด, นายก",
    (CHAIN.name, "acting"): "ถ้าตำแหน่งว่างหรือไม่อยู่ พิมพ์ตำแหน่งที่ปฏิบัติหน้าที่แทน เช่น แถว นายก พิมพ์ ปลัด",
    (CLOSED_DAYS.name, "day"): (
        "วันที่หน่วยงานหยุดทำการ นอกจากวันเสาร์ วันอาทิตย์ และวันหยุดราชการซึ่งระบบทราบแล้ว "
        f"ถ้าหน่วยงานเปิดทำการในวันหยุดราชการ พิมพ์ชื่อวันว่า ทำงานปกติ\n{_EXAMPLE_HINT}"
    ),
}
_OFFICE_HELP: Final[Mapping[str, str]] = {
    "slug": "อักษรอังกฤษตัวเล็ก ตัวเลข และขีดกลางเท่านั้น ตั้งครั้งเดียวแล้วไม่เปลี่ยน",
    "name": "ชื่อเต็ม",
    "kind": "เช่น อบต. เทศบาลตำบล อบจ.",
    "year": "ปีที่ถูกประเมิน (พ.ศ.)",
    "starts_on": "เว้นว่างได้ ระบบใช้ 1 ต.ค. ของปีก่อนปีประเมิน",
    "ends_on": "เว้นว่างได้ ระบบใช้ 30 ก.ย. ของปีประเมิน",
    "website": "เช่น www.bangtuayang.go.th เว้นว่างได้ ใช้ดูว่าลิงก์อยู่บนเว็บไซต์ของหน่วยงาน",
    "before": "จำนวนวันก่อนครบกำหนดที่ให้เตือน เว้นว่างได้ ระบบใช้ 30, 14, 7, 3, 1, 0",
    "remind_at": "เวลาส่งการเตือน เว้นว่างได้ ระบบใช้ 08.30 น.",
    "review": "เปิด: รายงานที่แจ้งว่าเสร็จแล้วนับเป็นผลงานของหน่วยงานเมื่อผู้ประสานงานตรวจสอบแล้ว เว้นว่างได้ ระบบใช้ ปิด",
    "keep_days": "จำนวนวันที่เก็บข้อความที่พิมพ์ในแชต 7 ถึง 365 เว้นว่างได้ ระบบใช้ 30",
    # pragma: allowlist nextline secret
    "channel_secret": "เฉพาะหน่วยงานที่มีช่องทาง LINE ของตนเองในระบบที่ใช้ร่วมกันหลายหน่วยงาน เว้นว่างได้",
    "channel_token": "คู่กับ LINE Channel secret ระบบเข้ารหัสเก็บไว้ เมื่อนำเข้าแล้วโปรดลบออกจากไฟล์",
    "numerals": "ตัวเลขในเอกสารที่จัดทำ: ไทย หรือ อารบิก เว้นว่างได้ ระบบใช้ ไทย",
}


def write_template(target: str | Path | IO[bytes]) -> None:
    """The blank form: each sheet with one example row, marked (ตัวอย่าง), that the loader skips."""
    workbook_of(EXAMPLES).save(target)


def workbook_of(rows: Rows) -> Workbook:
    """The form filled with these rows, by sheet; the sheet หน่วยงาน takes one value a row."""
    workbook = Workbook()
    if workbook.active is not None:
        workbook.remove(workbook.active)
    for sheet in SHEETS:
        worksheet = workbook.create_sheet(sheet.name)
        if sheet is OFFICE:
            _office_sheet(worksheet, [row[0] for row in rows.get(sheet.name, ())])
        else:
            _table(worksheet, sheet, rows.get(sheet.name, ()))
    return workbook


def _office_sheet(worksheet: Worksheet, values: Sequence[str]) -> None:
    for index, title in enumerate(("หัวข้อ", "ข้อมูล", "คำอธิบาย"), start=1):
        _head(worksheet, index, title)
    for index, column in enumerate(OFFICE.columns):
        value = values[index] if index < len(values) else ""
        texts = (column.heading, value, _OFFICE_HELP.get(column.field, ""))
        for position, text in enumerate(texts, start=1):
            _cell(worksheet, index + 2, position, text, example=position == 2 and text.startswith(EXAMPLE))
    for position, width in enumerate((28, 46, 70), start=1):
        worksheet.column_dimensions[get_column_letter(position)].width = width
    worksheet.freeze_panes = "A2"


def _table(worksheet: Worksheet, sheet: Sheet, rows: Sequence[Sequence[str]]) -> None:
    for index, column in enumerate(sheet.columns, start=1):
        _head(worksheet, index, column.heading, _HINTS.get((sheet.name, column.field), ""))
        worksheet.column_dimensions[get_column_letter(index)].width = _WIDTHS[column.field]
    last = max(_FORM_ROWS, len(rows) + 20)
    for number in range(last - 1):
        row = rows[number] if number < len(rows) else ()
        for index in range(len(sheet.columns)):
            text = row[index] if index < len(row) else ""
            _cell(worksheet, number + 2, index + 1, text, example=bool(row) and row[0].startswith(EXAMPLE))
    worksheet.freeze_panes = "A2"
    for index, column in enumerate(sheet.columns, start=1):
        choices = {
            "owners": f"'{DIVISIONS.name}'!$A$2:$A$60",
            "web_status": f'"{",".join(WEB_WORDS)}"',
            "status": f'"{",".join(STATUS_WORDS)}"',
        }.get(column.field)
        if choices:
            # Owners are several at times, so that list suggests and does not forbid.
            validation = DataValidation("list", choices, allow_blank=True, showErrorMessage=column.field != "owners")
            validation.errorTitle, validation.error = column.heading, "โปรดเลือกจากรายการ"
            validation.add(f"{get_column_letter(index)}2:{get_column_letter(index)}{last}")
            worksheet.add_data_validation(validation)


def _head(worksheet: Worksheet, index: int, text: str, hint: str = "") -> None:
    cell = worksheet.cell(1, index, text)
    cell.font = Font(name=FONT, size=SIZE, bold=True)
    cell.fill, cell.border = _HEADER, _BORDER
    cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    if hint:
        cell.comment = Comment(hint, "TamNgan", height=110, width=320)


def _cell(worksheet: Worksheet, row: int, index: int, text: str, *, example: bool) -> None:
    cell = worksheet.cell(row, index)
    if text:
        cell.value = text
        cell.data_type = "s"  # a text that begins with = stays a text
    cell.font = Font(name=FONT, size=SIZE, italic=example, color="7F7F7F" if example else "000000")
    cell.alignment = Alignment(vertical="top", wrap_text=True)
    cell.border = _BORDER
    if example:
        cell.fill = _EXAMPLE
