"""Small Word files for tests, with the tables, merged cells, lists and ticks that offices' papers have."""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from documents.papers_in.opening import open_paper
from documents.papers_in.reading import PaperReading, read_papers
from documents.plan import DivisionPlan, Doubt, ItemPlan, OfficeFacts, OfficePlan
from documents.thai_dates import fiscal_year

Rows = Sequence[Sequence[str]]
DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองสาธารณสุขและสิ่งแวดล้อม")
PLAN = ["ตัวชี้วัด", "มาตรการ/แนวทาง", "หน่วยงานที่รับผิดชอบ"]
STATES = ["ยังไม่ดำเนินการ", "อยู่ระหว่างดำเนินการ", "ดำเนินการเรียบร้อยแล้ว"]
PROGRESS = [
    ["ตัวชี้วัด", "มาตรการ/แนวทาง", *["สถานะการดำเนินงาน"] * 3, "ผลการดำเนินการ"],
    ["", "", *STATES, ""],
]
FOLLOWUP = [
    ["ข้อ", "สรุปข้อมูลและองค์ประกอบ", "ข้อมูลที่นำเสนอ", "หน่วยงานที่รับผิดชอบ", *["การติดตามการประกาศในเว็บไซต์"] * 2],
    ["", "", "", "", "มี", "ไม่มี"],
]
MEASURES = ["ประเด็นที่ต้องยกระดับผลการประเมิน", "มาตรการ โครงการหรือกิจกรรม", "ขั้นตอนหรือวิธีการปฏิบัติ"]
MEASURES += ["ช่วงระยะเวลาในการดำเนินการ", "ผู้รับผิดชอบ"]
RESULTS = ["มาตรการ", "วิธีการดำเนินการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"]
CALENDAR = ["ที่", "หัวข้อ", "ระยะเวลา", "ผู้รับผิดชอบ"]
QUESTIONS = ["ประเด็นคำถาม", "คะแนน", "การวิเคราะห์ผลการประเมิน"]
SIX = (
    "(๑) มาตรการ โครงการ หรือกิจกรรม",
    "(๒) ขั้นตอนหรือวิธีการปฏิบัติ",
    "(๓) ช่วงระยะเวลาในการดำเนินการ",
    "(๔) ผู้รับผิดชอบ",
    "(๕) ผลการดำเนินการ (Output)",
    "(๖) ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result)",
)


@dataclass(frozen=True)
class Table:
    """`merged` are ranges (row, column, last row, last column); the text of the first cell is theirs."""

    rows: Rows
    merged: Sequence[tuple[int, int, int, int]] = field(default=())


def progress(*rows: Sequence[str]) -> Table:
    return Table([*PROGRESS, *rows], [(0, 2, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 5, 1, 5)])


def followup(*rows: Sequence[str], second: str = "ไม่มี") -> Table:
    heads = [FOLLOWUP[0], [*FOLLOWUP[1][:5], second]]
    return Table([*heads, *rows], [(0, 4, 0, 5), *[(0, at, 1, at) for at in range(4)]])


def paper(*parts: str | Table) -> bytes:
    document: Any = Document()
    for part in parts:
        if isinstance(part, str):
            document.add_paragraph(part)
        else:
            _add(document, part)
    return saved(document)


def saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def _add(document: Any, part: Table) -> None:
    table = document.add_table(rows=len(part.rows), cols=max(map(len, part.rows)))
    covered = {
        (row, column): (top, left)
        for top, left, bottom, right in part.merged
        for row in range(top, bottom + 1)
        for column in range(left, right + 1)
    }
    for number, (cells, row) in enumerate(zip(part.rows, table.rows, strict=True)):
        places = row.cells
        for at, text in enumerate(cells):
            if covered.get((number, at), (number, at)) == (number, at):
                fill(places[at], text)
    for top, left, bottom, right in part.merged:
        kept = part.rows[top][left]
        fill(table.cell(top, left).merge(table.cell(bottom, right)), kept)
    document.add_paragraph("")  # else Word joins two tables


def fill(cell: Any, text: str) -> None:
    """One paragraph a line; a line that begins with a bullet is an entry of one of Word's own lists."""
    for paragraph in cell.paragraphs[1:]:
        paragraph._element.getparent().remove(paragraph._element)
    cell.paragraphs[0].text = ""
    for number, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        if line.startswith("• "):
            paragraph.style = "List Bullet"
        paragraph.add_run(line.removeprefix("• "))


def symbol(cell: Any, font: str, char: str) -> None:
    """A tick as Word's Insert > Symbol leaves it."""
    element = OxmlElement("w:sym")
    element.set(qn("w:font"), font)
    element.set(qn("w:char"), char)
    cell.paragraphs[0].add_run()._element.append(element)


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The file with one part more, or another in its place."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            if item.filename != name:
                new.writestr(item.filename, old.read(item.filename))
        new.writestr(name, data)
    return stream.getvalue()


def office(divisions: Sequence[str] = DIVISIONS, year: int = 2570) -> OfficePlan:
    facts = OfficeFacts("bangtuayang", "เทศบาลตำบลบางตัวอย่าง", "เทศบาลตำบล", "จังหวัดตัวอย่าง", year, *fiscal_year(year))
    return OfficePlan(facts, tuple(DivisionPlan(name) for name in divisions), ())


def read(*contents: bytes, base: OfficePlan | None = None, name: str = "เอกสาร.docx") -> PaperReading:
    papers = [open_paper(content, name) for content in contents]
    return read_papers(papers, base or office())


def items(reading: PaperReading) -> dict[str, ItemPlan]:
    return {item.code: item for item in reading.plan.items}


def doubts(reading: PaperReading, part: str = "") -> list[Doubt]:
    return [doubt for doubt in reading.plan.doubts if part in doubt.reason]


def codes(reading: PaperReading, part: str = "") -> list[str | None]:
    return [doubt.code for doubt in doubts(reading, part)]
