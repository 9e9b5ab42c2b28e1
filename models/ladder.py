"""When a deadline is spoken of: the rungs before it and after it, moved onto working days. Pure rules."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from models.clock import BANGKOK, at_local
from models.errors import DomainError

OFFICE_OPENS, OFFICE_CLOSES = time(8, 30), time(16, 30)  # ระเบียบสำนักนายกรัฐมนตรีว่าด้วยกำหนดเวลาทำงาน: 08.30–16.30
_DAY = timedelta(days=1)


@dataclass(frozen=True)
class WorkingDays:
    """Monday to Friday, less the office's closed days."""

    closed: frozenset[date] = field(default_factory=frozenset)

    def is_open(self, day: date) -> bool:
        return day.weekday() < 5 and day not in self.closed

    def in_office_hours(self, now: datetime, opens: time) -> bool:
        """Whether it is a working day, between the office's opening (its reminder time) and the close of office."""
        local = now.astimezone(BANGKOK)
        return self.is_open(local.date()) and opens <= local.time() <= OFFICE_CLOSES

    def next_opening(self, now: datetime, opens: time) -> datetime:
        """The next instant (aware UTC) in office hours that is an opening: later today, or on the next working day."""
        local = now.astimezone(BANGKOK)
        day = local.date() if local.time() < opens else local.date() + _DAY
        return at_local(self.on_or_after(day), opens)

    def on_or_before(self, day: date) -> date:
        while not self.is_open(day):
            day -= _DAY
        return day

    def on_or_after(self, day: date) -> date:
        while not self.is_open(day):
            day += _DAY
        return day

    def after(self, day: date, count: int) -> date:
        """The count-th working day after `day`."""
        while count:
            day += _DAY
            count -= self.is_open(day)
        return day

    def between(self, start: date, end: date) -> int:
        """How many working days lie after `start`, up to and including `end`."""
        if end <= start:
            return 0
        closed = sum(start < day <= end and day.weekday() < 5 for day in self.closed)
        return _weekdays_until(end) - _weekdays_until(start) - closed


@dataclass(frozen=True)
class Ladder:
    """Rungs are whole numbers: n ≥ 0 is n days before the deadline, -n is the n-th working day after it."""

    before: tuple[int, ...] = (30, 14, 7, 3, 1, 0)
    overdue_first: int = 1
    overdue_every: int = 3
    coordinator_after: int = 3  # working days overdue from which the coordinator is told …
    chief_after: int = 7  # … and the chief

    def __post_init__(self) -> None:
        """Raises DomainError when this cannot be a policy."""
        rungs = self.before
        if not _whole(0, 366, *rungs) or 0 not in rungs or list(rungs) != sorted(set(rungs), reverse=True):
            raise DomainError(
                "โปรดระบุวันเตือนล่วงหน้าเป็นจำนวนเต็ม 0 ถึง 366 ไม่ซ้ำกัน และมี 0 (วันครบกำหนด) เช่น 30, 14, 7, 3, 1, 0"
            )
        if not _whole(1, 30, self.overdue_first, self.overdue_every):
            raise DomainError("โปรดระบุวันเตือนหลังครบกำหนดเป็นจำนวนวันทำการ 1 ถึง 30")
        if not _whole(1, 366, self.coordinator_after, self.chief_after) or self.chief_after < self.coordinator_after:
            raise DomainError(
                "โปรดระบุวันแจ้งผู้ประสานงานและผู้บริหารเป็นจำนวนวันทำการ 1 ถึง 366 โดยแจ้งผู้ประสานงานก่อนหรือพร้อมผู้บริหาร"
            )

    @classmethod
    def of(cls, stored: Mapping[str, Any] | None, default: "Ladder | None" = None) -> "Ladder":
        """The policy kept as JSON: it need say only what differs from `default` (the office's, for an item)."""
        said = {field.name: (stored or {})[field.name] for field in fields(cls) if field.name in (stored or {})}
        if isinstance(said.get("before"), list):
            said["before"] = tuple(said["before"])
        return replace(default or cls(), **said)

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "before": list(self.before)}

    def within(self, starts_on: date | None, due: date) -> "Ladder":
        """Without the rungs that lie before the work's own period begins."""
        longest = (due - starts_on).days if starts_on is not None else self.before[0]
        if self.before[0] <= longest:
            return self
        return replace(self, before=tuple(rung for rung in self.before if rung <= max(0, longest)))

    def day_of(self, rung: int, due: date, days: WorkingDays) -> date:
        """A rung on a closed day is spoken on the working day before; an overdue one is counted in working days."""
        if rung >= 0:
            return days.on_or_before(due - timedelta(days=rung))
        return days.after(due, -rung)

    def latest(self, due: date, today: date, days: WorkingDays) -> int | None:
        """The last rung whose day has come by `today`; None before the first one."""
        late = days.between(due, today) if today > due else 0
        if late >= self.overdue_first:
            return -(late - (late - self.overdue_first) % self.overdue_every)
        passed = [r for r in self.before if self.day_of(r, due, days) <= today]
        return min(passed, default=None)


def owed_rung(
    ladder: Ladder, due: date, today: date, days: WorkingDays, *, since: date, recorded: Iterable[int]
) -> int | None:
    """The rung to speak of today: the latest one passed, unless it is recorded or had passed before `since`.

    By range, never by equality with today: a clock that was down speaks of the latest rung it slept through, once.
    """
    rung = ladder.latest(due, today, days)
    if rung is None or rung in set(recorded) or ladder.day_of(rung, due, days) < since:
        return None
    return rung


def _weekdays_until(day: date) -> int:
    """Counted from the first of all days, which was a Monday."""
    weeks, rest = divmod(day.toordinal(), 7)
    return weeks * 5 + min(rest, 5)


def _whole(least: int, most: int, *numbers: object) -> bool:
    return all(type(number) is int and least <= number <= most for number in numbers)
