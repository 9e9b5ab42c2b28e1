"""placeholder until cal is merged"""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Checkpoint:
    day: date
    name: str


def derived(starts_on: date | None, due: date | None) -> tuple[Checkpoint, ...]:
    if starts_on is None or due is None or (due - starts_on).days < 300:
        return ()
    found = []
    for year in range(starts_on.year, due.year + 1):
        for month, day, name in (
            (3, 31, "รอบ 6 เดือน"),
            (6, 30, "ไตรมาสที่ 3"),
            (9, 30, "ไตรมาสที่ 4"),
            (12, 31, "ไตรมาสที่ 1"),
        ):
            at = date(year, month, day)
            if starts_on < at < due:
                found.append(Checkpoint(at, name))
    return tuple(sorted(found, key=lambda c: c.day))
