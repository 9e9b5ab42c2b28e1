"""Slash commands, Thai and English, mistyped or with the argument glued on: /status คลัง, /ค้าง, /updateo6เสร็จ, /hlep."""

import re
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from handlers import intents
from handlers.intents import Context, Intent
from handlers.understanding import cues, names, sentences
from handlers.understanding.marking import Marked, mark, sorted_codes
from handlers.understanding.scopes import scope_of

_NAMES: Final[dict[str, tuple[str, ...]]] = {
    "status": ("status", "สถานะ", "progress", "ความก้าวหน้า", "ความคืบหน้า", "คืบหน้า", "ภาพรวม", "stat", "สเตตัส"),
    "missing": ("missing", "ค้าง", "ที่ค้าง", "งานค้าง", "ยังขาด", "ขาด", "เหลือ", "ยังไม่เสร็จ", "todo", "ตกค้าง", "มิสซิ่ง"),
    "due": ("due", "กำหนด", "กำหนดส่ง", "ครบกำหนด", "ใกล้กำหนด", "deadline", "เดดไลน์", "ใกล้ครบกำหนด"),
    "overdue": ("overdue", "เลยกำหนด", "เกินกำหนด", "late", "ล่าช้า"),
    "item": ("item", "ข้อ", "รายละเอียด", "มาตรการ", "detail", "show", "ดู", "ดูข้อ", "info", "องค์ประกอบ"),
    "who": ("who", "ใคร", "owner", "ผู้รับผิดชอบ", "เจ้าของ", "ใครรับผิดชอบ", "รับผิดชอบ", "เจ้าภาพ"),
    "summary": ("summary", "สรุป", "weekly", "สรุปสัปดาห์", "สรุปรายสัปดาห์", "สรุปประจำสัปดาห์", "รายสัปดาห์", "week"),
    "bind": ("bind", "ผูกกลุ่ม"),
    "help": ("help", "ช่วย", "ช่วยเหลือ", "ช่วยด้วย", "วิธีใช้", "เมนู", "menu", "คำสั่ง", "start", "คู่มือ", "เฮลป์", "เฮลพ์"),
    "undo": ("undo", "ย้อนกลับ", "เลิกทำ", "ย้อน", "ถอย", "ถอน", "อันดู"),
    "me": ("me", "whoami", "ฉันคือใคร"),
    "register": ("register", "ลงทะเบียน", "สมัคร", "regis", "รีจิสเตอร์"),
    "update": ("update", "อัปเดต", "อัพเดต", "อัพเดท", "อัปเดท", "แจ้ง", "แจ้งผล", "รายงานผล", "set", "ปรับ"),
    "report": ("report", "รายงาน"),
    "done": ("done", "เสร็จ", "เสร็จแล้ว", "เรียบร้อย"),
    "doing": ("doing", "กำลังทำ", "inprogress"),
    "cancel": ("cancel", "ยกเลิก"),
    "history": ("history", "ประวัติ", "log", "ย้อนหลัง"),
    "chase": ("chase", "remind", "ทวง", "เตือน", "ตาม", "เร่ง", "จี้", "ทวงงาน", "แจ้งเตือน", "ติดตาม", "สะกิด", "จี้งาน", "ตามงาน", "ทวงถาม"),
    "extend": ("extend", "ขยายเวลา", "เลื่อน", "ขอเลื่อน", "ขอขยาย", "ขอขยายเวลา", "ขยาย", "เลื่อนส่ง", "postpone"),
    "problem": ("problem", "ปัญหา", "แจ้งปัญหา", "อุปสรรค", "issue", "ติดปัญหา"),
    "export": ("export", "ส่งออก", "ออกรายงาน", "ไฟล์", "พิมพ์", "พิมพ์รายงาน", "ดาวน์โหลด", "เอกสาร", "เล่มรายงาน", "print"),
    "evidence": ("evidence", "หลักฐาน", "แนบ", "ลิงก์", "ลิ้งค์", "link", "แนบหลักฐาน", "attach", "แนบลิงก์"),
    "thanks": ("thanks", "ขอบคุณ"),
}  # fmt: skip
_WORDS: Final = {word: name for name, words in _NAMES.items() for word in words}
_BY_LENGTH: Final = sorted(_WORDS, key=lambda word: (-len(word), word))
_SLASH: Final = re.compile(r"^/\s*")
_POLITE: Final = re.compile(r"(?:\s*(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้ะ|จ้า|หน่อย|ที|ด้วย))+\s*$")
_BARE_WORDS: Final = ("status", "missing", "due", "overdue", "help", "undo", "summary", "weekly", "progress", "whoami", "bind", "menu")


def is_command(line: str) -> bool:
    return line.startswith("/") or _POLITE.sub("", line).casefold() in _BARE_WORDS


def read(line: str, context: Context) -> Intent | None:
    """The command's intent; None when the line is no command that we know."""
    body = _SLASH.sub("", line)
    name, argument = _split(body)
    if name is None:
        found = mark(body, context)
        if found.items and re.fullmatch(rf"\ue001(?:{cues.PARTICLES})*", found.text):
            return _known(found.items, context) or intents.ShowItem(sorted_codes(found.items))
        return None
    return _command(name, argument, context)


def _split(body: str) -> tuple[str | None, str]:
    """The command's name and its argument; what is glued on («/statusคลัง») and slips of the keys («/staus») are seen through."""
    folded = body.casefold()
    first = re.match(r"[a-z]+|[ก-๎]+", folded)
    if first is None:
        return None, body
    head = first.group(0)
    if head in _WORDS:
        return _WORDS[head], body[len(head) :].strip(" :")
    latin = head.isascii()
    prefix = next((word for word in _BY_LENGTH if folded.startswith(word) and len(word) > 2), None)
    if prefix is not None and not (latin and _is_slip(head) and len(prefix) < len(head) - 2 and not re.match(r"o\d|[ก-๎]", folded[len(prefix) :])):
        return _WORDS[prefix], body[len(prefix) :].strip(" :")
    for end in range(len(head), 2, -1):
        word = _meant(head[:end])
        if word is not None and (end == len(head) or re.match(r"[om]?\d|[^a-z]", folded[end:])):
            return _WORDS[word], body[end:].strip(" :")
    return None, body


def _is_slip(head: str) -> bool:
    return _meant(head) is not None


def _meant(typed: str) -> str | None:
    """The command a mistyped word stands for: one slip in short words, two in long ones."""
    words = [word for word in _WORDS if word.isascii() == typed.isascii() and len(word) > 2]
    allowed = 1 if len(typed) < 6 else 2
    best = process.extractOne(typed, words, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return best[0] if best else None


def _command(name: str, argument: str, context: Context) -> Intent | None:
    marked = mark(argument, context)
    if name in ("status", "missing", "due", "overdue", "chase") and not marked.divisions and not marked.items:
        division = names.called(_POLITE.sub("", argument), context.divisions)
        if division is not None:
            marked = mark(division, context)
    items = _items(name, argument, marked, context)
    unknown = _known(items, context)
    codes = sorted_codes(items)
    match name:
        case "status" if items:
            return unknown or intents.ShowItem(codes)
        case "status":
            return _lost_division(argument, marked) or intents.ShowProgress(*scope_of(marked, context))
        case "missing":
            return _lost_division(argument, marked) or intents.ListMissing(*scope_of(marked, context))
        case "due":
            days = [day.last for day in marked.days]
            overdue = cues.OVERDUE.search(argument) is not None
            return _lost_division(argument, marked) or intents.ListDue(*scope_of(marked, context), None if overdue else days[-1] if days else None, overdue)
        case "overdue":
            return _lost_division(argument, marked) or intents.ListDue(*scope_of(marked, context), None, overdue=True)
        case "item":
            return unknown or (intents.ShowItem(codes) if items else intents.Clarify())
        case "who":
            return unknown or (intents.WhoOwns(codes) if items else intents.Clarify())
        case "history":
            return unknown or (intents.ShowHistory(codes) if items else intents.Clarify())
        case "summary":
            return intents.WeeklySummary()
        case "bind":
            return intents.Bind()
        case "help":
            return intents.Help()
        case "thanks":
            return intents.Thanks()
        case "undo":
            return intents.Undo()
        case "cancel":
            return intents.Cancel() if context.pending else intents.Undo()
        case "me":
            return intents.WhoAmI()
        case "register":
            code = re.search(r"[A-Za-z0-9][A-Za-z0-9-]{3,30}", argument)
            return intents.Register(code.group(0).upper()) if code else intents.Help()
        case "chase":
            return intents.Chase(() if cues.EVERYTHING.search(argument) else marked.divisions)
        case "export":
            return intents.ExportReport()
        case "extend":
            return unknown or _extension(codes, marked)
        case "problem":
            return unknown or (intents.ReportProblem(codes, argument) if items else intents.Clarify())
        case "evidence":
            return unknown or (intents.AttachEvidence(codes, marked.urls) if items and marked.urls else intents.Clarify(items=codes))
        case "report" if not items:
            return intents.ExportReport()
        case "done" | "doing":
            return unknown or sentences.read(mark(f"{argument} {'เสร็จแล้ว' if name == 'done' else 'กำลังทำ'}", context), context)
        case _:  # update, report: what follows is a report
            if not argument:
                return intents.Clarify()
            read = sentences.read(marked, context)
            return read if not isinstance(read, intents.Unknown | intents.Thanks | intents.ShowItem) else intents.Clarify(items=codes)


def _items(name: str, argument: str, marked: Marked, context: Context) -> tuple[str, ...]:
    """Where a command asks for an item a bare number is one: /ข้อ 8, /who 8, /มาตรการ 3."""
    if marked.items or name not in ("item", "who", "history", "extend", "evidence", "problem", "done", "doing"):
        return marked.items
    if re.match(r"\s*[0-9๐-๙]", argument):
        return mark(f"ข้อ {argument}", context).items
    return ()


def _extension(codes: tuple[str, ...], marked: Marked) -> Intent:
    days = [day.last for day in marked.days]
    if not codes:
        return intents.Clarify()
    named = marked.divisions
    return intents.RequestExtension(codes, days[-1] if days else None, reason="", division=named[0] if len(named) == 1 else None)


def _known(found: tuple[str, ...], context: Context) -> Intent | None:
    """Codes the office does not have are said so, never passed on."""
    known = {item.code for item in context.items}
    unknown = tuple(code for code in found if code not in known)
    return intents.Clarify(items=tuple(c for c in found if c in known), unknown_codes=unknown) if unknown else None


def _lost_division(argument: str, marked: Marked) -> Intent | None:
    """/status กองปลา: a division that the office does not have."""
    if marked.divisions or marked.items:
        return None
    rest = _POLITE.sub("", argument).strip()
    if re.match(r"^(?:กอง|สำนัก|หน่วย|ฝ่าย)(?!ผม|หนู|เรา|ของ|ตัวเอง|พี่|ฉัน|ดิฉัน|ไหน|ใด|อื่น|นี้)\S{2,40}$", rest):
        return intents.Clarify(unknown_division=rest[:60])
    return None
