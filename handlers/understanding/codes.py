"""Item codes as people type them: O8, ข้อ ๘, ๐10, โอแปด, M3, มาตรการที่ ๓, ม.3, T1, lists and ranges."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Final

from handlers.understanding import states
from handlers.understanding.patterns import URL, Patterns
from handlers.understanding.text import NUMBER_WORD, number_of

_WORDS: Final = Patterns("codes.toml")
_D: Final = "[0-9๐-๙]"
_NUM: Final = rf"(?:{_D}[Oo](?![A-Za-z])|{_D}{{1,3}}(?!{_D})|{NUMBER_WORD})"
_DIGITS: Final = rf"{_D}{{1,3}}(?!{_D})"
_SEP: Final = r"\s?[-._#:]?\s?"
_O_SIGN: Final = r"[○◯〇]"
_SPOKEN_O: Final = r"(?:(?<![ก-ฮ])|(?<=ของ)|(?<=กับ)|(?<=และ)|(?<=ส่วน)|(?<=แล้ว)|(?<=ครับ)|(?<=ลิงก์))โอ"
_O_LETTER: Final = rf"(?:(?<![A-Za-z])(?:OIT|[Oo])(?![A-Za-z])|{_O_SIGN}|{_SPOKEN_O})"
_O_WORD: Final = r"(?:(?:โอ\s?)?ข้อ(?:ที่)?|(?<![ก-๎])ขอ(?=\s?\d{1,2}\s?(?:ลง|เสร็จ|เรียบ|กำลัง|ยัง))|รายการที่|ตัวชี้วัดข้อ(?:ที่)?)"
_M_WORD: Final = r"(?:มาตรการ(?:ข้อ)?(?:ที่)?|มาตราการ(?:ที่)?|ประเด็น(?:ข้อ)?(?:ที่)?)"
_S_WORD: Final = r"(?:ขั้นตอนที่|ขั้นที่)"
_IN_A_FIGURE: Final = rf"[.:]{_D}|,{_D}{{3}}(?!{_D})|-{_D}+-"
_OTHER_WORD: Final = "เดียว|นี้|นั้น|มูล|ความ|เสนอ|ตกลง|บังคับ"  # what ข้อ begins and is no item: ข้อมูล, ข้อความ
# After a letter or ข้อ little else can be meant; a count of items («มาตรการ 7 ข้อ», «OIT 35 ข้อ») is no code.
_WHOLE: Final = rf"(?!\s*(?:%|เปอร์)|{_IN_A_FIGURE})"
_OF_MANY: Final = (
    r"(?!\s*(?:รายการ|ตัว(?=\s|$|ที่|ยัง|แล้ว|มี|เหลือ)|อัน(?!ไหน))"
    rf"|\s*ข้อ(?!{_OTHER_WORD}|เดียว|นี้|นั้น|สังเกต|\s*(?:ที่)?\s*[OoMm]?\s*(?:{_D}|{NUMBER_WORD}))){_WHOLE}"
)
_BARE: Final = (
    r"(?:^|(?<=[\n|,/])|(?<!อีก)(?<!รอ)(?<!หมู่)(?<!ครบ)(?<!แค่)(?<!จาก)(?<!ไป)(?<!ได้)(?<=\s)"
    rf"|(?<=ยกเว้น)|(?<=เว้น)|(?<=เหลือ)|(?<=ส่วน)|(?<=ตัด)|(?<=คับ)|(?<=ครับ)|(?<=ค่ะ))"
    rf"(?P<num>{_D}{{1,2}})(?!{_D}|\s*[.):]|\s?(?:กอง|ขั้นตอน))"
)
_BARE_WORD: Final = re.compile(rf"(?:^|(?<=[\s,]))(?P<num>{_D}{{1,2}}(?!{_D})|{NUMBER_WORD})")
_LARGEST_RANGE: Final = 60


@cache
def _counted() -> str:
    """A number that counts something, or is part of a larger figure, is no code."""
    units = _WORDS.source("UNITS")
    return rf"(?!\s*(?:{units})|\s*ข้อ(?!{_OTHER_WORD}|\s*(?:ที่)?\s*[OoMm]?\s*{_D})|{_IN_A_FIGURE})"


@cache
def _bare_number() -> re.Pattern[str]:
    return re.compile(rf"(?:{_BARE}){_counted()}")


@cache
def _head() -> re.Pattern[str]:
    """The first code of a list: O8, M3, ม.3, ขั้นตอนที่ 2, or 08."""
    o_letter = rf"{_O_LETTER}{_SEP}(?:ข้อ(?:ที่)?\s?|ที่\s?)?"
    no_time = rf"(?!{_D}|[.,:/]{_D}|-{_D}{{3}}(?:-|{_D})|\s?%|\s?น\.|\s?โมง)"
    return re.compile(
        rf"(?P<O>{_O_WORD}\s*[.(]?\s?(?:(?:[OoＯ○◯〇]|โอ){_SEP})?|{o_letter})(?P<O_num>{_NUM}){_OF_MANY}"
        rf"|(?P<M>{_M_WORD}\s*(?:(?<![A-Za-z])[Mm]{_SEP})?)(?P<M_num>{_NUM}|แรก(?!ๆ)){_OF_MANY}"
        rf"|(?P<M2>(?<![A-Za-z0-9๐-๙])[Mm]{_SEP}|เอ็ม\s?|(?<![ก-๎.])ม\s?\.?\s?)(?P<M2_num>{_DIGITS}){_OF_MANY}"
        rf"|(?P<T>(?<![A-Za-z0-9๐-๙])[Tt]{_SEP})(?P<T_num>{_DIGITS}){_OF_MANY}"
        rf"|(?P<S>{_S_WORD}\s*)(?P<S_num>{_NUM}){_WHOLE}"
        rf"|(?<![0-9๐-๙.,:/\-A-Za-z])(?P<Z>[0๐]-?)(?P<Z_num>[1-9๐-๙]{_D}?){no_time}(?:(?<=๐{_D}{_D})|{_counted()})"
    )


@cache
def _next() -> re.Pattern[str]:
    """A further code of the list, or the end of a range."""
    comma = r"\s*(?:,|และ|กับ|กะ(?!ว่า)|&|\+|/|รวมถึง|แล้วก็)\s*"
    to = r"\s*(?P<range>-|~|(?:ไป)?(?:จน)?ถึง|ยัน|to\b)\s*"
    return re.compile(
        rf"(?:{comma}|{to}|(?P<blank>\s+))(?:(?P<word>ข้อ(?:ที่)?|{_M_WORD})\s*)?"
        rf"(?P<letter>(?:(?<![A-Za-z])[OoMmTt]|{_O_SIGN}|โอ){_SEP})?(?P<num>{_NUM})(?P<plain>{_counted()})?{_WHOLE}"
    )


@dataclass(frozen=True)
class CodeSpan:
    """Where codes stand in the line, and which: a list or a range is one span."""

    start: int
    end: int
    codes: tuple[str, ...]


def find(line: str) -> list[CodeSpan]:
    spans: list[CodeSpan] = []
    at = 0
    while head := _head().search(line, at):
        at = head.end()
        number = _number(head)
        if not 0 < number < 100 or _is_something_else(line, head, number):
            continue
        codes, end = _rest(line, head.end(), _kind(head), number)
        spans.append(CodeSpan(head.start(), end, codes))
        at = end
    return spans


def is_public(line: str) -> bool:
    """Whether the line speaks of exams or regulations, whose numbers are no items."""
    return _WORDS.PUBLIC.search(line) is not None


def bare(
    line: str, taken: list[CodeSpan], kinds: tuple[str, ...], among: frozenset[str], *, sure: bool, words: bool = False
) -> list[CodeSpan]:
    """Numbers without a letter that a state follows, where codes have been spoken of: «ข้อ 14 เสร็จ 15 ยัง».

    Only codes `among` these count. When not `sure` that items are meant, there must be two of them, or a list."""
    found: list[CodeSpan] = []
    at = 0
    while match := (_BARE_WORD if words else _bare_number()).search(line, at):
        at = match.end()
        before = line[: match.start("num")]
        if any(s.start < match.end() and match.start() < s.end for s in taken) or _WORDS.NUMBERED.search(before):
            continue
        number = number_of(match["num"])
        kind = next((kind for kind in kinds if f"{kind}{number}" in among), None)
        if kind is None:
            continue
        codes, end = _rest(line, match.end(), kind, number)
        if set(codes) <= among and _has_a_state(line, before, end):
            found.append(CodeSpan(match.start("num"), end, codes))
            at = end
    return found if sure or sum(len(span.codes) for span in found) > 1 else []


def _has_a_state(line: str, before: str, end: int) -> bool:
    """A state follows, or it stands before at the end of a line; an exception needs none."""
    if _WORDS.EXCEPTED.search(before) or states.follows(line, end):
        return True
    return _WORDS.ENDS_LINE.match(line, end) is not None and _WORDS.STATE_BEFORE.search(before) is not None


def _is_something_else(line: str, head: re.Match[str], number: int) -> bool:
    """A village, a school year, an article of a regulation, oxygen."""
    if head["M2"]:
        return _is_village(line, head)
    if not (head["O"] or head["Z"]):
        return False
    gas = number in (2, 3, 4) and (head["O"] or "").strip().casefold() == "o" and _WORDS.MEDICAL.search(line)
    return bool(gas or _WORDS.PUBLIC_BEFORE.search(line[: head.start()]))


def _kind(head: re.Match[str]) -> str:
    if head["M"] is not None or head["M2"] is not None:
        return "M"
    if head["T"] is not None:
        return "T"
    return "S" if head["S"] is not None else "O"


def _number(head: re.Match[str]) -> int:
    text: str = head["O_num"] or head["M_num"] or head["M2_num"] or head["T_num"] or head["S_num"] or head["Z_num"]
    return number_of(text)


def _rest(line: str, end: int, kind: str, number: int) -> tuple[tuple[str, ...], int]:
    """The further numbers of a list or range that begins with `number`."""
    codes, last = [f"{kind}{number}"], number
    while more := _next().match(line, end):
        if more["plain"] is None and not (more["letter"] or more["word"]):
            break  # a number that counts something
        if more["range"] and not (more["letter"] or more["word"]) and _WORDS.LATER.search(line):
            break  # «ขอเลื่อน O13 ถึง 31»: a day, no range
        letter = (more["letter"] or "").strip(" -._#:").casefold() or more["word"] or ""
        if letter and _kind_of(letter) != kind:
            break  # another kind of code begins a group of its own
        following = number_of(more["num"])
        if not 0 < following < 100:
            break
        if more["range"]:
            if not last < following <= last + _LARGEST_RANGE:
                break
            codes += [f"{kind}{n}" for n in range(last + 1, following + 1)]
        elif not more["num"][0].isdigit() and not letter and ("สิบ" not in more["num"] or more["blank"]):
            break  # a bare number word joins nothing: «ข้อ 8 สองวัน»
        elif more["blank"] and not letter and not _WORDS.LIST_GOES_ON.match(line, more.end()):
            break  # after a blank alone the number must be followed by another, a blank or the end
        else:
            codes.append(f"{kind}{following}")
        last, end = following, more.end()
    return tuple(dict.fromkeys(codes)), end


def _kind_of(letter: str) -> str:
    if letter.startswith(("m", "มา", "ประ")):
        return "M"
    return "T" if letter == "t" else "O"


def _is_village(line: str, head: re.Match[str]) -> bool:
    before = line[: head.start()]
    if head["M2"].startswith("ม") and _WORDS.VILLAGE_AFTER.match(line, head.end()):
        return True
    if not before.strip():
        return False
    if _WORDS.VILLAGE_TALK.search(line) or _WORDS.VILLAGE_BEFORE.search(before):
        return True
    return head["M2"].startswith("ม") and URL not in line and not _WORDS.MEASURE_BEFORE.search(before)
