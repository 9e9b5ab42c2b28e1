"""To be reminded later: told from more time for the work, from a chase and from thanks."""

from datetime import date

import pytest

from handlers.intents import Acknowledge, Clarify, Intent, RequestExtension, Snooze, Thanks, UpdateStatus
from handlers.understanding import understand
from tests.corpus import reading

TODAY = reading.said().today


def later(days: int, *items: str) -> Snooze:
    return Snooze(date.fromordinal(TODAY.toordinal() + days), items)


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("/เลื่อนเตือน 2", later(2)),
        ("/เลื่อนเตือน๒วันครับ", later(2)),
        ("/snooze O8 2", later(2, "O8")),
        ("/snooze o8-o10 3 วัน", later(3, "O8", "O9", "O10")),
        ("/snooze สองวัน", later(2)),
        ("/snooze O8", Snooze(None, ("O8",))),
        ("/snooze ข้อ 8", Snooze(None, ("O8",))),
        ("/เลื่อนเตือน", Snooze()),
        ("/เลื่อนเตือนพรุ่งนี้", later(1)),
        ("/snooze O99 2", Clarify(unknown_codes=("O99",))),
        ("เลื่อนเตือนไปก่อน 2 วัน", later(2)),
        ("ขอเลื่อนเตือน O8 ไป 2 วันได้ไหมคะ", later(2, "O8")),
        ("เลื่อนการแจ้งเตือนสองวันครับ", later(2)),
        ("ขอเตือนอีกทีพรุ่งนี้", later(1)),
        ("/รับทราบครับ", Acknowledge()),
    ],
)
def test_to_be_reminded_later_is_read(line: str, meant: Intent) -> None:
    assert understand(line, reading.said()) == meant


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("รับทราบครับ", Thanks),
        ("ขอเลื่อน O8 ไปวันศุกร์", RequestExtension),
        ("เลื่อนส่ง O8 2 วัน", RequestExtension),
        ("O8 กำลังทำ ขอเลื่อนเตือน 2 วัน", UpdateStatus),
        ("/รับทราบ O8 เสร็จแล้ว", UpdateStatus),
    ],
)
def test_what_only_sounds_like_it_means_what_it_did(line: str, meant: type[Intent]) -> None:
    assert isinstance(understand(line, reading.said()), meant)


@pytest.mark.parametrize("line", ["อย่าเลื่อนเตือน", "ไม่ต้องเลื่อนเตือน O8 2 วัน", "เลื่อนเตือนยังไง", "ยกเลิกการเลื่อนเตือน"])
def test_what_is_denied_or_asked_puts_nothing_off(line: str) -> None:
    assert not isinstance(understand(line, reading.said()), Snooze | RequestExtension | UpdateStatus)
