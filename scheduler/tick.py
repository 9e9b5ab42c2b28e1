"""One turn of the clock: every office is looked at once each working day, in office hours, and what it owes is written
down. Idempotent, and safe with several clocks."""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlalchemy import or_, select
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import selectinload

from documents.figures import Pictures
from models.clock import BANGKOK, at_local, local_date
from models.database import Database
from models.ladder import OFFICE_CLOSES
from models.office import Office
from scheduler import reminding

TOGETHER = 20  # offices a transaction: its queries are shared, its locks short, and memory stays flat

log = logging.getLogger(__name__)


def tick(database: Database, now: datetime, pictures: Pictures | None = None) -> int:
    """Owe everything due by `now`; returns how many pushes were written. `pictures` gives a chart its address."""
    return sum(_remind(database, ids, now, pictures) for ids in _to_look_at(database, now))


def _to_look_at(database: Database, now: datetime) -> Iterator[list[int]]:
    """The offices whose reminder time has come and that were not looked at today, a few together."""
    local, today, last = now.astimezone(BANGKOK), local_date(now), 0
    if today.weekday() >= 5 or local.time() > OFFICE_CLOSES:
        return
    while True:
        with database.read() as session:
            ids = session.scalars(
                select(Office.id)
                .where(
                    Office.id > last,
                    Office.remind_at <= local.time(),
                    or_(Office.reminded_on.is_(None), Office.reminded_on < today),
                )
                .order_by(Office.id)
                .limit(TOGETHER)
            ).all()
        if not ids:
            return
        yield list(ids)
        last = ids[-1]


def _remind(database: Database, office_ids: list[int], now: datetime, pictures: Pictures | None) -> int:
    """One transaction for all of them. When one fails each goes alone: it is logged and looked at again at the next
    tick, and the others are not kept waiting."""
    try:
        with database.write() as session:
            # The office's row is the lock: of two clocks, one finds it taken and leaves the office to the other.
            offices = session.scalars(
                select(Office)
                .where(Office.id.in_(office_ids))
                .options(selectinload(Office.current_round), selectinload(Office.divisions))
                .order_by(Office.id)
                # Not against those who only refer to it: whoever stores an event of the office does.
                .with_for_update(skip_locked=True, key_share=True, of=Office)
            ).all()
            return reminding.remind(session, offices, now, pictures)
    except OperationalError:
        raise  # the database's weather: the whole tick is tried again
    except Exception:
        if len(office_ids) > 1:
            return sum(_remind(database, [office_id], now, pictures) for office_id in office_ids)
        log.exception("office %s could not be reminded", office_ids[0])
        return 0


def instants(database: Database, start: datetime, end: datetime) -> list[datetime]:
    """Every office's reminder times in [start, end], then the end: what a clock running all along would have seen."""
    with database.read() as session:
        times = session.scalars(select(Office.remind_at).distinct()).all()
    days = (local_date(end) - local_date(start)).days
    found = {at_local(local_date(start) + timedelta(days=n), remind_at) for n in range(days + 1) for remind_at in times}
    return sorted({at for at in found if start <= at <= end} | {end})
