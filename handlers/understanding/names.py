"""Divisions as people call them, matched against the office's own names: full, short, by nickname, misspelt."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from handlers.context import DivisionName
from handlers.understanding.patterns import DIVISION, Patterns
from handlers.understanding.segment import word_starts

_WORDS: Final = Patterns("divisions.toml")
_LIKE: Final = 82


@dataclass(frozen=True)
class DivisionSpan:
    start: int
    end: int
    name: str
    plain: bool  # a full or unmistakable name, not an everyday word


@dataclass(frozen=True)
class _Spelling:
    written: str
    name: str  # the division's own
    begins: str  # without it in the line the pattern need not be tried
    pattern: re.Pattern[str]


def find(line: str, known: Sequence[DivisionName]) -> list[DivisionSpan]:
    """The divisions the line names, in their order; the longest spelling of each place wins."""
    found: list[DivisionSpan] = []
    folded = line.casefold()
    for spelling in _ambiguous_last(tuple(known)):
        for match in spelling.pattern.finditer(line) if spelling.begins in folded else ():
            if _overlaps(match, found):
                continue
            plain = _is_plain(spelling.written) or _WORDS.KINDS.match(match.group(0)) is not None
            if not plain and not _stands_for_division(_with_marks(line, found), match, spelling.written):
                continue
            found.append(DivisionSpan(match.start(), match.end(), spelling.name, plain))
    found += _misspelt(line, _spellings(tuple(known)), found)
    return sorted(found, key=lambda span: span.start)


def called(name: str, known: Sequence[DivisionName]) -> str | None:
    """The division that a text is the name of, the whole of it, slips of the keys forgiven."""
    said = re.sub(r"[\s.ฯ]", "", name)
    if len(said) < 2:
        return None
    spellings = {re.sub(r"[\s.]", "", s.written): s.name for s in _spellings(tuple(known))}
    if said in spellings:
        return spellings[said]
    best = process.extractOne(said, [s for s in spellings if len(s) > 4], scorer=fuzz.ratio, score_cutoff=_LIKE)
    return spellings[best[0]] if best else None


def is_lost(said: str) -> bool:
    """Whether a text looks like a division's name; asked when the office has none of that name."""
    return _WORDS.LOST.match(said) is not None


@lru_cache(maxsize=64)
def _spellings(known: tuple[DivisionName, ...]) -> tuple[_Spelling, ...]:
    pairs = {(spelling, d.name) for d in known for spelling in (d.name, *d.aliases) if len(spelling) > 1}
    ordered = sorted(pairs, key=lambda pair: (-len(pair[0]), pair))
    return tuple(
        _Spelling(written, name, _first_part(written), re.compile(_as_typed(written), re.IGNORECASE))
        for written, name in ordered
    )


@lru_cache(maxsize=64)
def _ambiguous_last(known: tuple[DivisionName, ...]) -> tuple[_Spelling, ...]:
    """Document words are looked for when the other divisions of the line are known: one may point at them."""
    document_words = _WORDS.words("DOCUMENT_WORDS")
    return tuple(sorted(_spellings(known), key=lambda spelling: spelling.written in document_words))


def _as_typed(spelling: str) -> str:
    """Blanks, ฯ and dots as they come: «กองการศึกษา ศาสนาและวัฒนธรรม», «กองการศึกษาฯ», «ตสน»."""
    if re.fullmatch(r"[ก-๎]{1,5}\.", spelling):
        bare = re.escape(spelling[:-1])
        return rf"(?<![ก-๎]){bare}(?:\.|(?![ก-๎.])|(?={_WORDS.source('AFTER_SHORT')}))"
    body = r"\s*".join(re.escape(part) for part in spelling.split())
    kind = "" if _WORDS.KINDS.match(spelling) else f"(?:{_WORDS.source('KINDS')})?"
    return rf"{kind}{body}(?:\s?ฯ)?"


def _first_part(spelling: str) -> str:
    return "".join(spelling.split()[:1]).rstrip(".").casefold()


def _is_plain(spelling: str) -> bool:
    return spelling.endswith(".") or _WORDS.KINDS.match(spelling) is not None


def _stands_for_division(line: str, match: re.Match[str], spelling: str) -> bool:
    """Whether a nickname that is also an everyday word means the division here."""
    before, after = line[: match.start()], line[match.end() :]
    if spelling == "ปลัด" and (_WORDS.PERSON_BEFORE.search(before) or _WORDS.PERSON_AFTER.match(after)):
        return False
    if _WORDS.COMPOUND.search(line[max(0, match.start() - 6) : match.end() + 8]):
        return False
    if spelling in _WORDS.words("DOCUMENT_WORDS") and not _is_pointed_at(before, after):
        return False
    if _WORDS.BEFORE.search(before) and _WORDS.AFTER.match(after):
        return True
    starts = word_starts(line)  # else it must be a word of its own
    return match.start() in starts and match.end() in starts


def _is_pointed_at(before: str, after: str) -> bool:
    if _WORDS.POINTED_AT.search(before):
        return True
    return _WORDS.PAIRED.match(after) is not None and not _WORDS.BEGINS_LINE.sub("", before)


def _with_marks(line: str, found: Sequence[DivisionSpan]) -> str:
    out = line
    for span in found:
        out = out[: span.start] + DIVISION * (span.end - span.start) + out[span.end :]
    return out


def _overlaps(match: re.Match[str], found: Sequence[DivisionSpan]) -> bool:
    return any(span.start < match.end() and match.start() < span.end for span in found)


def _misspelt(line: str, spellings: Sequence[_Spelling], found: Sequence[DivisionSpan]) -> list[DivisionSpan]:
    """«กองสาธารสุข», «กองสวัดิการ»: what follows กอง, when it is close to just one name."""
    more: list[DivisionSpan] = []
    for match in _WORDS.MISSPELT.finditer(line):
        if _overlaps(match, found):
            continue
        typed = match.group(0)
        names = {s.written: s.name for s in spellings if len(s.written) >= 5}
        best = process.extractOne(typed, list(names), scorer=fuzz.ratio, score_cutoff=_LIKE)
        if best is None:
            full = [spelling for spelling in names if _WORDS.KINDS.match(spelling)]
            best = process.extractOne(typed, full, scorer=_prefix_ratio, score_cutoff=_LIKE)
        if best is not None:
            end = match.start() + min(len(best[0]), len(typed))
            more.append(DivisionSpan(match.start(), end, names[best[0]], plain=True))
    return more


def _prefix_ratio(typed: str, name: str, *, score_cutoff: float | None = None, processor: object = None) -> float:
    """The name against as much of what was typed: «กองสวัดิการถึงไหน»."""
    return max(fuzz.ratio(typed[: len(name) + extra], name, score_cutoff=score_cutoff) for extra in (-1, 0, 1))
