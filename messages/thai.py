"""Thai as people read it: numerals, dates in the Buddhist era, days left, lists, ranges of codes and salutations."""

import re
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from messages.words import ROLE_WORDS

BANGKOK = ZoneInfo("Asia/Bangkok")
ERA = 543
SHORT_MONTHS = (
    "ม.ค.",
    "ก.พ.",
    "มี.ค.",
    "เม.ย.",
    "พ.ค.",
    "มิ.ย.",
    "ก.ค.",
    "ส.ค.",
    "ก.ย.",
    "ต.ค.",
    "พ.ย.",
    "ธ.ค.",
)
MONTHS = (
    "มกราคม",
    "กุมภาพันธ์",
    "มีนาคม",
    "เมษายน",
    "พฤษภาคม",
    "มิถุนายน",
    "กรกฎาคม",
    "สิงหาคม",
    "กันยายน",
    "ตุลาคม",
    "พฤศจิกายน",
    "ธันวาคม",
)

DateStyle = Literal["short", "long", "paper"]

_TO_THAI = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙")
_TO_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_CODE = re.compile(r"([^\d]*)(\d{1,9})", re.ASCII)
_KIND_ORDER = {"O": 0, "M": 1}
_ACTING = re.compile(r"^(?:ผู้)?(?:ปฏิบัติหน้าที่|รักษาราชการแทน|รักษาการแทน|รักษาการในตำแหน่ง|รักษาการ)\s*")
# These two are headed by a หัวหน้า; calling one ผอ. would be a blunder.
_NEVER_DIRECTOR = re.compile(r"สำนัก(?:งาน)?ปลัด|(?:หน่วย|งาน)?ตรวจสอบ(?:ภายใน)?")


def thai_numerals(text: str) -> str:
    return text.translate(_TO_THAI)


def arabic_numerals(text: str) -> str:
    return text.translate(_TO_ARABIC)


def be_year(d: date) -> int:
    return d.year + ERA


def era_year(year: int) -> int:
    """A year as people say it, whether it is kept as 2570 or as 2027."""
    return year if year >= 2400 else year + ERA


def thai_date(d: date, style: DateStyle = "short") -> str:
    """31 มี.ค. 70 in chat, 31 มีนาคม 2570 in sentences, ๓๑ มีนาคม ๒๕๗๐ on paper."""
    if style == "short":
        return f"{d.day} {SHORT_MONTHS[d.month - 1]} {be_year(d) % 100:02}"
    long = f"{d.day} {MONTHS[d.month - 1]} {be_year(d)}"
    return thai_numerals(long) if style == "paper" else long


def thai_datetime(moment: datetime, style: DateStyle = "short") -> str:
    """An aware moment on Bangkok's clock: 31 มี.ค. 70 เวลา 09.30 น."""
    if moment.tzinfo is None:
        raise ValueError("a moment without a zone cannot be told in Bangkok's time")
    local = moment.astimezone(BANGKOK)
    text = f"{thai_date(local.date(), style)} เวลา {local.hour:02}.{local.minute:02} น."
    return thai_numerals(text) if style == "paper" else text


def days_words(days_left: int) -> str:
    if days_left == 0:
        return "ครบกำหนดวันนี้"
    return f"เหลืออีก {days_left:,} วัน" if days_left > 0 else f"เลยกำหนด {-days_left:,} วัน"


def join_thai(parts: Iterable[str]) -> str:
    """ก · ก และ ข · ก ข และ ค."""
    *first, last = [part for part in parts if part] or [""]
    return f"{' '.join(first)} และ {last}" if first else last


def before(word: str, name: str) -> str:
    """A word in front of a name: ของกองคลัง, but ของ อบต.ตัวอย่าง, for an abbreviation stands apart."""
    return f"{word} {name}" if re.match(r"[ก-ฮ]{1,4}\.|[A-Za-z0-9]", name) else f"{word}{name}"


def apart(text: str) -> str:
    """With a blank behind it where Latin letters end it: ผู้ประสานงาน ITA เรียบร้อยแล้ว."""
    return f"{text} " if re.search(r"[A-Za-z0-9]$", text) else text


def sort_codes(codes: Iterable[str]) -> list[str]:
    """Each code once, O-items before measures before the rest, by number and not by letter."""
    return sorted(dict.fromkeys(codes), key=_code_key)


def code_ranges(codes: Iterable[str]) -> str:
    """O1–O3, O8: three neighbours or more are drawn together."""
    runs: list[list[str]] = []
    for code in sort_codes(codes):
        if runs and _follows(runs[-1][-1], code):
            runs[-1].append(code)
        else:
            runs.append([code])
    return ", ".join(f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(run) for run in runs)


def salutation(titles: str | Sequence[str] | None, role: str = "head", *, division: str | None = None) -> str:
    """เรียน ผอ.กองคลัง. The post is addressed, also when somebody acts in it; a head of two divisions has two titles."""
    given = [titles] if isinstance(titles, str) else list(titles or ())
    given = [title for title in given if title.strip()]
    if role == "chief":
        return f"เรียน {_chief(given[0] if given else '')}"
    if role == "coordinator":
        return f"เรียน {ROLE_WORDS['coordinator']}"
    if role == "staff":
        return f"เรียน {ROLE_WORDS['staff']}{division or ''}"
    if not given:
        given = [head_of(division)] if division else [ROLE_WORDS["head"]]
    return f"เรียน {join_thai(dict.fromkeys(short_title(title) for title in given))}"


def short_title(title: str) -> str:
    """ผู้อำนวยการกองคลัง → ผอ.กองคลัง; a หัวหน้า stays, and so does a written-out title ผอ. may not stand for."""
    title = _ACTING.sub("", " ".join(title.split()))
    found = re.match(r"(ผู้อำนวยการ|ผอ\.?)\s*(.*)", title)
    if not found:
        return title
    if _NEVER_DIRECTOR.match(found[2]):
        return title if found[1] == "ผู้อำนวยการ" else f"หัวหน้า{found[2]}"
    return f"ผอ.{found[2]}" if found[2] else title


def head_of(division: str) -> str:
    """The usual title of a division's head, for an office that gave none."""
    if _NEVER_DIRECTOR.match(division) or division.startswith(("หน่วย", "งาน", "ฝ่าย", "ส่วน")):
        return f"หัวหน้า{division}"
    return f"ผอ.{division}" if division.startswith(("กอง", "สำนัก")) else f"หัวหน้าส่วนราชการ {division}"


def _chief(title: str) -> str:
    title = _ACTING.sub("", " ".join(title.split())).removeprefix("ท่าน")
    if not title or title.startswith("ปลัด"):
        return "ท่านปลัด"
    if title.startswith("รองปลัด"):
        return "ท่านรองปลัด"
    if title.startswith("รองนายก"):
        return "ท่านรองนายก"
    return "ท่านนายก" if title.startswith("นายก") else title


def _code_key(code: str) -> tuple[int, str, int, str]:
    if found := _CODE.fullmatch(code):
        return (_KIND_ORDER.get(found[1], 2), found[1], int(found[2]), code)
    return (3, code, 0, code)


def _follows(code: str, after: str) -> bool:
    one, two = _CODE.fullmatch(code), _CODE.fullmatch(after)
    return bool(one and two and one[1] == two[1] and int(two[2]) == int(one[2]) + 1)
