"""Likely meanings that are more than a state: more time, an obstacle, a link, a chase, a look back, taking back."""

from datetime import date

from handlers.intents import (
    AttachEvidence,
    Chase,
    Clarify,
    Intent,
    ReportProblem,
    RequestExtension,
    ShowHistory,
    ShowItem,
    StatusChange,
    Undo,
    UpdateStatus,
    WeeklySummary,
)
from messages.limits import problems
from models.changes import Change
from models.extensions import Extension
from tests.handlers.test_clarifying import labels
from tests.handlers.test_reporting import register
from tests.support.room import Room

LINK = "https://www.example.go.th/o2.pdf"


def asked_back(room: Room, who: str, *readings: Intent) -> Room:
    return room.wants(who, Clarify(items=("O2",), readings=readings))


def recorded(room: Room, field: str) -> list[tuple[str, str]]:
    with room.database.read() as session:
        return [(c.item.code, c.after) for c in session.query(Change).filter_by(field=field).order_by(Change.id)]


def requests(room: Room) -> list[tuple[str, date | None, str]]:
    with room.database.read() as session:
        return [(e.state, e.until, e.reason) for e in session.query(Extension).order_by(Extension.id)]


def test_a_request_for_more_time_is_offered_and_written_by_the_tap_alone(room: Room) -> None:
    asked_back(room, "ส้ม", RequestExtension(("O2",)), ShowItem(("O2",))).bot("ขอขยายเวลา O2")
    assert labels(room) == ["ขอขยายเวลา O2", "ดู O2"]
    assert requests(room) == []
    room.presses("ส้ม", "ขอขยายเวลา O2").bot("โปรดแจ้งวันที่คาดว่าจะแล้วเสร็จ")
    assert requests(room) == [("pending", None, "")]


def test_the_date_and_the_reason_that_were_said_are_kept_until_the_tap(room: Room) -> None:
    said = RequestExtension(("O2",), date(2027, 1, 15), "O2 น่าจะไม่ทัน รอเอกสาร")
    asked_back(room, "ส้ม", said, ReportProblem(("O2",), said.reason)).bot("ขอขยายเวลา O2 ถึงวันที่ 15 ม.ค. 70")
    assert problems([answer.message for answer in room.answer]) == []
    room.presses("ส้ม", "ขอขยายเวลา O2").bot("รอผู้ประสานงานพิจารณา")
    assert requests(room) == [("pending", date(2027, 1, 15), said.reason)]
    assert recorded(room, "problem") == []


def test_an_obstacle_or_a_link_is_recorded_as_it_was_said(room: Room) -> None:
    asked_back(room, "ส้ม", ReportProblem(("O2",), "O2 ติดงบ"), AttachEvidence(("O2",), (LINK,)))
    assert labels(room) == ["ข้อขัดข้อง O2", "แนบลิงก์ O2"]
    room.presses("ส้ม", "ข้อขัดข้อง O2").bot("บันทึกข้อขัดข้อง")
    asked_back(room, "ส้ม", ReportProblem(("O2",), "O2 ติดงบ"), AttachEvidence(("O2",), (LINK,)))
    room.presses("ส้ม", "แนบลิงก์ O2").bot("บันทึกลิงก์หลักฐาน", LINK)
    assert (recorded(room, "problem"), recorded(room, "evidence")) == ([("O2", "O2 ติดงบ")], [("O2", LINK)])


def test_each_reading_can_be_chosen_once_and_only_one_of_them(room: Room) -> None:
    asked_back(room, "ส้ม", ReportProblem(("O2",), "ติด"), AttachEvidence(("O2",), (LINK,)))
    first, second = (r["action"]["data"] for r in room.answer[0].message["quickReply"]["items"])
    room.taps("ส้ม", first).bot("บันทึกข้อขัดข้อง")
    room.taps("ส้ม", second).bot("ปุ่มนี้เป็นของรายการเดิม")
    assert recorded(room, "evidence") == []


def test_a_look_back_and_the_summary_are_shown(room: Room) -> None:
    asked_back(room, "ท่านปลัด", ShowHistory(("O2",)), WeeklySummary())
    assert labels(room) == ["ประวัติ O2", "สรุปผู้บริหาร"]
    room.presses("ท่านปลัด", "ประวัติ O2").bot("ประวัติ O2", "ยังไม่มีการเปลี่ยนแปลง")


def test_a_chase_is_offered_to_those_who_may_and_still_confirmed_when_it_is_large(room: Room) -> None:
    room.at("2026-12-16 10:00")
    asked_back(room, "ก้อย", Chase(("กองช่าง",)), Chase())
    assert labels(room) == ["ติดตามกองช่าง", "ติดตามทุกส่วนราชการ"]
    room.presses("ก้อย", "ติดตามทุกส่วนราชการ").bot("โปรดยืนยันก่อนส่งการติดตาม")
    assert room.pushes("ช้าง") == []
    asked_back(room, "ก้อย", Chase(("กองช่าง",))).presses("ก้อย", "ติดตามกองช่าง").bot("จัดส่งการติดตามแล้ว")
    assert len(room.pushes("ช้าง")) == 1
    asked_back(room, "ส้ม", Chase(("กองช่าง",)), ShowItem(("O2",)))
    assert labels(room) == ["ดู O2"]


def test_taking_back_names_the_report_it_was_offered_for(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")
    asked_back(room, "ส้ม", Undo(), UpdateStatus((StatusChange("O2", "in_progress"),)))
    assert labels(room) == ["ยกเลิกรายการล่าสุด", "O2 กำลังดำเนินการ"]
    taking_back = room.answer[0].message["quickReply"]["items"][0]["action"]["data"]
    room.says("ส้ม", "O3 เสร็จแล้ว").taps("ส้ม", taking_back).bot("ยกเลิกการรายงานเรียบร้อยแล้ว", "O2")
    assert (register(room)["O2 กองคลัง"], register(room)["O3 กองคลัง"]) == ("not_reported", "done")


def test_with_nothing_to_take_back_it_is_not_offered(room: Room) -> None:
    asked_back(room, "ส้ม", Undo(), ShowItem(("O2",)))
    assert labels(room) == ["ดู O2"]
