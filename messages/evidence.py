"""Links and files given as evidence: recorded, taken off again, or too long."""

from collections.abc import Sequence

from messages import flex
from messages.codec import fits
from messages.pack import Message, Quick, text, with_quick
from messages.postbacks import SetItemsStatus, Undo
from messages.rows import QUICK_LISTS, distinct_codes, first_lines, item_line
from messages.thai import code_ranges
from messages.views import ItemView
from messages.wording import wording
from messages.words import LABELS, REPORTABLE, STATUS_WORDS

URLS_SHOWN, URL_UNITS = 8, 300


def recorded(
    items: Sequence[ItemView],
    *,
    urls: Sequence[str],
    ask: Sequence[str],
    on_behalf: str | None,
    files: Sequence[str] = (),
    known: Sequence[str] = (),
    take_off: str = "",
) -> list[Message]:
    """`ask`: the codes whose state is asked, since evidence alone says nothing of it. `files`: what was sent, as
    people call it; `known`: links that stood there before; `take_off`: what a button takes back."""
    lines, more = first_lines([f"{item_line(item)} – {STATUS_WORDS[item.status]}" for item in items])
    links, more_links = first_lines([flex.one_line(url, URL_UNITS) for url in urls or known], URLS_SHOWN)
    sent, more_sent = first_lines([flex.one_line(name, 160) for name in files], URLS_SHOWN)
    said = wording(
        "evidence",
        lines=lines,
        more=more,
        links=links,
        more_links=more_links,
        files=sent,
        more_files=more_sent,
        nothing_new=not urls and not files,
        ask=list(dict.fromkeys(ask)),
        on_behalf=flex.one_line(on_behalf, 120) if on_behalf else "",
    )
    codes = tuple(code for code in distinct_codes(items) if code in ask)
    choices = [(STATUS_WORDS[status], SetItemsStatus(codes, status, None)) for status in REPORTABLE]
    quick: Quick = [(label, what) for label, what in choices if codes and fits(what)]
    if take_off and fits(Undo(take_off)):
        quick = [*quick, (LABELS["take_off"], Undo(take_off))]
    return with_quick([text(said["text"])], quick or QUICK_LISTS)


def with_report(code: str, sent: Sequence[str]) -> list[Message]:
    """What had been sent just before a report was attached with it."""
    named, more = first_lines([flex.one_line(name, 160) for name in sent], URLS_SHOWN)
    return [text(wording("evidence", code=code, sent=named, more=more)["with_report"])]


def taken_off(codes: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("evidence", codes=code_ranges(codes))["taken_off"])], QUICK_LISTS)


def too_long(limit: int) -> list[Message]:
    return [text(wording("evidence", limit=limit)["too_long"])]


def lost() -> list[Message]:
    """Nothing is kept any more that could be attached."""
    return with_quick([text(wording("evidence")["lost"])], QUICK_LISTS)
