"""The doubtful rows of a file that was sent: each with what is printed, why it is doubtful, and what a tap can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, alt_text, pack, single, text, with_quick
from messages.papers_in import ReadItem
from messages.postbacks import HandlePaperIn, SettleDoubt, Settling, WhatIsThere
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.wording import wording
from messages.words import BUTTON_STATUS_WORDS, LABELS, WEB_WORDS

Asked = Literal["owners", "web_status", "status", "due"]
Reported = Literal["done", "in_progress", "not_started"]
ROWS_SHOWN, REASONS_SHOWN, MOST_DIVISIONS = 8, 5, 40


@dataclass(frozen=True)
class DoubtView:
    """`row`: its number in the file's list; `item` as it is read now, None when the row gives none; `within`: the
    first and the last day that can be picked."""

    row: int
    place: str
    raw: str
    reasons: Sequence[str]
    within: tuple[date, date]
    item: ReadItem | None = None
    asks: Sequence[Asked] = ()
    may_skip: bool = True


def rows(paper_id: int, name: str, doubts: Sequence[DoubtView]) -> list[Message]:
    name = flex.one_line(name, 120)
    if not doubts:
        return with_quick([text(wording("paper_in", name=name)["no_doubts"])], QUICK_LISTS)
    said = wording("paper_in", name=name, count=len(doubts), shown=ROWS_SHOWN)
    shown = doubts[:ROWS_SHOWN]
    cards = [Card(_bubble(paper_id, doubt, number, len(doubts))) for number, doubt in enumerate(shown, start=1)]
    more = [text(said["more_rows"])] if len(doubts) > len(shown) else []
    return [*pack(cards, alt_text(said["rows_alt"]), most=3), *more]


def ask_owner(paper_id: int, row: int, item: ReadItem, divisions: Sequence[str]) -> list[Message]:
    """A button a division: there are often more than quick replies hold."""
    said = wording("paper_in", code=item.code, title=flex.one_line(item.title, 160))
    buttons = [
        flex.button(flex.postback_action(name, SettleDoubt(paper_id, row, "owner", place)))
        for place, name in enumerate(divisions[:MOST_DIVISIONS])
    ]
    body = [flex.text(said["ask_owner"], units=300)]
    return single(flex.bubble(body, footer=buttons), alt_text(said["ask_owner_alt"]))


def settled(
    *,
    paper_id: int,
    code: str,
    how: Settling,
    about: Asked | None,
    value: str,
    left: int,
    loaded: bool,
) -> list[Message]:
    """What was told of a row, whether it is in the register already, and how many rows are left."""
    said = wording(
        "paper_in",
        code=code,
        how=how,
        what=wording("paper_in", about=about)["what"],
        value=flex.one_line(value, 160) if value else "",
        loaded=loaded,
        left=left,
    )
    choices = [(LABELS["doubtful_rows"], HandlePaperIn(paper_id, "doubts"))] if left else []
    choices += [] if loaded else [(LABELS["load_paper"], HandlePaperIn(paper_id, "load"))]
    return with_quick([text(said["settled"])], choices or QUICK_LISTS)


def _bubble(paper_id: int, doubt: DoubtView, number: int, of: int) -> Json:
    item = doubt.item
    said = wording(
        "paper_in",
        number=number,
        of=of,
        raw=flex.one_line(doubt.raw, 300),
        code=item.code if item else "",
        title=flex.one_line(item.title, 120) if item else "",
        owners=join_thai(flex.one_line(owner, 80) for owner in item.owners[:4]) if item else "",
        status=item.status if item else "",
        due=item.due if item else None,
    )
    reasons = [wording("paper_in", reason=flex.one_line(one, 300))["reason"] for one in doubt.reasons[:REASONS_SHOWN]]
    body = [flex.text(said["raw"], size="sm", units=310, lines=6)] if doubt.raw else []
    body += [flex.text(reason, size="sm", bold=True, units=310) for reason in reasons]
    body += [flex.separator(), flex.text(said["as_read"], size="sm", units=200)]
    shows = {"owners": "row_owners", "status": "row_status", "web_status": "row_status", "due": "row_due"}
    body += [flex.text(said[shows[one]], size="sm", color=flex.MUTED, units=200) for one in doubt.asks]
    body += [part for one in doubt.asks for part in _choices(paper_id, doubt, one)]
    footer = [_button(paper_id, doubt.row, "keep", "keep_row" if item else "row_seen")]
    footer += [_button(paper_id, doubt.row, "skip", "skip_row")] if doubt.may_skip and item else []
    return flex.bubble(body, header=flex.header(said["row_heading"], flex.one_line(doubt.place, 160)), footer=footer)


def _choices(paper_id: int, doubt: DoubtView, about: Asked) -> list[Json]:
    match about:
        case "owners":
            return [_button(paper_id, doubt.row, "ask", "name_owner")]
        case "due":
            first, last = doubt.within
            action = flex.date_action(LABELS["pick_date"], SettleDoubt(paper_id, doubt.row, "due"), first, last)
            return [flex.button(action)]
        case "web_status":
            there: tuple[WhatIsThere, ...] = ("present", "incomplete", "missing")
            return [_three(paper_id, doubt.row, [(one, WEB_WORDS[one]) for one in there])]
        case "status":
            reported: tuple[Reported, ...] = ("done", "in_progress", "not_started")
            return [_three(paper_id, doubt.row, [(one, BUTTON_STATUS_WORDS[one]) for one in reported])]


def _three(paper_id: int, row: int, choices: Sequence[tuple[Settling, str]]) -> Json:
    boxes = [
        flex.tap_box(flex.postback_action(words.replace("\n", ""), SettleDoubt(paper_id, row, how)), words)
        for how, words in choices
    ]
    return flex.row(*boxes, spacing="sm", margin="md")


def _button(paper_id: int, row: int, how: Settling, label: str) -> Json:
    return flex.button(flex.postback_action(LABELS[label], SettleDoubt(paper_id, row, how)))
