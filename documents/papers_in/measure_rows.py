"""The rows of tables of measures: plans, three-state follow-ups, measures with steps, reports in four columns."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from documents.papers_in.drafts import TEXTS, MeasureDraft, section_in
from documents.papers_in.kinds import KindRow, KindTable
from documents.papers_in.marks import ticked
from documents.papers_in.parts import Remarks
from documents.papers_in.texts import entries, leading_number, marked_entries, rejoined
from documents.plan import LOWEST
from documents.text import key, one_line
from documents.workbook import cells
from documents.workbook.codes import read_numbers
from models.words import Status

_REPORTS: Final = frozenset({"status", "output", "outcome"})
_ANSWERS: Final = ("owners", "period", "due", "status")
_WHOLE_LINE: Final = 25  # letters: a shorter line may be the rest of the one above
_SAME_ISSUE: Final = 75.0


def is_report(table: KindTable) -> bool:
    """Whether a table tells how measures went, rather than only what is planned."""
    return bool(table.header.marks) or bool(_REPORTS & table.header.columns.keys())


def read_measure_tables(tables: Sequence[KindTable], remarks: Remarks) -> list[MeasureDraft]:
    """The measures of tables that go on from page to page."""
    return _TableReader(tables, remarks).read()


class _TableReader:
    def __init__(self, tables: Sequence[KindTable], remarks: Remarks) -> None:
        self.tables, self.remarks = tables, remarks
        titles = [row.text("title") for table in tables for row in table.rows if row.text("title")]
        numbered = sum(1 for title in titles if leading_number(title)[0] is not None)
        self.numbered = numbered * 5 > len(titles) * 3
        # Only a plan lists several measures in one cell; elsewhere a cell's list belongs to one measure.
        self.lists = all(not is_report(table) and "steps" not in table.header.columns for table in tables)
        self.owners_known = any("owners" in table.header.columns for table in tables)
        self.drafts: list[MeasureDraft] = []
        self.issue = ""

    def read(self) -> list[MeasureDraft]:
        for table in self.tables:
            heading = section_in(table.above)
            for row in table.rows:
                self._row(row, heading)
        return self.drafts

    def _row(self, row: KindRow, heading: tuple[int, str] | None) -> None:
        if row.section and not row.is_joined("title"):
            self.issue = one_line(row.section)
            return
        if self.drafts and self._continues(row):
            self._go_on(self.drafts[-1], row)
            return
        if row.text("issue"):
            self.issue = _issue(row.text("issue"), heading)
        elif heading and not row.has("issue"):
            self.issue = f"ประเด็นที่ {heading[0]} {heading[1]}".strip()
        title = row.text("title")
        if not title:
            reason = "ไม่มีข้อความมาตรการ ช่องอาจเลื่อนหรือหายไป จึงยังไม่ได้นำเข้าแถวนี้"
            self.remarks.doubt(row.source.place, row.source.raw, reason)
            return
        listed, marked = self._listed(title)
        for text in listed:
            draft = self._draft(row, text)
            if len(listed) > 1 and not marked:
                draft.reasons.append("ช่องนี้มีหลายบรรทัด ระบบแยกเป็นบรรทัดละมาตรการ โปรดตรวจสอบ")
            self.drafts.append(draft)

    def _listed(self, title: str) -> tuple[list[str], bool]:
        """The measures of one cell, and whether marks tell them apart; lines that a narrow column broke are one."""
        found = marked_entries(title)
        all_marked = all(marked for marked, _ in found)
        lines = title.split("\n")
        if self.lists and len(found) > 1 and (all_marked or min(map(len, lines)) >= _WHOLE_LINE):
            return [text for _, text in found], all_marked
        return [_title(title)], True

    def _draft(self, row: KindRow, title: str) -> MeasureDraft:
        texts = {name: row.text(name) for name in TEXTS if row.has(name)}
        texts["title"] = title
        draft = MeasureDraft(row.source.place, row.source.raw, texts, self.issue, self._number(row))
        draft.owners_lost = self.owners_known and not row.has("owners")
        draft.status = self._status(row, draft)
        draft.tells_status = bool(row.marks()) or row.has("status")
        return draft

    def _number(self, row: KindRow) -> int | None:
        if row.has("number"):
            numbers = read_numbers(row.text("number"), "measure")
            return numbers[0] if len(numbers) == 1 else None
        return leading_number(row.text("title"))[0] if self.numbered else None

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
        if row.is_joined("title") or row.is_joined("number"):
            return True
        answers = any(not cells.is_blank(row.text(n)) and not row.is_joined(n) for n in _ANSWERS)
        answers = answers or any(not cells.is_blank(text) for _, text in row.marks())
        if row.has("number"):
            return cells.is_blank(row.text("number")) and not answers
        if self.numbered:
            return leading_number(title)[0] is None and not answers
        if answers:
            return False
        if cells.is_blank(title):
            return True
        begins = any(marked for marked, _ in marked_entries(title)[:1]) or bool(row.text("issue"))
        return row.first_of_page and not begins and (bool(row.header.marks) or row.has("owners") or row.has("period"))

    def _go_on(self, draft: MeasureDraft, row: KindRow) -> None:
        merged = row.is_joined("title") or row.is_joined("number")
        repeated = []
        for name in TEXTS:
            if not row.has(name) or row.is_joined(name) or not row.text(name):
                continue
            before = draft.texts.get(name, "")
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


def _title(text: str) -> str:
    _, rest = leading_number(text)
    return one_line(" ".join(entries(rest))) or one_line(text)


def _issue(text: str, heading: tuple[int, str] | None) -> str:
    """The issue in the cell; the heading above the table prints it whole and with its number."""
    said = one_line(text.partition(LOWEST)[0])
    if heading and fuzz.ratio(key(said), key(heading[1])) >= _SAME_ISSUE:
        return f"ประเด็นที่ {heading[0]} {heading[1]}"
    return said
