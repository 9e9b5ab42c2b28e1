"""Answers to a reminder that are no report: it was read, or the reader is to be reminded later."""

from collections.abc import Mapping, Sequence
from datetime import date

from messages.codec import fits
from messages.pack import Message, Quick, text, with_quick
from messages.postbacks import Undo
from messages.rows import QUICK_LISTS
from messages.thai import code_ranges
from messages.wording import wording
from messages.words import LABELS

SAID_LETTERS = 300  # what a quick reply may say
Days = Mapping[date, Sequence[str]]  # codes by the day of their next reminder


def snooze_label(days: int) -> str:
    return wording("acknowledging", days=days)["label"]


def acknowledged(codes: Sequence[str], *, undo: str) -> list[Message]:
    said = wording("acknowledging", codes=codes)["acknowledged"]
    return with_quick([text(said)], _undo("take_back_acknowledge", undo))


def already_acknowledged(codes: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("acknowledging", codes=codes)["already_acknowledged"])], QUICK_LISTS)


def put_off(
    days: Days, *, already: Days, due_today: Sequence[str], shortened: bool, most: int, undo: str
) -> list[Message]:
    """`already`: put off to that day before; `shortened`: not as far as was asked for, which is `most` days."""
    said = wording(
        "acknowledging",
        put_off=sorted(days.items()),
        already=sorted(already.items()),
        due_today=list(due_today),
        shortened=shortened,
        most=most,
    )["put_off"]
    return with_quick([text(said)], _undo("take_back_snooze", undo) if days else QUICK_LISTS)


def how_long(codes: Sequence[str], *, most: int) -> list[Message]:
    """Asked without a day, or with one that cannot be. A quick reply says the command with its items."""
    named = f"{code_ranges(codes)} " if codes else ""
    choices = [(snooze_label(days), f"/เลื่อนเตือน {named}{days} วัน") for days in range(1, most + 1)]
    fitting = [(label, said) for label, said in choices if len(said) <= SAID_LETTERS]
    return with_quick([text(wording("acknowledging", most=most)["how_long"])], fitting)


def nothing(codes: Sequence[str] = ()) -> list[Message]:
    """Nothing was told that still waits for an answer; of these items, when they were named."""
    said = wording("acknowledging", codes=codes)["answered" if codes else "nothing"]
    return with_quick([text(said)], QUICK_LISTS)


def in_private() -> list[Message]:
    return [text(wording("acknowledging")["in_private"])]


def taken_back(codes: Sequence[str], *, put_off: bool) -> list[Message]:
    said = wording("acknowledging", codes=codes, put_off=put_off)["taken_back"]
    return with_quick([text(said)], QUICK_LISTS)


def _undo(label: str, change_set: str) -> Quick:
    taken_back = Undo(change_set)
    return [(LABELS[label], taken_back), *QUICK_LISTS] if fits(taken_back) else QUICK_LISTS
