"""The register told anew from its record: what every recorded column must hold if the rows of changes are all there is.

A row that names an assignment speaks of it; one that does not speaks of the whole item. The record of an item that a
load made begins with its title, so everything else of it is told from nothing; of an older item, or one made another
way, the first row of a field says what was there before, and what loads of earlier versions did not record is allowed.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from models.changes import Change
from models.office import Office
from models.register import Assignment, WorkItem

ITEM_FIELDS: Final[Mapping[str, str]] = {
    "title": "", "web_status": "unchecked", "url": "", "due": "", "owners": "", "output": "", "outcome": "",
}  # fmt: skip
ASSIGNMENT_FIELDS: Final[Mapping[str, str]] = {
    "status": "not_reported", "review": "", "lacking": "", "self_reviewed": "", "steps": "[]", "output": "",
    "outcome": "", "due": "", "snooze": "",
}  # fmt: skip


class Recorded(Protocol):
    """What the replay reads of a `Change`."""

    @property
    def id(self) -> int: ...
    @property
    def item_id(self) -> int: ...
    @property
    def assignment_id(self) -> int | None: ...
    @property
    def field(self) -> str: ...
    @property
    def before(self) -> str: ...
    @property
    def after(self) -> str: ...
    @property
    def source(self) -> str: ...


Subject = tuple[int, int | None]  # the item's id, and the assignment's where it is about one


@dataclass(frozen=True)
class Difference:
    """A field that the register holds otherwise than the record tells."""

    subject: Subject
    field: str
    recorded: str
    held: str


@dataclass(frozen=True)
class Break:
    """A row that says it changed something else than what the rows before it had left."""

    change_id: int
    field: str
    left: str
    before: str


@dataclass
class State:
    """`values` of a subject hold the fields that are known; of an assignment "due" only where it has its own."""

    values: dict[Subject, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    whole: set[int] = field(default_factory=set)  # items whose record begins with them
    breaks: list[Break] = field(default_factory=list)
    _parts: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def told(self, subject: Subject, name: str) -> str | None:
        """What a field must hold now, a deadline as it counts; None when the record does not know."""
        item_id, assignment_id = subject
        known = self.values[subject].get(name) if subject in self.values else None
        if name == "due" and assignment_id is not None:
            return known or self.told((item_id, None), "due")
        if known is None and item_id in self.whole:
            return (ITEM_FIELDS if assignment_id is None else ASSIGNMENT_FIELDS)[name]
        return known

    def take(self, row: Recorded) -> None:
        names = ITEM_FIELDS if row.assignment_id is None else ASSIGNMENT_FIELDS
        if row.field not in names:
            return  # what was said of the work, and changed no column: evidence, an obstacle, a chase
        subject = row.item_id, row.assignment_id
        if row.assignment_id is not None:
            self._parts[row.item_id].add(row.assignment_id)
        elif row.field == "title" and not row.before:
            self.whole.add(row.item_id)
        left = self.told(subject, row.field)
        if left is not None and _plain(row.field, left) != _plain(row.field, row.before) and self._is_sure(row):
            self.breaks.append(Break(row.id, row.field, left, row.before))
        values = self.values[subject]
        if row.field == "due":
            self._move(row, values)
        else:
            values[row.field] = row.after
        if row.field == "status":
            # Whoever has answered is not waited for, and has to be looked at anew.
            values |= {"review": "pending" if row.after == "done" else "", "lacking": "", "self_reviewed": ""}
            values["snooze"] = ""
            if row.source == "load" and row.after == "done" and row.item_id not in self.whole:
                del values["review"]  # มี in an earlier version's load: accepted, which no row told

    def _is_sure(self, row: Recorded) -> bool:
        """Owners are named as on that day. A load of an earlier version took own deadlines back without a row."""
        is_own_due = row.field == "due" and row.assignment_id is not None
        return row.field != "owners" and (row.item_id in self.whole or not is_own_due)

    def _move(self, row: Recorded, values: dict[str, str]) -> None:
        """A new deadline ends the putting off of whoever it counts for."""
        if row.assignment_id is not None:
            of_item = self.told((row.item_id, None), "due")
            values["due"] = "" if row.after == of_item else row.after
            values["snooze"] = ""
            return
        was_known = "due" in values or row.item_id in self.whole
        values["due"] = row.after
        for assignment_id in self._parts[row.item_id]:
            own = self.values[row.item_id, assignment_id]
            if not was_known and own.get("due") == row.before:
                own["due"] = ""  # it was the item's own date, which no row had told
            if row.source == "load" and row.item_id not in self.whole and own.get("due", "") <= row.after:
                own["due"] = ""
            if not own.get("due"):
                own["snooze"] = ""


def replay(rows: Iterable[Recorded]) -> State:
    """`rows`: of whole items, oldest first."""
    state = State()
    for row in rows:
        state.take(row)
    return state


def differences(state: State, register: Mapping[Subject, Mapping[str, str]]) -> Iterator[Difference]:
    """Where the register and its record disagree."""
    for subject, held in register.items():
        for name, value in held.items():
            recorded = state.told(subject, name)
            if recorded is not None and _plain(name, recorded) != _plain(name, value):
                yield Difference(subject, name, recorded, value)


def recorded(session: Session, office: Office) -> State:
    """The current round of an office, replayed."""
    rows = session.execute(
        select(
            Change.id, Change.item_id, Change.assignment_id, Change.field, Change.before, Change.after, Change.source
        )
        .join(WorkItem, WorkItem.id == Change.item_id)
        .where(Change.office_id == office.id, WorkItem.round_id == office.current_round_id)
        .order_by(Change.id)
        .execution_options(yield_per=1_000)
    )
    return replay(cast("Iterable[Recorded]", rows))  # a row has its columns as attributes


def registered(session: Session, office: Office) -> dict[Subject, dict[str, str]]:
    """What the register holds of the current round, written as the record writes it. Owners are left out: a row of
    them keeps the names of its day, and divisions are renamed."""
    item, own = WorkItem, Assignment
    items = session.execute(
        select(item.id, item.title, item.web_status, item.url, item.due, item.output, item.outcome).where(
            item.round_id == office.current_round_id
        )
    )
    found: dict[Subject, dict[str, str]] = {}
    for row in items:
        found[row.id, None] = {
            "title": row.title,
            "web_status": row.web_status,
            "url": row.url,
            "due": row.due.isoformat() if row.due else "",
            "output": row.output,
            "outcome": row.outcome,
        }
    answers = session.execute(
        select(
            own.id, own.item_id, own.status, own.review, own.lacking, own.self_reviewed, own.steps_done, own.output,
            own.outcome, own.due, own.snoozed_until,
        )
        .join(item, item.id == own.item_id)
        .where(item.round_id == office.current_round_id)
    )  # fmt: skip
    for answer in answers:
        found[answer.item_id, answer.id] = {
            "status": answer.status,
            "review": answer.review or "",
            "lacking": answer.lacking,
            "self_reviewed": "yes" if answer.self_reviewed else "",
            "steps": json.dumps(answer.steps_done),
            "output": answer.output,
            "outcome": answer.outcome,
            "due": answer.due.isoformat() if answer.due else found[answer.item_id, None]["due"],
            "snooze": answer.snoozed_until.isoformat() if answer.snoozed_until else "",
        }
    return found


def _plain(name: str, value: str) -> str:
    return json.dumps(json.loads(value or "[]")) if name == "steps" else value
