"""Write a row or overwrite the one with its key, in one statement: two processes at once do not collide."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from models.base import Base


def insert_once(session: Session, table: type[Base], key: Sequence[str], values: dict[str, Any]) -> None:
    """Write a row; where one with its key is there already it stays as it is."""
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    session.execute(insert(table).values(**values).on_conflict_do_nothing(index_elements=list(key)))


def upsert(session: Session, table: type[Base], key: Sequence[str], values: dict[str, Any]) -> None:
    insert = postgresql.insert if session.get_bind().dialect.name == "postgresql" else sqlite.insert
    statement = insert(table).values(**values)
    news = {name: statement.excluded[name] for name in values if name not in key}
    session.execute(statement.on_conflict_do_update(index_elements=list(key), set_=news))
