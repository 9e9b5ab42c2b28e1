"""«ลบข้อมูลของฉัน»: the person is gone from every table, the office's record is whole."""

import json
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import erasing, leasing, outbox, queries
from models.changes import Change
from models.extensions import Extension
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.reminders import Reminder
from models.tables import Base
from models.weeks import WeekSummary
from scheduler.tick import tick
from tests.handlers.conftest import invite, register
from tests.support.room import Room

NAME = "ปรีชาญาณ เอกลักษณ์"
FINANCE = "กองคลัง"


def everything(session: Session) -> dict[str, list[str]]:
    """Every row of every table as JSON, by table, however its columns are called."""
    return {
        table.name: [
            json.dumps([str(v) if not isinstance(v, dict | list) else v for v in row], ensure_ascii=False)
            for row in session.execute(select(table))
        ]
        for table in Base.metadata.sorted_tables
    }


def found(room: Room, *traces: str) -> dict[str, list[str]]:
    with room.database.read() as session:
        tables = everything(session)
    return {name: hits for name, rows in tables.items() if (hits := [r for r in rows if any(t in r for t in traces)])}


def count(room: Room, *kinds: Any) -> list[int]:
    with room.database.read() as session:
        return [session.query(kind).count() for kind in kinds]


def erased(room: Room, who: str) -> Room:
    room.says(who, "ลบข้อมูลของฉัน").bot("ข้อมูลที่จะลบ", "ยืนยันการลบ")
    return room.presses(who, "ยืนยันการลบ").bot("ลบข้อมูลส่วนบุคคลเรียบร้อยแล้ว")


def test_a_person_is_forgotten_and_the_offices_record_is_whole(room: Room) -> None:
    """Registered, reported, asked, spoken of to others, in the group: nothing names them afterwards."""
    room.says(NAME, "สวัสดี").bot("การลงทะเบียนถือเป็นการยินยอม", "เก็บไว้ 30 วัน", "ลบข้อมูลของฉัน")
    room.says(NAME, "ลงทะเบียน WRONG99999").bot("ไม่พบรหัส")
    room.says(NAME, f"ลงทะเบียน {invite(room, 'head', FINANCE)}").bot("ลงทะเบียนเรียบร้อยแล้ว", NAME, "การยินยอม")
    room.group("กลุ่ม ITA", "ก้อย", NAME)
    room.says("ก้อย", "/bind", to="กลุ่ม ITA")
    room.says(NAME, "/O1 เสร็จแล้ว", to="กลุ่ม ITA")
    room.says(NAME, "O2 เสร็จแล้ว").bot("ได้รับรายงานผล")
    room.says(NAME, "O3 ขอขยายเวลาถึง 15 ม.ค. 2570 รอเอกสาร").bot("คำขอขยายเวลา")
    assert any(NAME in push for push in room.pushes("ก้อย"))
    room.says("ช้าง", "/ประวัติ O2").bot(NAME)
    room.says("ช้าง", "/ข้อ 2").bot(NAME)
    room.says("ช้าง", f"ฝากบอก {NAME} ด้วย")
    room.says(NAME, "O4 ขอขยายเวลา")  # the bot has asked for the date
    with room.database.write() as session:
        office = session.scalars(select(Office)).one()
        summary = [{"type": "text", "text": f"ผู้รายงาน: {NAME} (กองคลัง)"}]
        session.add(
            WeekSummary(office_id=office.id, week=room.clock().date(), as_of=room.clock(), figures={}, messages=summary)
        )
    user = room.person(NAME)
    before, record = found(room, user, NAME), count(room, Change, Extension, Member, OutboxMessage)
    assert before.keys() >= {"member", "inbox_event", "outbox_message", "conversation", "wrong_code", "week_summary"}

    erased(room, NAME)

    assert found(room, user, NAME) == {}
    changes, requests, members, messages = record
    assert count(room, Change, Extension, Member, OutboxMessage) == [changes, requests, members, messages + 2]
    with room.database.read() as session:
        [gone] = [m for m in session.query(Member) if m.erased_at is not None]
        assert (gone.role, gone.post, gone.consented_at, list(gone.divisions)) == ("head", "", None, [])
        assert session.query(Change).filter_by(member_id=gone.id).count() > 0
    room.says("ช้าง", "/ประวัติ O2").bot("หัวหน้าส่วนราชการ")
    room.says("ช้าง", "/ประวัติ O3").bot("หัวหน้าส่วนราชการ")
    room.says("ช้าง", "/ข้อ 2").bot("โดย หัวหน้าส่วนราชการ")
    room.says("ก้อย", "/สรุป")
    with room.database.read() as session:
        [week] = session.query(WeekSummary)
        assert week.messages[0]["text"] == "ผู้รายงาน: หัวหน้าส่วนราชการ (กองคลัง)"

    # The request still waits for its decision; a stranger writes who must register, and may.
    room.presses("ก้อย", "อนุมัติ").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว", without=(NAME,))
    room.says(NAME, "O5 เสร็จแล้ว").bot("ขอความอนุเคราะห์ลงทะเบียน")
    register(room, NAME, "staff", FINANCE)
    room.says(NAME, "O5 เสร็จแล้ว").bot("ได้รับรายงานผล")
    with room.database.read() as session:
        assert session.query(Member).filter_by(line_user_id=user).one().id != gone.id


def test_erasing_takes_two_steps_in_private_and_strangers_have_nothing_to_erase(room: Room) -> None:
    room.group("กลุ่ม ITA", "ก้อย", "ส้ม", "นก")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA")
    for who in ("ส้ม", "นก"):
        room.says(who, "/ลบข้อมูล", to="กลุ่ม ITA").bot("ในแชตส่วนตัว", "ยังไม่ได้ลบข้อมูล")
    room.says("นก", "ลบข้อมูลของฉัน").bot("ไม่มีข้อมูลการลงทะเบียน", "30 วัน")
    room.says("ก้อย", "ขอลบข้อมูลของผม").bot("ไม่มีผู้ประสานงาน ITA คนอื่น", "ผู้ประสานงาน ITA” แทนชื่อ")
    room.presses("ก้อย", "ยกเลิก").bot(without=("เรียบร้อยแล้ว",))
    room.says("ก้อย", "ฉันคือใคร").bot("ผู้ประสานงาน ITA", "การยินยอม")
    room.says("ส้ม", "ลบข้อมูลของฉัน").bot("กองคลัง จะไม่มีผู้รับการเตือน", without=("ผู้ประสานงาน ITA คนอื่น",))
    room.clock.forward(minutes=31)
    room.presses("ส้ม", "ยืนยันการลบ").bot("ปุ่มนี้เป็นของรายการเดิม")
    erased(room, "ก้อย")
    room.presses("ก้อย", "ยืนยันการลบ").bot("ลงทะเบียน")
    assert [m.reachable for m in members(room) if m.role == "coordinator"] == [False]


def members(room: Room) -> list[Member]:
    with room.database.read() as session:
        return list(session.query(Member).order_by(Member.id))


def test_a_reminder_that_waits_is_not_sent_and_is_owed_to_whoever_answers_now(room: Room) -> None:
    room.at("2026-12-15 08:30")
    tick(room.database, room.clock())
    with room.database.write() as session:
        som = next(m for m in session.query(Member) if m.line_user_id == room.person("ส้ม"))
        told = session.query(Reminder).count()
        erasing.erase(session, som, "หัวหน้าส่วนราชการ", room.clock())
        left = session.query(Reminder).count()
    assert left < told
    room.work()
    assert room.pushes("ส้ม") == []
    with room.database.read() as session:
        [row] = [r for r in session.query(OutboxMessage) if r.member_id == som.id]
        assert (row.state, row.to, row.chat, row.messages, row.purpose) == ("cancelled", "", "", [], "digest")


def test_what_is_on_its_way_is_forgotten_when_it_has_arrived(room: Room) -> None:
    with room.database.write() as session:
        som = next(m for m in session.query(Member) if m.line_user_id == room.person("ส้ม"))
        office = session.scalars(select(Office)).one()
        said = [{"type": "text", "text": "เรียน"}]
        for purpose in ("chase", "decision"):
            outbox.push(
                session,
                office_id=office.id,
                to=room.person("ส้ม"),
                member_id=som.id,
                messages=said,
                purpose=purpose,
                now=room.clock(),
            )
        session.flush()
        sending = leasing.claim(session, room.clock())
        assert sending is not None
        erasing.erase(session, som, "หัวหน้าส่วนราชการ", room.clock())
        assert (sending.state, sending.to) == ("sending", room.person("ส้ม"))
    room.clock.forward(minutes=2)  # its relay died: another takes it
    room.work()
    assert len(room.pushes("ส้ม")) == 1
    assert found(room, room.person("ส้ม")) == {}


def test_a_name_the_office_goes_by_or_a_short_one_corrupts_nothing(room: Room) -> None:
    room.says("ช้าง", "O8 เสร็จแล้ว").bot("ได้รับรายงานผล")
    room.says("ก้อย", "/สถานะ กองช่าง").bot("กองช่าง")
    with room.database.write() as session:
        office = session.scalars(select(Office)).one()
        chang = next(m for m in queries.members_of(session, office) if m.line_user_id == room.person("ช้าง"))
        chang.display_name = "กองช่าง"
        erasing.erase(session, chang, "หัวหน้าส่วนราชการ", room.clock())
        to_others = [r for r in session.query(OutboxMessage) if r.chat == room.person("ก้อย")]
        assert any("กองช่าง" in json.dumps(r.messages, ensure_ascii=False) for r in to_others)
        som = next(m for m in queries.members_of(session, office) if m.line_user_id == room.person("ส้ม"))
        row = to_others[0]
        row.messages = [{"type": "text", "text": "โดย ส้ม (กองคลัง) ส้มโอ ผลส้ม"}]
        session.flush()
        erasing.erase(session, som, "หัวหน้า", room.clock())
        assert row.messages == [{"type": "text", "text": "โดย หัวหน้า (กองคลัง) ส้มโอ ผลส้ม"}]
