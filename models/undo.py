"""Taking back the last report or decision: a further change set that points at the one it undoes."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Literal

from sqlalchemy import Exists, and_, exists, or_, select
from sqlalchemy.orm import Session, aliased

from models import results, reviews
from models.attaching import FIELD as EVIDENCE
from models.changes import ACKNOWLEDGE, LOAD, SNOOZE, Actor, Change
from models.words import Status

UndoRefusal = Literal[
    "changed_since",
    "reviewed_since",
    "due_changed_since",
    "snooze_changed_since",
    "results_changed_since",
    "not_yours",
    "already",
]
UNDOABLE = ("status", "review", "due", "problem", EVIDENCE, ACKNOWLEDGE, SNOOZE, *results.FIELDS)


def last_change_set(session: Session, office_id: int, member_id: int) -> str | None:
    """The member's newest change set that is neither an undo nor undone."""
    return session.scalars(
        select(Change.change_set)
        .where(
            Change.office_id == office_id,
            Change.member_id == member_id,
            ~Change.is_undo,
            Change.source != LOAD,
            Change.field.in_(UNDOABLE),
            ~_is_undone(),
            ~_is_of_undo(),
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
    if not changes or any(c.member_id != member_id or c.is_undo or c.source == LOAD for c in changes):
        return "not_yours"
    ids = [c.id for c in changes]
    # A file that could not be had was taken off by itself; what was said with it can still be taken back.
    standing = standing_of(session, changes)
    if not standing or any(c.field != EVIDENCE for c in changes if c not in standing):
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
    if reviews.is_verdict(changes):
        answered = Change.field.in_(("status", "review")), Change.assignment_id.in_(assignments)
        by_others = moved, Change.member_id.is_distinct_from(member_id)
        if session.scalar(select(exists().where(*answered, Change.id > max(ids)))):
            return "changed_since"
        return "due_changed_since" if session.scalar(select(exists().where(*by_others, Change.id > max(ids)))) else None
    if "status" in fields and _is_reviewed(session, assignments, max(ids)):
        return "reviewed_since"
    if "status" in fields and session.scalar(select(exists().where(reported, Change.id > max(ids)))):
        return "changed_since"
    if "due" in fields and session.scalar(select(exists().where(moved, Change.id > max(ids)))):
        return "due_changed_since"
    if fields == {SNOOZE} and not any(_still_counts(c) for c in changes):
        return "snooze_changed_since"
    if any(c.field in results.FIELDS and not results.still_stands(c) for c in changes):
        return "results_changed_since"
    return None


def standing_of(session: Session, changes: Sequence[Change]) -> list[Change]:
    """Those that have not been taken back yet."""
    gone = set(session.scalars(select(Change.undoes).where(Change.undoes.in_([c.id for c in changes]))))
    return [change for change in changes if change.id not in gone]


def take_back(changes: Sequence[Change], actor: Actor, now: datetime) -> list[Change]:
    """Put everything back to what it was before, recording that too. A whole item's deadline comes first, for a
    division's own is told apart from it."""
    if reviews.is_verdict(changes):
        return reviews.take_back(changes, actor, now)
    rows = []
    for change in sorted(changes, key=lambda c: (c.assignment_id is not None, -c.id)):
        assignment = change.assignment
        undoing: Change | None
        if change.field in results.FIELDS:
            undoing = results.take_back(change, actor, now)
        elif change.field == EVIDENCE:
            undoing = Change.of(
                change.item, assignment, EVIDENCE, change.after, "", actor, now, on_behalf=change.on_behalf
            )
        elif assignment is None and change.field == "due":
            undoing = change.item.move_due(_day(change.before), actor, now)
        elif assignment is None or change.field not in UNDOABLE:
            continue
        elif change.field == "problem":
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
            if change.field == "status" and assignment is not None:
                rows += reviews.stands_again(assignment, change, actor, now)
    return rows


def _still_counts(snooze: Change) -> bool:
    """Whether nothing has been said since that ended or replaced it: an answer, a new deadline, another snooze."""
    until = snooze.assignment.snoozed_until if snooze.assignment else None
    return until is not None and until.isoformat() == snooze.after


def _is_reviewed(session: Session, assignment_ids: Sequence[int | None], since: int) -> bool:
    """Whether a reviewer has decided on it since, and stands by that."""
    stands = and_(
        Change.field == "review",
        Change.assignment_id.in_(assignment_ids),
        Change.after.in_(("accepted", "returned")),
        Change.id > since,
        ~Change.is_undo,
        ~_is_undone(),
    )
    return bool(session.scalar(select(select(Change.id).where(stands).exists())))


def _is_of_undo() -> Exists:
    """What an undo writes beside the rows that point at what it takes back."""
    beside = aliased(Change)
    return select(beside.id).where(beside.change_set == Change.change_set, beside.undoes.is_not(None)).exists()


def _day(value: str) -> date | None:
    return date.fromisoformat(value) if value else None


def _is_undone() -> Exists:
    undoing = aliased(Change)
    return select(undoing.id).where(undoing.undoes == Change.id).exists()
