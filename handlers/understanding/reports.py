"""Reports: which items, which state. Anything that is not plainly a report is asked back, never written."""

import re
from dataclasses import dataclass

from handlers import intents
from handlers.intents import Context, Intent, StatusChange
from handlers.understanding import codes, names
from models.words import Status

_STATUSES: list[tuple[Status, re.Pattern[str]]] = [
    ("not_started", re.compile(r"ยังไม่(?:ได้)?(?:เริ่ม|ดำเนินการ|ลงมือ|ทำ)(?:ดำเนินการ|ทำ)?(?:เลย)?")),
    (
        "in_progress",
        re.compile(
            r"(?:อยู่ระหว่าง(?:การ)?|กำลัง|อยู่ในระหว่าง(?:การ)?)(?:ดำเนินการ|ดำเนินงาน|จัดทำ|ทำ|เตรียม|รวบรวม)?(?:อยู่)?|ทำอยู่"
        ),
    ),
    (
        "done",
        re.compile(
            r"(?:ดำเนินการ|ทำ|จัดทำ|ลงเว็บ(?:ไซต์)?|เผยแพร่|อัป(?:โหลด)?(?:ขึ้น)?(?:เว็บ)?|ขึ้นเว็บ)?(?:เสร็จ|แล้วเสร็จ)(?:เรียบร้อย|สิ้น|สมบูรณ์)?(?:แล้ว)?"
            r"|(?:ดำเนินการ|จัดทำ|ทำ|เผยแพร่|ลงเว็บ(?:ไซต์)?|ขึ้นเว็บ)?เรียบร้อย(?:แล้ว)?"
            r"|(?:เผยแพร่|ลงเว็บ(?:ไซต์)?|ขึ้นเว็บ(?:ไซต์)?|ดำเนินการ)แล้ว|\bdone\b"
        ),
    ),
]
# Words that turn a report into something else: a question, a wish, hearsay, nearly, not, later.
_DOUBT = re.compile(
    r"\?|ไหม|มั้ย|มัย|หรือยัง|รึยัง|รึเปล่า|หรือเปล่า|ยัง(?=\s*(?:ครับ|คะ|ค่ะ|$))|เกือบ|ใกล้|จวน|แทบ|เหลือ|จะ|คาดว่า|น่าจะ|คง|เดี๋ยว|พรุ่งนี้|"
    r"ภายใน|ถ้า|หาก|เขาบอก|เขาว่า|ได้ยิน|เห็นว่า|ไม่ใช่|เอ้ย|เอ๊ย|ผิด|เมื่อ(?:ไร|ไหร่)|ทำไม|ใคร|ยังไม่|ไม่|อาจ|บอกว่า|ฝากบอก|แต่|ยกเว้น|ต้อง"
)
_FILLER = re.compile(
    r"(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้า|จ้ะ|นะ|ขอ|แจ้ง|รายงาน|สถานะ|ผล|การ|ว่า|เรียน|ท่าน|ของ|เรา|ผม|ดิฉัน|หนู|กอง|แล้ว|ทั้ง|หมด|คู่|ด้วย|และ|กับ|ส่วน|ข้อ|"
    r"มาตรการ|วันนี้|อัปเดต|อัพเดต|update|เป็น|ได้|ตอนนี้|เรียบร้อย|[\s,.:;()/\-–✓✅]|ให้|ที่|รบกวน|บันทึก|หน่อย|ดำเนินการ|ทำ)+",
    re.IGNORECASE,
)
_URL = re.compile(r"(?:https?://|www\.)\S+")
_COMMAND = re.compile(r"^/\s*(?:update|อัปเดต|อัพเดต|report|รายงาน)?\s*", re.IGNORECASE)
_EVERYTHING = re.compile(r"ทุกข้อ|ทุกกอง|ทุกรายการ|ทั้งหมด|ignore|กฎ|กติกา|100\s*%", re.IGNORECASE)


@dataclass(frozen=True)
class _Mark:
    start: int
    end: int
    codes: tuple[str, ...] = ()
    status: Status | None = None


def read(line: str, context: Context) -> Intent:
    """A report when items and states pair off plainly and nothing in the line casts doubt; otherwise ask back."""
    urls = tuple(match.rstrip(".,;)") for match in _URL.findall(line))
    body = _COMMAND.sub("", _URL.sub(" ", line)) if line.startswith("/") else _URL.sub(" ", line)
    spans = codes.find(body)
    found = tuple(dict.fromkeys(code for span in spans for code in span.codes))
    known = {item.code for item in context.items}
    unknown = tuple(code for code in found if code not in known)
    if unknown:
        return intents.Clarify(items=tuple(c for c in found if c in known), unknown_codes=unknown)
    statuses = _statuses(body)
    if not found:
        return _without_codes(body, statuses, context, urls)
    if not statuses:
        plain = not _leftover(body, [_Mark(s.start, s.end, s.codes) for s in spans], context)
        question = re.search(r"\?|ไหม|มั้ย|ยัง|อะไร|รายละเอียด|องค์ประกอบ|เมื่อ(?:ไร|ไหร่)|ถึงไหน", body)
        return intents.ShowItem(found) if plain or question else intents.Clarify(items=found)
    marks = sorted([*(_Mark(s.start, s.end, s.codes) for s in spans), *statuses], key=lambda m: m.start)
    if _doubtful(body, marks):
        asks = re.search(r"\?|ไหม|มั้ย|ยัง\s*(?:ครับ|คะ|ค่ะ)?$|รึยัง|หรือยัง|เปล่า", body)
        return intents.ShowItem(found) if asks else intents.Clarify(items=found)
    changes = _pairs(marks)
    if changes is None or _leftover(body, marks, context):
        only = {m.status for m in statuses}
        return intents.Clarify(items=found, status=only.pop() if len(only) == 1 else None)
    named = names.divisions_in(_blank(body, marks), context.divisions)
    if len(named) > 1:
        return intents.Clarify(items=found)
    return intents.UpdateStatus(changes=changes, evidence=urls, division=named[0] if named else None)


def _statuses(body: str) -> list[_Mark]:
    marks: list[_Mark] = []
    for status, pattern in _STATUSES:
        for match in pattern.finditer(body):
            if match.group(0) and not any(m.start < match.end() and match.start() < m.end for m in marks):
                marks.append(_Mark(match.start(), match.end(), status=status))
    return marks


def _without_codes(body: str, statuses: list[_Mark], context: Context, urls: tuple[str, ...]) -> Intent:
    pending = context.pending
    status = statuses[0].status if len({m.status for m in statuses}) == 1 else None
    if status and pending and pending.asks == "status" and pending.items:
        if not _doubtful(body, statuses) and not _leftover(body, statuses, context):
            return intents.UpdateStatus(tuple(StatusChange(i, status) for i in pending.items), evidence=urls)
        return intents.Clarify(items=pending.items)
    if _EVERYTHING.search(body) and (statuses or re.search(r"\bdone\b|เสร็จ|%", body)):
        return intents.Clarify()
    return intents.Clarify(status=status) if statuses else intents.Unknown()


def _doubtful(body: str, marks: list[_Mark]) -> bool:
    return bool(_DOUBT.search(_blank(body, marks)))


def _leftover(body: str, marks: list[_Mark], context: Context) -> str:
    """What is neither code, state, division nor small talk: a report has nothing of the kind."""
    return _FILLER.sub("", names.without_divisions(_blank(body, marks), context.divisions))


def _blank(body: str, marks: list[_Mark]) -> str:
    out = list(body)
    for mark in marks:
        out[mark.start : mark.end] = " " * (mark.end - mark.start)
    return "".join(out)


def _pairs(marks: list[_Mark]) -> tuple[StatusChange, ...] | None:
    """Pair each group of codes with the state that follows it (or goes before all of them); None when they don't."""
    if marks and marks[0].status:
        if any(m.status for m in marks[1:]):
            return None
        changes = {code: marks[0].status for m in marks[1:] for code in m.codes}
    else:
        changes = {}
        waiting: list[str] = []
        for mark in marks:
            if mark.codes:
                waiting += mark.codes
            elif mark.status and waiting:
                if any(changes.get(code, mark.status) != mark.status for code in waiting):
                    return None
                changes |= dict.fromkeys(waiting, mark.status)
                waiting = []
            elif mark.status and changes:
                if set(changes.values()) != {mark.status}:
                    return None
            else:
                return None
        if waiting:
            return None
    return tuple(StatusChange(code, status) for code, status in changes.items())
