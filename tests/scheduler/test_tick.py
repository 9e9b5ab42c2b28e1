"""The clock: the right reminder to the right person on a working day, once, whatever the clock went through."""

from datetime import date
from threading import Barrier, Thread
from typing import Any

import pytest
from sqlalchemy import text

from messages.limits import problems
from models import inbox
from models.changes import Actor
from models.database import Database
from models.inbox import Incoming
from models.office import ClosedDay, Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import Assignment
from models.reminders import Reminder
from scheduler import reminding
from scheduler.tick import instants
from tests.support.clock import FakeClock, thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.ticking import tick

DUE = date(2027, 3, 31)  # Wednesday
MORNING = thai("2027-03-01 08:30")  # of the first rung
BY_HAND = Actor(None, None, "load", "x")


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        office = new_office(session)
        add_item(session, office, "O1", ("กองคลัง",), DUE)
        add_member(session, office, "Usom", "head", "กองคลัง")
        return office.id


@pytest.fixture
def said(database: Database, office_id: int) -> "Said":
    return Said(database)


class Said:
    def __init__(self, database: Database) -> None:
        self.database = database

    def days(self, purpose: str = "digest") -> list[str]:
        """The Thai days on which something of this purpose was written."""
        with self.database.read() as session:
            rows = session.query(OutboxMessage).filter_by(purpose=purpose).order_by(OutboxMessage.created_at)
            return [row.created_at.astimezone(thai("2027-01-01").tzinfo).date().isoformat() for row in rows]

    def to(self, purpose: str = "digest") -> list[str]:
        with self.database.read() as session:
            return [row.to for row in session.query(OutboxMessage).filter_by(purpose=purpose)]

    def rungs(self) -> list[int]:
        with self.database.read() as session:
            return [r.rung for r in session.query(Reminder).order_by(Reminder.id)]


def run(database: Database, start: str, end: str) -> int:
    return sum(tick(database, at) for at in instants(database, thai(start), thai(end)))


def test_a_digest_comes_on_each_rung_before_the_deadline_and_after(database: Database, said: Said) -> None:
    run(database, "2027-02-01 00:00", "2027-04-09 23:00")
    assert said.rungs() == [30, 14, 7, 3, 1, 0, -1, -4, -7]
    assert said.days() == [
        "2027-03-01", "2027-03-17", "2027-03-24", "2027-03-26", "2027-03-30", "2027-03-31",
        "2027-04-01", "2027-04-06", "2027-04-09",
    ]  # fmt: skip


def test_running_again_owes_nothing_more(database: Database, said: Said) -> None:
    assert run(database, "2027-02-01 00:00", "2027-04-09 23:00") == 9
    assert run(database, "2027-02-01 00:00", "2027-04-09 23:00") == 0


def test_nothing_is_said_at_night_nor_on_a_weekend_nor_on_the_offices_own_holiday(
    database: Database, said: Said, office_id: int
) -> None:
    with database.write() as session:
        session.add(ClosedDay(office_id=office_id, day=date(2027, 3, 17), name="วันหยุดของหน่วยงาน"))
    run(database, "2027-03-15 00:00", "2027-03-16 12:00")
    assert said.days() == ["2027-03-15", "2027-03-16"]  # the 30th day caught up, and the 14th moved before the holiday
    for moment in ("2027-03-16 22:00", "2027-03-17 09:00", "2027-03-20 09:00", "2027-03-24 07:59"):
        tick(database, thai(moment))
    assert said.days() == ["2027-03-15", "2027-03-16"]


def test_a_clock_that_slept_speaks_once_of_the_latest_rung(database: Database, said: Said) -> None:
    tick(database, thai("2027-03-01 08:30"))
    tick(database, thai("2027-03-29 10:00"))
    assert said.rungs() == [30, 3]


def test_what_is_done_is_not_reminded(database: Database, said: Said) -> None:
    tick(database, thai("2027-03-01 08:30"))
    with database.write() as session:
        session.query(Assignment).one().report("done", BY_HAND, thai("2027-03-02 09:00"))
    run(database, "2027-03-02 08:30", "2027-04-30 12:00")
    assert said.rungs() == [30]


def test_moving_the_deadline_starts_its_own_rungs(database: Database, said: Said) -> None:
    tick(database, thai("2027-03-24 08:30"))
    with database.write() as session:
        session.query(Assignment).one().due = date(2027, 4, 30)
    run(database, "2027-03-25 08:30", "2027-03-31 12:00")
    assert said.rungs() == [7, 30]


def test_one_person_over_two_divisions_gets_one_digest_with_everything(database: Database, office_id: int) -> None:
    with database.write() as session:
        office = session.get_one(Office, office_id)
        add_item(session, office, "O2", ("กองช่าง",), DUE)
        add_member(session, office, "Uboth", "head", "กองคลัง", "กองช่าง")
    tick(database, thai("2027-03-01 08:30"))
    with database.read() as session:
        [row] = session.query(OutboxMessage).filter_by(to="Uboth")
        assert "O1" in str(row.messages)
        assert "O2" in str(row.messages)
        assert row.cost == 1


def test_a_division_without_a_head_is_owed_its_rung_until_one_registers(database: Database, office_id: int) -> None:
    with database.write() as session:
        office = session.get_one(Office, office_id)
        add_item(session, office, "O2", ("กองช่าง",), DUE)
    tick(database, thai("2027-03-01 08:30"))
    with database.write() as session:
        add_member(session, session.get_one(Office, office_id), "Unew", "head", "กองช่าง")
    tick(database, thai("2027-03-03 08:30"))
    with database.read() as session:
        assert [row.to for row in session.query(OutboxMessage).order_by(OutboxMessage.created_at)] == ["Usom", "Unew"]


def test_someone_who_blocked_the_bot_is_not_pushed_to(database: Database, said: Said) -> None:
    with database.write() as session:
        session.query(Member).one().blocked_at = thai("2027-01-01 09:00")
    tick(database, thai("2027-03-01 08:30"))
    assert said.to() == []


def test_the_chief_gets_the_summary_on_monday_once_and_on_tuesday_when_monday_was_missed(
    database: Database, said: Said, office_id: int
) -> None:
    with database.write() as session:
        add_member(session, session.get_one(Office, office_id), "Uchief", "chief")
    tick(database, thai("2027-01-11 08:29"))
    assert said.days("summary") == []
    tick(database, thai("2027-01-11 08:30"))
    tick(database, thai("2027-01-12 08:30"))
    tick(database, thai("2027-01-19 09:00"))
    assert said.days("summary") == ["2027-01-11", "2027-01-19"]
    assert said.to("summary") == ["Uchief", "Uchief"]


def test_two_clocks_at_once_write_once(database: Database, said: Said) -> None:
    together = Barrier(2)

    def one() -> None:
        together.wait()
        tick(database, thai("2027-03-01 08:30"))

    threads = [Thread(target=one) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said.rungs() == [30]
    assert len(said.to()) == 1


def test_a_digest_passes_lines_limits_whatever_an_office_owes(database: Database, office_id: int) -> None:
    with database.write() as session:
        office = session.get_one(Office, office_id)
        for number in range(2, 60):
            add_item(session, office, f"O{number}", ("กองคลัง",), DUE).title = "รายงานผลการดำเนินงาน " * 30
    tick(database, thai("2027-03-01 08:30"))
    with database.read() as session:
        [row] = session.query(OutboxMessage)
        assert problems(row.messages) == []


def test_the_reminder_clock_is_the_clock_of_thailand(database: Database, said: Said, clock: FakeClock) -> None:
    tick(database, thai("2027-03-01 08:29"))
    assert said.to() == []
    tick(database, thai("2027-03-01 08:30"))
    assert said.to() == ["Usom"]


def test_an_office_that_is_being_talked_to_is_reminded_all_the_same(database: Database, office_id: int) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: the clock waits")
    event = Incoming("e1", "Usom", "follow", None, {}, MORNING)
    with database.write() as webhook:
        inbox.store(webhook, office_id, [event], MORNING)
        webhook.flush()
        assert tick(database, MORNING) == 1  # the clock does not wait for the webhook


def test_an_office_that_is_being_reminded_still_takes_what_is_said_to_it(
    database: Database, office_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: the webhook waits")
    remind, stored = reminding.remind, []

    def slowly(*arguments: Any) -> int:
        with database.write() as webhook:
            webhook.execute(text("SET LOCAL lock_timeout = '5s'"))
            inbox.store(webhook, office_id, [Incoming("e1", "Usom", "follow", None, {}, MORNING)], MORNING)
        stored.append("e1")
        return remind(*arguments)

    monkeypatch.setattr(reminding, "remind", slowly)
    assert tick(database, MORNING) == 1
    assert stored == ["e1"]
