"""The record in Thai: what a field of a change is called, what its values mean, through what it came. One table for
chat and Excel."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Final

from messages.thai import thai_date
from messages.words import REVIEW_WORDS, STATUS_WORDS, WEB_WORDS

FIELD_WORDS: Final[Mapping[str, str]] = {
    "status": "สถานะ",
    "web_status": "การเผยแพร่บนเว็บไซต์",
    "review": "ผลการตรวจสอบ",
    "lacking": "สิ่งที่ขอให้แก้ไขเพิ่มเติม",
    "self_reviewed": "ตรวจสอบโดยผู้รายงานเอง",
    "steps": "ขั้นตอนที่ดำเนินการแล้ว",
    "output": "ผลการดำเนินการ",
    "outcome": "ผลลัพธ์",
    "due": "กำหนดส่ง",
    "snooze": "เลื่อนการแจ้งเตือนถึง",
    "acknowledge": "รับทราบการแจ้งเตือน",
    "problem": "ข้อขัดข้อง",
    "evidence": "หลักฐาน",
    "chase": "การติดตาม",
    "link": "สถานะของลิงก์",
    "url": "URL ที่เผยแพร่",
    "owners": "ผู้รับผิดชอบ",
    "title": "ชื่อรายการ",
    "extension": "คำขอขยายเวลา",
    "decision": "ผลการพิจารณาคำขอขยายเวลา",
    "paper": "การเสนอแฟ้ม",
    "paper_step": "ผลการพิจารณาแฟ้ม",
}
LINK_WORDS: Final[Mapping[str, str]] = {
    "unchecked": "ยังไม่ได้ตรวจสอบ",
    "good": "เปิดได้",
    "failing": "เปิดไม่ได้ชั่วคราว",
    "broken": "เปิดไม่ได้",
}
REQUEST_WORDS: Final[Mapping[str, str]] = {
    "pending": "รอพิจารณา",
    "approved": "อนุมัติ",
    "declined": "ไม่อนุมัติ",
    "returned": "ส่งคืนให้แก้ไข",
    "withdrawn": "ยกเลิกคำขอ",
}
SOURCE_WORDS: Final[Mapping[str, str]] = {
    "chat": "ข้อความ",
    "button": "ปุ่ม",
    "load": "แฟ้มของหน่วยงาน",
    "check": "ระบบตรวจสอบลิงก์",
    "fetch": "ระบบ",
    "command": "คำสั่งของผู้ดูแลระบบ",
}
PAPER_WORDS: Final[Mapping[str, str]] = {"followup": "ตารางติดตามข้อมูล OIT", "progress": "รายงานผลการดำเนินการ"}
UNDATED, NOTHING, YES = "ยังไม่กำหนด", "-", "ใช่"
_DAYS: Final = frozenset(("due", "extension", "decision", "snooze"))
_VALUES: Final[Mapping[str, Mapping[str, str]]] = {
    "status": {str(key): words for key, words in STATUS_WORDS.items()},
    "web_status": {str(key): words for key, words in WEB_WORDS.items()},
    "review": {str(key): words for key, words in REVIEW_WORDS.items()},
    "link": LINK_WORDS,
    "self_reviewed": {"yes": YES},
}


def field_words(field: str) -> str:
    return FIELD_WORDS.get(field, field)


def source_words(source: str) -> str:
    return SOURCE_WORDS.get(source, source)


def value_words(field: str, value: str) -> str:
    """A recorded value as people read it; what is no key is somebody's own words."""
    if field in _DAYS:
        return _day(value)
    if field == "steps":
        return _steps(value)
    return _VALUES.get(field, {}).get(value, value or NOTHING)


def _day(iso: str) -> str:
    try:
        return thai_date(date.fromisoformat(iso))
    except ValueError:
        return iso or UNDATED


def _steps(places: str) -> str:
    """[0, 2] as people count: 1, 3."""
    try:
        numbers = [str(int(place) + 1) for place in json.loads(places or "[]")]
    except (ValueError, TypeError):
        return places
    return ", ".join(numbers) or "ยังไม่มี"
