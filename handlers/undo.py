"""Taking back the last report, decision or request, by word or by the button under the receipt."""

from collections.abc import Sequence
from datetime import date

from documents import views
from handlers import extension, keeping, reviewing, telling
from handlers.intents import AttachEvidence, Undo
from handlers.turn import Message, Turn
from messages import acknowledging, receipts, shifting
from messages import evidence as evidence_wording
from messages import extensions as wording
from messages import results as results_wording
from messages.views import DeadlineView
from models import evidence, extensions, results, reviews, undo
from models.attaching import FIELD as EVIDENCE
from models.changes import ACKNOWLEDGE, SNOOZE, Change
from models.extensions import Extension
from models.people import Member


def handle(intent: Undo, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return receipts.nothing_to_undo()
    change_set = intent.change_set or latest(member, turn)
    if change_set is None:
        return receipts.nothing_to_undo()
    changes = undo.changes_of(turn.session, turn.office.id, change_set)
    asked = extensions.asked_in(turn.session, turn.office.id, change_set)
    if asked and not changes:
        return _withdraw(asked, member, turn)
    refused = undo.why_not(turn.session, changes, member.id)
    if refused is not None:
        return receipts.undo_refused(refused)
    turn.purpose = "receipt"
    rows = undo.take_back(undo.standing_of(turn.session, changes), turn.actor(), turn.now)
    turn.session.add_all(rows)
    taken_off = _take_off(change_set, turn)
    if reviews.is_verdict(changes):
        assignment = next(c.assignment for c in changes if c.assignment)
        return reviewing.verdict_taken_back(assignment, change_set, turn)
    moved = [row for row in rows if row.field == "due"]
    if any(row.assignment is None for row in moved):
        return shifting.taken_back([row.item.code for row in moved])
    if moved:
        for row in moved:
            if row.assignment is not None:
                reviewing.date_taken_back(row.assignment, change_set, turn)
        return _reopen(change_set, rows, turn)
    if rows and all(row.field in (ACKNOWLEDGE, SNOOZE) for row in rows):
        codes = [row.item.code for row in rows]
        return acknowledging.taken_back(codes, put_off=rows[0].field == SNOOZE)
    if rows and all(row.field in results.FIELDS for row in rows):
        return results_wording.taken_back([row.item.code for row in rows])
    if rows and all(row.field == EVIDENCE for row in rows):
        said = evidence_wording.taken_off(list(dict.fromkeys(row.item.code for row in rows)))
    else:
        said = receipts.undone([views.change_view(row) for row in rows if row.field not in reviews.BESIDE_STATUS])
    return (
        said if not taken_off else [*said, *keeping.ask_where(AttachEvidence((), (), taken_off), turn, elsewhere=True)]
    )


def _take_off(change_set: str, turn: Turn) -> tuple[int, ...]:
    """What was attached no longer stands; a file of it may be meant for another item, so that is asked."""
    rows = evidence.of_change_set(turn.session, turn.office.id, change_set)
    for row in rows:
        row.removed_at = turn.now
    files = {row.message_id: row.id for row in rows if row.state in ("expected", "kept") and row.kind != "link"}
    return () if turn.in_group else tuple(files.values())


def latest(member: Member, turn: Turn) -> str | None:
    """The newest thing that can be taken back: a report, a decision, or a request that still waits."""
    change_set = undo.last_change_set(turn.session, turn.office.id, member.id)
    request = extensions.last_asked(turn.session, turn.office.id, member.id)
    if request is None or change_set is None:
        return request.change_set if request else change_set
    changed_at = max(c.at for c in undo.changes_of(turn.session, turn.office.id, change_set))
    return request.change_set if request.asked_at > changed_at else change_set


def _withdraw(asked: Sequence[Extension], member: Member, turn: Turn) -> list[Message]:
    """Whoever asked may drop the request until it is decided."""
    if any(row.asked_by != member.id for row in asked):
        return receipts.undo_refused("not_yours")
    waiting = [row for row in asked if row.state == "pending"]
    if not waiting:
        return extension.already_decided(asked[0])
    turn.purpose = "receipt"
    for row in waiting:
        row.withdraw(turn.actor(), turn.now)
    turn.session.flush()
    telling.nothing_more_of([row.change_set for row in waiting], turn)
    return wording.withdrawn([views.deadline_view(row) for row in waiting])


def _reopen(change_set: str, rows: Sequence[Change], turn: Turn) -> list[Message]:
    """An approval was taken back: the old deadlines stand, the requests wait again, and who asked is told so."""
    approved = extensions.ended_in(turn.session, turn.office.id, change_set, "approved")
    waiting = extensions.askers(turn.session, approved) if approved else []
    taken_back = extensions.take_back(turn.session, turn.office.id, change_set)
    telling.askers(waiting, "reopened", [views.deadline_view(row) for row in taken_back], turn)
    waits = any(row.state == "pending" for row in taken_back)
    return wording.taken_back([_restored(row) for row in rows], waits=waits)


def _restored(row: Change) -> DeadlineView:
    before, after = (date.fromisoformat(value) if value else None for value in (row.before, row.after))
    owner = views.owner_name(row.assignment) if row.assignment else None
    return DeadlineView(row.item.code, row.item.title, owner, before, after)
