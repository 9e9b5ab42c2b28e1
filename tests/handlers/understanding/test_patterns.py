"""The word lists: what the code asks for is there, what is there is asked for, nothing is read before it is needed."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import handlers.understanding
from handlers.understanding import checking, codes, commands, names, states, titles
from handlers.understanding.patterns import Patterns, cues, table

HOME = Path(handlers.understanding.__file__).parent
LEXICONS = {
    "checking.toml": checking._WORDS,
    "cues.toml": cues,
    "codes.toml": codes._WORDS,
    "commands.toml": commands._WORDS,
    "divisions.toml": names._WORDS,
    "states.toml": states._WORDS,
    "titles.toml": titles._WORDS,
}
OWNERS = {"codes": "codes.toml", "commands": "commands.toml", "names": "divisions.toml"} | {
    name: f"{name}.toml" for name in ("checking", "states", "titles")
}


def asked_for() -> Iterator[tuple[str, str]]:
    """The file and the name of every list that the code names."""
    for module in HOME.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text("utf-8"))):
            match node:
                case ast.Attribute(ast.Name("cues"), name) if name.isupper():
                    yield "cues.toml", name
                case ast.Attribute(ast.Name("_WORDS"), name) if name.isupper():
                    yield OWNERS[module.stem], name
                case ast.Call(ast.Attribute(ast.Name("_WORDS"), "source" | "words"), [ast.Constant(str(name))]):
                    yield OWNERS[module.stem], name
    yield from (("states.toml", name) for name in states._LISTS.values())


def lists(file: str) -> dict[str, Any]:
    return {name: words for name, words in table(file).items() if isinstance(words, list)}


def test_every_list_the_code_asks_for_is_there() -> None:
    asked = set(asked_for())
    assert len(asked) > 150
    assert [entry for entry in asked if entry[1] not in lists(entry[0])] == []


@pytest.mark.parametrize("file", LEXICONS)
def test_every_list_is_asked_for_by_the_code_or_by_another_list(file: str) -> None:
    asked = {name for asked_file, name in asked_for() if asked_file == file}
    for words in lists(file).values():
        asked |= {name for word in words for name in re.findall(r"\{([A-Z_]+)\}", word)}
    assert lists(file).keys() - asked == set()


@pytest.mark.parametrize("file", LEXICONS)
def test_every_list_is_a_valid_expression_without_empty_or_repeated_names(file: str) -> None:
    for name, words in lists(file).items():
        assert all(words), name
        if name != "COMMON":
            re.compile(LEXICONS[file].source(name))


def test_a_misspelt_name_is_an_error_at_first_use() -> None:
    with pytest.raises(AttributeError, match="QUESTOIN"):
        cues.QUESTOIN.search("O8 เสร็จยัง")
    with pytest.raises(AttributeError):
        Patterns("cues.toml").source("NO_SUCH_LIST")


def test_a_name_in_braces_stands_for_any_word_of_that_list() -> None:
    assert all(cues.THIS_ONE.search(word) for word in ("ข้อนี้", "อันนี้", "เรื่องนี้"))
    assert not cues.THIS_ONE.search("ข้อนั้น")
    assert cues.IT.search("มัน")


def test_case_does_not_count() -> None:
    assert cues.DOCUMENT.search("ขอไฟล์ EXCEL")


def test_importing_the_understanding_reads_no_file() -> None:
    looking = (
        "import handlers.understanding;"
        "from handlers.understanding import model, patterns;"
        "print(patterns.table.cache_info().currsize, model.load.cache_info().currsize)"
    )
    done = subprocess.run(
        [sys.executable, "-c", looking], capture_output=True, text=True, check=True, cwd=HOME.parents[1]
    )
    assert done.stdout.split() == ["0", "0"]
