"""What the scores propose when measures are planned: the lowest question of each issue, by the issue's number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.planning import FULL, Proposal, issue_key, lowest_words, proposals, without_measure
from models.scores import Score

FIRST = "ประเด็นที่ 1 กระบวนการปฏิบัติงานที่โปร่งใสและมีประสิทธิภาพ"
SECOND = "ประเด็นที่ ๒ การให้บริการและระบบ E-Service"


def score(code: str, value: str, issue: str, title: str = "") -> Score:
    return Score(assessment_year=2567, code=code, value=Decimal(value), title=title, issue=issue)


SCORES = [
    score("I1", "99.10", FIRST),
    score("I4", "98.20", FIRST, "ปฏิบัติงานตามขั้นตอน"),
    score("E9", "28.57", SECOND, "เคยใช้ระบบ E-Service"),
    score("O13", "28.57", SECOND),
    score("8", "75.08", ""),
    score("I9", "12.00", ""),
]


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (FIRST, "1"),
        (SECOND, "2"),
        ("ประเด็นการประเมินที่ 7", "7"),
        ("ตัวชี้วัดที่ 8 การปรับปรุงการทำงาน", ""),
        ("การให้บริการและระบบ E-Service", ""),
        ("", ""),
    ],
)
def test_an_issue_goes_by_its_number_and_an_indicator_is_none(text: str, key: str) -> None:
    assert issue_key(text) == key


def test_each_issue_has_its_lowest_questions_and_its_measures() -> None:
    measures = [("M1", "ประเด็นที่ ๑ กระบวนการปฏิบัติงาน"), ("M2", "ตัวชี้วัดที่ 2"), ("M3", "")]
    first, second = proposals(SCORES, measures)
    assert (first.issue, [s.code for s in first.lowest], first.measures, first.year) == (FIRST, ["I4"], ("M1",), 2567)
    assert ([s.code for s in second.lowest], second.measures) == (["E9", "O13"], ())
    assert lowest_words(first) == "I4 98.20 คะแนน (ปฏิบัติงานตามขั้นตอน)"
    assert lowest_words(second) == "O13, E9 28.57 คะแนน"
    [said] = without_measure([first, second])
    assert said.startswith("ประเด็นที่ ๒")
    assert "O13, E9 28.57" in said


def test_nothing_is_proposed_before_anything_is_planned() -> None:
    assert without_measure(proposals(SCORES, [("M1", "ตัวชี้วัดที่ 1")])) == []


@given(
    st.lists(
        st.builds(
            score,
            st.sampled_from(["I1", "I2", "E1", "O1"]),
            st.decimals(0, 100, places=2).map(str),
            st.sampled_from([FIRST, SECOND, ""]),
        )
    )
)
def test_no_question_of_an_issue_scored_lower_than_the_proposed(questions: list[Score]) -> None:
    found: list[Proposal] = proposals(questions, [])
    assert [one.key for one in found] == sorted({issue_key(q.issue) for q in questions if q.issue and q.value < FULL})
    for one in found:
        rest = [q.value for q in questions if issue_key(q.issue) == one.key]
        assert {score.value for score in one.lowest} == {min(rest)}
