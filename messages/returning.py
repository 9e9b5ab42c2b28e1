"""Giving an answer back: what is lacking is asked, the division is told what to put right and until when."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from messages import flex
from messages.codec import fits
from messages.pack import Message, PickDate, Quick, alt_text, single, text, with_quick
from messages.postbacks import Cancel, Postback, ReturnBy, Show
from messages.reviews import NEXT, Line, checklist, names_of, receipt
from messages.rows import QUICK_LISTS, first_lines
from messages.thai import join_thai
from messages.wording import Wording, wording
from messages.words import LABELS

ELEMENTS_ASKED = 40
LACKING_UNITS = 400
DateProblem = Literal["past", "too_far"]


def ask_lacking(line: Line, *, elements: Sequence[str], until: date, example: date) -> list[Message]:
    shown, more = first_lines(checklist(elements), ELEMENTS_ASKED)
    said = wording("review", line=line.words(), elements=shown, more=more, until=until, example=example)
    return with_quick([text(said["ask_lacking"])], _choices(elements))


def bad_number(number: int, elements: Sequence[str]) -> list[Message]:
    said = wording("review", number=number, last=len(elements))
    return with_quick([text(said["bad_number"])], _choices(elements))


def too_long(most: int, elements: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("review", most=most)["too_long"])], _choices(elements))


def bad_date(problem: DateProblem, until: date, quick: Quick = ()) -> list[Message]:
    return with_quick([text(wording("review", until=until)[problem])], quick)


def lacking_of(elements: Sequence[str]) -> str:
    """The required elements that were pointed at, as one text."""
    return join_thai(element.replace("\n", " ").strip() for element in elements)


def nothing_found() -> str:
    return wording("review")["nothing_found"]


def returned(
    line: Line, *, lacking: str, until: date, told: Sequence[str], minutes: int, picks: int, last: date, today: date,
    take_back: str,
) -> list[Message]:  # fmt: skip
    """For whoever gave it back. `told`: who will be told, in `minutes`; `picks`: the assignment of another date."""
    said = _returning(line, lacking, until, told, minutes)
    notes = [said["lacking"], said["until"], said["telling"]]
    return with_quick(receipt(said["returned"], line, notes, take_back), return_by(picks, today, last))


def date_set(
    line: Line, *, until: date, told: Sequence[str], minutes: int, picks: int, last: date, today: date, changed: bool
) -> list[Message]:
    said = _returning(line, "", until, told, minutes)
    return with_quick([text(said["date_set" if changed else "date_same"])], return_by(picks, today, last))


def return_by(assignment_id: int, today: date, last: date) -> Quick:
    return ((LABELS["return_by"], PickDate(ReturnBy(assignment_id), today, last)), *NEXT)


def put_right(
    line: Line, *, salutation: str, lacking: str, until: date, report: Sequence[tuple[str, Postback]]
) -> list[Message]:
    """The push to the division: what to put right, until when, and the buttons that report it."""
    said = _returning(line, lacking, until, (), 0, salutation=flex.one_line(salutation, 200))
    body = [
        flex.text(said["put_right_heading"], bold=True, size="lg", color=flex.NAVY),
        flex.text(line.words(), bold=True, units=240, lines=4),
        flex.text(said["put_right"], units=1_000),
    ]
    buttons = [
        flex.button(flex.postback_action(label, postback, f"{line.code} {label}"), primary=not number)
        for number, (label, postback) in enumerate(report)
    ]
    if fits(Show("item", line.code)):
        buttons.append(flex.button(flex.postback_action(LABELS["details"], Show("item", line.code)), style="link"))
    return with_quick(single(flex.bubble(body, footer=buttons), alt_text(said["put_right_alt"])), QUICK_LISTS)


def new_date(line: Line, *, salutation: str, lacking: str, until: date) -> list[Message]:
    """The push when the division had been told of another day already."""
    said = _returning(line, lacking, until, (), 0, salutation=flex.one_line(salutation, 200))
    return with_quick([text(said["new_date"])], QUICK_LISTS)


def told_taken_back(line: Line, *, salutation: str) -> list[Message]:
    said = wording("review", line=line.words(), salutation=flex.one_line(salutation, 200))
    return with_quick([text(said["told_taken_back"])], QUICK_LISTS)


def taken_back(line: Line, due: date | None) -> list[Message]:
    return with_quick([text(wording("review", line=line.words(), due=due)["taken_back"])], NEXT)


def _returning(
    line: Line, lacking: str, until: date, told: Sequence[str], minutes: int, salutation: str = ""
) -> Wording:
    return wording(
        "review",
        line=line.words(),
        lacking=flex.one_line(lacking, LACKING_UNITS) if lacking else "",
        absent=lacking == nothing_found(),
        until=until,
        told=names_of(told),
        minutes=minutes,
        salutation=salutation,
    )


def _choices(elements: Sequence[str]) -> Quick:
    """A tap says the element's number; typed, several may be said at once."""
    numbered = [(f"{n} {flex.one_line(element, 40)}", str(n)) for n, element in enumerate(elements[:12], start=1)]
    return (*numbered, (LABELS["cancel"], Cancel()))
