"""Items named by their title, a part of it or its everyday name, instead of a code; only when exactly one fits."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from handlers.context import ItemName
from handlers.understanding.patterns import Patterns
from handlers.understanding.segment import word_starts, words

_WORDS: Final = Patterns("titles.toml")
_CLOSE: Final = 90.0

# What is kept of a title grows with its length and with the length of its parts: beyond these nobody types it.
LONGEST_TITLE: Final = 400  # letters; real ones have up to 260
LONGEST_PART: Final = 30  # words


@dataclass(frozen=True)
class TitleSpan:
    """Where the line names items without their codes; more than one code means that several fit."""

    start: int
    end: int
    codes: tuple[str, ...]
    firm: bool  # a title, its everyday name, or a large part that only one item has


@dataclass(frozen=True)
class Index:
    titles: dict[str, str]  # folded, by code
    whole: dict[str, frozenset[str]]  # folded titles, their halves and everyday names
    parts: dict[str, frozenset[str]]  # every run of words of the titles
    longest: int
    long_names: tuple[str, ...]  # of the whole ones, those too long to stand in a line by chance; longest first
    lone_names: tuple[tuple[str, str], ...]  # those that only one item has, with its code; longest first


@cache
def _common() -> frozenset[str]:
    """Words that narrow a title down and alone name nothing."""
    return frozenset(_WORDS.words("COMMON"))


def find(tokens: list[str], items: tuple[ItemName, ...]) -> list[TitleSpan]:
    """The titles among the words of a line; neighbouring parts of one title are taken together."""
    index = _index(items)
    starts = [0]
    for token in tokens:
        starts.append(starts[-1] + len(token))
    line = "".join(tokens)
    named = _whole_names(line, index)
    rest = "".join(" " if any(s.start <= place < s.end for s in named) else char for place, char in enumerate(line))
    if named:
        tokens = [rest[starts[i] : starts[i + 1]] for i in range(len(tokens))]
    hits: list[tuple[int, int, frozenset[str], bool]] = []
    at = 0
    while at < len(tokens):
        if tokens[at].isspace():
            at += 1
            continue
        hit = _longest_at(tokens, at, index)
        if hit is None:
            at += 1
            continue
        stop, codes, whole = hit
        hits.append((starts[at], starts[stop], codes, whole))
        at = stop
    return sorted([*named, *_joined(rest, hits, index)], key=lambda span: span.start)


def _whole_names(line: str, index: Index) -> list[TitleSpan]:
    """Full titles and everyday names wherever they stand, longest first; the segmentation has no say in these."""
    folded, places = _folded_with_places(line)
    found: list[TitleSpan] = []
    for phrase in index.long_names:
        at = folded.find(phrase)
        while at >= 0:
            start, end = places[at], places[at + len(phrase) - 1] + 1
            if not any(s.start < end and start < s.end for s in found):
                codes = index.whole[phrase]
                found.append(TitleSpan(start, end, _ordered(codes), firm=len(codes) == 1))
            at = folded.find(phrase, at + 1)
    return found


def _ordered(codes: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=lambda c: (c[0] != "O", int(c[1:]) if c[1:].isdigit() else 0)))


def _longest_at(tokens: list[str], at: int, index: Index) -> tuple[int, frozenset[str], bool] | None:
    best: tuple[int, frozenset[str], bool] | None = None
    text = ""
    for stop in range(at + 1, len(tokens) + 1):
        text += fold(tokens[stop - 1])
        if len(text) > index.longest:
            break
        if tokens[stop - 1].isspace():
            continue
        if codes := index.whole.get(text):
            best = (stop, codes, True)
        elif codes := index.parts.get(text):
            best = (stop, codes, False)
    return best


def _joined(line: str, hits: list[tuple[int, int, frozenset[str], bool]], index: Index) -> list[TitleSpan]:
    spans: list[TitleSpan] = []
    at = 0
    while at < len(hits):
        start, end, codes, whole = hits[at]
        said = line[start:end]
        at += 1
        while at < len(hits) and _WORDS.GAP.fullmatch(line[end : hits[at][0]]):
            both = codes & hits[at][2]
            if not both or (whole and len(codes) == 1 and hits[at][3] and both != codes):
                break
            end, codes, whole = hits[at][1], both, whole or hits[at][3]
            said = line[start:end]
            at += 1
        if not whole and not _says_something(said):
            continue
        firm = len(codes) == 1 and (whole or _covers(said, next(iter(codes)), index))
        spans.append(TitleSpan(start, end, _ordered(codes), firm))
    return spans


def _rare_words(said: str) -> list[str]:
    return [word for word in words(said) if word.strip() and word not in _common()]


def _covers(said: str, code: str, index: Index) -> bool:
    """More than half of the title's letters, or two of the words that only few titles have."""
    rare = _rare_words(said)
    large = bool(rare) and len(fold(said)) >= 0.6 * len(index.titles[code])
    return large or (len(rare) > 1 and len("".join(rare)) >= 9)


def _says_something(said: str) -> bool:
    """Common words alone name nothing, unless they name a kind of document that several items are."""
    return len("".join(_rare_words(said))) >= 4 or _WORDS.DOCUMENTS.search(said) is not None


def close_to(line: str, items: tuple[ItemName, ...]) -> TitleSpan | None:
    """A misspelt title: the longest one that nearly stands in the line, if it is the only one."""
    folded, places = _folded_with_places(line)
    starts = word_starts(line)
    hits: list[tuple[float, TitleSpan]] = []
    longest = 0
    for phrase, code in _index(items).lone_names:
        if len(phrase) < longest:
            break
        if len(phrase) > len(folded) + 2:
            continue
        found = fuzz.partial_ratio_alignment(phrase, folded, score_cutoff=_CLOSE)
        if found is None or not _few_slips(phrase, folded[found.dest_start : found.dest_end]):
            continue
        start, end = places[found.dest_start], places[found.dest_end - 1] + 1
        if start in starts:
            longest = len(phrase)
            hits.append((found.score, TitleSpan(start, end, (code,), firm=True)))
    if len({span.codes for _, span in hits}) != 1:
        return None
    return max(hits, key=lambda hit: hit[0])[1]


def _few_slips(phrase: str, typed: str) -> bool:
    return Levenshtein.distance(phrase, typed) <= len(phrase) // 8


def fold(text: str) -> str:
    """Titles are compared without blanks, brackets, quotes, dots, case and the small words that people leave out."""
    return _WORDS.SKIPPED.sub("", text).casefold()


def _folded_with_places(line: str) -> tuple[str, list[int]]:
    folded, at = "", 0
    places: list[int] = []
    for skipped in [*_WORDS.SKIPPED.finditer(line), None]:
        end = skipped.start() if skipped else len(line)
        folded += line[at:end].casefold() if len(line[at:end].casefold()) == end - at else line[at:end]
        places += range(at, end)
        at = skipped.end() if skipped else end
    return folded, places


@lru_cache(maxsize=64)
def _index(items: tuple[ItemName, ...]) -> Index:
    whole: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for name in {item.title, *re.split(r"หรือ|\(", item.title), *item.nicknames}:
            if len(fold(name)) >= (3 if name.isascii() else 4) and fold(name) not in _common():
                whole[fold(name)].add(item.code)
        tokens = [t for t in words(item.title[:LONGEST_TITLE]) if fold(t)]
        for first in range(len(tokens)):
            for last in range(first + 1, min(len(tokens), first + LONGEST_PART) + 1):
                parts[fold("".join(tokens[first:last]))].add(item.code)
    phrases = sorted(whole, key=lambda phrase: (-len(phrase), phrase))
    return Index(
        titles={item.code: fold(item.title) for item in items},
        whole=_frozen(whole),
        parts=_frozen(parts),
        longest=max((len(phrase) for phrase in [*whole, *parts]), default=0),
        long_names=tuple(phrase for phrase in phrases if len(phrase) >= 7),
        lone_names=tuple((p, next(iter(whole[p]))) for p in phrases if len(p) >= 8 and len(whole[p]) == 1),
    )


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {phrase: frozenset(codes) for phrase, codes in found.items() if phrase}
