"""The sheets ข้อ OIT, มาตรการ and ปฏิทิน: a row an item, with everything doubtful about it said."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from rapidfuzz import fuzz

from documents.plan import Asked, Doubt, ItemPlan
from documents.text import key, one_line
from documents.thai_dates import FiscalYear, Period
from documents.workbook import cells
from documents.workbook.codes import read_numbers
from documents.workbook.headers import Row, Table
from documents.workbook.office import HOW_TO_DATE
from documents.workbook.owners import OwnerBook
from documents.workbook.rows import Findings
from messages.thai import thai_date
from models.words import KIND_LETTER, Kind

_FITS: Final = 60.0  # a title this like the catalogue's is that item …
_BETTER: Final = 12.0  # … unless another item's is this much more like it
_LONGEST_PERSON: Final = 200
_JOINED_TEXTS: Final = ("elements", "presented", "steps", "output", "outcome")


@dataclass
class _Entry:
    """The rows of one item: one, or several whose code cell is merged."""

    row: Row
    more: list[Row] = field(default_factory=list)

    def text(self, name: str) -> str:
        texts = [self.row.text(name)]
        if name in _JOINED_TEXTS:
            texts += [row.text(name) for row in self.more if name in row.cells and not row.cells[name].joined]
        return "\n".join(text for text in texts if text)


class ItemReader:
    """Reads one sheet's items. `within` is the round's span, `catalogue` the year's titles (empty when unknown)."""

    def __init__(
        self,
        table: Table,
        kind: Kind,
        book: OwnerBook | None,
        within: FiscalYear | None,
        catalogue: Mapping[str, str],
        findings: Findings,
    ) -> None:
        self.table, self.kind, self.book = table, kind, book
        self.within, self.catalogue, self.findings = within, catalogue, findings
        self.unsaid = frozenset(column.field for column in table.absent)
        self.derived: list[str] = []

    def read(self, rows: Sequence[Row]) -> tuple[ItemPlan, ...]:
        kept: dict[int, ItemPlan] = {}
        no_web_status: list[ItemPlan] = []
        for entry in _entries(rows):
            own: list[Doubt] = []
            number = self._number(entry.row, own)
            if number is None:
                self.findings.doubts += own
                continue
            item = self._item(entry, number, own)
            if number in kept:
                self._again(kept[number], item, entry.row)
                continue
            kept[number] = item
            self.findings.doubts += own
            if self.kind == "o_item" and "web_status" not in self.unsaid and not entry.text("web_status"):
                no_web_status.append(item)
            if item.due_derived and item.due is not None:
                self.derived.append(f"{item.code} ({thai_date(item.due)})")
        if len(no_web_status) * 2 < len(kept):
            for item in no_web_status:
                reason = "ไม่มีสถานะการเผยแพร่ ทั้งที่แถวส่วนใหญ่มี ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ"
                self.findings.doubt(self.table.title, item.row, item.title, reason, item.code, "web_status")
        if self.derived:
            self.findings.notes.append(f"กำหนดที่คำนวณจากช่วงเวลา: {', '.join(self.derived)}")
        return tuple(kept.values())

    def _number(self, row: Row, own: list[Doubt]) -> int | None:
        said = row.text("number")
        numbers = read_numbers(said, self.kind)
        if not numbers:
            heading = self.table.sheet.columns[0].heading
            what = f'อ่านเลขในช่อง "{heading}" ไม่ได้' if said else f'ไม่มีเลขในช่อง "{heading}"'
            self._doubt(own, row, row.raw, f"{what} จึงยังไม่ได้นำเข้าแถวนี้", None)
            return None
        if len(numbers) > 1:
            letter = KIND_LETTER[self.kind]
            codes = ", ".join(f"{letter}{number}" for number in numbers)
            reason = f"แถวนี้รวมหลายรายการ ({codes}) ระบบนำเข้าเป็น {letter}{numbers[0]} เท่านั้น โปรดแยกแถว"
            self._doubt(own, row, row.raw, reason, numbers[0])
        return numbers[0]

    def _item(self, entry: _Entry, number: int, own: list[Doubt]) -> ItemPlan:
        row = entry.row
        title, elements = self._title(entry, number, own)
        divisions, persons = self._owners(row, number, own)
        period = self._span(row, "period", strict=False)
        start, due, derived = self._dates(row, period, number, own)
        web_status = cells.web_status(row.text("web_status"))
        status = cells.status(row.text("status"))
        url = cells.url(row.text("url"), row.cells["url"].link if "url" in row.cells else "")
        before = cells.rungs(row.text("before"))
        told: tuple[tuple[str, cells.Read[Any], tuple[Asked, ...]], ...] = (
            ("web_status", web_status, ("web_status",)),
            ("status", status, ("status",)),
            ("url", url, ()),
            ("before", before, ()),
        )
        for name, read, asks in told:
            if read.doubt:
                self._doubt(own, row, row.text(name), read.doubt, number, *asks)
        return ItemPlan(
            kind=self.kind,
            number=number,
            title=title,
            row=row.number,
            owners=one_line(row.text("owners")),
            divisions=divisions,
            persons=persons,
            issue=one_line(row.text("issue")),
            elements=elements,
            presented=entry.text("presented"),
            steps=cells.lines(entry.text("steps")),
            period=_as_written(row, period) or (one_line(row.text("due")) if start or derived else ""),
            start=start,
            due=due,
            due_derived=derived,
            web_status=web_status.value,
            status=status.value,
            url=url.value or "",
            output=entry.text("output"),
            outcome=entry.text("outcome"),
            before=before.value,
            unsaid=self.unsaid | {"before"} if before.doubt else self.unsaid,
        )

    def _title(self, entry: _Entry, number: int, own: list[Doubt]) -> tuple[str, tuple[str, ...]]:
        """The title, and the elements; a form without their own column prints them below the title."""
        text, elements = entry.row.text("title"), cells.lines(entry.text("elements"))
        if "elements" in self.unsaid and self.kind == "o_item":
            text, *rest = cells.lines(text) or ("",)
            elements = tuple(rest)
        title = one_line(text)
        code = f"{KIND_LETTER[self.kind]}{number}"
        known = self.catalogue.get(code)
        if not title:
            title = known or code
            self._doubt(own, entry.row, entry.row.raw, f'ไม่มีชื่อรายการ ระบบใช้ "{title}" ไปก่อน', number)
        elif self.catalogue and (reason := misfit(self.catalogue, code, title)):
            self._doubt(own, entry.row, title, reason, number)
        return title, elements

    def _owners(self, row: Row, number: int, own: list[Doubt]) -> tuple[tuple[str, ...], tuple[str, ...]]:
        said = row.text("owners")
        if cells.is_blank(said):
            self._doubt(own, row, row.raw, "ไม่มีผู้รับผิดชอบ โปรดระบุ จึงยังไม่มีการเตือนรายการนี้", number, "owners")
            return (), ()
        if self.book is None:
            return (), ()
        owners = self.book.read(said, persons=self.kind == "step")
        if not owners.divisions and not owners.persons:
            self.findings.refuse(
                self.table.title,
                row.number,
                f'ไม่พบส่วนราชการ "{one_line(said)}"',
                'แก้ให้ตรงกับชื่อในชีต "ส่วนราชการ" หรือเพิ่มชื่อนี้เป็นชื่อเรียกอื่น',
            )
        else:
            for text in owners.repaired:
                meant = ", ".join(self.book.read(text, persons=self.kind == "step").divisions)
                self._doubt(own, row, text, f"อ่านผู้รับผิดชอบเป็น {meant} โปรดตรวจสอบ", number, "owners")
            for text in owners.unread:
                self._doubt(own, row, text, "ไม่พบส่วนราชการนี้ จึงนำเข้าเฉพาะผู้รับผิดชอบที่เหลือ", number, "owners")
        if any(len(person) > _LONGEST_PERSON for person in owners.persons):
            self.findings.refuse(self.table.title, row.number, "ชื่อผู้รับผิดชอบยาวเกินไป", "แยกแต่ละชื่อคนละบรรทัด")
        return tuple(owners.divisions), tuple(dict.fromkeys(owners.persons))

    def _dates(
        self, row: Row, period: Period | None, number: int, own: list[Doubt]
    ) -> tuple[date | None, date | None, bool]:
        """Start, deadline and whether the deadline is derived: กำหนดส่ง, else the end of ระยะเวลา."""
        due = self._span(row, "due", strict=True)
        start = (period.start if period else None) or (due.start if due else None)
        ends = due or period
        if ends is None:
            if not cells.is_blank(row.text("period")):
                self._doubt(own, row, row.text("period"), "อ่านช่วงเวลาไม่ได้ จึงยังไม่มีกำหนด", number, "due")
            elif self.kind == "step":
                self._doubt(own, row, row.raw, "ไม่มีระยะเวลา จึงยังไม่มีกำหนด", number, "due")
            return start, None, False
        if self.within and not self.within[0] <= ends.end <= self.within[1]:
            reason = f"กำหนด {thai_date(ends.end, 'long')} อยู่นอกช่วงดำเนินการของรอบนี้ โปรดตรวจสอบปี"
            self._doubt(own, row, row.text("due" if due else "period"), reason, number, "due")
        return start, ends.end, ends.derived

    def _span(self, row: Row, name: str, *, strict: bool) -> Period | None:
        try:
            return cells.period(row.value(name), self.within, strict=strict)
        except cells.UnreadableDate:
            text = one_line(row.text(name))
            heading = next(c.heading for c in self.table.sheet.columns if c.field == name)
            self.findings.refuse(self.table.title, row.number, f'อ่าน{heading} "{text}" ไม่ได้', HOW_TO_DATE)
            return None

    def _again(self, first: ItemPlan, item: ItemPlan, row: Row) -> None:
        """A code for the second time: a page printed twice, or two items under one number."""
        if _printed_twice(first, item):
            reason = f"พิมพ์ซ้ำกับแถว {first.row} ระบบใช้แถวแรก"
            self.findings.doubt(self.table.title, row.number, row.raw, reason, item.code)
            return
        self.findings.refuse(
            self.table.title,
            row.number,
            f"{item.code} ซ้ำกับแถว {first.row} แต่เนื้อหาต่างกัน",
            "แก้เลขข้อหรือลบแถวที่ไม่ใช้",
        )

    def _doubt(self, own: list[Doubt], row: Row, raw: str, reason: str, number: int | None, *asks: Asked) -> None:
        code = f"{KIND_LETTER[self.kind]}{number}" if number else None
        own.append(Doubt(self.table.title, row.number, one_line(raw), reason, code, asks=asks))


def _entries(rows: Sequence[Row]) -> list[_Entry]:
    found: list[_Entry] = []
    for row in rows:
        if found and "number" in row.cells and row.cells["number"].joined:
            found[-1].more.append(row)
        else:
            found.append(_Entry(row))
    return found


def _printed_twice(first: ItemPlan, second: ItemPlan) -> bool:
    return (key(first.title), set(first.divisions), set(first.persons), first.due, first.web_status, first.status) == (
        key(second.title),
        set(second.divisions),
        set(second.persons),
        second.due,
        second.web_status,
        second.status,
    )


def misfit(catalogue: Mapping[str, str], code: str, title: str) -> str | None:
    """Why a title does not go with its code by the year's catalogue."""
    known = catalogue.get(code)
    if known is None:
        return f"ไม่มีข้อ {code} ในรายการของปีประเมินนี้ โปรดตรวจสอบเลขข้อ"
    said = key(title)
    fit = _likeness(said, known)
    best = max(catalogue, key=lambda other: _likeness(said, catalogue[other]))
    if best != code and _likeness(said, catalogue[best]) >= fit + _BETTER:
        return f'ชื่อตรงกับ {best} "{catalogue[best]}" มากกว่า {code} "{known}" โปรดตรวจสอบเลขข้อ'
    return None if fit >= _FITS else f'ชื่อไม่ตรงกับ {code} "{known}" ของปีประเมินนี้ โปรดตรวจสอบเลขข้อ'


def _likeness(said: str, known: str) -> float:
    """Titles are shortened and lengthened in print: the better of whole against whole and the shorter within."""
    other = key(known)
    partial = fuzz.partial_ratio(said, other) - 10 if min(len(said), len(other)) >= 10 else 0.0
    return max(fuzz.ratio(said, other), partial)


def _as_written(row: Row, span: Period | None) -> str:
    """The period's text; a date cell has none, so its day is written out."""
    if span and isinstance(row.value("period"), datetime | date | int | float):
        return thai_date(span.end, "long")
    return one_line(row.text("period"))
