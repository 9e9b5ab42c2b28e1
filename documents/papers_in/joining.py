"""Joining a plan with the report on it: the same measures, told twice in slightly different words."""

import re
from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from documents.papers_in.drafts import MeasureDraft
from documents.text import key, one_line
from documents.workbook import cells

_SURE: Final = 75.0
_UNLIKE: Final = 55.0


def joined(plan: Sequence[MeasureDraft], report: Sequence[MeasureDraft]) -> list[MeasureDraft]:
    """The report's measures with what only the plan says of them (owners, steps, period): matched within an indicator
    by likeness, then by order. What stands in one of the two only is kept and doubted."""
    if not plan or not report:
        return list(plan or report)
    pairs = _pairs(plan, report)
    planned = {id(told): of for of, told in pairs}
    found: list[MeasureDraft] = []
    for told in report:
        of = planned.get(id(told))
        if of is not None:
            _complete(told, of)
        elif told.text("owners"):
            told.reasons.append("มีในตารางรายงานผล แต่ไม่มีในตารางแผน โปรดตรวจสอบ")
        elif owners := _owners_of_issue(told, plan):
            told.texts["owners"] = owners
            told.reasons.append("ไม่พบข้อความเดียวกันในตารางแผน ระบบใช้ผู้รับผิดชอบของตัวชี้วัดเดียวกัน โปรดตรวจสอบ")
        else:
            told.reasons.append("มีในตารางรายงานผล แต่ไม่มีในตารางแผน จึงไม่ทราบผู้รับผิดชอบ โปรดตรวจสอบ")
        found.append(told)
    reported = {id(of) for of, _ in pairs}
    for at, of in enumerate(plan):
        if id(of) not in reported:
            of.reasons.append("มีในตารางแผน แต่ไม่มีในตารางรายงานผล จึงไม่ทราบสถานะ โปรดตรวจสอบ")
            of.tells_status = True
            found.insert(_after(found, plan[:at], {id(a): b for a, b in pairs}), of)
    return found


def _owners_of_issue(told: MeasureDraft, plan: Sequence[MeasureDraft]) -> str:
    """The owners that the plan gives every measure of the indicator, if they are the same for all."""
    owners = {of.text("owners") for of in plan if told.issue_key and of.issue_key == told.issue_key}
    return owners.pop() if len(owners) == 1 else ""


def _pairs(plan: Sequence[MeasureDraft], report: Sequence[MeasureDraft]) -> list[tuple[MeasureDraft, MeasureDraft]]:
    pairs: list[tuple[MeasureDraft, MeasureDraft]] = []
    by_issue = bool(plan[0].issue_key) and bool(report[0].issue_key)
    groups = dict.fromkeys(told.issue_key for told in report) if by_issue else {"": None}
    for group in groups:
        planned = [of for of in plan if not by_issue or of.issue_key == group]
        told = [one for one in report if not by_issue or one.issue_key == group]
        pairs += _matched(planned, told)
    return pairs


def _matched(planned: list[MeasureDraft], told: list[MeasureDraft]) -> list[tuple[MeasureDraft, MeasureDraft]]:
    likenesses = sorted(
        ((_likeness(of, one), -abs(a - b), a, b) for a, of in enumerate(planned) for b, one in enumerate(told)),
        reverse=True,
    )
    taken: dict[int, int] = {}
    for likeness, _, a, b in likenesses:
        if likeness >= _SURE and a not in taken and b not in taken.values():
            taken[a] = b
    left = [a for a in range(len(planned)) if a not in taken]
    waiting = [b for b in range(len(told)) if b not in taken.values()]
    if len(left) == len(waiting):  # the words differ, the places do not
        for a, b in zip(left, waiting, strict=True):
            taken[a] = b
            if _likeness(planned[a], told[b]) < _UNLIKE:
                reason = "จับคู่กับตารางแผนตามลำดับ เพราะข้อความต่างกันมาก โปรดตรวจสอบผู้รับผิดชอบ"
                told[b].reasons.append(f'{reason} (ในแผน: "{planned[a].text("title")[:80]}")')
    return [(planned[a], told[b]) for a, b in taken.items()]


def _likeness(first: MeasureDraft, second: MeasureDraft) -> float:
    return fuzz.ratio(key(first.text("title")), key(second.text("title")))


def _complete(told: MeasureDraft, of: MeasureDraft) -> None:
    _agree_on_owners(told, of)
    for name, text in of.texts.items():
        if cells.is_blank(told.text(name)):
            told.texts[name] = text
    told.owners_lost = told.owners_lost and of.owners_lost
    told.tells_status = told.tells_status or of.tells_status
    told.number = told.number or of.number
    told.issue = told.issue or of.issue
    told.reasons += [reason for reason in of.reasons if reason not in told.reasons]


def _agree_on_owners(told: MeasureDraft, of: MeasureDraft) -> None:
    """The plan says whose a measure is; a report that says otherwise is doubted, and believed where the two may not be
    the same measure."""
    planned, reported = of.text("owners"), told.text("owners")
    if cells.is_blank(planned) or cells.is_blank(reported) or _names(planned) == _names(reported):
        return
    sure = _likeness(of, told) >= _SURE
    said = f'ผู้รับผิดชอบในแผนคือ "{one_line(planned)[:80]}" แต่ในรายงานผลคือ "{one_line(reported)[:80]}"'
    told.reasons.append(f"{said} ระบบใช้ตาม{'แผน' if sure else 'รายงานผล'} โปรดตรวจสอบ")
    if sure:
        told.texts["owners"] = planned


def _names(owners: str) -> list[str]:
    """The names in any order and however they are listed."""
    return sorted(filter(None, (key(name) for name in re.split(r"[\s,;/•-]+|และ", owners))))


def _after(found: Sequence[MeasureDraft], before: Sequence[MeasureDraft], told: dict[int, MeasureDraft]) -> int:
    """Where a planned measure that nobody reported on belongs: after the one planned before it."""
    for of in reversed(before):
        wanted = told.get(id(of), of)
        at = next((at for at, draft in enumerate(found) if draft is wanted), None)
        if at is not None:
            return at + 1
    return 0
