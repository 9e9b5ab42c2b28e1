"""What is said of one piece of work on a day: the pure rules against a slow and obvious model."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from models.ladder import Ladder, WorkingDays
from models.occasions import Duty, Key, Occasion, ahead, owed

DUE = date(2027, 3, 31)  # a Wednesday
LADDER = Ladder()
PLAIN = WorkingDays()
DUTY = Duty(
    assignment_id=1,
    item_id=1,
    division_id=1,
    kind="o_item",
    due=DUE,
    starts_on=None,
    since=date(2026, 10, 1),
    reported_on=None,
    waiting=False,
    snoozed_until=None,
    snoozes=0,
    ladder=None,
)


def said(duty: Duty, today: date, told: tuple[Key, ...] = (), *, reached: bool = True) -> list[tuple[int, str]]:
    return [(o.rung, o.audience) for o in owed(duty, LADDER, PLAIN, today, told, reached=reached)]


def test_the_coordinator_hears_once_of_what_is_three_working_days_overdue() -> None:
    third = date(2027, 4, 5)
    assert said(DUTY, date(2027, 4, 2)) == [(-1, "owner")]
    assert said(DUTY, third) == [(-1, "owner"), (-3, "coordinator")]
    assert (-3, "coordinator") not in said(DUTY, third, ((DUE, -3, 0, "coordinator"),))


def test_what_nobody_is_registered_for_is_the_coordinators_to_hear() -> None:
    assert said(DUTY, date(2027, 3, 24), reached=False) == [(7, "coordinator")]
    # Once somebody registers the latest rung is theirs, although the coordinator has heard of it.
    assert said(DUTY, date(2027, 3, 25), ((DUE, 7, 0, "coordinator"),)) == [(7, "owner")]


def test_a_request_for_more_time_silences_everything() -> None:
    assert said(replace(DUTY, waiting=True), date(2027, 4, 30)) == []


def test_what_was_put_off_is_spoken_of_again_on_its_day_and_not_before() -> None:
    told: tuple[Key, ...] = ((DUE, 7, 0, "owner"),)
    put_off = replace(DUTY, snoozed_until=date(2027, 3, 26), snoozes=1)
    assert said(put_off, date(2027, 3, 25), told) == []
    assert said(put_off, date(2027, 3, 26), told) == [(3, "owner")]  # the 28th is a Sunday: three days before is Friday
    later = replace(put_off, due=date(2027, 4, 30), snoozed_until=date(2027, 4, 2))
    assert said(later, date(2027, 4, 2), ((later.due, 30, 0, "owner"),)) == [(30, "owner")]


def test_putting_off_does_not_hide_it_from_the_coordinator() -> None:
    put_off = replace(DUTY, snoozed_until=date(2027, 4, 8), snoozes=1)
    assert said(put_off, date(2027, 4, 5)) == [(-3, "coordinator")]


def test_a_rung_longer_than_the_works_own_period_is_skipped() -> None:
    short = replace(DUTY, starts_on=date(2027, 3, 22))
    assert said(short, date(2027, 3, 23)) == []
    assert said(short, date(2027, 3, 24)) == [(7, "owner")]


def test_an_item_may_have_a_policy_of_its_own() -> None:
    own = replace(DUTY, ladder=Ladder(before=(5, 0), overdue_first=2, overdue_every=5).to_json())
    assert said(own, date(2027, 3, 25)) == []
    assert said(own, date(2027, 3, 26)) == [(5, "owner")]
    assert said(own, date(2027, 4, 2), ((DUE, 0, 0, "owner"),)) == [(-2, "owner")]


YEAR = replace(DUTY, kind="measure", starts_on=date(2026, 10, 1), due=date(2027, 9, 30))


def points(duty: Duty, today: date, told: tuple[Key, ...] = ()) -> list[tuple[date, int]]:
    return [(o.due, o.rung) for o in owed(duty, LADDER, PLAIN, today, told, reached=True) if o.is_checkpoint]


def test_a_measure_that_runs_all_year_is_asked_after_at_the_quarters() -> None:
    assert points(YEAR, date(2026, 12, 23)) == []
    assert points(YEAR, date(2026, 12, 24)) == [(date(2026, 12, 31), 7)]
    assert points(YEAR, date(2026, 12, 31)) == [(date(2026, 12, 31), 0)]
    assert points(replace(YEAR, kind="o_item"), date(2026, 12, 31)) == []


def test_a_quarter_in_which_something_was_reported_is_not_asked_after() -> None:
    reported = replace(YEAR, reported_on=date(2026, 11, 20))
    assert points(reported, date(2026, 12, 31)) == []
    assert points(reported, date(2027, 3, 31)) == [(date(2027, 3, 31), 0)]


def test_only_early_rungs_of_the_owner_give_way_to_the_quota() -> None:
    every = frozenset(range(60))
    assert Occasion(DUTY, DUE, 30, "owner").may_give_way(every)
    assert not Occasion(DUTY, DUE, 30, "owner").may_give_way({14})
    assert not Occasion(DUTY, DUE, 0, "owner").may_give_way(every)
    assert not Occasion(DUTY, DUE, -1, "owner").may_give_way(every)
    assert not Occasion(DUTY, DUE, 7, "coordinator").may_give_way(every)


# ---------- Properties

DAYS = st.dates(date(2026, 10, 1), date(2027, 9, 30))
CALENDARS = st.frozensets(DAYS, max_size=40).map(WorkingDays)
POLICIES = st.builds(
    Ladder,
    before=st.frozensets(st.integers(1, 60), max_size=6).map(lambda rungs: (*sorted(rungs, reverse=True), 0)),
    overdue_first=st.integers(1, 5),
    overdue_every=st.integers(1, 6),
    coordinator_after=st.integers(1, 6),
)
DUTIES = st.builds(
    replace,
    st.just(DUTY),
    due=DAYS,
    kind=st.sampled_from(["o_item", "measure", "step"]),
    starts_on=st.none() | st.dates(date(2026, 7, 1), date(2027, 9, 30)),
    since=st.dates(date(2026, 9, 1), date(2027, 6, 30)),
    reported_on=st.none() | DAYS,
    snoozed_until=st.none() | DAYS,
    snoozes=st.integers(0, 2),
)


def obvious(duty: Duty, ladder: Ladder, days: WorkingDays, clock: list[date]) -> list[tuple[date, int]]:
    """The owner's rungs of the deadline by their plain definition, walked day by day: each is due on its day; a clock
    that was away says the latest one, once, if the work was already given on the rung's day."""
    on: dict[date, int] = {}
    for rung in ladder.before:
        if rung and duty.starts_on and duty.due - timedelta(days=rung) < duty.starts_on:
            continue
        day = duty.due - timedelta(days=rung)
        while not days.is_open(day):
            day -= timedelta(days=1)
        on[day] = min(rung, on.get(day, rung))
    late, day = 0, duty.due
    while day < max([*clock, duty.due]):
        day += timedelta(days=1)
        late += days.is_open(day)
        if (
            days.is_open(day)
            and late >= ladder.overdue_first
            and not (late - ladder.overdue_first) % ladder.overdue_every
        ):
            on[day] = -late
    heard: list[tuple[date, int]] = []
    for today in clock:
        if not days.is_open(today) or (duty.snoozed_until and today < duty.snoozed_until):
            continue
        passed = [day for day in on if day <= today]
        if not passed:
            continue
        # Of rungs moved onto one day, and of all that have passed, the one nearest the end counts.
        rung = min(on[day] for day in passed)
        day = next(day for day in passed if on[day] == rung)
        if day >= duty.since and rung not in [r for _, r in heard]:
            heard.append((today, rung))
    return heard


@given(duty=DUTIES, ladder=POLICIES, days=CALENDARS, clock=st.lists(DAYS, max_size=30).map(sorted))
def test_the_rules_agree_with_the_obvious_model_whenever_the_clock_runs(
    duty: Duty, ladder: Ladder, days: WorkingDays, clock: list[date]
) -> None:
    told: list[Key] = []
    heard = []
    for today in clock:
        if not days.is_open(today):
            continue
        for occasion in owed(duty, ladder, days, today, told, reached=True):
            assert occasion.key not in told
            told.append(occasion.key)
            if occasion.audience == "owner" and not occasion.is_checkpoint:
                heard.append((today, occasion.rung))
    assert heard == obvious(duty, ladder, days, clock)


@given(duty=DUTIES, ladder=POLICIES, days=CALENDARS, reached=st.booleans(), first=DAYS, length=st.integers(0, 60))
def test_running_ahead_tells_what_the_days_will_tell(
    duty: Duty, ladder: Ladder, days: WorkingDays, reached: bool, first: date, length: int
) -> None:
    last = first + timedelta(days=length)
    foretold = list(ahead(duty, ladder, days, first, last, (), reached=reached))
    assert all(days.is_open(day) and first <= day <= last for day, _ in foretold)
    keys = [occasion.key for _, occasion in foretold]
    assert len(keys) == len(set(keys))


@given(duty=DUTIES, ladder=POLICIES, days=CALENDARS, today=DAYS, reached=st.booleans())
def test_what_is_told_is_told_to_the_right_one(
    duty: Duty, ladder: Ladder, days: WorkingDays, today: date, reached: bool
) -> None:
    for occasion in owed(duty, ladder, days, today, (), reached=reached):
        assert occasion.audience == "coordinator" or reached
        if occasion.is_checkpoint:
            assert duty.kind == "measure"
            assert occasion.due < duty.due
