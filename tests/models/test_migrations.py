"""Migrations keep what offices have recorded, whichever way they go."""

from datetime import date

import pytest
from alembic.autogenerate.api import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import func, select, text

from documents.loading import load
from models import extensions, tables
from models.changes import Actor, Change
from models.database import Database
from models.queries import items_of_round, office_by_slug
from models.register import Assignment
from tests.support.clock import FakeClock
from tests.support.demo import demo_plan


def counts(database: Database, names: list[str]) -> dict[str, int]:
    with database.engine.connect() as connection:
        return {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar_one() for name in names}  # noqa: S608


@pytest.fixture
def recorded(database: Database, clock: FakeClock) -> Database:
    """The demo office with reports, a link and a request for more time."""
    with database.write() as session:
        load(session, demo_plan(), clock())
        office = office_by_slug(session, "demo")
        assert office is not None
        actor = Actor(member_id=None, role="head", source="chat", change_set="c1")
        found = [a for item in items_of_round(session, office) for a in item.assignments][:5]
        for assignment in found:
            change = assignment.report("in_progress", actor, clock())
            link = Change.of(assignment.item, assignment, "evidence", "", "https://a.example/1", actor, clock())
            session.add_all([change, link])
        extensions.ask(session, [(found[0], False)], date(2027, 6, 1), "", actor, clock())
    return database


def test_what_was_recorded_survives_going_back_and_forth(recorded: Database) -> None:
    with recorded.read() as session:
        before = session.scalars(select(Assignment.status).order_by(Assignment.id)).all()
        assert session.scalars(select(func.count()).select_from(Change)).one() > 10
    names = ["office", "division", "work_item", "assignment", "change", "extension", "closed_day"]
    found = counts(recorded, names)
    recorded.downgrade("0003")
    assert counts(recorded, names) == found
    recorded.upgrade()
    assert counts(recorded, names) == found
    with recorded.read() as session:
        assert session.scalars(select(Assignment.status).order_by(Assignment.id)).all() == before


def test_links_recorded_before_become_evidence(recorded: Database) -> None:
    recorded.downgrade("0003")
    recorded.upgrade()
    with recorded.read() as session:
        kept = session.execute(text("SELECT kind, state, url FROM evidence")).all()
        assert [tuple(row) for row in kept] == [("link", "kept", "https://a.example/1")] * 5


def test_the_tables_are_those_of_the_code(database: Database) -> None:
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, tables.Base.metadata) == []


def test_references_are_enforced_again_after_migrating(recorded: Database) -> None:
    recorded.upgrade()
    if recorded.engine.dialect.name == "sqlite":
        with recorded.engine.connect() as connection:
            assert connection.execute(text("PRAGMA foreign_keys")).scalar_one() == 1
