"""Reading a fetched page apart: what anybody may have written is never parsed beside the bot."""

from dataclasses import asdict
from typing import Any, Final

from bot import apart
from documents import pages
from documents.pages import Failure, Page, PageFacts

SECONDS: Final = 10
MEGABYTES: Final = 768


def read(found: Page | Failure, seconds: float = SECONDS) -> PageFacts | Failure:
    if isinstance(found, Failure):
        return found
    head = {name: value for name, value in asdict(found).items() if name != "body"}
    try:
        return PageFacts(**apart.ask("bot.page_reading", head, found.body, seconds))
    except (apart.ApartError, TypeError):
        return pages.bare_facts(found)


def main() -> None:
    apart.answer(_facts, seconds=SECONDS, megabytes=MEGABYTES)


def _facts(head: Any, body: bytes) -> dict[str, Any]:
    return asdict(pages.facts(Page(**head, body=body)))
