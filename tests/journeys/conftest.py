"""The demo office, loaded from its workbook, with the bot over real sockets."""

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select

from documents.closed_days import set_day
from documents.loading import load
from models.database import Database
from models.office import Office
from tests.support.clock import FakeClock
from tests.support.demo import demo_plan
from tests.support.room import Room, opened


@pytest.fixture
def demo(database: Database, clock: FakeClock) -> Iterator[Room]:
    """Loaded on 4 January 2570; nobody has registered."""
    clock.at("2027-01-04 09:00")
    with database.write() as session:
        load(session, demo_plan(), clock())
        # The story's Monday stands for Makha Bucha Day; its office works on it.
        set_day(session, session.scalars(select(Office)).one(), date(2027, 2, 22), works=True)
    with opened(database, clock) as room:
        yield room
