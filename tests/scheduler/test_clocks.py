"""Whatever the clocks go through (days of downtime, jumps, two at once): each owed occasion is recorded once, on a
working day, and nobody is pushed to twice a day."""

import shutil
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from threading import Barrier, Thread
from uuid import uuid4

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.changes import Actor
from models.clock import BANGKOK
from models.database import Database
from models.duties import watch
from models.ladder import Ladder
from models.occasions import Key
from models.office import ClosedDay, Office
from models.outbox import OutboxMessage
from models.register import Assignment
from models.reminders import Reminder
from scheduler import audit
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.ticking import tick

FIRST = thai("2027-02-01 00:00")
BY_HAND = Actor(None, None, "load", "x")
MOMENTS = st.lists(
    st.tuples(st.integers(0, 89), st.sampled_from([2, 7, 8.6, 11, 16.4, 17, 23])).map(
        lambda at: FIRST + timedelta(days=at[0], hours=at[1])
    ),
    min_size=1,
    max_size=14,
)
POLICIES = st.none() | st.builds(
    Ladder,
    before=st.frozensets(st.integers(1, 40), max_size=4).map(lambda rungs: (*sorted(rungs, reverse=True), 0)),
    overdue_first=st.integers(1, 3),
    overdue_every=st.integers(1, 5),
)


@given(
    moments=MOMENTS,
    ladder=POLICIES,
    closed=st.frozensets(st.integers(0, 89), max_size=10),
    dues=st.lists(st.integers(0, 80), min_size=3, max_size=3),
    reported=st.none() | st.tuples(st.integers(0, 2), st.integers(0, 13)),
    forwards=st.booleans(),
)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_owed_occasion_is_recorded_once(
    migrated_sqlite: Path,
    tmp_path: Path,
    moments: list[datetime],
    ladder: Ladder | None,
    closed: frozenset[int],
    dues: list[int],
    reported: tuple[int, int] | None,
    forwards: bool,
) -> None:
    file = tmp_path / f"{uuid4().hex}.db"  # never one with the write-ahead log of an earlier example
    shutil.copy(migrated_sqlite, file)
    database = Database(f"sqlite:///{file}")
    start = FIRST.date()
    with database.write() as session:
        office = new_office(session)
        office.ladder = ladder.to_json() if ladder else None
        session.add_all(ClosedDay(office_id=office.id, day=start + timedelta(days=n)) for n in closed)
        for number, until in enumerate(dues):
            add_item(session, office, f"O{number + 1}", ("กองคลัง",), start + timedelta(days=until))
        add_member(session, office, "Usom", "head", "กองคลัง")
        add_member(session, office, "Ukoi", "coordinator")
    expected: dict[int, set[Key]] = {}
    looked: date | None = None
    for step, now in enumerate(sorted(moments) if forwards else moments):
        day, clock = now.date(), now.time()
        with database.write() as session:
            office = session.query(Office).one()
            if reported and reported[1] == step:
                session.query(Assignment).order_by(Assignment.id).all()[reported[0]].report("done", BY_HAND, now)
                session.flush()
            seen = watch(session, office)
            open_now = seen.days.in_office_hours(now, office.remind_at)
            owed = seen.owed(day) if open_now and (looked is None or looked < day) else []
        # Looked at: in hours, or marked quiet on a closed weekday whose reminder time has come.
        in_time = office.remind_at <= clock <= thai("2027-01-01 16:30").time()
        if day.weekday() < 5 and in_time and (looked is None or looked < day):
            looked = day
        for occasion in owed:
            expected.setdefault(occasion.duty.assignment_id, set()).add(occasion.key)
        two_at_once(database, now)
    with database.read() as session:
        rows = session.query(Reminder).all()
        found: dict[int, set[Key]] = {}
        for row in rows:
            found.setdefault(row.assignment_id, set()).add((row.due, row.rung, row.snoozes, row.audience))
        assert found == expected
        assert len(rows) == sum(len(keys) for keys in found.values())
        pushes = session.query(OutboxMessage).all()
        local = [(row.to, row.created_at.astimezone(BANGKOK)) for row in pushes]
        assert max(Counter((to, at.date()) for to, at in local).values(), default=0) <= 1
        office = session.query(Office).one()
        days = watch(session, office).days
        assert all(days.in_office_hours(row.created_at, office.remind_at) for row in pushes)
        if looked is not None and forwards:
            evening = datetime.combine(looked, thai("2027-01-01 16:30").time(), BANGKOK).astimezone(UTC)
            assert [f for f in audit.sweep(session, office, evening) if f.kind == "lost"] == []
    database.close()


def two_at_once(database: Database, now: datetime) -> None:
    together = Barrier(2)

    def clock() -> None:
        together.wait()
        tick(database, now)

    threads = [Thread(target=clock) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
