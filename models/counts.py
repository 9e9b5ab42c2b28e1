"""Counting answers by status, as the summaries and the progress list do."""

from collections.abc import Iterable
from datetime import date
from typing import TypedDict

from models.words import Status


class Counts(TypedDict):
    """How many answers stand in each status; the overdue are counted among them, not beside them."""

    done: int
    in_progress: int
    not_started: int
    not_reported: int
    overdue: int


def count(answers: Iterable[tuple[Status, date | None]], today: date) -> Counts:
    """Count statuses with their deadlines; overdue = a deadline before today on something not done."""
    counts = Counts(done=0, in_progress=0, not_started=0, not_reported=0, overdue=0)
    for status, due in answers:
        counts[status] += 1
        counts["overdue"] += status != "done" and due is not None and due < today
    return counts
