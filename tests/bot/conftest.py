"""The demo office as the command line loads it, once for all tests."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from bot.cli import cli
from tests.support.demo import demo_workbook


@pytest.fixture(scope="session")
def loaded_demo(tmp_path_factory: pytest.TempPathFactory, migrated_sqlite: Path) -> Path:
    """A SQLite file to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    path = folder / "demo.db"
    shutil.copy(migrated_sqlite, path)
    (folder / "demo.xlsx").write_bytes(demo_workbook())
    call = ["office", "load", str(folder / "demo.xlsx")]
    result = CliRunner().invoke(cli, call, env={"DATABASE_URL": f"sqlite:///{path}"})
    assert result.exit_code == 0, result.output
    return path
