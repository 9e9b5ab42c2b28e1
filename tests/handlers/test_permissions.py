"""Who may do what by a button, exhaustively: every kind of button, every person, 1:1 and in the group, also buttons of
an older state, forged ones and those of another office."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, get_args

import pytest

from handlers import router
from handlers.intents import AttachEvidence, Chase, StatusChange, UpdateStatus
from handlers.intents_checking import EraseMe
from handlers.proposals import Proposed
from messages import postbacks as say
from messages.postbacks import Postback
from models.database import Database
from tests.support.permission_table import GROUP, PRIVATE
from tests.support.permissions import PEOPLE, TODAY, Places, Tap, built
from tests.support.postgres import Postgres

# What has no handler yet: its rows are written and wait. `frozenset()` switches them all on.
PENDING: Final[frozenset[type[Any]]] = frozenset()

CLERKS = "กองคลัง"


@dataclass(frozen=True)
class Button:
    button: Callable[[Places], Postback]
    day: str = ""
    asked: Proposed | None = None


BUTTONS: dict[str, Button] = {
    "report": Button(lambda p: say.SetStatus(p.assignments["O1"], "done")),
    "report done already": Button(lambda p: say.SetStatus(p.assignments["O3"], "done")),
    "report of another round": Button(lambda p: say.SetStatus(p.assignments["old"], "done")),
    "report of nothing": Button(lambda _: say.SetStatus(999_999, "done")),
    "report items": Button(lambda p: say.SetItemsStatus(("O1", "O2"), "done", p.divisions[CLERKS])),
    "report items unnamed": Button(lambda _: say.SetItemsStatus(("O1",), "in_progress", None)),
    "report items of no more": Button(lambda _: say.SetItemsStatus(("O99",), "done", None)),
    "ask more time": Button(lambda _: say.AskExtension(("O1",)), day="2027-01-15"),
    "ask more time undated": Button(lambda _: say.AskExtension(("O1",))),
    "ask more time of no more": Button(lambda _: say.AskExtension(("O99",)), day="2027-01-15"),
    "approve more time": Button(lambda p: say.DecideExtension(p.extensions["waiting"], approve=True)),
    "approve until a day": Button(
        lambda p: say.DecideExtension(p.extensions["waiting"], approve=True), day="2027-02-01"
    ),
    "decline more time": Button(lambda p: say.DecideExtension(p.extensions["waiting"], approve=False)),
    "approve what is decided": Button(lambda p: say.DecideExtension(p.extensions["decided"], approve=True)),
    "approve nothing": Button(lambda _: say.DecideExtension(999_999, approve=True)),
    "acknowledge": Button(lambda _: say.Acknowledge(TODAY)),
    "acknowledge long ago": Button(lambda _: say.Acknowledge(TODAY.replace(month=1))),
    "snooze": Button(lambda _: say.Snooze(2, TODAY)),
    "attach": Button(lambda _: say.AttachTo("kept", "O1"), asked=AttachEvidence((), ("https://a.example/1",))),
    "attach nothing": Button(lambda _: say.AttachTo("gone", "O1")),
    "undo": Button(lambda _: say.Undo("reported")),
    "undo a request": Button(lambda _: say.Undo("asked")),
    "undo what is undone": Button(lambda _: say.Undo("undone")),
    "undo nothing": Button(lambda _: say.Undo("made-up")),
    "chase": Button(lambda p: say.Chase(p.divisions[CLERKS])),
    "chase a division of no more": Button(lambda _: say.Chase(999_999)),
    "confirm a report": Button(lambda _: say.Confirm("kept"), asked=UpdateStatus((StatusChange("O1", "done"),))),
    "confirm a chase": Button(lambda _: say.Confirm("kept"), asked=Chase((CLERKS,))),
    "confirm erasing": Button(lambda _: say.Confirm("kept"), asked=EraseMe()),
    "confirm nothing": Button(lambda _: say.Confirm("gone"), asked=EraseMe()),
    "cancel": Button(lambda _: say.Cancel(), asked=EraseMe()),
    "cancel nothing": Button(lambda _: say.Cancel()),
    "verdict present": Button(lambda p: say.Verdict(p.assignments["O3"], "present")),
    "verdict incomplete": Button(lambda p: say.Verdict(p.assignments["O3"], "incomplete")),
    "verdict missing": Button(lambda p: say.Verdict(p.assignments["O3"], "missing")),
    "verdict of another round": Button(lambda p: say.Verdict(p.assignments["old"], "present")),
    "verdict of nothing": Button(lambda _: say.Verdict(999_999, "present")),
    "return by a day": Button(lambda p: say.ReturnBy(p.assignments["O6"]), day="2027-01-15"),
    "return what is not returned": Button(lambda p: say.ReturnBy(p.assignments["O1"]), day="2027-01-15"),
    "tell results": Button(lambda p: say.TellResults(p.assignments["M1"])),
    "tell results of nothing": Button(lambda _: say.TellResults(999_999)),
    "mark a step": Button(lambda p: say.MarkStep(p.assignments["M1"], 0)),
    "mark every step": Button(lambda p: say.MarkStep(p.assignments["M1"])),
    "mark a step of no more": Button(lambda p: say.MarkStep(p.assignments["M1"], 99)),
    "edit the folded output": Button(lambda _: say.EditFold("M1", "output")),
    "edit the folded outcome": Button(lambda _: say.EditFold("M1", "outcome")),
    "edit a fold of no more": Button(lambda _: say.EditFold("M99", "output")),
    "submit the table": Button(lambda _: say.SubmitPaper("followup")),
    "submit the report": Button(lambda _: say.SubmitPaper("progress")),
    "approve a paper": Button(lambda p: say.DecidePaper(p.step, approve=True)),
    "return a paper": Button(lambda p: say.DecidePaper(p.step, approve=False)),
    "approve no paper": Button(lambda _: say.DecidePaper(999_999, approve=True)),
    "show status": Button(lambda _: say.Show("status")),
    "show missing": Button(lambda _: say.Show("missing")),
    "show due": Button(lambda _: say.Show("due")),
    "show item": Button(lambda _: say.Show("item", "O1")),
    "show who": Button(lambda _: say.Show("who", "O1")),
    "show history": Button(lambda _: say.Show("history", "O1")),
    "show help": Button(lambda _: say.Show("help")),
    "show summary": Button(lambda _: say.Show("summary")),
    "show summary before": Button(lambda _: say.Show("summary", say.EARLIER)),
    "show review": Button(lambda _: say.Show("review")),
    "show results": Button(lambda _: say.Show("results", "M1")),
    "show papers": Button(lambda _: say.Show("papers")),
}

# How an answer that does nothing is known; the first that is found counts.
REFUSALS = {
    "help": "วิธีใช้งาน “ตามงาน”",
    "register": "ขอความอนุเคราะห์ลงทะเบียนก่อนใช้งาน",
    "members": "ส่วนนี้เปิดให้ผู้ที่ลงทะเบียนแล้ว",
    "readonly": "ผู้ที่ยังไม่ได้ลงทะเบียนเรียกดูข้อมูลในกลุ่มนี้ได้",
    "outdated": "ปุ่มนี้เป็นของรายการเดิม",
    "noreport": "การรายงานผลดำเนินการโดยส่วนราชการผู้รับผิดชอบ",
    "notyours": "อยู่ในความรับผิดชอบของส่วนราชการอื่น",
    "nodecide": "การพิจารณาคำขอขยายเวลาเป็นหน้าที่ของ",
    "nochase": "การติดตามส่วนราชการผ่านระบบดำเนินการโดย",
    "private": "ในแชตส่วนตัว",
    "lost": "ไม่พบข้อมูลที่รอบันทึก",
    "unknown": "ในรอบการประเมินนี้",
    "decided": "คำขอนี้พิจารณาแล้ว",
    "author": "รายการนี้บันทึกโดยผู้อื่น",
    "undone": "ยกเลิกเรียบร้อยแล้วก่อนหน้านี้",
    "dropped": "ยกเลิกแล้ว ระบบไม่ได้เปลี่ยนแปลงข้อมูล",
    "same": "สถานะที่รายงานตรงกับที่บันทึกไว้แล้ว",
}


def outcome(tap: Tap) -> str:
    if tap.outcome != "answers":
        return tap.outcome
    return next((name for name, words in REFUSALS.items() if words in tap.said), "reads")


def rows(table: str) -> dict[str, dict[str, str]]:
    """The expected outcome by button and person."""
    head, *lines = table.strip("\n").splitlines()
    assert head.split() == list(PEOPLE)
    found = {}
    for line in lines:
        name, cells = line[:28].strip(), line[28:].split()
        found[name] = dict(zip(PEOPLE, cells, strict=True))
    return found


PRIVATELY, IN_GROUP = rows(PRIVATE), rows(GROUP)


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Places]:
    path = tmp_path_factory.mktemp("permissions") / "office.db"
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield built(database)
    database.close()


def is_met(expected: str, found: str) -> bool:
    if expected == "may":
        return found not in ("LEAKS", "register", "readonly", "members")
    return found not in ("changes", "asks", "LEAKS") if expected == "no" else found == expected


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_does_for_each_person_what_the_table_says(name: str, places: Places) -> None:
    row = BUTTONS[name]
    button = row.button(places)
    if type(places.intent(button)) in PENDING:
        return
    for group, table in ((False, PRIVATELY), (True, IN_GROUP)):
        found = {who: outcome(places.tap(who, button, group=group, day=row.day, asked=row.asked)) for who in PEOPLE}
        differing = {who: (table[name][who], said) for who, said in found.items() if not is_met(table[name][who], said)}
        assert not differing, f"{name} {'in the group' if group else 'in private'} (expected, found): {differing}"


def test_every_button_is_in_the_table(places: Places) -> None:
    """A new kind of button, or a new thing to show, fails here until it has its rows."""
    assert list(PRIVATELY) == list(IN_GROUP) == list(BUTTONS)
    buttons = [row.button(places) for row in BUTTONS.values()]
    assert {type(button) for button in buttons} == set(get_args(Postback))
    shown = {button.what for button in buttons if isinstance(button, say.Show)}
    assert shown == set(get_args(say.ShowWhat))


def test_what_is_pending_has_no_handler_yet() -> None:
    assert {intent for intent in PENDING if intent in router.ROUTES} == set()


def test_data_that_is_no_button_of_ours_changes_nothing(places: Places) -> None:
    for data in (
        "",
        "1:s:1",
        "2:s:1:d",
        "1:s:1:d:d",
        "1:c:",
        "1:x:x",
        "DROP TABLE member",
        "1:s:-1:d",
        "1:w:missing:%:0",
    ):
        for who in PEOPLE:
            assert places.tap(who, data).outcome in ("answers", "silent"), (data, who)


@pytest.fixture(scope="module")
def postgres_places(postgres: Postgres) -> Iterator[Places]:
    with postgres.copy() as url:
        database = Database(url)
        yield built(database)
        database.close()


def test_on_postgresql_it_is_the_same(postgres_places: Places) -> None:
    """A sample: each kind of button's first row, by people of the division, of another and of another office."""
    first: dict[type[Postback], str] = {}
    for name, row in BUTTONS.items():
        button = row.button(postgres_places)
        if type(postgres_places.intent(button)) not in PENDING:
            first.setdefault(type(button), name)
    for name in first.values():
        row = BUTTONS[name]
        for who in ("head", "other", "foreign"):
            tap = postgres_places.tap(who, row.button(postgres_places), day=row.day, asked=row.asked)
            assert is_met(PRIVATELY[name][who], outcome(tap)), (name, who, tap)
