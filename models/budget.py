"""The month's push quota of an office: what LINE said of it, and what the plan gives up to stay within it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import JSON, UniqueConstraint, and_, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, OfOffice
from models.clock import at_local, local_date
from models.outbox import OutboxMessage
from models.upsert import upsert

# A reading is of the day from here on: before the morning's tick, and after midnight UTC. LINE does not say in which
# time zone its month turns, so what it tells earlier on the first may still be last month's count.
READING_DAY_BEGINS = time(7)
CLOSE_WATCH = 0.7
WATCH_EVERY = timedelta(hours=1)


@dataclass(frozen=True)
class Quota:
    """What LINE tells of the month's pushes: `limit` None means unlimited; `used` is LINE's approximate count."""

    limit: int | None
    used: int


class MonthBudget(OfOffice, Base):
    """One row an office and calendar month. `quota` None: LINE sets no limit. `used` is LINE's approximate count at
    `read_at`; what we have pushed since is counted by the outbox."""

    __tablename__ = "month_budget"
    __table_args__ = (UniqueConstraint("office_id", "month"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    month: Mapped[date]  # its first day
    quota: Mapped[int | None]
    used: Mapped[int]
    read_at: Mapped[datetime]
    given_up: Mapped[list[Any]] = mapped_column(JSON, default=list)  # rungs that are not spoken of this month
    warned: Mapped[int] = mapped_column(default=0)  # the highest of 70, 90, 100 % that the coordinator was told of

    @property
    def share(self) -> float:
        """How much of the quota was used at the reading; 0 when there is no limit."""
        if self.quota is None:
            return 0.0
        return self.used / self.quota if self.quota else 1.0


def month_of(now: datetime) -> date:
    """The first day of the month that it is in Thailand."""
    return local_date(now).replace(day=1)


def is_stale(reading: MonthBudget | None, now: datetime) -> bool:
    """Whether LINE is to be asked (again): daily before the morning's tick, hourly once much of the month is used."""
    if reading is None or reading.month != month_of(now):
        return True
    if reading.share >= CLOSE_WATCH and now - reading.read_at >= WATCH_EVERY:
        return True
    return reading.read_at < at_local(local_date(now), READING_DAY_BEGINS) <= now


def readings(session: Session, office_ids: Collection[int], month: date) -> dict[int, MonthBudget]:
    """By office; an office that LINE was not asked about has none."""
    rows = session.scalars(select(MonthBudget).where(MonthBudget.office_id.in_(office_ids), MonthBudget.month == month))
    return {row.office_id: row for row in rows}


def record(session: Session, office_id: int, quota: Quota, now: datetime) -> None:
    """Keep what LINE said at `now`; what the plan has given up this month, and who was warned, stays."""
    news = {"quota": quota.limit, "used": quota.used, "read_at": now}
    key = {"office_id": office_id, "month": month_of(now)}
    upsert(session, MonthBudget, tuple(key), key | news)


def spent(session: Session, office_ids: Collection[int], month: date) -> dict[int, int]:
    """The month's pushes of each office so far: LINE's last count and what we have pushed since, the doubtful ones too.
    Without a reading, what we have pushed ourselves."""
    read = readings(session, office_ids, month)
    since = func.coalesce(MonthBudget.read_at, at_local(month, time()))
    until = at_local((month + timedelta(days=31)).replace(day=1), time())
    ours = session.execute(
        select(OutboxMessage.office_id, func.sum(OutboxMessage.cost))
        .outerjoin(MonthBudget, (MonthBudget.office_id == OutboxMessage.office_id) & (MonthBudget.month == month))
        .where(
            OutboxMessage.office_id.in_(office_ids),
            OutboxMessage.kind == "push",
            or_(
                and_(
                    OutboxMessage.state.in_(("accepted", "unknown")),
                    OutboxMessage.settled_at >= since,
                    OutboxMessage.settled_at < until,
                ),
                and_(OutboxMessage.state == "sending", OutboxMessage.created_at < until),
            ),
        )
        .group_by(OutboxMessage.office_id)
    )
    pushed: dict[int, int] = {row[0]: row[1] for row in ours}
    return {i: (read[i].used if i in read else 0) + pushed.get(i, 0) for i in office_ids}


@dataclass(frozen=True)
class Totals:
    """The offices' readings of a month taken together; `limit` sums those that have one."""

    limit: int
    used: int
    highest_share: float


def totals(session: Session, month: date) -> Totals:
    limit = used = 0
    highest = 0.0
    for row in session.scalars(select(MonthBudget).where(MonthBudget.month == month).execution_options(yield_per=500)):
        limit += row.quota or 0
        used += row.used
        highest = max(highest, row.share)
    return Totals(limit, used, highest)
