"""A measure's results: texts made fit to keep, answers that only repeat, and several divisions' answers as one text."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final, Literal

from rapidfuzz import fuzz

from documents.text import clean, key, one_line
from messages.thai import join_thai, thai_numerals

Part = Literal["output", "outcome"]
Repeats = Literal["steps", "output"]
Flag = Literal["short", "steps", "output"]
MOST_LETTERS: Final = 2_000  # of one division's text
FOLD_LETTERS: Final = 4_500  # of the coordinator's own wording: what one line of LINE can carry
SHORTEST: Final = 12  # letters of a text that says something

_CONTROL: Final = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]+")
# What stands before a point of a list: ๑. (๑) 1) ข้อ ๑ ขั้นตอนที่ ๑: • -
_NUMBERING: Final = re.compile(
    r"^\s*(?:(?:ข้อ|ขั้นตอน)(?:ที่)?\s*[0-9๐-๙]{1,2}\s*[.):]?|\(?[0-9๐-๙]{1,2}(?:\.[0-9๐-๙]{1,2})?\s*[.)]|[-–•*○●])\s*"
)
_POINTS: Final = re.compile(r"\n|;|(?:(?<=\s)|^)(?=\(?[0-9๐-๙]{1,2}[.)]\s*[^\s0-9๐-๙])")
# What turns a step into its own report and says nothing more.
_DONE_WORDS: Final = re.compile(
    r"(?:(?:ได้)?(?:มีการ|มี)?ดำเนินการ(?:แล้ว)?(?:เสร็จสิ้น|เสร็จ|เรียบร้อย|ครบถ้วน)?(?:แล้ว)?|(?:แล้ว)?(?:เสร็จสิ้น|เสร็จ|เรียบร้อย)(?:แล้ว)?|แล้ว"
    r"|^(?:ได้|มีการ)+|ครับ|ค่ะ|นะคะ)"
)
_ALIKE, _INSIDE, _MOSTLY = 85, 93, 0.8
_WHOLE: Final = 16  # letters below which likeness is chance


def tidy(text: str) -> str:
    """As written, but for control characters, invisible letters and blanks that say nothing."""
    return clean(_CONTROL.sub(" ", text))


def too_short(text: str) -> bool:
    """«เสร็จแล้ว», «ดำเนินการแล้ว», «-»: nothing a report could print."""
    return len(_DONE_WORDS.sub("", key(text))) < SHORTEST


def repeats(text: str, steps: Sequence[str], output: str = "") -> Repeats | None:
    """What the text only says again, if it does: the measure's steps (all or some of them), or its output."""
    points = _points(text)
    if not points:
        return None
    told = [step for step in (_bare(step) for step in steps) if step]
    if told and _says_again(points, told):
        return "steps"
    before = _points(output)
    return "output" if before and _says_again(points, before) else None


def flag(text: str, steps: Sequence[str], output: str = "") -> Flag | None:
    """Why a kept text should be looked at; None for one that is fine, or that is not there."""
    return _flag(text, tuple(steps), output) if text else None


@lru_cache(maxsize=2_048)  # every list of items asks anew for texts that seldom change
def _flag(text: str, steps: tuple[str, ...], output: str) -> Flag | None:
    return "short" if too_short(text) else repeats(text, steps, output)


def _says_again(points: Sequence[str], earlier: Sequence[str]) -> bool:
    """Whether most of the letters stand in points that were there before, alone or as a part of one."""
    whole = "".join(earlier)
    said = "".join(points)
    if len(said) >= _WHOLE and fuzz.ratio(said, whole) >= _ALIKE:
        return True
    again = sum(len(point) for point in points if any(_same(point, one) for one in (*earlier, *_pairs(earlier))))
    return again >= _MOSTLY * len(said)


def _same(point: str, earlier: str) -> bool:
    if point == earlier:
        return True
    if len(point) < _WHOLE:
        return False
    if fuzz.ratio(point, earlier) >= _ALIKE:
        return True
    return len(point) <= len(earlier) and fuzz.partial_ratio(point, earlier) >= _INSIDE


def _pairs(points: Sequence[str]) -> Iterable[str]:
    """Two points written on in one line."""
    return (one + two for one, two in pairwise(points))


def _points(text: str) -> list[str]:
    return [bare for point in _POINTS.split(text) if (bare := _bare(point))]


def _bare(point: str) -> str:
    return _DONE_WORDS.sub("", key(_NUMBERING.sub("", clean(point))))


@dataclass(frozen=True)
class Answer:
    """One division's text, and the division as the paper names it."""

    division: str
    text: str


@dataclass(frozen=True)
class Folded:
    number: int
    divisions: tuple[str, ...]
    text: str


def fold(answers: Iterable[Answer]) -> list[Folded]:
    """The answers as numbered points in the given order; divisions that say the same share one point."""
    points: dict[str, tuple[list[str], str]] = {}
    for answer in answers:
        text = one_line(answer.text)
        if not text:
            continue
        divisions, _ = points.setdefault(key(text) or text, ([], text))
        if answer.division not in divisions:
            divisions.append(answer.division)
    return [Folded(number, tuple(divisions), text) for number, (divisions, text) in enumerate(points.values(), start=1)]


def folded_text(answers: Iterable[Answer]) -> str:
    """๑. กองคลัง และ กองช่าง: … one point a line."""
    return "\n".join(
        f"{thai_numerals(str(point.number))}. {join_thai(point.divisions)}: {point.text}" for point in fold(answers)
    )
