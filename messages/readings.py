"""A line with more than one meaning: the likely ones as buttons that write nothing until one is tapped."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from messages import flex
from messages.limits import graphemes
from messages.pack import Message, text, with_quick
from messages.postbacks import Postback
from messages.rows import QUICK_LISTS
from messages.thai import before, code_ranges, join_thai
from messages.wording import wording
from messages.words import LABELS, SHORT_STATUS_WORDS, Status

LABEL_GRAPHEMES = 20
ListWhat = Literal["missing", "due", "status", "summary"]


@dataclass(frozen=True)
class Reading:
    """`sentence` says in full what the button `label` does."""

    sentence: str
    label: str
    postback: Postback


def ask_reading(codes: Sequence[str], readings: Sequence[Reading], *, brief: bool = False) -> list[Message]:
    """`codes` are the items that could be read. `brief`: one line, for a group."""
    said = wording(
        "readings",
        codes=list(codes),
        readings=[flex.one_line(reading.sentence, 300) for reading in readings],
        example=flex.one_line(codes[0], 20) if codes else "O8",
    )
    buttons = [(reading.label, reading.postback) for reading in readings]
    return with_quick([text(said["brief" if brief else "text"])], buttons or QUICK_LISTS)


def of_report(changes: Sequence[tuple[str, Status]], postback: Postback, number: int) -> Reading:
    """`number` is the reading's place in the list: a report of several states may be too long for a button."""
    by_status: dict[Status, list[str]] = {}
    for code, status in changes:
        by_status.setdefault(status, []).append(code)
    sentence = wording("readings", changes=[(codes, status) for status, codes in by_status.items()])["report"]
    if len(by_status) == 1:
        [(status, codes)] = by_status.items()
        return Reading(sentence, _label("report_label", codes, short=SHORT_STATUS_WORDS[status]), postback)
    label = " ".join(f"{code_ranges(codes)} {SHORT_STATUS_WORDS[status]}" for status, codes in by_status.items())
    if graphemes(label) > LABEL_GRAPHEMES:
        label = wording("readings", number=number)["report_number"]
    return Reading(sentence, label, postback)


def of_item(codes: Sequence[str], postback: Postback) -> Reading:
    return Reading(wording("readings", codes=list(codes))["item"], _label("item_label", codes), postback)


def of_owner(codes: Sequence[str], postback: Postback) -> Reading:
    return Reading(wording("readings", codes=list(codes))["who"], _label("who_label", codes), postback)


def of_history(codes: Sequence[str], postback: Postback) -> Reading:
    return Reading(wording("readings", codes=list(codes))["history"], _label("history_label", codes), postback)


def of_evidence(codes: Sequence[str], postback: Postback) -> Reading:
    return Reading(wording("readings", codes=list(codes))["evidence"], _label("evidence_label", codes), postback)


def of_problem(codes: Sequence[str], postback: Postback) -> Reading:
    return Reading(wording("readings", codes=list(codes))["problem"], _label("problem_label", codes), postback)


def of_extension(codes: Sequence[str], until: date | None, postback: Postback) -> Reading:
    sentence = wording("readings", codes=list(codes), until=until)["extension"]
    return Reading(sentence, _label("extension_label", codes), postback)


def of_chase(divisions: Sequence[str], postback: Postback) -> Reading:
    """No divisions: all of them."""
    named = [flex.one_line(name, 80) for name in divisions]
    said = wording("readings", divisions=join_thai(named), count=len(named))
    label = said["chase_label"]
    return Reading(said["chase"], label if graphemes(label) <= LABEL_GRAPHEMES else said["chase_many"], postback)


def of_undo(postback: Postback) -> Reading:
    return Reading(wording("readings")["undo"], wording("readings")["undo_label"], postback)


def of_list(what: ListWhat, division: str, postback: Postback) -> Reading:
    """`division` is empty for the speaker's own, or the whole office's."""
    of = before("ของ", flex.one_line(division, 80)) if division else ""
    return Reading(wording("readings", of=of)[what], LABELS[what], postback)


def _label(block: str, codes: Sequence[str], **values: str) -> str:
    """Names the codes where there is room, and else their number."""
    label = wording("readings", named=code_ranges(codes), **values)[block]
    if graphemes(label) <= LABEL_GRAPHEMES:
        return label
    return wording("readings", named=wording("readings", count=len(codes))["many"], **values)[block]
