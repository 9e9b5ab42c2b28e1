"""The table from intents to handlers: nothing a person can want is without its handler, nor any button."""

from typing import get_args

import pytest

from handlers import intents, router
from handlers.intents import Intent
from tests.handlers.conftest import register
from tests.support.room import Room


def test_every_intent_has_its_handler() -> None:
    assert set(router.ROUTES) == set(get_args(Intent))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("1:w:history:O2:0", "ประวัติ O2"),
        ("1:w:history:O99:0", "วิธีใช้งาน"),
        ("1:w:item:O2:0", "O2"),
        ("1:e::O2", "บันทึกคำขอขยายเวลา"),
        ("1:d:999:y", "ระบบไม่ได้เปลี่ยนแปลงข้อมูล"),
        ("1:a:made-up:O2", "ไม่พบข้อมูลที่รอบันทึก"),
        ("1:c:made-up.1", "ปุ่มนี้เป็นของรายการเดิม"),
        ("9:x", "วิธีใช้งาน"),
    ],
)
def test_a_tap_is_served_or_told_why_not(data: str, says: str, room: Room) -> None:
    room.taps("ส้ม", data).bot(says)


def test_what_was_proposed_is_refused_to_someone_who_may_no_more(room: Room) -> None:
    """Rights are checked at the tap, not only when the question was asked."""
    room.at("2026-12-16 10:00").wants("ก้อย", intents.Chase()).bot("โปรดยืนยันก่อนส่งการติดตาม")
    register(room, "ก้อย", "staff", "กองช่าง")
    room.presses("ก้อย", "ยืนยัน").bot("ผู้ประสานงาน ITA หรือผู้บริหาร")
    assert room.pushes("ส้ม") == []
