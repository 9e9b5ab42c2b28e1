"""What one cell says: text, lists, the words for statuses, web addresses and dates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, Final, Generic, TypeVar, cast

from rapidfuzz import fuzz

from documents.text import arabic, clean, key, one_line
from documents.thai_dates import FiscalYear, ImpossibleDate, Period, from_cell_date, from_serial, read_period
from models.errors import DomainError
from models.ladder import OFFICE_CLOSES, OFFICE_OPENS, Ladder
from models.office import KEPT_AT_LEAST, KEPT_AT_MOST
from models.words import Status, WebStatus

_BLANK: Final = re.compile(r"[-–—.\s]*")
_FAILED: Final = re.compile(r"#(REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!)")
_BULLET: Final = re.compile(r"^\s*(?:[○◯●•▪■◦*➢►✓-]+\s*|[oO๐0]\s+(?=\D)|\(?[0-9๐-๙]{1,2}[.)](?![0-9๐-๙])\s*)")
_INLINE_BULLET: Final = re.compile(r"\s*[○◯●•▪]\s*")
_URL: Final = re.compile(r"https?://[^\s<>\"']+", re.IGNORECASE)

_HOST: Final = re.compile(r"(?:https?://)?([^\s./:@?#]+(?:\.[^\s./:@?#]+)+)(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)

_KEPT: Final = re.compile(r"([0-9]{1,3})(?:\.0)?\s*(?:วัน)?")
_CLOCK: Final = re.compile(r"(?:เวลา)?\s*(\d{1,2})[.:](\d{2})(?::00)?\s*(?:น\.?|นาฬิกา)?")
_BETWEEN_RUNGS: Final = re.compile(r"[,;/\s]+|และ|ก่อน|วัน")

_WEB: Final = re.compile(
    r"(?P<unchecked>ยังไม่(?:ได้)?ตรวจ(?:สอบ)?|รอ(?:การ)?ตรวจสอบ)"
    r"|(?P<incomplete>(?:มี\s*(?:แล้ว)?แต่\s*)?(?:ยัง)?ไม่(?:ค่อย)?\s?(?:สมบูรณ์|ครบ(?:ถ้วน)?))"
    r"|(?P<missing>(?:ยัง)?ไม่\s?(?:มี|พบ)(?:ข้อมูล|ในเว็บไซต์|บนเว็บไซต์)?)"
    r"|(?P<present>มี(?:ข้อมูล|ครบ(?:ถ้วน)?)?(?:แล้ว)?(?:ในเว็บไซต์|บนเว็บไซต์)?|[✓✔☑✅√]|^/$)"
)
_STATUS: Final[Mapping[Status, tuple[str, ...]]] = {
    "not_reported": ("ยังไม่ได้รายงาน", "ยังไม่รายงาน"),
    "not_started": ("ยังไม่ดำเนินการ", "ยังไม่ได้ดำเนินการ", "ยังไม่เริ่ม", "ยังไม่เริ่มดำเนินการ", "ยังไม่ได้เริ่ม"),
    "in_progress": (
        "อยู่ระหว่างดำเนินการ",
        "อยู่ระหว่างการดำเนินการ",
        "ระหว่างดำเนินการ",
        "กำลังดำเนินการ",
        "อยู่ในระหว่างดำเนินการ",
    ),
    "done": (
        "ดำเนินการเรียบร้อยแล้ว",
        "ดำเนินการแล้ว",
        "ดำเนินการแล้วเสร็จ",
        "ดำเนินการเสร็จแล้ว",
        "ดำเนินการเสร็จสิ้น",
        "ดำเนินการเสร็จสิ้นแล้ว",
        "ดำเนินการเสร็จเรียบร้อยแล้ว",
        "แล้วเสร็จ",
        "เสร็จแล้ว",
        "เสร็จสิ้น",
        "เสร็จเรียบร้อย",
        "เรียบร้อยแล้ว",
    ),
}
_ALIKE: Final = 88.0
_STATUS_OF: Final = {key(word): status for status, words in _STATUS.items() for word in words}
# One letter turns done into not done, which no likeness notices; hasty typing also loses the mark of ไม่.
_NEGATION: Final = re.compile(r"ไม|มิ")
_UNFINISHED: Final = re.compile(
    r"(?:ยัง)?(?:ดำเนินการ)?(?:ยัง)?ไม่(?:แล้วเสร็จ|เสร็จ(?:สิ้น|เรียบร้อย|สมบูรณ์)?|เรียบร้อย)(?:แล้ว)?(?:ดี)?"
)

_ON: Final = frozenset(map(key, ("เปิด", "เปิดใช้", "เปิดใช้งาน", "มี", "ใช่", "ใช้", "ต้องตรวจสอบ", "yes", "on", "true")))
_OFF: Final = frozenset(map(key, ("ปิด", "ปิดใช้งาน", "ไม่มี", "ไม่ใช่", "ไม่ใช้", "ไม่", "ไม่ต้องตรวจสอบ", "no", "off", "false")))
_THAI: Final = frozenset(map(key, ("ไทย", "thai")))
_ARABIC: Final = frozenset(map(key, ("อารบิก", "ฮินดูอารบิก", "อาราบิก", "สากล", "arabic")))


class UnreadableDate(ValueError):
    """The cell says something, but not a date."""


T = TypeVar("T")


@dataclass(frozen=True)
class Read(Generic[T]):
    """A value (None: the cell does not say) and, when that needs a human, why."""

    value: T | None
    doubt: str = ""


def text_of(value: Any) -> str:
    """A cell as the text one sees."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat()
    return clean(str(value))


def is_blank(text: str) -> bool:
    """Nothing, or a dash that stands for nothing."""
    return _BLANK.fullmatch(text) is not None


def is_failed_formula(text: str) -> bool:
    return _FAILED.fullmatch(text.strip()) is not None


def lines(text: str) -> tuple[str, ...]:
    """One entry a line or bullet, without the bullets and numbers people set before them."""
    entries = [part for line in text.split("\n") for part in _INLINE_BULLET.split(line)]
    return tuple(entry for part in entries if (entry := one_line(_BULLET.sub("", part))))


def names(text: str) -> tuple[str, ...]:
    """Other names of a division, apart by commas, slashes or lines."""
    parts = (one_line(part) for part in re.split(r"[,;/\n]|\sและ\s", text))
    return tuple(dict.fromkeys(part for part in parts if part and not is_blank(part)))


def web_status(text: str) -> Read[WebStatus]:
    text = one_line(text)
    if not text:
        return Read(None)
    found = list(_WEB.finditer(text))
    said = {match.lastgroup for match in found}
    if len(said) > 1:
        return Read(None, "มีสองสถานะในช่องเดียว โปรดเลือกสถานะเดียว ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ")
    unreadable: Read[WebStatus] = Read(None, "อ่านสถานะการเผยแพร่ไม่ได้ ระหว่างนี้ถือว่ายังไม่ได้ตรวจสอบ")
    if not found or found[0].start() != 0:
        return unreadable
    status = cast("WebStatus", found[0].lastgroup)
    rest = _WEB.sub("", text)
    if not rest:
        return Read(status)
    # A remark after มี could take it back, and มี closes the work: a human decides.
    if status == "present" or not re.match(r"[\s(,;:/?*-]", rest):
        return unreadable
    return Read(status, "มีข้อความอื่นต่อท้ายสถานะ โปรดตรวจสอบว่าสถานะถูกต้อง")


def status(text: str) -> Read[Status]:
    if is_blank(text):
        return Read(None)
    found = _status_of(key(text))
    return Read(found) if found else Read(None, "อ่านสถานะการดำเนินการไม่ได้ จึงยังไม่ได้นำเข้าสถานะ")


def status_like(text: str) -> Status | None:
    """The status a column's heading means, also when it is slightly misspelt."""
    said = key(text)
    if sure := _status_of(said):
        return sure
    alike = [
        (fuzz.ratio(said, word), status)
        for word, status in _STATUS_OF.items()
        if _is_negated(word) == _is_negated(said)
    ]
    best = max(alike, key=lambda pair: pair[0])
    return best[1] if best[0] >= _ALIKE else None


def _status_of(said: str) -> Status | None:
    if _UNFINISHED.fullmatch(said):
        return "in_progress"
    return _STATUS_OF.get(said)


def _is_negated(word: str) -> bool:
    return _NEGATION.search(word) is not None


def url(text: str, link: str = "") -> Read[str]:
    """The address in the cell, or the one the cell links to."""
    found = _URL.findall(text) or _URL.findall(link)
    if not found:
        return Read("") if is_blank(text) else Read("", "ไม่ใช่ที่อยู่เว็บไซต์ที่ขึ้นต้นด้วย http จึงไม่ได้นำเข้า")
    return Read(found[0], "มีหลายที่อยู่ในช่องเดียว ระบบใช้ที่อยู่แรก" if len(found) > 1 else "")


def rungs(text: str) -> Read[tuple[int, ...]]:
    """The days before a deadline on which it is spoken of, in whatever order they are written."""
    if is_blank(text):
        return Read(None)
    parts = [part for part in _BETWEEN_RUNGS.split(arabic(text)) if part]
    if not all(re.fullmatch(r"[0-9]{1,3}", part) for part in parts):
        return Read(None, "อ่านวันเตือนล่วงหน้าไม่ได้ โปรดระบุจำนวนวันคั่นด้วยจุลภาค เช่น 30, 14, 7, 3, 1, 0")
    before = tuple(sorted(map(int, parts), reverse=True))
    try:
        Ladder(before=before)
    except DomainError as error:
        return Read(None, str(error))
    return Read(before)


def switch(text: str) -> Read[bool]:
    """เปิด or ปิด, in the words people use for them."""
    said = key(text)
    if is_blank(text):
        return Read(None)
    if said in _ON or said in _OFF:
        return Read(said in _ON)
    return Read(None, "อ่านไม่ได้ว่าเปิดหรือปิด โปรดระบุ “เปิด” หรือ “ปิด”")


def numerals(text: str) -> Read[bool]:
    """Whether documents are printed in Thai numerals: ไทย or อารบิก, in the words people use for them."""
    said = key(text).removeprefix("ตัวเลข").removeprefix("เลข")
    if is_blank(text):
        return Read(None)
    if said in _THAI or said in _ARABIC:
        return Read(said in _THAI)
    return Read(None, "อ่านไม่ได้ว่าใช้ตัวเลขใด โปรดระบุ “ไทย” หรือ “อารบิก”")


def remind_at(value: Any) -> Read[time]:
    """When on a day reminders go out: 08:30, 08.30 น., a time cell; a number is the part of a day, or 8.3 for 08.30."""
    unreadable: Read[time] = Read(None, "อ่านเวลาเตือนไม่ได้ โปรดระบุเช่น 08.30 น.")
    if isinstance(value, datetime | time):
        text = f"{value:%H:%M}"
    elif isinstance(value, float) and 0 <= value < 1:
        text = "{:02}:{:02}".format(*divmod(round(value * 24 * 60), 60))
    elif isinstance(value, float) and not value.is_integer():
        text = f"{value:.2f}"
    else:
        text = one_line(arabic(text_of(value)))
    if is_blank(text):
        return Read(None)
    if not (found := _CLOCK.fullmatch(text)) or int(found[1]) > 23 or int(found[2]) > 59:
        return unreadable
    at = time(int(found[1]), int(found[2]))
    if not OFFICE_OPENS <= at < OFFICE_CLOSES:
        return Read(None, f"เวลาเตือนอยู่นอกเวลาราชการ โปรดระบุตั้งแต่ {OFFICE_OPENS:%H.%M} น. แต่ก่อน {OFFICE_CLOSES:%H.%M} น.")
    return Read(at)


def website(text: str) -> Read[str]:
    """The host of an office's own site: www.bangtuayang.go.th, or the address of a page there."""
    said = one_line(text)
    if is_blank(said):
        return Read("")
    found = _HOST.fullmatch(said)
    return Read(found[1].lower()) if found else Read(None, "อ่านที่อยู่เว็บไซต์ไม่ได้ โปรดระบุเช่น www.bangtuayang.go.th")


def kept_days(text: str) -> Read[int]:
    """For how many days what people typed is kept: 30, ๓๐ วัน."""
    if is_blank(text):
        return Read(None)
    found = _KEPT.fullmatch(one_line(arabic(text)))
    if not found or not KEPT_AT_LEAST <= int(found[1]) <= KEPT_AT_MOST:
        return Read(None, f"โปรดระบุจำนวนวันที่เก็บข้อความตั้งแต่ {KEPT_AT_LEAST} ถึง {KEPT_AT_MOST} วัน")
    return Read(int(found[1]))


def day(value: Any) -> date | None:
    """The day of a date cell, a serial number or a text; None for an empty cell."""
    found = period(value, None, strict=True)
    return found.end if found else None


def period(value: Any, within: FiscalYear | None, *, strict: bool) -> Period | None:
    """The span a cell names; None for an empty cell. Raises UnreadableDate, when strict also for prose."""
    try:
        if isinstance(value, datetime | date):
            return Period(None, from_cell_date(value.date() if isinstance(value, datetime) else value))
        if isinstance(value, int | float) and not isinstance(value, bool):
            found = from_serial(value)
            if found is None:
                raise UnreadableDate(text_of(value))
            return Period(None, found)
        text = text_of(value)
        if is_blank(text):
            return None
        if re.fullmatch(r"\d{5,6}", text) and (found := from_serial(int(text))):
            return Period(None, found)
        read = read_period(text, within, strict=strict)
    except ImpossibleDate as error:
        raise UnreadableDate(text_of(value)) from error
    if read is None and strict:
        raise UnreadableDate(text)
    return read
