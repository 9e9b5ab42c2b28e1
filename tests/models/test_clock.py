"""The clock that a rehearsal's processes share: it runs on from where it was turned to, for all of them at once."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.clock import TurnedClock

A_MOMENT = timedelta(seconds=5)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_a_turned_clock_runs_on_from_there_in_every_process(tmp_path: Path, instant: datetime) -> None:
    mine, theirs = TurnedClock(tmp_path / "clock"), TurnedClock(tmp_path / "clock")
    mine.turn_to(instant)
    first = theirs()
    assert instant <= first < instant + A_MOMENT
    assert first <= mine()


def test_a_clock_that_was_never_turned_is_no_clock(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        TurnedClock(tmp_path / "clock")()
