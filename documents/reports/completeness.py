"""The six elements that a report on measures must show of each, and which of them a measure has not."""

from collections.abc import Sequence
from typing import Any, Final

from documents import results

ELEMENTS: Final[Sequence[tuple[str, str]]] = (
    ("title", "มาตรการ โครงการ หรือกิจกรรม"),
    ("steps", "ขั้นตอนหรือวิธีการปฏิบัติ"),
    ("period", "ช่วงระยะเวลาในการดำเนินการ"),
    ("owners", "ผู้รับผิดชอบ"),
    ("output", "ผลการดำเนินการ (Output)"),
    ("outcome", "ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result)"),
)

_SHORT: Final = ("มาตรการ", "ขั้นตอน", "ระยะเวลา", "ผู้รับผิดชอบ", "ผลการดำเนินการ", "ผลลัพธ์")


def missing(paper: dict[str, Any]) -> list[tuple[int, list[str]]]:
    """The measures, by number, that lack any of the six, each with what is lacking in words."""
    found = [(row["number"], _lacking(row)) for row in paper["rows"]]
    return [(number, lacking) for number, lacking in found if lacking]


def sentences(paper: dict[str, Any]) -> list[str]:
    return [f"มาตรการที่ {number} ยังไม่มี {' '.join(lacking)}" for number, lacking in missing(paper)]


def _lacking(row: dict[str, Any]) -> list[str]:
    found = []
    for number, ((name, _), short) in enumerate(zip(ELEMENTS, _SHORT, strict=True), start=1):
        waiting = _silent(row, name) if name in ("output", "outcome") else []
        if not (row[name] or (name == "period" and row["due"])):
            found.append(f"({number}) {short}")
        elif waiting:
            found.append(f"({number}) {short}ของ {', '.join(waiting)}")
    return found


def _silent(row: dict[str, Any], part: str) -> list[str]:
    """Divisions that have told nothing. Where the coordinator has worded it for all of them nobody is missed."""
    answers = row["answers"]
    told = [results.Answer(a["owner"] or "-", a[part]) for a in answers if a[part]]
    if len(answers) < 2 or row[part] != results.folded_text(told):
        return []
    return [a["owner"] or "-" for a in answers if not a[part]]
