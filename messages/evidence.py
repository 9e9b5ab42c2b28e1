"""Links given as evidence: recorded, too long, or waiting to be told which item they belong to."""

from collections.abc import Sequence

from messages import flex
from messages.codec import fits
from messages.pack import Message, Quick, text, with_quick
from messages.postbacks import SetItemsStatus
from messages.rows import QUICK_LISTS, distinct_codes, first_lines, item_line
from messages.views import ItemView
from messages.wording import wording
from messages.words import REPORTABLE, STATUS_WORDS

URLS_SHOWN, URL_UNITS = 8, 300


def recorded(
    items: Sequence[ItemView], *, urls: Sequence[str], ask: Sequence[str], on_behalf: str | None
) -> list[Message]:
    """`ask`: the codes whose state is asked, since a link alone says nothing of it."""
    lines, more = first_lines([f"{item_line(item)} – {STATUS_WORDS[item.status]}" for item in items])
    links, more_links = first_lines([flex.one_line(url, URL_UNITS) for url in urls], URLS_SHOWN)
    said = wording(
        "evidence",
        lines=lines,
        more=more,
        links=links,
        more_links=more_links,
        ask=list(dict.fromkeys(ask)),
        on_behalf=flex.one_line(on_behalf, 120) if on_behalf else "",
    )
    codes = tuple(code for code in distinct_codes(items) if code in ask)
    choices = [(STATUS_WORDS[status], SetItemsStatus(codes, status, None)) for status in REPORTABLE]
    quick: Quick = [(label, what) for label, what in choices if codes and fits(what)]
    return with_quick([text(said["text"])], quick or QUICK_LISTS)


def too_long(limit: int) -> list[Message]:
    return [text(wording("evidence", limit=limit)["too_long"])]


def lost() -> list[Message]:
    """Nothing is kept any more that could be attached."""
    return with_quick([text(wording("evidence")["lost"])], QUICK_LISTS)
