"""What day is meant by the parts of a date: years of either era, names of months and weekdays, spans, fiscal quarters.

Every reader takes a match of one of the forms in `dates` and today's date; no such day is a ValueError."""

import re
from datetime import date, timedelta
from typing import Final

from handlers.understanding.text import number_of

Reading = tuple[date | None, date] | None  # the first day, None for a single one, and the last

_ERA: Final = 543
MONTHS: Final = (  # full names with their common misspellings, and the two halves of the abbreviation
    (r"มกราคม|มกรา|มกรคม|Jan(?:uary)?", "ม", "ค"),
    (r"กุมภาพันธ์|กุมภาพัน(?:ธ์)?|กุมภา|กุมพา(?:พันธ์|พัน)?|Feb(?:ruary)?", "ก", "พ"),
    (r"มีนาคม|มีนา(?!ยก)|Mar(?:ch)?", "มี", "ค"),
    (r"เมษายน|เมษา|เมสา(?:ยน)?|Apr(?:il)?", "เม", "ย"),
    (r"พฤษภาคม|พฤษภา|พฤศภา(?:คม)?|พฤกษภา(?:คม)?|May", "พ", "ค"),
    (r"มิถุนายน|มิถุนา|มิถุยายน|June?", "มิ", "ย"),
    (r"กร[กฏฎด]*[กฎฏด]าคม|กรก[ฎฏด]า|July?", "ก", "ค"),
    (r"สิงหาคม|สิงหา|Aug(?:ust)?", "ส", "ค"),
    (r"กันยายน|กันยา|Sep(?:t(?:ember)?)?", "ก", "ย"),
    (r"ตุลาคม|ตุลา|Oct(?:ober)?", "ต", "ค"),
    (r"พฤศจิกายน|พฤศจิกา|พฤศจิ|พฤษจิกา(?:ยน)?|Nov(?:ember)?", "พ", "ย"),
    (r"ธันวาคม|ธันวา|Dec(?:ember)?", "ธ", "ค"),
)
WEEKDAYS: Final = (r"จัน(?:ทร์|ทร)?", "อังคาร", "พุธ", r"พ(?:ฤ|ะ)หัส(?:บดี|ฯ)?", r"ศุก(?:ร์|ร)?", "เสาร์", "อาทิตย์")
_PAST: Final = "แล้ว|ก่อน|ผ่านมา"
_QUARTER_WORDS: Final = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}


def _year(text: str | None) -> int | None:
    """The C.E. year of what was typed: 2570, 70, 2027, 27."""
    digits = re.sub(r"\D", "", text or "")
    if not digits:
        return None
    number = int(digits)
    if number < 100:
        return number + 2500 - _ERA if number >= 50 else number + 2000
    return number - _ERA if number > 2400 else number


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    short = re.sub(r"[.\s]", "", text)
    return next(
        number
        for number, (full, first, last) in enumerate(MONTHS, 1)
        if short == first + last or re.fullmatch(full, text, re.IGNORECASE)
    )


def _on(day: int, month: int, year: int | None, today: date) -> date:
    """Without a year the next such day; a day just past (under half a year) stays in this year."""
    if year is not None:
        return date(year, month, day)
    this_year = date(today.year, month, day)
    return this_year if (today - this_year).days < 150 else date(today.year + 1, month, day)


def _month_end(year: int, month: int) -> date:
    return _add_months(date(year, month, 1), 1) - timedelta(days=1)


def _add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def _fiscal_start(today: date) -> date:
    return date(today.year - (today.month < 10), 10, 1)


def day_month(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    last = _on(int(m["day"]), _month(m["month"]), year, today)
    if m["from"] is None:
        return None, last
    first_month = _month(m["from_month"]) if m["from_month"] else last.month
    first_year = _year(m["from_year"]) or last.year - (first_month > last.month)
    return date(first_year, first_month, int(m["from"])), last


def numeric(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    last = date(year or 1, int(m["month"]), int(m["day"]))
    if m["from"] is None:
        return None, last
    return date(last.year, int(m["from_month"] or last.month), int(m["from"])), last


def iso(m: re.Match[str], _today: date) -> Reading:
    return None, date(_year(m["year"]) or 1, int(m["month"]), int(m["day"]))


def short(m: re.Match[str], today: date) -> Reading:
    return None, _on(int(m["day"]), int(m["month"]), None, today)


def months(m: re.Match[str], today: date) -> Reading:
    year, month = _year(m["year"]), _month(m["month"])
    last_year = _on(1, month, year, today).year
    last = _month_end(last_year, month)
    if m["edge"] == "กลาง":
        return None, date(last_year, month, 15)
    if m["edge"] and m["edge"].startswith("ต้น"):
        return None
    if m["first"] is None:
        return (None, last) if m["edge"] else (last.replace(day=1), last)
    first = _month(m["first"])
    first_year = _year(m["first_year"]) or last_year - (first > month)
    return date(first_year, first, 1), last


def this_month(m: re.Match[str], today: date) -> Reading:
    ahead = 1 if re.search("หน้า|ถัดไป|ต่อไป", m.group(0)) else -1 if re.search(_PAST, m.group(0)) else 0
    first = _add_months(today.replace(day=1), ahead)
    last = _month_end(first.year, first.month)
    if "กลาง" in m.group(0):
        return None, first.replace(day=15)
    return (None if m["edge"] else first), last


def day_of_month(m: re.Match[str], today: date) -> Reading:
    day, which = int(m["day"]), m["which"] or ""
    if re.search("หน้า|ถัดไป", which):
        nxt = _add_months(today.replace(day=1), 1)
        return None, nxt.replace(day=day)
    if which or day >= today.day:
        return None, today.replace(day=day)
    nxt = _add_months(today.replace(day=1), 1)
    return None, nxt.replace(day=day)


def relative(m: re.Match[str], today: date) -> Reading:
    said = m.group(0)
    if "มะรืน" in said:
        return None, today + timedelta(days=2)
    if "เมื่อวานซืน" in said:
        return None, today - timedelta(days=2)
    if "เมื่อวาน" in said:
        return None, today - timedelta(days=1)
    return None, today + timedelta(days=1 if said.startswith(("พร", "tom")) else 0)


def in_units(m: re.Match[str], today: date) -> Reading:
    count = number_of(m["n"]) if m["n"] else 1
    unit = m["unit"]
    if unit.startswith("วัน"):
        return None, today + timedelta(days=count)
    if unit.startswith("เดือน"):
        half = timedelta(days=15) if m["half"] else timedelta()
        return None, _add_months(today, count) + half
    return None, today + timedelta(weeks=count)


def weekday(m: re.Match[str], today: date) -> Reading:
    number = next(i for i, name in enumerate(WEEKDAYS) if re.fullmatch(name, m["wd"]))
    which = m["which"] or ""
    monday = today - timedelta(days=today.weekday())
    if re.search("หน้า|ถัดไป", which):
        return None, monday + timedelta(days=7 + number)
    if "แล้ว" in which:
        return None, monday + timedelta(days=number - 7)
    ahead = (number - today.weekday()) % 7
    return None, today + timedelta(days=ahead)


def week(m: re.Match[str], today: date) -> Reading:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if re.search("หน้า|ถัดไป", m.group(0)) else 0)
    return monday, monday + timedelta(days=6)


def quarter(m: re.Match[str], today: date) -> Reading:
    start = _fiscal_start(today)
    said = m["q"] or "นี้"
    if said in ("นี้", "หน้า", "ถัดไป", "ที่แล้ว"):
        months = (today.year - start.year) * 12 + today.month - start.month
        number = months // 3 + (0 if said == "นี้" else -1 if "แล้ว" in said else 1) + 1
    else:
        number = int(said) if said.isdigit() else _QUARTER_WORDS[said]
    if year := _year(m["year"]):
        start = date(year - 1, 10, 1)
    first = _add_months(start, 3 * (number - 1))
    quarters = int(m["to"]) - number + 1 if m["to"] else 1
    return first, _add_months(first, 3 * quarters) - timedelta(days=1)


def half(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    start = date(year - 1, 10, 1) if year else _fiscal_start(today)
    whole = "12" in m.group(0) or "สิบสอง" in m.group(0)
    late = re.search("หลัง|ที่\\s?(?:2|สอง)", m["which"] or "")
    first = _add_months(start, 6 if late else 0)
    return (start if whole else first), _add_months(start, 12 if whole or late else 6) - timedelta(days=1)


def fiscal_year(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    start = date(year - 1, 10, 1) if year else _fiscal_start(today)
    if not year and re.search("หน้า", m.group(0)):
        start = _add_months(start, 12)
    last = _add_months(start, 12) - timedelta(days=1)
    return (None if re.search("สิ้น|ปลาย|จบ|ภายใน", m.group(0)) else start), last


def year_end(m: re.Match[str], today: date) -> Reading:
    return None, date(_year(m["year"]) or today.year, 12, 31)
