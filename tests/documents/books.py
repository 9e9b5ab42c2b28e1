"""Small workbooks for tests, built cell by cell, so that headings and values can be as odd as in real ones."""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook

Rows = Sequence[Sequence[Any]]

OFFICE_ROWS: Rows = [
    ["รหัส", "bangtuayang"],
    ["ชื่อหน่วยงาน", "เทศบาลตำบลบางตัวอย่าง"],
    ["ประเภท", "เทศบาลตำบล"],
    ["จังหวัด", "จังหวัดตัวอย่าง"],
    ["ปีประเมิน", "2570"],
    ["วันเริ่มดำเนินการ", "1 ต.ค. 2569"],
    ["วันสิ้นสุดดำเนินการ", "30 ก.ย. 2570"],
]
DIVISION_ROWS: Rows = [
    ["ชื่อ", "ชื่อเรียกอื่น", "ตำแหน่งหัวหน้า"],
    ["สำนักปลัด", "สป.", "หัวหน้าสำนักปลัด"],
    ["กองคลัง", "คลัง, กค.", "ผู้อำนวยการกองคลัง"],
    ["กองช่าง", "ช่าง", "ผู้อำนวยการกองช่าง"],
]
ITEM_HEADINGS = [
    "ข้อ",
    "ชื่อข้อมูล",
    "องค์ประกอบ",
    "ข้อมูลที่นำเสนอ",
    "หน่วยงานที่รับผิดชอบ",
    "กำหนดส่ง",
    "การเผยแพร่บนเว็บไซต์",
    "URL",
]
MEASURE_HEADINGS = [
    "ที่",
    "ตัวชี้วัด/ประเด็น",
    "มาตรการ",
    "ขั้นตอน",
    "ระยะเวลา",
    "ผู้รับผิดชอบ",
    "กำหนดส่ง",
    "สถานะ",
    "ผลการดำเนินการ",
    "ผลลัพธ์",
]
STEP_HEADINGS = ["ที่", "หัวข้อ", "ระยะเวลา", "ผู้รับผิดชอบ"]
DAY_HEADINGS = ["วันที่", "ชื่อวันหยุด"]


def item(
    code: Any = "O1",
    title: Any = "โครงสร้าง",
    owners: Any = "กองคลัง",
    due: Any = "31 มี.ค. 2570",
    web: Any = "ไม่มี",
    *,
    elements: Any = None,
    presented: Any = None,
    url: Any = None,
) -> list[Any]:
    return [code, title, elements, presented, owners, due, web, url]


def measure(
    code: Any = "1",
    title: Any = "ปรับปรุงขั้นตอนการให้บริการ",
    owners: Any = "กองคลัง",
    *,
    issue: Any = None,
    steps: Any = None,
    period: Any = "1 ต.ค. 2569 - 31 มี.ค. 2570",
    due: Any = None,
    status: Any = None,
    output: Any = None,
    outcome: Any = None,
) -> list[Any]:
    return [code, issue, title, steps, period, owners, due, status, output, outcome]


def sheets(
    *,
    office: Rows = OFFICE_ROWS,
    divisions: Rows = DIVISION_ROWS,
    items: Rows = (),
    measures: Rows = (),
    steps: Rows = (),
    days: Rows = (),
) -> dict[str, Rows]:
    """The contract's sheets; items, measures, steps and days go under their headings."""
    return {
        "หน่วยงาน": office,
        "ส่วนราชการ": divisions,
        "ข้อ OIT": [ITEM_HEADINGS, *items],
        "มาตรการ": [MEASURE_HEADINGS, *measures],
        "ปฏิทิน": [STEP_HEADINGS, *steps],
        "วันหยุด": [DAY_HEADINGS, *days],
    }


def workbook(of: Mapping[str, Rows]) -> Workbook:
    book = Workbook()
    if book.active is not None:
        book.remove(book.active)
    for title, rows in of.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    return book


def saved(book: Workbook) -> bytes:
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def book(**of: Rows) -> bytes:
    return saved(workbook(sheets(**of)))


def office_with(**values: str) -> Rows:
    """The office sheet with some values replaced, by their key."""
    names = {"slug": "รหัส", "name": "ชื่อหน่วยงาน", "year": "ปีประเมิน", "start": "วันเริ่มดำเนินการ", "end": "วันสิ้นสุดดำเนินการ"}
    replaced = {names[name]: value for name, value in values.items()}
    return [[key, replaced.get(key, value)] for key, value in OFFICE_ROWS]
