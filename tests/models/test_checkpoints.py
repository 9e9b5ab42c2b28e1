"""Checkpoints: quarter ends inside a period of about a year, and none elsewhere."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from models.checkpoints import ABOUT_A_YEAR, Checkpoint, derived

days = st.dates(date(2025, 1, 1), date(2029, 12, 31))


def test_a_fiscal_years_work_is_looked_at_at_three_quarter_ends() -> None:
    assert derived(date(2026, 10, 1), date(2027, 9, 30)) == (
        Checkpoint(date(2026, 12, 31), "ไตรมาสที่ 1"),
        Checkpoint(date(2027, 3, 31), "รอบ 6 เดือน"),
        Checkpoint(date(2027, 6, 30), "ไตรมาสที่ 3"),
    )


def test_a_year_that_ends_in_december_passes_the_end_of_the_fiscal_year() -> None:
    assert [c.name for c in derived(date(2027, 1, 1), date(2027, 12, 30))] == ["รอบ 6 เดือน", "ไตรมาสที่ 3", "รอบ 12 เดือน"]


def test_a_shorter_period_or_an_unknown_one_has_none() -> None:
    assert derived(date(2026, 10, 1), date(2027, 3, 31)) == ()
    assert derived(None, date(2027, 9, 30)) == derived(date(2026, 10, 1), None) == ()


@given(starts_on=days, due=days)
def test_checkpoints_lie_inside_the_period_in_order_at_most_a_quarter_apart(starts_on: date, due: date) -> None:
    found = [c.day for c in derived(starts_on, due)]
    assert found == sorted(set(found))
    assert all(starts_on < day < due for day in found)
    assert bool(found) == ((due - starts_on).days + 1 >= ABOUT_A_YEAR)
    steps = [starts_on, *found, due]
    assert not found or all((later - one).days <= 92 for one, later in pairwise(steps))
