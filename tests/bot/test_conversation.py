"""What a bug in a handler does: nothing of it stays, it is logged with its event's id, and the speaker is told."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from bot import conversation
from handlers import intents, router
from handlers.intents import Intent
from handlers.turn import Message, Turn
from messages import talk
from models import inbox, replay
from models.changes import Change
from models.database import Database
from models.inbox import Incoming
from models.invites import issue
from models.office import Office
from models.people import Member
from models.turns import Turns
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office
from tests.support.room import opened

SAID = {"Uone": "O1 กำลังทำ", "Utwo": "O1 เสร็จแล้ว"}


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


def test_an_event_that_meets_anothers_work_is_handled_as_things_stand_then(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by `make torture`: a report met the clock, which owed the same reminder in the same instant."""
    with database.write() as session:
        new_office(session)
    met: list[str] = []

    def meets(_intent: Intent, turn: Turn) -> list[Message]:
        met.append(turn.event_id)
        if len(met) < 3:
            turn.session.add(Office(slug="demo", name="ซ้ำ"))  # there is one of that name
            turn.session.flush()
        return talk.thanks()

    monkeypatch.setitem(router.ROUTES, intents.Help, meets)
    with opened(database, clock) as room:
        room.says("ส้ม", "/help").bot(without=("ขออภัย",))
        assert len(room.heard("ส้ม")) == 1
    assert len(met) == 3
    assert len(set(met)) == 1


def test_what_can_never_be_written_is_set_aside_in_the_end(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.write() as session:
        new_office(session)
    tries: list[str] = []

    def never(_intent: Intent, turn: Turn) -> list[Message]:
        tries.append(turn.event_id)
        turn.session.add(Office(slug="demo", name="ซ้ำ"))
        turn.session.flush()
        return []

    monkeypatch.setitem(router.ROUTES, intents.Help, never)
    with opened(database, clock) as room:
        room.says("ส้ม", "/help").bot("ขออภัย")
        room.says("ส้ม", "ขอบคุณค่ะ")
    assert len(tries) == conversation.TRIES


def test_what_fails_is_tried_again_before_another_offices_turn(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []

    def fails(_intent: Intent, turn: Turn) -> list[Message]:
        tried.append(turn.office.slug)
        raise ZeroDivisionError

    monkeypatch.setitem(router.ROUTES, intents.Followed, fails)
    with database.write() as session:
        for slug in ("one", "two"):
            office, event = new_office(session, slug), {"type": "follow", "source": {"type": "user", "userId": "U1"}}
            inbox.store(session, office.id, [Incoming("e", "U1", "follow", None, event, clock())], clock())
    for slug in ("one", "two"):
        tried.clear()
        assert conversation.handle_next(database, clock, lambda _office, _user: "", turns=Turns()) == "failed"
        assert tried == [slug] * conversation.TRIES


def test_what_cannot_even_be_answered_keeps_nobody_waiting(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Found by fuzzing: an event whose apology could not be written was taken up again and again."""
    with database.write() as session:
        office = new_office(session)
        event = {"type": "follow", "source": {"type": "user", "userId": "U1"}, "replyToken": "\ud800"}
        inbox.store(session, office.id, [Incoming("e1", "U1", "follow", None, event, clock())], clock())
    monkeypatch.setitem(router.ROUTES, intents.Followed, broken)
    assert conversation.handle_next(database, clock, lambda _office, _user: "") == "failed"
    assert conversation.handle_next(database, clock, lambda _office, _user: "") is None


def test_two_who_report_the_same_at_once_are_heard_one_after_the_other(
    database: Database, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both would have written a change from "not reported", and the record would not be the register any more."""
    if database.engine.dialect.name == "sqlite":
        pytest.skip("SQLite has one writer at a time: the second cannot begin")
    with database.write() as session:
        office = new_office(session)
        add_item(session, office, "O1", ("กองคลัง",), date(2027, 3, 31))
        said = [(add_member(session, office, user, "head", "กองคลัง"), text) for user, text in SAID.items()]
        for number, (member, text) in enumerate(said):
            user = member.line_user_id or ""
            event = {"type": "message", "source": {"type": "user", "userId": user}, "replyToken": f"t{number}"}
            event["message"] = {"type": "text", "id": str(number), "text": text}
            inbox.store(session, office.id, [Incoming(f"e{number}", user, "message", None, event, clock())], clock())
    route, read, go_on = router.route, threading.Event(), threading.Event()

    def slow(intent: Intent, turn: Turn) -> list[Message]:
        answer = route(intent, turn)
        read.set()
        assert go_on.wait(30)
        return answer

    def handle() -> str | None:
        return conversation.handle_next(database, clock, lambda _office, _user: "")

    with ThreadPoolExecutor(1) as other:
        monkeypatch.setattr(router, "route", slow)
        first = other.submit(handle)
        assert read.wait(30)
        monkeypatch.setattr(router, "route", route)
        assert handle() is None  # the office's register is being written
        go_on.set()
        assert first.result() == "done"
    assert handle() == "done"
    with database.read() as session:
        office = session.query(Office).one()
        state = replay.recorded(session, office)
        assert (state.breaks, list(replay.differences(state, replay.registered(session, office)))) == ([], [])
        assert session.query(Change).count() >= 2


def test_who_registers_gets_their_own_name_however_many_workers_there_are(database: Database, clock: FakeClock) -> None:
    """While one worker asks LINE for a name, another handles that very event: the next one is not called so."""
    with database.write() as session:
        office = new_office(session)
        codes = [issue(session, office, "coordinator", None, clock()) for _ in range(2)]
    with opened(database, clock) as room:
        names = {room.person(name): name for name in ("ส้ม", "ช้าง")}
        for person, code in zip(names, codes, strict=True):
            room.platform.say(person, f"ลงทะเบียน {code}")
        asked: list[str] = []

        def name_of(_office: int, user: str) -> str:
            asked.append(user)
            if len(asked) == 1:  # meanwhile the other worker
                assert conversation.handle_next(database, clock, lambda _office, user: names[user]) == "done"
            return names[user]

        assert conversation.handle_next(database, clock, name_of) == "done"
    with database.read() as session:
        assert {m.line_user_id: m.display_name for m in session.query(Member)} == names
