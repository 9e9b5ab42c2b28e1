"""Who may do what by a button, exhaustively: every kind of button, every person, 1:1 and in the group, also buttons of
an older state, forged ones and those of another office."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final, get_args

import pytest

from messages import postbacks as say
from messages.postbacks import Postback
from models.database import Database
from tests.support.permission_buttons import BUTTONS, Button
from tests.support.permission_table import GROUP, PRIVATE
from tests.support.permission_world import built
from tests.support.permissions import PEOPLE, Places, Tap
from tests.support.postgres import Postgres

MEMBERS: Final = ("head", "staff", "other", "coordinator", "chief")
# Whose answer lets them open a file or a paper without another question: only in 1:1, only members, who may read
# everything of their office.
OPENS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "confirm submitting": ("paper", ("coordinator",)),
    "submit the table": ("paper", ("coordinator",)),
    "submit the report": ("paper", ("coordinator",)),
    "withdraw what has ended": ("paper", ("coordinator",)),
    "ask again what has ended": ("paper", ("coordinator",)),
    "approve a decided step": ("paper", MEMBERS),
    "approve a returned paper": ("paper", MEMBERS),
    "show papers": ("paper", MEMBERS),
    "verdict of another report": ("file", ("coordinator",)),
    "show review": ("file", ("coordinator",)),
    "show item with a file": ("file", MEMBERS),
}


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
    yield Places(database, built(database))
    database.close()


def tapped(places: Places, row: Button, who: str, *, group: bool = False) -> Tap:
    ids = places.ids
    return places.tap(who, row.button(ids), group=group, day=row.day, asked=row.asked, first=row.first(ids))


def opened(name: str, who: str) -> frozenset[str]:
    what, readers = OPENS.get(name, ("", ()))
    return frozenset((what,) if who in readers else ())


@pytest.mark.parametrize("name", BUTTONS)
def test_a_button_does_for_each_person_what_the_table_says(name: str, places: Places) -> None:
    for group, table in ((False, PRIVATELY), (True, IN_GROUP)):
        found = {who: tapped(places, BUTTONS[name], who, group=group) for who in PEOPLE}
        differing = {who: (table[name][who], tap) for who, tap in found.items() if tap.outcome != table[name][who]}
        assert not differing, f"{name} {'in the group' if group else 'in private'} (expected, found): {differing}"
        opens = {who: frozenset() if group else opened(name, who) for who in PEOPLE}
        assert {who: tap.opens for who, tap in found.items()} == opens


def test_every_button_is_in_the_table(places: Places) -> None:
    """A new kind of button, or a new thing to show, fails here until it has its rows."""
    assert list(PRIVATELY) == list(IN_GROUP) == list(BUTTONS)
    assert set(OPENS) <= set(BUTTONS)
    buttons = [row.button(places.ids) for row in BUTTONS.values()]
    assert {type(button) for button in buttons} == set(get_args(Postback))
    for kind, values in (
        (say.Show, say.ShowWhat),
        (say.MendPaper, say.Mend),
        (say.Verdict, say.WhatIsThere),
        (say.HandlePaperIn, say.PaperInAct),
        (say.SettleDoubt, say.Settling),
    ):
        used = {value for button in buttons if isinstance(button, kind) for value in vars(button).values()}
        assert set(get_args(values)) <= used


def test_a_stranger_does_nothing_and_reads_in_the_group_what_names_nobody() -> None:
    assert {cells["stranger"] for cells in PRIVATELY.values()} == {"register", "help"}
    assert {cells["stranger"] for cells in IN_GROUP.values()} == {"readonly", "members", "reads", "help", "silent"}
    read = {name for name, cells in IN_GROUP.items() if cells["stranger"] == "reads"}
    items = {name for name in BUTTONS if name.startswith("show item")}
    assert read == {"show status", "show missing", "show due", "show who", *items}


def test_what_is_between_a_person_and_the_bot_is_done_in_private(places: Places) -> None:
    """Reviews, results, dates for all, papers and one's own data."""
    private = (say.Verdict, say.ReturnBy, say.TellResults, say.MarkStep, say.EditFold)
    papers = (say.SubmitPaper, say.DecidePaper, say.MendPaper, say.HandlePaperIn, say.SettleDoubt)
    digests = (say.Acknowledge, say.Snooze)
    for name, row in BUTTONS.items():
        if isinstance(row.button(places.ids), private + papers + digests):
            assert {IN_GROUP[name][who] for who in MEMBERS} == {"private"}, name


def test_data_that_is_no_button_of_ours_changes_nothing(places: Places) -> None:
    made_up = "DROP TABLE member| |1:s:1|2:s:1:d|1:s:1:d:d|1:s:-1:d|1:c:|1:x:x|1:w:missing:%:0|1:g:1:x|1:g::w|1:p:1:x"
    for data in ("", *made_up.split("|"), "1:p:-1:y", "1:j:x", "1:v:1:x", "1:v:1:p:0", "1:b:", "1:t:1:x", "1:f:M1:x"):
        for who in PEOPLE:
            tap = places.tap(who, data)
            assert tap.outcome not in ("changes", "confirms", "asks", "tells", "LEAKS"), (data, who, tap)


@pytest.fixture(scope="module")
def postgres_places(postgres: Postgres) -> Iterator[Places]:
    with postgres.copy() as url:
        database = Database(url)
        yield Places(database, built(database))
        database.close()


def test_on_postgresql_it_is_the_same(postgres_places: Places) -> None:
    """A sample: each kind of button's first row, by people of the division, of another and of another office."""
    first: dict[type[Postback], str] = {}
    for name, row in BUTTONS.items():
        first.setdefault(type(row.button(postgres_places.ids)), name)
    for name in first.values():
        for who in ("head", "other", "coordinator", "foreign", "abroad"):
            tap = tapped(postgres_places, BUTTONS[name], who)
            assert (tap.outcome, tap.opens) == (PRIVATELY[name][who], opened(name, who)), (name, who, tap)
