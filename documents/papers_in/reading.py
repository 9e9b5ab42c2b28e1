"""Papers into the plan a workbook gives: every table by its kind, joined, resolved against the office, doubts named."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from documents.papers_in.calendar import read_calendar
from documents.papers_in.desk import Desk
from documents.papers_in.joining import joined
from documents.papers_in.kind_headings import TableKind
from documents.papers_in.kinds import KindTable, read_kinds
from documents.papers_in.marks import has_tick
from documents.papers_in.measure_rows import is_report, read_measure_tables
from documents.papers_in.measures import measures_of
from documents.papers_in.merged import apart
from documents.papers_in.numbering import Register
from documents.papers_in.o_items import OItemReader, drafts_of
from documents.papers_in.parts import Paper, PaperError, PaperTable, Remarks, UnknownPaperError
from documents.papers_in.proposed import proposed_divisions
from documents.papers_in.scores import ScoreReader, assessed_year
from documents.papers_in.six_elements import read_six_elements
from documents.plan import DivisionPlan, ItemPlan, OfficePlan, ScorePlan
from documents.text import arabic
from documents.workbook.owners import OwnerBook

_NOTHING = (
    "ไม่พบตารางหรือรายงานที่ระบบรู้จักในแฟ้มนี้ (แผนมาตรการ ตารางติดตาม ปฏิทิน ตารางคะแนน หรือรายงาน 6 องค์ประกอบ) โปรดตรวจสอบหัวตาราง"
)
_MOST_MEASURES = 300
_OF_A_PLAN = frozenset({"issue", "steps", "period", "due", "status", "output", "outcome"})
_COUNTED = (
    ("o_items", "ข้อ"),
    ("measures", "มาตรการ"),
    ("steps", "ขั้นตอนในปฏิทิน"),
    ("divisions", "ส่วนราชการ"),
    ("scores", "คะแนน"),
)


@dataclass(frozen=True)
class PaperReading:
    """A plan read from papers (and the workbook it was read with), and how much of each kind the papers hold."""

    plan: OfficePlan
    counts: dict[str, int]

    def sentence(self) -> str:
        words = (
            ("o_items", "ข้อ"),
            ("measures", "มาตรการ"),
            ("steps", "ขั้นตอนในปฏิทิน"),
            ("divisions", "ส่วนราชการ"),
            ("scores", "คะแนน"),
        )
        said = [f"{self.counts[name]} {word}" for name, word in words if self.counts[name]]
        doubts = len({(d.file, d.sheet, d.row) for d in self.plan.doubts if d.file})
        return f"อ่านได้ {', '.join(said)}" + (f", สงสัย {doubts} แถว" if doubts else "")


def read_papers(papers: Sequence[Paper], base: OfficePlan, register: Register | None = None) -> PaperReading:
    """What the papers say of the office in `base` (from its register or a workbook; items there are kept), given what
    its round holds. Raises PaperError when there is nothing in them to load."""
    remarks = Remarks()
    sorted_out = _SortedOut(papers, remarks)
    divisions = base.divisions or _proposed(sorted_out, remarks)
    facts = base.office
    desk = Desk(
        OwnerBook(divisions), (facts.starts_on, facts.ends_on), facts.assessment_year, remarks, register or Register()
    )
    o_items = sorted_out.o_items(desk)
    measures = sorted_out.measures(desk)
    steps = read_calendar(sorted_out.of("calendar"), desk)
    scores = sorted_out.scores(facts.assessment_year)
    items = (*o_items, *measures, *steps)
    if not items and not scores:
        raise UnknownPaperError(_NOTHING)
    desk.doubt_outside()
    if items:  # scores bear their own year
        _doubt_the_year(papers, facts.assessment_year, remarks)
    plan = replace(
        base,
        divisions=tuple(divisions),
        items=_together(base.items, items, remarks),
        doubts=(*base.doubts, *remarks.doubts),
        notes=(*base.notes, *remarks.notes),
        scores=scores,
        partial=not base.items,
    )
    named = {name for item in items for name in item.divisions}
    counts = {
        "o_items": len(o_items),
        "measures": len(measures),
        "steps": len(steps),
        "divisions": len(named),
        "scores": len(scores),
    }
    return PaperReading(plan, counts)


class _SortedOut:
    """The papers' tables by kind; a table of no kind is named in a note."""

    def __init__(self, papers: Sequence[Paper], remarks: Remarks) -> None:
        self.papers, self.remarks = papers, remarks
        self.tables: list[KindTable] = []
        self.unread: list[PaperTable] = []
        for paper in papers:
            before: KindTable | None = None
            for table in paper.tables:
                pieces = read_kinds(table, before)
                before = pieces[-1] if pieces else None
                if before is None:
                    self.unread.append(table)
                    continue
                self.tables += pieces
                if before.inherited and table.rows:
                    reason = "ตารางนี้ไม่มีหัวตาราง ระบบอ่านตามหัวของตารางก่อนหน้า โปรดตรวจสอบ"
                    remarks.doubt(table.rows[0].place, table.rows[0].raw, reason)
                _doubt_whole(pieces, remarks)
        _name_columns(self.tables, remarks)

    def of(self, *kinds: TableKind) -> list[KindTable]:
        return [table for table in self.tables if table.header.kind in kinds]

    def o_items(self, desk: Desk) -> tuple[ItemPlan, ...]:
        tables = self.of("o_items")
        return OItemReader(tables, desk).read(apart(drafts_of(tables, desk), desk))

    def measures(self, desk: Desk) -> tuple[ItemPlan, ...]:
        tables = self.of("measures")
        told = [draft for paper in self.papers for draft in read_six_elements(paper, self.unread)]
        plan = read_measure_tables([t for t in tables if not is_report(t)], self.remarks)
        report = read_measure_tables([t for t in tables if is_report(t)], self.remarks)
        for drafts in (told, plan, report):
            if len(drafts) > _MOST_MEASURES:
                raise PaperError(
                    f"ตารางในแฟ้มนี้มีถึง {len(drafts):,} มาตรการ (รับได้ไม่เกิน {_MOST_MEASURES}) โปรดตรวจสอบตาราง"
                )
        self._name_unread(in_labels={draft.place.where for draft in told})
        return measures_of(joined(joined(plan, report), told), desk)

    def scores(self, year: int) -> tuple[ScorePlan, ...]:
        tables = self.of("indicator_scores", "question_scores")
        return ScoreReader(self.papers, year, self.remarks).read(tables, self.papers)

    def owner_texts(self) -> list[str]:
        texts = [row.text("owners") for table in self.of("o_items", "measures") for row in table.rows]
        for paper in self.papers:
            texts += [draft.text("owners") for draft in read_six_elements(paper, self.unread)]
        return [text for text in texts if text]

    def _name_unread(self, in_labels: set[str]) -> None:
        names = [f'"{t.rows[0].place.file}" {t.where}' for t in self.unread if t.rows and t.where not in in_labels]
        if names:
            self.remarks.notes.append(f"ตารางที่ไม่ได้นำเข้า เพราะหัวตารางไม่ตรงกับแบบใด: {', '.join(names)}")


def _doubt_whole(pieces: Sequence[KindTable], remarks: Remarks) -> None:
    """What makes a whole table doubtful is said once, on its first row."""
    rows = [row for piece in pieces for row in piece.rows]
    if not rows:
        return
    header, first = pieces[0].header, rows[0].source
    if header.kind == "o_items" and header.marks and not any(has_tick(text) for row in rows for _, text in row.marks()):
        reason = "ตารางนี้มีช่องเครื่องหมาย แต่ไม่พบเครื่องหมายในแถวใด เครื่องหมายอาจเป็นรูปภาพหรืออ่านไม่ได้ โปรดระบุสถานะ"
        remarks.doubt(first.place, first.raw, reason)
    budget = any(heading.startswith("งบประมาณ") for heading in header.headings)
    if header.kind == "measures" and budget and not header.marks and not _OF_A_PLAN & header.columns.keys():
        reason = "ตารางนี้อาจเป็นตารางงบประมาณ ไม่ใช่แผนมาตรการ ระบบนำเข้าเป็นมาตรการ โปรดตรวจสอบ"
        remarks.doubt(first.place, first.raw, reason)


def _name_columns(tables: Sequence[KindTable], remarks: Remarks) -> None:
    """The columns nobody reads, named once for all tables that have the same."""
    found: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for table in tables:
        if table.source.rows and table.unread:
            places = found.setdefault((table.source.rows[0].place.file, table.unread), [])
            places += [table.source.where] if table.source.where not in places else []
    for (file, columns), places in found.items():
        remarks.notes.append(f'"{file}" {", ".join(places)}: คอลัมน์ที่ไม่ได้นำเข้า {", ".join(columns)} โปรดตรวจสอบ')


def _proposed(papers: _SortedOut, remarks: Remarks) -> tuple[DivisionPlan, ...]:
    found = proposed_divisions(papers.owner_texts())
    if not found:
        raise PaperError("หน่วยงานนี้ยังไม่มีส่วนราชการ และเอกสารไม่ได้ระบุไว้ โปรดนำเข้าแฟ้มหน่วยงาน (Excel) ก่อน")
    names = ", ".join(division.name for division in found)
    remarks.notes.append(f"ส่วนราชการเสนอจากเอกสาร {len(found)} แห่ง: {names} โปรดตรวจสอบและเพิ่มให้ครบ")
    return found


def _together(known: tuple[ItemPlan, ...], said: tuple[ItemPlan, ...], remarks: Remarks) -> tuple[ItemPlan, ...]:
    """The workbook's items with what the papers add to them; where both speak, the workbook's word stands."""
    items = {item.code: item for item in known}
    for item in said:
        if item.code not in items:
            items[item.code] = item
            continue
        mine = items[item.code]
        differs = [name for name in ("web_status", "status") if _both_differ(mine, item, name)]
        if differs:
            remarks.notes.append(f"{item.code}: สถานะในแฟ้ม Excel กับเอกสารต่างกัน ระบบใช้ตามแฟ้ม Excel")
        items[item.code] = _completed(mine, item)
    return tuple(items.values())


def _both_differ(first: ItemPlan, second: ItemPlan, name: str) -> bool:
    mine, other = getattr(first, name), getattr(second, name)
    return bool(mine and other and mine != other)


def _completed(mine: ItemPlan, other: ItemPlan) -> ItemPlan:
    names = ("owners", "divisions", "persons", "issue", "elements", "presented", "steps", "period", "start", "due")
    added: dict[str, Any] = {
        name: getattr(other, name)
        for name in (*names, "web_status", "status", "url", "output", "outcome")
        if not getattr(mine, name) and getattr(other, name)
    }
    if "due" in added:
        added["due_derived"] = other.due_derived
    return replace(mine, **added, unsaid=mine.unsaid - added.keys())


def _doubt_the_year(papers: Sequence[Paper], year: int, remarks: Remarks) -> None:
    """Papers tell of the assessed year or of the year before; anything else may be another year's file."""
    told = assessed_year(papers)
    if told is None or told in (year, year - 1):
        return
    said = next(p for paper in papers for p in paper.paragraphs if str(told) in arabic(p.text))
    reason = f"เอกสารกล่าวถึงปีงบประมาณ {told} แต่นำเข้าในรอบการประเมินปี {year} โปรดตรวจสอบปี (--year)"
    remarks.doubt(said.place, said.text, reason)
