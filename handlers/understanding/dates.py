"""Dates as officials type them in chat, found inside a line: days, weekdays, spans, month ends, fiscal quarters, half years.

A deadline is the last day of what was said. `today` decides what «นี้», «หน้า» and a date without a year mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from handlers.understanding.text import NUMBER_WORD, arabic, number_of

ERA: Final = 543
_NO_THAI: Final = r"(?![ก-ฮะ-ฺเ-๎])"


_NAMES: Final = (  # full names with their common misspellings, and the two halves of the abbreviation
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


def _any_form(full: str, first: str, last: str) -> str:
    """The full name, or ม.ค. with both dots, with one, or as the bare word «มค»."""
    after = rf"(?:{_NO_THAI}|(?=ครับ|ค่ะ|คะ|นะ|นี้|ถึง))"
    return rf"{full}|{first}\.\s?{last}(?:\.|{after})|{first}{last}(?:\.|{after})|{first}\s{last}(?=\s*\d\d)"


_MONTHS: Final = tuple(_any_form(*names) for names in _NAMES)
_M: Final = f"(?:{'|'.join(_MONTHS)})"
# Standing alone only a full name or one with both dots is a month: «กค.» is also a division's short name.
_PLAIN_M: Final = "(?:" + "|".join(rf"{full}|{first}\.\s?{last}\." for full, first, last in _NAMES) + ")"
_Y: Final = r"(?:\s*(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี(?:งบประมาณ|งบ)?|')?\s*(?:(?:25[4-9]\d|20[2-9]\d)|(?:[5-9]\d|2[5-9]|3\d))(?![\d.:,/]|\s?%|\s*(?:วัน|ข้อ|รายการ|บาท|เปอร์)))"
_DAY: Final = r"(?<![\dA-Za-z.,/:])(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_NO_CODE: Final = "".join(
    f"(?<!{word})(?<!{word} )"
    for word in ("ข้อ", "ข้อที่", "มาตรการ", "มาตรการที่", "ประเด็น", "ประเด็นที่", r"ม\.", "โอ", "O", "M")
)
_DASH: Final = r"\s*(?:-|~|ถึง|จนถึง|ไปถึง)\s*(?:วันที่\s*)?"
_WEEKDAYS: Final = (r"จัน(?:ทร์|ทร)?", "อังคาร", "พุธ", r"พ(?:ฤ|ะ)หัส(?:บดี|ฯ)?", r"ศุก(?:ร์|ร)?", "เสาร์", "อาทิตย์")
_WD: Final = f"(?:{'|'.join(_WEEKDAYS)})(?!์|ท?ร|บดี)"
_OF_YEAR: Final = rf"(?:\s*(?:ของ)?\s*ปี(?:งบประมาณ|งบ)?\s*(?P<year>{_Y}))?"
_LEAD: Final = r"(?:ภายใน|ตลอด|ทั้ง|ไม่เกิน|ใน|ของ|ถึง|ก่อน|ตั้งแต่|เป็น|ช่วง)"
_N: Final = rf"(?:\d{{1,3}}|{NUMBER_WORD})"
_WHICH_MONTH: Final = r"(?:เดือน(?:นี้|หน้า|ถัดไป|ต่อไป)|นี้|หน้า)"


@dataclass(frozen=True)
class DateSpan:
    """Where a date stands in the line; `first` is None for a single day, `last` is the deadline, both inclusive."""

    start: int
    end: int
    first: date | None
    last: date


def find(line: str, today: date) -> list[DateSpan]:
    """The dates of the line in their order; the earliest and longest reading of each place."""
    text = arabic(line)
    spans: list[DateSpan] = []
    for pattern, reader in _FORMS:
        for match in pattern.finditer(text):
            if match.end() == match.start() or any(s.start < match.end() and match.start() < s.end for s in spans):
                continue
            try:
                read = reader(match, today)
            except ValueError:
                continue  # written like a date, but there is no such day
            if read is not None:
                spans.append(DateSpan(match.start(), match.end(), *read))
    return _merged(text, sorted(spans, key=lambda span: span.start))


def _merged(text: str, spans: list[DateSpan]) -> list[DateSpan]:
    """Two days with a dash between are a period; a date said twice is one; «จาก A เป็น B» is B."""
    merged: list[DateSpan] = []
    for span in spans:
        if merged:
            before = merged[-1]
            between = text[before.end : span.start]
            if re.fullmatch(_DASH, between) and before.last < span.last and (before.first or before.last) <= span.last:
                merged[-1] = DateSpan(before.start, span.end, before.first or before.last, span.last)
                continue
            if re.fullmatch(r"[\s(]*", between) and span.first == before.first and span.last == before.last:
                merged[-1] = DateSpan(before.start, span.end, span.first, span.last)
                continue
            if re.search(r"จาก\s*(?:วันที่\s*)?$", text[: before.start]) and re.search(r"เป็น|ไป|ถึง", between):
                merged.pop()
        merged.append(span)
    return merged


Reading = tuple[date | None, date] | None


def _year(text: str | None) -> int | None:
    """The C.E. year of what was typed: 2570, 70, 2027, 27."""
    digits = re.sub(r"\D", "", text or "")
    if not digits:
        return None
    number = int(digits)
    if number < 100:
        return number + 2500 - ERA if number >= 50 else number + 2000
    return number - ERA if number > 2400 else number


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    short = re.sub(r"[.\s]", "", text)
    return next(
        number
        for number, (full, first, last) in enumerate(_NAMES, 1)
        if short == first + last or re.fullmatch(full, text, re.IGNORECASE)
    )


def _on(day: int, month: int, year: int | None, today: date) -> date:
    """Without a year the next such day; a day just past (under half a year) stays in this year."""
    if year is not None:
        return date(year, month, day)
    this_year = date(today.year, month, day)
    return this_year if (today - this_year).days < 150 else date(today.year + 1, month, day)


def month_end(year: int, month: int) -> date:
    return add_months(date(year, month, 1), 1) - timedelta(days=1)


def add_months(day: date, count: int) -> date:
    """The same day `count` months on, or the last one of a shorter month."""
    index = day.year * 12 + day.month - 1 + count
    year, month = divmod(index, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))


def fiscal_start(today: date) -> date:
    return date(today.year - (today.month < 10), 10, 1)


def _day_month(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    last = _on(int(m["day"]), _month(m["month"]), year, today)
    if m["from"] is None:
        return None, last
    first_month = _month(m["from_month"]) if m["from_month"] else last.month
    first_year = _year(m["from_year"]) or last.year - (first_month > last.month)
    return date(first_year, first_month, int(m["from"])), last


def _numeric(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    last = date(year or 1, int(m["month"]), int(m["day"]))
    if m["from"] is None:
        return None, last
    return date(last.year, int(m["from_month"] or last.month), int(m["from"])), last


def _iso(m: re.Match[str], _today: date) -> Reading:
    return None, date(_year(m["year"]) or 1, int(m["month"]), int(m["day"]))


def _short(m: re.Match[str], today: date) -> Reading:
    return None, _on(int(m["day"]), int(m["month"]), None, today)


def _months(m: re.Match[str], today: date) -> Reading:
    year, month = _year(m["year"]), _month(m["month"])
    last_year = _on(1, month, year, today).year
    last = month_end(last_year, month)
    if m["edge"] == "กลาง":
        return None, date(last_year, month, 15)
    if m["edge"] and m["edge"].startswith("ต้น"):
        return None
    if m["first"] is None:
        return (None, last) if m["edge"] else (last.replace(day=1), last)
    first = _month(m["first"])
    first_year = _year(m["first_year"]) or last_year - (first > month)
    return date(first_year, first, 1), last


def _this_month(m: re.Match[str], today: date) -> Reading:
    ahead = 1 if re.search("หน้า|ถัดไป|ต่อไป", m.group(0)) else -1 if re.search(_PAST, m.group(0)) else 0
    first = add_months(today.replace(day=1), ahead)
    last = month_end(first.year, first.month)
    if "กลาง" in m.group(0):
        return None, first.replace(day=15)
    return (None if m["edge"] else first), last


def _day_of_month(m: re.Match[str], today: date) -> Reading:
    day, which = int(m["day"]), m["which"] or ""
    if re.search("หน้า|ถัดไป", which):
        nxt = add_months(today.replace(day=1), 1)
        return None, nxt.replace(day=day)
    if which or day >= today.day:
        return None, today.replace(day=day)
    nxt = add_months(today.replace(day=1), 1)
    return None, nxt.replace(day=day)


def _relative(m: re.Match[str], today: date) -> Reading:
    said = m.group(0)
    if "มะรืน" in said:
        return None, today + timedelta(days=2)
    if "เมื่อวานซืน" in said:
        return None, today - timedelta(days=2)
    if "เมื่อวาน" in said:
        return None, today - timedelta(days=1)
    return None, today + timedelta(days=1 if said.startswith(("พร", "tom")) else 0)


def _in_units(m: re.Match[str], today: date) -> Reading:
    count = number_of(m["n"]) if m["n"] else 1
    unit = m["unit"]
    if unit.startswith("วัน"):
        return None, today + timedelta(days=count)
    if unit.startswith("เดือน"):
        half = timedelta(days=15) if m["half"] else timedelta()
        return None, add_months(today, count) + half
    return None, today + timedelta(weeks=count)


def _weekday(m: re.Match[str], today: date) -> Reading:
    number = next(i for i, name in enumerate(_WEEKDAYS) if re.fullmatch(name, m["wd"]))
    which = m["which"] or ""
    monday = today - timedelta(days=today.weekday())
    if re.search("หน้า|ถัดไป", which):
        return None, monday + timedelta(days=7 + number)
    if "แล้ว" in which:
        return None, monday + timedelta(days=number - 7)
    ahead = (number - today.weekday()) % 7
    return None, today + timedelta(days=ahead)


def _week(m: re.Match[str], today: date) -> Reading:
    monday = today - timedelta(days=today.weekday()) + timedelta(days=7 if re.search("หน้า|ถัดไป", m.group(0)) else 0)
    return monday, monday + timedelta(days=6)


_PAST: Final = "แล้ว|ก่อน|ผ่านมา"
_QUARTER_WORDS: Final = {"แรก": 1, "หนึ่ง": 1, "สอง": 2, "สาม": 3, "สี่": 4, "สุดท้าย": 4}


def _quarter(m: re.Match[str], today: date) -> Reading:
    start = fiscal_start(today)
    said = m["q"] or "นี้"
    if said in ("นี้", "หน้า", "ถัดไป", "ที่แล้ว"):
        months = (today.year - start.year) * 12 + today.month - start.month
        number = months // 3 + (0 if said == "นี้" else -1 if "แล้ว" in said else 1) + 1
    else:
        number = int(said) if said.isdigit() else _QUARTER_WORDS[said]
    if year := _year(m["year"]):
        start = date(year - 1, 10, 1)
    first = add_months(start, 3 * (number - 1))
    quarters = int(m["to"]) - number + 1 if m["to"] else 1
    return first, add_months(first, 3 * quarters) - timedelta(days=1)


def _half(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    start = date(year - 1, 10, 1) if year else fiscal_start(today)
    whole = "12" in m.group(0) or "สิบสอง" in m.group(0)
    late = re.search("หลัง|ที่\\s?(?:2|สอง)", m["which"] or "")
    first = add_months(start, 6 if late else 0)
    return (start if whole else first), add_months(start, 12 if whole or late else 6) - timedelta(days=1)


def _fiscal_year(m: re.Match[str], today: date) -> Reading:
    year = _year(m["year"])
    start = date(year - 1, 10, 1) if year else fiscal_start(today)
    if not year and re.search("หน้า", m.group(0)):
        start = add_months(start, 12)
    last = add_months(start, 12) - timedelta(days=1)
    return (None if re.search("สิ้น|ปลาย|จบ|ภายใน", m.group(0)) else start), last


def _year_end(m: re.Match[str], today: date) -> Reading:
    return None, date(_year(m["year"]) or today.year, 12, 31)


_FORMS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], date], Reading]], ...]] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (
            rf"(?:{_NO_CODE}(?P<from>{_DAY})\s*(?:(?P<from_month>{_M})(?P<from_year>{_Y})?)?{_DASH})?"
            rf"{_NO_CODE}(?P<day>{_DAY})[\s/-]*(?:เดือน\s*)?(?P<month>{_M})[\s/-]*(?P<year>{_Y})?",
            _day_month,
        ),
        (r"(?<![\w-])(?P<year>2[05]\d\d)(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)", _iso),
        (
            rf"(?:(?P<from>{_DAY})(?:/(?P<from_month>\d{{1,2}}))?\s*-\s*)?"
            r"(?<![\d./:-])(?P<day>\d{1,2})(?P<mark>\s?[/.-]\s?)(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/:-]|\.\d)",
            _numeric,
        ),
        (
            r"(?:(?<=วันที่ )|(?<=วันที่)|(?<=ถึง )|(?<=ถึง)|(?<=เป็น )|(?<=ภายใน )|(?<=ก่อน )|(?<=กำหนด ))"
            r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])",
            _short,
        ),
        (rf"(?P<from>(?!))?วันที่\s*(?P<day>{_DAY})\s*(?P<which>(?:ของ)?\s*{_WHICH_MONTH})?(?!\s*/)", _day_of_month),
        (rf"(?P<day>{_DAY})\s*(?P<which>(?:ของ)?\s*เดือน(?:นี้|หน้า)|นี้(?!\s*(?:เป็น|คือ|เสร็จ|ก็|ใคร|กอง)))", _day_of_month),
        (
            rf"(?P<edge>(?!))?(?:เดือน\s*)?(?<![ก-๎])(?P<first>{_M})(?P<first_year>{_Y})?{_DASH}(?:เดือน\s*)?(?P<month>{_M})(?P<year>{_Y})",
            _months,
        ),
        (
            rf"(?:(?P<edge>สิ้น|ปลาย|กลาง|ต้น|จบ)\s*(?:เดือน\s*)?|(?<!สำนักงาน )(?<!แบบ )(?<![ก-๎.])(?:เดือน\s*)?|{_LEAD}\s*เดือน\s*|{_LEAD}\s*)"
            rf"(?:(?P<first>{_PLAIN_M})(?P<first_year>{_Y})?{_DASH}(?:เดือน\s*)?)?(?P<month>{_PLAIN_M})(?P<year>{_Y})?(?!\d)(?:\s*นี้)?",
            _months,
        ),
        (rf"(?P<edge>(?!))?(?P<first>(?!))?(?P<first_year>(?!))?เดือน\s*(?P<month>{_M})(?P<year>{_Y})?", _months),
        (r"(?P<edge>สิ้น|ปลาย|กลาง|จบ)\s*เดือน(?:นี้|หน้า|ถัดไป|ที่แล้ว|ก่อน)?|เดือน(?:นี้|หน้า|ถัดไป|ที่แล้ว|ที่ผ่านมา)", _this_month),
        (
            r"(?:ภายใน)?(?:(?<!จาก)วันนี้|(?<!\S)(?:เย็น|บ่าย|คืน)นี้|(?<=ภายใน)(?:เย็น|บ่าย|คืน)นี้)|พรุ่งนี้|พรุ้งนี้|พรุ่งนี|มะรืน(?:นี้)?|เมื่อวาน(?:ซืน)?(?:นี้)?|\btoday\b|\btomorrow\b",
            _relative,
        ),
        (
            rf"(?:อีก|ภายใน|ใน(?:ช่วง)?|ไม่เกิน|ออกไป|ไปอีก|เพิ่ม(?:อีก)?|เวลา)\s*(?:อีก|ระยะเวลา)?\s*(?P<n>{_N})\s*"
            r"(?P<unit>วัน(?!ที่)|สัปดาห์|อาทิตย์|วีค|เดือน)(?P<half>ครึ่ง)?(?:ทำการ)?(?:ข้างหน้า|นี้|หน้า|\s*(?:นับ)?จาก(?:วัน)?นี้)?",
            _in_units,
        ),
        (rf"(?P<n>{_N})\s*(?P<unit>วัน|สัปดาห์|อาทิตย์|เดือน)(?P<half>ครึ่ง)?\s*(?:ข้างหน้า|(?:นับ)?จาก(?:วัน)?นี้|หน้า)", _in_units),
        (r"(?:อีก|ภายใน)\s*(?P<n>(?!))?(?P<unit>สัปดาห์|อาทิตย์|เดือน)(?P<half>(?!))?(?:นึง|หนึ่ง)", _in_units),
        (rf"(?:วัน)?{_WD}\s*ที่\s*(?P<day>{_DAY})\s*(?P<which>(?:ของ)?\s*{_WHICH_MONTH})?", _day_of_month),
        (
            rf"(?:วัน)?(?P<wd>{_WD})\s*(?:ที่|ของ)?\s*(?P<which>(?:สัปดาห์|อาทิตย์)(?:ที่)?(?:หน้า|นี้|แล้ว|ถัดไป)|หน้า|นี้|จะถึง(?:นี้)?|ถัดไป|แล้ว)",
            _weekday,
        ),
        (r"(?:ปลาย|สิ้น|ภายใน|ใน)?\s*(?:สัปดาห์|(?<!วัน)อาทิตย์|วีค)(?:นี้|หน้า|ถัดไป)", _week),
        (rf"วัน(?P<wd>{_WD})(?P<which>(?!))?(?!\s*ที่\s*\d)", _weekday),
        (
            r"(?:สิ้น|ปลาย|จบ)\s*ไตรมาส(?!\s*(?:ที่)?\s*(?:\d|แรก|หนึ่ง|สอง|สาม|สี่|สุด|หน้า|ถัด))(?P<q>นี้)?(?P<to>(?!))?(?P<year>(?!))?",
            _quarter,
        ),
        (
            rf"(?:สิ้น|ปลาย|จบ)?\s*(?:ไตรมาส|ไตรมาศ|(?<![A-Za-z])Q)\s*(?:ที่)?\s*(?P<q>[1-4](?!\d)|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย|นี้|หน้า|ถัดไป|ที่แล้ว)(?:\s*-\s*(?P<to>[1-4]))?"
            rf"(?:\s*(?:ของ)?\s*(?:ปี(?:งบประมาณ|งบ)?|/)\s*(?P<year>{_Y}))?",
            _quarter,
        ),
        (
            rf"(?:สิ้น)?(?:รอบ\s*(?:6|หก|12|สิบสอง)\s*เดือน\s*(?P<which>แรก|หลัง|ที่\s?(?:1|2|สอง))?){_OF_YEAR}",
            _half,
        ),
        (rf"(?:6|หก)\s*เดือน\s*(?P<which>แรก|หลัง){_OF_YEAR}", _half),
        (r"ครึ่งปี(?P<which>แรก|หลัง)(?P<year>(?!))?", _half),
        (
            rf"(?:ตลอด(?:ทั้ง)?|ทั้ง|สิ้น|ปลาย|จบ|ภายใน)\s*ปี\s*งบ(?:ประมาณ)?\s*(?:นี้|หน้า)?\s*(?P<year>{_Y})?|ตลอด(?:ทั้ง)?ปี(?P<y2>(?!))?",
            _fiscal_year,
        ),
        (rf"(?:สิ้น|ปลาย)ปี(?!งบ)(?:นี้)?\s*(?P<year>{_Y})?", _year_end),
    )
)
