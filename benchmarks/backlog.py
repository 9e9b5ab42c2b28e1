"""What it costs to find the next event, and the next messages to send, with few and with many waiting and long done, on
both databases: the growth is what matters, for a flood must not make each of its own answers dearer."""

import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import text
from sqlalchemy.orm import Session

from bot.garbage import collect_seldom
from models import inbox, leasing, outbox
from models.database import Database
from models.inbox import Incoming
from tests.support.offices import new_office
from tests.support.postgres import Postgres

FEW: Final = 50
MANY: Final = 4_000
PEOPLE: Final = 10  # of the one office that floods
LOOKS: Final = 15
NOW: Final = datetime(2026, 11, 9, 3, tzinfo=UTC)


def _events(session: Session, office: int, count: int) -> None:
    said = [
        Incoming(f"e{number}", f"U{number % PEOPLE}", "message", None, {}, NOW + timedelta(seconds=number))
        for number in range(count)
    ]
    inbox.store(session, office, said, NOW)


def _messages(session: Session, office: int, count: int) -> None:
    """Half of them wait, half were taken long ago."""
    for number in range(count):
        whom = f"U{number % PEOPLE}"
        outbox.reply(
            session,
            office_id=office,
            token=f"t{number}",
            chat=whom,
            member_id=None,
            messages=[{"type": "text", "text": "รับทราบ"}],
            purpose="receipt",
            event_id=f"e{number}",
            now=NOW,
        )
    session.flush()
    session.execute(text("UPDATE outbox_message SET state = 'accepted' WHERE substr(\"to\", length(\"to\")) < '5'"))


def _milliseconds(database: Database, look: Callable[[Session], object]) -> float:
    """Median; what is found is given back each time."""
    took = []
    for _ in range(LOOKS):
        with database.write() as session:
            began = time.perf_counter()
            found = look(session)
            took.append(1000 * (time.perf_counter() - began))
            assert found
            session.rollback()
    return statistics.median(took)


def _measured(database: Database, count: int) -> tuple[float, float]:
    """The next event, the next messages."""
    with database.write() as session:
        office = new_office(session, "flood").id
        _events(session, office, count)
        _messages(session, office, count)
    return (
        _milliseconds(database, inbox.next_event),
        _milliseconds(database, lambda session: leasing.claim_some(session, NOW, PEOPLE)),
    )


def main() -> None:
    collect_seldom()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = Postgres(folder)
        stack.callback(server.close)
        for kind in ("SQLite", "PostgreSQL"):
            found = []
            for count in (FEW, MANY):
                url = f"sqlite:///{folder}/{count}.db" if kind == "SQLite" else stack.enter_context(server.copy())
                with closing(Database(url)) as database:
                    database.upgrade()
                    found.append(_measured(database, count))
            for what, few, many in zip(("the next event", "the next messages"), *found, strict=True):
                growth = f"{many / few:.1f} times for {MANY // FEW} times as many"
                print(f"{kind:10}  {what:18} {few:6.2f} ms with {FEW:,}, {many:6.2f} ms with {MANY:,}: {growth}")


if __name__ == "__main__":
    main()
