"""A document is wanted: the office's papers for the coordinator and the chief, at addresses that end in a day."""

import io
import re

import docx
import openpyxl
import pytest

from handlers.intents import ExportReport
from tests.support.room import Room


def addresses(room: Room) -> list[str]:
    said = str(room.platform.sent()[-1].messages)
    return list(dict.fromkeys(re.findall(r"https://[^\"' ]+/report/[^\"' ,}]+", said)))


@pytest.mark.parametrize("who", ["ก้อย", "ท่านปลัด"])
def test_the_coordinator_and_the_chief_are_given_the_offices_papers(who: str, room: Room) -> None:
    room.wants(who, ExportReport()).bot("เอกสารของหน่วยงาน", "ตารางติดตาม OIT (Excel)", "24 ชั่วโมง")
    found = addresses(room)
    assert len(found) == 9
    table = docx.Document(io.BytesIO(room.visits(found[0]))).tables[0]
    assert len(table.rows) >= 9
    book = openpyxl.load_workbook(io.BytesIO(room.visits(found[1])))
    assert "รายการ O1" in str(list(book.worksheets[0].iter_rows(values_only=True)))
    for address in found[2:]:
        opened = room.visits(address)
        assert opened[:2] == b"PK" or "ยังไม่มี" in opened.decode(), address


def test_a_papers_address_ends_after_a_day_and_cannot_be_changed(room: Room) -> None:
    room.wants("ก้อย", ExportReport())
    [first, *_] = addresses(room)
    room.at("2026-11-03 08:59")
    assert room.visits(first)[:2] == b"PK"
    assert room.visits(first[:-2]) == b"not found"
    room.at("2026-11-03 09:01")
    assert room.visits(first) == b"not found"


def test_heads_are_told_what_there_is_and_groups_get_no_address(room: Room) -> None:
    room.wants("ส้ม", ExportReport()).bot("/สถานะ", "/ค้าง", "/สรุป", "ผู้ประสานงาน ITA", without=("Word",))
    room.presses("ส้ม", "ความก้าวหน้า").bot("ความก้าวหน้า")
    room.group("กลุ่ม", "ก้อย")
    room.says("ก้อย", "/bind", to="กลุ่ม")
    room.wants("ก้อย", ExportReport(), to="กลุ่ม").bot("แชตส่วนตัว", without=("/report/",))


def test_a_stranger_gets_no_report(room: Room) -> None:
    room.wants("คนนอก", ExportReport()).bot("ลงทะเบียน", without=("/สรุป",))
