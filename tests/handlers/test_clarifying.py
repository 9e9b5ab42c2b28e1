"""Asking back: likely meanings as buttons that write nothing until tapped; short and quiet in a group."""

import pytest

from handlers.intents import (
    Clarify,
    ListDue,
    ListMissing,
    ReportProblem,
    ShowItem,
    ShowProgress,
    StatusChange,
    Thanks,
    Unknown,
    UpdateStatus,
    WhoAmI,
    WhoOwns,
)
from messages.limits import problems
from models.changes import Change
from tests.handlers.test_reporting import register
from tests.support.room import Room

GROUP = "กลุ่ม ITA"
LINK = "https://www.example.go.th/o2.pdf"
O2_DONE = UpdateStatus((StatusChange("O2", "done"),))
MIXED = UpdateStatus((StatusChange("O1", "done"), StatusChange("O2", "in_progress")))


@pytest.fixture
def bound(room: Room) -> Room:
    room.group(GROUP, "ส้ม", "ช้าง", "ก้อย", "คนนอก")
    return room.says("ก้อย", "/bind", to=GROUP)


def labels(room: Room) -> list[str]:
    [answer] = room.answer
    replies = answer.message.get("quickReply", {"items": []})["items"]
    return [str(reply["action"]["label"]) for reply in replies]


def test_the_likely_meanings_are_buttons_and_nothing_is_written_before_a_tap(room: Room) -> None:
    before = register(room)
    room.wants("ส้ม", Clarify(items=("O2",), readings=(O2_DONE, ShowItem(("O2",)))))
    room.bot("ขอความชัดเจนเกี่ยวกับ O2", "รายงานว่า O2 ดำเนินการเรียบร้อยแล้ว", "ยังไม่ได้บันทึก")
    assert labels(room) == ["O2 เสร็จแล้ว", "ดู O2"]
    assert problems([answer.message for answer in room.answer]) == []
    assert register(room) == before
    room.presses("ส้ม", "O2 เสร็จแล้ว").bot("ได้รับรายงานผล")
    assert register(room)["O2 กองคลัง"] == "done"


def test_a_reading_that_only_looks_something_up_shows_it(room: Room) -> None:
    before = register(room)
    room.wants("ส้ม", Clarify(readings=(ShowItem(("O2",)), WhoOwns(("O8",)), ShowProgress("mine"))))
    assert labels(room) == ["ดู O2", "ผู้รับผิดชอบ O8", "ความก้าวหน้า"]
    room.presses("ส้ม", "ผู้รับผิดชอบ O8").bot("กองช่าง")
    assert register(room) == before


def test_a_list_asked_for_a_division_keeps_it(room: Room) -> None:
    room.wants("ก้อย", Clarify(readings=(ListMissing("division", ("กองช่าง",)), ListDue("all"))))
    room.bot("ขอดูรายการคงค้างของกองช่าง")
    room.presses("ก้อย", "รายการคงค้าง").bot("กองช่าง", "O8", without=("O2",))


def test_a_report_of_two_states_is_one_button_that_counts_once(room: Room) -> None:
    before = register(room)
    room.wants("ส้ม", Clarify(items=("O1", "O2"), readings=(MIXED, ShowItem(("O1", "O2")))))
    assert labels(room) == ["รายงานตามข้อ 1", "ดู O1, O2"]
    data = room.answer[0].message["quickReply"]["items"][0]["action"]["data"]
    room.taps("ก้อย", data).bot("ยังไม่ได้บันทึก")
    assert register(room) == before
    room.taps("ส้ม", data).bot("ได้รับรายงานผล")
    assert (register(room)["O1 กองคลัง"], register(room)["O2 กองคลัง"]) == ("done", "in_progress")
    room.taps("ส้ม", data).bot("ปุ่มนี้เป็นของรายการเดิม")


def test_a_link_given_along_is_kept_until_the_tap(room: Room) -> None:
    reading = UpdateStatus(O2_DONE.changes, evidence=(LINK,))
    other = UpdateStatus((StatusChange("O2", "in_progress"),), evidence=(LINK,))
    room.wants("ส้ม", Clarify(items=("O2",), readings=(reading, other)))
    room.presses("ส้ม", "O2 กำลังดำเนินการ").bot("ได้รับรายงานผล")
    assert register(room)["O2 กองคลัง"] == "in_progress"
    with room.database.read() as session:
        assert [c.after for c in session.query(Change).filter_by(field="evidence")] == [LINK]


def test_a_typed_yes_does_not_choose_between_readings(room: Room) -> None:
    before = register(room)
    room.wants("ส้ม", Clarify(items=("O1", "O2"), readings=(MIXED, ShowItem(("O1",))))).says("ส้ม", "ยืนยัน")
    assert register(room) == before


def test_a_short_answer_still_counts_for_the_item_asked_about(room: Room) -> None:
    room.wants("ส้ม", Clarify(items=("O2",), readings=(O2_DONE, ShowItem(("O2",))))).says("ส้ม", "กำลังทำ")
    assert register(room)["O2 กองคลัง"] == "in_progress"


def test_a_heavy_reading_is_still_confirmed_after_the_tap(room: Room) -> None:
    before = register(room)
    heavy = UpdateStatus(tuple(StatusChange(f"O{n}", "done") for n in range(1, 8)))
    room.wants("ส้ม", Clarify(readings=(heavy, ListMissing("mine"))))
    room.presses("ส้ม", "O1–O7 เสร็จแล้ว").bot("โปรดยืนยันก่อนบันทึก")
    assert register(room) == before


def test_readings_without_a_button_are_left_out_and_the_plain_question_remains(room: Room) -> None:
    room.wants("ส้ม", Clarify(items=("O2",), readings=(WhoAmI(),))).bot("โปรดแจ้งสถานะ", "O2")
    unknown = UpdateStatus((StatusChange("O99", "done"),))
    room.wants("ส้ม", Clarify(items=("O2",), readings=(unknown, ReportProblem(("O99",), "ติด")))).bot("โปรดแจ้งสถานะ")


def test_the_chief_is_offered_no_report(room: Room) -> None:
    room.wants("ท่านปลัด", Clarify(items=("O2",), readings=(O2_DONE, ShowItem(("O2",)))))
    assert labels(room) == ["ดู O2"]


def test_items_alone_a_state_alone_and_nothing_are_asked_back_as_before(room: Room) -> None:
    room.wants("ส้ม", Clarify(items=("O2",))).bot("โปรดแจ้งสถานะ", "O2 ")
    room.wants("ส้ม", Clarify(status="done")).bot("ดำเนินการเรียบร้อยแล้ว", "O1")
    room.presses("ส้ม", "O1 รายการ O1").bot("ได้รับรายงานผล")
    room.wants("ช้าง", Clarify()).bot("โปรดระบุรายการ", "O8")


@pytest.mark.parametrize(
    "unclear",
    [
        Clarify(items=("O2",), readings=(O2_DONE, ShowItem(("O2",)))),
        Clarify(items=("O2",)),
        Clarify(status="done"),
        Clarify(),
        Clarify(unknown_codes=("O99",)),
        Clarify(unknown_division="กองเรือ"),
    ],
)
def test_in_a_group_asking_back_is_one_short_text(unclear: Clarify, bound: Room) -> None:
    bound.wants("ส้ม", unclear, to=GROUP)
    [answer] = bound.answer
    assert answer.message["type"] == "text"
    assert len(answer.message["text"]) < 200
    assert answer.message["text"].count("\n") <= 2


def test_a_button_in_the_group_counts_for_whoever_may_report(bound: Room) -> None:
    bound.wants("ส้ม", Clarify(items=("O2",), readings=(O2_DONE, ShowItem(("O2",)))), to=GROUP)
    bound.presses("ส้ม", "O2 เสร็จแล้ว", to=GROUP).bot("ได้รับรายงานผล")


def test_thanks_and_strange_lines_are_answered_in_private_and_not_in_a_group(bound: Room) -> None:
    bound.wants("ส้ม", Thanks()).bot("ยินดีให้บริการ")
    bound.wants("ส้ม", Unknown()).bot("ยังไม่เข้าใจ", "ยังไม่ได้บันทึก")
    assert len(bound.answer) == 1
    bound.wants("ส้ม", Thanks(), to=GROUP).silent()
    bound.wants("ส้ม", Unknown(), to=GROUP).silent()
