"""Typing made uniform: composed vowels, invisible characters, letters held down, chat spellings, number words."""

import re
from functools import cache
from typing import Final

from handlers.understanding.patterns import table

_THAI_DIGITS: Final = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE: Final = re.compile(
    r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe00-\ufe0f\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]"
)
_FULL_WIDTH: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_QUOTES_AND_DASHES: Final = {"’": "'", "‘": "'", "“": '"', "”": '"'} | dict.fromkeys("–—−‐‑", "-")
_STOPS: Final = {"…": " ", "，": ",", "、": ","}
_GREEK_AND_CYRILLIC_O: Final = {"\u039f": "O", "\u041e": "O", "\u03bf": "o", "\u043e": "o"}
_LIKENESSES: Final = str.maketrans(_QUOTES_AND_DASHES | _STOPS | _GREEK_AND_CYRILLIC_O | _FULL_WIDTH)
_HELD_DOWN: Final = re.compile(r"([ก-ฮะ-ูเ-๎])\1{2,}")
_MARKS: Final = re.compile(r"[\u0e31\u0e34-\u0e39\u0e48-\u0e4b]{2,}")
_MARKS_TWICE: Final = re.compile(r"([\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])\1+")
LONGEST: Final = 1000  # a longer line is read so far, and writes nothing

_ONES: Final = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
_ONE: Final = "|".join(_ONES)
NUMBER_WORD: Final = rf"(?:(?:ยี่|{_ONE})?สิบ(?:{_ONE})?|{_ONE})"


def _vowel_first(marks: re.Match[str]) -> str:
    """The tone was typed before the vowel."""
    return "".join(sorted(marks.group(0), key=lambda mark: "\u0e48" <= mark <= "\u0e4b"))


def clean(text: str) -> str:
    """Composed ำ, plain blanks, ASCII punctuation; line breaks stay, and Thai digits too (๐ may be a letter O)."""
    text = _INVISIBLE.sub("", text[:LONGEST]).translate(_LIKENESSES)
    text = text.replace("ํา", "ำ").replace("ํ่า", "่ำ").replace("ํ้า", "้ำ").replace("เเ", "แ").replace("\r", "\n")
    text = _MARKS_TWICE.sub(r"\1", _HELD_DOWN.sub(r"\1", _MARKS.sub(_vowel_first, text)))
    return re.sub(r"[^\S\n]+", " ", re.sub(r"\s*\n\s*", "\n", text)).strip()


@cache
def _spellings() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = table("spellings.toml")["spelling"]
    return tuple((re.compile("|".join(pair["typed"])), pair["word"]) for pair in pairs)


def plain_spelling(text: str) -> str:
    """The line as a careful writer would have typed it, where chat has its own spelling."""
    for pattern, word in _spellings():
        text = pattern.sub(word, text)
    return text


def arabic(text: str) -> str:
    """Thai digits as Arabic ones; the length stays, so that places in the line do too."""
    return text.translate(_THAI_DIGITS)


def number_of(text: str) -> int:
    """The number that digits of either kind or a Thai number word up to ninety-nine say."""
    digits = re.sub("[Oo]", "0", arabic(text))
    if digits.isascii() and digits.isdigit():
        return int(digits)
    if text == "แรก":
        return 1
    tens, found, ones = text.partition("สิบ")
    if not found:
        return _ONES[text]
    return 10 * (2 if tens == "ยี่" else _ONES.get(tens, 1)) + _ONES.get(ones, 0)
