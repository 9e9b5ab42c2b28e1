"""The self-audit: what is lost or stuck is found, and what is in order is not."""

from datetime import date, datetime, timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from models import extensions, heartbeat, inbox, leasing, outbox
from models.changes import Actor
from models.database import Database
from models.delivery import Refused
from models.office import ClosedDay, Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import Assignment
from models.reminders import Reminder
from scheduler import audit
from scheduler.outlook import Outlook, outlook
from scheduler.tick import tick
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office

DUE = date(2027, 3, 31)  # Wednesday; the 30th day before is Monday, 1 March
MORNING = thai("2027-03-01 08:30")
LATER = thai("2027-03-01 08:45")
SOM = Actor(None, "head", "chat", "x")


class Audited:
    """One office: กองคลัง has a head, กองช่าง has nobody; the tests change it and look what is found."""

    def __init__(self, database: Database) -> None:
        self.database = database
        with database.write() as session:
            office = new_office(session)
            self.office_id = office.id
            self.work = add_item(session, office, "O1", ("กองคลัง",), DUE).assignments[0].id
            add_member(session, office, "Usom", "head", "กองคลัง")

    def found(self, local: str = "2027-03-01 08:45") -> list[tuple[str, str]]:
        """Kind and item (or row's table) of every finding."""
        with self.database.read() as session:
            findings = audit.sweep(session, session.get_one(Office, self.office_id), thai(local))
            return [(f.kind, f.item or f.row.split()[0]) for f in findings]

    def outlook(self, local: str = "2027-03-01 08:45") -> list[Outlook]:
        with self.database.read() as session:
            return outlook(session, session.get_one(Office, self.office_id), thai(local))

    def reminded(self) -> None:
        """The morning's tick has been."""
        tick(self.database, MORNING)

    def forget_reminders(self) -> None:
        with self.database.write() as session:
            session.query(Reminder).delete()

    def push(self, at: str, *, attempts: int = 0) -> OutboxMessage:
        with self.database.write() as session:
            row = outbox.push(
                session,
                office_id=self.office_id,
                to="Usom",
                member_id=None,
                messages=[],
                purpose="digest",
                now=thai(at),
            )
            row.attempts = attempts
            return row


@pytest.fixture
def audited(database: Database) -> Audited:
    return Audited(database)


# ── what lies ahead ──


def test_an_office_in_order_has_no_findings_and_a_day_ahead_for_all_its_work(audited: Audited) -> None:
    audited.reminded()
    assert audited.found() == []
    [each] = audited.outlook()
    assert (each.rung, each.on, each.rests, each.hearer) == (14, date(2027, 3, 17), None, "owner")


def test_a_division_of_its_own_deadline_has_its_own_day(audited: Audited) -> None:
    with audited.database.write() as session:
        session.get_one(Assignment, audited.work).due = date(2027, 4, 30)
    [each] = audited.outlook("2027-03-02 09:00")
    assert (each.rung, each.on) == (30, date(2027, 3, 31))


def test_what_is_done_has_nothing_ahead(audited: Audited) -> None:
    with audited.database.write() as session:
        session.get_one(Assignment, audited.work).report("done", SOM, MORNING)
    assert audited.outlook() == []


def test_a_snooze_is_ahead_on_its_day_or_the_next_working_day(audited: Audited) -> None:
    with audited.database.write() as session:
        work = session.get_one(Assignment, audited.work)
        work.snoozed_until, work.snoozes = date(2027, 3, 6), 1  # a Saturday
        session.add(ClosedDay(office_id=audited.office_id, day=date(2027, 3, 8), name="วันหยุด"))
    [each] = audited.outlook()
    assert (each.rung, each.on, each.rests) == (30, date(2027, 3, 9), "snoozed")


def test_a_request_for_more_time_rests_until_it_is_decided(audited: Audited) -> None:
    with audited.database.write() as session:
        work = session.get_one(Assignment, audited.work)
        extensions.ask(session, [(work, False)], date(2027, 4, 30), "รอเอกสาร", SOM, thai("2027-02-25 09:00"))
    [each] = audited.outlook()
    assert (each.on, each.rests) == (None, "asks_more_time")
    audited.reminded()
    assert audited.found() == []


def test_open_work_without_a_deadline_is_listed(audited: Audited) -> None:
    with audited.database.write() as session:
        add_item(session, session.get_one(Office, audited.office_id), "O2", ("กองคลัง",), None)
    assert audited.found() == [("no_due", "O2")]


def test_what_the_coordinator_hears_for_a_division_is_listed_and_what_nobody_hears_is_a_fault(
    audited: Audited,
) -> None:
    with audited.database.write() as session:
        add_item(session, session.get_one(Office, audited.office_id), "O2", ("กองช่าง",), DUE)
    assert audited.found() == [("unheard", "O2")]
    with audited.database.write() as session:
        add_member(session, session.get_one(Office, audited.office_id), "Uco", "coordinator")
    assert audited.found() == [("no_member", "O2")]


def test_a_head_who_blocked_the_bot_does_not_hear(audited: Audited) -> None:
    with audited.database.write() as session:
        session.query(Member).one().blocked_at = thai("2027-01-01 09:00")
    assert audited.found() == [("unheard", "O1")]


# ── what was lost ──


def test_a_rung_that_passed_without_a_record_on_a_day_the_clock_looked_is_lost(audited: Audited) -> None:
    audited.reminded()
    audited.forget_reminders()
    assert audited.found() == [("lost", "O1")]


def test_before_the_clock_has_looked_nothing_is_lost(audited: Audited) -> None:
    assert audited.found("2027-03-01 08:29") == []


def test_who_registers_after_the_clock_had_looked_hears_of_it_tomorrow(audited: Audited) -> None:
    with audited.database.write() as session:
        session.query(Member).filter_by(role="head").one().registered_at = LATER
        add_member(session, session.query(Office).one(), "Ukoi", "coordinator")
    audited.reminded()
    with audited.database.write() as session:
        session.query(Reminder).one().audience = "coordinator"
    assert audited.found() == []


def test_a_snooze_that_is_over_makes_the_rung_owed_once_more(audited: Audited) -> None:
    audited.reminded()
    with audited.database.write() as session:
        work = session.get_one(Assignment, audited.work)
        work.snoozed_until, work.snoozes = MORNING.date(), 1
    assert audited.found() == [("lost", "O1")]
    with audited.database.write() as session:
        session.query(Reminder).one().snoozes = 1
    assert audited.found() == []


def test_work_that_changed_after_the_clock_had_looked_waits_for_tomorrow(audited: Audited) -> None:
    audited.reminded()
    audited.forget_reminders()
    with audited.database.write() as session:
        session.add(session.get_one(Assignment, audited.work).move_due(date(2027, 3, 30), SOM, LATER))
    assert audited.found("2027-03-01 09:00") == []


def test_a_request_declined_after_the_clock_had_looked_waits_for_tomorrow(audited: Audited) -> None:
    with audited.database.write() as session:
        work = session.get_one(Assignment, audited.work)
        [request], _ = extensions.ask(session, [(work, False)], None, "", SOM, thai("2027-02-25 09:00"))
    audited.reminded()
    with audited.database.write() as session:
        session.get_one(type(request), request.id).decline(SOM, LATER)
    assert audited.found("2027-03-01 09:00") == []


def test_a_head_who_registered_after_the_clock_had_looked_hears_tomorrow(audited: Audited) -> None:
    with audited.database.write() as session:
        session.query(Member).one().registered_at = LATER
    audited.reminded()
    audited.forget_reminders()
    assert audited.found("2027-03-01 09:00") == []


# ── what is stuck ──


def test_a_message_that_has_long_been_due_is_found(audited: Audited) -> None:
    audited.push("2027-03-01 08:00")
    assert audited.found("2027-03-01 08:30") == []
    assert audited.found("2027-03-01 08:31") == [("unsent", "outbox")]


def test_a_message_whose_relay_died_is_found(audited: Audited) -> None:
    audited.push("2027-03-01 08:00")
    with audited.database.write() as session:
        assert leasing.claim(session, thai("2027-03-01 08:00"))
    assert audited.found("2027-03-01 08:11") == []  # the lease lasted a minute
    assert audited.found("2027-03-01 08:12") == [("half_sent", "outbox")]


def test_a_push_that_failed_is_told_for_a_week(audited: Audited) -> None:
    row = audited.push("2027-03-01 08:00", attempts=1)
    with audited.database.write() as session:
        session.get_one(OutboxMessage, row.id).settle(Refused("no"), thai("2027-03-01 08:00"))
    assert audited.found("2027-03-08 08:00") == [("undelivered", "outbox")]
    assert audited.found("2027-03-08 08:01") == []


def test_an_event_that_nobody_handles_is_found(audited: Audited) -> None:
    with audited.database.write() as session:
        at = thai("2027-03-01 08:00")
        inbox.store(session, audited.office_id, [inbox.Incoming("e1", "Usom", "message", "m1", {}, at)], at)
    assert audited.found("2027-03-01 08:10") == []
    assert audited.found("2027-03-01 08:11") == [("unanswered", "inbox")]


def test_a_reminder_without_its_message_is_found_unless_the_quota_held_it_back(audited: Audited) -> None:
    audited.reminded()
    with audited.database.write() as session:
        session.query(Reminder).one().outbox_id = None
    assert audited.found() == [("unlinked", "reminder")]
    with audited.database.write() as session:
        session.query(Reminder).one().carried_by = "held_back"
    assert audited.found() == []


def test_a_column_that_its_record_does_not_tell_is_found(audited: Audited) -> None:
    with audited.database.write() as session:
        change = session.get_one(Assignment, audited.work).report("in_progress", SOM, thai("2027-02-01 09:00"))
        session.add_all([change] if change else [])
    assert audited.found() == []
    with audited.database.write() as session:
        session.execute(update(Assignment).values(status="not_started"))
    assert audited.found() == [("record", "assignment")]


# ── the daily run ──


def test_a_run_counts_over_all_offices_and_keeps_the_counts(database: Database, audited: Audited) -> None:
    with database.write() as session:
        other = new_office(session, "other")
        add_item(session, other, "O1", ("กองคลัง", "กองช่าง"), DUE)
        add_item(session, other, "O2", ("กองคลัง",), None)
    counts = audit.run(database, MORNING)
    assert counts is not None
    assert {kind: n for kind, n in counts.items() if n} == {"unheard": 2, "no_due": 1}
    with database.read() as session:
        assert heartbeat.last(session)["audit"].found == 2  # the faults
        assert heartbeat.found_by_kind(session) == counts


def test_the_next_run_takes_back_what_was_mended(database: Database, audited: Audited) -> None:
    audited.push("2027-03-01 08:00")
    audit.run(database, LATER)
    with database.write() as session:
        session.query(OutboxMessage).delete()
    audit.run(database, LATER + timedelta(days=1))
    with database.read() as session:
        assert heartbeat.last(session)["audit"].found == 0
        assert heartbeat.found_by_kind(session)["unsent"] == 0


def test_the_audit_is_due_once_a_day_after_the_last_office_was_reminded(database: Database, audited: Audited) -> None:
    with database.write() as session:
        new_office(session, "late").remind_at = thai("2027-03-01 10:00").time()

    def due(local: str) -> bool:
        with database.read() as session:
            return audit.is_due(session, thai(local))

    assert not due("2027-03-01 10:09")
    assert due("2027-03-01 10:10")
    audit.run(database, thai("2027-03-01 10:10"))
    assert not due("2027-03-01 23:00")
    assert due("2027-03-02 10:10")


def test_an_audit_that_is_stopped_stays_due(database: Database, audited: Audited) -> None:
    assert audit.run(database, LATER, enough=lambda: True) is None
    with database.read() as session:
        assert audit.is_due(session, LATER)


def test_faults_are_logged_with_ids_only(
    database: Database, audited: Audited, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as session:
        add_item(session, session.get_one(Office, audited.office_id), "O2", ("กองช่าง",), DUE)
    audit.run(database, MORNING)
    [record] = caplog.records
    assert "unheard" in record.getMessage()
    assert "กองช่าง" not in record.getMessage()


def test_one_office_that_cannot_be_audited_does_not_end_the_audit_of_the_others(
    database: Database, audited: Audited, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        other = new_office(session, "other")
        add_item(session, other, "O1", ("กองช่าง",), DUE)
    sweep = audit.sweep

    def failing(session: Session, office: Office, now: datetime) -> list[audit.Finding]:
        if office.id == audited.office_id:
            raise KeyError(office.id)
        return sweep(session, office, now)

    monkeypatch.setattr(audit, "sweep", failing)
    counts = audit.run(database, MORNING)
    assert counts is not None
    assert counts["unheard"] == 1
    with database.read() as session:
        assert heartbeat.last(session)["audit"].found == 2  # and the office that was not looked at


def test_what_is_read_at_one_instant_is_of_that_instant(database: Database, audited: Audited) -> None:
    def done() -> int:
        return session.query(Assignment).filter_by(status="done").count()

    with database.read(at_one_instant=True) as session:
        assert done() == 0
        with database.write() as other:
            other.execute(update(Assignment).values(status="done"))
        assert done() == 0
    with database.read() as session:
        assert done() == 1
