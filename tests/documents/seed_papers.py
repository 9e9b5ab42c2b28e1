"""The five seed offices' documents as Word files: built anew from the extracted facts with the damage each was printed
with, and as scanned, table by table. Only where the seeds lie beside this repository."""

import json
from collections.abc import Callable
from itertools import groupby
from pathlib import Path
from typing import Any

from documents.papers_in.opening import open_paper
from documents.plan import OfficePlan
from tests.documents import papers
from tests.documents.papers import Table, office, paper

SHARED = Path(__file__).parents[2].parent / "shared"
WHY_SKIPPED = f"the seeds are not beside this repository ({SHARED.name}/ita/measures.json)"
YEARS = {"000": 2564, "001": 2568, "002": 2564, "003": 2564, "004": 2568}
DIVISIONS = {
    "000": ("สำนักปลัด อบจ.", "กองแผนและงบประมาณ", "กองคลัง", "กองช่าง"),
    "001": ("สำนักปลัด อบต.", "กองคลัง", "กองช่าง", "กองสาธารณสุขและสิ่งแวดล้อม", "หน่วยตรวจสอบภายใน"),
    "002": ("สำนักปลัดเทศบาล", "กองวิชาการและแผนงาน", "กองคลัง", "กองช่าง", "กองการศึกษา"),
    "003": ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา", "กองสวัสดิการสังคม", "หน่วยตรวจสอบภายใน"),
    "004": ("สำนักปลัด", "กองคลัง", "กองช่าง", "กองการศึกษา"),
}


def is_here() -> bool:
    return (SHARED / "ita" / "measures.json").is_file()


def office_of(seed: str) -> OfficePlan:
    return office(DIVISIONS[seed], YEARS[seed])


def measures(seed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "ita" / "measures.json").read_text("utf-8"))
    return [row for row in found if row["seed"] == seed]


def o_items(seed: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((SHARED / "ita" / "oitems.json").read_text("utf-8"))
    return [row for row in found if row["seed"] == seed]


def calendar() -> list[dict[str, Any]]:
    found: dict[str, Any] = json.loads((SHARED / "ita" / "calendar.json").read_text("utf-8"))
    steps: list[dict[str, Any]] = found["steps"]
    return steps


def as_scanned(seed: str) -> bytes:
    """The text of the scan, its tables and paragraphs as Word's."""
    source = next((SHARED / "seeds").glob(f"{seed}_*.txt"))
    read = open_paper(source)
    parts: list[str | Table] = []
    seen = 0
    for table in read.tables:
        parts += [paragraph.text for paragraph in table.before]
        seen += len(table.before)
        width = table.width
        parts.append(Table([[*row.cells, *[""] * (width - len(row.cells))] for row in table.rows]))
    parts += [paragraph.text for paragraph in read.paragraphs[seen:]]
    return paper(*parts)


def seed_000() -> bytes:
    """A plan with its owners in lists, and the follow-up by pages: empty first cells, one tick in three columns."""
    rows = measures("000")
    grouped = [(issue, list(group)) for issue, group in groupby(rows, key=lambda row: str(row["indicator_or_issue"]))]
    plan = [
        [
            issue.replace("๑.ก", "๑. ก"),
            "\n".join(f"• {row['title_in_plan_table']}" for row in group)
            if at % 2 == 0
            else " ".join(f"- {row['title_in_plan_table']}" for row in group),
            " ".join(f"- {name}" for name in group[0]["divisions"]),
        ]
        for at, (issue, group) in enumerate(grouped)
    ]
    ticks = {"not_started": 0, "in_progress": 1, "done": 2}
    told = []
    for issue, group in grouped:
        for at, row in enumerate(group):
            marks = ["/" if ticks[row["status"]] == column else "" for column in range(3)]
            output = "\n".join(f"- {text}" for text in str(row["output_text"] or "").split(" | ") if text)
            told.append([issue if at == 0 else "", f"- {row['title']}", *marks, output])
    return paper(
        "รายงานผลการดำเนินการตามมาตรการ ประจำปีงบประมาณ พ.ศ. ๒๕๖๔",
        Table([papers.PLAN, *plan[:4]]),
        Table([papers.PLAN, *plan[4:]]),
        "ผลการดำเนินการ",
        papers.progress(*told[:2]),
        papers.progress(*told[2:5]),
        papers.progress(*told[5:9]),
        papers.progress(*told[9:]),
    )


def seed_001() -> bytes:
    """Scores of O-items issue by issue, and a plan table of one row for each issue; lines broken inside words."""
    parts: list[str | Table] = ["มาตรการส่งเสริมคุณธรรมและความโปร่งใสภายในหน่วยงาน ปีงบประมาณ พ.ศ.2567"]
    scored = sorted(o_items("001"), key=lambda row: row["issue"])
    for issue, group in groupby(scored, key=lambda row: row["issue"]):
        heading = f"ประเด็นที่ {issue} (ตามแบบ)"
        rows = [[f"{row['printed_code']} {row['title']}", f"{row['score']:.2f}", ""] for row in group]
        parts.append(Table([[heading, "", ""], papers.QUESTIONS, *rows], [(0, 0, 0, 2)]))
    for row in measures("001"):
        cells = [row["issue_cell"], row["title"], " ".join(f"-{step}" for step in row["steps"])]
        parts.append(row["indicator_or_issue"])
        parts.append(Table([papers.MEASURES, [*cells, row["period_text"], " ".join(row["divisions"])]]))
    return paper(*parts)


def seed_002() -> bytes:
    """Ten pages of the follow-up and the calendar; rows 8 and 9 in one, owners lost, rows printed twice."""
    pages: dict[int, list[list[str]]] = {}
    rows = {row["code"]: row for row in o_items("002")}
    starts = [1, 7, 12, 17, 22, 27, 31, 35, 39, 41]
    for row in rows.values():
        number = int(row["code"][1:])
        page = max(start for start in starts if start <= number)
        if number == 9:
            continue
        cells = [_thai(str(number)), _title(row), "\n".join(row["presented_data"]), " ".join(row["divisions"])]
        cells += row["tick_cells"]
        if number == 8:
            other = rows["O9"]
            cells[1] = f"{_title(row)} {_title(other)}".replace("\n", " ")
            cells[2] = " ".join([*row["presented_data"], *other["presented_data"]])
            cells[3] = "วิชาการฯ วิชาการฯ"
            cells[4:] = [f"{row['tick_cells'][at]} {other['tick_cells'][at]}" for at in (0, 1)]
        pages.setdefault(page, []).append(cells)
    for code in ("O37", "O38"):
        row, again = rows[code], rows[code]["duplicate_rows"][0]
        cells = [_thai(code[1:]), again["required_text"], again["presented_text"], " ".join(row["divisions"])]
        pages[39].append([*cells, *row["tick_cells"]])
    tables = []
    for start in starts:
        table = papers.followup(*pages[start], second="ไม่สมบูรณ์" if start == 17 else "ไม่มี")
        if start in (31, 41):
            heads = [[*row[:3], *row[4:]] for row in table.rows[:2]]
            if start == 41:
                heads[1] = ["", "", "", "หน่วยงานที่รับผิดชอบ", "มี / ไม่สมบูรณ์ / ไม่มี"]
            table = Table([*heads, *([*row[:3], *row[4:]] for row in pages[start])], [(0, 3, 0, 4)])
        if start == 35:
            table = Table([["ชื่อ", *table.rows[0][1:]], *table.rows[1:]], table.merged)
        if start in (12, 27):
            table = Table([[*table.rows[0][:2], "ข้อมูลที่น่าสนใจ", *table.rows[0][3:]], *table.rows[1:]], table.merged)
        tables.append(table)
    steps = [
        [_thai(str(step["step"])), step["title"], step["period_text"], " ".join(step["responsible"])]
        for step in calendar()
    ]
    return paper("การประเมิน ITA ประจำปีงบประมาณ พ.ศ. ๒๕๖๔", *tables, Table([papers.CALENDAR, *steps]))


def seed_003() -> bytes:
    """Four columns; measures 2 and 5 are cut by a page break, one word stands on both pages."""
    cells = []
    for number, row in enumerate(measures("003"), start=1):
        steps = [f"{_thai(str(at))}.{step}" for at, step in enumerate(row["steps"], start=1)]
        told = [f"{_thai(str(at))}. {text}" for at, text in enumerate(row["output_text"].split(" | "), start=1)]
        cells.append([f"{_thai(str(number))}.{row['title']}", " ".join(steps), " ".join(told), "ทุกกอง"])
    second_head, second_tail = _cut(cells[1], ("หน่วยงานจะต้อง", "๓.ประชา", "ราชการทางเว็บไซต์"))
    fifth_head, fifth_tail = _cut(cells[4], ("", "เพื่อปรับปรุงพัฒนาการ", "๕. นำผล"))
    pages = [[cells[0], second_head], [second_tail, cells[2]], [cells[3], fifth_head], [fifth_tail, cells[5]]]
    return paper("ประจำปีงบประมาณ พ.ศ. ๒๕๖๔", *(Table([papers.RESULTS, *page]) for page in pages))


def seed_004() -> bytes:
    """A memo, then ten sections of six labelled fields; the steps of the first run in one line."""
    parts = ["บันทึกข้อความ", "(๑) มาตรการ/โครงการ/กิจกรรม และอื่น ๆ รวม ๖ องค์ประกอบ ประจำปีงบประมาณ พ.ศ. ๒๕๖๘"]
    for at, row in enumerate(measures("004")):
        steps = [f"{_thai(str(number))}. {step}" for number, step in enumerate(row["steps"], start=1)]
        joined = [" ".join(steps)] if at == 0 else ["", *steps]
        label = f"• {papers.SIX[1]}" if at == 5 else papers.SIX[1]
        parts += [row["indicator_or_issue"], f"{papers.SIX[0]}: {row['title']}", f"{label}: {joined[0]}", *joined[1:]]
        parts += [f"{papers.SIX[2]}: {row['period_text']}", f"{papers.SIX[3]}: {row['division_text']}"]
        parts += [f"{papers.SIX[4]}: {row['output_text']}", f"{papers.SIX[5]}: {row['outcome_text']}"]
    return paper(*parts, "บทสรุป: จากรายละเอียดการดำเนินมาตรการที่กล่าวมาข้างต้น")


BUILT: dict[str, Callable[[], bytes]] = {
    "000": seed_000,
    "001": seed_001,
    "002": seed_002,
    "003": seed_003,
    "004": seed_004,
}


def _title(row: dict[str, Any]) -> str:
    return "\n".join([row["title"], *row["required_elements"]])


def _cut(cells: list[str], at: tuple[str, str, str]) -> tuple[list[str], list[str]]:
    """A row in two, each cell cut before these words; the last cell stays on the first page."""
    places = [cell.index(words) if words else len(cell) for cell, words in zip(cells, at, strict=False)]
    head = [cell[:place].strip() for cell, place in zip(cells, places, strict=False)]
    tail = [cell[place:].strip() for cell, place in zip(cells, places, strict=False)]
    return [*head, cells[3]], [*tail, ""]


def _thai(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
