"""An O-item's title and what it must show, printed in one cell: apart by the year's catalogue, else by lines."""

import re
from collections.abc import Mapping
from typing import Final

from rapidfuzz import fuzz

from documents.data import catalogue, catalogue_years
from documents.papers_in.texts import entries
from documents.text import arabic, key, one_line

_ALIKE: Final = 80.0
_SHORT: Final = 5
_ALIKE_SHORT: Final = 66.0
_BELONGS: Final = re.compile(r"[ะ-ฺ็-๎]")  # a vowel or tone mark that belongs to the letter before it
# The letter as a Latin, Greek or Cyrillic o; alone in its cell it may be a circle, before a title that is a bullet.
_CODE: Final = re.compile(r"(?:ข้อ\s*)?(?:โอ|[OoΟοОо○◯〇])\s*[-.]?\s*0?\d{1,2}[.):]?")
_CODE_FIRST: Final = re.compile(
    r"\s*[(\[]?(?:ข้อ\s*)?(?:โอ|[OoΟοОо])\s*[-.]?\s*0?(?P<number>[1-9๑-๙][0-9๐-๙]?)(?![0-9๐-๙A-Za-z])"
    r"(?!\s*(?:[-–,/&.]|และ|ถึง)\s*[OoΟοОо]?\s*[0-9๐-๙])\s*[)\].:–-]*\s*"
)
_BOUNDARY: Final = 4.0  # how much a blank after the title speaks for it ending there


def is_code(text: str) -> bool:
    """Whether a cell holds just an item's code with its letter: O๑๓."""
    return _CODE.fullmatch(arabic(one_line(text))) is not None


def leading_code(text: str) -> tuple[int | None, str]:
    """O๑๓ แผนการจัดซื้อจัดจ้าง → 13 and the title."""
    m = _CODE_FIRST.match(text)
    return (int(arabic(m["number"])), text[m.end() :]) if m else (None, text)


def known_titles(year: int) -> Mapping[str, tuple[str, ...]]:
    """What an item may be called by its code: the year's own title, or those of the years whose lists are known."""
    own = catalogue(year)
    if own:
        return {code: (title,) for code, title in own.items()}
    found: dict[str, tuple[str, ...]] = {}
    for other in catalogue_years():
        for code, title in catalogue(other).items():
            found[code] = (*found.get(code, ()), title)
    return found


def title_and_elements(text: str, titles: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    text = text.strip()
    first, _, below = text.partition("\n")
    if below and any(fuzz.ratio(key(first), key(title)) >= _ALIKE for title in titles):
        return one_line(first), entries(below)
    flat = one_line(text)
    ends = [(likeness, end) for title in titles if (found := _end_of(flat, title)) for likeness, end in [found]]
    if ends:
        _, end = max(ends)
        return flat[:end].strip(), entries(_after(text, flat[:end]))
    parts = entries(text)
    return (parts[0], parts[1:]) if parts else ("", ())


def place_of(text: str, titles: tuple[str, ...]) -> int | None:
    """Where a title begins inside a text, for a row that holds two items."""
    starts = [m.start() for m in re.finditer(r"(?:(?<=\s)|(?<=[○●•]))\S", text)]
    found = [
        (likeness[0], -start)
        for title in titles
        for start in starts
        if (likeness := _end_of(text[start:], title)) and likeness[0] >= _ALIKE + 8
    ]
    return -max(found)[1] if found else None


def _end_of(text: str, title: str) -> tuple[float, int] | None:
    """How well a text begins with the title, and where that ends."""
    wanted = key(title)
    best: tuple[float, int] | None = None
    for end in range(1, min(len(text), 3 * len(title) + 20) + 1):
        size = len(key(text[:end]))
        if size > 1.25 * len(wanted) + 2:
            break
        if size < 0.75 * len(wanted) or _BELONGS.match(text[end : end + 1] or ""):
            continue
        boundary = end == len(text) or text[end].isspace() or text[end] in "○●•("
        likeness = fuzz.ratio(key(text[:end]), wanted) + (_BOUNDARY if boundary else 0)
        if best is None or likeness > best[0]:
            best = (likeness, end)
    # Of a title of three letters (Q&A) one misread letter is a third.
    return best if best and best[0] >= (_ALIKE if len(wanted) > _SHORT else _ALIKE_SHORT) else None


def _after(text: str, title: str) -> str:
    """The cell behind the title, its lines kept; the title was found with the lines as one."""
    wanted = len("".join(title.split()))
    seen = 0
    for at, letter in enumerate(text):
        if seen == wanted:
            return text[at:].strip()
        seen += not letter.isspace()
    return ""
