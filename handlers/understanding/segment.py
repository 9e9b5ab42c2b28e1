"""Thai words of a line: PyThaiNLP's newmm with its dictionary loaded once, enlarged by the words offices use."""

import os
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING, Final

from handlers.understanding.patterns import table

if TYPE_CHECKING:
    from pythainlp.util import Trie

_LONGEST: Final = 600


@cache
def _dictionary() -> "Trie":
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")  # else its import writes to the home folder
    from pythainlp.corpus import thai_words
    from pythainlp.util import Trie

    return Trie({*thai_words(), *table("dictionary.toml")["WORDS"]})


@cache
def _newmm() -> "Callable[[str, Trie], list[str]]":
    os.environ.setdefault("PYTHAINLP_READ_ONLY", "1")
    from pythainlp.tokenize.newmm import segment

    return segment


def words(text: str) -> list[str]:
    """The words of the text, joined they are the text again."""
    cut, dictionary = _newmm(), _dictionary()
    return [word for at in range(0, len(text), _LONGEST) for word in cut(text[at : at + _LONGEST], dictionary)]


def word_starts(text: str) -> frozenset[int]:
    """The places where a word begins, and the end of the text."""
    starts, at = {0}, 0
    for word in words(text):
        at += len(word)
        starts.add(at)
    return frozenset(starts)
