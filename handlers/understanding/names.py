"""Divisions as people call them, matched against the office's own names: full, short, by nickname, misspelt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from handlers.intents import DivisionName
from handlers.understanding.segment import word_starts

_KINDS: Final = "กอง|สำนัก|หน่วย|ฝ่าย|งาน"
# A nickname that is also an everyday word (ช่าง, คลัง, แผน, ปลัด) is a division only where a division can stand.
_BEFORE: Final = re.compile(
    r"(?:^|[\s/(,>:\ue001-\ue00f]|ของ|ทวง|ตาม|เร่ง|เตือน|สะกิด|จี้|ไล่|กระตุ้น|บอก|แจ้ง|ฝาก|ให้|ถาม|แทน|ทาง|จาก|กับ|กะ|และ|หรือ|ดู|ฝั่ง|ทีม|พวก|พี่|น้อง|เอา|ว่า|เฉพาะ|"
    r"ส่วน|สถานะ|นี้|จิก|แค่|แล้ว|missing|status|due|chase|ค้าง|หา|เช็ก|เช็ค|แต่)$",
    re.IGNORECASE,
)
_AFTER: Final = re.compile(
    r"$|[\s/),.?!:\ue001-\ue00f]|กับ|กะ|และ|หรือ|ยัง|มี|เหลือ|ค้าง|ถึงไหน|ไปถึง|ทำ|ส่ง|เสร็จ|ขอ|แจ้ง|โทร|บอก|ว่า|ด้วย|ให้|หน่อย|ที(?!่)|นะ|ครับ|คับ|ค่ะ|คะ|จ้า|ต้อง|ติด|กี่|คืบ|ไป|"
    r"อัป|อัพ|ตาม|เป็น|ก็|เค้า|เขา|กำลัง|เร่ง|อะ|อ่ะ|ไหน|ใคร|เกิน|เลย|ไม่|ได้|น่า|ช้า|เงียบ|จะ|อยู่|เอา|รายงาน|ที่|ขาด|รอบ|ข้อ|มาตรการ|โดน|ลง|ล่ะ|ละ|ตอบ|ตอน|นี่|เดือน|ภายใน|อีก|"
    r"ถึง|ซ้ำ|เดิน|ด่วน|เรื่อง|พอ|คืน|ช่วย|ค่อย|สิ้น|พรุ่ง|มะรืน|วัน|ทั้ง|หมด|ล้วน|ครบ|ใกล้|น้อ|เด้อ|เน้อ|แหน่|หยัง"
)
# A nickname that is also the name of a document must be pointed at: «แผนขึ้นเว็บแล้ว» is no division.
_POINTED_AT: Final = re.compile(
    r"(?:ของ|ทวง|ตาม|เร่ง|เตือน|สะกิด|จี้|ไล่|กระตุ้น|บอก|แจ้ง|ฝาก|ถาม|แทน|ทาง|จาก|ฝั่ง|ทีม|พี่|น้อง|ให้|missing|status|due|chase|remind|[\ue003](?:\s?(?:กับ|กะ|และ|หรือ|,))?\s?)\s*$",
    re.IGNORECASE,
)
_PAIRED: Final = re.compile(r"\s?(?:กับ|กะ|และ|หรือ|,)\s?\ue003|\s?(?:ถึงไหน|ค้าง|เหลือ|ต้องส่ง|ยังไม่ส่ง)")
# Everyday words that the nicknames are part of.
_COMPOUND: Final = re.compile(
    r"(?:เรียก|จ้าง|รอ|ให้|ตาม)ช่าง(?:มา|แอร์|ไฟ|ประปา|ไม้|ซ่อม|ตัด|ทำ)|ช่าง(?:มัน|เถอะ|แอร์|ไฟ|ประปา|ไม้|ภาพ|ซ่อม|เทคนิค|ตัด|ยนต์)|คลัง(?:ข้อมูล|สินค้า|พัสดุ|อาหาร|ความรู้|ภาพ)|ปลัด(?:อำเภอ|จังหวัด|กระทรวง|ทบวง)|"
    r"(?:ทุน|ด้าน|ผล|แผน|สถาบัน|วุฒิ|สถาน)การศึกษา|การศึกษา(?:ดูงาน|ต่อ)|(?:เบี้ย|บัตร|เงิน)สวัสดิการ|(?:โรง|สถานี|เจ้าหน้าที่|กระทรวง)สาธารณสุข"
)
_DOCUMENT_WORDS: Final = frozenset({"แผน", "ตรวจสอบ"})
# The permanent secretary as a person, not the division that bears the name.
_PERSON_BEFORE: Final = re.compile(r"(?:ท่าน|เรียน|เสนอ|ตามที่|รายงาน|นำเรียน|กราบ|รอ|หน้าห้อง|โดย|ขอบคุณ(?:ครับ|ค่ะ)?)\s*$")
_PERSON_AFTER: Final = re.compile(
    r"\s*(?:ถาม|สั่ง|เห็นชอบ|เซ็น|ลงนาม|อนุมัติ|อยาก|ให้(?!หน่อย|ที|ด้วย)|บอก|ชอบ|ต้องการ|ว่า|ฝาก|เร่ง|กำชับ|จะ|เพิ่ง|ไป(?!ถึง)|เรียก|ประชุม|ขอ(?!ง)|มา|ท่าน|เดิน|คน|ใหม่|ลา|ตรวจ|รับทราบ|ดู|ใจ|นัด|ด่า|บ่น)"
)
_LIKE: Final = 82


@dataclass(frozen=True)
class DivisionSpan:
    start: int
    end: int
    name: str
    plain: bool  # a full or unmistakable name, not an everyday word


def find(line: str, known: Sequence[DivisionName]) -> list[DivisionSpan]:
    """The divisions the line names, in their order; the longest spelling of each place wins."""
    spellings = _spellings(tuple(known))
    found: list[DivisionSpan] = []
    for spelling, name, pattern in sorted(spellings, key=lambda entry: entry[0] in _DOCUMENT_WORDS):
        for match in pattern.finditer(line):
            if any(f.start < match.end() and match.start() < f.end for f in found):
                continue
            plain = _is_plain(spelling) or re.match(_KINDS, match.group(0)) is not None
            if not plain and not _stands_for_division(_with_marks(line, found), match, spelling):
                continue
            found.append(DivisionSpan(match.start(), match.end(), name, plain))
    found += _misspelt(line, spellings, found)
    return sorted(found, key=lambda span: span.start)


def called(name: str, known: Sequence[DivisionName]) -> str | None:
    """The division that a text is the name of, the whole of it, slips of the keys forgiven."""
    said = re.sub(r"[\s.ฯ]", "", name)
    if len(said) < 2:
        return None
    spellings = {re.sub(r"[\s.]", "", spelling): division for spelling, division, _ in _spellings(tuple(known))}
    if said in spellings:
        return spellings[said]
    best = process.extractOne(said, [s for s in spellings if len(s) > 4], scorer=fuzz.ratio, score_cutoff=_LIKE)
    return spellings[best[0]] if best else None


@lru_cache(maxsize=64)
def _spellings(known: tuple[DivisionName, ...]) -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    pairs = {(spelling, d.name) for d in known for spelling in (d.name, *d.aliases) if len(spelling) > 1}
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    return tuple((spelling, name, re.compile(_as_typed(spelling), re.IGNORECASE)) for spelling, name in ordered)


def _as_typed(spelling: str) -> str:
    """Blanks, ฯ and dots as they come: «กองการศึกษา ศาสนาและวัฒนธรรม», «กองการศึกษาฯ», «ตสน»."""
    if re.fullmatch(r"[ก-๎]{1,5}\.", spelling):
        bare = re.escape(spelling[:-1])
        return rf"(?<![ก-๎]){bare}(?:\.|(?![ก-๎.])|(?=ครับ|ค่ะ|คะ|นะ|มี|ยัง|เหลือ|ค้าง|กับ|ถึง|ต้อง|ส่ง))"
    body = r"\s*".join(re.escape(part) for part in spelling.split())
    return rf"(?:{_KINDS})?{body}(?:\s?ฯ)?" if not re.match(_KINDS, spelling) else rf"{body}(?:\s?ฯ)?"


def _is_plain(spelling: str) -> bool:
    return spelling.endswith(".") or re.match(_KINDS, spelling) is not None


def _stands_for_division(line: str, match: re.Match[str], spelling: str) -> bool:
    before, after = line[: match.start()], line[match.end() :]
    if spelling == "ปลัด" and (_PERSON_BEFORE.search(before) or _PERSON_AFTER.match(after)):
        return False
    if _COMPOUND.search(line[max(0, match.start() - 6) : match.end() + 8]):
        return False
    if spelling in _DOCUMENT_WORDS and not (_POINTED_AT.search(before) or (_PAIRED.match(after) and not re.sub(r"[\s\ue001-\ue00f]|[/.]\w+|ช่วย|ขอ", "", before))):
        return False
    if _BEFORE.search(before) and _AFTER.match(after):
        return True
    starts = word_starts(line)  # else it must be a word of its own
    return match.start() in starts and match.end() in starts


def _with_marks(line: str, found: Sequence[DivisionSpan]) -> str:
    out = line
    for span in found:
        out = out[: span.start] + "\ue003" * (span.end - span.start) + out[span.end :]
    return out


def _misspelt(
    line: str, spellings: tuple[tuple[str, str, re.Pattern[str]], ...], found: list[DivisionSpan]
) -> list[DivisionSpan]:
    """«กองสาธารสุข», «กองสวัดิการ»: what follows กอง, when it is close to just one name."""
    more: list[DivisionSpan] = []
    for match in _AFTER_KIND.finditer(line):
        if any(f.start < match.end() and match.start() < f.end for f in found):
            continue
        names = {spelling: name for spelling, name, _ in spellings if len(spelling) >= 5}
        best = process.extractOne(match.group(0), list(names), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best is None:
            names = {k: v for k, v in names.items() if re.match(_KINDS, k)}
            best = process.extractOne(match.group(0), list(names), scorer=_prefix_ratio, score_cutoff=_LIKE)
        if best is not None:
            more.append(DivisionSpan(match.start(), match.start() + min(len(best[0]), len(match.group(0))), names[best[0]], plain=True))
    return more


_AFTER_KIND: Final = re.compile(r"(?:กอง|สำนัก|หน่วย)(?!ไหน|ใด|อื่น|เรา|หนู|ผม|พี่|นี้|นั้น|อะไร|ของ|ที่|งาน|ละ|กำลัง|คน|ทุน|ใน)[ก-๎]{3,}")


def _prefix_ratio(typed: str, name: str, *, score_cutoff: float | None = None, processor: object = None) -> float:
    """The name against as much of what was typed: «กองสวัดิการถึงไหน»."""
    return max(fuzz.ratio(typed[: len(name) + extra], name, score_cutoff=score_cutoff) for extra in (-1, 0, 1))
