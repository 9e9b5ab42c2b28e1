"""Fixtures for every test: a database of each kind, fresh for each test, and a clock to turn."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from models.database import Database
from tests.support.clock import FakeClock, thai
from tests.support.postgres import Postgres

os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
# Times are measured in `make bench`: a noisy machine is no reason for a test to fail.
settings.register_profile("noisy", deadline=None)
settings.load_profile("noisy")


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of our own, from the pip wheel; its data lives under a temporary folder."""
    folder = Path(tempfile.mkdtemp(prefix="tamngan-pg-"))
    # Registered before the package's own exit handler, so it runs after it: that one still writes into the folder.
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    server = Postgres(folder)
    yield server
    server.close()


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
    server: Postgres = request.getfixturevalue("postgres")
    with server.empty() as url:
        yield url


@pytest.fixture
def database(database_url: str) -> Iterator[Database]:
    opened = Database(database_url)
    yield opened
    opened.close()


@pytest.fixture
def clock() -> FakeClock:
    """Monday 2 November 2569, nine in the morning."""
    return FakeClock(thai("2026-11-02 09:00"))
