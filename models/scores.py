"""What the office scored: overall, by instrument, by indicator and by question, of each year assessed."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Final

from sqlalchemy import Numeric, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, OfOffice
from models.office import Office

OVERALL: Final = "OVERALL"
INSTRUMENTS: Final = ("IIT", "EIT", "EIT1", "EIT2", "OIT")
INDICATORS: Final = tuple(str(number) for number in range(1, 11))


class Score(OfOffice, Base):
    """One figure of one assessed year. The year stands by itself: last year's scores are known before, and without, a
    round of that year."""

    __tablename__ = "score"
    __table_args__ = (UniqueConstraint("office_id", "assessment_year", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    assessment_year: Mapped[int]  # B.E., the year assessed
    code: Mapped[str] = mapped_column(String(12))  # OVERALL, IIT, EIT, EIT1, EIT2, OIT, 1…10, I1, E9, O12
    value: Mapped[Decimal] = mapped_column(Numeric(5, 2))
    title: Mapped[str] = mapped_column(Text, default="")  # the indicator's name, or what was asked
    issue: Mapped[str] = mapped_column(Text, default="")  # ประเด็น the question counts for, as written

    @property
    def is_question(self) -> bool:
        return self.code not in (OVERALL, *INSTRUMENTS, *INDICATORS)


def latest_year(session: Session, office: Office) -> int | None:
    """The last assessed year whose scores are known."""
    return session.scalar(select(func.max(Score.assessment_year)).where(Score.office_id == office.id))


def scores_of(session: Session, office: Office, year: int | None = None) -> Mapping[str, Score]:
    """All figures of a year (the latest when none is named) by code."""
    year = year or latest_year(session, office)
    found = session.scalars(select(Score).where(Score.office_id == office.id, Score.assessment_year == year))
    return {score.code: score for score in sorted(found, key=_order)}


def lowest(session: Session, office: Office, *, issue: str | None = None, year: int | None = None) -> list[Score]:
    """The question that scored lowest (several when they share the figure), of one issue or of all; the indicators
    stand in where no question is known."""
    scores = [s for s in scores_of(session, office, year).values() if s.code != OVERALL and s.code not in INSTRUMENTS]
    among = [s for s in scores if s.is_question and (issue is None or _issue(s.issue) == _issue(issue))]
    if not among and issue is None:
        among = scores
    least = min((score.value for score in among), default=None)
    return [score for score in among if score.value == least]


def _issue(text: str) -> str:
    """An issue by its number (ประเด็นที่ 2 …), for its name is printed in many ways."""
    found = re.search(r"ที่\s*(\d{1,2})", text)
    return str(int(found[1])) if found else "".join(text.split())


def _order(score: Score) -> tuple[int, str, int]:
    if score.code == OVERALL:
        return 0, "", 0
    if score.code in INSTRUMENTS:
        return 1, "", INSTRUMENTS.index(score.code)
    if score.code in INDICATORS:
        return 2, "", int(score.code)
    return 3, score.code[0], int(score.code[1:])
