"""Thai text made comparable: what people and OCR write differently although it means the same."""

import re
import unicodedata

_ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")
_INVISIBLE = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\u00ad]")
_BLANKS = re.compile(r"[^\S\n]+")
_IGNORED = re.compile(r"[\s.\"'“”‘’`,:;_()\[\]/\\-]+")


def arabic(text: str) -> str:
    return text.translate(_ARABIC)


def clean(text: str) -> str:
    """One way of writing each letter, no invisible characters, single blanks; line breaks stay."""
    text = unicodedata.normalize("NFC", _INVISIBLE.sub("", text))
    # A nikhahit and a sara aa are one letter; two sara e are a sara ae; Word writes its line breaks as \v.
    text = text.replace("\u0e4d\u0e32", "\u0e33").replace("\u0e40\u0e40", "\u0e41")
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n").replace("_x000D_", "")
    return "\n".join(_BLANKS.sub(" ", line).strip() for line in text.split("\n")).strip()


def one_line(text: str) -> str:
    return " ".join(text.split())


def key(text: str) -> str:
    """What two spellings of one name have in common: no blanks, dots or brackets, Arabic digits, lower case."""
    return _IGNORED.sub("", arabic(clean(text))).casefold()
