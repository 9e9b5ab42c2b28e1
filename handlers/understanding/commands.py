"""Commands and plain questions: /status, /ค้าง, ใครรับผิดชอบ O8, ลงทะเบียน CODE."""

import re
from collections.abc import Callable

from handlers import intents
from handlers.intents import Context, Intent, Scope
from handlers.understanding import codes, names

_COMMANDS: dict[str, str] = {
    "status": "status", "สถานะ": "status", "progress": "status", "ความก้าวหน้า": "status",
    "missing": "missing", "ค้าง": "missing", "ที่ค้าง": "missing", "งานค้าง": "missing",
    "due": "due", "กำหนด": "due", "กำหนดส่ง": "due", "ครบกำหนด": "due",
    "overdue": "overdue", "เลยกำหนด": "overdue",
    "item": "item", "ข้อ": "item", "รายละเอียด": "item", "มาตรการ": "item",
    "who": "who", "ใคร": "who", "owner": "who", "ผู้รับผิดชอบ": "who",
    "summary": "summary", "สรุป": "summary", "weekly": "summary", "สรุปสัปดาห์": "summary",
    "bind": "bind", "ผูกกลุ่ม": "bind",
    "help": "help", "ช่วย": "help", "ช่วยด้วย": "help", "วิธีใช้": "help", "เมนู": "help", "menu": "help",
    "undo": "undo", "ย้อนกลับ": "undo", "เลิกทำ": "undo",
    "me": "me", "ฉันคือใคร": "me", "whoami": "me",
    "register": "register", "ลงทะเบียน": "register",
    "update": "update", "อัปเดต": "update", "อัพเดต": "update", "report": "update", "รายงาน": "update", "done": "done",
    "cancel": "cancel", "ยกเลิก": "cancel",
}  # fmt: skip
_BY_LENGTH = sorted(_COMMANDS, key=len, reverse=True)
_PARTICLES = re.compile(r"(?:\s*(?:นะ)?(?:ครับผม|ครับ|คับ|ค่ะ|คะ|จ้ะ|จ้า|หน่อย|ที|ด้วย))+\s*$")
_REGISTER = re.compile(r"^ลงทะเบียน\s*(?:ด้วย)?\s*(?:รหัส)?\s*[:#]?\s*(?P<code>[A-Za-z0-9][A-Za-z0-9-]{3,30})$")
_WHO_AM_I = re.compile(r"^(?:ฉัน|ผม|ดิฉัน|เรา|หนู)(?:คือ|เป็น)ใคร")
_UNDO = re.compile(r"^(?:undo|เลิกทำ|ย้อนกลับ|ยกเลิกรายการล่าสุด|ยกเลิกการรายงาน(?:ล่าสุด|นี้)?|ถอนรายงานล่าสุด)$", re.I)
_CONFIRM = re.compile(r"^(?:ยืนยัน|ยืนยันการบันทึก|confirm)$", re.I)
_CANCEL = re.compile(r"^(?:ยกเลิก|ไม่ใช่|ไม่เอา|cancel)$", re.I)
_WHO = re.compile(r"ใคร(?:รับผิดชอบ|ดูแล|ทำ|เป็นเจ้าของ)|(?:กอง|หน่วย)(?:ไหน|ใด)(?:รับผิดชอบ|ดูแล|ทำ)|ผู้รับผิดชอบ")
_MISSING = re.compile(
    r"(?:ข้อ|อะไร|รายการ|กอง|มาตรการ)(?:ไหน|ใด|ที่)?(?:บ้าง)?(?:ที่)?(?:ยัง(?:ไม่(?:ได้)?(?:เสร็จ|ส่ง|ทำ|รายงาน|เรียบร้อย|ครบ)|ขาด|ค้าง|เหลือ)|ค้าง|ขาด|เหลือ)"
    r"|(?:เหลือ|ค้าง|ขาด)(?:ข้อ|รายการ)?(?:อะไร|ไหน|กี่ข้อ)"
)
_DUE = re.compile(
    r"ครบกำหนด(?:เมื่อ(?:ไร|ไหร่)|วันไหน|อะไร|ข้อไหน)|กำหนดส่ง(?:วันไหน|เมื่อ(?:ไร|ไหร่)|อะไร)|ใกล้ครบกำหนด|ใกล้ถึงกำหนด"
)
_OVERDUE = re.compile(r"เลยกำหนด(?:แล้ว)?(?:มี)?(?:อะไร|ข้อไหน|กี่)|(?:อะไร|ข้อไหน)(?:ที่)?(?:เลยกำหนด|เกินกำหนด)")
_PROGRESS = re.compile(r"(?:ถึงไหน|คืบหน้า|กี่เปอร์เซ็นต์|กี่%|ความก้าวหน้า|ภาพรวม)")
_THANKS = re.compile(
    r"^(?:รับทราบ|ทราบ|ขอบคุณ|ขอบใจ|สวัสดี|โอเค|ok|okay|ได้)(?:แล้ว|มาก|ๆ|\s)*$", re.I
)  # fmt: skip
_HELP = re.compile(r"^(?:ช่วยเหลือ|ใช้(?:งาน)?(?:ยังไง|อย่างไร)|ทำอะไรได้บ้าง|วิธีใช้(?:งาน)?)$")


def read(line: str, context: Context) -> Intent | None:
    """A command or a question that the line plainly is; None leaves the line to the reports."""
    body = _PARTICLES.sub("", line).strip()
    if body.startswith("/"):
        return _slash(body[1:].strip(), context)
    if match := _REGISTER.match(body):
        return intents.Register(match["code"].upper())
    bare = body.casefold()
    if bare in _COMMANDS and bare not in ("done", "report", "update", "รายงาน", "ข้อ", "มาตรการ", "อัปเดต", "อัพเดต"):
        return _command(_COMMANDS[bare], "", context)
    if _WHO_AM_I.search(body):
        return intents.WhoAmI()
    if _UNDO.match(body):
        return intents.Undo()
    if _CONFIRM.match(body) and context.pending and context.pending.asks == "confirm":
        return intents.Confirm(context.pending.token)
    if _CANCEL.match(body):
        return intents.Cancel() if context.pending else intents.Undo() if body == "ยกเลิก" else None
    if _THANKS.match(body):
        return intents.Thanks()
    if _HELP.match(body):
        return intents.Help()
    return _question(body, context)


def _slash(body: str, context: Context) -> Intent | None:
    folded = body.casefold()
    word = next((w for w in _BY_LENGTH if folded.startswith(w)), None)
    if word is None:
        return None
    return _command(_COMMANDS[word], body[len(word) :].strip(" :"), context, body)


def _command(name: str, argument: str, context: Context, body: str = "") -> Intent | None:
    found = _codes_in(argument)
    match name:
        case "status":
            if found:
                return _known(found, context) or intents.ShowItem(found)
            return _scoped(intents.ShowProgress, argument, context)
        case "missing":
            return _scoped(intents.ListMissing, argument, context)
        case "due":
            return _scoped(intents.ListDue, argument, context)
        case "overdue":
            return _scoped(lambda s, d: intents.ListDue(s, d, overdue=True), argument, context)
        case "item":
            found = found or _codes_in(body) or _codes_in(f"ข้อ {argument}")
            return _known(found, context) or (intents.ShowItem(found) if found else intents.Clarify())
        case "who":
            found = found or _codes_in(f"ข้อ {argument}")
            return _known(found, context) or (intents.WhoOwns(found) if found else intents.Clarify())
        case "summary":
            return intents.WeeklySummary()
        case "bind":
            return intents.Bind()
        case "help":
            return intents.Help()
        case "undo":
            return intents.Undo()
        case "cancel":
            return intents.Cancel() if context.pending else intents.Undo()
        case "me":
            return intents.WhoAmI()
        case "register":
            code = re.sub(r"^(?:ด้วย)?\s*(?:รหัส)?\s*", "", argument)
            return intents.Register(code.upper()) if re.fullmatch(r"[A-Za-z0-9-]{4,31}", code) else intents.Help()
        case _:  # update, done: what follows is a report
            return None


def _question(body: str, context: Context) -> Intent | None:
    found = _codes_in(body)
    if _WHO.search(body) and found:
        return _known(found, context) or intents.WhoOwns(found)
    if found:
        return None
    if _OVERDUE.search(body):
        return _scoped(lambda s, d: intents.ListDue(s, d, overdue=True), body, context)
    if _MISSING.search(body):
        return _scoped(intents.ListMissing, body, context)
    if _DUE.search(body):
        return _scoped(intents.ListDue, body, context)
    if _PROGRESS.search(body):
        return _scoped(intents.ShowProgress, body, context)
    return None


def _scoped(make: Callable[[Scope, tuple[str, ...]], Intent], argument: str, context: Context) -> Intent:
    divisions = names.divisions_in(argument, context.divisions)
    scope: Scope = "all" if context.role in (None, "coordinator", "chief") else "mine"
    if divisions:
        scope = "division"
    elif names.means_all(argument):
        scope = "all"
    elif names.means_mine(argument):
        scope = "mine"
    elif (rest := argument.strip()) and _names_a_division(rest):
        return intents.Clarify(unknown_division=rest[:60])
    return make(scope, divisions)


def _names_a_division(text: str) -> bool:
    return bool(re.match(r"^(?:กอง|สำนัก|หน่วย|ฝ่าย)\S{2,40}$", text))


def _codes_in(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for span in codes.find(text) for code in span.codes))


def _known(found: tuple[str, ...], context: Context) -> Intent | None:
    """Codes the office does not have are said so, never passed on."""
    known = {item.code for item in context.items}
    unknown = tuple(code for code in found if code not in known)
    return intents.Clarify(unknown_codes=unknown) if unknown else None
