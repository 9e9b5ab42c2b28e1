"""The ladder's rungs: on working days, by range, each once."""

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.ladder import Ladder, WorkingDays, owed_rung
from tests.support.clock import thai

LADDER = Ladder()
DUE = date(2027, 3, 31)  # a Wednesday
PLAIN = WorkingDays()

days = st.dates(date(2026, 10, 1), date(2027, 9, 30))
closed = st.frozensets(days, max_size=40).map(WorkingDays)


def test_the_rungs_before_a_deadline_fall_on_the_days_they_name() -> None:
    assert [LADDER.day_of(r, DUE, PLAIN).isoformat() for r in LADDER.before] == [
        "2027-03-01",
        "2027-03-17",
        "2027-03-24",
        "2027-03-26",  # three days before is a Sunday: spoken of on the Friday
        "2027-03-30",
        "2027-03-31",
    ]


def test_a_rung_on_a_holiday_is_spoken_the_working_day_before() -> None:
    holiday = WorkingDays(frozenset({date(2027, 3, 30)}))
    assert LADDER.day_of(1, DUE, holiday) == date(2027, 3, 29)


def test_overdue_rungs_count_working_days() -> None:
    assert LADDER.latest(DUE, date(2027, 4, 1), PLAIN) == -1
    assert LADDER.latest(DUE, date(2027, 4, 5), PLAIN) == -1  # Monday is the third working day
    assert LADDER.latest(DUE, date(2027, 4, 6), PLAIN) == -4
    assert LADDER.latest(DUE, date(2027, 4, 9), PLAIN) == -7


def test_a_clock_that_slept_speaks_of_the_latest_rung_only() -> None:
    assert owed_rung(LADDER, DUE, date(2027, 3, 25), PLAIN, since=date(2027, 1, 1), recorded=[30]) == 7
    assert owed_rung(LADDER, DUE, date(2027, 3, 25), PLAIN, since=date(2027, 1, 1), recorded=[30, 7]) is None


def test_a_rung_that_had_passed_before_the_work_was_given_is_not_owed() -> None:
    assert owed_rung(LADDER, DUE, date(2027, 3, 20), PLAIN, since=date(2027, 3, 19), recorded=[]) is None


def test_nothing_is_owed_before_the_first_rung() -> None:
    assert LADDER.latest(DUE, date(2027, 2, 26), PLAIN) is None


@given(start=days, end=days, calendar=closed)
def test_working_days_in_between_are_those_one_would_count(start: date, end: date, calendar: WorkingDays) -> None:
    after = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    assert calendar.between(start, end) == sum(calendar.is_open(day) for day in after)


@given(due=days, today=days, calendar=closed)
def test_the_latest_rung_agrees_with_walking_every_day(due: date, today: date, calendar: WorkingDays) -> None:
    expected = None
    day = due - timedelta(days=60)
    late = 0
    while day <= today:
        for rung in LADDER.before:
            if calendar.on_or_before(due - timedelta(days=rung)) == day and (expected is None or rung < expected):
                expected = rung
        if day > due and calendar.is_open(day):
            late += 1
            if late == 1 or (late - 1) % 3 == 0:
                expected = -late
        day += timedelta(days=1)
    assert LADDER.latest(due, today, calendar) == expected


@given(due=days, rung=st.sampled_from(LADDER.before), calendar=closed)
def test_every_rung_falls_on_an_open_day(due: date, rung: int, calendar: WorkingDays) -> None:
    assert calendar.is_open(LADDER.day_of(rung, due, calendar))


@given(due=days, calendar=closed, today=days)
def test_running_every_day_owes_each_rung_at_most_once(due: date, calendar: WorkingDays, today: date) -> None:
    recorded: list[int] = []
    day = due - timedelta(days=40)
    while day <= due + timedelta(days=20):
        rung = owed_rung(LADDER, due, day, calendar, since=due - timedelta(days=60), recorded=recorded)
        if rung is not None:
            assert rung not in recorded
            recorded.append(rung)
        day += timedelta(days=1)
    assert recorded == sorted(recorded, reverse=True)


@pytest.mark.parametrize(
    ("local", "is_open"),
    [
        ("2026-11-02 08:29", False),
        ("2026-11-02 08:30", True),
        ("2026-11-02 16:30", True),
        ("2026-11-02 16:31", False),
        ("2026-11-01 10:00", False),  # Sunday
        ("2026-11-03 10:00", False),  # closed
    ],
)
def test_office_hours_are_those_of_working_days(local: str, is_open: bool) -> None:
    days = WorkingDays(frozenset({date(2026, 11, 3)}))
    assert days.in_office_hours(thai(local), time(8, 30)) is is_open
