"""The rows of tables of measures: plans, three-state follow-ups, measures with steps, reports in four columns."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from rapidfuzz import fuzz

from documents.papers_in.drafts import TEXTS, MeasureDraft, heads_rows, is_aside, section_in
from documents.papers_in.kinds import KindRow, KindTable
from documents.papers_in.marks import ticked
from documents.papers_in.parts import Remarks
from documents.papers_in.texts import (
    entries,
    marked_entries,
    measure_number,
    named_number,
    numbered_lines,
    rejoined,
    sub_entries,
    sub_number,
)
from documents.plan import LOWEST
from documents.text import key, one_line
from documents.workbook import cells
from documents.workbook.codes import read_numbers
from models.words import Status

_REPORTS: Final = frozenset({"status", "output", "outcome"})
_ANSWERS: Final = ("owners", "period", "due", "status")
_WHOLE_LINE: Final = 25  # letters: a shorter line may be the rest of the one above
_SAME_ISSUE: Final = 75.0
_ALONE: Final = "แถวนี้มีเพียงข้อความมาตรการ ระบบอ่านเป็นมาตรการหนึ่ง โปรดตรวจสอบว่าไม่ใช่หัวข้อหรือข้อความต่อจากแถวบน"
_EXPECTED: Final = re.compile(r"คาดว่า|คาดหวัง|คาดการณ์|expected", re.IGNORECASE)


@dataclass(frozen=True)
class _Listed:
    """One of the measures of a title cell, with its number if the cell prints one, and why a human should look."""

    title: str
    number: int | None = None
    reason: str = ""


def is_report(table: KindTable) -> bool:
    """Whether a table tells how measures went, rather than only what is planned."""
    return bool(table.header.marks) or bool(_REPORTS & _told(table).header.columns.keys())


def _told(table: KindTable) -> KindTable:
    """The table without the columns of results that are only expected."""
    header = table.header
    lines = table.source.rows[header.at : header.at + header.lines]
    expected = {name for name in _REPORTS for row in lines if _EXPECTED.search(row.text(header.columns.get(name, -1)))}
    if not expected:
        return table
    columns = {name: at for name, at in header.columns.items() if name not in expected}
    header = replace(header, columns=columns)
    return replace(table, header=header, rows=tuple(replace(row, header=header) for row in table.rows))


def read_measure_tables(tables: Sequence[KindTable], remarks: Remarks) -> list[MeasureDraft]:
    """The measures of tables that go on from page to page."""
    return _TableReader(tables, remarks).read()


class _TableReader:
    def __init__(self, tables: Sequence[KindTable], remarks: Remarks) -> None:
        self.tables, self.remarks = [_told(table) for table in tables], remarks
        rows = [row for table in self.tables for row in table.rows if not _is_aside(row) and not _section(row)]
        # ๑. การปฏิบัติหน้าที่ alone in its row, above ๑.๑ จัดทำคู่มือ, heads it.
        self.heads = {id(a) for a, b in pairwise(rows) if _alone_as_title(a) and _is_part(b, a)}
        titles = [row.text("title") for row in rows if row.text("title") and id(row) not in self.heads]
        numbered = sum(1 for title in titles if measure_number(title)[0] is not None)
        self.numbered = numbered * 5 > len(titles) * 3
        # A number merged over several measures beside their issue is the issue's.
        self.issues_numbered = any(row.has("issue") and row.is_joined("number") and _own_title(row) for row in rows)
        # Only a plan lists several measures in one cell; elsewhere a cell's list belongs to one measure.
        self.lists = all(not is_report(table) and "steps" not in table.header.columns for table in self.tables)
        self.owners_known = any("owners" in table.header.columns for table in self.tables)
        self.drafts: list[MeasureDraft] = []
        self.issue = ""

    def read(self) -> list[MeasureDraft]:
        for table in self.tables:
            heading = section_in(table.above)
            for row in table.rows:
                self._row(row, heading)
        return self.drafts

    def _row(self, row: KindRow, heading: tuple[int, str] | None) -> None:
        if _is_aside(row):
            return
        if section := _section(row) or (row.text("title") if id(row) in self.heads else ""):
            self.issue = one_line(section)
            return
        if self.drafts and self._continues(row):
            self._go_on(self.drafts[-1], row)
            return
        if row.text("issue"):
            self.issue = _issue(row.text("issue"), heading)
        elif heading and not row.has("issue"):
            self.issue = f"ประเด็นที่ {heading[0]} {heading[1]}".strip()
        if not row.text("title"):
            reason = "ไม่มีข้อความมาตรการ ช่องอาจเลื่อนหรือหายไป จึงยังไม่ได้นำเข้าแถวนี้"
            self.remarks.doubt(row.source.place, row.source.raw, reason)
            return
        alone = bool(self.drafts) and self._stands_alone(row)
        for one in self._listed(row):
            draft = self._draft(row, one)
            draft.reasons += [reason for reason in (one.reason, _ALONE if alone else "") if reason]
            self.drafts.append(draft)

    def _listed(self, row: KindRow) -> list[_Listed]:
        """The measures of one cell. Only a plan's list is several measures for sure; lines that a narrow column broke
        are one."""
        title = row.text("title")
        in_lines = numbered_lines(title)
        subs = sub_entries(title)
        marks = marked_entries(title)
        found = [_Listed(_title(text), number) for number, text in in_lines] if len(in_lines) > 1 else []
        found = found or [_Listed(text) for text in subs if text]
        sure = self.lists
        if not found and len(marks) > 1:
            all_marked = all(marked for marked, _ in marks)
            whole_lines = self.lists and min(map(len, title.split("\n"))) >= _WHOLE_LINE
            sure = sure and all_marked
            # A list that runs on behind its own number (๑. โครงการ ๒. …) is text of one measure.
            if whole_lines or (all_marked and (self.lists or measure_number(title)[0] is None)):
                found = [_Listed(text) for _, text in marks]
        number = measure_number(title)[0]
        if len(found) < 2:
            one = found[0] if found else _Listed(_title(title), number)
            listed = marked_entries(measure_number(title)[1]) if number is not None else []
            if len(listed) > 1 and all(marked for marked, _ in listed):
                return [replace(one, reason=_several_in_one(len(listed)))]
            return [one]
        if self.lists:
            reason = "" if sure else "ช่องนี้มีหลายบรรทัด ระบบแยกเป็นบรรทัดละมาตรการ โปรดตรวจสอบ"
            return [replace(one, reason=reason) for one in found]
        if row.has("number") and not cells.is_blank(row.text("number")) and not self.issues_numbered:
            return [_Listed(_title(title), number, _several_in_one(len(found)))]
        reason = f"ช่องมาตรการนี้มี {len(found)} รายการในแถวเดียว ระบบแยกเป็นรายการละมาตรการและใช้ข้อมูลเดียวกันทั้งแถว โปรดตรวจสอบ"
        return [replace(one, reason=reason) for one in found]

    def _draft(self, row: KindRow, one: _Listed) -> MeasureDraft:
        texts = {name: row.text(name) for name in TEXTS if row.has(name)}
        texts["title"] = one.title
        draft = MeasureDraft(row.source.place, row.source.raw, texts, self.issue, self._number(row, one))
        draft.owners_lost = self.owners_known and not row.has("owners")
        draft.status = self._status(row, draft)
        draft.tells_status = bool(row.marks()) or row.has("status")
        return draft

    def _number(self, row: KindRow, one: _Listed) -> int | None:
        named = named_number(row.text("title")) is not None
        if row.has("number") and not (named and cells.is_blank(row.text("number"))):
            numbers = read_numbers(row.text("number"), "measure")
            return numbers[0] if len(numbers) == 1 and not self.issues_numbered else None
        return one.number if self.numbered or named else None

    def _status(self, row: KindRow, draft: MeasureDraft) -> Status | None:
        marks = row.marks()
        if not marks:
            read = cells.status(row.text("status"))
            draft.reasons += [read.doubt] if read.doubt else []
            return read.value
        found = ticked(marks)
        if found.doubt:
            draft.reasons.append(f"{found.doubt} จึงยังไม่ได้นำเข้าสถานะ")
        elif found.blank:
            draft.reasons.append("ไม่มีเครื่องหมายในช่องใด จึงยังไม่ได้นำเข้าสถานะ")
        elif found.column and found.column.mark.status is None:
            draft.reasons.append(f'หัวคอลัมน์ "{found.column.heading}" ไม่บอกสถานะ จึงยังไม่ได้นำเข้าสถานะ')
        return found.column.mark.status if found.column else None  # type: ignore[return-value]  # mark_of's words here

    def _continues(self, row: KindRow) -> bool:
        """Whether the row goes on with the measure above: merged cells, or a measure cut by a page break."""
        title = row.text("title")
        if row.is_joined("title") or (row.is_joined("number") and cells.is_blank(title)):
            return True
        if row.is_joined("number") or self._stands_alone(row):
            return key(title) == key(self.drafts[-1].text("title"))
        answers = any(not cells.is_blank(row.text(n)) and not row.is_joined(n) for n in _ANSWERS)
        answers = answers or any(not cells.is_blank(text) for _, text in row.marks())
        if row.has("number"):
            return cells.is_blank(row.text("number")) and not answers
        if self.numbered:
            return measure_number(title)[0] is None and not answers
        if answers:
            return False
        if cells.is_blank(title):
            return True
        begins = any(marked for marked, _ in marked_entries(title)[:1]) or bool(row.text("issue"))
        return row.first_of_page and not begins and (bool(row.header.marks) or row.has("owners") or row.has("period"))

    def _stands_alone(self, row: KindRow) -> bool:
        """A title without a number and without anything beside it, within a page and below a measure that is whole: no
        text goes on there, but nobody can be sure that it is a measure."""
        title, above = row.text("title"), self.drafts[-1]
        whole = bool(above.status) or not cells.is_blank(above.text("owners"))
        alone = all(
            cells.is_blank(text) or text == title or at in row.source.joined for at, text in enumerate(row.source.cells)
        )
        bare = not cells.is_blank(title) and not row.is_joined("title") and measure_number(title)[0] is None
        return bare and alone and whole and not row.first_of_page

    def _go_on(self, draft: MeasureDraft, row: KindRow) -> None:
        merged = row.is_joined("title") or row.is_joined("number")
        if merged:
            self._same_status(draft, row)
        repeated = []
        for name in TEXTS:
            before = draft.texts.get(name, "")
            if not row.has(name) or row.is_joined(name) or not row.text(name):
                continue
            if name == "title" and key(before) == key(row.text(name)):  # printed again beside a merged number
                continue
            if merged:  # a row of its own for each step
                draft.texts[name] = "\n".join(filter(None, (before, row.text(name))))
                continue
            draft.texts[name], seam = rejoined(before, row.text(name))
            repeated += [seam] if seam else []
        draft.texts["title"] = one_line(draft.texts["title"])
        draft.raw = f"{draft.raw} ‖ {row.source.raw}"
        if merged:
            return
        seam = f' คำว่า "{repeated[0]}" พิมพ์ไว้ทั้งสองหน้า ระบบคงไว้ครั้งเดียว' if repeated else ""
        place = f"{row.source.place.where} แถว {row.source.place.row}"
        draft.reasons.append(f"ข้อความต่อที่ {place} ระบบต่อเข้าด้วยกัน{seam} โปรดตรวจสอบ")

    def _same_status(self, draft: MeasureDraft, row: KindRow) -> None:
        """Rows of one merged measure that tell different states tell none."""
        own = [(column, text) for column, text in row.marks() if column.at not in row.source.joined]
        ticked_here = any(not cells.is_blank(text) for _, text in own)
        worded_here = not row.is_joined("status") and not cells.is_blank(row.text("status"))
        if draft.status is None or not (ticked_here or (worded_here and not row.marks())):
            return
        if self._status(row, replace(draft, reasons=[])) != draft.status:
            draft.reasons.append("แถวที่ผสานเป็นมาตรการเดียวกันบอกสถานะต่างกัน จึงยังไม่ได้นำเข้าสถานะ โปรดระบุ")
            draft.status = None


def _own_title(row: KindRow) -> bool:
    return not row.is_joined("title") and not cells.is_blank(row.text("title"))


def _is_aside(row: KindRow) -> bool:
    """A total or signatures: said by the row's title or by the first text in it."""
    first = next((text for text in row.source.cells if text), "")
    return is_aside(first) or is_aside(row.text("title"))


def _section(row: KindRow) -> str:
    """The section that a row names. Where the titles stand first, a text alone in the row is a measure, or its rest."""
    text = row.section
    if not text or row.is_joined("title"):
        return ""
    return "" if _alone_as_title(row) and not heads_rows(text) else text


def _alone_as_title(row: KindRow) -> bool:
    return row.header.columns.get("title") == 0 and not any(row.source.cells[1:])


def _is_part(row: KindRow, whole: KindRow) -> bool:
    number = measure_number(whole.text("title"))[0]
    return number is not None and sub_number(row.text("title")) == number


def _several_in_one(count: int) -> str:
    return f"ช่องมาตรการนี้มี {count} รายการ ระบบอ่านเป็นมาตรการเดียว โปรดตรวจสอบ"


def _title(text: str) -> str:
    _, rest = measure_number(text)
    return one_line(" ".join(entries(rest))) or one_line(text)


def _issue(text: str, heading: tuple[int, str] | None) -> str:
    """The issue in the cell; the heading above the table prints it whole and with its number."""
    said = one_line(text.partition(LOWEST)[0])
    if heading and fuzz.ratio(key(said), key(heading[1])) >= _SAME_ISSUE:
        return f"ประเด็นที่ {heading[0]} {heading[1]}"
    return said
