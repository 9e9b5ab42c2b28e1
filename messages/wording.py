"""Every sentence people read comes from templates/<message>.j2, one block each, through `wording`.

In a template the source's own line breaks and indentation only lay the text out: each run of white space becomes
one space. A line break people see is written {{ br }}, an empty line {{ br }}{{ br }}.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from messages import thai, words

# A private-use character stands for {{ br }} until white space has been folded.
_BREAK = "\ue000"


class Wording(Mapping[str, str]):
    """The blocks of one template by name; a block is rendered when it is asked for."""

    def __init__(self, template: Template, values: Mapping[str, Any]) -> None:
        self._template = template
        self._context = template.new_context(dict(values))

    def __getitem__(self, block: str) -> str:
        return _fold("".join(self._template.blocks[block](self._context)))

    def __iter__(self) -> Iterator[str]:
        return iter(self._template.blocks)

    def __len__(self) -> int:
        return len(self._template.blocks)


def wording(message: str, /, **values: Any) -> Wording:
    """The words of `message`, with the values its blocks ask for; an unknown value raises."""
    return Wording(_environment().get_template(f"{message}.j2"), values)


def templates() -> list[str]:
    return sorted(name.removesuffix(".j2") for name in _environment().list_templates(extensions=["j2"]))


@cache
def _environment() -> Environment:
    # Plain text for LINE, never HTML: escaping would show people &amp;.
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        auto_reload=False,
        autoescape=False,  # noqa: S701
    )
    environment.globals |= {"br": _BREAK, "status": words.STATUS_WORDS, "role_words": words.ROLE_WORDS}
    environment.filters |= {
        "short_date": thai.thai_date,
        "moment": thai.thai_datetime,
        "days": thai.days_words,
        "join_thai": thai.join_thai,
        "before": thai.before,
        "apart": thai.apart,
        "codes": thai.code_ranges,
        "status": words.status_words,
        "role": words.role_words,
        "era": thai.era_year,
    }
    return environment


def _fold(text: str) -> str:
    return re.sub(rf"\s*{_BREAK}\s*", "\n", re.sub(r"\s+", " ", text)).strip()
