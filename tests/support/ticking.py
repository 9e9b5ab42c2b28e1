"""A clock whose messages LINE takes at once."""

from datetime import datetime

from models.database import Database
from models.delivery import Accepted
from models.outbox import OutboxMessage
from scheduler import tick as clock


def tick(database: Database, now: datetime) -> int:
    """One turn of the clock; returns how many pushes it wrote."""
    written = clock.tick(database, now)
    with database.write() as session:
        for row in session.query(OutboxMessage).filter_by(state="queued"):
            row.settle(Accepted(), now)
    return written
