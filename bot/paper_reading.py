"""Reading a sent plan or table apart: what anybody may have written is never parsed beside the bot."""

import logging
from typing import Any, Final

from bot import apart
from documents.papers_in import files, sent
from documents.papers_in.sent import Known, SentReading

SECONDS: Final = 40
MEGABYTES: Final = 1024
_TOO_MUCH: Final = "ระบบอ่านแฟ้มนี้ไม่สำเร็จ แฟ้มอาจใหญ่หรือซับซ้อนเกินไป โปรดตัดส่วนที่ไม่เกี่ยวข้องแล้วส่งใหม่"
FAILED: Final = SentReading(refusal=_TOO_MUCH)

log = logging.getLogger(__name__)


def read(data: bytes, name: str, known: Known, seconds: float = SECONDS) -> SentReading:
    try:
        head = {"name": name, "known": sent.to_json(known)}
        return sent.reading_of(apart.ask("bot.paper_reading", head, data, seconds))
    except apart.ApartError as error:
        log.warning("a sent file was not read: %s", type(error.__cause__).__name__)
        return FAILED


def main() -> None:
    apart.answer(_reading, seconds=SECONDS, megabytes=MEGABYTES)


def _reading(head: Any, body: bytes) -> Any:
    return sent.to_json(files.read_sent(body, head["name"], sent.known_of(head["known"])))
