"""Items named by their title, a part of it or its everyday name, instead of a code; only when exactly one fits."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from handlers.intents import ItemName
from handlers.understanding.patterns import Patterns
from handlers.understanding.segment import word_starts, words

_WORDS: Final = Patterns("titles.toml")
_CLOSE: Final = 90.0


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
    long_names: tuple[str, ...]  # of the whole ones, those too long to stand in a line by chance


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


def _content(said: str) -> str:
    return "".join(w for w in words(said) if w.strip() and w not in _common())


def _covers(said: str, code: str, index: Index) -> bool:
    """More than half of the title's letters, or two of the words that only few titles have."""
    rare = [w for w in words(said) if w.strip() and w not in _common()]
    return (bool(rare) and len(fold(said)) >= 0.6 * len(index.titles[code])) or (
        len(rare) > 1 and len("".join(rare)) >= 9
    )


def _says_something(said: str) -> bool:
    """Common words alone name nothing, unless they name a kind of document that several items are."""
    return len(_content(said)) >= 4 or _WORDS.DOCUMENTS.search(said) is not None


def close_to(line: str, items: tuple[ItemName, ...]) -> TitleSpan | None:
    """A misspelt title: the one that nearly stands in the line, if it is the only one."""
    folded, places = _folded_with_places(line)
    best: dict[str, tuple[float, int, int, int]] = {}
    starts = word_starts(line)
    boundaries = {i for i, place in enumerate(places) if place in starts}
    for phrase, codes in _index(items).whole.items():
        if len(phrase) < 8 or len(codes) > 1 or len(phrase) > len(folded) + 2:
            continue
        found = fuzz.partial_ratio_alignment(phrase, folded, score_cutoff=_CLOSE)
        if found is not None and _few_slips(phrase, folded[found.dest_start : found.dest_end]):
            (code,) = codes
            if found.dest_start not in boundaries:
                continue
            if code not in best or (len(phrase), found.score) > (best[code][3], best[code][0]):
                best[code] = (found.score, places[found.dest_start], places[found.dest_end - 1] + 1, len(phrase))
    if not best:
        return None
    longest = max(entry[3] for entry in best.values())
    winners = {code: entry for code, entry in best.items() if entry[3] == longest}
    if len(winners) != 1:
        return None
    code, (_, start, end, _) = winners.popitem()
    return TitleSpan(start, end, (code,), firm=True)


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


@lru_cache(maxsize=16)
def _index(items: tuple[ItemName, ...]) -> Index:
    whole: dict[str, set[str]] = defaultdict(set)
    parts: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for name in {item.title, *re.split(r"หรือ|\(", item.title), *item.nicknames}:
            if len(fold(name)) >= 4 and fold(name) not in _common():
                whole[fold(name)].add(item.code)
        tokens = [t for t in words(item.title) if fold(t)]
        for first in range(len(tokens)):
            for last in range(first + 1, len(tokens) + 1):
                parts[fold("".join(tokens[first:last]))].add(item.code)
    longest = max((len(phrase) for phrase in [*whole, *parts]), default=0)
    return Index(
        {item.code: fold(item.title) for item in items},
        _frozen(whole),
        _frozen(parts),
        longest,
        tuple(sorted((p for p in whole if len(p) >= 7), key=lambda p: (-len(p), p))),
    )


def _frozen(found: dict[str, set[str]]) -> dict[str, frozenset[str]]:
    return {phrase: frozenset(codes) for phrase, codes in found.items() if phrase}
