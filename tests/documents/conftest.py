"""A desk where workbooks are loaded and looked at."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import selectinload

from documents.loading import LoadResult, load
from documents.workbook.reading import read_workbook
from models.changes import Actor, Change
from models.database import Database
from models.queries import items_of_round, office_by_slug
from models.register import Assignment, WorkItem
from models.words import Status
from tests.documents.books import book
from tests.support.clock import thai

MORNING = thai("2026-11-02 09:00")


class Desk:
    """Loads workbooks into one database and reads the register back."""

    def __init__(self, database: Database) -> None:
        self.database = database

    def load(self, content: bytes | None = None, now: datetime = MORNING, **of: Any) -> LoadResult:
        with self.database.write() as session:
            return load(session, read_workbook(content or book(**of)), now)

    def items(self) -> dict[str, WorkItem]:
        with self.database.read() as session:
            office = office_by_slug(session, "bangtuayang")
            assert office is not None
            return {item.code: item for item in items_of_round(session, office)}

    def statuses(self, code: str) -> dict[str, Status]:
        return {a.division.name if a.division else a.person: a.status for a in self.items()[code].assignments}

    def report(self, code: str, status: Status, *divisions: str, now: datetime = MORNING) -> None:
        """A division reports in chat."""
        actor = Actor(member_id=None, role="head", source="chat", change_set="chat")
        with self.database.write() as session:
            for assignment in session.scalars(
                select(Assignment)
                .join(Assignment.item)
                .where(WorkItem.code == code)
                .options(selectinload(Assignment.division))
            ):
                if not divisions or (assignment.division and assignment.division.name in divisions):
                    change = assignment.report(status, actor, now)
                    assert change is not None
                    session.add(change)

    def changes(self) -> Sequence[Change]:
        with self.database.read() as session:
            return session.scalars(
                select(Change).options(selectinload(Change.item), selectinload(Change.assignment)).order_by(Change.id)
            ).all()


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database)
