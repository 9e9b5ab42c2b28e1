"""A working morning, told from the outside: who hears what, by push or for nothing, and what an outage does to it."""

from collections.abc import Iterator
from datetime import date

import pytest

from models.budget import MonthBudget
from models.changes import Actor
from models.database import Database
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.queries import office_by_slug
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from models.words import Role
from tests.support.clock import FakeClock, thai
from tests.support.offices import add_item, add_member, new_office
from tests.support.room import Room, opened

DUE = date(2027, 3, 31)  # Wednesday
BY_HAND = Actor(None, None, "load", "x")


@pytest.fixture
def room(database: Database, clock: FakeClock) -> Iterator[Room]:
    """ส้ม heads กองคลัง (O1, O2), nobody is registered for กองช่าง (O3); ก้อย coordinates."""
    with database.write() as session:
        office = new_office(session)
        add_item(session, office, "O1", ("กองคลัง",), DUE)
        add_item(session, office, "O2", ("กองคลัง",), DUE)
        add_item(session, office, "O3", ("กองช่าง",), DUE)
    with opened(database, clock) as talk:
        register(talk, "ส้ม", "head", "กองคลัง")
        yield talk


def office_of(room: Room) -> int:
    with room.database.read() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        return office.id


def register(room: Room, name: str, role: Role, *divisions: str) -> None:
    with room.database.write() as session:
        office = session.get_one(Office, office_of(room))
        add_member(session, office, room.person(name), role, *divisions)


def report_done(room: Room, code: str) -> None:
    """Somebody else reports it (the workbook, say)."""
    with room.database.write() as session:
        for assignment in session.query(WorkItem).filter_by(code=code).one().assignments:
            assignment.report("done", BY_HAND, room.clock())


def told(room: Room) -> list[tuple[str, int, str, str]]:
    """Every occasion recorded: item, rung, to whom, how."""
    with room.database.read() as session:
        rows = (
            session.query(Reminder, WorkItem.code)
            .join(Assignment, Assignment.id == Reminder.assignment_id)
            .join(WorkItem, WorkItem.id == Assignment.item_id)
        )
        return sorted((code, r.rung, r.audience, r.carried_by) for r, code in rows)


def states(room: Room, purpose: str) -> list[str]:
    with room.database.read() as session:
        rows = session.query(OutboxMessage).filter_by(purpose=purpose).order_by(OutboxMessage.created_at)
        return [row.state for row in rows]


# ---------- Who hears what


def test_what_nobody_is_registered_for_is_told_to_the_coordinator_and_to_nobody_else(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    room.at("2027-03-02 08:30").ticks()
    [push] = room.pushes("ก้อย")
    assert "ยังไม่มีผู้ลงทะเบียน" in push
    assert "กองช่าง: O3" in push
    assert "O1" not in push
    assert ("O3", 30, "coordinator", "push") in told(room)


def test_without_a_coordinator_it_stays_owed_until_there_is_one(room: Room) -> None:
    room.at("2027-03-02 08:30").ticks()
    assert [t for t in told(room) if t[0] == "O3"] == []
    register(room, "ก้อย", "coordinator")
    room.at("2027-03-03 08:30").ticks()
    assert [t for t in told(room) if t[0] == "O3"] == [("O3", 30, "coordinator", "push")]


def test_three_working_days_after_the_deadline_the_coordinator_is_told_once(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    for day in ("2027-03-31", "2027-04-01", "2027-04-02", "2027-04-05", "2027-04-06", "2027-04-07"):
        room.at(f"{day} 08:30").ticks()
    late = [push for push in room.pushes("ก้อย") if "เลยกำหนดตั้งแต่ 3 วันทำการ" in push]
    assert len(late) == 1
    assert "กองคลัง: O1, O2" in late[0]
    assert ("O1", -3, "coordinator", "push") in told(room)


def test_a_coordinator_gets_one_push_on_a_monday_the_summary_with_the_rest(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    room.at("2027-03-01 08:30").ticks()
    [push] = room.pushes("ก้อย")
    assert "สรุปความก้าวหน้า" in push
    assert "กองช่าง: O3" in push


def test_staff_are_reminded_where_a_division_has_no_head_registered(room: Room) -> None:
    register(room, "นก", "staff", "กองช่าง")
    room.at("2027-03-02 08:30").ticks()
    [push] = room.pushes("นก")
    assert "O3" in push
    register(room, "ช้าง", "head", "กองช่าง")
    room.at("2027-03-17 08:30").ticks()
    assert len(room.pushes("นก")) == 1
    assert "O3" in room.pushes("ช้าง")[0]


def test_what_is_put_off_is_silent_until_its_day_and_then_said_once(room: Room) -> None:
    room.at("2027-03-17 08:30").ticks()
    room.at("2027-03-17 09:00").presses("ส้ม", "เลื่อนเตือน 3 วัน").bot("20 มี.ค. 70")
    for day in ("2027-03-18", "2027-03-19", "2027-03-20"):  # the 20th is a Saturday
        room.at(f"{day} 08:30").ticks()
    assert len(room.pushes("ส้ม")) == 1
    for day in ("2027-03-22", "2027-03-23"):
        room.at(f"{day} 08:30").ticks()
    assert len(room.pushes("ส้ม")) == 2
    assert [t for t in told(room) if t[0] == "O1"] == [("O1", 14, "owner", "push")] * 2


def test_an_acknowledged_reminder_comes_again_at_its_next_rung_only(room: Room) -> None:
    room.at("2027-03-17 08:30").ticks()
    room.at("2027-03-17 09:00").presses("ส้ม", "รับทราบ").bot("รับทราบ")
    for day in ("2027-03-18", "2027-03-23", "2027-03-24"):
        room.at(f"{day} 08:30").ticks()
    assert [t[1] for t in told(room) if t[0] == "O1"] == [7, 14]


def test_a_year_of_work_is_asked_after_at_a_checkpoint_of_ours(room: Room) -> None:
    with room.database.write() as session:
        office = session.get_one(Office, office_of(room))
        add_item(session, office, "M1", ("กองคลัง",), date(2027, 9, 30), thai("2026-10-05 09:00")).starts_on = date(
            2026, 10, 1
        )
    room.at("2026-12-24 08:30").ticks()
    [push] = room.pushes("ส้ม")
    assert "จุดติดตามความก้าวหน้า (ระบบกำหนด)" in push
    assert "31 ธ.ค. 69" in push
    assert "M1" in push
    room.at("2026-12-25 09:00").says("ส้ม", "M1 กำลังดำเนินการ").bot("ได้รับรายงานผล")
    room.at("2026-12-31 08:30").ticks()
    assert len(room.pushes("ส้ม")) == 1


# ---------- For nothing


def test_who_writes_before_the_reminder_time_hears_it_with_the_answer_and_gets_no_push(room: Room) -> None:
    room.at("2027-03-17 07:10").says("ส้ม", "/status").bot("ขออนุญาตติดตามข้อมูล", "O1", "ความก้าวหน้า")
    assert all(line.cost == 0 for line in room.answer)
    room.says("ส้ม", "/status").bot("ความก้าวหน้า", without=("ขออนุญาตติดตามข้อมูล",))
    room.at("2027-03-17 08:30").ticks()
    assert room.pushes("ส้ม") == []
    assert ("O1", 14, "owner", "reply") in told(room)


def test_the_answers_own_quick_replies_stay_below_the_reminder(room: Room) -> None:
    room.at("2027-03-17 07:10").says("ส้ม", "O1 เสร็จแล้ว").bot("O2").presses("ส้ม", "ยกเลิกการรายงานนี้").bot("ยกเลิก")


def test_at_night_and_on_closed_days_nobody_is_reminded_by_a_reply_either(room: Room) -> None:
    for moment in ("2027-03-17 05:00", "2027-03-20 07:10", "2027-03-17 21:00"):
        room.at(moment).says("ส้ม", "/status").bot("ความก้าวหน้า", without=("ขออนุญาตติดตามข้อมูล",))


def test_a_waiting_push_is_taken_back_when_the_person_writes(room: Room) -> None:
    room.platform.fault("rate_limit", on="push", times=None)
    room.at("2027-03-17 08:30").ticks()
    assert states(room, "digest") == ["queued"]
    room.at("2027-03-17 09:00").says("ส้ม", "O1 เสร็จแล้ว").bot("ได้รับรายงานผล", "ขออนุญาตติดตามข้อมูล", "O2")
    room.platform.clear_faults()
    room.at("2027-03-17 10:00").work()
    assert states(room, "digest") == ["cancelled"]
    assert room.pushes("ส้ม") == []
    assert ("O2", 14, "owner", "reply") in told(room)


def test_a_reminder_whose_free_ride_failed_is_pushed(room: Room) -> None:
    room.platform.fault("rate_limit", on="reply")
    room.at("2027-03-17 07:10").says("ส้ม", "/status")
    room.work()
    [push] = room.pushes("ส้ม")
    assert "ขออนุญาตติดตามข้อมูล" in push
    assert ("O1", 14, "owner", "push") in told(room)


# ---------- What changes before it has left


def test_a_reminder_that_has_not_left_says_what_is_true_when_it_leaves(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    room.platform.fault("rate_limit", on="push", times=None)
    room.at("2027-03-17 08:30").ticks()
    room.at("2027-03-17 09:00").says("ก้อย", "กองคลัง O1 เสร็จแล้ว").bot("ได้รับรายงานผล")
    room.platform.clear_faults()
    room.at("2027-03-17 09:40").work()
    [push] = room.pushes("ส้ม")
    assert "O2" in push
    assert "O1" not in push


def test_a_waiting_reminder_is_not_written_anew_for_somebody_who_has_blocked_the_bot(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    room.platform.fault("rate_limit", on="push", times=None)
    room.at("2027-03-17 08:30").ticks()
    with room.database.write() as session:
        session.query(Member).filter_by(role="head").one().blocked_at = room.clock()
    before = states(room, "digest")
    room.at("2027-03-17 09:00").says("ก้อย", "กองคลัง O1 เสร็จแล้ว").bot("ได้รับรายงานผล")
    assert states(room, "digest") == before


def test_a_reminder_with_nothing_left_to_say_is_dropped(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    room.platform.fault("rate_limit", on="push", times=None)
    room.at("2027-03-17 08:30").ticks()
    room.at("2027-03-17 09:00").says("ก้อย", "กองคลัง O1 O2 เสร็จแล้ว").bot("ได้รับรายงานผล")
    room.platform.clear_faults()
    room.at("2027-03-17 09:40").work()
    assert room.pushes("ส้ม") == []


def test_of_two_heads_waiting_for_the_same_reminder_one_writes_and_both_hear_it(room: Room) -> None:
    register(room, "แพร", "head", "กองคลัง")
    room.platform.fault("rate_limit", on="push", times=None)
    room.at("2027-03-17 08:30").ticks()
    room.at("2027-03-17 09:00").says("ส้ม", "O1 เสร็จแล้ว").bot("ได้รับรายงานผล", "ขออนุญาตติดตามข้อมูล", "O2")
    room.platform.clear_faults()
    room.at("2027-03-17 10:00").work()
    assert room.pushes("ส้ม") == []
    [push] = room.pushes("แพร")
    assert "O2" in push
    assert "O1" not in push


# ---------- Outages


def test_what_an_outage_kept_back_is_not_heard_at_night_but_once_the_next_morning(room: Room) -> None:
    room.platform.fault("rate_limit", on="push", times=None)
    room.at("2027-03-30 08:30").ticks()
    room.at("2027-03-30 15:00").work()
    room.platform.clear_faults()
    room.at("2027-03-30 20:00").work()
    assert room.pushes("ส้ม") == []
    room.at("2027-03-31 08:31").work()  # the relay comes first: it leaves the morning to the tick
    assert room.pushes("ส้ม") == []
    room.at("2027-03-31 08:32").ticks()
    [push] = room.pushes("ส้ม")
    assert "ครบกำหนดวันนี้" in push
    assert [t for t in told(room) if t[0] == "O1"] == [("O1", 0, "owner", "push")]


def test_what_line_may_have_taken_is_never_said_again_and_is_listed_as_unknown(room: Room) -> None:
    room.platform.fault("server_error_after", on="push", times=None)
    room.at("2027-03-30 16:20").ticks()
    room.at("2027-03-30 20:00").work()
    room.platform.clear_faults()
    room.at("2027-03-31 08:30").ticks()
    assert states(room, "digest") == ["unknown", "accepted"]
    assert [t for t in told(room) if t[0] == "O1"] == [("O1", 0, "owner", "push"), ("O1", 1, "owner", "push")]


# ---------- The month's quota


def quota(room: Room, limit: int, used: int, month: date = date(2027, 3, 1)) -> None:
    with room.database.write() as session:
        session.add(
            MonthBudget(
                office_id=office_of(room), month=month, quota=limit, used=used, read_at=thai("2027-03-01 06:00")
            )
        )


def test_when_the_quota_is_short_early_rungs_are_held_back_and_listed_and_the_day_itself_is_not(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    with room.database.write() as session:  # so that nothing but O1 and O2 costs anything
        session.query(WorkItem).filter_by(code="O3").one().assignments[0].report("done", BY_HAND, room.clock())
    quota(room, 300, 291)  # 30, 14, 7, 3, 1 and 0 days before, and four summaries, are coming
    room.at("2027-03-02 08:30").ticks()
    [warning] = room.pushes("ก้อย")
    assert "291 จาก 300" in warning
    assert "งดส่งการเตือนล่วงหน้า 30" in warning
    assert room.pushes("ส้ม") == []
    assert ("O1", 30, "owner", "held_back") in told(room)
    assert states(room, "digest") == ["cancelled"]
    room.at("2027-03-31 08:30").ticks()
    assert "ครบกำหนดวันนี้" in room.pushes("ส้ม")[-1]


def test_what_was_held_back_is_heard_for_nothing_when_the_person_writes(room: Room) -> None:
    quota(room, 300, 299)
    room.at("2027-03-02 08:30").ticks()
    assert room.pushes("ส้ม") == []
    room.at("2027-03-02 11:00").says("ส้ม", "/status").bot("ขออนุญาตติดตามข้อมูล", "O1")
    assert [t for t in told(room) if t[0] == "O1"] == [("O1", 30, "owner", "reply")]


def test_what_was_held_back_stays_on_record_once_a_later_rung_is_told(room: Room) -> None:
    quota(room, 300, 299)
    room.at("2027-03-02 08:30").ticks()
    with room.database.write() as session:
        session.query(MonthBudget).one().used = 0
    room.at("2027-03-17 08:30").ticks()
    room.at("2027-03-17 11:00").says("ส้ม", "/status").bot("ความก้าวหน้า", without=("ขออนุญาตติดตามข้อมูล",))
    assert [t for t in told(room) if t[0] == "O1"] == [("O1", 14, "owner", "push"), ("O1", 30, "owner", "held_back")]


def test_the_coordinator_is_warned_once_at_each_step(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    quota(room, 300, 215)
    room.at("2027-03-02 08:30").ticks()
    room.at("2027-03-03 08:30").ticks()
    assert len([push for push in room.pushes("ก้อย") if "โควตาข้อความ" in push]) == 1
    with room.database.write() as session:
        session.query(MonthBudget).one().used = 272
    room.at("2027-03-04 08:30").ticks()
    assert len([push for push in room.pushes("ก้อย") if "โควตาข้อความ" in push]) == 2


def test_a_quota_without_limit_gives_nothing_up(room: Room) -> None:
    with room.database.write() as session:
        session.add(
            MonthBudget(
                office_id=office_of(room),
                month=date(2027, 3, 1),
                quota=None,
                used=9000,
                read_at=thai("2027-03-01 06:00"),
            )
        )
    room.at("2027-03-02 08:30").ticks()
    assert len(room.pushes("ส้ม")) == 1


def test_the_coordinator_hears_of_reports_that_wait_for_a_review_once_when_they_have_waited(room: Room) -> None:
    register(room, "ก้อย", "coordinator")
    with room.database.write() as session:
        session.get_one(Office, office_of(room)).review_on = True
    room.at("2026-11-02 10:00")
    report_done(room, "O1")
    for day, heard in (("03", 0), ("04", 1), ("05", 1), ("06", 1)):
        room.at(f"2026-11-{day} 08:30").ticks()
        assert len([push for push in room.pushes("ก้อย") if "/review" in push]) == heard, day
    assert "รอการตรวจสอบ 1 รายการ ได้แก่ O1 รายการแรกรายงานเมื่อ 2 พ.ย. 69" in room.pushes("ก้อย")[-1]
