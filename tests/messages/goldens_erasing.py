"""What is said to those who have themselves forgotten, for the agreed readings of `goldens`."""

from collections.abc import Callable

from messages import erasing
from messages.pack import Message

SAID: dict[str, Callable[[], list[Message]]] = {
    "erase_confirm": lambda: erasing.confirm(
        name="สมชาย ใจดี", role="หัวหน้าส่วนราชการ", token="c1", unanswered=[], last_coordinator=False
    ),
    "erase_confirm_last": lambda: erasing.confirm(
        name="ก้อย", role="ผู้ประสานงาน ITA", token="c1", unanswered=["กองคลัง", "กองช่าง"], last_coordinator=True
    ),
    "erase_goodbye": erasing.goodbye,
    "erase_nothing_kept": lambda: erasing.nothing_kept(days=30),
    "erase_in_private": erasing.in_private,
}
