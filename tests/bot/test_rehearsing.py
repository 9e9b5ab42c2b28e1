"""The rehearsal room as a visitor meets it: the demo office, the bot's own process, real sockets, a clock one turns."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import urllib3

from bot.rehearsing import Backstage
from documents.demo import DEMO_MORNING, write_demo_workbook
from models.clock import BANGKOK, TurnedClock
from models.outbox import OutboxMessage
from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer
from tests.support.clock import thai
from tests.support.ports import two_free_ports

HEADS = 8
HOLIDAY = date(2027, 2, 22)  # a Monday: มาฆบูชา in lieu
A_WHILE = 180.0


class Visit:
    """A room with the demo office behind it, and what one sees there."""

    def __init__(self, room: RehearsalServer, backstage: Backstage) -> None:
        self.room, self.backstage = room, backstage
        self.line: RehearsalClient = room.client

    def person(self, name: str) -> str:
        return next(str(one["user_id"]) for one in self.line.state()["people"] if one["name"] == name)

    @property
    def group(self) -> str:
        return str(self.line.state()["groups"][0]["group_id"])

    @property
    def now(self) -> datetime:
        return datetime.fromisoformat(self.line.state()["clock"]["now"])

    def turns_to(self, local: str) -> dict[str, Any]:
        self.line.turn(to=thai(local))
        return self.line.wait_until_turned(A_WHILE)

    def pushes(self, since: datetime) -> list[tuple[date, str]]:
        """The Thai day and the reader of every push that LINE took since then."""
        entries = self.line.timeline(limit=200)
        assert entries[-1]["at"] < since.isoformat() or len(entries) < 200
        return [
            (datetime.fromisoformat(one["at"]).astimezone(BANGKOK).date(), one["to"][0]["name"])
            for one in entries
            if one["kind"] == "push" and one["accepted"] and one["at"] >= since.isoformat()
        ]

    def outbox(self) -> list[OutboxMessage]:
        with self.backstage.office.database.read() as session:
            return session.query(OutboxMessage).filter_by(kind="push").all()

    def lost_nothing(self) -> None:
        """Every push was taken by LINE once, or deliberately not said."""
        rows = self.outbox()
        assert {row.state for row in rows} <= {"accepted", "cancelled"}
        taken = Counter(one.retry_key for one in self.room.platform.sent if one.kind == "push")
        assert taken == Counter(str(row.id) for row in rows if row.state == "accepted")


@pytest.fixture(scope="module")
def visit(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    folder = tmp_path_factory.mktemp("room")
    write_demo_workbook(folder / "demo.xlsx")
    clock = TurnedClock(folder / "clock")
    clock.turn_to(DEMO_MORNING)
    with RehearsalServer(port=two_free_ports(), clock=clock) as room:
        backstage = Backstage(folder, folder / "demo.xlsx", DEMO_MORNING, room, clock)
        try:
            backstage.open()
            room.turning.attach(backstage)
            yield Visit(room, backstage)
        finally:
            room.turning.close()
            backstage.close()


# The tests below are one visit, in this order; each leaves the clock where the next one finds it.


def test_everyone_is_seated_on_a_working_morning(visit: Visit) -> None:
    state = visit.line.state()
    assert len(state["people"]) == HEADS + 3
    assert len(state["groups"][0]["members"]) == HEADS + 2
    assert DEMO_MORNING <= visit.now < DEMO_MORNING + timedelta(minutes=10)
    assert state["clock"]["turns"]
    assert state["clock"]["next"] > state["clock"]["now"]
    said = " ".join(line.text for line in visit.line.bot_lines(visit.group))
    assert "ผูกกลุ่มนี้" in said


def test_the_bot_lives_in_the_rooms_time(visit: Visit) -> None:
    head = visit.person("ผู้อำนวยการกองคลัง")
    [answer] = visit.line.ask(head, "/กำหนด", timeout=A_WHILE)
    assert "ณ วันที่ 10 ก.พ. 70" in answer.text
    assert DEMO_MORNING <= answer.at < DEMO_MORNING + timedelta(minutes=10)


def test_the_next_reminder_is_when_somebody_is_reminded(visit: Visit) -> None:
    before = visit.now
    foretold = visit.line.state()["clock"]["next"]
    visit.line.turn()
    visit.line.wait_until_turned(A_WHILE)
    assert datetime.fromisoformat(foretold) <= visit.now < datetime.fromisoformat(foretold) + timedelta(minutes=1)
    assert visit.pushes(before)
    visit.lost_nothing()


def test_turned_to_a_week_before_the_deadline_all_heads_are_reminded_and_the_chief_has_the_summary(
    visit: Visit,
) -> None:
    before = visit.now
    assert visit.turns_to("2027-02-19 09:00")["ended"] == "arrived"
    heard = visit.pushes(before)
    heads = {one["name"] for one in visit.line.state()["people"]} - {"ปลัด", "ผู้ประสานงาน ITA", "ผู้ยังไม่ลงทะเบียน"}
    assert {
        name for day, name in heard if day == date(2027, 2, 19)
    } >= heads  # O10 of every division, seven days before
    assert [day for day, name in heard if name == "ปลัด"] == [date(2027, 2, 15)]
    chief = visit.line.bot_lines(visit.person("ปลัด"))[-1]
    assert chief.at.astimezone(BANGKOK).date() == date(2027, 2, 15)
    assert max(Counter(heard).values()) == 1  # nobody twice a day
    visit.lost_nothing()


def test_on_a_holiday_nothing_is_said_and_the_summary_comes_the_day_after(visit: Visit) -> None:
    before = visit.now
    visit.turns_to("2027-02-24 09:00")
    heard = visit.pushes(before)
    assert HOLIDAY not in {day for day, _ in heard}
    assert all(day.weekday() < 5 for day, _ in heard)
    assert (date(2027, 2, 23), "ปลัด") in heard
    visit.lost_nothing()


def test_after_a_jump_people_are_answered_for_nothing(visit: Visit) -> None:
    head = visit.person("ผู้อำนวยการกองคลัง")
    answers = visit.line.ask(head, "O16 กำลังทำ", timeout=A_WHILE)
    assert "ได้รับรายงานผล" in answers[0].text
    assert (answers[0].kind, answers[0].cost) == ("reply", 0)


def test_an_event_delivered_twice_is_answered_once(visit: Visit) -> None:
    head = visit.person("ผู้อำนวยการกองคลัง")
    before = len(visit.line.bot_lines(head))
    visit.line.switch("twice", True)
    act = visit.line.say(head, "O16 เสร็จแล้ว")
    visit.line.switch("twice", False)
    assert [attempt.ok for attempt in act.deliveries] == [True, True]
    visit.line.wait_for_lines(head, after=before, timeout=A_WHILE)
    visit.line.ask(head, "/help", timeout=A_WHILE)  # one chat in order: a second answer would stand before this one
    assert ["ได้รับรายงานผล" in line.text for line in visit.line.bot_lines(head)[before:]] == [True, False]


def test_a_file_and_a_withdrawn_message_do_the_bot_no_harm(visit: Visit) -> None:
    head = visit.person("ผู้อำนวยการกองคลัง")
    assert visit.line.attach(head, b"%PDF-1.7", name="แผน.pdf", media_type="application/pdf").taken
    assert visit.line.attach(head, b"\x89PNG", kind="image", media_type="image/png", group=visit.group).taken
    said = visit.line.say(head, "ข้อความที่จะถอน")
    assert visit.line.unsend(head, str(said.message_id)).taken
    assert visit.line.ask(head, "/help", timeout=A_WHILE)
    assert not visit.backstage.has_died


def test_what_an_outage_kept_back_is_said_when_line_is_back(visit: Visit) -> None:
    before = visit.now
    visit.line.switch("down", True)
    visit.turns_to("2027-02-25 09:00")
    tried = [one for one in visit.line.timeline(limit=200) if one["at"] >= before.isoformat() and one["kind"] == "push"]
    assert {(one["accepted"], one["status"], one["error"]) for one in tried} == {(False, 500, "Internal server error")}
    waiting = [row.id for row in visit.outbox() if row.state == "queued"]
    assert waiting
    visit.line.switch("down", False)
    visit.turns_to("2027-02-25 12:00")
    assert not [row for row in visit.outbox() if row.id in waiting and row.state != "accepted"]
    visit.lost_nothing()


def test_a_long_jump_is_cancelled_where_it_is_and_never_goes_back(visit: Visit) -> None:
    before = visit.now
    visit.line.turn(days=300)
    visit.line.wait_for(lambda: (visit.line.state()["clock"]["turning"] or {"done": 0})["done"] >= 3, A_WHILE)
    visit.line.cancel_turn()
    ended = visit.line.wait_until_turned(A_WHILE)
    assert ended["ended"] == "cancelled"
    assert before + timedelta(days=2) < visit.now < before + timedelta(days=290)
    visit.lost_nothing()


def test_reset_starts_over_with_the_same_people_and_the_clock_back(visit: Visit) -> None:
    names = [one["name"] for one in visit.line.state()["people"]]
    visit.line.reset()
    state = visit.line.state()
    assert state["room"] == 2
    assert [one["name"] for one in state["people"]] == names
    assert DEMO_MORNING <= visit.now < DEMO_MORNING + timedelta(minutes=10)
    assert state["quota"]["month"] == "2027-02"
    assert all(row.state == "accepted" for row in visit.outbox())
    visit.turns_to("2027-02-15 09:00")
    assert (date(2027, 2, 15), "ปลัด") in visit.pushes(DEMO_MORNING)
    visit.lost_nothing()


# The command itself.


def test_rehearse_begins_where_it_is_told_and_leaves_nothing_behind(tmp_path: Path) -> None:
    port = two_free_ports()
    write_demo_workbook(tmp_path / "office.xlsx")
    where = ["--port", str(port), "--workbook", str(tmp_path / "office.xlsx"), "--at", "2027-03-01T10:00"]
    environment = {**os.environ, "TMPDIR": str(tmp_path), "LINE_CHANNEL_SECRET": "of-the-real-one"}
    with (tmp_path / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "bot.cli", "rehearse", *where], env=environment, stdout=log, stderr=log
        )
    line = RehearsalClient(f"http://127.0.0.1:{port}")
    try:
        wait_until_open(line)
        now = datetime.fromisoformat(line.state()["clock"]["now"])
        assert thai("2027-03-01 10:00") <= now < thai("2027-03-01 10:05")
        assert line.state()["channels"][0]["secret"] != "of-the-real-one"  # pragma: allowlist secret
    finally:
        line.close()
        process.send_signal(signal.SIGTERM)
        code = process.wait(timeout=60)
    assert code == 0, (tmp_path / "log").read_text("utf-8")
    assert not is_listening(port)
    assert not is_listening(port + 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "office.xlsx"]


def wait_until_open(line: RehearsalClient) -> None:
    retries = urllib3.Retry(total=None, connect=300, backoff_factor=0.02, backoff_max=0.2)
    with urllib3.PoolManager(retries=retries) as pool:
        assert pool.request("GET", f"{line.url}/", timeout=5).status == 200
    line.wait_for(lambda: line.state()["clock"]["turns"], A_WHILE)


def is_listening(port: int) -> bool:
    with socket.socket() as caller:
        return caller.connect_ex(("127.0.0.1", port)) == 0
