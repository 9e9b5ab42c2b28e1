"""The grammar of dates as Thai offices write them: days, ranges, months, quarters and fiscal years, in both eras.
Pure: no clock is read, so a date without a year is not a date."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from documents.text import arabic, clean

ERA: Final = 543
FiscalYear = tuple[date, date]

_MONTHS: Final = (
    r"มกราคม|มกรา|ม\.?ค\.?",
    r"กุมภาพันธ์|กุมภาพันธุ์|กุมภา|ก\.?พ\.?",
    r"มีนาคม|มีนา|มี\.?ค\.?",
    r"เมษายน|เมษา|เม\.?ย\.?",
    r"พฤษภาคม|พฤษภา|พ\.?ค\.?",
    r"มิถุนายน|มิถุนา|มิ\.?ย\.?",
    r"กรกฎาคม|กรกฏาคม|กรกฎา|กรกฏา|ก\.?ค\.?",
    r"สิงหาคม|สิงหา|ส\.?ค\.?",
    r"กันยายน|กันยา|ก\.?ย\.?",
    r"ตุลาคม|ตุลา|ต\.?ค\.?",
    r"พฤศจิกายน|พฤศจิกา|พ\.?ย\.?",
    r"ธันวาคม|ธันวา|ธ\.?ค\.?",
)
_M: Final = f"(?:{'|'.join(_MONTHS)})"
_Y: Final = r"(?:\d{4}|\d{2})(?!\d)"
_D: Final = r"(?<!\d)\d{1,2}"
_DAY: Final = (
    rf"(?:{_D}[-/.]?{_M}[-/.]?{_Y}|{_D}[/.]\d{{1,2}}[/.]{_Y}|{_D}-\d{{1,2}}-{_Y}|\d{{4}}-\d{{1,2}}-\d{{1,2}}(?!\d))"
)
_DAYS: Final = (
    re.compile(rf"(?P<day>\d{{1,2}})[-/.]?(?P<month>{_M})[-/.]?(?P<year>{_Y})"),
    re.compile(rf"(?P<day>\d{{1,2}})(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<year>{_Y})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})(?:t?\d{2}:\d{2}(?::\d{2})?)?"),
)
_DASHES: Final = re.compile(r"[–—−‐‑~]|(?:จน)?ถึง")
_FILLERS: Final = re.compile(
    r"\s+|วัน(?:จันทร์|อังคาร|พุธ|พฤหัสบดี|พฤหัส|ศุกร์|เสาร์|อาทิตย์)(?:ที่)?|วันที่|[พค]\.?ศ\.?(?=\s*\d)"
    rf"|ตั้งแต่|ภายใน|ระหว่าง|เดือน(?=\s*{_M})"
    rf"|ก่อน(?=\s*(?:วันที่\s*)?\d)|ไม่เกิน(?=\s*(?:(?:วันที่|เดือน)\s*)?(?:\d|{_M}|ไตรมาส))"
)
_TIME: Final = re.compile(r"เวลา\d{1,2}[.:]\d{2}(?:น\.?)?$")
_BRACKETS: Final = re.compile(r"\(([^()]*)\)")
_OF_YEAR: Final = rf"(?:(?:/|(?:ของ)?(?:ปีงบประมาณ|ปี)?)(?P<year>{_Y}))?"
_AND: Final = r"(?:และ|กับ|,)"
_SOME_MONTHS: Final = rf"{_M}(?:{_Y})?(?:-{_M}(?:{_Y})?)?"
_ONE_MONTH: Final = re.compile(rf"(?P<month>{_M})(?P<year>{_Y})?")
_Q: Final = r"(?:ไตรมาส)?(?:ที่)?"
# A text that tells when something begins, and none of these words, has no deadline however plain its date is.
_BEGINS: Final = re.compile(r"ตั้งแต่|นับแต่|นับจาก|เป็นต้นไป|เริ่ม")
_ENDS: Final = re.compile(r"ถึง|ภายใน|ไม่เกิน|ก่อน|สิ้นสุด")
# Beside a span that stands among other words: it is not the whole of it, or not meant itself.
_GOES_ON: Final = re.compile(rf"^(?:{_AND}|หรือ|[-/])+(?:ที่)?(?:\d|{_M}|ไตรมาส)")
_NOT_ITSELF: Final = re.compile(r"(?:ก่อน|หลัง(?:จาก)?|ทุก(?:ๆ)?(?:รอบ|ระยะ(?:เวลา)?)?)$")
_SOME_YEAR: Final = re.compile(r"(?:25|26)\d\d(?!\d)")


class ImpossibleDate(ValueError):
    """Written like a date, but there is no such day, or its year can be read two ways."""


@dataclass(frozen=True)
class Period:
    """From `start` (None for a single day) to `end`, inclusive. Derived: the end is worked out, not written as such."""

    start: date | None
    end: date
    derived: bool = False


def read_date(text: str) -> date | None:
    """The one day that this text is; None when it is not a day's date."""
    return _day(_prepare(text))


def read_period(text: str, within: FiscalYear | None = None, *, strict: bool = False) -> Period | None:
    """The day or span a text names; `within` is the round, for ตลอดปีงบประมาณ and quarters that name no year.

    When not strict a span may stand among other words; then it counts as derived.
    """
    text = clean(text)
    outside = _BRACKETS.sub(" ", text)
    inner = [period for whole in _BRACKETS.findall(text) if (period := _whole(whole, within))]
    if len({period.end for period in inner}) > 1:
        return _whole(outside, within)  # each bracket tells of its own part
    found = [period for period in (_whole(text, within), *inner, _whole(outside, within)) if period]
    if found:
        return next((period for period in found if not period.derived), found[0])
    if strict:
        return None
    return _inside(outside, within) or _inside(text, within)


def from_cell_date(day: date) -> date:
    """A date cell: a year above 2400 was typed in the Buddhist era."""
    return _date(day.year, day.month, day.day)


def from_serial(number: float) -> date | None:
    """A day number as Excel counts, in either era; None when the number is not plausibly a day."""
    if not (36_525 <= number < 73_000 or 219_000 <= number < 276_000):
        return None
    return from_cell_date(date(1899, 12, 30) + timedelta(days=int(number)))


def fiscal_year(year: int) -> FiscalYear:
    """1 ต.ค. of the year before to 30 ก.ย. of a B.E. year."""
    return date(year - ERA - 1, 10, 1), date(year - ERA, 9, 30)


def _prepare(text: str) -> str:
    text = _DASHES.sub("-", arabic(clean(text)).casefold())
    return _TIME.sub("", _FILLERS.sub("", text)).strip(",;")


def _day(text: str) -> date | None:
    for pattern in _DAYS:
        if m := pattern.fullmatch(text):
            return _date(_year(m["year"]), _month(m["month"]), int(m["day"]))
    return None


def _whole(said: str, within: FiscalYear | None) -> Period | None:
    text, endless = _prepare(said), _is_endless(said)
    if day := _day(text):
        return None if endless else Period(None, day)
    for pattern, reader in _SPANS:
        if m := pattern.fullmatch(text):
            return None if endless and not _tells_its_end(m) else reader(m, within)
    return None


def _inside(said: str, within: FiscalYear | None) -> Period | None:
    """The only span of the plainest kind that stands in a text: days before months before the whole year."""
    text, endless = _prepare(said), _is_endless(said)
    for pattern, reader in _SPANS:
        found = [m for m in pattern.finditer(text) if reader is not _months or m["first"]]
        if found:
            m = found[0]
            unsure = len(found) > 1 or (endless and not _tells_its_end(m)) or _is_part(m, text)
            period = None if unsure else reader(m, within)
            return replace(period, derived=True) if period else None
    return None


def _is_endless(said: str) -> bool:
    return bool(_BEGINS.search(said)) and not _ENDS.search(said)


def _tells_its_end(m: re.Match[str]) -> bool:
    named = m.groupdict()
    ends = (named.get("start") and named.get("end")) or (named.get("first") and named.get("last"))
    return bool(ends) or m[0].startswith("ตลอด")


def _is_part(m: re.Match[str], text: str) -> bool:
    """Whether the words around a span make another time of it: ทุก ๖ เดือน, ๑-๑๕ ม.ค. ๗๐ และ ๑๕ ก.ค. ๗๐."""
    before, after = text[: m.start()], text[m.end() :]
    if "first_year" in m.groupdict() and any(one["year"] for one in _ONE_MONTH.finditer(after)):
        return True  # something is still to do in a later month
    years = "year" in m.groupdict() and not m["year"] and _SOME_YEAR.search(before + after)
    return bool(_GOES_ON.search(after) or _NOT_ITSELF.search(before) or (years and not m[0].startswith("ตลอด")))


def _two_days(m: re.Match[str], _within: FiscalYear | None) -> Period | None:
    start, end = _day(m["start"]), _day(m["end"])
    return _span(start, end) if start and end else None


def _days_of_months(m: re.Match[str], _within: FiscalYear | None) -> Period:
    """๑-๑๘ กุมภาพันธ์ ๒๕๖๔, 1 ต.ค. - 31 มี.ค. 70: the year stands once, at the end."""
    year, last = _year(m["year"]), _month(m["last"])
    first = _month(m["first"]) if m["first"] else last
    return _span(_date(year - (first > last), first, int(m["start"])), _date(year, last, int(m["end"])))


def _months(m: re.Match[str], _within: FiscalYear | None) -> Period:
    last, year = _month(m["last"]), _year(m["year"])
    first = _month(m["first"]) if m["first"] else last
    first_year = _year(m["first_year"]) if m["first_year"] else year - (first > last)
    return replace(_span(date(first_year, first, 1), _month_end(year, last)), derived=True)


def _several_months(m: re.Match[str], _within: FiscalYear | None) -> Period | None:
    """ม.ค. - ก.พ. ๗๐ และ ก.ค. ๗๐: from the first to the last; a month without a year is of the next one's."""
    ends: list[tuple[int, int]] = []
    for one in reversed(list(_ONE_MONTH.finditer(m[0]))):
        month = _month(one["month"])
        if one["year"]:
            ends.append((_year(one["year"]), month))
        elif ends:
            year, after = ends[-1]
            ends.append((year - (month > after), month))
        else:
            return None
    return Period(date(*min(ends), 1), _month_end(*max(ends)), derived=True)


def _quarters(m: re.Match[str], within: FiscalYear | None) -> Period | None:
    first, last = int(m["first"]), int(m["last"] or m["first"])
    return _months_of_year(m["year"], within, (first - 1) * 3, last * 3) if first <= last else None


def _half(m: re.Match[str], within: FiscalYear | None) -> Period | None:
    if m["months"] == "12":
        return _months_of_year(m["year"], within, 0, 12)
    after = 6 if m["which"] == "หลัง" else 0
    return _months_of_year(m["year"], within, after, after + 6)


def _whole_year(m: re.Match[str], within: FiscalYear | None) -> Period | None:
    return _months_of_year(m["year"], within, 0, 12)


_Reader = Callable[[re.Match[str], FiscalYear | None], Period | None]
# What is written out as days first, then what leaves the days to be worked out.
_SPANS: Final[tuple[tuple[re.Pattern[str], _Reader], ...]] = (
    (re.compile(rf"(?P<start>{_DAY})-(?P<end>{_DAY})"), _two_days),
    (
        re.compile(rf"(?<![\d/.-])(?P<start>\d{{1,2}})(?P<first>{_M})?-(?P<end>\d{{1,2}})(?P<last>{_M})(?P<year>{_Y})"),
        _days_of_months,
    ),
    (
        re.compile(
            rf"(?<![\d/.-])(?P<start>\d{{1,2}})(?:[/.](?P<first>\d{{1,2}}))?"
            rf"-(?P<end>\d{{1,2}})[/.](?P<last>\d{{1,2}})[/.](?P<year>{_Y})"
        ),
        _days_of_months,
    ),
    (re.compile(rf"(?<!\d){_SOME_MONTHS}(?:{_AND}+{_SOME_MONTHS})+"), _several_months),
    (re.compile(rf"(?<!\d)(?:(?P<first>{_M})(?P<first_year>{_Y})?-)?(?P<last>{_M})(?P<year>{_Y})"), _months),
    (
        re.compile(
            rf"ไตรมาส(?:ที่)?(?P<first>[1-4])(?:(?:(?:-|{_AND}+){_Q}[1-4])*(?:-|{_AND}+){_Q}(?P<last>[1-4]))?"
            rf"(?!\d){_OF_YEAR}"
        ),
        _quarters,
    ),
    (re.compile(rf"(?:รอบ|ระยะเวลา)?(?<!\d)(?P<months>6|12)เดือน(?P<which>แรก|หลัง)?{_OF_YEAR}"), _half),
    (re.compile(rf"(?:ตลอด(?:ทั้ง)?ปี(?:งบประมาณ)?|ปีงบประมาณ(?=\d))(?P<year>{_Y})?"), _whole_year),
)


def _span(start: date, end: date) -> Period:
    if start > end:
        raise ImpossibleDate(f"{start} > {end}")
    return Period(start, end)


def _months_of_year(year: str | None, within: FiscalYear | None, after: int, until: int) -> Period | None:
    """Months `after` + 1 to `until` of a fiscal year (which begins in October), or of the round when none is named."""
    if year:
        start, _ = fiscal_year(_year(year) + ERA)
    elif within and (after, until) == (0, 12):
        return Period(*within, derived=True)
    elif within:
        start = date(within[1].year - (within[1].month < 10), 10, 1)
    else:
        return None
    return Period(_add_months(start, after), _add_months(start, until) - timedelta(days=1), derived=True)


def _add_months(first: date, count: int) -> date:
    months = first.month - 1 + count
    return date(first.year + months // 12, months % 12 + 1, 1)


def _month_end(year: int, month: int) -> date:
    return _add_months(date(year, month, 1), 1) - timedelta(days=1)


def _month(text: str) -> int:
    if text.isdigit():
        return int(text)
    return next(n for n, names in enumerate(_MONTHS, start=1) if re.fullmatch(names, text))


def _year(text: str) -> int:
    """The C.E. year: four digits in either era, two only where they can be nothing but a B.E. year (2540–2599)."""
    year = int(text)
    if len(text) == 2 and year >= 40:
        return year + 2500 - ERA
    if 2500 <= year < 2700:
        return year - ERA
    if 2000 <= year < 2100:
        return year
    raise ImpossibleDate(text)


def _date(year: int, month: int, day: int) -> date:
    try:
        return date(year - ERA if year > 2400 else year, month, day)
    except ValueError as error:
        raise ImpossibleDate(f"{year}-{month}-{day}") from error
