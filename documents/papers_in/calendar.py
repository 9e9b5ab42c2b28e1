"""The calendar of steps: what, when, and who, by name or by division."""

import re
from collections.abc import Sequence
from typing import Final

from documents.papers_in.desk import Desk
from documents.papers_in.kinds import KindRow, KindTable
from documents.papers_in.texts import rejoined
from documents.plan import ItemPlan
from documents.text import one_line
from documents.workbook import cells
from documents.workbook.codes import read_numbers

_TEXTS: Final = ("title", "period", "owners")
_NOT_IN_CALENDARS: Final = frozenset(
    {"issue", "presented", "elements", "steps", "url", "output", "outcome", "before", "status"}
)
_STAGE: Final = re.compile(r"(?:[0-9๐-๙]{1,2}[.)]\s*)?(?:ขั้น(?!ตอน)|ระยะที่|ช่วงที่|ส่วนที่|ตอนที่|หมวด|ไตรมาส)")
_LONGEST_STAGE: Final = 40


def read_calendar(tables: Sequence[KindTable], desk: Desk) -> tuple[ItemPlan, ...]:
    rows: list[tuple[KindRow, dict[str, str], bool]] = []
    stages: dict[int, str] = {}  # by how many rows stand before the stage's heading
    for row in (row for table in tables for row in table.rows):
        texts = {name: row.text(name) for name in _TEXTS}
        if stage := _stage(row):
            stages[len(rows)] = stage
            if not _STAGE.match(stage):
                reason = "ระบบอ่านแถวนี้เป็นหัวข้อของช่วง ไม่ใช่ข้อความของขั้นตอน จึงไม่ได้นำเข้า โปรดตรวจสอบ"
                desk.remarks.doubt(row.source.place, row.source.raw, reason)
            continue
        goes_on = row.is_joined("number") or (row.has("number") and not row.text("number") and not row.text("period"))
        if rows and goes_on:
            before = rows[-1]
            for name in _TEXTS:
                if texts[name] and not row.is_joined(name):
                    before[1][name] = rejoined(before[1][name], texts[name])[0]
            rows[-1] = (before[0], before[1], before[2] or not row.is_joined("number"))
        else:
            rows.append((row, texts, False))
    items: dict[int, ItemPlan] = {}
    under: dict[int, str] = {}
    stage = ""
    for at, (row, texts, cut) in enumerate(rows, start=1):
        numbers = read_numbers(row.text("number"), "step") if row.has("number") else (at,)
        place, raw = row.source.place, row.source.raw
        stage = stages.get(at - 1, stage)
        if not numbers or not texts["title"]:
            desk.remarks.doubt(place, raw, "ไม่มีลำดับหรือหัวข้อ จึงยังไม่ได้นำเข้าแถวนี้")
            continue
        number = numbers[0]
        code = f"S{number}"
        if number in items and under[number] != stage:
            reason = f'ลำดับ {number} เริ่มนับใหม่ใต้หัวข้อ "{stage}" จึงยังไม่ได้นำเข้าแถวนี้ โปรดใช้ลำดับต่อเนื่องทั้งตาราง'
            desk.remarks.doubt(place, raw, reason)
            continue
        if number in items:
            desk.remarks.doubt(place, raw, f"ลำดับ {number} พิมพ์ซ้ำ ระบบใช้แถวแรก", code)
            continue
        if len(numbers) > 1:
            desk.remarks.doubt(place, raw, f"แถวนี้รวมหลายลำดับ ระบบนำเข้าเป็น {code} เท่านั้น โปรดแยกแถว", code)
        if cut:
            desk.remarks.doubt(place, raw, "ข้อความขึ้นหน้าใหม่ ระบบต่อเข้าด้วยกัน โปรดตรวจสอบ", code)
        under[number] = stage
        items[number] = _item(number, texts, row, desk)
    desk.derived([(item.code, item.due) for item in items.values() if item.due_derived and item.due])
    return tuple(items.values())


def _stage(row: KindRow) -> str:
    """The heading of a stage over its steps: a short title alone, without number, period or owner."""
    if row.source.joined:
        return ""
    title = one_line(row.text("title"))
    alone = bool(title) and not any(text for text in row.source.cells if one_line(text) not in ("-", title))
    whole = row.section and one_line(row.section)
    said = whole if whole and not read_numbers(row.text("number"), "step") else title if alone else ""
    if not said or len(said) > _LONGEST_STAGE:
        return ""
    # Without a number column, or where a page begins, only the words tell a heading from a step or its rest.
    clear = row.has("number") and not row.first_of_page
    return said if clear or _STAGE.match(said) else ""


def _item(number: int, texts: dict[str, str], row: KindRow, desk: Desk) -> ItemPlan:
    place, raw, code = row.source.place, row.source.raw, f"S{number}"
    divisions, persons = desk.owners(texts["owners"], place, code, persons=True)
    if cells.is_blank(texts["owners"]):
        desk.no_owner(place, raw, code, column_lost=not row.has("owners"))
    period = desk.period(texts["period"], place, code)
    if cells.is_blank(texts["period"]):
        desk.remarks.doubt(place, raw, "ไม่มีระยะเวลา จึงยังไม่มีกำหนด", code, "due")
    return ItemPlan(
        kind="step",
        number=number,
        title=one_line(texts["title"]),
        row=place.row,
        owners=one_line(texts["owners"]),
        divisions=divisions,
        persons=persons,
        period=one_line(texts["period"]),
        start=period.start if period else None,
        due=period.end if period else None,
        due_derived=bool(period and period.derived),
        unsaid=_NOT_IN_CALENDARS | (frozenset() if row.has("owners") else {"owners"}),
    )
