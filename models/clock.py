"""Time: aware UTC at rest, Asia/Bangkok when people read; the only place where the wall clock is read."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

BANGKOK = ZoneInfo("Asia/Bangkok")

Clock = Callable[[], datetime]


def utc_now() -> datetime:
    return datetime.now(UTC)


def local_date(now: datetime) -> date:
    """The day it is in Thailand at that instant."""
    return now.astimezone(BANGKOK).date()


def at_local(day: date, clock_time: time) -> datetime:
    """The instant (aware UTC) of a Thai wall-clock time."""
    return datetime.combine(day, clock_time, BANGKOK).astimezone(UTC)


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
