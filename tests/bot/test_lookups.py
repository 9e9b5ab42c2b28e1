"""What an event and its answer look up is found by an index, however much was said and recorded before: on SQLite,
which knows nothing of how many rows an index finds, and more than once took the wrong one."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from bot import conversation
from models import inbox
from models.database import Database
from models.delivery import Accepted
from models.inbox import Incoming
from scheduler import relay
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, new_office

GROWS = ("change", "inbox_event", "outbox_message", "evidence", "reminder")
ALL_OF_AN_OFFICE = tuple(f"ix_{table}_office_id (office_id=?)" for table in GROWS)


@contextmanager
def looked_up(database: Database) -> Iterator[dict[str, Any]]:
    """Every statement, with what it was last given."""
    said: dict[str, Any] = {}

    @event.listens_for(database.engine, "before_cursor_execute")
    def hear(_connection: object, _cursor: object, statement: str, given: Any, _context: object, many: bool) -> None:
        if statement.startswith(("SELECT", "UPDATE", "DELETE")):
            said[statement] = given[0] if many else given

    yield said
    event.remove(database.engine, "before_cursor_execute", hear)


class AllTaken:
    def reply(self, _token: str, _messages: object) -> Accepted:
        return Accepted()

    def push(self, _to: str, _messages: object, _retry_key: object) -> Accepted:
        return Accepted()


def is_dear(step: str) -> bool:
    """Whether it reads a whole table that grows, or all that an office ever said or did."""
    words = step.split()
    scans = words[0] == "SCAN" and any(words[1].startswith(table) for table in GROWS)
    return scans or any(index in step for index in ALL_OF_AN_OFFICE)


@pytest.mark.parametrize("line", ["O1 กำลังทำ", "O2 เสร็จแล้ว https://ita.example.go.th/o2", "/ค้าง", "ยกเลิก"])
def test_what_an_event_and_its_answer_look_up_is_found_by_an_index(
    tmp_path: Path, migrated_sqlite: Path, clock: FakeClock, line: str
) -> None:
    (tmp_path / "lookups.db").write_bytes(migrated_sqlite.read_bytes())
    database = Database(f"sqlite:///{tmp_path}/lookups.db")
    with database.write() as session:
        office = new_office(session)
        for number in (1, 2, 3):
            add_item(session, office, f"O{number}", ("กองคลัง",), date(2026, 12, 1))
        add_member(session, office, "U1", "head", "กองคลัง")
        for number, text in enumerate(("O3 เสร็จแล้ว", line)):
            said = {
                "type": "message",
                "source": {"type": "user", "userId": "U1"},
                "replyToken": f"t{number}",
                "message": {"type": "text", "id": str(number), "text": text},
            }
            inbox.store(session, office.id, [Incoming(f"e{number}", "U1", "message", None, said, clock())], clock())
    with looked_up(database) as statements:
        while (outcome := conversation.handle_next(database, clock, lambda _office, _user: "")) is not None:
            assert outcome == "done"
        assert relay.deliver_all(database, lambda _office: AllTaken(), clock) == 2
    assert len(statements) > 20
    # For this it takes the unique index, and what undoes nothing is nearly all there is (`Change.is_undo`).
    assert not [statement for statement in statements if "undoes IS NULL" in statement]
    with database.read() as session:
        cursor = session.connection().connection.cursor()
        dear = {
            step: statement
            for statement, given in statements.items()
            for *_, step in cursor.execute(f"EXPLAIN QUERY PLAN {statement}", given)
            if is_dear(step)
        }
    database.close()
    assert dear == {}
