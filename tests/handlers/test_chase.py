"""Chasing: who may, whom it reaches, what it costs, and what it never does twice."""

from datetime import date

import pytest

from handlers.intents import Chase, DecideExtension, RequestExtension
from messages.limits import problems
from models.changes import Change
from models.outbox import OutboxMessage
from models.queries import office_by_slug
from models.register import WorkItem
from tests.handlers.conftest import enrol, register
from tests.support.offices import add_item
from tests.support.room import Room

GROUP = "กลุ่ม ITA"
FINANCE, WORKS, EVERYONE = Chase(("กองคลัง",)), Chase(("กองช่าง",)), Chase()


@pytest.fixture
def late(room: Room) -> Room:
    """Sixteen December: O1–O9 were due yesterday. แดง is กองคลัง's second; nobody is registered for สำนักปลัด."""
    enrol(room, "แดง", "staff", "กองคลัง")
    return room.at("2026-12-16 10:00")


def chases(room: Room) -> list[OutboxMessage]:
    with room.database.read() as session:
        return session.query(OutboxMessage).filter_by(purpose="chase").order_by(OutboxMessage.member_id).all()


def test_one_named_division_is_reminded_at_once_a_message_a_person(late: Room) -> None:
    late.wants("ก้อย", FINANCE).bot("จัดส่งการติดตามแล้ว", "2 คน", "ส้ม และ แดง", "O1–O7, O9", "10.00 น.")
    assert [(row.cost, row.state) for row in chases(late)] == [(1, "accepted"), (1, "accepted")]
    for who in ("ส้ม", "แดง"):
        [said] = late.pushes(who)
        assert "ตามที่ผู้ประสานงาน ITA มอบหมาย" in said
        assert "ขออภัยมา ณ ที่นี้" in said
        assert "O9" in said
    assert late.pushes("ช้าง") == []


def test_what_is_pushed_is_within_lines_limits(late: Room) -> None:
    late.wants("ท่านปลัด", FINANCE)
    assert [problems(row.messages) for row in chases(late)] == [[], []]
    assert "ตามที่ผู้บริหารมอบหมาย" in late.pushes("ส้ม")[0]


@pytest.mark.parametrize("who", ["ส้ม", "แดง"])
def test_others_are_told_who_may(who: str, late: Room) -> None:
    late.wants(who, WORKS).bot("ผู้ประสานงาน ITA หรือผู้บริหาร")
    assert chases(late) == []


def test_a_stranger_chases_nobody(late: Room) -> None:
    late.group(GROUP, "ก้อย", "คนนอก")
    late.says("ก้อย", "/bind", to=GROUP)
    late.wants("คนนอก", WORKS, to=GROUP).bot("ลงทะเบียน", without=("O8",))
    late.wants("คนนอก", WORKS).bot("ลงทะเบียน", without=("O8",))
    assert chases(late) == []


def test_everyone_who_is_late_is_chased_only_after_a_confirmation(late: Room) -> None:
    late.wants("ก้อย", EVERYONE).bot("โปรดยืนยันก่อนส่งการติดตาม", "กองคลัง", "กองช่าง", "3 คน", "3 ข้อความ")
    assert chases(late) == []
    late.presses("ก้อย", "ยืนยัน").bot("จัดส่งการติดตามแล้ว", "ส้ม", "แดง", "ช้าง")
    assert len(chases(late)) == 3
    late.says("ก้อย", "ยืนยัน")
    assert len(chases(late)) == 3


def test_a_chase_can_be_confirmed_by_typing(late: Room) -> None:
    late.wants("ท่านปลัด", EVERYONE).says("ท่านปลัด", "ยืนยัน").bot("จัดส่งการติดตามแล้ว")
    assert len(chases(late)) == 3


def test_a_confirmation_of_a_chase_can_be_dropped_and_is_the_askers_own(late: Room) -> None:
    late.wants("ก้อย", Chase(("กองคลัง", "กองช่าง"))).bot("โปรดยืนยัน")
    token = late.answer[-1].message["contents"]["footer"]["contents"][0]["action"]["data"]
    late.taps("ท่านปลัด", token).bot(without=("จัดส่งการติดตามแล้ว",))
    late.presses("ก้อย", "ยกเลิก").taps("ก้อย", token).bot(without=("จัดส่งการติดตามแล้ว",))
    assert chases(late) == []


def test_a_division_without_a_registered_member_is_named_and_not_dropped(late: Room) -> None:
    with late.database.write() as session:
        office = office_by_slug(session, "demo")
        assert office is not None
        add_item(session, office, "O10", ("สำนักปลัด",), date(2026, 12, 1))
        add_item(session, office, "O11", (), date(2026, 12, 1))
    late.wants("ก้อย", Chase(("สำนักปลัด",))).bot("ยังไม่มีผู้ลงทะเบียน", "สำนักปลัด", "O10", "ยังไม่ได้ส่ง")
    late.wants("ก้อย", EVERYONE).bot("สำนักปลัด (ยังไม่มีผู้ลงทะเบียน)")
    late.presses("ก้อย", "ยืนยัน").bot("ยังไม่มีผู้ลงทะเบียน", "O10", "ไม่มีส่วนราชการผู้รับผิดชอบ", "O11")


def test_someone_who_blocked_the_bot_is_not_counted_as_reached(late: Room) -> None:
    late.platform.block(late.person("ช้าง"))
    late.work()
    late.wants("ก้อย", WORKS).bot("ยังไม่มีผู้ลงทะเบียนที่รับข้อความได้", "O8")
    assert chases(late) == []


def test_a_division_is_not_chased_again_within_four_hours(late: Room) -> None:
    late.wants("ก้อย", WORKS)
    late.clock.forward(hours=3, minutes=59)
    late.wants("ท่านปลัด", WORKS).bot("ไม่ส่งซ้ำ", "10.00 น.", "กองช่าง")
    assert len(chases(late)) == 1
    late.wants("ท่านปลัด", Chase(("กองช่าง", "กองคลัง"))).bot("2 คน", without=("กองช่าง",))
    late.presses("ท่านปลัด", "ยืนยัน").bot("จัดส่งการติดตามแล้ว", "ไม่ส่งซ้ำ")
    assert len(chases(late)) == 3
    late.clock.forward(minutes=1)
    late.wants("ก้อย", WORKS).bot("จัดส่งการติดตามแล้ว")
    assert len(chases(late)) == 4


def test_a_named_division_with_nothing_late_is_reminded_of_the_next_fortnight(room: Room) -> None:
    room.at("2026-11-30 10:00").wants("ก้อย", WORKS).bot("กองช่างไม่มีรายการ", "14 วัน", "ไม่ได้ส่ง")
    room.at("2026-12-01 10:00").wants("ก้อย", WORKS).bot("จัดส่งการติดตามแล้ว", "ใกล้ครบกำหนด O8, O9")
    assert "O8" in room.pushes("ช้าง")[0]


def test_when_nobody_is_late_nobody_is_chased(room: Room) -> None:
    room.wants("ก้อย", EVERYONE).bot("ไม่มีส่วนราชการที่มีรายการเลยกำหนด")
    assert chases(room) == []


def test_a_person_of_two_divisions_gets_one_message(late: Room) -> None:
    register(late, "ส้ม", "head", "กองช่าง")
    late.wants("ก้อย", EVERYONE).presses("ก้อย", "ยืนยัน")
    [said] = late.pushes("ส้ม")
    assert "O8" in said
    assert "O1" in said


def test_what_waits_for_a_decision_on_more_time_is_left_out_and_said_so(late: Room) -> None:
    late.wants("ช้าง", RequestExtension(("O8",), date(2027, 1, 15)))
    late.wants("ก้อย", WORKS).bot("จัดส่งการติดตามแล้ว", "เลยกำหนด O9", "ไม่รวมรายการที่รอพิจารณาคำขอขยายเวลา ได้แก่ O8")
    assert "O8" not in late.pushes("ช้าง")[0]
    late.wants("ก้อย", FINANCE).bot("O1–O7, O9", without=("O8",))


def test_when_all_waits_nobody_is_reminded_until_it_is_declined(late: Room) -> None:
    late.wants("ช้าง", RequestExtension(("O8", "O9"), date(2027, 1, 15)))
    late.wants("ก้อย", WORKS).bot("ยังไม่ได้ส่งการติดตาม", "O8, O9", without=("ไม่มีรายการ",))
    assert chases(late) == []
    late.wants("ก้อย", DecideExtension(1, approve=False)).bot("ไม่อนุมัติ")
    late.wants("ก้อย", WORKS).bot("จัดส่งการติดตามแล้ว", "O8, O9", without=("ไม่รวม",))


def test_at_night_it_is_sent_and_the_hour_is_said(late: Room) -> None:
    late.at("2026-12-16 21:15").wants("ก้อย", WORKS).bot("จัดส่งการติดตามแล้ว", "21.15 น.", "นอกเวลาราชการ")
    late.wants("ก้อย", Chase(("กองคลัง", "กองช่าง"))).bot("21.15 น.", "นอกเวลาราชการ")


def test_who_was_chased_when_and_by_whom_is_on_record(late: Room) -> None:
    late.wants("ก้อย", WORKS)
    with late.database.read() as session:
        rows = [
            (session.get_one(WorkItem, c.item_id).code, c.after, c.role, c.at, c.event_id)
            for c in session.query(Change).filter_by(field="chase")
        ]
    [push] = chases(late)
    assert rows == [
        ("O8", "กองช่าง", "coordinator", late.clock(), push.event_id),
        ("O9", "กองช่าง", "coordinator", late.clock(), push.event_id),
    ]


def test_a_chase_is_nothing_that_undo_takes_back(late: Room) -> None:
    late.wants("ก้อย", WORKS).says("ก้อย", "ยกเลิกรายการล่าสุด").bot("ไม่พบการรายงาน")


def test_in_a_group_people_are_counted_and_not_named(late: Room) -> None:
    late.group(GROUP, "ก้อย", "ส้ม", "คนนอก")
    late.says("ก้อย", "/bind", to=GROUP)
    late.wants("ก้อย", FINANCE, to=GROUP).bot("กองคลัง (2 คน)", without=("ส้ม", "แดง"))


def test_a_division_the_office_does_not_have_is_said_so(late: Room) -> None:
    late.wants("ก้อย", Chase(("กองเรือ",))).bot("กองเรือ", "กองคลัง")
