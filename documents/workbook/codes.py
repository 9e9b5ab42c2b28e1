"""Item numbers as people and OCR write them in the first column: O8, ข้อ ๘, ๐10, ○15, bare numbers, two in one cell."""

import re
from typing import Final

from documents.text import arabic, clean
from models.words import Kind

_WORDS: Final = r"(?:(?:ข้อ|มาตรการ|ประเด็น|ลำดับ|รายการ|ขั้นตอน)(?:ที่)?|ที่)?\s*"
# The letter O is printed as a Latin, Greek or Cyrillic o, a circle, or a zero of either script.
_LETTERS: Final[dict[Kind, str]] = {
    "o_item": r"(?:โอ|[oοоｏ○◯〇●0])?\s*[-.]?\s*",
    "measure": r"(?:m|ม\.?)?\s*[-.]?\s*",
    "step": r"(?:s)?\s*[-.]?\s*",
}
_JOINT: Final = r"\s*(?:,|;|/|&|\+|และ|กับ|ถึง|-|–|—|\s)\s*"


def read_numbers(text: str, kind: Kind) -> tuple[int, ...]:
    """The numbers a code cell holds: one as a rule, several in a merged row, none when it cannot be read."""
    text = arabic(clean(text)).casefold().strip().strip("()[]").rstrip(".):")
    code = rf"{_WORDS}{_LETTERS[kind]}0?(\d{{1,2}})(?!\d)"
    if not re.fullmatch(rf"{code}(?:{_JOINT}{code})*", text):
        return ()
    numbers = tuple(int(number) for number in re.findall(code, text))
    return tuple(dict.fromkeys(numbers)) if all(numbers) else ()
