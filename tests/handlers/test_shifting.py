"""The whole calendar moves: who may, what is asked first, what moves and what stays, and taking it back."""

from datetime import date

from models.changes import Change
from models.office import ClosedDay
from models.queries import office_by_slug
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from tests.support.offices import add_item
from tests.support.room import Room

DUE = date(2026, 12, 15)
LINE = "/เลื่อนกำหนด 14 วัน เพราะ ป.ป.ช. ขยายเวลา"


def dues(room: Room) -> dict[str, str]:
    """The deadline of each item and, after a stroke, the own ones of divisions."""
    with room.database.read() as session:
        return {
            item.code: "/".join(str(day) for day in (item.due, *(a.due for a in item.assignments if a.due)) if day)
            for item in session.query(WorkItem)
        }


def moves(room: Room) -> list[Change]:
    with room.database.read() as session:
        return list(session.query(Change).filter_by(field="due").order_by(Change.id))


def prepare(room: Room) -> None:
    """O1 is done; กองช่าง has an own date for O9; a calendar step; 29 December is a closed day."""
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        step = add_item(session, office, "O10", (), DUE)
        step.kind, step.code, step.number = "step", "S1", 1
        session.add(ClosedDay(office_id=office.id, day=date(2026, 12, 29), name="วันหยุดพิเศษ"))
        for assignment in session.query(Assignment).join(WorkItem).filter(WorkItem.code.in_(("O1", "O9"))):
            if assignment.item.code == "O1":
                assignment.status = "done"
            elif assignment.division and assignment.division.name == "กองช่าง":
                assignment.due = date(2027, 1, 5)


def test_a_calendar_moves_with_a_reason_a_look_and_a_confirmation(room: Room) -> None:
    prepare(room)
    before = dues(room)
    room.says("ก้อย", "เลื่อนกำหนดทุกข้อ 14 วัน").bot("โปรดแจ้งเหตุผล", "9 รายการ", "ออกไป 14 วัน")
    assert dues(room) == before
    room.says("ก้อย", "สำนักงาน ป.ป.ช. ขยายเวลา")
    room.bot(
        "โปรดยืนยันก่อนเลื่อนกำหนดส่ง 9 รายการ ออกไป 14 วัน", "ข้อ OIT 8 รายการ: O2–O9", "ขั้นตอนปฏิทิน 1 รายการ: S1",
        "รวมกำหนดส่งเฉพาะส่วนราชการของ O9", "15 ธ.ค. 69 → 29 ธ.ค. 69", "O9 (กองช่าง): 5 ม.ค. 70 → 19 ม.ค. 70",
        "29 ธ.ค. 69 เป็นวันหยุด: O2–O9, S1", "คงกำหนดเดิม เนื่องจากดำเนินการเรียบร้อยแล้ว: O1",
        "ยังไม่มีกำหนดส่ง จึงไม่มีวันให้เลื่อน: M1", "เหตุผล: สำนักงาน ป.ป.ช. ขยายเวลา",
    )  # fmt: skip
    assert dues(room) == before
    room.presses("ก้อย", "ยืนยัน").bot("เลื่อนกำหนดส่ง 9 รายการ ออกไป 14 วัน เรียบร้อยแล้ว", "ไม่ได้ส่งข้อความแยก")
    after = dues(room)
    assert (after["O1"], after["M1"], after["O2"], after["S1"]) == ("2026-12-15", "", "2026-12-29", "2026-12-29")
    assert after["O9"] == "2026-12-29/2027-01-19"
    written = moves(room)
    assert {(c.note, c.role, c.change_set) for c in written} == {
        ("สำนักงาน ป.ป.ช. ขยายเวลา", "coordinator", written[0].change_set)
    }
    assert sum(c.assignment_id is not None for c in written) == 1
    assert room.pushes("ส้ม") == []
    room.says("ส้ม", "/due").bot("29 ธ.ค. 69")
    room.says("ส้ม", "ประวัติ O2").bot("กำหนดส่ง: 15 ธ.ค. 69 → 29 ธ.ค. 69", "สำนักงาน ป.ป.ช. ขยายเวลา")
    room.presses("ก้อย", "ยกเลิกการเลื่อนนี้").bot("ยกเลิกการเลื่อนกำหนดส่ง 9 รายการเรียบร้อยแล้ว", "O2–O9, S1")
    assert dues(room) == before
    room.presses("ก้อย", "ยกเลิกการเลื่อนนี้").bot("ยกเลิก", without=("เรียบร้อยแล้ว:",))
    room.says("ก้อย", "ประวัติ O2").bot("รายการนี้ยกเลิกแล้ว")


def test_a_shift_is_not_taken_back_when_a_date_has_moved_since(room: Room) -> None:
    room.says("ก้อย", LINE).presses("ก้อย", "ยืนยัน")
    room.says("ส้ม", "ขอขยายเวลา O2 ถึง 15 ม.ค. 70 เพราะรอเอกสาร").presses("ก้อย", "อนุมัติ")
    room.presses("ก้อย", "ยกเลิกการเลื่อนนี้").bot(without=("ยกเลิกการเลื่อนกำหนดส่ง",))
    assert dues(room)["O2"] == "2026-12-29/2027-01-15"
    room.says("ก้อย", "ยกเลิก").bot("ยกเลิกการพิจารณา")


def test_some_items_move_to_a_day_and_what_is_named_moves_though_it_is_done(room: Room) -> None:
    prepare(room)
    room.says("ก้อย", "/shift O1-O3 ถึง 30 เม.ย. 2570 เพราะ ป.ป.ช. แจ้ง").bot("3 รายการ เป็นวันที่ 30 เม.ย. 70", "O1–O3")
    room.says("ก้อย", "ยืนยัน").bot("เรียบร้อยแล้ว")
    after = dues(room)
    assert {after[code] for code in ("O1", "O2", "O3")} == {"2027-04-30"}
    assert after["O4"] == "2026-12-15"
    room.says("ก้อย", "/shift O9 ถึง 1 ม.ค. 70 เพราะ ป.ป.ช. แจ้ง").bot("อนุมัติไว้ถึงวันที่ถัดไปแล้ว: O9")
    room.presses("ก้อย", "ยืนยัน")
    assert dues(room)["O9"] == "2027-01-01/2027-01-05"


def test_nothing_moves_before_today_or_to_nowhere(room: Room) -> None:
    before = dues(room)
    room.says("ก้อย", "/เลื่อนกำหนด").bot("โปรดระบุจำนวนวันหรือวันที่")
    room.says("ก้อย", "/เลื่อนกำหนด เร็วขึ้น 200 วัน เพราะ ป.ป.ช.").bot("ไม่มีกำหนดส่งที่จะเลื่อน", "ผ่านมาแล้ว: O1–O9")
    room.says("ก้อย", "/เลื่อนกำหนด 900 วัน เพราะ ป.ป.ช.").bot("เกินกว่าหนึ่งปี")
    room.says("ก้อย", "/เลื่อนกำหนด O77 3 วัน เพราะ ป.ป.ช.").bot("O77")
    room.says("ก้อย", LINE).presses("ก้อย", "ยกเลิก")
    assert dues(room) == before
    assert moves(room) == []


def test_only_the_coordinator_moves_the_calendar_and_only_in_private(room: Room) -> None:
    for who in ("ส้ม", "ท่านปลัด"):
        room.says(who, LINE).bot("เป็นหน้าที่ของผู้ประสานงาน ITA")
    room.says("คนนอก", LINE).bot("ลงทะเบียน")
    room.group("กลุ่ม ITA", "ก้อย", "ส้ม")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA")
    room.says("ก้อย", LINE, to="กลุ่ม ITA").bot("แชตส่วนตัว")
    room.says("ก้อย", LINE).bot("โปรดยืนยัน")
    with room.database.read() as session:  # a confirmation of somebody else's is no confirmation
        from models.conversation import Conversation

        [token] = [c.token for c in session.query(Conversation) if c.token]
    room.taps("ส้ม", f"1:c:{token}").bot(without=("เลื่อนกำหนดส่ง",))
    assert moves(room) == []


def test_reminders_follow_the_new_dates(room: Room) -> None:
    def told() -> set[tuple[date, int]]:
        with room.database.read() as session:
            return {(r.due, r.rung) for r in session.query(Reminder)}

    room.at("2026-12-01 08:30").ticks()
    assert told() == {(DUE, 14)}
    room.at("2026-12-02 09:00").says("ก้อย", "/เลื่อนกำหนด 21 วัน เพราะ ป.ป.ช. ขยายเวลา").presses("ก้อย", "ยืนยัน")
    later = date(2027, 1, 5)
    for day in ("2026-12-03", "2026-12-08", "2026-12-15", "2026-12-16", "2026-12-21", "2026-12-22", "2026-12-29"):
        room.at(f"{day} 08:30").ticks()
    assert told() == {(DUE, 14), (later, 30), (later, 14), (later, 7)}, "nothing more is said of the old date"
