"""Divisions proposed from a paper's own owners, for an office that has none yet; the coordinator confirms them."""

import re
from collections import Counter
from collections.abc import Iterable
from typing import Final

from documents.data import common_divisions, words_for_everyone
from documents.plan import DivisionPlan
from documents.text import key, one_line
from documents.workbook.owners import OwnerBook

_UNIT: Final = re.compile(r"(?:กอง|สำนัก|หน่วย)[ก-๙]+(?:\s(?:อบต|อบจ)\.?)?")
_CUT: Final = ("ฯ", "๖")


def proposed_divisions(owners: Iterable[str]) -> tuple[DivisionPlan, ...]:
    """The usual divisions that the owners' texts name, under the name the paper writes, and other units as written."""
    usual = common_divisions()
    book = OwnerBook([DivisionPlan(d.name, d.aliases, d.head) for d in usual])
    words = {key(word): d.name for d in usual for word in (*d.words, d.head)}
    everyone = {key(word) for word in words_for_everyone()}
    named: dict[str, Counter[str]] = {}
    others: Counter[str] = Counter()
    for text in owners:
        if any(word in key(text) for word in everyone):
            continue
        pieces = [piece for line in re.split(r"[\n,;/•]|(?:^|\s)-", text) if (piece := one_line(line))]
        for piece in pieces:
            found_here = [words[key(piece)]] if key(piece) in words else book.read(piece).divisions
            for name in found_here:
                named.setdefault(name, Counter())[piece] += 1
            if not found_here:
                others.update(unit for unit in _UNIT.findall(piece) if not unit.endswith(_CUT))
    found = []
    for division in usual:
        if division.name not in named:
            continue
        spellings = {key(name): name for name in (division.name, *division.aliases)}
        written = [text for text, _ in named[division.name].most_common() if key(text) in spellings]
        found.append(DivisionPlan(written[0] if written else division.name, (), division.head))
    return (*found, *(DivisionPlan(unit) for unit in others))
