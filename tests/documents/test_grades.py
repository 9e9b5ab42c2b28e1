"""Grades by each year's own rule; where the rule or a score it needs is unknown, no grade is told."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.data import grade_facts
from documents.grades import grade, indicator_name, instruments

INDICATORS_2567 = ("99.83", "98.80", "99.83", "99.83", "99.15", "98.65", "97.84", "75.08", "100", "100")


def scores(overall: str, **others: str) -> dict[str, Decimal]:
    return {"OVERALL": Decimal(overall), **{code: Decimal(value) for code, value in others.items()}}


def name(year: int, said: dict[str, Decimal]) -> str | None:
    found = grade(year, said)
    return found.name if found else None


@pytest.mark.parametrize(
    ("overall", "expected"),
    [
        ("95", "AA"),
        ("94.99", "A"),
        ("85.61", "A"),
        ("77.18", "B"),
        ("74.99", "C"),
        ("55", "D"),
        ("50", "E"),
        ("0", "F"),
    ],
)
def test_until_2565_the_overall_score_decides(overall: str, expected: str) -> None:
    assert {name(year, scores(overall)) for year in (2562, 2565)} == {expected}


@pytest.mark.parametrize(
    ("overall", "each", "expected"),
    [
        ("99.98", ("100", "99.9", "100"), "ผ่านดีเยี่ยม"),
        ("97", ("99.49", "90.52", "100"), "ผ่านดี"),
        ("94.64", ("97", "84.99", "100"), "ผ่าน"),
        ("84.99", ("90", "90", "90"), "ต้องปรับปรุง"),
        ("69.99", ("90", "90", "90"), "ต้องปรับปรุงโดยด่วน"),
    ],
)
def test_from_2566_every_instrument_must_reach_the_grade_too(
    overall: str, each: tuple[str, str, str], expected: str
) -> None:
    said = scores(overall, IIT=each[0], EIT=each[1], OIT=each[2])
    assert {name(year, said) for year in (2566, 2567, 2568)} == {expected}


def test_a_part_of_eit_below_the_line_counts() -> None:
    assert name(2567, scores("97", IIT="99", EIT1="84", EIT2="99", OIT="100")) == "ผ่าน"


def test_the_instruments_of_a_real_office_follow_from_its_indicators_and_so_does_its_overall_score() -> None:
    said = scores("97.00", **{str(at): value for at, value in enumerate(INDICATORS_2567, start=1)})
    each = instruments(said)
    assert each == {"IIT": Decimal("99.49"), "EIT": Decimal("90.52"), "OIT": Decimal("100.00")}
    weighted = each["IIT"] * Decimal("0.3") + each["EIT"] * Decimal("0.3") + each["OIT"] * Decimal("0.4")
    assert round(weighted, 2) == said["OVERALL"]
    assert name(2567, said) == "ผ่านดี"


def test_no_grade_is_guessed() -> None:
    everything = scores("100", IIT="100", EIT="100", OIT="100")
    assert (grade(2570, everything), grade(2561, everything)) == (None, None)
    assert grade(2567, scores("97")) is None
    assert name(2567, scores("70")) == "ต้องปรับปรุง"  # no instrument could change that
    assert grade(2564, {}) is None


def test_every_rule_says_how_certain_it_is_and_no_year_has_two() -> None:
    scales = grade_facts()["scale"]
    years = [year for scale in scales for year in scale["years"]]
    assert len(set(years)) == len(years)
    assert {scale["certainty"] for scale in scales} <= {"verified", "partly"}
    assert indicator_name("8") == "การปรับปรุงการทำงาน"
    assert indicator_name("11") == ""


@given(st.integers(0, 10_000), st.lists(st.integers(0, 10_000), min_size=3, max_size=3), st.sampled_from([2564, 2567]))
def test_a_higher_overall_score_is_never_a_lower_grade(overall: int, each: list[int], year: int) -> None:
    order = [step["name"] for scale in grade_facts()["scale"] if year in scale["years"] for step in scale["grades"]]
    of = dict(zip(("IIT", "EIT", "OIT"), (Decimal(value) / 100 for value in each), strict=True))
    lower = name(year, {"OVERALL": Decimal(overall) / 100, **of})
    higher = name(year, {"OVERALL": Decimal(min(overall + 500, 10_000)) / 100, **of})
    assert lower is not None
    assert higher is not None
    assert order.index(higher) <= order.index(lower)
