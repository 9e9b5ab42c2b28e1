"""The stand-in's clock, which tests and scripts steer."""

from datetime import datetime, timedelta

from rehearsal.refusals import NotPossible
from rehearsal.state import Clock


class SteerableClock:
    """A clock that can be moved: by an offset, or held at an instant."""

    def __init__(self, base: Clock) -> None:
        self._base = base
        self._offset = timedelta()
        self._held: datetime | None = None

    def __call__(self) -> datetime:
        return self._held or self._base() + self._offset

    def move(self, offset: timedelta) -> None:
        self._held, self._offset = None, offset

    def hold(self, instant: datetime) -> None:
        if instant.tzinfo is None:
            raise NotPossible("an instant needs a time zone")
        self._held = instant
