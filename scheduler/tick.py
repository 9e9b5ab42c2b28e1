"""One turn of the clock: for every office, write down what time owes. Idempotent, and safe with several clocks."""

from datetime import datetime, timedelta

from sqlalchemy import select

from models import queries
from models.clock import at_local, local_date
from models.database import Database
from models.ladder import Ladder
from models.office import Office
from scheduler import digest, weekly


def tick(database: Database, now: datetime, ladder: Ladder | None = None) -> int:
    """Owe everything due by `now`, one transaction an office; returns how many pushes were written."""
    with database.read() as session:
        office_ids = session.scalars(select(Office.id).order_by(Office.id)).all()
    written = 0
    for office_id in office_ids:
        with database.write() as session:
            # The office's row is the lock: of two clocks, one finds it taken and leaves the office to the other.
            office = session.scalars(
                select(Office).where(Office.id == office_id).with_for_update(skip_locked=True, of=Office)
            ).first()
            if office is None or not queries.working_days(session, office).in_office_hours(now, office.remind_at):
                continue  # nobody is reminded at night or on a closed day
            written += digest.owe(session, office, ladder or Ladder(), now)
            written += weekly.owe(session, office, now)
    return written


def instants(database: Database, start: datetime, end: datetime) -> list[datetime]:
    """Every office's reminder times in [start, end], then the end: what a clock running all along would have seen."""
    with database.read() as session:
        times = session.scalars(select(Office.remind_at).distinct()).all()
    days = (local_date(end) - local_date(start)).days
    found = {at_local(local_date(start) + timedelta(days=n), remind_at) for n in range(days + 1) for remind_at in times}
    return sorted({at for at in found if start <= at <= end} | {end})
