"""The sheet สายการเสนอ: the posts through which a paper is approved, lowest first, and who acts for whom."""

import re
from collections.abc import Sequence
from typing import Final

from documents import chain
from documents.plan import ChainPlan
from documents.text import arabic, one_line
from documents.workbook.headers import Row
from documents.workbook.rows import Findings

_NOBODY: Final = re.compile(r"[-–—.\s]*|ไม่มี")
_NUMBER: Final = re.compile(r"(?:ลำดับ(?:ที่)?|ระดับ(?:ที่)?|ที่)?\s*(\d{1,2})\.?")


def read_chain(title: str, rows: Sequence[Row], findings: Findings) -> tuple[ChainPlan, ...]:
    """In the order of the column ลำดับ; of the sheet's rows when it does not give one. A row that cannot be read is
    doubted and left out; posts that can be no chain leave the office's chain as it was."""
    found: list[tuple[int | None, ChainPlan, Row]] = []
    for row in rows:
        post, acting = one_line(row.text("post")), one_line(row.text("acting"))
        acting = "" if _NOBODY.fullmatch(acting) else acting
        if _NOBODY.fullmatch(post):
            findings.doubt(title, row.number, row.raw, "ไม่มีชื่อตำแหน่ง จึงยังไม่ได้นำเข้าแถวนี้")
            continue
        same = next((number for _, plan, number in found if chain.same_post(plan.title, post)), None)
        if same is not None:
            findings.doubt(title, row.number, row.raw, f"ตำแหน่งซ้ำกับแถว {same.number} ระบบใช้แถวแรก")
            continue
        if acting and chain.same_post(acting, post):
            findings.doubt(title, row.number, row.raw, "ตำแหน่งปฏิบัติหน้าที่แทนตนเอง ระบบนำเข้าโดยไม่มีผู้ปฏิบัติหน้าที่แทน")
            acting = ""
        number = _NUMBER.fullmatch(arabic(one_line(row.text("number"))))
        if number is None and row.text("number"):
            findings.doubt(title, row.number, row.text("number"), "อ่านลำดับไม่ได้ ระบบใช้ลำดับตามแถว")
        found.append((int(number[1]) if number else None, ChainPlan(post, acting), row))
    if all(number is not None for number, _, _ in found):
        found.sort(key=lambda entry: entry[0] or 0)
    plans = tuple(plan for _, plan, _ in found)
    if plans and (problem := chain.problem([(plan.title, plan.acting) for plan in plans])):
        findings.doubt(title, found[0][2].number, "", f"{problem} จึงยังไม่ได้นำเข้าสายการเสนอ")
        return ()
    return plans
