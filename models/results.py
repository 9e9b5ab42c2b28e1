"""A measure's results in the register: steps done, output and outcome of a division, the coordinator's own wording."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models.changes import Actor, Change
from models.register import Assignment, WorkItem

Part = Literal["output", "outcome"]
PARTS: Final[tuple[Part, ...]] = ("output", "outcome")
STEPS: Final = "steps"  # the field of a Change; its values are the column's, as JSON
COLUMNS: Final = ("steps_done", *PARTS)
FIELDS: Final = (STEPS, *PARTS)


def mark_step(
    assignment: Assignment, step: int | None, actor: Actor, now: datetime, *, on_behalf: bool = False
) -> Change | None:
    """Turn one step on or off; None has all of them done. A step the item does not have changes nothing."""
    every = range(len(assignment.item.steps))
    if step is None:
        return set_steps(assignment, every, actor, now, on_behalf=on_behalf)
    if step not in every:
        return None
    done = set(assignment.steps_done or ()) ^ {step}
    return set_steps(assignment, done, actor, now, on_behalf=on_behalf)


def set_steps(
    assignment: Assignment, done: Iterable[int], actor: Actor, now: datetime, *, on_behalf: bool = False
) -> Change | None:
    """These steps are done and no others; None when the register already says so."""
    before = list(assignment.steps_done or ())
    after = sorted({step for step in done if 0 <= step < len(assignment.item.steps)})
    if after == before:
        return None
    assignment.steps_done = after
    return Change.of(
        assignment.item,
        assignment,
        STEPS,
        json.dumps(before),
        json.dumps(after),
        actor,
        now,
        on_behalf=on_behalf,
    )


def kept_steps(
    before: Sequence[str], after: Sequence[str], done: Iterable[int], key: Callable[[str], str] = str
) -> list[int]:
    """The steps that stay done when the workbook changes the list: those that say the same at the same place."""
    return sorted(
        {
            place
            for place in done
            if 0 <= place < min(len(before), len(after)) and key(before[place]) == key(after[place])
        }
    )


def tell(
    of: Assignment | WorkItem, part: Part, text: str, actor: Actor, now: datetime, *, on_behalf: bool = False
) -> Change | None:
    """Write a division's output or outcome, or the wording of an item's. Its status and its review stay as they are."""
    before = getattr(of, part) or ""
    if text == before:
        return None
    setattr(of, part, text)
    item, assignment = (of, None) if isinstance(of, WorkItem) else (of.item, of)
    return Change.of(item, assignment, part, before, text, actor, now, on_behalf=on_behalf)


def take_back(change: Change, actor: Actor, now: datetime) -> Change | None:
    """Put back what this change replaced; None when that is how it stands."""
    assignment = change.assignment
    if change.field == STEPS:
        return set_steps(assignment, json.loads(change.before), actor, now, on_behalf=change.on_behalf)  # type: ignore[arg-type]  # steps are a division's
    part: Part = "output" if change.field == "output" else "outcome"
    return tell(assignment or change.item, part, change.before, actor, now, on_behalf=change.on_behalf)


def still_stands(change: Change) -> bool:
    """Whether the register still says what this change wrote."""
    if change.field == STEPS:
        return change.assignment is not None and list(change.assignment.steps_done or ()) == json.loads(change.after)
    return bool(getattr(change.assignment or change.item, change.field) == change.after)


def answers_are_newer(session: Session, item: WorkItem, part: Part) -> bool:
    """Whether a division has told or changed this part since the coordinator worded it."""
    of = select(func.max(Change.id)).where(Change.item_id == item.id, Change.field == part)
    worded = session.scalar(of.where(Change.assignment_id.is_(None)))
    told = session.scalar(of.where(Change.assignment_id.is_not(None)))
    return worded is not None and told is not None and told > worded
