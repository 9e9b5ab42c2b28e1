"""Plain sentences: what is asked for, reported or only said. The order of the questions put to a line is its meaning:
what would write comes last among equals, and only when nothing makes it doubtful."""

import re
from datetime import date
from functools import cached_property
from typing import Final

from handlers import intents
from handlers.intents import Context, Intent, StatusChange
from handlers.understanding import cues, reports, states
from handlers.understanding.marking import DATE, ITEM, NAMED, STATE_FOLLOWS, Marked, sorted_codes
from handlers.understanding.scopes import scope_of
from handlers.understanding.segment import word_starts

_LEADERS: Final = ("coordinator", "chief")
_SHORT: Final = 26


class Sentence:
    """One marked line with what is known about its speaker, and the questions that can be put to it."""

    def __init__(self, marked: Marked, context: Context) -> None:
        self.marked = marked
        self.text = marked.text
        self.context = context
        self.asks = context.pending.asks if context.pending else None
        self.asked = context.pending.items if context.pending else ()
        known = {item.code for item in context.items}
        self.unknown = tuple(code for code in marked.items if code not in known)
        self.items = sorted_codes(tuple(code for code in marked.items if code in known))
        self.report = reports.read(marked, self.asked if self.asks in ("status", "evidence", "problem", "date") else ())
        plain = cues.NO_QUESTION.sub("", self._plain_end())
        if self.report.changes:
            plain = cues.TAIL_QUESTION.sub("", plain)
        self.question = cues.QUESTION.search(plain) is not None
        self.unsure = cues.UNSURE.search(plain) is not None
        self.speaks_of_state = bool(states.find(self.text))

    def _plain_end(self) -> str:
        """The line without a question that its own end answers: «O17 เหรอคะ ยังไม่ได้เริ่มเลย»."""
        last = re.split(r"(?:คะ|ครับ|ค่ะ|คับ|จ๊ะ)\s+|[?!]\s+", self.text)[-1]
        said = [span for span in states.find(last) if span.state in ("in_progress", "not_started") and not span.weak]
        ends_plainly = said and self.report.changes and all(c.status != "done" for c in self.report.changes)
        before = self.text[: len(self.text) - len(last)]
        if ends_plainly and before and not last.startswith("หรือ") and not states.find(before):
            return last
        return re.sub(rf"{ITEM}\s?(?:น่ะ|อ่ะ|อะ|นี่|เนี่ย)?(?:เหรอ|หรอ)(?:คะ|ครับ|คับ)?(?=\s\S)", ITEM, self.text)

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text) is not None

    def has_word(self, pattern: re.Pattern[str]) -> bool:
        """Like `has`, but what matches must begin where a word does: no «กิน» in «ไม่เกิน»."""
        return any(match.start() in self._word_starts for match in pattern.finditer(self.text))

    @cached_property
    def _word_starts(self) -> frozenset[int]:
        return word_starts(self.text)

    @property
    def of_this(self) -> tuple[str, ...]:
        """The items spoken of: those named, else those the bot has just asked about."""
        return self.items or (self.asked if self._asked_fits() else ())

    @cached_property
    def is_plain(self) -> bool:
        """Nothing but names, states and polite words."""
        rest = self.text
        for span in reversed(states.find(rest)):
            rest = rest[: span.start] + " " + rest[span.end :]
        return not re.sub(rf"{NAMED}|{cues.PARTICLES}|[\s,.\-/:]", "", rest)

    @property
    def reason(self) -> str:
        """Why more time is asked for, when the line says so."""
        match = cues.REASON.search(self.marked.typed)
        return self.marked.typed[match.start() :].strip() if match else ""

    def _asked_fits(self) -> bool:
        vague = self.marked.vague
        return self.asks == "problem" or not vague or bool(set(vague) & set(self.asked)) or re.search(r"ข้อนี้|อันนี้|ตัวนี้|เรื่องนี้", self.text) is not None

    @property
    def until(self) -> date | None:
        """The date that is asked for: not the one it replaces («แทน», «จาก»), rather one after «เป็น», «ถึง», «ภายใน»."""
        places = [match.start() for match in re.finditer(DATE, self.text)]
        dated = [(self.text[:place], day.last) for place, day in zip(places, self.marked.days, strict=True)]
        wanted = [day for before, day in dated if not re.search(r"(?:แทน|จาก|เดิม|เมื่อ|ของเดิม|กำหนด)\s*(?:วันที่|คือ)?\s*$", before)]
        aimed = [day for before, day in dated if re.search(r"(?:เป็น|ถึง|ภายใน|ไป|ส่ง|ภายในวันที่|ไม่เกิน|เป็นวันที่|ถึงวันที่)\s*$", before)]
        chosen = [day for day in aimed if day in wanted] or wanted or [day for _, day in dated]
        return chosen[-1] if chosen else None


def read(marked: Marked, context: Context) -> Intent:
    return of(Sentence(marked, context))


def of(s: Sentence) -> Intent:
    if (answer := _plain_answer(s)) is not None:
        return answer
    if not re.search(rf"[^\W_]|{NAMED}", s.text):
        return intents.Thanks() if s.text else intents.Unknown()
    if s.has(cues.ANNOUNCEMENT) and not s.items:
        return intents.Unknown()
    for reader in (_registration, _order, _undo, _pending_answer, _extension, _history, _help, _chase, _document, _weekly, _write_or_ask, _lists, _problem, _evidence, _about_items, _small_talk):
        if (intent := reader(s)) is not None:
            return intent
    if s.asks in ("status", "problem", "evidence") and not s.has_word(cues.OFF_TOPIC) and not s.question and not s.items:
        return intents.Clarify(items=s.asked)
    return intents.Clarify() if _about_work(s) else intents.Unknown()


_YES: Final = re.compile(r"^(?:ยืนยัน(?:การบันทึก)?|confirm)$", re.IGNORECASE)
_NO: Final = re.compile(r"^(?:ยกเลิก|ไม่ใช่|ไม่เอา|cancel)$", re.IGNORECASE)
_WHO_AM_I: Final = re.compile(r"^(?:ฉัน|ผม|ดิฉัน|เรา|หนู|กระผม)(?:คือ|เป็น)ใคร")


def _plain_answer(s: Sentence) -> Intent | None:
    """A confirmation typed instead of tapped, a question dropped, and who the speaker is to the bot."""
    said = re.sub(rf"{cues.PARTICLES}+$", "", s.text).strip()
    if _YES.match(said) and s.context.pending and s.asks == "confirm":
        return intents.Confirm(s.context.pending.token)
    if _NO.match(said):
        return intents.Cancel() if s.context.pending else intents.Undo()
    return intents.WhoAmI() if _WHO_AM_I.match(s.text) else None


def _registration(s: Sentence) -> Intent | None:
    match = cues.REGISTER.search(s.marked.typed)
    if match is None:
        return None
    code = match["code"] or match["code2"]
    if not re.search(r"\d", code) and code.upper() != code:
        return None
    return intents.Register(code.upper())


def _order(s: Sentence) -> Intent | None:
    """Orders to set everything done or to forget the rules are never obeyed."""
    if s.has(cues.INJECTION):
        about = s.report.only or s.items or re.search(r"เสร็จ|done|100|สถานะ|ข้อ|ITA|เขียว|กอง", s.text, re.IGNORECASE)
        return intents.Clarify() if about else intents.Unknown()
    everything = s.has(cues.EVERYTHING) and not s.items
    if everything and s.report.only == "done" and s.has(cues.ORDER) and not s.question:
        return intents.Clarify()
    if everything and re.search(r"100\s?%|ร้อยเปอร์เซ็น|เขียว|ติ๊กถูก", s.text) and s.has(cues.ORDER) and not s.question:
        return intents.Clarify()
    return None


def _undo(s: Sentence) -> Intent | None:
    if not s.has(cues.UNDO) or (s.question and not re.search(r"ได้(?:ไหม|มั้ย)|(?:ที|หน่อย|ให้)(?:ค่ะ|ครับ|นะ|\s)", s.text)):
        return None
    if re.search(r"ยกเลิก|ย้อน", s.text) and re.search(r"สัญญา|โครงการ|ประชุม|วิทยากร|นัด|กะทันหัน|ย้อนหลัง", s.text):
        return None
    if re.search(r"(?:ลบ|ถอน|ยกเลิก)[^\n\ue001]{0,16}(?:ที่ว่า|ที่บอกว่า|ที่แจ้งว่า)", s.text):
        return intents.Undo()
    last = max(match.end() for match in cues.UNDO.finditer(s.text))
    if s.report.changes and s.items and any(span.start >= last - 4 for span in states.find(s.text)):
        return None  # a correction that says what is right is a report, not a taking back
    return intents.Undo()


def _pending_answer(s: Sentence) -> Intent | None:
    """A line that answers what the bot asked; one that does not goes on to the other readers."""
    if s.asks is None or s.question:
        return None
    others = s.items and set(s.items) != set(s.asked)
    if s.asks == "date" and s.until and not others and s.report.changes is None:
        return intents.RequestExtension(s.of_this, s.until, reason=s.reason)
    if s.asks == "date" and re.search(r"ยัง(?:ไม่|ระบุ|บอก)\S{0,14}(?:วัน|เมื่อไ)|ยังไม่(?:แน่ใจ|ทราบ|รู้|ชัวร์)", s.text) and not others:
        return intents.RequestExtension(s.of_this, None, reason=s.reason)
    if s.asks == "evidence" and s.marked.urls and not s.items and s.report.only is None:
        return intents.AttachEvidence(sorted_codes(s.asked), s.marked.urls)
    if s.asks == "problem" and not others and s.report.only is None and len(s.text) > 6:
        if s.has(cues.EXTEND) or _only_small_talk(s):
            return None
        return intents.ReportProblem(sorted_codes(s.of_this), s.marked.typed)
    if s.asks == "problem" and not others and s.report.only not in (None, "done") and (s.has(cues.PROBLEM) or s.report.weak):
        return intents.ReportProblem(sorted_codes(s.of_this), s.marked.typed)
    return None


def _extension(s: Sentence) -> Intent | None:
    if not s.has(cues.EXTEND) or (s.marked.divisions and not s.items and s.has(cues.CHASE)):
        return None
    if s.question and not re.search(r"ได้(?:ไหม|มั้ย|หรือ|มั๊ย|รึ|ปะ|ป่ะ|บ่)|ไหว(?:ไหม|มั้ย)|โอเค(?:ไหม|มั้ย)", s.text) and s.has(cues.WHO):
        return None
    if s.question and re.search(r"ใคร(?:ขอ|เลื่อน)|กี่ครั้ง|เมื่อไ|กองไหน", s.text):
        return None
    if s.report.changes and all(c.status == "done" for c in s.report.changes) and not re.search(r"ขอ(?!ง)|ได้(?:ไหม|มั้ย)|อนุมัติ|ให้เลื่อน", s.text):
        return None
    items = s.of_this
    if s.unknown:
        return intents.Clarify(items=s.items, unknown_codes=s.unknown)
    if items:
        named = s.marked.divisions
        return intents.RequestExtension(sorted_codes(items), s.until, reason=s.reason, division=named[0] if len(named) == 1 else None)
    return intents.Clarify() if _about_work(s) or s.until and not s.has_word(cues.OFF_TOPIC) else None


def _history(s: Sentence) -> Intent | None:
    if not s.has(cues.HISTORY):
        return None
    if s.of_this:
        return intents.ShowHistory(sorted_codes(s.of_this))
    return intents.Clarify() if _about_work(s) and not s.has_word(cues.OFF_TOPIC) else None


def _help(s: Sentence) -> Intent | None:
    if s.has(cues.HELP) and not (s.items and s.report.changes and not s.question):
        return intents.Help()
    return None


def _chase(s: Sentence) -> Intent | None:
    if not s.has(cues.CHASE):
        return None
    if s.context.role in ("head", "staff") and not s.marked.divisions:
        return None
    if s.question and re.search(r"(?:ทวง|เตือน|ตาม|จี้)\S{0,10}(?:หรือยัง|รึยัง|แล้วยัง|ไปยัง|กี่)", s.text):
        return None
    if s.report.changes and s.items and not s.marked.divisions:
        return None
    if re.search(r"ขอบคุณ|ขอบใจ", s.text) or (s.has(cues.MAKE) and re.search(r"ไฟล์|word|excel|pdf|เล่ม|ตาราง", s.text, re.IGNORECASE)):
        return None
    if s.marked.divisions and not _CHASE_ALL.search(re.sub(r"ไม่(?:ต้อง|ได้)?\S{0,4}(?:ทวง|เตือน|ตาม|จี้)\S{0,8}(?:ทุกกอง|ทั้งหมด)", "", s.text)):
        return intents.Chase(s.marked.divisions)
    if s.has(cues.LATE_ONES) or len(s.text) < _SHORT:
        if s.has_word(cues.OFF_TOPIC) and not s.marked.divisions:
            return None
        return intents.Chase(())
    return None


_CHASE_ALL: Final = re.compile(r"ทุกกอง|ทุกสำนัก")


def _document(s: Sentence) -> Intent | None:
    if not (s.has(cues.DOCUMENT) and s.has(cues.MAKE)):
        return None
    if s.report.changes or (s.items and s.report.only) or s.has(cues.EXTEND):
        return None
    if s.speaks_of_state and not re.search(r"ขอ(?!ใช้)|ช่วย|ออก|ทำ(?=ไฟล์|รายงาน|ตาราง|เล่ม)|export|หน่อย|ให้ที", s.text):
        return None
    if re.search(r"ไปแล้ว|แล้ว(?:ค่ะ|ครับ|นะ|\s*$)", s.text) and not re.search(r"ขอ(?!ใช้)|ช่วย|รบกวน", s.text):
        return None
    if re.search(r"ขอรายงาน(?:ว่า|ผล)?\s*(?!O\d|pdf|word|excel)[^\n]*" + ITEM, s.text) and s.report.only:
        return None
    if s.items and not re.search(r"pdf|word|excel|ไฟล์|เล่ม|พิมพ์|ปริ|เอ็?กเซ", s.text, re.IGNORECASE):
        return None
    if s.items and s.has(cues.PROBLEM):
        return None
    if s.marked.urls or re.search(r"หลักฐาน|ไฟล์(?:\S{0,8})(?:หาย|เสีย|พัง|ใหญ่|เปิดไม่)", s.text):
        return None
    if s.has(cues.WEEKLY) and not re.search(r"word|excel|pdf|ไฟล์|เล่ม|เวิร์ด", s.text, re.IGNORECASE):
        return None
    if re.search(r"รายงานตัว|ข่าว|ขอรายงานตัว", s.text):
        return None
    if not re.search(r"ไฟล์|excel|word|pdf|เล่ม|ตาราง|export|ส่งออก|กระดาษ|csv|เอ็?กเซ|เวิร์ด|report|เอกสาร|บันทึกข้อความ", s.text, re.IGNORECASE) and s.has(cues.PROGRESS) and s.question:
        return None
    if re.search(r"รายงานการประชุม", s.text) or (s.has_word(cues.OFF_TOPIC) and not re.search(r"ประชุม", s.text)):
        return None
    return intents.ExportReport()


def _weekly(s: Sentence) -> Intent | None:
    if s.has(cues.WEEKLY) and not s.items and not s.report.changes:
        return intents.WeeklySummary()
    return None


def _write_or_ask(s: Sentence) -> Intent | None:
    """A report, if nothing in the line makes it doubtful; else the question it really is, or a question back."""
    report = s.report
    if s.asks in ("status", "evidence") and not s.items and len(s.asked) > 1 and re.search(r"(?:อัน|ตัว|ข้อ)เดียว|อีก(?:อัน|ตัว|ข้อ)", s.text) and not s.question:
        return intents.Clarify(items=s.asked)
    if s.asks == "status" and not s.items and re.search(r"บาง(?:ข้อ|อัน|ตัว)|(?:ข้อ|อัน)(?:นึง|หนึ่ง)|น่าจะ|มั้ง|ไม่แน่ใจ", s.text) and not s.has(cues.MINE):
        return intents.Clarify(items=s.asked)
    if s.asks == "evidence" and not s.items and not s.marked.urls and re.search(r"ลิงก์|ลิ้งค์|หลักฐาน|รูป|ไฟล์", s.text) and not s.speaks_of_state and not s.question:
        return intents.Clarify(items=s.asked)
    if s.asks in ("status", "evidence") and s.speaks_of_state and not s.items and report.changes is None and not s.question:
        return intents.Clarify(items=s.asked, status=report.only)
    if report.only is None and report.changes is None and not _maybe(s):
        return None
    items = s.of_this
    if not items and not s.unknown:
        return None  # a state of nothing: the lists and the small talk come first
    corrected = report.changes and s.has(cues.CORRECTION) and not {c.item for c in report.changes} & set(s.unknown)
    if s.unknown and not corrected:
        return intents.Clarify(items=s.items, unknown_codes=s.unknown) if not s.question else intents.Clarify(unknown_codes=s.unknown)
    if s.unsure:
        return _ask_back(s, items)
    if s.question:
        return _question_about(s)
    doubt = _doubt(s)
    if doubt or report.changes is None:
        if report.changes is None and s.has(cues.PROBLEM) and not doubt:
            return intents.ReportProblem(sorted_codes(items), s.marked.typed)
        return _ask_back(s, items)
    if set(report.open) - {c.item for c in report.changes} and not _open_is_fine(s):
        return _ask_back(s, items)
    if s.has(cues.PROBLEM) and _only_obstacle(s):
        return intents.ReportProblem(sorted_codes(tuple(c.item for c in report.changes)), s.marked.typed)
    named = s.marked.divisions
    return intents.UpdateStatus(report.changes, evidence=s.marked.urls, division=named[0] if len(named) == 1 else None)


def _maybe(s: Sentence) -> bool:
    return bool(s.items) and s.report.maybe and not (s.has(cues.WHO) and re.search(r"ขอ(?:ทราบ|ชื่อ|รายชื่อ|ดู)", s.text))


def _doubt(s: Sentence) -> bool:
    text = s.text
    done = any(change.status == "done" for change in s.report.changes or ())
    firm = any(span.state in ("in_progress", "not_started") and not span.weak for span in states.find(text))
    if (s.has(cues.JOKE) and (done or not firm)) or s.has_word(cues.OTHER_WORK):
        return True
    if s.has(cues.EITHER) or _forbidden(s, done=done) or re.search(r"อยาก(?:ให้|พิมพ์|บอก|รายงาน|แจ้ง)|ก็ไม่แน่ใจ", text):
        return True
    if s.has(cues.CONDITION) and (done or not re.search(r"ตอนนี้|ปัจจุบัน|ขณะนี้", text)):
        return True
    if re.search(r"^(?:ขอดู|ขอตัวอย่าง)", text):
        return True
    if s.has(cues.WISH) and done:
        return True
    if s.has(cues.ELSEWHERE) and (done or re.search(r"(?:ตอน|สมัย|รอบ)(?:ประเมิน)?\s?ปี", text)) and not re.search(r"ปีนี้", text):
        return True
    if done and _leaves_open(s):
        return True
    if _UNREAD_CODE.search(text):
        return True
    if done and s.has(cues.NOT_SEEN):
        return True
    if done and (s.has(cues.GUESS) or _loose_number(s)):
        return True
    if s.has(cues.HEARSAY) and not s.has(cues.TAKEN_OVER):
        return _hearsay_matters(s) and (done or not s.asked)
    return _loose_number(s)


# A code that the grammar of codes did not take: what is said of it would go to its neighbour.
_UNREAD_CODE: Final = re.compile(r"(?<![A-Za-z])[Oo]\s?[-.]?\s?\d|ข้อ(?:ที่)?\s?\d|มาตรการ(?:ที่)?\s?\d")


def _forbidden(s: Sentence, *, done: bool) -> bool:
    """«อย่าเพิ่งลงว่าเสร็จ»; what is firmly said after it of work under way may be written."""
    match = cues.DONT.search(s.text)
    if match is None:
        return False
    return done or not any(span.start >= match.start() and not span.weak for span in states.find(s.text) if span.state in ("in_progress", "not_started"))


def _leaves_open(s: Sentence) -> bool:
    """A «not yet» that is no known state, said of something reported as done."""
    text = s.text
    for span in states.find(text):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    said = {change.item: change.status for change in s.report.changes or ()}
    for match in cues.NOT_YET.finditer(text):
        before = [thing for place, thing in s.marked.item_marks() if place < match.start()]
        if not before or any(said.get(code, "done") == "done" for code in before[-1].codes):
            return True
    return False


def _loose_number(s: Sentence) -> bool:
    """A number that a state follows and that was not read as an item: the state may be that item's."""
    return any(
        states.find(s.text[match.end() : match.end() + 14]) and STATE_FOLLOWS.match(s.text, match.end())
        for match in re.finditer(r"(?:^|(?<=[\s,]))\d{1,2}(?=\s)", s.text)
        if int(match.group(0)) <= 43 and not re.search(r"(?:ปี|หมู่|ครั้ง|ข้อที่|วันที่|เกิน|จำนวน|รวม|ทั้ง|แค่|ได้|เหลือ|อีก|ที่|จาก|ต่อ|ตอน|ชั้น|ไป)\s*$", s.text[: match.start()])
    )


def _hearsay_matters(s: Sentence) -> bool:
    """«ขอเรียนว่า», «ขอรายงานว่า» are the speaker's own word."""
    text = re.sub(r"ที่(?:เคย|ได้)?(?:บอก|แจ้ง|รายงาน)(?:ไว้|ไป)?ว่า", "", s.text)
    text = re.sub(r"(?:เว็บ|ระบบ|มัน|หน้าจอ|เครื่อง)(?:แจ้ง|ฟ้อง|บอก|ขึ้น)(?:ว่า|เตือนว่า)", "", text)
    text = cues.TAIL_QUESTION.sub("", cues.NO_QUESTION.sub("", cues.GUESS.sub("", text)))
    text = re.sub(r"(?:ที่เคย|ที่|จะ|ขอ|จึง|กระผม|ดิฉัน|ผม|หนู|มา|ใคร่|เพื่อ|กอง\S{0,20}|\ue003)\s?(?:ขอ)?(?:อนุญาต)?(?:เรียน|รายงาน|แจ้ง|กราบเรียน|นำเรียน|ยืนยัน|บอก)[^\n\ue001]{0,24}?ว่า", "", text)
    return cues.HEARSAY.search(text) is not None


def _open_is_fine(s: Sentence) -> bool:
    """Items named along with the report that need no state: what is asked for, excepted, or only mentioned."""
    return s.has(cues.CORRECTION) or s.has(cues.EXCEPT)


def _only_obstacle(s: Sentence) -> bool:
    """The state words only belong to the obstacle: «อัปไม่ได้», «ยังหาคนแทนไม่ได้», «รอหนังสือ»."""
    if s.report.changes is None or any(c.status == "done" for c in s.report.changes):
        return False
    if s.has(_FINISHING):
        return False
    if not any(span.strict or span.state == "not_started" for span in states.find(s.text)):
        return True
    spans = re.sub(r"ยังไม่(?:อนุมัติ|เห็นชอบ|โอน|จ่าย|มา|ได้รับ|ส่งมา|ตอบ|มี(?!ใคร|การ|คน))|ยังหา\S*|ยังติด\S*|รอ\S{0,12}|ยังไม่ส่ง\S*|ไม่ส่ง\S*|ยังรอ\S*|(?:อัป|อัพ|เปิด|เข้า|ลง|โหลด|คีย์|กด|ดึง|หา)[^\n]{0,14}ไม่(?:ขึ้น|ได้|ออก|ลง|ติด|ผ่าน|เจอ)|(?:ทำ|ดำเนินการ)ต่อไม่ได้", "", s.text)
    return not any(span.state in ("in_progress", "not_started") and not span.weak for span in states.find(spans))


_FINISHING: Final = re.compile("เหลือ")


def _ask_back(s: Sentence, items: tuple[str, ...]) -> Intent:
    return intents.Clarify(items=sorted_codes(items), status=s.report.only)


def _question_about(s: Sentence) -> Intent | None:
    """A question that names items."""
    if s.has(cues.WHO) and not re.search(r"ใคร(?:เสร็จ|ทำเสร็จ)", s.text):
        return intents.WhoOwns(sorted_codes(s.of_this))
    if s.marked.divisions and not s.items:
        return None
    return intents.ShowItem(sorted_codes(s.of_this))


def _lists(s: Sentence) -> Intent | None:
    """Questions about many items: overdue, due, missing, how far."""
    if s.items and not s.question:
        return None
    if s.items and not re.search(r"\ue003|กอง|ทุก|ทั้ง|ข้อไหน", s.text):
        return None
    if s.items or (s.asked and not (s.has(cues.ALL) or s.has(cues.MINE) or s.marked.divisions) and re.search(r"ข้อนี้|อันนี้|ตัวนี้", s.text)):
        return None
    if re.search(r"(?:เปลี่ยน|แก้|ปรับ|อัปเดต|อัพเดต|อัพเดท)สถานะ", s.text) and not s.question and not s.marked.divisions:
        return intents.Clarify(items=s.items)
    scope, divisions = scope_of(s.marked, s.context)
    asks = s.question or s.has(_WANTS) or len(re.sub(rf"{NAMED}|\s", "", s.text)) < _SHORT
    if not asks or (s.marked.vague and not s.question):
        return None
    if s.has_word(cues.OFF_TOPIC) and not s.marked.divisions and not re.search(r"ข้อ|มาตรการ|ita|oit", s.text, re.IGNORECASE):
        return None
    if s.has(cues.OVERDUE):
        return intents.ListDue(scope, divisions, None, overdue=True)
    if s.has(cues.DUE) and (s.until or not s.has(cues.MISSING) or re.search(r"กำหนด|ดิว|due|dead|เดด|เส้นตาย", s.text, re.IGNORECASE)):
        if s.until or re.search(r"กำหนด|ดิว|due|dead|เดด|เส้นตาย|ใกล้ถึง", s.text, re.IGNORECASE):
            if s.until or s.question or s.has(_WANTS) or len(s.text) < _SHORT:
                return intents.ListDue(scope, divisions, s.until)
    if s.has(cues.MISSING) and not re.search(r"กี่\s?(?:%|เปอร์)|ถึงไหน|เท่าไ|ตัวเลข|สัดส่วน", s.text):
        kind = "measure" if re.search(r"มาตรการ|ประเด็น", s.text) else "o_item" if re.search(r"ข้อ\s?O|OIT|O\s?ไหน|ข้อ\s?โอ", s.text) else "any"
        return intents.ListMissing(scope, divisions, kind)  # type: ignore[arg-type]
    if s.has(cues.PROGRESS) or (s.marked.divisions and s.question and re.search(r"เสร็จ|ครบ|ส่ง|เรียบร้อย|ทำ", s.text)):
        return intents.ShowProgress(scope, divisions)
    if re.search(r"ต้อง(?:ส่ง|ทำ)", s.text) and s.question and (s.has(cues.MINE) or s.marked.divisions or re.search(r"ข้อ|งาน", s.text)):
        return intents.ListMissing(scope, divisions)
    return None


_WANTS: Final = re.compile(r"อ่าน(?=ราย|ให้|มา)|ให้ฟัง|ไล่(?:มา|ให้|เรียง)|ขอ\s?%|ขอ(?:ดู|ตัวเลข|ยอด|เปอร์|สัดส่วน|ราย|ลิสต์|ทราบ|รู้|เช็[คก])|ดู(?:หน่อย|ที|ให้)|ลิสต์|list|แสดง|โชว์|รายการ(?:ที่)?(?:ค้าง|ยัง|เลย)|เอา(?:เฉพาะ|แค่)|ขอเฉพาะ|สรุป|บอกหน่อย|เช็[คก]|อยากรู้|อยากทราบ|ส่งมา|เอามา|ให้ดู|หน่อย\s*$", re.IGNORECASE)


def _problem(s: Sentence) -> Intent | None:
    if s.items and s.has(cues.PROBLEM) and not s.question:
        return intents.ReportProblem(s.items, s.marked.typed)
    return None


def _evidence(s: Sentence) -> Intent | None:
    if not s.marked.urls:
        return None
    if s.of_this and not s.question:
        if s.asked and not s.items and s.asks not in ("evidence", "status"):
            return intents.Clarify(items=s.asked)
        return intents.AttachEvidence(s.of_this, s.marked.urls)
    return intents.Clarify()


def _about_items(s: Sentence) -> Intent | None:
    if s.unknown:
        return intents.Clarify(items=s.items, unknown_codes=s.unknown)
    items = s.of_this
    if not items or (not s.items and (s.marked.vague or not re.search(r"ข้อนี้|อันนี้|ตัวนี้|เรื่องนี้|นี่|มัน", s.text))):
        return None
    if s.has(cues.WHO):
        return intents.WhoOwns(sorted_codes(items))
    bare = re.sub(rf"{ITEM}|{cues.PARTICLES}", "", s.text)
    if not s.question and s.has(cues.ANNOUNCING):
        return _ask_back(s, items)
    if s.question or s.has(cues.DETAIL) or not bare or bare in ("?",):
        return intents.ShowItem(sorted_codes(items))
    return _ask_back(s, items)


def _only_small_talk(s: Sentence) -> bool:
    rest = re.sub(cues.PARTICLES, "", cues.THANKS.sub("", s.text))
    return s.has(cues.THANKS) and len(rest) < 14


def _small_talk(s: Sentence) -> Intent | None:
    if s.has(cues.THANKS) and (len(s.text) < 40 or _only_small_talk(s) or re.search(r"ขอบ(?:คุณ|ใจ)|สวัสดี", s.text)) and not s.question and s.report.only is None and not s.items:
        return intents.Thanks()
    return None


def _about_work(s: Sentence) -> bool:
    if s.has_word(cues.OFF_TOPIC) and not s.items and not (s.marked.vague and s.speaks_of_state):
        return False
    if s.items or s.unknown or s.marked.vague or s.has(cues.WORK):
        return True
    # a bare state, or a division and a state: something of the work is reported, but what?
    bare = re.sub(rf"{NAMED}|{cues.PARTICLES}", "", s.text)
    if s.report.only and re.search(r"(?:ปรับ|บันทึก|ลง|เปลี่ยน|ตั้ง)\S{0,4}เป็น", s.text):
        return True
    said = s.speaks_of_state or re.search(r"ส่ง\S{0,12}แล้ว", s.text) is not None
    return said and (bool(s.asked) or bool(s.marked.divisions) or len(bare) < 22)
