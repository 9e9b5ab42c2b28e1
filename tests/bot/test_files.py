"""The address of a file: it opens that one for a day, and nothing of it runs in a browser."""

from datetime import timedelta
from urllib.parse import unquote, urlsplit

import pytest
import urllib3

from bot import files
from bot.links import Links
from models.evidence import Evidence
from tests.handlers.conftest import room
from tests.support import sending
from tests.support.room import LINKS, Room, file_address

__all__ = ["room"]

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def kept(room: Room) -> Evidence:
    with room.database.read() as session:
        row = session.query(Evidence).order_by(Evidence.id.desc()).first()
        assert row is not None
        return row


def get(room: Room, address: str) -> urllib3.BaseHTTPResponse:
    with urllib3.PoolManager() as pool:
        return pool.request("GET", f"{room.bot_url}{urlsplit(address).path}", timeout=10)


def test_a_picture_is_shown_and_anything_else_only_kept(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")
    for data, name, media_type, how in (
        (sending.JPEG, "", "image/jpeg", "inline"),
        (sending.pdf(), "แผน “1”.pdf", "application/pdf", "inline"),
        (
            sending.docx(),
            "แผน.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            "attachment",
        ),
        ("ก,ข".encode(), "a.csv", "text/csv", "attachment"),
    ):
        room.sends("ส้ม", data, name)
        row = kept(room)
        got = get(room, file_address(row, room.clock()))
        assert (got.status, got.data) == (200, data)
        assert got.headers["Content-Type"].split(";")[0] == media_type
        disposition = got.headers["Content-Disposition"]
        assert disposition.startswith(how)
        assert disposition.isascii()
        assert unquote(disposition.rsplit("''", 1)[1]) == (name or f"ITA-{row.id}.jpg")
        assert "sandbox" in got.headers["Content-Security-Policy"]
        assert got.headers["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in got.headers["Cache-Control"]


@pytest.mark.parametrize("wrong", ["changed", "another key", "another purpose", "nothing", "expired", "another office"])
def test_another_address_opens_nothing(room: Room, wrong: str) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว").sends("ส้ม", sending.pdf(), "a.pdf")
    row = kept(room)
    now = room.clock()
    address = {
        "changed": file_address(row, now)[:-2] + "xx",
        "another key": files.address(Links("https://ita.example", "another"), row, now),
        "another purpose": LINKS.address("picture", [row.office_id, row.id], now + timedelta(days=1)).replace(
            "/picture/", "/file/"
        ),
        "nothing": "https://ita.example/file/x",
        "expired": file_address(row, now - files.LIFETIME),
        "another office": LINKS.address("file", [row.office_id + 1, row.id], now + timedelta(days=1)),
    }[wrong]
    assert get(room, file_address(row, now)).status == 200
    assert get(room, address).status == 404


def test_what_no_longer_stands_does_not_open(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว").sends("ส้ม", sending.pdf(), "a.pdf")
    address = file_address(kept(room), room.clock())
    room.presses("ส้ม", "ยกเลิกการแนบนี้")
    assert get(room, address).status == 404
    room.sends("ส้ม", b"MZ\0", "b.pdf")
    assert get(room, file_address(kept(room), room.clock())).status == 404


def test_content_that_is_missing_in_the_store_is_not_found(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว").sends("ส้ม", sending.pdf(), "a.pdf")
    row = kept(room)
    room.storage.delete(row.stored_at)
    assert get(room, file_address(row, room.clock())).status == 404
