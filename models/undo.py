"""Taking back the last report or decision: a further change set that points at the one it undoes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Exists, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from models.changes import ACKNOWLEDGE, SNOOZE, Actor, Change
from models.words import Status

UndoRefusal = Literal["changed_since", "due_changed_since", "snooze_changed_since", "not_yours", "already"]
UNDOABLE = ("status", "due", "problem", ACKNOWLEDGE, SNOOZE)


def last_change_set(session: Session, office_id: int, member_id: int) -> str | None:
    """The member's newest change set that is neither an undo nor undone."""
    return session.scalars(
        select(Change.change_set)
        .where(
            Change.office_id == office_id,
            Change.member_id == member_id,
            Change.undoes.is_(None),
            Change.field.in_(UNDOABLE),
            ~_is_undone(),
        )
        .order_by(Change.id.desc())
        .limit(1)
    ).first()


def changes_of(session: Session, office_id: int, change_set: str) -> Sequence[Change]:
    return session.scalars(
        select(Change).where(Change.office_id == office_id, Change.change_set == change_set).order_by(Change.id)
    ).all()


def why_not(session: Session, changes: Sequence[Change], member_id: int) -> UndoRefusal | None:
    """Why these changes cannot be taken back by this member; None when they can."""
    if not changes or any(c.member_id != member_id or c.undoes is not None for c in changes):
        return "not_yours"
    ids = [c.id for c in changes]
    if session.scalar(select(exists().where(Change.undoes.in_(ids)))):
        return "already"
    assignments = [c.assignment_id for c in changes]
    reported = and_(Change.field == "status", Change.assignment_id.in_(assignments))
    # A deadline also changes when the whole item's moves; and what moved the whole item moved all that it counts for.
    whole = [c.item_id for c in changes if c.field == "due" and c.assignment_id is None]
    moved = and_(
        Change.field == "due",
        or_(
            Change.assignment_id.in_(assignments),
            and_(Change.assignment_id.is_(None), Change.item_id.in_([c.item_id for c in changes])),
            Change.item_id.in_(whole),
        ),
    )
    fields = {c.field for c in changes}
    if "status" in fields and session.scalar(select(exists().where(reported, Change.id > max(ids)))):
        return "changed_since"
    if "due" in fields and session.scalar(select(exists().where(moved, Change.id > max(ids)))):
        return "due_changed_since"
    if fields == {SNOOZE} and not any(_still_counts(c) for c in changes):
        return "snooze_changed_since"
    return None


def take_back(changes: Sequence[Change], actor: Actor, now: datetime) -> list[Change]:
    """Put everything back to what it was before, recording that too. A whole item's deadline comes first, for a
    division's own is told apart from it."""
    rows = []
    for change in sorted(changes, key=lambda c: (c.assignment_id is not None, -c.id)):
        assignment = change.assignment
        if assignment is None:
            undoing = change.item.move_due(_day(change.before), actor, now) if change.field == "due" else None
            if undoing is not None:
                undoing.undoes = change.id
                rows.append(undoing)
            continue
        if change.field not in UNDOABLE:
            continue
        if change.field == "problem":
            undoing = assignment.withdraw_problem(change, actor, now)
        elif change.field == ACKNOWLEDGE:
            undoing = Change.of(change.item, assignment, ACKNOWLEDGE, "", "", actor, now)
        elif change.field == SNOOZE:
            undoing = assignment.take_back_snooze(change, actor, now) if _still_counts(change) else None
        elif change.field == "due":
            undoing = assignment.move_due(_day(change.before), actor, now)
        else:
            before: Status = change.before  # type: ignore[assignment]  # written by Assignment.report only
            undoing = assignment.report(before, actor, now, on_behalf=change.on_behalf)
        if undoing is not None:
            undoing.undoes = change.id
            rows.append(undoing)
    return rows


def _still_counts(snooze: Change) -> bool:
    """Whether nothing has been said since that ended or replaced it: an answer, a new deadline, another snooze."""
    until = snooze.assignment.snoozed_until if snooze.assignment else None
    return until is not None and until.isoformat() == snooze.after


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _is_undone() -> Exists:
    undoing = aliased(Change)
    return select(undoing.id).where(undoing.undoes == Change.id).exists()
