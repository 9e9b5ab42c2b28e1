"""A clock that tests turn."""

from datetime import datetime, timedelta

from models.clock import BANGKOK


class FakeClock:
    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def at(self, local: str) -> datetime:
        """Turn to a Thai wall-clock time, "2027-02-10 09:00"."""
        self.now = thai(local)
        return self.now

    def forward(self, **parts: float) -> datetime:
        self.now += timedelta(**parts)
        return self.now


def thai(local: str) -> datetime:
    return datetime.fromisoformat(local).replace(tzinfo=BANGKOK)
