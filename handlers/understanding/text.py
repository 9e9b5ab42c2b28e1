"""Typing made uniform: digits, decomposed vowels, invisible characters, blanks."""

import re

_THAI_DIGITS = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad\x00-\x08\x0b-\x1f]")
LONGEST = 2000


def clean(text: str) -> str:
    """One line with composed ำ, plain blanks and ASCII slash; Thai digits are kept (๐ may be a letter O)."""
    text = _INVISIBLE.sub("", text[:LONGEST]).replace("ํา", "ำ").replace("เเ", "แ").replace("／", "/")
    return re.sub(r"\s+", " ", text).strip()


def arabic(text: str) -> str:
    return text.translate(_THAI_DIGITS)
