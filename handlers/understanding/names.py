"""Divisions as people call them, matched against the office's own names."""

import re
from collections.abc import Sequence

from handlers.intents import DivisionName

_MINE = re.compile(r"(กอง|ฝ่าย|หน่วย|สำนัก)?(ของ)?(เรา|ผม|ฉัน|ดิฉัน|หนู|พี่)(?!\S*ใคร)|ของตัวเอง")
_ALL = re.compile(r"ทุกกอง|ทุกสำนัก|ทุกหน่วยงาน|ทุกส่วนราชการ|ทั้งหมด|ทั้งหน่วยงาน|ทั้งเทศบาล|ทั้ง อบต|all", re.IGNORECASE)


def divisions_in(line: str, known: Sequence[DivisionName]) -> tuple[str, ...]:
    """The canonical names of the divisions the line names, in their order; the longest spelling wins."""
    return tuple(dict.fromkeys(name for _, _, name in _found(line, known)))


def without_divisions(line: str, known: Sequence[DivisionName]) -> str:
    """The line with the divisions' names blanked out."""
    out = list(line)
    for start, end, _ in _found(line, known):
        out[start:end] = " " * (end - start)
    return "".join(out)


def _found(line: str, known: Sequence[DivisionName]) -> list[tuple[int, int, str]]:
    found: list[tuple[int, int, str]] = []
    spellings = sorted(
        ((spelling, division.name) for division in known for spelling in (division.name, *division.aliases)),
        key=lambda pair: -len(pair[0]),
    )
    for spelling, name in spellings:
        if len(spelling) < 2:
            continue
        for match in re.finditer(_whole(spelling), line):
            if not any(start < match.end() and match.start() < end for start, end, _ in found):
                found.append((*match.span(), name))
    return sorted(found)


def means_mine(line: str) -> bool:
    return bool(_MINE.search(line))


def means_all(line: str) -> bool:
    return bool(_ALL.search(line))


def _whole(spelling: str) -> str:
    """Short names (คลัง, กค.) only as a word of their own or after กอง; long ones anywhere."""
    if len(spelling) >= 6:
        return re.escape(spelling)
    return rf"(?:(?<=^)|(?<=[\s/(])|(?<=กอง)|(?<=ของ)){re.escape(spelling)}(?=$|[\s/),.]|ครับ|ค่ะ|คะ|นะ|มี|ยัง|เหลือ|ค้าง)"
