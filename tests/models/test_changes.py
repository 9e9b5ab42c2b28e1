"""The record is looked up by what is asked for, however long it has grown."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import ColumnElement, select
from sqlalchemy.dialects import sqlite

from models.changes import Change


@pytest.mark.parametrize("which", [Change.is_undo, ~Change.is_undo], ids=["undoes", "reports"])
def test_sqlite_finds_the_changes_of_an_item_by_the_item(migrated_sqlite: Path, which: ColumnElement[bool]) -> None:
    query = select(Change.id).where(Change.assignment_id == 1, which)
    words = str(query.compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    with closing(sqlite3.connect(migrated_sqlite)) as connection:
        plan = [detail for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {words}")]
    assert "ix_change_assignment_id" in plan[0]
