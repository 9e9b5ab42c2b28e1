"""Item codes as people type them: O8, ข้อ ๘, ๐10, โอ8, M3, มาตรการที่ ๓, lists and ranges."""

import re
from dataclasses import dataclass

from handlers.understanding.text import arabic

_NUM = r"[0-9๐-๙]{1,3}"
_O = rf"(?:[OoＯ○]|โอ)\s?[-.]?\s?{_NUM}|(?<![0-9๐-๙.,/:-])[0๐][0-9๐-๙]{{1,2}}(?![0-9๐-๙]|[.:/-][0-9๐-๙])"
_M = rf"[MmSs]\s?[-.]?\s?{_NUM}(?![a-zA-Z])"
_WORD = r"ข้อที่|ข้อ|รายการที่|มาตรการที่|มาตรการ|ประเด็นที่|ประเด็น|ขั้นตอนที่|ขั้นตอน"
_PREFIXED = rf"(?P<word>{_WORD})\s?(?:(?:[OoMm○]|โอ)\s?[-.]?\s?)?(?P<num>{_NUM})"
_CODE = re.compile(rf"{_PREFIXED}|(?P<o>{_O})|(?P<m>(?<![a-zA-Z]){_M})")
_JOIN = re.compile(
    rf"\s*(?P<join>-|–|ถึง|,|และ|กับ|/|\s)\s*(?:(?:[OoMm○]|โอ|ข้อ)\s?[-.]?\s?)?(?P<num>{_NUM})(?![0-9๐-๙.:/%])"
)
_LARGEST_RANGE = 60


@dataclass(frozen=True)
class CodeSpan:
    """Where codes stand in the line, and which."""

    start: int
    end: int
    codes: tuple[str, ...]


def find(line: str) -> list[CodeSpan]:
    """Every group of codes in the line: a list or a range is one group."""
    spans: list[CodeSpan] = []
    at = 0
    while match := _CODE.search(line, at):
        letter = _letter(match)
        number = _number(match)
        end = match.end()
        if number is None:
            at = end
            continue
        codes, last = [f"{letter}{number}"], number
        while (more := _JOIN.match(line, end)) and _joins(line, more):
            nxt = int(arabic(more["num"]))
            if more["join"] in ("-", "–", "ถึง"):
                if not last < nxt <= last + _LARGEST_RANGE:
                    break
                codes += [f"{letter}{n}" for n in range(last + 1, nxt + 1)]
            else:
                codes.append(f"{letter}{nxt}")
            last, end = nxt, more.end()
        spans.append(CodeSpan(match.start(), end, tuple(dict.fromkeys(codes))))
        at = end
    return spans


def _joins(line: str, more: re.Match[str]) -> bool:
    """A blank alone joins only when a code letter follows, and another kind of code begins a group of its own."""
    tail = more.group(0).lstrip(" ,-–/")
    if re.match(r"[Mm]", tail) and not re.match(r"[Mm]", line[: more.start()][-6:].lstrip() or " "):
        return False
    return more["join"].strip() != "" and more["num"] != ""


def _letter(match: re.Match[str]) -> str:
    word = match["word"] or ""
    if word:
        return "M" if word.startswith(("มาตรการ", "ประเด็น")) else "S" if word.startswith("ขั้นตอน") else "O"
    return match["m"][0].upper() if match["m"] else "O"


def _number(match: re.Match[str]) -> int | None:
    digits = re.search(rf"{_NUM}$", match.group(0))
    number = int(arabic(digits.group(0))) if digits else 0
    return number or None
