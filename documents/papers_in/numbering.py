"""Which number a paper's measure has: the printed one, that of the same measure in the register, or its place."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from rapidfuzz import fuzz

from documents.papers_in.drafts import MeasureDraft
from documents.plan import ItemPlan
from documents.text import key

_SAME: Final = 75.0
_UNLIKE: Final = 55.0


@dataclass(frozen=True)
class Register:
    """What the office's round holds already: its measures' titles by number, and the codes that have an owner."""

    measures: Mapping[int, str] = field(default_factory=dict)
    owned: frozenset[str] = frozenset()

    @classmethod
    def of_plan(cls, items: Sequence[ItemPlan]) -> "Register":
        measures = {item.number: item.title for item in items if item.kind == "measure"}
        return cls(measures, frozenset(item.code for item in items if item.divisions or item.persons))


def numbered(drafts: Sequence[MeasureDraft], register: Register) -> list[int]:
    printed = [draft.number for draft in drafts]
    if all(number is not None for number in printed) and len(set(printed)) == len(printed):
        numbers = [number for number in printed if number is not None]
        for draft, number in zip(drafts, numbers, strict=True):
            if number in register.measures and _likeness(draft, register.measures[number]) < _UNLIKE:
                known = register.measures[number]
                draft.reasons.append(f'M{number} ในระบบคือ "{known[:80]}" ข้อความต่างกันมาก โปรดตรวจสอบว่าเป็นมาตรการเดียวกัน')
        return numbers
    said = [number for number in printed if number is not None]
    if said and len(set(said)) == len(said) and not register.measures:
        return _filled_in(drafts, said)
    if said and not _begin_anew(drafts):
        _doubt_odd(drafts)
    return _as_registered(drafts, register) if register.measures else list(range(1, len(drafts) + 1))


def _begin_anew(drafts: Sequence[MeasureDraft]) -> bool:
    """Whether every issue's measures count from one: those numbers are not the measures' own in the round."""
    by_issue: dict[str, list[int | None]] = {}
    for draft in drafts:
        by_issue.setdefault(draft.issue_key, []).append(draft.number)
    return len(by_issue) > 1 and all(said == list(range(1, len(said) + 1)) for said in by_issue.values())


def _filled_in(drafts: Sequence[MeasureDraft], said: Sequence[int]) -> list[int]:
    """The printed numbers stand; a measure without one gets the next that is free, else one after the last."""
    taken, before = set(said), 0
    found: list[int] = []
    for draft in drafts:
        number = draft.number
        if number is None:
            number = before + 1 if before + 1 not in taken else max(taken) + 1
            draft.reasons.append(f"ไม่มีเลขลำดับ ระบบให้เลขมาตรการเป็น M{number} โปรดตรวจสอบ")
        taken.add(number)
        before = number
        found.append(number)
    return found


def _doubt_odd(drafts: Sequence[MeasureDraft]) -> None:
    printed = [draft.number for draft in drafts]
    for draft in drafts:
        if draft.number is None or printed.count(draft.number) > 1:
            said = "ไม่มีเลขลำดับ" if draft.number is None else f"เลขลำดับ {draft.number} ซ้ำ"
            draft.reasons.append(f"{said} ระบบให้เลขมาตรการตามลำดับที่พิมพ์ โปรดตรวจสอบ")


def _as_registered(drafts: Sequence[MeasureDraft], register: Register) -> list[int]:
    """The numbers of the measures that read the same; another one is new, after the last."""
    likenesses = sorted(
        (
            (_likeness(draft, title), -abs(at + 1 - number), at, number)
            for at, draft in enumerate(drafts)
            for number, title in register.measures.items()
        ),
        reverse=True,
    )
    found: dict[int, int] = {}
    for likeness, _, at, number in likenesses:
        if likeness >= _SAME and at not in found and number not in found.values():
            found[at] = number
    last = max(register.measures)
    for at, draft in enumerate(drafts):
        if at not in found:
            last += 1
            found[at] = last
            draft.reasons.append(f"ไม่ตรงกับมาตรการใดที่มีอยู่ในรอบนี้ ระบบนำเข้าเป็นมาตรการใหม่ M{last} โปรดตรวจสอบ")
    return [found[at] for at in range(len(drafts))]


def _likeness(draft: MeasureDraft, title: str) -> float:
    return fuzz.ratio(key(draft.text("title")), key(title))
