"""Which column of a score table holds the score, of which year it is, and which year stands over the table."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from documents.papers_in.kinds import KindRow, KindTable
from documents.papers_in.parts import Paper, PaperTable
from documents.text import arabic, clean, one_line

YEAR: Final = re.compile(r"(?:ปีงบประมาณ|ประจำปี)\s*(?:พ\.?\s*ศ\.?)?\s*(25\d\d|26\d\d)")
_YEAR_OF_SCORES: Final = re.compile(r"(?:คะแนน|ผลการประเมิน|ITA)[^\n]{0,60}?ปี\s*(?:พ\.?\s*ศ\.?)?\s*(25\d\d|26\d\d)")
_SCORE: Final = re.compile(r"คะแนน|ผลการประเมิน")
_NO_SCORE: Final = re.compile(r"เต็ม|เป้าหมาย|ผลต่าง|ส่วนต่าง|เพิ่มขึ้น|ลดลง|น้ำหนัก|เปรียบเทียบ|พัฒนาการ")
_A_YEAR: Final = re.compile(r"(?<!\d)(25\d\d|26\d\d)(?!\d)|ปี\s*(?:พ\.?\s*ศ\.?)?\s*([4-9]\d)(?!\d)")
_ONLY_A_YEAR: Final = re.compile(r"(?:ปี|งบประมาณ|พ\.?\s*ศ\.?|คะแนน|\s)*(25\d\d|26\d\d)")


@dataclass(frozen=True)
class ScoreColumns:
    """Each column of scores with its own year (None: the table's). None at all: nobody can say which it is."""

    years: Mapping[int, int | None]
    sub_header: KindRow | None = None  # the first row, where it only names the columns' years

    def texts(self, row: KindRow) -> list[tuple[int | None, str]]:
        return [(year, row.source.text(at)) for at, year in self.years.items()]

    def text_of_year(self, row: KindRow, year: int) -> tuple[int | None, str]:
        """The text of that year's column, else of the only or latest one."""
        at = max(self.years, key=lambda at: (self.years[at] == year, self.years[at] is None, self.years[at] or 0))
        return self.years[at], row.source.text(at)


def columns_of(table: KindTable, before: ScoreColumns | None) -> ScoreColumns:
    """By the words of the header; a table that goes on from the one before has that one's columns."""
    if table.inherited and before is not None:
        return ScoreColumns(before.years)
    known = table.header.columns["score"]
    if table.inherited or table.header.at >= len(table.source.rows):
        return ScoreColumns({known: None})
    heads = [one_line(arabic(clean(text))) for text in table.source.rows[table.header.at].cells]
    sub_header = table.rows[0] if table.rows else None
    below = _years_below(sub_header) if sub_header else {}
    taken = {at for name, at in table.header.columns.items() if name != "score"}
    scores = {
        at: below.get(at) or _year_in(head)
        for at, head in enumerate(heads)
        if at not in taken and not _NO_SCORE.search(head) and (_SCORE.search(head) or _ONLY_A_YEAR.fullmatch(head))
    }
    dated = {at: year for at, year in scores.items() if year}
    if _NO_SCORE.search(heads[known]):
        chosen = dated or (scores if len(scores) == 1 else {})
    else:
        chosen = {known: scores.get(known), **dated}
    return ScoreColumns(chosen, sub_header if below else None)


def _year_in(head: str) -> int | None:
    years = {int(m[1] or f"25{m[2]}") for m in _A_YEAR.finditer(head)}
    return years.pop() if len(years) == 1 else None


def _years_below(row: KindRow) -> dict[int, int]:
    """A second line of the header: the years of two columns or more."""
    cells = [one_line(arabic(clean(text))) for text in row.source.cells]
    found = {at: int(m[1]) for at, text in enumerate(cells) if (m := _ONLY_A_YEAR.fullmatch(text))}
    return found if len(found) > 1 else {}


def years_over_tables(papers: Sequence[Paper], assessed: int) -> dict[int, int]:
    """The year that the nearest paragraph above each table names, by the table's identity."""
    found: dict[int, int] = {}
    for paper in papers:
        year: int | None = None
        for table in paper.tables:
            for text in (*(p.text for p in table.before), *_title_rows(table)):
                year = _named(text, assessed) or year
            if year is not None:
                found[id(table)] = year
    return found


def _title_rows(table: PaperTable) -> list[str]:
    """A title may stand in the table's first row, merged across."""
    first = table.rows[0].cells if table.rows else ()
    return [first[0]] if first and len({text for text in first if text}) == 1 else []


def _named(text: str, assessed: int) -> int | None:
    said = arabic(clean(text))
    years = {int(year) for year in (*YEAR.findall(said), *_YEAR_OF_SCORES.findall(said))}
    if not years:
        return None
    return assessed if assessed in years else max(years)
