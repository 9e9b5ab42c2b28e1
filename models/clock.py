"""Time: aware UTC at rest, Asia/Bangkok when people read; the only place where the wall clock is read."""

import os
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


class TurnedClock:
    """The wall clock so many seconds ahead or behind, as a file says that several processes share: a rehearsal's."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __call__(self) -> datetime:
        return utc_now() + timedelta(seconds=float(self.path.read_text("ascii")))

    def turn_to(self, instant: datetime) -> None:
        """It runs on from there at the usual pace. One process turns; the others never see half a number."""
        beside = self.path.with_suffix(".new")
        beside.write_text(str((instant - utc_now()).total_seconds()), "ascii")
        os.replace(beside, self.path)


def local_date(now: datetime) -> date:
    """The day it is in Thailand at that instant."""
    return now.astimezone(BANGKOK).date()


def at_local(day: date, clock_time: time) -> datetime:
    """The instant (aware UTC) of a Thai wall-clock time."""
    return datetime.combine(day, clock_time, BANGKOK).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
