"""What a bug in a handler does: nothing of it stays, it is logged with its event's id, and the speaker is told."""

import pytest

from handlers import intents, router
from handlers.intents import Intent
from handlers.turn import Message, Turn
from models.database import Database
from models.office import Office
from tests.support.clock import FakeClock
from tests.support.offices import new_office
from tests.support.room import opened


def broken(_intent: Intent, turn: Turn) -> list[Message]:
    turn.office.name = "ชื่อที่ไม่ควรอยู่"
    turn.session.flush()
    raise ZeroDivisionError


def test_a_bug_is_rolled_back_logged_with_its_event_and_told_once(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    with database.write() as session:
        new_office(session)
    monkeypatch.setitem(router.ROUTES, intents.Help, broken)
    with opened(database, clock) as room:
        room.says("ส้ม", "/help").bot("ขออภัย")
        assert len(room.heard("ส้ม")) == 1
        room.says("ส้ม", "ขอบคุณค่ะ")  # the next line is answered as ever
    assert "failed" in caplog.text
    assert "/help" not in caplog.text
    with database.read() as session:
        assert session.query(Office).one().name == "เทศบาลตำบลdemo"
