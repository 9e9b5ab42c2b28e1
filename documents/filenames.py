"""Names of files that people send: made safe to keep, to show and to give back."""

import unicodedata
from typing import Final

from pathvalidate import sanitize_filename

LONGEST: Final = 100
_HIDDEN: Final = {"Cc", "Cf", "Co", "Cs", "Zl", "Zp"}  # control, bidi and zero-width characters, lone surrogates


def safe(name: str, otherwise: str = "เอกสาร") -> str:
    """Composed letters, nothing hidden, no path, at most a hundred letters and 255 bytes with the ending kept."""
    shown = "".join(c for c in unicodedata.normalize("NFC", name) if unicodedata.category(c) not in _HIDDEN)
    last = " ".join(shown.replace("\\", "/").rsplit("/", 1)[-1].split())
    stem, ending = split(last)
    # The library keeps a name within the 255 bytes that phones and servers allow: 85 Thai letters.
    short = stem.strip(". ")[: LONGEST - len(ending) - 1]
    clean = sanitize_filename(short, platform="universal", max_len=255 - len(ending))
    return (clean.strip(". ") or otherwise) + ending


def split(name: str) -> tuple[str, str]:
    """The stem and the ending with its dot; a last part that is long or has a blank in it is no ending."""
    stem, dot, ending = name.rpartition(".")
    if not dot or not ending.isalnum() or not ending.isascii() or len(ending) > 5:
        return name, ""
    return stem, f".{ending.lower()}"


def with_ending(name: str, right: tuple[str, ...]) -> str:
    """The name with one of the endings that its content calls for; another ending gives way to the first of them."""
    stem, ending = split(name)
    if ending in right:
        return name
    return f"{(stem or name)[: LONGEST - len(right[0])]}{right[0]}"
