"""What a line names: links, dates, items, divisions. They are found once and taken out of the text, so that no word
list has to step around them: each becomes one private-use character, and word lists say {ITEM} where people say O8."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from handlers.context import Context
from handlers.understanding import codes, dates, names, titles
from handlers.understanding.codes import CodeSpan
from handlers.understanding.patterns import DATE, DIVISION, ITEM, NAMED, URL, cues
from handlers.understanding.segment import words
from handlers.understanding.text import arabic

_HOST: Final = r"(?:[a-z0-9-]+\.)+(?:go\.th|or\.th|ac\.th|co\.th|in\.th|com|net|org)"
_URL: Final = re.compile(rf"(?:https?://|www\.)[!-~]+|(?<![\w.@]){_HOST}(?:/[!-~]*)?", re.IGNORECASE)


_TELLING: Final = 12  # letters of a title


@dataclass(frozen=True)
class Item:
    codes: tuple[str, ...]
    by_title: bool = False
    again: bool = False  # «อันแรก», «ตัวหลัง» of items named or asked about before


@dataclass(frozen=True)
class Day:
    first: date | None
    last: date


@dataclass(frozen=True)
class Marked:
    """The line with its names marked, and what stands behind each mark, in the order of the marks."""

    text: str
    things: tuple[Item | Day | str, ...]
    typed: str  # the line before marking
    vague: tuple[str, ...] = ()  # the items that words shared by several titles could mean

    def _of(self, mark: str) -> list[tuple[int, Item | Day | str]]:
        marks = zip(re.finditer(NAMED, self.text), self.things, strict=True)
        return [(match.start(), thing) for match, thing in marks if match.group(0) == mark]

    @property
    def items(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(code for _, item in self.item_marks() for code in item.codes))

    @property
    def divisions(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(thing) for _, thing in self._of(DIVISION)))

    @property
    def only_division(self) -> str | None:
        """The division the line names, if it names just one."""
        named = self.divisions
        return named[0] if len(named) == 1 else None

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(str(thing) for _, thing in self._of(URL)))

    @property
    def days(self) -> tuple[Day, ...]:
        return tuple(thing for _, thing in self._of(DATE) if isinstance(thing, Day))

    def item_marks(self) -> list[tuple[int, Item]]:
        return [(place, thing) for place, thing in self._of(ITEM) if isinstance(thing, Item)]


def mark(line: str, context: Context) -> Marked:
    marker = _Marker(line)
    for match in _URL.finditer(line):
        end = match.end() - (len(match.group(0)) - len(match.group(0).rstrip(".,;:!?)'\"")))
        marker.put(match.start(), end, URL, line[match.start() : end])
    for day in dates.find(marker.rest, context.today):
        marker.put(day.start, day.end, DATE, Day(day.first, day.last))
    asked = context.pending.items if context.pending else ()
    if cues.FIRST_OF_THEM.search(line):  # then «ข้อสอง» is the second of them, and not O2
        _mark_ordinals(marker, asked)
    coded = _codes(marker.rest, context)
    for span in coded:
        marker.put(span.start, span.end, ITEM, Item(span.codes))
    listed = next((span.codes for span in coded if len(span.codes) > 1), ())
    if len(coded) > 1 and not listed and coded[1].start - coded[0].end < 8:
        listed = coded[0].codes + coded[1].codes
    _mark_ordinals(marker, listed or asked)
    named = names.find(marker.rest, context.divisions)
    for division in named:
        if division.plain:
            marker.put(division.start, division.end, DIVISION, division.name)
    _mark_titles(marker, context)  # before the nicknames: «แผนยุทธศาสตร์» is no division
    for division in named:
        marker.put(division.start, division.end, DIVISION, division.name)
    return marker.marked()


def _codes(line: str, context: Context) -> list[CodeSpan]:
    found = codes.find(line)
    known = frozenset(item.code for item in context.items)
    kinds = tuple(dict.fromkeys(code[0] for span in found for code in span.codes)) or ("O",)
    asked = frozenset(context.pending.items) if context.pending else frozenset()
    if asked:
        kinds = tuple(dict.fromkeys((*(code[0] for code in sorted(asked)), *kinds)))
    among = asked or known
    if not found and codes.is_public(line):
        return []
    bare = codes.bare(
        line, found, kinds, known if found else among, sure=bool(asked or found), words=bool(asked) and not found
    )
    return found + bare


def _mark_ordinals(marker: "_Marker", asked: tuple[str, ...]) -> None:
    """«อันแรก», «ตัวหลัง» of the items that the line lists or that the bot has just asked about."""
    if len(asked) < 2:
        return
    for match in cues.ORDINAL.finditer(marker.rest):
        if match["two"]:
            spoken = asked[:2] if match["which"] == "แรก" else asked[-2:]
        else:
            spoken = (asked[0 if match["first"] else -1 if match["last"] else 1],)
        marker.put(match.start(), match.end(), ITEM, Item(spoken, again=True))


def _mark_titles(marker: "_Marker", context: Context) -> None:
    line = marker.rest
    named = tuple(item for item in context.items if item.code[0] in "OM")  # a calendar's steps are not called by name
    found = titles.find(words(line), named)
    if ITEM not in line and not found and (near := titles.close_to(line, named)):
        found = [near]
    coded = ITEM in line
    for span in found:
        if coded and (not span.firm or span.end - span.start < _TELLING):
            continue  # beside a code only a long title is meant as one: «มีคนทักมาถาม ตอบในนี้» is no Q&A
        if span.firm:
            marker.put(span.start, span.end, ITEM, Item(span.codes, by_title=True))
        else:
            marker.vague.append((span.start, span.codes))


class _Marker:
    """Collects marks over one line; what is marked reads as blanks of the marks' own kind to the next finder."""

    def __init__(self, line: str) -> None:
        self.line = line
        self.rest = line
        self.spans: list[tuple[int, int, str, Item | Day | str]] = []
        self.vague: list[tuple[int, tuple[str, ...]]] = []

    def put(self, start: int, end: int, mark_: str, thing: Item | Day | str) -> None:
        if any(s < end and start < e for s, e, _, _ in self.spans):
            return
        self.spans.append((start, end, mark_, thing))
        self.rest = self.rest[:start] + mark_ * (end - start) + self.rest[end:]

    def marked(self) -> Marked:
        out, at, things = "", 0, []
        for start, end, mark_, thing in sorted(self.spans, key=lambda span: span[0]):
            out += self.line[at:start] + mark_
            things.append(thing)
            at = end
        vague = tuple(dict.fromkeys(code for _, codes in self.vague for code in codes))
        text = re.sub(r" +", " ", arabic(out + self.line[at:]))
        return Marked(text, tuple(things), self.line, vague)


def sorted_codes(found: Sequence[str]) -> tuple[str, ...]:
    """O-items before measures before steps before tasks, by number."""
    return tuple(sorted(dict.fromkeys(found), key=_code_order))


def _code_order(code: str) -> tuple[int, int]:
    return "OMST".find(code[0]), int(code[1:]) if code[1:].isdigit() else 0
