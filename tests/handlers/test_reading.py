"""Asking: how far, what is missing, what is due, who; in 1:1, in the bound group, and by strangers."""

import pytest

from messages.limits import problems
from tests.handlers.conftest import invite
from tests.support.room import Room

GROUP = "กลุ่ม ITA"


@pytest.fixture
def bound(room: Room) -> Room:
    room.group(GROUP, "ส้ม", "ช้าง", "ก้อย", "ท่านปลัด", "คนนอก")
    room.says("ก้อย", "/bind", to=GROUP).bot("ผูกกลุ่ม")
    return room


def test_missing_names_what_is_not_done_under_who_owes_it(room: Room) -> None:
    room.says("ส้ม", "O1-O5 เสร็จแล้ว").says("ก้อย", "/missing").bot("O6", "O7", "O8", "O9", "M1", without=("O1 ", "O5 "))
    room.says("ช้าง", "/ค้าง").bot("O8", "O9", "M1", without=("O6", "O7"))
    room.says("ช้าง", "/missing กองคลัง").bot("O6", without=("O8",))


@pytest.mark.parametrize(
    "line", ["/status", "/สถานะ", "/missing", "/ค้าง", "/due", "/กำหนด", "/item O8", "/ข้อ 8", "/who O8", "/ใคร O8"]
)
def test_every_command_has_a_thai_name_and_answers_within_lines_limits(line: str, room: Room) -> None:
    room.says("ส้ม", line)
    assert room.answer, "no answer"
    assert problems([answer.message for answer in room.answer]) == []
    assert all(answer.kind == "reply" and answer.cost == 0 for answer in room.answer)


@pytest.mark.parametrize("line", ["/help", "/ช่วย", "/summary", "/สรุป", "ฉันคือใคร"])
def test_the_other_commands_answer_too(line: str, room: Room) -> None:
    room.says("ท่านปลัด", line)
    assert problems([answer.message for answer in room.answer]) == []
    assert room.answer


def test_who_names_the_division(room: Room) -> None:
    room.says("ท่านปลัด", "/who O8").bot("กองช่าง")
    room.says("ท่านปลัด", "O8 ใครรับผิดชอบ").bot("กองช่าง")


def test_due_shows_dates_people_read(room: Room) -> None:
    room.says("ส้ม", "/due").bot("15 ธ.ค. 69")


def test_an_unregistered_person_learns_nothing_but_how_to_register(room: Room) -> None:
    for line in ("/status", "/missing", "O8 เสร็จแล้ว", "/summary", "ฉันคือใคร", "สวัสดี", "/item O8"):
        room.says("คนนอก", line).bot("ลงทะเบียน", without=("O8", "กองคลัง"))
    room.says("คนนอก", "/help").bot("ลงทะเบียน", without=("กองคลัง",))


def test_only_a_coordinator_binds_the_group(room: Room) -> None:
    room.group(GROUP, "ส้ม", "ก้อย", "คนนอก")
    room.says("ส้ม", "/status", to=GROUP).silent()
    for who in ("ส้ม", "คนนอก"):
        room.says(who, "/bind", to=GROUP).bot("ผู้ประสานงาน")
    room.says("ก้อย", "/bind", to=GROUP).bot("ผูกกลุ่มนี้")
    room.says("ส้ม", "/status", to=GROUP).bot("ความก้าวหน้า")
    room.says("ก้อย", "/bind").bot("กลุ่ม")


def test_leaving_the_group_unbinds_it(bound: Room) -> None:
    group = bound.groups[GROUP]
    bound.platform.remove_bot(group)
    bound.work()
    bound.platform.invite_bot(group)
    bound.work()
    bound.says("ส้ม", "/status", to=GROUP).silent()


def test_in_the_group_the_bot_answers_only_when_addressed(bound: Room) -> None:
    bound.says("ส้ม", "O2 เสร็จแล้ว", to=GROUP).silent()
    bound.says("ส้ม", "O2 เสร็จแล้ว", to=GROUP, mention=True).bot("ได้รับรายงานผล", "O2")
    bound.says("ส้ม", "/update O3 เสร็จ", to=GROUP).bot("ได้รับรายงานผล", "O3")
    bound.says("ส้ม", "ขอบคุณ", to=GROUP, mention=True).silent()
    bound.says("ส้ม", "เที่ยงนี้กินอะไร", to=GROUP, mention=True).silent()


def test_a_stranger_in_the_bound_group_may_read_and_nothing_else(bound: Room) -> None:
    bound.says("คนนอก", "/missing", to=GROUP).bot("O2")
    bound.says("คนนอก", "O2 เสร็จแล้ว", to=GROUP, mention=True).bot(without=("ได้รับรายงานผล",))
    bound.says("คนนอก", "/undo", to=GROUP).bot(without=("O2",))
    bound.says("คนนอก", "/summary", to=GROUP).bot(without=("O2",))


def test_a_code_said_in_the_group_is_not_used(bound: Room) -> None:
    code = invite(bound, "head", "กองช่าง")
    bound.says("คนนอก", f"/register {code}", to=GROUP).bot("ส่วนตัว")
    bound.says("คนนอก", f"ลงทะเบียน {code}").bot("ลงทะเบียนเรียบร้อยแล้ว")


def test_someone_whose_id_line_withholds_is_answered_as_a_stranger(bound: Room) -> None:
    group = bound.groups[GROUP]
    event = {
        "type": "message",
        "source": {"type": "group", "groupId": group},
        "message": {"type": "text", "id": "55", "text": "/missing"},
    }
    before = len(bound.platform.bot_lines(group))
    bound.platform.event(event, group=group)
    bound.work()
    assert len(bound.platform.bot_lines(group)) == before + 1
