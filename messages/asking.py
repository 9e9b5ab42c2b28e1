"""Questions back: which status, which item, which division, is this right; and names that are not known."""

from collections.abc import Sequence
from typing import Any, Literal

from messages import flex
from messages.codec import fits
from messages.pack import Message, Quick, alt_text, single, text, with_quick
from messages.postbacks import AttachTo, Cancel, Confirm, Postback, SetItemsStatus, Show
from messages.rows import QUICK_LISTS, distinct_codes, first_lines, item_line
from messages.thai import code_ranges
from messages.views import ItemView
from messages.wording import wording
from messages.words import LABELS, REPORTABLE, STATUS_WORDS, Status

Kept = Literal["evidence", "problem", "extension"]

LINES_SHOWN = 13  # as many as there are quick replies
CONFIRM_LINES = 25


def ask_status(items: Sequence[ItemView], *, brief: bool = False) -> list[Message]:
    """`brief`, here and below: one line, for a group."""
    lines, more = first_lines([item_line(item) for item in items], LINES_SHOWN)
    codes = tuple(distinct_codes(items))
    said = wording("ask_status", lines=lines, more=more, codes=codes)["brief" if brief and codes else "text"]
    choices = [(STATUS_WORDS[status], SetItemsStatus(codes, status, None)) for status in REPORTABLE]
    return with_quick([text(said)], _that_fit(choices) if codes else QUICK_LISTS)


def ask_item(*, status: Status | None, candidates: Sequence[ItemView], brief: bool = False) -> list[Message]:
    lines, more = first_lines([item_line(item) for item in candidates], LINES_SHOWN)
    example = flex.one_line(candidates[0].code, 20) if candidates else "O8"
    said = wording("ask_item", to=status, lines=lines, more=more, example=example)
    if brief:
        return [text(said["brief"])]
    choices: list[tuple[str, Postback]] = [
        (item_line(item), SetItemsStatus((item.code,), status, None) if status else Show("item", item.code))
        for item in candidates[:LINES_SHOWN]
    ]
    return with_quick([text(said["text"])], _that_fit(choices) or QUICK_LISTS)


def ask_where(
    kind: Kept,
    token: str,
    *,
    candidates: Sequence[ItemView],
    brief: bool = False,
    what: str = "",
    for_days: int = 0,
    elsewhere: bool = False,
) -> list[Message]:
    """To which item belongs what was said? It is kept under the token until the answer comes. `what` evidence was
    received; files are kept `for_days`; `elsewhere`: it was just taken off another item."""
    lines, more = first_lines([item_line(item) for item in candidates], LINES_SHOWN)
    example = flex.one_line(candidates[0].code, 20) if candidates else "O8"
    said = wording(
        "ask_where",
        kind=kind,
        what=flex.one_line(what, 300) if what else "",
        for_days=for_days,
        elsewhere=elsewhere,
        lines=lines,
        more=more,
        example=example,
    )["brief" if brief else "text"]
    choices = [(item_line(item), AttachTo(token, item.code)) for item in candidates[:LINES_SHOWN]]
    return with_quick([text(said)], _that_fit(choices) or QUICK_LISTS)


def ask_division(*, codes: Sequence[str], status: Status, divisions: Sequence[tuple[int, str]]) -> list[Message]:
    lines, more = first_lines([flex.one_line(name, 120) for _, name in divisions], LINES_SHOWN)
    said = wording("ask_division", codes=codes, to=status, lines=lines, more=more)["text"]
    choices = [(name, SetItemsStatus(tuple(codes), status, division)) for division, name in divisions]
    return with_quick([text(said)], _that_fit(choices))


def confirm(*, lines: Sequence[str], token: str, template: str = "confirm", **values: Any) -> list[Message]:
    """Buttons rather than quick replies: a confirmation must be there on a computer too, and after other lines.
    `template` says what is confirmed, with its own `values`: the recording of a report unless told otherwise."""
    shown, more = first_lines(lines, CONFIRM_LINES)
    said = wording(template, lines=[flex.one_line(line, 120) for line in shown], count=more, **values)
    body = [flex.text(said["heading"], size="lg", bold=True, color=flex.NAVY), flex.separator()]
    body += [flex.text(f"• {line}", units=240) for line in shown]
    if more:
        body.append(flex.text(said["more"], color=flex.MUTED))
    body.append(flex.text(said["note"], size="sm", color=flex.MUTED, margin="md"))
    yes = flex.postback_action(LABELS["confirm"], Confirm(token), said["confirm_said"])
    no = flex.postback_action(LABELS["cancel"], Cancel(), said["cancel_said"])
    return single(flex.bubble(body, footer=[flex.button(yes, primary=True), flex.button(no)]), alt_text(said["alt"]))


def unknown_item(codes: Sequence[str], *, first: str, last: str) -> list[Message]:
    named = flex.one_line(code_ranges(codes), 300) if codes else ""
    said = wording("unknown_item", codes=named, first=flex.one_line(first, 40), last=flex.one_line(last, 40))
    return with_quick([text(said["text"])], QUICK_LISTS)


def unknown_division(name: str, *, known: Sequence[str], brief: bool = False) -> list[Message]:
    lines, more = first_lines([flex.one_line(one, 120) for one in known], 20)
    if brief:
        lines, more = [], 0
    said = wording("unknown_division", name=flex.one_line(name, 120), lines=lines, more=more)
    return with_quick([text(said["text"])], QUICK_LISTS)


def _that_fit(choices: Sequence[tuple[str, Postback]]) -> Quick:
    """A button whose data would be too long is left out: the question says how to type the answer."""
    return [(label, postback) for label, postback in choices if fits(postback)]
