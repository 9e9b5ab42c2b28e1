"""Dates as officials type them in chat, found inside a line: days, weekdays, spans, month ends, quarters, half years.

A deadline is the last day of what was said. `today` decides what «นี้», «หน้า» and a date without a year mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Final

from handlers.understanding import reckoning
from handlers.understanding.reckoning import MONTHS, WEEKDAYS, Reading
from handlers.understanding.text import NUMBER_WORD, arabic

_Reader = Callable[[re.Match[str], date], Reading]

_NO_THAI: Final = r"(?![ก-ฮะ-ฺเ-๎])"


def _any_form(full: str, first: str, last: str) -> str:
    """The full name, or ม.ค. with both dots, with one, or as the bare word «มค»."""
    after = rf"(?:{_NO_THAI}|(?=ครับ|ค่ะ|คะ|นะ|นี้|ถึง))"
    return rf"{full}|{first}\.\s?{last}(?:\.|{after})|{first}{last}(?:\.|{after})|{first}\s{last}(?=\s*\d\d)"


_M: Final = f"(?:{'|'.join(_any_form(*names) for names in MONTHS)})"
# Standing alone only a full name or one with both dots is a month: «กค.» is also a division's short name.
_PLAIN_M: Final = "(?:" + "|".join(rf"{full}|{first}\.\s?{last}\." for full, first, last in MONTHS) + ")"
_NO_YEAR_BEFORE: Final = r"(?![\d.:,/]|\s?%|\s*(?:วัน|ข้อ|รายการ|บาท|เปอร์))"
_Y: Final = (
    r"(?:\s*(?:พ\.?ศ\.?|ค\.?ศ\.?|ปี(?:งบประมาณ|งบ)?|')?\s*"
    rf"(?:(?:25[4-9]\d|20[2-9]\d)|(?:[5-9]\d|2[5-9]|3\d)){_NO_YEAR_BEFORE})"
)
_DAY: Final = r"(?<![\dA-Za-z.,/:])(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_NO_CODE: Final = "".join(
    f"(?<!{word})(?<!{word} )"
    for word in ("ข้อ", "ข้อที่", "มาตรการ", "มาตรการที่", "ประเด็น", "ประเด็นที่", r"ม\.", "โอ", "O", "M")
)
_DASH: Final = r"\s*(?:-|~|ถึง|จนถึง|ไปถึง)\s*(?:วันที่\s*)?"
_WD: Final = f"(?:{'|'.join(WEEKDAYS)})(?!์|ท?ร|บดี)"
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
    for pattern, reader in _forms():
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


@cache
def _forms() -> tuple[tuple[re.Pattern[str], _Reader], ...]:
    return tuple((re.compile(form, re.IGNORECASE), reader) for form, reader in _FORMS)


# What a reader asks for and a form lacks is a group that never matches: (?P<name>(?!))?
_FORMS: Final[tuple[tuple[str, _Reader], ...]] = (
    (
        rf"(?:{_NO_CODE}(?P<from>{_DAY})\s*(?:(?P<from_month>{_M})(?P<from_year>{_Y})?)?{_DASH})?"
        rf"{_NO_CODE}(?P<day>{_DAY})[\s/-]*(?:เดือน\s*)?(?P<month>{_M})[\s/-]*(?P<year>{_Y})?",
        reckoning.day_month,
    ),
    (r"(?<![\w-])(?P<year>2[05]\d\d)(?P<mark>[-/])(?P<month>\d{1,2})(?P=mark)(?P<day>\d{1,2})(?!\d)", reckoning.iso),
    (
        rf"(?:(?P<from>{_DAY})(?:/(?P<from_month>\d{{1,2}}))?\s*-\s*)?"
        r"(?<![\d./:-])(?P<day>\d{1,2})(?P<mark>\s?[/.-]\s?)(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4}|\d{2})(?![\d/:-]|\.\d)",
        reckoning.numeric,
    ),
    (
        r"(?:(?<=วันที่ )|(?<=วันที่)|(?<=ถึง )|(?<=ถึง)|(?<=เป็น )|(?<=ภายใน )|(?<=ก่อน )|(?<=กำหนด ))"
        r"(?P<day>\d{1,2})/(?P<month>\d{1,2})(?![\d/])",
        reckoning.short,
    ),
    (rf"วันที่\s*(?P<day>{_DAY})\s*(?P<which>(?:ของ)?\s*{_WHICH_MONTH})?(?!\s*/)", reckoning.day_of_month),
    (
        rf"{_NO_CODE}(?P<day>{_DAY})\s*(?P<which>(?:ของ)?\s*เดือน(?:นี้|หน้า)|นี้(?!\s*(?:เป็น|คือ|เสร็จ|ก็|ใคร|กอง)))",
        reckoning.day_of_month,
    ),
    (
        rf"(?P<edge>(?!))?(?:เดือน\s*)?(?<![ก-๎])(?P<first>{_M})(?P<first_year>{_Y})?{_DASH}(?:เดือน\s*)?(?P<month>{_M})(?P<year>{_Y})",
        reckoning.months,
    ),
    (
        r"(?:(?P<edge>สิ้น|ปลาย|กลาง|ต้น|จบ)\s*(?:เดือน\s*)?"
        rf"|(?<!สำนักงาน )(?<!แบบ )(?<![ก-๎.])(?:เดือน\s*)?|{_LEAD}\s*เดือน\s*|{_LEAD}\s*)"
        rf"(?:(?P<first>{_PLAIN_M})(?P<first_year>{_Y})?{_DASH}(?:เดือน\s*)?)?(?P<month>{_PLAIN_M})(?P<year>{_Y})?(?!\d)(?:\s*นี้)?",
        reckoning.months,
    ),
    (rf"(?P<edge>(?!))?(?P<first>(?!))?(?P<first_year>(?!))?เดือน\s*(?P<month>{_M})(?P<year>{_Y})?", reckoning.months),
    (r"(?P<edge>สิ้น|ปลาย|กลาง|จบ)\s*เดือน(?:นี้|หน้า|ถัดไป|ที่แล้ว|ก่อน)?|เดือน(?:นี้|หน้า|ถัดไป|ที่แล้ว|ที่ผ่านมา)", reckoning.this_month),
    (
        r"(?:ภายใน)?(?:(?<!จาก)(?<!\d)(?<!\d )วันนี้|(?<!\S)(?:เย็น|บ่าย|คืน)นี้|(?<=ภายใน)(?:เย็น|บ่าย|คืน)นี้)"
        r"|พรุ่งนี้|พรุ้งนี้|พรุ่งนี|มะรืน(?:นี้)?|เมื่อวาน(?:ซืน)?(?:นี้)?|\btoday\b|\btomorrow\b",
        reckoning.relative,
    ),
    (
        rf"(?:อีก|ภายใน|ใน(?:ช่วง)?|ไม่เกิน|ออกไป|ไปอีก|เพิ่ม(?:อีก)?|เวลา)\s*(?:อีก|ระยะเวลา)?\s*(?P<n>{_N})\s*"
        r"(?P<unit>วัน(?!ที่)|สัปดาห์|อาทิตย์|วีค|เดือน)(?P<half>ครึ่ง)?(?:ทำการ)?(?:ข้างหน้า|นี้|หน้า|\s*(?:นับ)?จาก(?:วัน)?นี้)?",
        reckoning.in_units,
    ),
    (
        rf"(?P<n>{_N})\s*(?P<unit>วัน|สัปดาห์|อาทิตย์|เดือน)(?P<half>ครึ่ง)?\s*(?:ข้างหน้า|(?:นับ)?จาก(?:วัน)?นี้|หน้า)",
        reckoning.in_units,
    ),
    (r"(?:อีก|ภายใน)\s*(?P<n>(?!))?(?P<unit>สัปดาห์|อาทิตย์|เดือน)(?P<half>(?!))?(?:นึง|หนึ่ง)", reckoning.in_units),
    (rf"(?:วัน)?{_WD}\s*ที่\s*(?P<day>{_DAY})\s*(?P<which>(?:ของ)?\s*{_WHICH_MONTH})?", reckoning.day_of_month),
    (
        rf"(?:วัน)?(?P<wd>{_WD})\s*(?:ที่|ของ)?\s*(?P<which>(?:สัปดาห์|อาทิตย์)(?:ที่)?(?:หน้า|นี้|แล้ว|ถัดไป)|หน้า|นี้|จะถึง(?:นี้)?|ถัดไป|แล้ว)",
        reckoning.weekday,
    ),
    (r"(?:ปลาย|สิ้น|ภายใน|ใน)?\s*(?:สัปดาห์|(?<!วัน)อาทิตย์|วีค)(?:นี้|หน้า|ถัดไป)", reckoning.week),
    (rf"วัน(?P<wd>{_WD})(?P<which>(?!))?(?!\s*ที่\s*\d)", reckoning.weekday),
    (
        r"(?:สิ้น|ปลาย|จบ)\s*ไตรมาส(?!\s*(?:ที่)?\s*(?:\d|แรก|หนึ่ง|สอง|สาม|สี่|สุด|หน้า|ถัด))(?P<q>นี้)?(?P<to>(?!))?(?P<year>(?!))?",
        reckoning.quarter,
    ),
    (
        r"(?:สิ้น|ปลาย|จบ)?\s*(?:ไตรมาส|ไตรมาศ|(?<![A-Za-z])Q)\s*(?:ที่)?\s*"
        r"(?P<q>[1-4](?!\d)|แรก|หนึ่ง|สอง|สาม|สี่|สุดท้าย|นี้|หน้า|ถัดไป|ที่แล้ว)(?:\s*-\s*(?P<to>[1-4]))?"
        rf"(?:\s*(?:ของ)?\s*(?:ปี(?:งบประมาณ|งบ)?|/)\s*(?P<year>{_Y}))?",
        reckoning.quarter,
    ),
    (
        rf"(?:สิ้น)?(?:รอบ\s*(?:6|หก|12|สิบสอง)\s*เดือน\s*(?P<which>แรก|หลัง|ที่\s?(?:1|2|สอง))?){_OF_YEAR}",
        reckoning.half,
    ),
    (rf"(?:6|หก)\s*เดือน\s*(?P<which>แรก|หลัง){_OF_YEAR}", reckoning.half),
    (r"ครึ่งปี(?P<which>แรก|หลัง)(?P<year>(?!))?", reckoning.half),
    (
        rf"(?:ตลอด(?:ทั้ง)?|ทั้ง|สิ้น|ปลาย|จบ|ภายใน)\s*ปี\s*งบ(?:ประมาณ)?\s*(?:นี้|หน้า)?\s*(?P<year>{_Y})?|ตลอด(?:ทั้ง)?ปี",
        reckoning.fiscal_year,
    ),
    (rf"(?:สิ้น|ปลาย)ปี(?!งบ)(?:นี้)?\s*(?P<year>{_Y})?", reckoning.year_end),
)
