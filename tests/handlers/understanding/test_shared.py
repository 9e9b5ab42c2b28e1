"""The labelled lines that decide: ../shared/utterances, scored as its scorer scores. Skipped where absent."""

from pathlib import Path

import pytest

from bot.cli.schema import to_schema
from handlers.understanding import understand
from tests.corpus import reading
from tests.corpus.scoring import exact, wrong_write

SHARED = Path(__file__).resolve().parents[4] / "shared/utterances"
FILES = sorted(SHARED.glob("dev*.jsonl"))

pytestmark = pytest.mark.skipif(not FILES, reason="../shared/utterances is not on this machine")


def test_dev_lines_are_read_exactly_and_nothing_wrong_is_written() -> None:
    lines = [line for path in FILES for line in reading.labelled(path)]
    read = [(line, to_schema(understand(line["text"], reading.context(line)))) for line in lines]
    assert [line["id"] for line, intent in read if wrong_write(line["gold"], intent)] == []
    assert sum(exact(line["gold"], intent) for line, intent in read) >= 0.98 * len(lines)
