"""Reading a sent file apart: whatever becomes of the reader, its sender is answered, once."""

from collections.abc import Iterator
from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest

from bot import apart, paper_reading, papers_in
from models import papers_in as sent_papers
from models.database import Database
from models.evidence import Evidence
from models.papers_in import LEASE, MOST_ATTEMPTS, PaperIn
from models.turns import Turns
from tests.documents.papers import followup, paper
from tests.handlers.conftest import enrol
from tests.support.clock import FakeClock
from tests.support.offices import new_office
from tests.support.room import ADDRESSES, Room, opened

FOLLOWUP = paper(followup(["10", "แผนดำเนินงาน", "แผน", "กองคลัง", "/", ""]))


@pytest.fixture
def room(database: Database, clock: FakeClock) -> Iterator[Room]:
    with database.write() as session:
        new_office(session, "demo", ("สำนักปลัด", "กองคลัง"))
    with opened(database, clock) as talk:
        enrol(talk, "ก้อย", "coordinator")
        yield talk


def only(room: Room) -> tuple[str, int]:
    with room.database.read() as session:
        row = session.query(PaperIn).one()
        return row.state, row.attempts


def test_a_reader_that_died_leaves_the_file_to_the_next(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx", preparing=True).silent()
    room.platform.set_content(room.sent["ตาราง.docx"], "succeeded")
    room.clock.forward(minutes=3)
    papers_in_hand(room)
    assert only(room) == ("expected", 1)
    room.work()
    assert only(room) == ("expected", 1)  # leased
    room.clock.forward(seconds=LEASE.total_seconds() + 1)
    room.work()
    assert only(room) == ("read", 2)
    assert ["อ่านแฟ้มแล้ว" in said for said in room.pushes("ก้อย")] == [True]


def papers_in_hand(room: Room) -> None:
    """The content is fetched, a reader takes the file, and is killed."""
    from bot import contents

    while contents.fetch_next(room.database, lambda _office: room.line, room.storage, room.clock):
        pass
    with room.database.write() as session:
        assert sent_papers.claim(session, room.clock()) is not None


def test_a_file_over_which_readers_die_is_given_up(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx", preparing=True)
    room.platform.set_content(room.sent["ตาราง.docx"], "succeeded")
    room.clock.forward(minutes=3)
    papers_in_hand(room)
    for _ in range(MOST_ATTEMPTS - 1):
        room.clock.forward(seconds=LEASE.total_seconds() + 1)
        with room.database.write() as session:
            assert sent_papers.claim(session, room.clock()) is not None
    room.clock.forward(seconds=LEASE.total_seconds() + 1)
    room.work()
    assert only(room) == ("refused", MOST_ATTEMPTS + 1)
    assert "อ่านแฟ้มนี้ไม่สำเร็จ" in room.pushes("ก้อย")[-1]


def test_a_file_whose_answer_cannot_be_made_is_set_aside_in_the_end(
    room: Room, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx", preparing=True)
    room.platform.set_content(room.sent["ตาราง.docx"], "succeeded")
    room.clock.forward(minutes=3)
    papers_in_hand(room)

    def broken(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(papers_in, "_answer", broken)
    for attempt in range(2, MOST_ATTEMPTS + 2):
        room.clock.forward(seconds=LEASE.total_seconds() + 1)
        with nullcontext() if attempt > MOST_ATTEMPTS else pytest.raises(ZeroDivisionError):
            papers_in.read_next(room.database, room.storage, room.clock, ADDRESSES)
    assert only(room) == ("refused", MOST_ATTEMPTS + 1)
    assert "set aside" in caplog.text


def test_offices_are_read_for_in_turn_however_many_files_one_of_them_sends(
    database: Database, clock: FakeClock
) -> None:
    with database.write() as session:
        for slug, files in (("flood", 3), ("quiet", 1)):
            office_id = new_office(session, slug).id
            for _ in range(files):
                clock.forward(seconds=1)
                kept: dict[str, Any] = {"office_id": office_id, "event_id": "e"}
                file = Evidence(kind="file", added_at=clock(), change_set="c", stored_at="key", **kept)
                session.add(PaperIn(evidence=file, try_at=clock(), asked_at=clock(), **kept))
        session.flush()
        turns, offices = Turns(), []
        while (claimed := sent_papers.claim(session, clock(), turns)) is not None:
            offices.append(claimed.office_id)
            session.flush()
    assert offices == [1, 2, 1, 1]


def test_a_reader_without_time_is_ended_and_the_sender_told(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paper_reading.read, "__defaults__", (0.01,))
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").bot("ยังนำเข้าแฟ้ม", "ใหญ่หรือซับซ้อนเกินไป", "ทะเบียนยังคงเดิม")
    assert only(room) == ("refused", 1)


def test_a_late_reader_does_not_answer_a_second_time(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx")
    with room.database.write() as session:
        late = sent_papers.Claimed(session.query(PaperIn).one().id, 1, "", "", 1)
        assert sent_papers.still_mine(session, late) is None
    assert not papers_in.read_next(room.database, room.storage, room.clock, ADDRESSES)


def test_a_file_whose_content_is_gone_is_asked_for_again(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx")
    with room.database.write() as session:
        row = session.query(PaperIn).one()
        row.await_reading("", room.clock() - timedelta(seconds=1))
        room.storage.delete(row.evidence.stored_at)
    room.work()
    assert "โปรดส่งแฟ้มใหม่" in room.pushes("ก้อย")[-1]


def test_the_process_apart_has_no_secret_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LINE_CHANNEL_SECRET", "secret")
    said = apart.ask("tests.support.apart", {"word": "ก"}, b"body", 20)
    assert said == {"head": {"word": "ก"}, "body": "body", "environment": ["PYTHONPATH"], "limited": True}


def test_a_process_that_dies_or_babbles_is_an_error() -> None:
    for module in ("no.such.module", "tests.support.sending"):
        with pytest.raises(apart.ApartError):
            apart.ask(module, {}, b"", 20)
