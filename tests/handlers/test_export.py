"""A document is wanted: no promise, only what can be had now."""

import pytest

from handlers.intents import ExportReport
from tests.support.room import Room


@pytest.mark.parametrize("who", ["ส้ม", "ท่านปลัด"])
def test_what_can_be_had_now_is_offered_with_buttons(who: str, room: Room) -> None:
    room.wants(who, ExportReport()).bot("/สถานะ", "/ค้าง", "/สรุป", "สรุปผู้บริหาร", "ผู้ประสานงาน ITA")
    room.presses(who, "ความก้าวหน้า").bot("ความก้าวหน้า")


def test_the_coordinator_is_not_sent_to_the_coordinator(room: Room) -> None:
    room.wants("ก้อย", ExportReport()).bot("/สรุป", without=("ประสาน",))


def test_a_stranger_gets_no_report(room: Room) -> None:
    room.wants("คนนอก", ExportReport()).bot("ลงทะเบียน", without=("/สรุป",))
