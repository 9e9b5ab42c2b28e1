"""Scores: which is lowest, of an issue and of all, and of which year."""

from decimal import Decimal

import pytest
from sqlalchemy.orm import Session

from models.database import Database
from models.office import Office
from models.scores import Score, latest_year, lowest, scores_of

SAID = (
    (2566, "E9", "10.00", ""),
    (2567, "OVERALL", "97.00", ""),
    (2567, "EIT", "5.00", ""),
    (2567, "8", "75.08", ""),
    (2567, "I1", "99.49", "ประเด็นที่ 1"),
    (2567, "I2", "99.49", "ประเด็นที่ 1"),
    (2567, "E9", "28.57", "ประเด็นที่ 2"),
    (2567, "O12", "100.00", "ประเด็นที่ 2"),
)


def office_with(session: Session, *said: tuple[int, str, str, str], slug: str = "demo") -> Office:
    office = Office(slug=slug, name=slug)
    session.add(office)
    session.flush()
    for year, code, value, issue in said:
        session.add(Score(office_id=office.id, assessment_year=year, code=code, value=Decimal(value), issue=issue))
    session.flush()
    return office


def test_the_lowest_question_is_that_of_the_latest_year(database: Database) -> None:
    with database.write() as session:
        office = office_with(session, *SAID)
        office_with(session, (2568, "I1", "1.00", ""), slug="other")
        assert latest_year(session, office) == 2567
        assert [score.code for score in lowest(session, office)] == ["E9"]
        assert [score.code for score in lowest(session, office, issue="ประเด็นที่ ๑ กระบวนการ")] == ["I1", "I2"]
        assert [score.value for score in lowest(session, office, year=2566)] == [Decimal("10.00")]
        assert lowest(session, office, issue="ประเด็นที่ 9") == []


def test_a_score_is_found_by_its_code_and_the_list_is_in_order(database: Database) -> None:
    with database.write() as session:
        office = office_with(session, *SAID)
        found = scores_of(session, office).get("E9")
        assert found is not None
        assert (found.value, found.issue) == (Decimal("28.57"), "ประเด็นที่ 2")
        assert "I7" not in scores_of(session, office)
        assert list(scores_of(session, office)) == ["OVERALL", "EIT", "8", "E9", "I1", "I2", "O12"]


def test_without_questions_the_indicators_stand_in_and_without_scores_nothing(database: Database) -> None:
    with database.write() as session:
        office = office_with(session, (2567, "OVERALL", "9.00", ""), (2567, "7", "97.84", ""), (2567, "8", "75.08", ""))
        assert [score.code for score in lowest(session, office)] == ["8"]
        assert lowest(session, office_with(session, slug="none")) == []


def test_a_code_has_one_score_a_year(database: Database) -> None:
    with pytest.raises(Exception, match=r"UNIQUE|unique"), database.write() as session:
        office_with(session, (2567, "E9", "1.00", ""), (2567, "E9", "2.00", ""))
