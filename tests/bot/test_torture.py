"""A short run of `make torture`: the real processes, killed at crash points and between, lose and repeat nothing."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.torture.__main__ import MANY, ONE, Torture
from tests.support.postgres import Postgres


@pytest.fixture
def torture(tmp_path: Path, postgres: Postgres) -> Iterator[Torture]:
    made = Torture(tmp_path, postgres)
    yield made
    made.close()


def test_whatever_is_killed_nothing_is_lost_and_nothing_said_twice(torture: Torture) -> None:
    torture.play("test-1", "sqlite", ONE, 6)
    torture.play("test-2", "postgresql", MANY, 2)
    tally = torture.tally
    assert tally.broken == []
    assert tally.all_kills == 8
    assert len(tally.points) >= 30  # before and after each commit and each call
    assert any(point != "at any moment" for point in tally.kills)
