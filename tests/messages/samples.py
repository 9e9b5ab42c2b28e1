"""Invented items and divisions for the tests of messages."""

from datetime import UTC, date, datetime

from messages.views import AssignmentView, DivisionProgress, ItemView, Tally
from messages.words import Kind, Status, WebStatus

TODAY = date(2027, 3, 24)
AS_OF = datetime(2027, 3, 24, 2, 30, tzinfo=UTC)
OFFICE = "อบต.ตัวอย่าง"
TITLES = {
    "O8": "แผนและความก้าวหน้าในการดำเนินงานและการใช้งบประมาณประจำปี",
    "O11": "คู่มือการให้บริการสำหรับผู้รับบริการ",
    "O14": "รายการการจัดซื้อจัดจ้าง",
    "M2": "เผยแพร่ช่องทาง E-Service",
}


def item(
    code: str,
    *divisions: str | None,
    due: date | None = date(2027, 3, 31),
    status: Status = "not_reported",
    web: WebStatus = "unchecked",
    title: str | None = None,
    first_id: int = 1,
) -> ItemView:
    kind: Kind = "measure" if code.startswith("M") else "o_item"
    assignments = tuple(
        AssignmentView(first_id + n, division, status, None, due) for n, division in enumerate(divisions)
    )
    days = (due - TODAY).days if due else None
    return ItemView(code, kind, title or TITLES.get(code, f"รายการ {code}"), status, web, due, days, assignments)


def tally(done: int = 9, overdue: int = 0) -> Tally:
    return Tally(done, 0, 3, 0, overdue)


def progress_of(*divisions: str | None) -> list[DivisionProgress]:
    return [DivisionProgress(division, tally(n)) for n, division in enumerate(divisions)]
