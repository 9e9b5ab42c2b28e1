"""Reporting by text and by button: what is written, what is asked first, what is refused, what can be taken back."""

from models.changes import Change
from models.register import Assignment, WorkItem
from models.words import Status
from tests.support.room import Room


def register(room: Room) -> dict[str, Status]:
    """O9 กองคลัง → its status, for every answer of the office."""
    with room.database.read() as session:
        return {
            f"{a.item.code} {a.division.name}": a.status
            for a in session.query(Assignment).join(WorkItem).order_by(Assignment.id)
            if a.division is not None
        }


def test_a_head_reports_in_plain_thai_and_gets_a_receipt(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว").bot("ได้รับรายงานผล", "O2", "ดำเนินการเรียบร้อยแล้ว")
    assert register(room)["O2 กองคลัง"] == "done"
    room.says("ส้ม", "ข้อ ๓ กำลังทำ").bot("อยู่ระหว่างดำเนินการ")
    assert register(room)["O3 กองคลัง"] == "in_progress"


def test_several_codes_and_ranges_are_one_report(room: Room) -> None:
    room.says("ส้ม", "O1-O3 และ O5 เสร็จแล้วค่ะ").bot("O1", "O2", "O3", "O5")
    done = [owner for owner, status in register(room).items() if status == "done"]
    assert done == ["O1 กองคลัง", "O2 กองคลัง", "O3 กองคลัง", "O5 กองคลัง"]


def test_every_change_is_an_audit_row_with_its_event(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว https://www.example.go.th/o2.pdf")
    with room.database.read() as session:
        rows = {(c.field, c.before, c.after, c.role, c.source) for c in session.query(Change)}
        assert rows == {
            ("status", "not_reported", "done", "head", "chat"),
            ("evidence", "", "https://www.example.go.th/o2.pdf", "head", "chat"),
        }
        assert all(c.event_id and c.member_id for c in session.query(Change))


def test_each_division_answers_for_itself(room: Room) -> None:
    room.says("ส้ม", "O9 เสร็จแล้ว")
    assert register(room)["O9 กองคลัง"] == "done"
    assert register(room)["O9 กองช่าง"] == "not_reported"


def test_a_wrong_persons_report_is_refused_and_changes_nothing(room: Room) -> None:
    before = register(room)
    room.says("ช้าง", "O2 เสร็จแล้ว").bot("ยังไม่ได้บันทึก", "กองคลัง")
    room.says("ช้าง", "O8 O2 เสร็จแล้ว").bot("ยังไม่ได้บันทึก")
    assert register(room) == before


def test_the_chief_may_read_but_not_report(room: Room) -> None:
    before = register(room)
    room.says("ท่านปลัด", "O2 เสร็จแล้ว")
    assert register(room) == before
    room.says("ท่านปลัด", "/status").bot("ความก้าวหน้า")


def test_a_coordinator_reports_on_behalf_and_is_recorded_so(room: Room) -> None:
    room.says("ก้อย", "O8 เสร็จแล้ว").bot("แทน", "กองช่าง")
    with room.database.read() as session:
        assert [(c.role, c.on_behalf) for c in session.query(Change)] == [("coordinator", True)]


def test_a_coordinator_is_asked_for_which_division_and_the_button_answers(room: Room) -> None:
    before = register(room)
    room.says("ก้อย", "O9 เสร็จแล้ว").bot("มากกว่าหนึ่งส่วนราชการ")
    assert register(room) == before
    room.presses("ก้อย", "กองช่าง").bot("ได้รับรายงานผล")
    assert register(room)["O9 กองช่าง"] == "done"
    room.says("ก้อย", "O9 กองคลัง อยู่ระหว่างดำเนินการ").bot("ได้รับรายงานผล")
    assert register(room)["O9 กองคลัง"] == "in_progress"


def test_more_than_five_at_once_is_confirmed_first(room: Room) -> None:
    before = register(room)
    room.says("ส้ม", "O1-O7 เสร็จแล้ว").bot("โปรดยืนยันก่อนบันทึก")
    assert register(room) == before
    room.presses("ส้ม", "ยืนยัน").bot("ได้รับรายงานผล")
    assert sum(status == "done" for status in register(room).values()) == 7


def test_a_state_told_in_words_that_are_not_known_is_offered_and_written_once_confirmed(room: Room) -> None:
    before = register(room)
    room.says("ส้ม", "O2 หัวหน้าขอให้เพิ่มตาราง วันนี้นั่งเพิ่มอยู่ค่ะ").bot("โปรดยืนยันก่อนบันทึก", "O2", "อยู่ระหว่างดำเนินการ")
    assert register(room) == before
    room.presses("ส้ม", "ยืนยัน").bot("ได้รับรายงานผล")
    assert register(room)["O2 กองคลัง"] == "in_progress"


def test_a_done_that_may_be_about_something_else_is_confirmed_first(room: Room) -> None:
    room.says("ส้ม", "O2 นี่นะ ขุดลอกคลองหลังวัดเสร็จแล้ว ขอบคุณผู้รับเหมา").bot("โปรดยืนยันก่อนบันทึก")
    room.presses("ส้ม", "ยกเลิก").bot("ไม่ได้เปลี่ยนแปลง")
    assert register(room)["O2 กองคลัง"] == "not_reported"


def test_taking_back_a_done_item_is_confirmed_first_and_can_be_dropped(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")
    room.says("ส้ม", "O2 กำลังทำ").bot("โปรดยืนยันก่อนบันทึก")
    assert register(room)["O2 กองคลัง"] == "done"
    room.presses("ส้ม", "ยกเลิก").bot("ไม่ได้เปลี่ยนแปลง")
    assert register(room)["O2 กองคลัง"] == "done"


def test_a_confirmation_counts_once_and_only_for_whom_was_asked(room: Room) -> None:
    room.says("ส้ม", "O1-O7 เสร็จแล้ว")
    data = confirm_data(room)
    room.taps("ช้าง", data).bot("ยังไม่ได้บันทึก")
    room.taps("ส้ม", data).bot("ได้รับรายงานผล")
    room.says("ส้ม", "O1 กำลังทำ")
    room.taps("ส้ม", data).bot("ยังไม่ได้บันทึก")


def confirm_data(room: Room) -> str:
    message = room.answer[-1].message
    buttons = message["contents"]["footer"]["contents"]
    return str(buttons[0]["action"]["data"])


def test_buttons_on_the_item_card_have_the_same_effect_as_text(room: Room) -> None:
    room.says("ส้ม", "/ข้อ 4").bot("O4", "กองคลัง")
    room.presses("ส้ม", "อยู่ระหว่างดำเนินการ").bot("ได้รับรายงานผล", "O4")
    assert register(room)["O4 กองคลัง"] == "in_progress"
    with room.database.read() as session:
        assert [c.source for c in session.query(Change)] == ["button"]


def test_another_divisions_button_is_refused_as_its_text_would_be(room: Room) -> None:
    with room.database.read() as session:
        [o2] = [a for a in session.query(Assignment).join(WorkItem) if a.item.code == "O2"]
    before = register(room)
    room.taps("ช้าง", f"1:s:{o2.id}:d").bot("ยังไม่ได้บันทึก")
    room.taps("ช้าง", "1:s:999999:d").bot("ยังไม่ได้บันทึก")
    assert register(room) == before


def test_undo_by_word_and_by_button_puts_the_last_report_back(room: Room) -> None:
    room.says("ส้ม", "O2 กำลังทำ")
    room.says("ส้ม", "O2 O3 เสร็จแล้ว")
    room.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("O2", "O3")
    assert register(room)["O2 กองคลัง"] == "in_progress"
    assert register(room)["O3 กองคลัง"] == "not_reported"
    room.says("ส้ม", "O4 เสร็จแล้ว").presses("ส้ม", "ยกเลิกการรายงานนี้")
    assert register(room)["O4 กองคลัง"] == "not_reported"
    with room.database.read() as session:
        assert session.query(Change).filter(Change.undoes.is_not(None)).count() == 3


def test_an_undo_button_works_once_and_not_after_someone_changed_it_since(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")
    undo = undo_data(room)
    room.taps("ช้าง", undo)
    assert register(room)["O2 กองคลัง"] == "done"
    room.taps("ส้ม", undo)
    room.taps("ส้ม", undo)
    assert register(room)["O2 กองคลัง"] == "not_reported"
    room.says("ส้ม", "O3 กำลังทำ")
    undo = undo_data(room)
    room.says("ก้อย", "O3 เสร็จแล้ว")
    room.taps("ส้ม", undo)
    assert register(room)["O3 กองคลัง"] == "done"


def undo_data(room: Room) -> str:
    found = [data for data in _data_in(room.answer[-1].message) if data.startswith("1:u:")]
    return found[0]


def _data_in(part: object) -> list[str]:
    if isinstance(part, dict):
        own = [str(part["data"])] if part.get("type") == "postback" else []
        return own + [data for value in part.values() for data in _data_in(value)]
    if isinstance(part, list):
        return [data for value in part for data in _data_in(value)]
    return []


def test_an_unclear_line_is_asked_back_and_the_answer_is_short(room: Room) -> None:
    before = register(room)
    for line in ("O2 น่าจะเสร็จแล้ว", "O2 จะเสร็จพรุ่งนี้", "เขาบอกว่า O2 เสร็จแล้ว", "อยากให้ O2 เสร็จแล้ว"):
        room.says("ส้ม", line).bot("O2")
    assert register(room) == before
    room.says("ส้ม", "กำลังทำอยู่ค่ะ").bot("ได้รับรายงานผล")
    assert register(room)["O2 กองคลัง"] == "in_progress"


def test_nearly_done_is_under_way(room: Room) -> None:
    room.says("ส้ม", "O2 ใกล้เสร็จแล้วค่ะ เหลือแค่รอลงเว็บ").bot("ได้รับรายงานผล")
    assert register(room)["O2 กองคลัง"] == "in_progress"


def test_a_code_the_office_does_not_have_is_said_so(room: Room) -> None:
    room.says("ส้ม", "O99 เสร็จแล้ว").bot("O99", "O1")


def test_a_redelivered_report_is_written_and_answered_once(room: Room) -> None:
    room.platform.fault("twice")
    room.says("ส้ม", "O2 เสร็จแล้ว").bot("ได้รับรายงานผล")
    assert len(room.answer) == 1
    with room.database.read() as session:
        assert session.query(Change).count() == 1


def test_a_short_answer_counts_once_and_not_after_the_talk_has_moved_on(room: Room) -> None:
    room.says("ส้ม", "O2 น่าจะเสร็จแล้ว").says("ส้ม", "กำลังทำ").bot("ได้รับรายงานผล")
    room.says("ส้ม", "เสร็จแล้ว")
    assert register(room)["O2 กองคลัง"] == "in_progress"
    room.says("ส้ม", "O3 น่าจะเสร็จแล้ว").says("ส้ม", "/status").says("ส้ม", "เสร็จแล้ว")
    assert register(room)["O3 กองคลัง"] == "not_reported"


def test_a_confirmation_can_be_typed(room: Room) -> None:
    room.says("ส้ม", "O1-O7 เสร็จแล้ว").says("ส้ม", "ยืนยัน").bot("ได้รับรายงานผล")
    room.says("ส้ม", "ยืนยัน").bot(without=("ได้รับรายงานผล",))
