"""Fetching what people sent, whatever LINE, the store or a worker does: kept once, or told once, never both."""

import io
import threading
from collections.abc import Iterator
from itertools import repeat
from typing import BinaryIO

import pytest
import urllib3
from flask import Flask, Response

from bot import contents, line_client
from bot.line_client import Fetched, LineClient
from bot.storage import Storage, StorageError
from documents import contents as contents_of_files
from documents.contents import LARGEST
from models import fetching
from models.evidence import Evidence
from rehearsal.serving import LocalServer
from tests.handlers.conftest import room
from tests.support import sending
from tests.support.room import TOKEN, Room

__all__ = ["room"]

PDF = sending.pdf()


def rows(room: Room) -> list[tuple[str, str, int]]:
    """State, why, attempts."""
    with room.database.read() as session:
        return [(e.state, e.why, e.attempts) for e in session.query(Evidence).order_by(Evidence.id)]


def due_again(room: Room) -> float:
    """Seconds until the last one is asked for again."""
    with room.database.read() as session:
        at = session.query(Evidence).order_by(Evidence.id.desc()).first()
        assert at is not None
        assert at.try_at is not None
        return (at.try_at - room.clock()).total_seconds()


def for_o2(room: Room) -> None:
    room.says("ส้ม", "O2 เสร็จแล้ว")


def test_what_line_is_still_preparing_is_asked_for_at_growing_waits(room: Room) -> None:
    for_o2(room)
    room.sends("ส้ม", PDF, "a.pdf", preparing=True).bot("ได้รับหลักฐาน")
    for attempt, wait in enumerate((2, 5, 10, 20, 40, 60), start=1):
        assert rows(room) == [("expected", "", attempt)]
        assert due_again(room) == wait
        room.says("ส้ม", "/item O2").bot("a.pdf", "อยู่ระหว่างจัดเก็บ")
        room.clock.forward(seconds=wait)
        room.work()
    room.platform.set_content(room.sent["a.pdf"], "succeeded")
    room.clock.forward(seconds=60)
    room.work()
    assert rows(room) == [("kept", "", 8)]
    assert room.pushes("ส้ม") == []


def test_preparing_ends_after_ten_minutes_and_the_sender_is_told_once(room: Room) -> None:
    for_o2(room)
    began = room.clock()
    room.sends("ส้ม", PDF, "a.pdf", preparing=True)
    while rows(room)[0][0] == "expected":
        room.clock.forward(seconds=due_again(room))
        room.work()
    assert 600 <= (room.clock() - began).total_seconds() <= 900
    assert rows(room)[0][:2] == ("gone", "preparing")
    room.work()
    [told] = room.pushes("ส้ม")
    assert "ไฟล์ “a.pdf” ที่ส่งเป็นหลักฐานของ O2 ยังไม่ได้จัดเก็บ" in told
    room.says("ส้ม", "/item O2").bot("a.pdf", "โปรดส่งอีกครั้ง")
    room.says("ส้ม", "ประวัติ O2").bot("แนบหลักฐาน: a.pdf", "นำหลักฐานออก: a.pdf (จัดเก็บไม่ได้)", "ระบบ")


def test_content_that_is_gone_is_told_once_and_the_report_stands(room: Room) -> None:
    room.platform.fault("server_error", on="content", times=1)
    room.sends("ส้ม", PDF, "a.pdf")
    assert rows(room) == [("expected", "", 1)]
    room.says("ส้ม", "O2 เสร็จแล้ว").bot("ได้รับรายงานผล")
    room.platform.set_content(room.sent["a.pdf"], "gone")
    room.clock.forward(seconds=10)
    room.work()
    assert rows(room) == [("gone", "gone", 2)]
    assert len(room.pushes("ส้ม")) == 1
    room.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("ยกเลิกการรายงาน", "ยังไม่ได้รายงาน")


@pytest.mark.parametrize("fault", ["server_error", "rate_limit", "drop_before", "time_out"])
def test_trouble_at_line_is_tried_again(room: Room, fault: str) -> None:
    room.platform.fault(fault, on="content", times=2, milliseconds=3000)
    room.sends("ส้ม", PDF, "a.pdf")
    for attempt, wait in ((1, 5), (2, 10)):
        assert (rows(room), due_again(room)) == ([("expected", "", attempt)], wait)
        room.clock.forward(seconds=wait)
        room.work()
    assert rows(room) == [("kept", "", 3)]


def test_trouble_of_a_whole_day_is_told(room: Room) -> None:
    room.platform.fault("server_error", on="content", times=None)
    room.sends("ส้ม", PDF, "a.pdf")
    for _ in range(80):
        if rows(room)[0][0] != "expected":
            break
        room.clock.forward(seconds=due_again(room))
        room.work()
    assert rows(room)[0][:2] == ("gone", "unreachable")
    assert len(room.pushes("ส้ม")) == 1


@pytest.mark.parametrize(
    ("data", "name", "why", "said"),
    [
        (b"<html><body>login</body></html>", "รายงาน.pdf", "web_page", "เนื้อหาเป็นหน้าเว็บ"),
        (sending.bomb(), "a.docx", "bomb", "โครงสร้างผิดปกติ"),
        (b"MZ\x90\0" + b"\0" * 90, "a.pdf", "program", "โปรแกรม"),
    ],
)
def test_what_is_not_taken_is_told_once_with_what_to_do(
    room: Room, data: bytes, name: str, why: str, said: str
) -> None:
    for_o2(room)
    room.sends("ส้ม", data, name)
    assert rows(room) == [("refused", why, 1)]
    [told] = room.pushes("ส้ม")
    assert said in told
    assert "ขอความอนุเคราะห์" in told
    assert room.storage.all_keys() == []
    room.says("ส้ม", "/item O2").bot("ไม่ได้จัดเก็บ")
    room.clock.forward(days=1)
    room.work()
    assert len(room.pushes("ส้ม")) == 1


class Broken(Storage):
    """A store that is away for a while, or a worker that dies after storing."""

    def __init__(self, inner: Storage, error: type[BaseException], *, after: bool) -> None:
        self._inner, self._error, self._after, self.tries = inner, error, after, 0

    def put(self, key: str, content: BinaryIO) -> None:
        self.tries += 1
        if self._after:
            self._inner.put(key, content)
        raise self._error("away")


def test_a_store_that_is_away_is_tried_again(room: Room) -> None:
    working, room.storage = room.storage, Broken(room.storage, StorageError, after=False)
    room.sends("ส้ม", PDF, "a.pdf")
    assert rows(room) == [("expected", "", 1)]
    room.storage = working
    room.clock.forward(seconds=5)
    room.work()
    assert rows(room) == [("kept", "", 2)]


def test_a_worker_killed_between_storing_and_recording_leaves_no_second_copy(room: Room) -> None:
    working, room.storage = room.storage, Broken(room.storage, KeyboardInterrupt, after=True)
    with pytest.raises(KeyboardInterrupt):
        room.sends("ส้ม", PDF, "a.pdf")
    room.storage = working
    assert (rows(room), len(working.all_keys())) == ([("expected", "", 1)], 1)
    room.work()
    assert rows(room) == [("expected", "", 1)], "leased to the dead worker"
    room.clock.forward(seconds=fetching.LEASE.total_seconds())
    room.work()
    assert (rows(room), len(working.all_keys())) == ([("kept", "", 2)], 1)


class Counting:
    """LINE, slow enough for a second worker to come by."""

    def __init__(self) -> None:
        self.asked, self.there, self.go_on = 0, threading.Event(), threading.Event()

    def content(self, message_id: str, into: BinaryIO, limit: int) -> Fetched:
        self.asked += 1
        self.there.set()
        self.go_on.wait(10)
        into.write(PDF)
        return "ready"


def test_two_workers_fetch_it_once(room: Room) -> None:
    line = Counting()
    room.platform.fault("server_error", on="content", times=1)
    room.sends("ก้อย", PDF, "a.pdf").says("ก้อย", "O1 O8 O9").bot("ได้รับหลักฐาน")
    assert len(rows(room)) == 3
    room.clock.forward(seconds=5)

    def fetch() -> bool:
        return contents.fetch_next(room.database, lambda _office: line, room.storage, room.clock)

    first = threading.Thread(target=fetch)
    first.start()
    assert line.there.wait(10)
    assert fetch() is False
    line.go_on.set()
    first.join()
    assert line.asked == 1
    assert {row[0] for row in rows(room)} == {"kept"}
    assert len(room.storage.all_keys()) == 1


def test_a_late_worker_changes_nothing(room: Room) -> None:
    room.platform.fault("server_error", on="content", times=1)
    room.sends("ส้ม", PDF, "a.pdf")
    room.clock.forward(seconds=5)
    with room.database.write() as session:
        late = fetching.claim(session, room.clock())
    assert late is not None
    room.clock.forward(minutes=5)
    room.work()
    with room.database.write() as session:
        assert fetching.still_mine(session, late) == []
    assert rows(room) == [("kept", "", 3)]


def test_what_nobody_placed_goes_after_a_week_with_its_content(room: Room) -> None:
    room.sends("ส้ม", PDF, "a.pdf").says("ส้ม", "O2")
    room.clock.forward(minutes=40)
    room.sends("ส้ม", PDF, "b.pdf")
    room.clock.forward(days=6)
    room.sweeps()
    assert len(rows(room)) == len(room.storage.all_keys()) == 2
    room.clock.forward(days=2)
    room.sweeps()
    assert len(rows(room)) == len(room.storage.all_keys()) == 1
    room.says("ส้ม", "แนบ O3").bot("ไม่พบข้อมูลที่รอบันทึก")


def test_content_that_is_still_used_elsewhere_stays(room: Room) -> None:
    for_o2(room)
    room.sends("ส้ม", PDF, "a.pdf").presses("ส้ม", "ยกเลิกการแนบนี้").says("ส้ม", "O3").bot("ได้รับหลักฐาน")
    room.clock.forward(days=9)
    room.sweeps()
    assert len(room.storage.all_keys()) == 1
    room.says("ส้ม", "ยกเลิกรายการล่าสุด").bot("นำหลักฐาน")
    room.clock.forward(days=9)
    room.sweeps()
    assert room.storage.all_keys() == []


@pytest.fixture
def endless() -> Iterator[str]:
    """A LINE that says nothing of the length and never stops, or says too little of it."""
    app, pause = Flask("endless", static_folder=None), threading.Event()

    @app.get("/v2/bot/message/<message_id>/content")
    def content(message_id: str) -> Response:
        if message_id == "short":
            return Response(iter([b"0" * 10]), headers={"Content-Length": "20"})
        if message_id == "dripping":
            return Response(letter for letter in repeat(b"0") if not pause.wait(0.02))
        return Response(b"0" * 65536 for _ in range(10**6))

    with LocalServer(app) as server:
        yield server.url


def test_reading_stops_at_the_limit_whatever_the_headers_say(endless: str) -> None:
    line, into = LineClient(endless, endless, TOKEN, read_timeout=2.0), io.BytesIO()
    assert line.content("1", into, LARGEST) == "too_large"
    assert len(into.getvalue()) <= LARGEST
    assert line.content("short", io.BytesIO(), LARGEST) == "later"
    assert line.content("../quota", io.BytesIO(), LARGEST) == "gone"
    line.close()


def test_what_drips_is_not_waited_for_longer_than_all_may_take(endless: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_client, "CONTENT_SECONDS", 0.2)
    line, into = LineClient(endless, endless, TOKEN, read_timeout=2.0), io.BytesIO()
    assert line.content("dripping", into, LARGEST) == "later"
    assert 0 < len(into.getvalue()) < 1000
    line.close()


def test_a_file_whose_fetching_fails_in_a_way_nobody_thought_of_is_given_up_after_a_day_and_told(
    room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_data: bytes, _name: str) -> None:
        raise OSError("no space left on device")

    for_o2(room)
    monkeypatch.setattr(contents_of_files, "inspect", full)
    room.sends("ส้ม", PDF, "a.pdf")
    began = room.clock()
    while rows(room)[0][0] == "expected":
        room.clock.forward(seconds=due_again(room))
        room.work()
    assert (room.clock() - began).days == 1
    assert rows(room)[0][:2] == ("gone", "unreachable")
    assert len(room.pushes("ส้ม")) == 1


def test_the_token_goes_to_line_alone() -> None:
    """A redirect is not followed: what it points at would get the channel's token."""
    app = Flask("elsewhere", static_folder=None)

    @app.get("/v2/bot/message/<message_id>/content")
    def content(message_id: str) -> Response:
        return Response("", 302, headers={"Location": "http://127.0.0.1:9/"})

    with LocalServer(app) as server:
        line = LineClient(server.url, server.url, TOKEN, read_timeout=2.0)
        assert line.content("1", io.BytesIO(), 10) == "later"
        line.close()


def test_nothing_listens(room: Room) -> None:
    line = LineClient("http://127.0.0.1:9", "http://127.0.0.1:9", TOKEN, read_timeout=2.0)
    assert line.content("1", io.BytesIO(), 10) == "later"
    assert issubclass(urllib3.exceptions.MaxRetryError, urllib3.exceptions.HTTPError)
    line.close()
