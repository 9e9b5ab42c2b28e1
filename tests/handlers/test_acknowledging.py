"""Answering a reminder without a report: รับทราบ, and to be reminded later."""

from datetime import date

import pytest

from handlers.intents import AttachEvidence, RequestExtension, ShowHistory
from messages.limits import problems
from models.changes import Change
from models.people import Member
from models.queries import items_of_round, office_by_slug
from models.register import Assignment
from tests.handlers.conftest import enrol
from tests.support.offices import add_item
from tests.support.room import Room

GROUP = "กลุ่ม ITA"
LATER_ONE, LATER_THREE = "เลื่อนเตือน 1 วัน", "เลื่อนเตือน 3 วัน"


@pytest.fixture
def reminded(room: Room) -> Room:
    """Tuesday the eighth of December: O1–O9 fall due in a week, and the clock has just said so."""
    return room.at("2026-12-08 08:30").ticks()


def own(room: Room, who: str = "ส้ม") -> dict[str, Assignment]:
    """This person's part of each item, by code."""
    with room.database.read() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        member = session.query(Member).filter_by(display_name=who).one()
        parts = [a for item in items_of_round(session, office) for a in item.assignments]
        return {a.item.code: a for a in parts if member.answers_for(a.division_id)}


def put_off(room: Room, who: str = "ส้ม") -> dict[str, date]:
    return {code: a.snoozed_until for code, a in own(room, who).items() if a.snoozed_until}


def changes(room: Room) -> list[tuple[str, str]]:
    with room.database.read() as session:
        return [(c.field, c.item.code) for c in session.query(Change).order_by(Change.id)]


def button(room: Room, label: str) -> str:
    """The data of a quick reply under the last answer."""
    offered = [item["action"] for item in room.answer[-1].message["quickReply"]["items"]]
    return next(str(action["data"]) for action in offered if action["label"] == label)


def give(room: Room, code: str, due: date) -> None:
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        add_item(session, office, code, ("กองคลัง",), due)


def test_a_digest_can_be_acknowledged_as_a_whole(reminded: Room) -> None:
    reminded.presses("ส้ม", "รับทราบ").bot("บันทึกการรับทราบ", "8 รายการ", "O1–O7, O9", "สถานะของรายการยังคงเดิม")
    assert problems([answer.message for answer in reminded.answer]) == []
    assert changes(reminded) == [("acknowledge", f"O{n}") for n in (1, 2, 3, 4, 5, 6, 7, 9)]
    assert {a.status for a in own(reminded).values()} == {"not_reported"}
    assert put_off(reminded) == {}


def test_acknowledged_is_not_reported(reminded: Room) -> None:
    reminded.presses("ส้ม", "รับทราบ").says("ส้ม", "/สถานะ").bot(without=("ดำเนินการเรียบร้อยแล้ว 1",))
    reminded.says("ส้ม", "/ค้าง").bot("O1", "O9")


def test_the_same_button_twice_changes_nothing_more(reminded: Room) -> None:
    reminded.presses("ส้ม", "รับทราบ").taps("ส้ม", "1:k:2026-12-08").bot("ไว้แล้ว", "O1–O7, O9")
    assert len(changes(reminded)) == 8
    reminded.taps("ส้ม", "1:z:3:2026-12-08").taps("ส้ม", "1:z:3:2026-12-08").bot("อยู่แล้ว", "11 ธ.ค. 69")
    assert len(changes(reminded)) == 16
    assert {a.snoozes for code, a in own(reminded).items() if code != "M1"} == {1}


def test_a_digest_is_put_off_as_a_whole(reminded: Room) -> None:
    reminded.presses("ส้ม", LATER_THREE).bot("11 ธ.ค. 69", "O1–O7, O9", "สถานะและกำหนดส่งยังคงเดิม")
    assert problems([answer.message for answer in reminded.answer]) == []
    assert put_off(reminded) == {f"O{n}": date(2026, 12, 11) for n in (1, 2, 3, 4, 5, 6, 7, 9)}
    assert put_off(reminded, "ช้าง") == {}


def test_another_day_can_be_chosen_afterwards(reminded: Room) -> None:
    reminded.presses("ส้ม", LATER_THREE).taps("ส้ม", "1:z:1:2026-12-08").bot("9 ธ.ค. 69")
    assert set(put_off(reminded).values()) == {date(2026, 12, 9)}


def test_each_item_waits_as_far_as_its_own_deadline_lets_it(room: Room) -> None:
    for code, due in [("O10", date(2026, 12, 8)), ("O11", date(2026, 12, 9)), ("O12", date(2026, 12, 1))]:
        give(room, code, due)
    room.at("2026-12-08 08:30").ticks().presses("ส้ม", LATER_THREE).bot(
        "ครบกำหนดวันนี้ จึงไม่เลื่อนการแจ้งเตือน: O10", "9 ธ.ค. 69 (เฉพาะวันทำการ): O11", "O1–O7, O9, O12", "ไม่เกินกำหนดส่ง"
    )
    until = put_off(room)
    assert "O10" not in until
    assert (until["O11"], until["O12"], until["O1"]) == (date(2026, 12, 9), date(2026, 12, 11), date(2026, 12, 11))


def test_what_is_due_today_can_only_be_acknowledged(room: Room) -> None:
    room.at("2026-12-15 08:30").ticks()
    offered = [item["action"]["label"] for item in room.heard("ส้ม")[-1].message["quickReply"]["items"]]
    assert offered[0] == "รับทราบ"
    assert LATER_ONE not in offered
    room.taps("ส้ม", "1:z:1:2026-12-15").bot("ครบกำหนดวันนี้", "O1–O7, O9", "ระบบไม่ได้เปลี่ยนแปลงข้อมูล")
    assert changes(room) == []


def test_a_button_stands_for_what_its_digest_told_and_still_waits(reminded: Room) -> None:
    reminded.says("ส้ม", "O1 เสร็จแล้ว").wants("ส้ม", RequestExtension(("O2",), date(2027, 1, 15)))
    give(reminded, "O13", date(2027, 9, 1))  # nobody was reminded of it yet
    reminded.taps("ส้ม", "1:z:1:2026-12-08").bot("O3–O7, O9", without=("O1,", "O2", "O13", "M1"))


def test_a_button_of_a_day_without_a_digest_is_outdated(reminded: Room) -> None:
    for data in ("1:k:2026-12-07", "1:k:2026-12-09", "1:z:1:2099-01-01"):
        reminded.taps("ส้ม", data).bot("ระบบยังไม่ได้บันทึกข้อมูล")
    reminded.taps("ก้อย", "1:k:2026-12-08").bot("ระบบยังไม่ได้บันทึกข้อมูล")
    assert changes(reminded) == []


def test_a_button_in_another_hand_speaks_of_that_persons_own_digest(reminded: Room) -> None:
    reminded.taps("ช้าง", "1:k:2026-12-08").bot("O8, O9")
    assert put_off(reminded) == {}
    reminded.presses("ส้ม", "รับทราบ").bot("O1–O7, O9")


def test_a_stranger_is_told_to_register(reminded: Room) -> None:
    reminded.taps("คนนอก", "1:k:2026-12-08").bot("ลงทะเบียน", without=("O1",))
    assert changes(reminded) == []


def test_in_the_group_a_digest_is_not_answered(reminded: Room) -> None:
    reminded.group(GROUP, "ส้ม", "ก้อย", "คนนอก")
    reminded.says("ส้ม", "/เลื่อนเตือน 2", to=GROUP).silent()
    reminded.says("ก้อย", "/bind", to=GROUP)
    reminded.says("ส้ม", "/เลื่อนเตือน 2", to=GROUP).bot("แชตส่วนตัว", without=("O1",))
    reminded.says("ส้ม", "/รับทราบ", to=GROUP).bot("แชตส่วนตัว")
    reminded.says("คนนอก", "/เลื่อนเตือน 2", to=GROUP).bot("ลงทะเบียน", without=("O1",))
    assert changes(reminded) == []


def test_a_report_ends_the_waiting(reminded: Room) -> None:
    reminded.presses("ส้ม", LATER_THREE).says("ส้ม", "O1 กำลังทำ")
    assert "O1" not in put_off(reminded)
    assert own(reminded)["O1"].snoozes == 0


def test_both_can_be_taken_back_by_their_button(reminded: Room) -> None:
    reminded.presses("ส้ม", LATER_THREE).presses("ส้ม", "ยกเลิกการเลื่อนเตือน").bot("แจ้งเตือนตามปกติ", "O1–O7, O9")
    assert put_off(reminded) == {}
    reminded.taps("ส้ม", "1:k:2026-12-08").presses("ส้ม", "ยกเลิกการรับทราบ").bot("ยกเลิกการรับทราบ", "O1–O7, O9")
    reminded.taps("ส้ม", "1:k:2026-12-08").bot("บันทึกการรับทราบ")


def test_taking_back_the_last_thing_said_takes_back_a_putting_off(reminded: Room) -> None:
    reminded.presses("ส้ม", LATER_ONE).says("ส้ม", "ยกเลิกรายการล่าสุด").bot("แจ้งเตือนตามปกติ")
    assert put_off(reminded) == {}


def test_what_a_report_has_ended_stays_ended_when_the_rest_is_taken_back(reminded: Room) -> None:
    take_back = button(reminded.presses("ส้ม", LATER_THREE), "ยกเลิกการเลื่อนเตือน")
    reminded.says("ส้ม", "O1 กำลังทำ").taps("ส้ม", take_back).bot("แจ้งเตือนตามปกติ", "O2–O7, O9", without=("O1",))
    assert put_off(reminded) == {}
    reminded.taps("ส้ม", take_back).bot("ยกเลิกเรียบร้อยแล้วก่อนหน้านี้")


def test_a_putting_off_that_reports_have_ended_cannot_be_taken_back(reminded: Room) -> None:
    take_back = button(reminded.says("ส้ม", "/เลื่อนเตือน O1 2"), "ยกเลิกการเลื่อนเตือน")
    reminded.says("ส้ม", "O1 กำลังทำ").taps("ส้ม", take_back).bot("ไม่สามารถยกเลิกการเลื่อนเตือนนี้ได้")
    reminded.taps("ช้าง", take_back).bot("บันทึกโดยผู้อื่น")


def test_the_history_tells_both(reminded: Room) -> None:
    reminded.presses("ส้ม", "รับทราบ").taps("ส้ม", "1:z:3:2026-12-08").presses("ส้ม", "ยกเลิกการเลื่อนเตือน")
    reminded.wants("ก้อย", ShowHistory(("O2",))).bot(
        "กองคลัง รับทราบการแจ้งเตือน",
        "กองคลัง เลื่อนการแจ้งเตือนถึง 11 ธ.ค. 69",
        "ยกเลิกการเลื่อนเตือนที่ขอไว้ถึง 11 ธ.ค. 69",
        "รายการนี้ยกเลิกแล้ว",
    )


@pytest.mark.parametrize(
    ("line", "until"),
    [
        ("/เลื่อนเตือน 2", date(2026, 12, 10)),
        ("/snooze ๒ วัน", date(2026, 12, 10)),
        ("เลื่อนเตือนไปก่อน 2 วันครับ", date(2026, 12, 10)),
        ("ขอเตือนอีกทีวันศุกร์", date(2026, 12, 11)),
        ("เลื่อนการแจ้งเตือนถึงพรุ่งนี้ค่ะ", date(2026, 12, 9)),
        ("/เลื่อนเตือน 9", date(2026, 12, 11)),
    ],
)
def test_what_was_told_is_put_off_by_a_typed_line(line: str, until: date, reminded: Room) -> None:
    reminded.says("ส้ม", line).bot("เลื่อนการแจ้งเตือนเรียบร้อยแล้ว", "O1–O7, O9")
    assert put_off(reminded) == {f"O{n}": until for n in (1, 2, 3, 4, 5, 6, 7, 9)}


def test_single_items_are_put_off_by_name(reminded: Room) -> None:
    reminded.says("ส้ม", "ขอเลื่อนเตือน O2 2 วัน").bot("10 ธ.ค. 69", "O2", without=("O1", "ขยายเวลา"))
    assert put_off(reminded) == {"O2": date(2026, 12, 10)}
    reminded.says("ส้ม", "/เลื่อนเตือน O8 1").bot("กองช่าง")
    reminded.says("ก้อย", "/เลื่อนเตือน O8 1").bot(without=("เรียบร้อยแล้ว",))
    reminded.says("ส้ม", "O3 เสร็จแล้ว").says("ส้ม", "/เลื่อนเตือน O3 1").bot("จึงไม่มีการแจ้งเตือนที่จะเลื่อน")
    assert put_off(reminded) == {"O2": date(2026, 12, 10)}
    assert put_off(reminded, "ช้าง") == {}


@pytest.mark.parametrize("line", ["/เลื่อนเตือน", "ขอเลื่อนเตือนหน่อยครับ", "/เลื่อนเตือน 0", "/snooze วันที่ 1 ธ.ค. 69"])
def test_without_a_day_that_can_be_the_days_are_offered(line: str, reminded: Room) -> None:
    reminded.says("ส้ม", line).bot("โปรดระบุจำนวนวัน", "ไม่เกิน 3 วัน")
    assert changes(reminded) == []
    reminded.presses("ส้ม", "เลื่อนเตือน 2 วัน").bot("10 ธ.ค. 69", "O1–O7, O9")


def test_the_days_offered_are_for_the_items_named(reminded: Room) -> None:
    reminded.says("ส้ม", "/เลื่อนเตือน O1-O3").presses("ส้ม", "เลื่อนเตือน 2 วัน").bot("O1–O3")
    assert sorted(put_off(reminded)) == ["O1", "O2", "O3"]


def test_before_any_reminder_there_is_nothing_to_answer(room: Room) -> None:
    room.says("ส้ม", "/เลื่อนเตือน 2").bot("ไม่มีรายการที่ระบบแจ้งเตือน")
    room.says("ส้ม", "/รับทราบ").bot("ไม่มีรายการที่ระบบแจ้งเตือน")
    room.says("ท่านปลัด", "/รับทราบ").bot("ไม่มีรายการที่ระบบแจ้งเตือน")


def test_thanks_stay_thanks(reminded: Room) -> None:
    reminded.says("ส้ม", "รับทราบครับ").bot(without=("บันทึกการรับทราบ",))
    reminded.says("ส้ม", "/รับทราบครับ").bot("บันทึกการรับทราบ")


def test_a_chase_is_not_put_off(reminded: Room) -> None:
    """Somebody asked for it: its answer is a report, or a reason."""
    reminded.says("ก้อย", "/chase กองช่าง").bot("จัดส่งการติดตามแล้ว")
    offered = [item["action"]["label"] for item in reminded.heard("ช้าง")[-1].message["quickReply"]["items"]]
    assert "รับทราบ" not in offered
    assert LATER_THREE not in offered


def test_someone_new_in_the_division_answers_for_what_it_was_told(reminded: Room) -> None:
    enrol(reminded, "แดง", "staff", "กองคลัง")
    reminded.says("แดง", "/รับทราบ").bot("O1–O7, O9")
    reminded.presses("ส้ม", "รับทราบ").bot("บันทึกการรับทราบ")
    assert len(changes(reminded)) == 16


def test_a_link_is_no_answer_that_ends_the_waiting(reminded: Room) -> None:
    reminded.presses("ส้ม", LATER_ONE).wants("ส้ม", AttachEvidence(("O2",), ("https://www.example.go.th/o2",)))
    assert "O2" in put_off(reminded)
