"""No line, however it is made, keeps the understanding busy without end: the worker would stop for all offices, and
take up the same line again after every restart."""

import json
import random
import re
import resource
import subprocess
import sys
import tomllib
from itertools import product
from pathlib import Path
from typing import Final

import pytest

from handlers import results
from handlers.context import ItemName
from handlers.understanding import titles

DATA: Final = Path(titles.__file__).parent / "data"
CPU_SECONDS: Final = 120  # for all of them together; what they take is some ten. Two to the power of 60 is not bounded.
READER: Final = """
import json, sys
from handlers.understanding import understand
from tests.corpus import reading
for line in json.load(sys.stdin):
    print(line[:60], flush=True)
    understand(line, reading.said())
"""


def literals(*files: str) -> list[str]:
    """What the word lists have between their signs."""
    found: set[str] = set()
    for file in files:
        for words in tomllib.loads((DATA / file).read_text("utf-8")).values():
            for pattern in words if isinstance(words, list) else ():
                found.update(re.findall(r"[ก-๎]{2,12}", pattern))
    return sorted(found)


def lines() -> list[str]:
    """Words and pairs of words over and over, after the beginnings that led somewhere."""
    chance = random.Random(2570)
    known = ["จัดทำ", "อัปลง", "ลงในเว็บ", "โพสต์ลง", "ทุก", "ของ", "ใน", "กับ", "ทุกให้", "ของเรา"]
    words = [*known, *chance.sample(literals("states.toml"), 120), *chance.sample(literals("cues.toml"), 120)]
    pairs = [a + b for a, b in (chance.sample(words, 2) for _ in range(150))]
    begun = ["", *(f"O1 {word}" for word in ("ลง", "ส่ง", "เห็นว่าเสร็จ ดู"))]
    return [head + word * 60 for head, word in [*product(begun, known), *product(begun[:2], words + pairs)]]


def test_words_over_and_over_are_read_in_bounded_time() -> None:
    limited = subprocess.run(
        [sys.executable, "-c", READER],
        input=json.dumps(lines()),
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS)),
    )
    assert limited.returncode == 0, f"{limited.stderr[-500:]}: at {limited.stdout.splitlines()[-1:]}"


@pytest.mark.parametrize("said", ["http://a" * 60 + " x", "http://a " * 60 + "x", "https://ก" * 200])
def test_many_links_and_a_word_are_told_apart_in_bounded_time(said: str) -> None:
    assert (results.LINKS.fullmatch(said) is None) == said.endswith("x")


def test_what_is_kept_of_a_title_does_not_grow_with_it() -> None:
    long = " ".join(str(number * 7919 % 10_000) for number in range(3_000))
    short = titles._index((ItemName("O1", long[: titles.LONGEST_TITLE]),))
    assert len(titles._index((ItemName("O1", long),)).parts) == len(short.parts)
    assert len(short.parts) < titles.LONGEST_TITLE * titles.LONGEST_PART
