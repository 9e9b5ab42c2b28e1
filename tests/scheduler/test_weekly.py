"""The weekly summary by the clock: to whom, when, what it compares with, and what is kept of it."""

from datetime import date

import pytest

from documents.summary import week_of
from messages.limits import problems
from messages.plain import plain
from models.changes import Actor
from models.database import Database
from models.office import ClosedDay, Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from models.weeks import WeekSummary
from scheduler import weekly
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.ticking import tick

MONDAY, NEXT_MONDAY = "2027-01-11 08:30", "2027-01-18 08:30"


@pytest.fixture
def office_id(database: Database) -> int:
    with database.write() as session:
        office = new_office(session, divisions=("กองคลัง", "กองช่าง", "กองศึกษา"))
        for number in range(1, 5):
            add_item(session, office, f"O{number}", ("กองคลัง",), date(2027, 1, 20))
        add_item(session, office, "O5", ("กองช่าง",), date(2026, 12, 30))
        add_item(session, office, "O6", (), None)
        add_member(session, office, "Usom", "head", "กองคลัง")
        add_member(session, office, "Uchang", "head", "กองช่าง")
        add_member(session, office, "Uchief", "chief")
        add_member(session, office, "Ukoi", "coordinator")
        return office.id


def summaries(database: Database, to: str) -> list[str]:
    with database.read() as session:
        rows = session.query(OutboxMessage).filter_by(to=to, purpose="summary").order_by(OutboxMessage.created_at)
        return [plain(row.messages) for row in rows]


def done(database: Database, code: str, at: str) -> None:
    with database.write() as session:
        assignment = session.query(Assignment).join(WorkItem).filter(WorkItem.code == code).one()
        change = assignment.report("done", Actor(None, None, "load", code), thai(at))
        session.add(change)


def test_the_chief_and_the_coordinator_each_get_one_push_on_monday(database: Database, office_id: int) -> None:
    tick(database, thai("2027-01-11 08:29"))
    assert summaries(database, "Uchief") == []
    for at in (MONDAY, "2027-01-11 09:00", "2027-01-12 08:30"):
        tick(database, thai(at))
    with database.read() as session:
        rows = session.query(OutboxMessage).filter_by(purpose="summary").order_by(OutboxMessage.to).all()
        assert [(row.to, row.cost) for row in rows] == [("Uchief", 1), ("Ukoi", 1)]
        assert [problems(row.messages) for row in rows] == [[], []]
        assert all(len(row.messages) <= 4 for row in rows)
    assert "เรียน ท่านปลัด" in summaries(database, "Uchief")[0]
    assert "เรียน ผู้ประสานงาน ITA" in summaries(database, "Ukoi")[0]


def test_a_closed_monday_moves_it_to_the_first_working_day(database: Database, office_id: int) -> None:
    with database.write() as session:
        session.add(ClosedDay(office_id=office_id, day=date(2027, 1, 11), name="วันหยุดชดเชย"))
    tick(database, thai(MONDAY))
    assert summaries(database, "Ukoi") == []
    tick(database, thai("2027-01-12 08:30"))
    assert "12 ม.ค. 70" in summaries(database, "Ukoi")[0]


def test_whoever_cannot_be_reached_gets_none_and_one_who_registered_on_tuesday_waits(
    database: Database, office_id: int
) -> None:
    with database.write() as session:
        session.query(Member).filter_by(line_user_id="Ukoi").one().blocked_at = thai("2027-01-01 09:00")
        session.query(Member).filter_by(line_user_id="Uchief").one().registered_at = thai("2027-01-12 08:00")
    tick(database, thai("2027-01-12 08:30"))
    assert summaries(database, "Ukoi") == summaries(database, "Uchief") == []
    with database.read() as session:
        assert session.query(WeekSummary).count() == 0, "nothing was sent, so nothing is kept as sent"
    tick(database, thai(NEXT_MONDAY))
    assert len(summaries(database, "Uchief")) == 1


def test_the_second_summary_tells_the_change_since_the_first(database: Database, office_id: int) -> None:
    tick(database, thai(MONDAY))
    assert "เทียบกับ" not in summaries(database, "Uchief")[0]
    for code in ("O1", "O2"):
        done(database, code, "2027-01-13 10:00")
    tick(database, thai(NEXT_MONDAY))
    said = summaries(database, "Uchief")[1]
    assert "เรียบร้อยแล้วเพิ่มขึ้น 2 รายการ เทียบกับฉบับวันที่ 11 ม.ค. 70" in said
    assert "กองคลัง 2 / 4\nเรียบร้อยแล้วเพิ่มขึ้น 2 รายการ" in said
    assert "แล้วเสร็จในรอบสัปดาห์ 2 รายการ ได้แก่ O1, O2" in said


def test_another_assessment_is_not_compared_with_the_last_one(database: Database, office_id: int) -> None:
    tick(database, thai(MONDAY))
    with database.write() as session:
        round_ = session.get_one(Office, office_id).current_round
        assert round_ is not None
        round_.assessment_year = 2571
    tick(database, thai(NEXT_MONDAY))
    assert "เทียบกับ" not in summaries(database, "Uchief")[1]
    assert "[ฉบับสัปดาห์ก่อน]" in summaries(database, "Uchief")[1]


def test_what_was_sent_is_kept_once_with_its_figures(database: Database, office_id: int) -> None:
    tick(database, thai(MONDAY))
    done(database, "O1", "2027-01-11 10:00")
    with database.write() as session:
        add_member(session, session.get_one(Office, office_id), "Usecond", "chief")  # registered before Monday
    tick(database, thai("2027-01-12 08:30"))
    with database.read() as session:
        [kept] = session.query(WeekSummary)
        [sent] = session.query(OutboxMessage).filter_by(to="Uchief", purpose="summary")
        assert kept.week == date(2027, 1, 11)
        assert kept.as_of == thai(MONDAY)
        assert kept.messages == sent.messages
        assert kept.figures["version"] == 1
        assert kept.figures["year"] == 2570
        assert kept.figures["overall"] == {
            "done": 0, "in_progress": 0, "not_started": 0, "not_reported": 6, "overdue": 1,
        }  # fmt: skip
        assert [(d["division"], d["not_reported"]) for d in kept.figures["divisions"]] == [
            ("กองคลัง", 4), ("กองช่าง", 1), (None, 1),
        ]  # fmt: skip
        assert kept.figures["counts"]["behind"] == 1
        assert kept.figures["counts"]["unowned"] == 1


def test_seven_working_days_overdue_come_on_top_and_six_do_not(database: Database, office_id: int) -> None:
    # O5 was due on Wednesday 30 December; the seventh working day after it is Friday 8 January.
    with database.read() as session:
        office = session.get_one(Office, office_id)
        chief = session.query(Member).filter_by(line_user_id="Uchief").one()
        before = plain(
            weekly.messages_for(session, office, chief, week_of(session, office, thai("2027-01-07 09:00")), None)
        )
        after = plain(
            weekly.messages_for(session, office, chief, week_of(session, office, thai("2027-01-08 09:00")), None)
        )
    assert "7 วันทำการขึ้นไป" not in before
    assert "• O5 เลยกำหนด 8 วัน" in before
    assert "กองช่าง O5 (เลยกำหนด 9 วัน)" in after
    assert "[กำชับกองช่าง]" in after


def test_an_item_of_nobody_that_is_long_overdue_has_no_button(database: Database, office_id: int) -> None:
    with database.write() as session:
        session.query(WorkItem).filter_by(code="O6").one().due = date(2026, 12, 1)
        session.query(Member).filter_by(line_user_id="Uchang").one().blocked_at = thai("2027-01-01 09:00")
    tick(database, thai(MONDAY))
    said = summaries(database, "Uchief")[0]
    assert "กองช่าง O5 (เลยกำหนด 12 วัน)\n• ยังไม่กำหนดผู้รับผิดชอบ O6 (เลยกำหนด 41 วัน)" in said
    assert "ยังไม่มีผู้ลงทะเบียนที่รับข้อความได้" in said
    assert "[กำชับ" not in said
    assert "ส่วนราชการที่ยังไม่มีผู้ลงทะเบียน ได้แก่ กองช่าง" in said
    assert "ไม่มีส่วนราชการผู้รับผิดชอบ 1 รายการ ได้แก่ O6" in said


def test_what_the_budget_held_back_this_week_is_named(database: Database, office_id: int) -> None:
    with database.write() as session:
        for code, at in (("O1", "2027-01-06 08:30"), ("O2", "2026-12-20 08:30")):
            assignment = session.query(Assignment).join(WorkItem).filter(WorkItem.code == code).one()
            session.add(
                Reminder(
                    office_id=office_id,
                    assignment_id=assignment.id,
                    due=date(2027, 1, 20),
                    rung=14,
                    carried_by="held_back",
                    owed_at=thai(at),
                )
            )
    tick(database, thai(MONDAY))
    assert "โควตาข้อความของเดือน 1 รายการ ได้แก่ O1\n" in summaries(database, "Uchief")[0]


def test_pushes_that_failed_this_week_are_for_the_coordinator_only(database: Database, office_id: int) -> None:
    with database.write() as session:
        head = session.query(Member).filter_by(line_user_id="Usom").one()
        for state, at in (
            ("failed", "2027-01-06 08:30"),
            ("unknown", "2027-01-07 08:30"),
            ("accepted", "2027-01-08 08:30"),
            ("failed", "2026-12-20 08:30"),
        ):
            session.add(
                OutboxMessage(
                    office_id=office_id,
                    kind="push",
                    to="Usom",
                    chat="Usom",
                    member_id=head.id,
                    purpose="digest",
                    messages=[],
                    cost=1,
                    state=state,
                    created_at=thai(at),
                    not_before=thai(at),
                )
            )
    tick(database, thai(MONDAY))
    line = "คุณUsom (กองคลัง) – ส่งไม่สำเร็จ 1 ข้อความ ยังไม่ทราบผล 1 ข้อความ"
    assert line in summaries(database, "Ukoi")[0]
    assert "ส่งไม่สำเร็จ" not in summaries(database, "Uchief")[0]
    with database.read() as session:
        assert "ส่งไม่สำเร็จ" not in plain(session.query(WeekSummary).one().messages)


def test_without_a_chief_it_is_kept_as_one_would_have_read_it(database: Database, office_id: int) -> None:
    with database.write() as session:
        session.delete(session.query(Member).filter_by(line_user_id="Uchief").one())
    tick(database, thai(MONDAY))
    with database.read() as session:
        said = plain(session.query(WeekSummary).one().messages)
    assert said.startswith("เรียน ท่านปลัด")
    assert "[กำชับกองช่าง]" in said
