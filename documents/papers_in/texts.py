"""A cell's text and the lists inside it: entries by bullet, dash or running number, texts cut by a page break."""

import re
from typing import Final

from documents.text import arabic, clean, one_line

BULLET: Final = "•"

_ENTRY_TAG: Final = re.compile(r"<li\b[^<>]*>", re.IGNORECASE)
_LINE_TAG: Final = re.compile(r"</?(?:p|br|div|ul|ol|tr|li)\b[^<>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"</?(?:b|i|u|em|strong|span|sup|sub|font|td|th|table|tbody|thead)\b[^<>]*>", re.IGNORECASE)
_ENTITIES: Final = {"&nbsp;": " ", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&"}
_STARS: Final = re.compile(r"(?:\\?\*){2,}")

_MARK: Final = r"[○◯●•▪■◦➢►✦]"
_DASH_FIRST: Final = re.compile(r"^\s*[-–](?![-–])\s*(?=\S)")
_MARK_FIRST: Final = re.compile(rf"^\s*(?:{_MARK}+\s*|[oO๐0]\s+(?=[ก-๙]))")
_INNER_MARK: Final = re.compile(rf"\s*{_MARK}+\s*|(?<=\s)[oO๐0]\s+(?=[ก-๙])")
# A dash after one or two Latin letters (E - Service) or before a month or number joins; it does not begin an entry.
_MONTH: Final = r"(?:เดือน\s*)?(?:มกรา|กุมภา|มีนา|เมษา|พฤษภา|มิถุนา|กรกฎา|สิงหา|กันยา|ตุลา|พฤศจิกา|ธันวา)"
_INNER_DASH: Final = re.compile(rf"(?<=\s)[-–]\s*(?![\s\d๐-๙–-])(?!{_MONTH})")
_NUMBER: Final = re.compile(r"(?:(?<=\s)|^)\(?([0-9๐-๙]{1,2})[.)](?![0-9๐-๙])\s*(?=\S)")
_NUMBER_FIRST: Final = re.compile(r"^\s*\(?([0-9๐-๙]{1,2})\s*[.)](?![0-9๐-๙])\s*")
# ๑.๑ before a text; an amount (๑.๕ ล้านบาท) and an hour (๑๐.๓๐ น.) are no running number.
_SUB_NUMBER: Final = re.compile(
    r"(?:(?<=\s)|^)\(?([0-9๐-๙]{1,2})\.([0-9๐-๙]{1,2})[.)]?(?![0-9๐-๙.])\s*"
    r"(?=[^\s0-9๐-๙])(?!น\.|ล้าน|แสน|บาท|คะแนน|นาที|ชั่วโมง|%)"
)
_NAMED_NUMBER: Final = re.compile(r"^\s*มาตรการที่\s*([0-9๐-๙]{1,2})(?![0-9๐-๙]|\.[0-9๐-๙])\s*[:：.)–-]?\s*(?=\S)")
_SHORTEST_SEAM: Final = 4


def cell_text(text: str) -> str:
    """What one sees: no markup that a scanner left, no empty lines."""
    if "<" in text:
        text = _ENTRY_TAG.sub(f"\n{BULLET} ", text)
        text = _TAG.sub("", _LINE_TAG.sub("\n", text))
    for entity, letter in _ENTITIES.items():
        text = text.replace(entity, letter)
    lines = (_marked_once(line) for line in clean(_STARS.sub(" ", text)).split("\n"))
    return "\n".join(line for line in lines if line and line != BULLET)


def entries(text: str) -> tuple[str, ...]:
    """The entries of a list written into one cell, without their marks; lines without a mark go on when others have
    one, and are entries of their own when none has."""
    return tuple(entry for _, entry in marked_entries(text))


def marked_entries(text: str) -> list[tuple[bool, str]]:
    """Each entry and whether a mark begins it."""
    pieces = _pieces(text)
    any_marked = any(marked for marked, _ in pieces)
    found: list[tuple[bool, str]] = []
    for marked, piece in pieces:
        said = one_line(piece)
        if not said:
            continue
        if any_marked and not marked and found and found[-1][0]:
            found[-1] = (True, f"{found[-1][1]} {said}")
        else:
            found.append((marked, said))
    return found


def _pieces(text: str) -> list[tuple[bool, str]]:
    lines = text.split("\n")
    dashes = any(_DASH_FIRST.match(line) for line in lines)
    pieces: list[tuple[bool, str]] = []
    for line in lines:
        for at, part in enumerate(_at_marks(line, dashes=dashes)):
            marked, rest = _unmarked(part)
            pieces.append((marked or at > 0, rest))
    return _at_numbers(pieces)


def _at_marks(line: str, *, dashes: bool) -> list[str]:
    first = _MARK_FIRST.match(line)
    start = first.end() if first else 0
    cuts = list(_INNER_MARK.finditer(line, start))
    if dashes:
        cuts += [m for m in _INNER_DASH.finditer(line, start) if not _joins(line, m)]
    edges = sorted((m.start(), m.end()) for m in cuts)
    parts, begin = [], 0
    for left, right in edges:
        if left >= begin and line[begin:left].strip():
            parts.append(line[begin:left])
            begin = right
    return [*parts, line[begin:]]


def _joins(line: str, dash: re.Match[str]) -> bool:
    """E - Service is one word."""
    before, after = line[: dash.start()].rstrip(), line[dash.end() :]
    return not before or bool(re.search(r"(?<![A-Za-z])[A-Za-z]{1,2}$", before) and after[:1].isascii())


def _unmarked(part: str) -> tuple[bool, str]:
    for pattern in (_MARK_FIRST, _DASH_FIRST):
        if m := pattern.match(part):
            return True, part[m.end() :]
    return False, part


def _at_numbers(pieces: list[tuple[bool, str]]) -> list[tuple[bool, str]]:
    """Cut at ๑. ๒. ๓. as they run on; a number out of the row is text (a date, an amount)."""
    found: list[tuple[bool, str]] = []
    last: int | None = None
    for marked, piece in pieces:
        begin, was_marked = 0, marked
        for m in _NUMBER.finditer(piece):
            number = int(arabic(m[1]))
            first = not piece[begin : m.start()].strip()
            if number == 0 or (number != last + 1 if last is not None else not (first or number == 1)):
                continue
            if not first:
                found.append((was_marked, piece[begin : m.start()]))
            begin, was_marked, last = m.end(), True, number
        found.append((was_marked, piece[begin:]))
    return found


def leading_number(text: str) -> tuple[int | None, str]:
    """๑. การปฏิบัติหน้าที่ → 1 and the rest."""
    m = _NUMBER_FIRST.match(text)
    return (int(arabic(m[1])), text[m.end() :].strip()) if m else (None, text)


def measure_number(text: str) -> tuple[int | None, str]:
    """มาตรการที่ ๓ จัดทำคู่มือ, or ๓. จัดทำคู่มือ → 3 and the rest."""
    return named_number(text) or leading_number(text)


def named_number(text: str) -> tuple[int, str] | None:
    m = _NAMED_NUMBER.match(text)
    return (int(arabic(m[1])), text[m.end() :].strip()) if m else None


def numbered_lines(text: str) -> list[tuple[int, str]]:
    """The measures of a cell that begin each on a line with a number of one style: the next one, or any that is named
    (มาตรการที่ ๓). Other lines go on; nothing if the first line bears no number."""
    found: list[tuple[int, str]] = []
    style = ""
    for line in text.split("\n"):
        number, rest, said = _line_number(line)
        if number is None or (found and (said != style or (style != "named" and number != found[-1][0] + 1))):
            if not found:
                return []
            found[-1] = (found[-1][0], f"{found[-1][1]}\n{line}")
        else:
            style = said
            found.append((number, rest))
    return found


def _line_number(line: str) -> tuple[int | None, str, str]:
    named = named_number(line)
    if named is not None:
        return (*named, "named")
    m = _NUMBER_FIRST.match(line)
    return (int(arabic(m[1])), line[m.end() :], ")" if ")" in m[0] else ".") if m else (None, line, "")


def sub_entries(text: str) -> list[str]:
    """๑.๑ จัดทำคู่มือ ๑.๒ อบรม → the entries without their numbers; nothing if the text does not begin with one."""
    starts: list[re.Match[str]] = []
    for m in _SUB_NUMBER.finditer(text):
        major, minor = int(arabic(m[1])), int(arabic(m[2]))
        if starts and (major, minor - 1) != (int(arabic(starts[-1][1])), int(arabic(starts[-1][2]))):
            continue
        if not starts and m.start() > 0:
            return []
        starts.append(m)
    ends = [*(m.start() for m in starts[1:]), len(text)]
    return [one_line(text[m.end() : end]) for m, end in zip(starts, ends, strict=False)]


def sub_number(text: str) -> int | None:
    """๑.๒ อบรม → 1, the number of what it is a part of."""
    m = _SUB_NUMBER.match(text)
    return int(arabic(m[1])) if m else None


def rejoined(first: str, second: str) -> tuple[str, str]:
    """A text cut by a page break made whole, and the word that stood on both pages (kept once), if one did."""
    if not first or not second:
        return first or second, ""
    head = _marked_once(second)
    if _NUMBER_FIRST.match(head) or _MARK_FIRST.match(head) or _DASH_FIRST.match(head):
        return f"{first}\n{second}", ""
    repeated = _overlap(first, head)
    rest = head[len(repeated) :]
    if repeated:
        return f"{first}{rest}" if not rest[:1].isspace() else f"{first} {rest.strip()}", repeated
    return f"{first} {rest}", ""


def _overlap(first: str, second: str) -> str:
    longest = min(len(first), len(second), 60)
    for length in range(longest, _SHORTEST_SEAM - 1, -1):
        if first.endswith(second[:length]) and not second[:length].isspace():
            # Not in the middle of a letter: a Thai vowel or tone mark belongs to what stands before it.
            if re.match(r"[ะ-ฺ็-๎]", second[length : length + 1] or ""):
                continue
            return second[:length]
    return ""


def _marked_once(line: str) -> str:
    """A list's bullet before a dash typed by hand is one mark."""
    return re.sub(rf"^{BULLET}\s*(?:[-–○●▪]\s*|[oO๐]\s+(?=[ก-๙]))?", f"{BULLET} ", line.strip()).strip()
