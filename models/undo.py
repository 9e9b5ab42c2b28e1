"""Taking back the last report: a further change set that points at the one it undoes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session, aliased

from models.register import Actor, Change
from models.words import Status

UndoRefusal = Literal["changed_since", "not_yours", "already"]


def last_change_set(session: Session, office_id: int, member_id: int) -> str | None:
    """The member's newest change set that is neither an undo nor undone."""
    return session.scalars(
        select(Change.change_set)
        .where(
            Change.office_id == office_id,
            Change.member_id == member_id,
            Change.undoes.is_(None),
            Change.field == "status",
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
    later = select(
        exists().where(
            Change.assignment_id.in_([c.assignment_id for c in changes]),
            Change.field == "status",
            Change.id > max(ids),
        )
    )
    return "changed_since" if session.scalar(later) else None


def take_back(changes: Sequence[Change], actor: Actor, now: datetime) -> list[Change]:
    """Put every assignment back to what it was before, recording that too."""
    rows = []
    for change in reversed(changes):
        assignment = change.assignment
        if assignment is None or change.field != "status":
            continue
        before: Status = change.before  # type: ignore[assignment]  # written by Assignment.report only
        undoing = assignment.report(before, actor, now, on_behalf=change.on_behalf)
        if undoing is not None:
            undoing.undoes = change.id
            rows.append(undoing)
    return rows


def _is_undone() -> Exists:
    undoing = aliased(Change)
    return select(undoing.id).where(undoing.undoes == Change.id).exists()
