"""What the last scores propose when measures are planned: of each issue the question that scored lowest, beside the
measures the round has for it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy.orm import Session

from documents.text import one_line
from messages.thai import code_ranges
from models import queries, scores
from models.office import Office
from models.scores import Score

FULL: Final = Decimal(100)
# Measures of an older form are planned by indicator (ตัวชี้วัดที่ 8), which is another number.
_ISSUE: Final = re.compile(r"ประเด็น\D{0,40}?(\d{1,2})")


@dataclass(frozen=True)
class Proposal:
    """`issue` as the scores' paper prints it; `lowest`: several when they share the figure."""

    year: int  # B.E., the year assessed
    issue: str
    lowest: tuple[Score, ...]
    measures: tuple[str, ...]  # codes

    @property
    def key(self) -> str:
        return issue_key(self.issue)


def issue_key(text: str) -> str:
    """An issue's number where it bears one, for its name is printed in many ways; empty: the text names none."""
    found = _ISSUE.search(text)
    return str(int(found[1])) if found else ""


def proposals(questions: Iterable[Score], measures: Iterable[tuple[str, str]]) -> list[Proposal]:
    """`measures`: codes and the issues they are planned for. In the order of the issues' numbers; an issue with full
    marks everywhere needs nothing."""
    of_issue: dict[str, list[Score]] = {}
    for score in questions:
        if score.is_question and (number := issue_key(score.issue)):
            of_issue.setdefault(number, []).append(score)
    planned = [(code, issue_key(issue)) for code, issue in measures]
    found = []
    for number, asked in sorted(of_issue.items(), key=lambda one: int(one[0])):
        least = min(score.value for score in asked)
        if least >= FULL:  # nothing to raise
            continue
        lowest = tuple(score for score in asked if score.value == least)
        codes = tuple(code for code, of in planned if of == number)
        found.append(Proposal(lowest[0].assessment_year, one_line(lowest[0].issue), lowest, codes))
    return found


def of_office(session: Session, office: Office) -> list[Proposal]:
    """Of the last year whose scores are known; none without questions that name their issue."""
    known = scores.scores_of(session, office).values()
    measures = [(i.code, i.issue) for i in queries.items_of_round(session, office) if i.kind == "measure"]
    return proposals(known, measures)


def without_measure(found: Sequence[Proposal]) -> list[str]:
    """Sentences of the issues nothing is planned for, once something is planned for any."""
    if not any(one.measures for one in found):
        return []
    return [f"{one.issue} ยังไม่มีมาตรการ คะแนนต่ำสุดของประเด็นนี้คือ {lowest_words(one)}" for one in found if not one.measures]


def lowest_words(one: Proposal) -> str:
    """E9 28.57 คะแนน (เคยใช้บริการออนไลน์); of several that share the figure the codes."""
    codes = code_ranges(score.code for score in one.lowest)
    title = one_line(one.lowest[0].title) if len(one.lowest) == 1 else ""
    return f"{codes} {one.lowest[0].value} คะแนน" + (f" ({title})" if title else "")
