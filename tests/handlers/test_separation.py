"""Offices beside each other in one database: whatever is said or tapped in one reads, tells and changes nothing of
another. (tests/handlers/test_permissions.py watches the same for every button.)"""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from bot.events import Said
from models.database import Database
from models.register import WorkItem
from tests.corpus.reading import HERE
from tests.support.permission_buttons import BUTTONS
from tests.support.permission_world import built
from tests.support.permissions import PEOPLE, STRANGE, Places, rows_of_others

LINES: Final = sorted(
    {
        str(json.loads(line)["text"])
        for path in (HERE / "lines").glob("*.jsonl")
        for line in path.read_text("utf-8").splitlines()
    }
)
COMMANDS: Final = (
    "/status", "/ค้าง", "/due", "/item O1", "/who O3", "/history O3", "/summary", "/review", "/คะแนน", "ขอรายงาน",
    "/export", "ข้อมูลของฉัน", "ยกเลิก", "ใช่", "ทวงทุกกอง", "เลื่อนกำหนดส่งทั้งหมด 7 วัน", "เสนอตารางติดตาม",
    "O3 เสร็จแล้ว", "ผลผลิต M1",
)  # fmt: skip


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Iterator[Places]:
    path = tmp_path_factory.mktemp("separation") / "office.db"
    shutil.copy(migrated_sqlite, path)
    database = Database(f"sqlite:///{path}")
    yield Places(database, built(database))
    database.close()


@settings(max_examples=150)
@given(who=st.sampled_from(PEOPLE), text=st.sampled_from(LINES) | st.sampled_from(COMMANDS))
def test_what_is_said_in_one_office_reaches_no_other(places: Places, who: str, text: str) -> None:
    assert places.tap(who, Said(text)).outcome != "LEAKS"


@pytest.mark.parametrize("text", COMMANDS)
def test_what_is_asked_of_another_offices_account_is_answered_from_that_office(places: Places, text: str) -> None:
    for who in STRANGE:
        for group in (False, True):
            assert places.tap(who, Said(text), group=group).outcome != "LEAKS"


@settings(max_examples=150)
@given(
    who=st.sampled_from(PEOPLE),
    name=st.sampled_from(sorted(BUTTONS)),
    before=st.sampled_from(sorted(BUTTONS)),
    text=st.sampled_from(LINES),
)
def test_nor_does_a_line_after_a_button_after_another(
    places: Places, who: str, name: str, before: str, text: str
) -> None:
    buttons = [(who, BUTTONS[which].button(places.ids)) for which in (before, name)]
    assert places.tap(who, Said(text), first=buttons).outcome != "LEAKS"


def test_a_query_that_forgets_its_office_would_be_seen(places: Places) -> None:
    with places.database.read() as session, rows_of_others(places.ids.other) as loaded:
        session.scalars(select(WorkItem)).all()
    assert f"WorkItem of office {places.ids.demo}" in loaded
