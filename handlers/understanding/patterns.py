"""The word lists under data/ as regular expressions: read, put together and compiled when first asked for."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

# What a line names is taken out of it and marked by one character, which the word lists write as {ITEM}, {DATE} …
ITEM: Final = "\ue001"  # one item or a list of them, by code or firm title
DIVISION: Final = "\ue003"
DATE: Final = "\ue004"
URL: Final = "\ue005"
NAMED: Final = f"[{ITEM}{DIVISION}{DATE}{URL}]"
_MARKS: Final = {"ITEM": ITEM, "DIVISION": DIVISION, "DATE": DATE, "URL": URL, "MARKS": "\ue001-\ue00f"}
_REFERENCE: Final = re.compile(r"\{([A-Z][A-Z_]*)\}")


class Patterns:
    """The lists of one data file: `words.NAME` is what matches any alternative of the list NAME.

    In an alternative {NAME} stands for a whole list of the same file, for a mark, or for one of `given`."""

    def __init__(self, file: str, **given: str) -> None:
        self._file = file
        self._given = {**_MARKS, **given}

    def __getattr__(self, name: str) -> re.Pattern[str]:
        if name.startswith("_"):
            raise AttributeError(name)
        compiled = re.compile(self.source(name), re.IGNORECASE)
        setattr(self, name, compiled)  # found at once from now on
        return compiled

    def source(self, name: str) -> str:
        """The alternatives of a list, for use inside a larger expression."""
        return "|".join(_REFERENCE.sub(self._expanded, alternative) for alternative in self.words(name))

    def words(self, name: str) -> tuple[str, ...]:
        """The lines of a list as they are written."""
        try:
            return tuple(table(self._file)[name])
        except KeyError:
            raise AttributeError(f"{self._file} has no list {name}") from None

    def _expanded(self, reference: re.Match[str]) -> str:
        name = reference.group(1)
        return self._given[name] if name in self._given else f"(?:{self.source(name)})"


@cache
def table(file: str) -> Mapping[str, Any]:
    """A data file as it stands."""
    return tomllib.loads(files(__package__).joinpath("data", file).read_text("utf-8"))


cues: Final = Patterns("cues.toml")
