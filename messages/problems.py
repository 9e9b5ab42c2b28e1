"""Obstacles: that one was recorded, and what may help."""

from collections.abc import Sequence

from messages import flex
from messages.codec import fits
from messages.pack import Message, Quick, text, with_quick
from messages.postbacks import AskExtension, Postback, SetItemsStatus
from messages.rows import distinct_codes, first_lines, item_line
from messages.views import ItemView
from messages.wording import wording
from messages.words import LABELS, STATUS_WORDS

TEXT_UNITS = 500


def recorded(items: Sequence[ItemView], *, problem: str, on_behalf: str | None) -> list[Message]:
    lines, more = first_lines([item_line(item) for item in items])
    said = wording(
        "problem",
        lines=lines,
        more=more,
        problem=flex.one_line(problem, TEXT_UNITS),
        on_behalf=flex.one_line(on_behalf, 120) if on_behalf else "",
    )
    codes = tuple(distinct_codes(items))
    offers: list[tuple[str, Postback]] = [
        (LABELS["ask_extension"], AskExtension(codes)),
        (STATUS_WORDS["in_progress"], SetItemsStatus(codes, "in_progress", None)),
    ]
    quick: Quick = [(label, what) for label, what in offers if fits(what)]
    return with_quick([text(said["text"])], [*quick, (LABELS["nothing_more"], said["nothing_more_said"])])
