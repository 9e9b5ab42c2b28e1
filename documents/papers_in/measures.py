"""Measures of a paper as items: numbered M1…, with their owners, steps, period, status and results."""

from collections.abc import Sequence
from typing import Final

from documents.papers_in.desk import Desk
from documents.papers_in.drafts import MeasureDraft
from documents.papers_in.marks import is_tick
from documents.papers_in.numbering import numbered
from documents.papers_in.texts import entries
from documents.plan import Asked, ItemPlan
from documents.text import one_line
from documents.workbook import cells
from messages.thai import code_ranges

_NEVER_IN_MEASURES: Final = frozenset({"presented", "elements", "url", "before"})
_LONGEST_OWNERS: Final = 60  # letters: a longer text that names a division tells what it did
_SIX: Final = (
    ("title", "มาตรการ"),
    ("steps", "ขั้นตอน"),
    ("period", "ระยะเวลา"),
    ("owners", "ผู้รับผิดชอบ"),
    ("output", "ผลการดำเนินการ"),
    ("outcome", "ผลลัพธ์"),
)


def measures_of(drafts: Sequence[MeasureDraft], desk: Desk) -> tuple[ItemPlan, ...]:
    items = [_item(draft, number, desk) for draft, number in zip(drafts, numbered(drafts, desk.register), strict=True)]
    ends = [(item.code, item.due) for item in items if item.due_derived and item.due]
    desk.derived(ends)
    told = [item.code for item in items if item.output and item.status is None]
    if told:
        desk.remarks.notes.append(f"{code_ranges(told)} มีผลการดำเนินการแต่ไม่บอกสถานะ ระบบคงสถานะเดิมไว้ โปรดยืนยันสถานะ")
    return tuple(items)


def _item(draft: MeasureDraft, number: int, desk: Desk) -> ItemPlan:
    code = f"M{number}"
    asks: tuple[Asked, ...] = ("status",) if draft.tells_status and draft.status is None else ()
    for reason in draft.reasons:
        desk.remarks.doubt(draft.place, draft.raw, reason, code, *asks)
    _unshift(draft, code, desk)
    divisions, _ = desk.owners(draft.text("owners"), draft.place, code)
    if cells.is_blank(draft.text("owners")):
        lost = draft.owners_lost or "owners" not in draft.texts
        desk.no_owner(draft.place, draft.raw, code, column_lost=lost)
    period = desk.period(draft.text("period"), draft.place, code)
    due = desk.period(draft.text("due"), draft.place, code, "กำหนดส่ง") or period
    said = set(draft.texts) | ({"due"} if "period" in draft.texts else set()) | ({"issue"} if draft.issue else set())
    said |= {"status"} if draft.status else set()
    return ItemPlan(
        kind="measure",
        number=number,
        title=one_line(draft.text("title")),
        row=draft.place.row,
        owners=one_line(draft.text("owners")),
        divisions=divisions,
        issue=draft.issue,
        steps=entries(draft.text("steps")),
        period=one_line(draft.text("period")),
        start=period.start if period else None,
        due=due.end if due else None,
        due_derived=bool(due and due.derived),
        status=draft.status,
        output="\n".join(entries(draft.text("output"))),
        outcome="\n".join(entries(draft.text("outcome"))),
        unsaid=_NEVER_IN_MEASURES
        | ({"issue", "steps", "period", "owners", "due", "output", "outcome", "status"} - said),
    )


def lacking(draft: MeasureDraft) -> list[str]:
    """Which of the six elements a report leaves empty."""
    return [word for name, word in _SIX if cells.is_blank(draft.text(name))]


def _unshift(draft: MeasureDraft, code: str, desk: Desk) -> None:
    """Cells that slid into their neighbours: a tick for an owner, an owner for a result."""
    if is_tick(draft.text("owners")):
        desk.remarks.doubt(
            draft.place,
            draft.raw,
            "มีเครื่องหมายในช่องผู้รับผิดชอบ ช่องในแถวนี้อาจเลื่อน โปรดตรวจสอบทั้งแถว",
            code,
            "owners",
            "status",
        )
        draft.texts["owners"], draft.status = "", None
    if not cells.is_blank(draft.text("owners")):
        return
    for name in ("output", "outcome", "period"):
        owners = desk.book.read(draft.text(name))
        if owners.divisions and not owners.unread and len(draft.text(name)) <= _LONGEST_OWNERS:
            reason = f'ช่องผู้รับผิดชอบว่าง แต่พบ "{one_line(draft.text(name))}" ในช่องอื่น ช่องในแถวนี้อาจเลื่อน จึงยังไม่ได้นำเข้าช่องนั้น'
            desk.remarks.doubt(draft.place, draft.raw, reason, code, "owners")
            del draft.texts[name]
