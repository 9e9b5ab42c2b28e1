"""What lies ahead of a deadline: the next rung, as the ladder itself would come to it day by day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ahead import next_rung
from models.ladder import Ladder, WorkingDays, owed_rung

DUE = date(2027, 3, 31)  # a Wednesday
PLAIN = WorkingDays()

days = st.dates(date(2026, 10, 1), date(2027, 9, 30))
closed = st.frozensets(days, max_size=40).map(WorkingDays)
ladders = st.builds(
    Ladder,
    before=st.sets(st.integers(0, 60), max_size=8).map(lambda rungs: tuple(sorted({*rungs, 0}, reverse=True))),
    overdue_first=st.integers(1, 10),
    overdue_every=st.integers(1, 10),
)


@pytest.mark.parametrize(
    ("today", "rung", "day"),
    [
        ("2027-01-04", 30, "2027-03-01"),
        ("2027-03-01", 14, "2027-03-17"),
        ("2027-03-31", -1, "2027-04-01"),
        ("2027-04-02", -4, "2027-04-06"),
        ("2027-04-06", -7, "2027-04-09"),
    ],
)
def test_the_next_rung_lies_after_today(today: str, rung: int, day: str) -> None:
    assert next_rung(Ladder(), DUE, date.fromisoformat(today), PLAIN) == (rung, date.fromisoformat(day))


def test_of_rungs_that_closed_days_push_together_the_nearest_to_the_deadline_is_spoken() -> None:
    holidays = WorkingDays(frozenset({date(2027, 3, 30), date(2027, 3, 29)}))
    assert next_rung(Ladder(), DUE, date(2027, 3, 25), holidays) == (1, date(2027, 3, 26))


@given(ladder=ladders, due=days, today=days, calendar=closed)
def test_walking_day_by_day_comes_to_the_same_rung(
    ladder: Ladder, due: date, today: date, calendar: WorkingDays
) -> None:
    spoken = ladder.latest(due, today, calendar)
    recorded = [] if spoken is None else [spoken]
    day, rung = today, None
    while rung is None:
        day += timedelta(days=1)
        rung = owed_rung(ladder, due, day, calendar, since=date.min, recorded=recorded)
    assert next_rung(ladder, due, today, calendar) == (rung, day)


@given(ladder=ladders, due=days, today=days, calendar=closed)
def test_the_next_rung_falls_on_an_open_day(ladder: Ladder, due: date, today: date, calendar: WorkingDays) -> None:
    assert calendar.is_open(next_rung(ladder, due, today, calendar)[1])
