"""More time: who may ask, who decides, who is told, and what stays as it was."""

from datetime import date

import pytest

from handlers.intents import DecideExtension, RequestExtension, ShowItem, Undo, UpdateStatus, WeeklySummary
from handlers.intents import StatusChange as Reported
from models import extensions
from models.changes import Change
from models.extensions import Extension
from models.outbox import OutboxMessage
from models.people import Member
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from tests.support.offices import new_office
from tests.support.room import Room

DUE, LATER = date(2026, 12, 15), date(2027, 1, 15)


def asks(
    *items: str, until: date | None = LATER, reason: str = "รอหนังสือตอบ", division: str | None = None
) -> RequestExtension:
    return RequestExtension(items, until, reason, division)


def requests(room: Room) -> list[tuple[str, str, date | None]]:
    """O2 กองคลัง, its state, the date asked for: every request ever made, in order."""
    with room.database.read() as session:
        rows = session.query(Extension).order_by(Extension.id)
        return [
            (f"{r.assignment.item.code} {r.assignment.division.name}", r.state, r.until)
            for r in rows
            if r.assignment.division
        ]


def due(room: Room, code: str) -> set[date | None]:
    with room.database.read() as session:
        return {a.due_on for a in session.query(Assignment).join(WorkItem).where(WorkItem.code == code)}


def rows(room: Room, purpose: str) -> list[tuple[str, str]]:
    """To whom (by name) rows of this purpose are owed, and how they stand."""
    names = {line_id: name for name, line_id in room.people.items()}
    with room.database.read() as session:
        found = session.query(OutboxMessage).filter_by(purpose=purpose).order_by(OutboxMessage.created_at)
        return [(names[row.to], row.state) for row in found]


def extension_id(room: Room) -> int:
    with room.database.read() as session:
        return max(row.id for row in session.query(Extension))


def test_a_request_waits_for_the_coordinator_and_changes_no_deadline(room: Room) -> None:
    room.wants("ส้ม", asks("O2", reason="รอเอกสารจากผู้รับจ้าง"))
    room.bot("บันทึกคำขอขยายเวลา", "O2", "15 ม.ค. 70", "รอผู้ประสานงานพิจารณา", "รอเอกสารจากผู้รับจ้าง")
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]
    assert due(room, "O2") == {DUE}
    with room.database.read() as session:
        assert session.query(Change).count() == 0


def test_the_coordinator_is_told_once_for_one_request_of_several_items(room: Room) -> None:
    room.wants("ส้ม", asks("O2", "O3", "O4", reason="ระบบขัดข้อง"))
    assert rows(room, "request") == [("ก้อย", "accepted")]
    [told] = room.pushes("ก้อย")
    for part in ("ส้ม", "กองคลัง", "O2", "O3", "O4", "15 ม.ค. 70", "ระบบขัดข้อง", "[อนุมัติ]", "[ไม่อนุมัติ]"):
        assert part in told


def test_approving_moves_every_item_of_the_request_and_tells_who_asked(room: Room) -> None:
    room.wants("ส้ม", asks("O2", "O3"))
    room.presses("ก้อย", "อนุมัติ").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว", "O2", "O3", "15 ม.ค. 70")
    assert [state for _, state, _ in requests(room)] == ["approved", "approved"]
    assert (due(room, "O2"), due(room, "O3"), due(room, "O4")) == ({LATER}, {LATER}, {DUE})
    assert rows(room, "decision") == [("ส้ม", "accepted")]
    assert "อนุมัติการขยายเวลาแล้ว" in room.pushes("ส้ม")[-1]
    with room.database.read() as session:
        changes = session.query(Change).all()
        coordinator = session.query(Member).filter_by(role="coordinator").one()
        assert {(c.field, c.before, c.after, c.member_id, c.source) for c in changes} == {
            ("due", "2026-12-15", "2027-01-15", coordinator.id, "button")
        }


def test_refusing_leaves_the_deadline_and_tells_who_asked(room: Room) -> None:
    room.wants("ส้ม", asks("O2"))
    room.presses("ก้อย", "ไม่อนุมัติ").bot("ไม่อนุมัติ", "กำหนดส่งเดิม")
    assert requests(room) == [("O2 กองคลัง", "declined", LATER)]
    assert due(room, "O2") == {DUE}
    assert room.pushes("ส้ม") == []
    room.clock.forward(minutes=10)
    room.work()
    assert "ยังไม่อนุมัติ" in room.pushes("ส้ม")[-1]


def test_a_refusal_may_carry_its_reason(room: Room) -> None:
    room.wants("ส้ม", asks("O2"))
    room.presses("ก้อย", "ไม่อนุมัติ").bot("หากประสงค์แจ้งเหตุผลประกอบ")
    room.says("ก้อย", "ต้องเผยแพร่ก่อนวันประเมิน").bot("บันทึกเหตุผลของ O2", "ระบบแจ้งผู้ขอทราบแล้ว")
    [told] = room.pushes("ส้ม")
    for part in ("ยังไม่อนุมัติการขยายเวลา", "O2", "เหตุผล: ต้องเผยแพร่ก่อนวันประเมิน"):
        assert part in told
    room.says("ส้ม", "ประวัติ O2").bot("ไม่อนุมัติการขยายเวลา", "ต้องเผยแพร่ก่อนวันประเมิน")


def test_a_reason_is_asked_for_and_the_coordinators_card_waits_ten_minutes_for_it(room: Room) -> None:
    room.says("ส้ม", "ขอขยายเวลา O2 ถึง 15 ม.ค. 70").bot("บันทึกคำขอขยายเวลา", "โปรดแจ้งเหตุผล")
    assert (requests(room), rows(room, "request")) == ([("O2 กองคลัง", "pending", LATER)], [("ก้อย", "queued")])
    room.says("ส้ม", "รอเอกสารจากผู้รับจ้าง").bot("บันทึกเหตุผลของ O2", "รอเอกสารจากผู้รับจ้าง")
    [card] = room.pushes("ก้อย")
    for part in ("O2", "15 ม.ค. 70", "เหตุผล: รอเอกสารจากผู้รับจ้าง", "[อนุมัติ]", "[กำหนดวันอื่น]", "[ไม่อนุมัติ]"):
        assert part in card
    room.says("ส้ม", "ขอขยายเวลา O3 ถึง 15 ม.ค. 70")
    room.clock.forward(minutes=10)
    room.work()
    assert rows(room, "request") == [("ก้อย", "accepted")] * 2, "nobody waits for a reason for ever"
    room.says("ส้ม", "ติดงบประมาณ").bot("บันทึกเหตุผลของ O3")
    assert len(room.pushes("ก้อย")) == 2, "what has left is not sent again"
    room.says("ก้อย", "ประวัติ O3").bot("ขอขยายเวลา", "ติดงบประมาณ")


def test_a_reason_that_comes_after_the_decision_changes_nothing(room: Room) -> None:
    room.wants("ส้ม", asks("O2", reason=""))
    room.taps("ก้อย", f"1:d:{extension_id(room)}:y").says("ส้ม", "รอเอกสารจากผู้รับจ้าง").bot("คำขอนี้พิจารณาแล้ว")
    with room.database.read() as session:
        assert [r.reason for r in session.query(Extension)] == [""]


def test_another_date_is_given_on_the_card_and_the_asker_is_told_of_both(room: Room) -> None:
    room.wants("ส้ม", asks("O2"))
    room.picks("ก้อย", "2027-01-08", "กำหนดวันอื่น").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว", "8 ม.ค. 70", "ขอไว้ถึง 15 ม.ค. 70")
    assert due(room, "O2") == {date(2027, 1, 8)}
    assert requests(room) == [("O2 กองคลัง", "approved", LATER)], "what was asked for stays in the record"
    told = room.pushes("ส้ม")[-1]
    assert "โดยกำหนดวันอื่นจากที่ขอ" in told
    assert "กำหนดใหม่ 8 ม.ค. 70 (ขอไว้ถึง 15 ม.ค. 70)" in told
    room.says("ก้อย", "ยกเลิก").bot("รอพิจารณาอีกครั้ง", "O2")
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]
    room.says("ก้อย", "/item O2").picks("ก้อย", "2027-01-10", "กำหนดวันอื่น").bot("10 ม.ค. 70")
    assert due(room, "O2") == {date(2027, 1, 10)}


def test_a_decided_request_is_decided_once(room: Room) -> None:
    room.wants("ส้ม", asks("O2")).presses("ก้อย", "ไม่อนุมัติ")
    number = extension_id(room)
    room.taps("ก้อย", f"1:d:{number}:y").bot("พิจารณาแล้ว", "ไม่อนุมัติ", "ก้อย")
    room.taps("ท่านปลัด", f"1:d:{number}:y").bot("พิจารณาแล้ว")
    assert requests(room) == [("O2 กองคลัง", "declined", LATER)]
    assert due(room, "O2") == {DUE}
    assert len(rows(room, "decision")) == 1


@pytest.mark.parametrize("who", ["ส้ม", "ช้าง", "คนนอก"])
def test_only_a_coordinator_or_the_chief_decides(room: Room, who: str) -> None:
    room.wants("ส้ม", asks("O2"))
    room.taps(who, f"1:d:{extension_id(room)}:y").bot(without=("อนุมัติการขยายเวลาเรียบร้อยแล้ว",))
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]
    room.taps("ท่านปลัด", f"1:d:{extension_id(room)}:y").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว")


def test_a_made_up_request_is_an_outdated_button(room: Room) -> None:
    room.wants("ก้อย", DecideExtension(999, approve=True)).bot("ระบบยังไม่ได้บันทึกข้อมูล")


def test_another_divisions_item_is_refused_and_nothing_is_written(room: Room) -> None:
    room.wants("ช้าง", asks("O8", "O2")).bot("ยังไม่ได้บันทึก", "O2", "กองคลัง")
    room.wants("ส้ม", asks("O99")).bot("O99")
    assert requests(room) == []
    assert rows(room, "request") == []


@pytest.mark.parametrize(
    ("until", "said"),
    [(date(2026, 10, 1), "ผ่านมาแล้ว"), (date(2026, 12, 1), "15 ธ.ค. 69"), (date(2029, 1, 1), "เกินกว่าหนึ่งปี")],
)
def test_a_date_that_cannot_be_is_asked_again_and_nothing_is_written(room: Room, until: date, said: str) -> None:
    room.wants("ส้ม", asks("O2", until=until, reason="รอเอกสาร")).bot(said, "ยังไม่ได้บันทึก")
    assert requests(room) == []
    room.picks("ส้ม", "2027-01-15").bot("รอผู้ประสานงานพิจารณา", "รอเอกสาร")
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]


def test_without_a_date_the_request_is_recorded_and_the_calendar_completes_it(room: Room) -> None:
    room.wants("ส้ม", asks("O2", until=None, reason="รอเอกสาร")).bot("บันทึกคำขอ", "โปรดแจ้งวันที่")
    assert requests(room) == [("O2 กองคลัง", "pending", None)]
    room.picks("ส้ม", "2027-01-15").bot("15 ม.ค. 70", "รอเอกสาร", "รอผู้ประสานงานพิจารณา")
    assert requests(room) == [("O2 กองคลัง", "withdrawn", None), ("O2 กองคลัง", "pending", LATER)]
    assert sorted(rows(room, "request")) == [("ก้อย", "accepted"), ("ก้อย", "cancelled")]
    assert "รอเอกสาร" in room.pushes("ก้อย")[-1]


def test_without_a_date_the_coordinator_is_told_after_a_while_and_names_one(room: Room) -> None:
    room.wants("ส้ม", asks("O2", until=None))
    assert rows(room, "request") == [("ก้อย", "queued")]
    room.clock.forward(minutes=11)
    room.work()
    assert "ยังไม่ระบุวันที่" in room.pushes("ก้อย")[-1]
    room.presses("ก้อย", "อนุมัติ").bot("โปรดระบุกำหนดส่งใหม่", without=("เรียบร้อยแล้ว",))
    assert due(room, "O2") == {DUE}
    room.picks("ก้อย", "2027-01-15").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว")
    assert due(room, "O2") == {LATER}
    assert "15 ม.ค. 70" in room.pushes("ส้ม")[-1]


def test_a_coordinator_asks_on_behalf_and_decides_in_the_answer(room: Room) -> None:
    room.wants("ก้อย", asks("O9", division="กองช่าง")).bot("แทน", "กองช่าง", "[อนุมัติ]")
    assert requests(room) == [("O9 กองช่าง", "pending", LATER)]
    assert rows(room, "request") == []
    room.presses("ก้อย", "อนุมัติ").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว")
    assert due(room, "O9") == {DUE, LATER}
    assert rows(room, "decision") == []


def test_the_chiefs_date_counts_at_once_and_who_had_asked_is_told(room: Room) -> None:
    room.wants("ส้ม", asks("O2", until=None))
    room.wants("ท่านปลัด", asks("O2", "O8")).bot("กำหนดส่งใหม่", "O2", "O8", "มีผลทันที")
    assert due(room, "O2") | due(room, "O8") == {LATER}
    assert requests(room)[1:] == [("O2 กองคลัง", "approved", LATER), ("O8 กองช่าง", "approved", LATER)]
    assert rows(room, "decision") == [("ส้ม", "accepted")]
    assert rows(room, "request") == [("ก้อย", "cancelled")]
    with room.database.read() as session:
        assert {c.role for c in session.query(Change)} == {"chief"}


def test_an_order_taken_back_lets_the_request_wait_again(room: Room) -> None:
    room.wants("ส้ม", asks("O2", until=date(2027, 2, 1)))
    room.wants("ท่านปลัด", asks("O2")).presses("ท่านปลัด", "ยกเลิกการพิจารณานี้").bot("15 ธ.ค. 69")
    assert requests(room) == [("O2 กองคลัง", "pending", date(2027, 2, 1)), ("O2 กองคลัง", "withdrawn", LATER)]
    assert due(room, "O2") == {DUE}


def test_an_approval_can_be_taken_back_by_whoever_gave_it(room: Room) -> None:
    room.wants("ส้ม", asks("O2")).presses("ก้อย", "อนุมัติ")
    room.wants("ส้ม", Undo()).bot("ไม่พบ")
    assert due(room, "O2") == {LATER}
    room.wants("ก้อย", Undo()).bot("ยกเลิกการพิจารณา", "รอพิจารณาอีกครั้ง")
    assert due(room, "O2") == {DUE}
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]
    assert "ยกเลิกการอนุมัติ" in room.pushes("ส้ม")[-1]
    room.taps("ก้อย", f"1:d:{extension_id(room)}:y").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว")
    assert due(room, "O2") == {LATER}


def test_who_asked_may_drop_the_request_by_button_or_word(room: Room) -> None:
    room.wants("ส้ม", UpdateStatus((Reported("O3", "in_progress"),)))
    room.clock.forward(minutes=1)
    room.wants("ส้ม", asks("O2")).presses("ส้ม", "ยกเลิกคำขอนี้").bot("ยกเลิกคำขอขยายเวลา", "O2")
    room.clock.forward(minutes=1)
    room.wants("ส้ม", asks("O4")).wants("ส้ม", Undo()).bot("ยกเลิกคำขอขยายเวลา", "O4")
    assert [state for _, state, _ in requests(room)] == ["withdrawn", "withdrawn"]
    room.presses("ก้อย", "อนุมัติ").bot("ยกเลิกหรือมีคำขอใหม่แทนแล้ว")
    room.wants("ส้ม", Undo()).bot("ยกเลิกการรายงาน", "O3")


def test_without_a_coordinator_the_request_is_kept_and_it_is_said_so(room: Room) -> None:
    with room.database.write() as session:
        session.query(Member).filter_by(role="coordinator").update({"blocked_at": room.clock()})
    room.wants("ส้ม", asks("O2")).bot("บันทึกคำขอ", "ยังไม่มีผู้ประสานงาน")
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]
    room.wants("ท่านปลัด", ShowItem(("O2",))).presses("ท่านปลัด", "อนุมัติ").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว")


def test_what_is_done_needs_no_more_time(room: Room) -> None:
    room.wants("ส้ม", UpdateStatus((Reported("O2", "done"),)))
    room.wants("ส้ม", asks("O2")).bot("ดำเนินการเรียบร้อยแล้ว", "ไม่ได้เปลี่ยนแปลง")
    room.wants("ส้ม", asks("O2", "O3")).bot("O3", "ไม่รวม O2")
    assert requests(room) == [("O3 กองคลัง", "pending", LATER)]


def test_a_request_that_names_no_item_keeps_its_date_until_the_item_is_chosen(room: Room) -> None:
    room.wants("ส้ม", asks(reason="รอเอกสาร")).bot("โปรดระบุรายการ")
    assert requests(room) == []
    room.presses("ส้ม", "O2 รายการ O2").bot("15 ม.ค. 70", "รอเอกสาร")
    assert requests(room) == [("O2 กองคลัง", "pending", LATER)]


def test_an_unregistered_person_asks_for_nothing(room: Room) -> None:
    room.wants("คนนอก", asks("O2")).bot("ลงทะเบียน")
    assert requests(room) == []


def test_the_card_the_lists_and_the_summary_show_what_waits(room: Room) -> None:
    room.wants("ส้ม", asks("O2"))
    room.says("ช้าง", "/item O2").bot("ขอขยายถึง 15 ม.ค. 70 รอพิจารณา", without=("[อนุมัติ]",))
    room.says("ส้ม", "/missing").bot("ขอขยายถึง 15 ม.ค. 70 รอพิจารณา")
    room.wants("ท่านปลัด", WeeklySummary()).bot("คำขอขยายเวลารอพิจารณา 1 รายการ ได้แก่ O2")
    room.presses("ก้อย", "อนุมัติ").says("ช้าง", "/item O2").bot("15 ม.ค. 70", without=("รอพิจารณา",))


def test_a_waiting_request_silences_its_reminders_and_an_approved_one_retargets(room: Room) -> None:
    def rungs() -> list[tuple[str, int]]:
        with room.database.read() as session:
            found = session.query(Reminder, Assignment).join(Assignment, Assignment.id == Reminder.assignment_id)
            return sorted((a.item.code, r.rung) for r, a in found if a.item.code in ("O2", "O8"))

    room.wants("ช้าง", asks("O8"))
    room.at("2026-12-01 08:30").ticks()
    assert rungs() == [("O2", 14)]
    assert not any("O8" in said for said in room.pushes("ช้าง") if "ขออนุญาตติดตาม" in said)
    room.taps("ก้อย", f"1:d:{extension_id(room)}:y")
    room.at("2026-12-14 08:30").ticks()
    assert rungs() == [("O2", 1), ("O2", 14)]
    room.at("2026-12-16 08:30").ticks()
    assert rungs() == [("O2", -1), ("O2", 1), ("O2", 14), ("O8", 30)]


def test_a_refused_request_lets_the_reminders_go_on(room: Room) -> None:
    room.wants("ช้าง", asks("O8"))
    room.at("2026-12-08 08:30").ticks()
    room.taps("ก้อย", f"1:d:{extension_id(room)}:n")
    room.at("2026-12-09 08:30").ticks()
    assert any("O8" in said for said in room.pushes("ช้าง") if "ขออนุญาตติดตาม" in said)


def test_a_date_that_passed_before_the_decision_is_asked_again(room: Room) -> None:
    room.wants("ส้ม", asks("O2"))
    room.at("2027-01-20 09:00").presses("ก้อย", "อนุมัติ").bot("โปรดระบุกำหนดส่งใหม่")
    room.picks("ก้อย", "2027-01-10").bot("ผ่านมาแล้ว")
    assert due(room, "O2") == {DUE}
    room.picks("ก้อย", "2027-02-10").bot("อนุมัติการขยายเวลาเรียบร้อยแล้ว")
    assert due(room, "O2") == {date(2027, 2, 10)}


def test_a_newer_request_for_one_item_leaves_the_others_of_the_older_waiting(room: Room) -> None:
    room.wants("ส้ม", asks("O2", "O3"))
    older = extension_id(room)
    room.wants("ส้ม", asks("O2", until=date(2027, 2, 1)))
    room.taps("ก้อย", f"1:d:{older}:y").bot("O3", without=("O2",))
    assert (due(room, "O2"), due(room, "O3")) == ({DUE}, {LATER})
    assert requests(room) == [
        ("O2 กองคลัง", "withdrawn", LATER),
        ("O3 กองคลัง", "approved", LATER),
        ("O2 กองคลัง", "pending", date(2027, 2, 1)),
    ]


def test_another_office_cannot_decide(room: Room) -> None:
    room.wants("ส้ม", asks("O2"))
    with room.database.write() as session:
        other = new_office(session, "other")
        assert extensions.of_request(session, other.id, extension_id(room)) == []
