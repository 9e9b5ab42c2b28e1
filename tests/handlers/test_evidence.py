"""Links as evidence: on the right answer, without a claim on the state, and never lost."""

from handlers.intents import AttachEvidence, ShowProgress, StatusChange, UpdateStatus
from models.changes import Change
from models.register import Assignment, WorkItem
from tests.support.room import Room

URL, OTHER = "https://www.example.go.th/o2.pdf", "https://drive.example.com/file/9"


def recorded(room: Room) -> list[tuple[str, str | None, str, bool]]:
    """O2, กองคลัง (None: on the item), the link, whether on behalf: in order."""
    with room.database.read() as session:
        rows = session.query(Change).filter_by(field="evidence").order_by(Change.id)
        return [
            (
                c.item.code,
                c.assignment.division.name if c.assignment and c.assignment.division else None,
                c.after,
                c.on_behalf,
            )
            for c in rows
        ]


def status(room: Room, code: str) -> set[str]:
    with room.database.read() as session:
        return {a.status for a in session.query(Assignment).join(WorkItem).where(WorkItem.code == code)}


def test_each_link_is_recorded_and_the_state_is_asked_not_assumed(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence(("O2",), (URL, OTHER, URL)))
    room.bot("บันทึกลิงก์หลักฐาน", "O2", URL, OTHER, "โปรดแจ้งสถานะปัจจุบันของ O2")
    assert recorded(room) == [("O2", "กองคลัง", URL, False), ("O2", "กองคลัง", OTHER, False)]
    assert status(room, "O2") == {"not_reported"}


def test_in_a_group_asking_for_the_item_is_one_short_text_and_the_link_is_kept(room: Room) -> None:
    room.group("กลุ่ม ITA", "ส้ม", "ก้อย")
    room.says("ก้อย", "/bind", to="กลุ่ม ITA").wants("ส้ม", AttachEvidence((), (URL,)), to="กลุ่ม ITA")
    assert room.answer[0].message["text"].count("\n") == 0
    room.presses("ส้ม", "O2 รายการ O2", to="กลุ่ม ITA").bot("บันทึกลิงก์หลักฐาน")
    assert recorded(room) == [("O2", "กองคลัง", URL, False)]


def test_a_typed_yes_does_not_place_a_link(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence((), (URL,))).says("ส้ม", "ยืนยัน")
    assert recorded(room) == []


def test_the_state_is_answered_by_button_or_in_a_word(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence(("O2",), (URL,))).presses("ส้ม", "ดำเนินการเรียบร้อยแล้ว").bot("ได้รับรายงานผล")
    assert status(room, "O2") == {"done"}
    room.wants("ส้ม", AttachEvidence(("O3",), (URL,))).says("ส้ม", "กำลังทำอยู่ค่ะ").bot("ได้รับรายงานผล")
    assert status(room, "O3") == {"in_progress"}


def test_what_is_done_is_not_asked_again(room: Room) -> None:
    room.wants("ส้ม", UpdateStatus((StatusChange("O2", "done"),)))
    room.wants("ส้ม", AttachEvidence(("O2",), (URL,)))
    room.bot("บันทึกลิงก์หลักฐาน", without=("โปรดแจ้งสถานะ",))
    assert status(room, "O2") == {"done"}


def test_another_divisions_item_is_refused_and_the_chief_attaches_nothing(room: Room) -> None:
    room.wants("ช้าง", AttachEvidence(("O8", "O2"), (URL,))).bot("ยังไม่ได้บันทึก", "กองคลัง")
    room.wants("ท่านปลัด", AttachEvidence(("O2",), (URL,))).bot(without=("บันทึกลิงก์หลักฐาน",))
    room.wants("คนนอก", AttachEvidence(("O2",), (URL,))).bot("ลงทะเบียน")
    assert recorded(room) == []


def test_a_coordinator_attaches_on_behalf_or_to_the_item_of_several_divisions(room: Room) -> None:
    room.wants("ก้อย", AttachEvidence(("O8",), (URL,))).bot("บันทึกแทนกองช่าง")
    room.wants("ก้อย", AttachEvidence(("O9",), (OTHER,)))
    assert recorded(room) == [("O8", "กองช่าง", URL, True), ("O9", None, OTHER, True)]


def test_a_link_too_long_to_keep_is_refused(room: Room) -> None:
    fits = "https://www.example.go.th/" + "a" * (2000 - 26)
    room.wants("ส้ม", AttachEvidence(("O2",), (fits + "a",))).bot("ยาวเกิน 2,000")
    assert recorded(room) == []
    room.wants("ส้ม", AttachEvidence(("O2",), (fits,))).bot("บันทึกลิงก์หลักฐาน")
    assert recorded(room) == [("O2", "กองคลัง", fits, False)]


def test_a_link_without_its_item_is_kept_until_the_item_is_chosen(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence((), (URL, OTHER))).bot("โปรดระบุว่าเป็นหลักฐานของรายการใด", "O3")
    assert recorded(room) == []
    room.presses("ส้ม", "O3 รายการ O3").bot("บันทึกลิงก์หลักฐาน", URL, OTHER)
    assert [row[0] for row in recorded(room)] == ["O3", "O3"]


def test_a_kept_link_survives_other_talk_and_is_attached_once(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence((), (URL,)))
    data = room.answer[-1].message["quickReply"]["items"][0]["action"]["data"]
    assert len(data) < 60
    room.wants("ส้ม", ShowProgress("mine"))
    room.taps("ช้าง", data).bot("ไม่พบข้อมูลที่รอบันทึก")
    room.taps("ส้ม", data).bot("บันทึกลิงก์หลักฐาน")
    room.taps("ส้ม", data).bot("ไม่พบข้อมูลที่รอบันทึก")
    assert len(recorded(room)) == 1


def test_the_next_line_may_name_the_item_of_a_kept_link(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence((), (URL,)))
    room.wants("ส้ม", AttachEvidence(("O4",), ())).bot("บันทึกลิงก์หลักฐาน", "O4", URL)
    assert recorded(room) == [("O4", "กองคลัง", URL, False)]


def test_another_divisions_item_does_not_use_up_a_kept_link(room: Room) -> None:
    room.wants("ส้ม", AttachEvidence((), (URL,)))
    room.wants("ส้ม", AttachEvidence(("O8",), ())).bot("ยังไม่ได้บันทึก")
    room.wants("ส้ม", AttachEvidence(("O2",), ())).bot("บันทึกลิงก์หลักฐาน")
    assert recorded(room) == [("O2", "กองคลัง", URL, False)]
