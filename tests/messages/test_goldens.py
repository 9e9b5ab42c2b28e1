"""Each message's plain reading, as kept in goldens.txt.

After a wanted change: `python -m tests.messages.test_goldens`, then read the difference.
"""

from pathlib import Path

import pytest

from messages.limits import problems
from messages.plain import plain
from tests.messages.goldens import SAID

GOLDENS = Path(__file__).parent / "goldens.txt"
RULE = "=== "


def _kept() -> dict[str, str]:
    parts = GOLDENS.read_text("utf-8").split(f"\n{RULE}")
    named = (part.removeprefix(RULE).partition("\n") for part in parts)
    return {name: said.strip("\n") for name, _, said in named}


@pytest.mark.parametrize("name", SAID)
def test_a_message_reads_as_it_was_agreed(name: str) -> None:
    assert plain(SAID[name]()) == _kept()[name]


def test_no_agreed_reading_is_left_without_its_message() -> None:
    assert list(_kept()) == list(SAID)


@pytest.mark.parametrize("name", SAID)
def test_an_ordinary_message_is_within_lines_limits(name: str) -> None:
    assert problems(SAID[name](), in_group=True) == []


def write() -> None:
    GOLDENS.write_text("\n".join(f"{RULE}{name}\n{plain(said())}\n" for name, said in SAID.items()), "utf-8")


if __name__ == "__main__":
    write()
