"""What reading a paper needs to know of the office it belongs to, and how cells become owners and periods with it."""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from documents.papers_in.numbering import Register
from documents.papers_in.parts import Place, Remarks
from documents.plan import NO_OWNER
from documents.text import key, one_line
from documents.thai_dates import FiscalYear, Period
from documents.workbook import cells
from documents.workbook.owners import OwnerBook, Owners
from messages.thai import code_ranges, join_thai, thai_date

_LONGEST_PERSON: Final = 200
_FEW: Final = 3
# A part of an office, not a person; the commission that assesses is nobody's division.
_UNIT: Final = re.compile(r"(?:กอง|สำนัก|หน่วย|ฝ่าย|งาน)(?!งาน\s*(?:คณะกรรมการ|ป\.?\s*ป\.?\s*ช))")


@dataclass(frozen=True)
class Desk:
    """The office's divisions, its round (`within`, `year`) and where doubts go."""

    book: OwnerBook
    within: FiscalYear
    year: int
    remarks: Remarks
    register: Register = field(default_factory=Register)
    outside: list[tuple[Place, str, str, date]] = field(default_factory=list)  # deadlines that are not of this round

    def owners(
        self, text: str, place: Place, code: str, *, persons: bool = False
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Divisions, and with `persons` people; whatever names neither is doubted and assigned to nobody."""
        if cells.is_blank(text):
            return (), ()
        owners = read_owners(self.book, text, persons=persons)
        for said in owners.repaired:
            meant = join_thai(read_owners(self.book, said, persons=persons).divisions)
            self.remarks.doubt(place, said, f"อ่านผู้รับผิดชอบเป็น {meant} โปรดตรวจสอบ", code, "owners")
        for said in owners.unread:
            rest = "นำเข้าเฉพาะผู้รับผิดชอบที่เหลือ" if owners.divisions or owners.persons else "ยังไม่มีผู้รับผิดชอบ"
            reason = f'"{one_line(said)}" ไม่ตรงกับส่วนราชการใดของหน่วยงาน จึง{rest} โปรดระบุส่วนราชการ'
            self.remarks.doubt(place, text, reason, code, "owners")
        named = tuple(person[:_LONGEST_PERSON] for person in dict.fromkeys(owners.persons))
        return tuple(owners.divisions), named

    def no_owner(self, place: Place, raw: str, code: str, *, column_lost: bool) -> None:
        if code in self.register.owned:
            return  # the register keeps the owners it has
        reason = "ตารางนี้ไม่มีคอลัมน์ผู้รับผิดชอบ" if column_lost else "ไม่มีผู้รับผิดชอบ"
        self.remarks.doubt(place, raw, f"{reason} โปรดระบุ จึงยังไม่มีการเตือนรายการนี้", code, "owners")

    def period(self, text: str, place: Place, code: str, what: str = "ระยะเวลา") -> Period | None:
        if cells.is_blank(text):
            return None
        try:
            found = cells.period(text, self.within, strict=False)
        except cells.UnreadableDate:
            found = None
        if found is None:
            self.remarks.doubt(place, text, f"อ่าน{what}ไม่ได้ จึงยังไม่มีกำหนด", code, "due")
        elif not self.within[0] <= found.end <= self.within[1]:
            self.outside.append((place, text, code, found.end))
        return found

    def doubt_outside(self) -> None:
        """Deadlines outside the round: each by itself, or together when the whole paper is of another year."""
        if len(self.outside) > _FEW:
            codes = code_ranges([code for _, _, code, _ in self.outside])
            place, text, code, _ = self.outside[0]
            reason = f"กำหนดของ {codes} อยู่นอกช่วงดำเนินการของรอบปี {self.year} โปรดตรวจสอบปีประเมินที่นำเข้า"
            self.remarks.doubt(place, text, reason, code)
            return
        for place, text, code, end in self.outside:
            reason = f"กำหนด {thai_date(end, 'long')} อยู่นอกช่วงดำเนินการของรอบนี้ โปรดตรวจสอบปี"
            self.remarks.doubt(place, text, reason, code, "due")

    def derived(self, ends: list[tuple[str, date]]) -> None:
        if ends:
            listed = ", ".join(f"{code} ({thai_date(day)})" for code, day in ends)
            self.remarks.notes.append(f"กำหนดที่คำนวณจากช่วงเวลา: {listed}")


def read_owners(book: OwnerBook, text: str, *, persons: bool) -> Owners:
    """A cell's owners; a name broken over two lines is one name when that reads better. What our own paper prints where
    there are none names nobody."""
    if key(text) == key(NO_OWNER):
        text = ""
    as_lines = _units_unread(book.read(text, persons=persons))
    if "\n" not in text or not (as_lines.unread or as_lines.repaired or as_lines.persons):
        return as_lines
    in_one = _units_unread(book.read(one_line(text), persons=persons))
    return in_one if _oddities(in_one) < _oddities(as_lines) else as_lines


def _units_unread(owners: Owners) -> Owners:
    """A division the office does not have is nobody, also where persons may be named."""
    owners.unread += [said for said in owners.persons if _UNIT.match(said)]
    owners.persons = [said for said in owners.persons if not _UNIT.match(said)]
    return owners


def _oddities(owners: Owners) -> int:
    return 2 * len(owners.unread) + len(owners.repaired) + len(owners.persons)
