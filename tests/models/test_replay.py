"""The record of changes, replayed, is the register: whatever people and workbooks do, in whatever order."""

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import update
from sqlalchemy.orm import Session

from documents.loading import load
from documents.plan import DivisionPlan, ItemPlan, OfficeFacts, OfficePlan
from models import extensions, replay, shifting, undo
from models.changes import Actor, Change
from models.clock import local_date
from models.database import Database
from models.office import Office
from models.people import Member
from models.queries import items_of_round, office_by_slug
from models.register import Assignment, WorkItem
from models.shifting import Wanted
from models.snoozes import latest_snooze
from tests.support.clock import FakeClock, thai
from tests.support.offices import add_item, add_member, new_office

MORNING = thai("2026-11-02 09:00")
DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง")
DUES = (None, date(2026, 11, 10), date(2026, 12, 15), date(2027, 3, 31))
NUMBERS = (1, 2, 3)
Step = tuple[str, Any]
# ---- a workbook of three items, and everything that people do with them


def workbook(draws: Sequence[dict[str, Any]]) -> OfficePlan:
    facts = OfficeFacts("demo", "อบต.ตัวอย่าง", "อบต.", "ตัวอย่าง", 2570, date(2026, 10, 1), date(2027, 9, 30))
    items = tuple(
        ItemPlan(kind="measure" if number == 3 else "o_item", number=number, **said)
        for number, said in zip(NUMBERS, draws, strict=True)
    )
    return OfficePlan(facts, tuple(DivisionPlan(name) for name in DIVISIONS), items)


ROWS = st.fixed_dictionaries(
    {
        "title": st.sampled_from(("โครงสร้าง", "แผนพัฒนา")),
        "divisions": st.lists(st.sampled_from(DIVISIONS), unique=True, max_size=3).map(tuple),
        "due": st.sampled_from(DUES),
        "web_status": st.sampled_from((None, "unchecked", "present", "incomplete", "missing")),
        "status": st.sampled_from((None, "in_progress", "done")),
        "url": st.sampled_from(("", "https://a.example/1", "https://a.example/2")),
        "output": st.sampled_from(("", "ดำเนินการแล้ว", "จัดอบรมแล้ว")),
        "outcome": st.sampled_from(("", "ลดระยะเวลา")),
    }
)
BOOKS = st.tuples(st.just("load"), st.lists(ROWS, min_size=3, max_size=3))
PLACE = st.integers(0, 8)
DAYS = st.integers(-40, 60)
STEPS = st.one_of(
    BOOKS,
    st.tuples(st.just("report"), st.tuples(PLACE, st.sampled_from(("not_started", "in_progress", "done")))),
    st.tuples(st.just("publish"), st.tuples(PLACE, st.sampled_from(("present", "incomplete", "missing")))),
    st.tuples(st.just("move_due"), st.tuples(PLACE, st.sampled_from(DUES[1:]))),
    st.tuples(st.just("ask"), st.tuples(PLACE, st.sampled_from(DUES))),
    st.tuples(st.just("approve"), st.tuples(PLACE, st.sampled_from(DUES[1:]))),
    st.tuples(st.just("shift"), DAYS),
    st.tuples(st.just("shift_to"), st.tuples(st.sampled_from(DUES[1:]), st.booleans())),
    st.tuples(st.just("snooze"), st.tuples(PLACE, st.integers(1, 3))),
    st.tuples(st.just("acknowledge"), PLACE),
    st.tuples(st.just("problem"), PLACE),
    st.tuples(st.just("undo"), st.integers(1, 3)),
    st.tuples(st.just("sleep"), st.integers(1, 6)),
)


class Desk:
    """Does one step after the other on real tables, each its own change set, as the handlers do."""

    def __init__(self, session: Session, member: Member | None, now: datetime) -> None:
        self.session, self.member, self.now, self.count = session, member, now, 0

    def act(self, step: Step) -> None:
        name, what = step
        self.count += 1
        self.actor = Actor(self.member.id if self.member else None, "coordinator", "chat", f"set-{self.count}")
        getattr(self, f"do_{name}")(what)
        self.session.flush()

    @property
    def office(self) -> Office:
        found = office_by_slug(self.session, "demo")
        assert found is not None
        return found

    def items(self) -> list[WorkItem]:
        self.session.flush()
        return items_of_round(self.session, self.office)

    def place(self, number: int) -> Assignment | None:
        found = [a for item in self.items() for a in item.assignments]
        return found[number % len(found)] if found else None

    def write(self, *changes: Change | None) -> None:
        self.session.add_all([c for c in changes if c is not None])

    def do_load(self, draws: Sequence[dict[str, Any]]) -> None:
        load(self.session, workbook(draws), self.now)
        if self.member is None:
            self.member = add_member(self.session, self.office, "U1", "coordinator")

    def do_report(self, what: tuple[int, Any]) -> None:
        if place := self.place(what[0]):
            self.write(place.report(what[1], self.actor, self.now))

    def do_publish(self, what: tuple[int, Any]) -> None:
        items = self.items()
        self.write(*items[what[0] % len(items)].publish(what[1], self.actor, self.now))

    def do_move_due(self, what: tuple[int, date]) -> None:
        if place := self.place(what[0]):
            self.write(place.move_due(what[1], self.actor, self.now))

    def do_ask(self, what: tuple[int, date | None]) -> None:
        if place := self.place(what[0]):
            extensions.ask(self.session, [(place, False)], what[1], "รอเอกสาร", self.actor, self.now)

    def do_approve(self, what: tuple[int, date]) -> None:
        waiting = [e for a in self._places() if (e := self._waiting(a))]
        if waiting:
            self.write(waiting[what[0] % len(waiting)].approve(what[1], self.actor, self.now))

    def _places(self) -> list[Assignment]:
        return [a for item in self.items() for a in item.assignments]

    def _waiting(self, assignment: Assignment) -> extensions.Extension | None:
        rows = self.session.query(extensions.Extension).filter_by(assignment_id=assignment.id, state="pending")
        return rows.one_or_none()

    def do_shift(self, days: int) -> None:
        self._shift(Wanted(days=days))

    def do_shift_to(self, what: tuple[date, bool]) -> None:
        self._shift(Wanted(to=what[0], codes=("O1", "M3") if what[1] else ()))

    def _shift(self, wanted: Wanted) -> None:
        today = local_date(self.now)
        if shifting.refusal(wanted, today) is None:
            moves = shifting.shift(self.items(), wanted, today).moves
            assert all(move.after >= today for move in moves)
            self.write(*shifting.carry_out(moves, "ป.ป.ช. เลื่อนปฏิทิน", self.actor, self.now))

    def do_snooze(self, what: tuple[int, int]) -> None:
        place, today = self.place(what[0]), local_date(self.now)
        until = today + timedelta(days=what[1])
        if place and (latest := latest_snooze(place.due_on, today)) and until <= latest:
            self.write(place.snooze(until, self.actor, self.now, today))

    def do_acknowledge(self, number: int) -> None:
        if place := self.place(number):
            self.write(place.acknowledge(self.actor, self.now))

    def do_problem(self, number: int) -> None:
        if place := self.place(number):
            self.write(Change.of(place.item, place, "problem", "", "ระบบขัดข้อง", self.actor, self.now))

    def do_undo(self, back: int) -> None:
        for _ in range(back):
            self._undo()
            self.count += 1
            self.actor = replace(self.actor, change_set=f"set-{self.count}")

    def _undo(self) -> None:
        assert self.member is not None
        change_set = undo.last_change_set(self.session, self.office.id, self.member.id)
        if change_set is None:
            return
        changes = undo.changes_of(self.session, self.office.id, change_set)
        if undo.why_not(self.session, changes, self.member.id) is None:
            self.write(*undo.take_back(changes, self.actor, self.now))
            self.session.flush()
            extensions.take_back(self.session, self.office.id, change_set)

    def do_sleep(self, days: int) -> None:
        self.now += timedelta(days=days)

    def check(self) -> None:
        self.session.flush()
        state, register = replay.recorded(self.session, self.office), replay.registered(self.session, self.office)
        assert list(replay.differences(state, register)) == []
        assert state.breaks == []
        for item in self.items():
            assert item.id in state.whole
            assert state.told((item.id, None), "owners") == ", ".join(
                a.division.name if a.division else a.person for a in item.assignments
            )


def play(database: Database, first: Step, steps: Sequence[Step]) -> None:
    with database.write() as session:
        desk = Desk(session, None, MORNING)
        desk.act(first)
        desk.check()
        for step in steps:
            desk.act(step)
            desk.check()
        session.rollback()


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(first=BOOKS, steps=st.lists(STEPS, max_size=12))
def test_the_record_replayed_is_the_register(shared_sqlite: Database, first: Step, steps: list[Step]) -> None:
    play(shared_sqlite, first, steps)


@settings(
    max_examples=6, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(first=BOOKS, steps=st.lists(STEPS, min_size=8, max_size=12))
def test_on_either_database(database: Database, first: Step, steps: list[Step]) -> None:
    play(database, first, steps)


@pytest.fixture(scope="module")
def shared_sqlite(migrated_sqlite: Path) -> Any:
    """One database for all examples: each is rolled back."""
    folder = Path(tempfile.mkdtemp(prefix="tamngan-replay-"))
    shutil.copy(migrated_sqlite, folder / "test.db")
    database = Database(f"sqlite:///{folder / 'test.db'}")
    yield database
    database.close()
    shutil.rmtree(folder)


# ---- what the replay finds, and what it leaves alone


def test_a_column_changed_without_a_row_is_found(database: Database) -> None:
    with database.write() as session:
        desk = Desk(session, None, MORNING)
        desk.act(("load", [plain_row(), plain_row(), plain_row()]))
        place = desk.place(0)
        assert place is not None
        session.execute(update(Assignment).where(Assignment.id == place.id).values(due=date(2027, 1, 5)))
        session.execute(update(WorkItem).where(WorkItem.code == "O2").values(url="https://other.example/"))
        session.expire_all()
        found = replay.differences(replay.recorded(session, desk.office), replay.registered(session, desk.office))
        assert {(d.field, d.recorded, d.held) for d in found} == {
            ("due", "2026-12-15", "2027-01-05"),
            ("url", "", "https://other.example/"),
        }


def test_a_row_that_does_not_begin_where_the_last_one_ended_is_found(database: Database) -> None:
    with database.write() as session:
        desk = Desk(session, None, MORNING)
        desk.act(("load", [plain_row(), plain_row(), plain_row()]))
        item = desk.items()[0]
        actor = Actor(None, None, "load", "x")
        session.add(Change.of(item, None, "web_status", "missing", "incomplete", actor, MORNING))
        session.flush()
        [found] = replay.recorded(session, desk.office).breaks
        assert (found.field, found.left, found.before) == ("web_status", "unchecked", "missing")


def test_what_was_never_recorded_of_an_older_item_is_no_difference(database: Database, clock: FakeClock) -> None:
    with database.write() as session:
        office = new_office(session)
        item = add_item(session, office, "O1", ("กองคลัง", "กองช่าง"), date(2026, 12, 15))
        item.url = "https://a.example/"
        one, other = item.assignments
        actor = Actor(None, "coordinator", "chat", "a")
        rows = [one.move_due(date(2027, 1, 5), actor, clock()), other.report("done", actor, clock())]
        rows.append(item.move_due(date(2026, 12, 20), actor, clock()))
        session.add_all([row for row in rows if row])
        session.flush()
        state, register = replay.recorded(session, office), replay.registered(session, office)
        assert (list(replay.differences(state, register)), state.breaks) == ([], [])
        one.status = "in_progress"  # nobody has reported it since: the record does not know
        other.status = "in_progress"
        session.flush()
        [found] = replay.differences(state, replay.registered(session, office))
        assert found.subject == (item.id, other.id)


def plain_row() -> dict[str, Any]:
    return {"title": "โครงสร้าง", "divisions": ("กองคลัง",), "due": date(2026, 12, 15)}
