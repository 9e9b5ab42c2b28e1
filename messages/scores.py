"""What the office scored, as it is told in chat."""

from collections.abc import Sequence
from dataclasses import dataclass

from messages import flex
from messages.pack import Message, text, with_quick
from messages.rows import QUICK_LISTS, first_lines
from messages.thai import code_ranges
from messages.wording import wording

LINES, LOWEST_SHOWN = 16, 5


@dataclass(frozen=True)
class ScoreLine:
    """`value` as it was published: two decimals."""

    code: str
    value: str
    title: str = ""
    issue: str = ""


@dataclass(frozen=True)
class IssueLine:
    """What an issue scored lowest, and the codes of the measures that are planned for it."""

    issue: str
    lowest: str
    measures: Sequence[str] = ()


def overall(
    *, year: int, overall: str | None, grade: str | None, lines: Sequence[ScoreLine], lowest: Sequence[ScoreLine]
) -> list[Message]:
    return _said("overall", year, lines, LINES, overall=overall, grade=grade, lowest=_lines(lowest, LOWEST_SHOWN)[0])


def one(line: ScoreLine, year: int) -> list[Message]:
    return _said("one", year, [line], 1, issue=_issue(line))


def lowest(lines: Sequence[ScoreLine], year: int, issues: Sequence[IssueLine] = ()) -> list[Message]:
    """With `issues`, what to plan measures for."""
    said = [
        wording(
            "scores",
            issue=flex.one_line(one.issue, 100),
            lowest=flex.one_line(one.lowest, 160),
            measures=code_ranges(one.measures),
        )["issue_line"]
        for one in issues[:LINES]
    ]
    return _said("lowest", year, lines, LOWEST_SHOWN, issue=_issue(lines[0]), issues=said)


def not_known(code: str, year: int) -> list[Message]:
    return with_quick([text(wording("scores", code=flex.one_line(code, 20), year=year)["not_known"])], QUICK_LISTS)


def none_known() -> list[Message]:
    return with_quick([text(wording("scores")["none_known"])], QUICK_LISTS)


def _said(block: str, year: int, lines: Sequence[ScoreLine], most: int, **values: object) -> list[Message]:
    shown, more = _lines(lines, most)
    return with_quick([text(wording("scores", year=year, lines=shown, more=more, **values)[block])], QUICK_LISTS)


def _issue(line: ScoreLine) -> str:
    return flex.one_line(line.issue, 200) if line.issue else ""


def _lines(lines: Sequence[ScoreLine], most: int) -> tuple[Sequence[str], int]:
    return first_lines(
        [
            wording("scores", line=line, title=flex.one_line(line.title, 160) if line.title else "")["line"]
            for line in lines
        ],
        most,
    )
