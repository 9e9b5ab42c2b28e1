"""A real follow-up table of 43 O-items (seed 002) as an office workbook, with the damage it was printed with: rows 37
and 38 twice, owners lost on two pages, ticks that cannot be read, owner names cut short. Persons are invented."""

import json
from pathlib import Path
from typing import Any

from documents.workbook.sheets import DIVISIONS, O_ITEMS, OFFICE, STEPS
from documents.workbook.template import workbook_of

SHARED = Path(__file__).parents[2].parent / "shared"
SLUG = "seed-002"
YEAR = 2564
WHY_SKIPPED = f"the seeds are not beside this repository ({SHARED.name}/ita/oitems.json)"

_DIVISIONS = (
    ("สำนักปลัดเทศบาล", "สำนักปลัด, สำนักงาน, สป.", "หัวหน้าสำนักปลัดเทศบาล"),
    ("กองวิชาการและแผนงาน", "กองวิชาการ, กองแผน", "ผู้อำนวยการกองวิชาการและแผนงาน"),
    ("กองคลัง", "คลัง, กค.", "ผู้อำนวยการกองคลัง"),
    ("กองช่าง", "ช่าง, กช.", "ผู้อำนวยการกองช่าง"),
    ("กองสาธารณสุขและสิ่งแวดล้อม", "กองสาธารณสุข, สาธารณสุข", "ผู้อำนวยการกองสาธารณสุขและสิ่งแวดล้อม"),
    ("กองการศึกษา", "การศึกษา", "ผู้อำนวยการกองการศึกษา"),
)
_WORDS = {"present": "มี", "missing": "ไม่มี", "incomplete": "ไม่สมบูรณ์"}
# The page of items 17–21 heads its second column differently from all others: the clerk marks what that leaves open.
_AMBIGUOUS_HEAD = ("O18", "O19")
_STEPS = (
    ("๑", "แจ้งหน่วยงานที่เกี่ยวข้องจัดทำข้อมูล", "๑-๑๘ กุมภาพันธ์ ๒๕๖๔", "ทุกหน่วยงาน"),
    ("๒", "นำเข้าข้อมูลผู้มีส่วนได้เสีย", "๑๙ กุมภาพันธ์ - ๑๕ มีนาคม ๒๕๖๔", "นายตั้งใจ สมมติ"),
    ("๓", "ตรวจสอบข้อมูลบนเว็บไซต์ตามเกณฑ์ O๑-๐๔๓", "๑๙-๒๘ กุมภาพันธ์ ๒๕๖๔", "นายตั้งใจ สมมติ นายเพียร สมมติ"),
    ("๔", "ตอบแบบเปิดเผยข้อมูล (OIT) ในระบบ", "๑ มีนาคม - ๒๐ เมษายน ๒๕๖๔", "นายตั้งใจ สมมติ"),
)


def is_here() -> bool:
    return (SHARED / "ita" / "oitems.json").is_file()


def printed_items() -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((SHARED / "ita" / "oitems.json").read_text("utf-8"))
    return [row for row in rows if row["seed"] == "002"]


def write_seed_002(target: Path) -> None:
    items = printed_items()
    rows = [_row(item) for item in items]
    # The page after item 40 prints 37 and 38 once more, with small differences.
    again = [_row(item, again=copy) for item in items for copy in item["duplicate_rows"]]
    rows = rows[:40] + again + rows[40:]
    workbook_of(
        {
            OFFICE.name: [[SLUG], ["เทศบาลเมืองตัวอย่าง"], ["เทศบาลเมือง"], ["จังหวัดตัวอย่าง"], [str(YEAR)], [""], [""]],
            DIVISIONS.name: _DIVISIONS,
            O_ITEMS.name: rows,
            STEPS.name: _STEPS,
        }
    ).save(target)


def _row(item: dict[str, Any], again: dict[str, Any] | None = None) -> list[str]:
    presented = [again["presented_text"]] if again else item["presented_data"]
    return [
        _thai(item["code"].removeprefix("O")),
        item["title"],
        "\n".join(f"○ {element}" for element in item["required_elements"]),
        "\n".join(presented),
        " ".join(item["divisions"]),
        "",
        _web_cell(item),
        "",
    ]


def _web_cell(item: dict[str, Any]) -> str:
    if item["website_status"] is None:
        return " ".join(cell for cell in dict.fromkeys(item["tick_cells"]) if cell)
    doubt = " (?)" if item["code"] in _AMBIGUOUS_HEAD else ""
    return _WORDS[item["website_status"]] + doubt


def _thai(digits: str) -> str:
    return digits.translate(str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙"))
