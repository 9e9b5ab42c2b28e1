"""Thai words of a line: PyThaiNLP's newmm with its dictionary loaded once, enlarged by the words offices use."""

import os
from collections.abc import Callable
from functools import cache, lru_cache
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


@lru_cache(maxsize=64)  # one line is looked at several times
def _cut(text: str) -> tuple[str, ...]:
    newmm, dictionary = _newmm(), _dictionary()
    return tuple(word for at in range(0, len(text), _LONGEST) for word in newmm(text[at : at + _LONGEST], dictionary))


def words(text: str) -> list[str]:
    """The words of the text, joined they are the text again."""
    return list(_cut(text))


def word_starts(text: str) -> frozenset[int]:
    """The places where a word begins, and the end of the text."""
    starts, at = {0}, 0
    for word in _cut(text):
        at += len(word)
        starts.add(at)
    return frozenset(starts)
