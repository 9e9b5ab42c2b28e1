"""The reviewers' queue as plain values: each item with its answers that wait, their evidence and what they lacked."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.views import owner_name, seen
from messages.reviews import Answered, Line, Proof, ToReview
from models import review_queue, reviews
from models.clock import local_date
from models.evidence import Evidence
from models.people import Member
from models.register import Assignment, WorkItem

_KINDS = {"link": "ลิงก์", "picture": "ภาพ", "file": "ไฟล์"}


def line(assignment: Assignment) -> Line:
    item = assignment.item
    return Line(item.code, item.title, owner_name(assignment), item.kind)


def to_review(
    session: Session, waiting: Sequence[Assignment], reviewer: Member, members: Sequence[Member]
) -> list[ToReview]:
    """In the order of what has waited longest; the divisions of one item stand together."""
    by_item: dict[int, list[Assignment]] = {}
    for assignment in waiting:
        by_item.setdefault(assignment.item_id, []).append(assignment)
    proofs = _proofs(session, list(by_item))
    lacked = review_queue.asked_before(session, [a.id for a in waiting])
    return [
        _item(
            found[0].item,
            [_answer(a, proofs, lacked.get(a.id, ""), reviews.instead_of(reviewer, a, members)) for a in found],
        )
        for found in by_item.values()
    ]


def _item(item: WorkItem, answers: Sequence[Answered]) -> ToReview:
    return ToReview(
        code=item.code,
        kind=item.kind,
        title=item.title,
        answers=tuple(answers),
        elements=tuple(item.elements),
        steps=len(item.steps),
        owners=len(item.assignments),
        answered=sum(not a.is_open for a in item.assignments),
        url=item.url or None,
    )


def _answer(
    assignment: Assignment, proofs: Mapping[int, Sequence[Evidence]], lacked: str, instead: Sequence[Member]
) -> Answered:
    mine = [row for row in proofs.get(assignment.item_id, ()) if row.assignment_id in (None, assignment.id)]
    return Answered(
        id=assignment.id,
        division=owner_name(assignment),
        seen=seen(assignment),
        reported_on=local_date(assignment.reported_at) if assignment.reported_at else None,
        reported_by=assignment.reporter.display_name or None if assignment.reporter else None,
        proofs=tuple(_proof(row) for row in mine),
        steps_done=len(assignment.steps_done),
        output=assignment.output or None,
        outcome=assignment.outcome or None,
        lacked=lacked,
        left_to=tuple(member.display_name for member in instead),
    )


def _proof(row: Evidence) -> Proof:
    if row.kind == "link":
        return Proof(row.url, row.url)
    return Proof(row.name or _KINDS[row.kind], expected=row.state == "expected")


def _proofs(session: Session, item_ids: Sequence[int]) -> dict[int, list[Evidence]]:
    """The evidence of these items that stands, newest first."""
    found: dict[int, list[Evidence]] = {}
    for row in session.scalars(
        select(Evidence)
        .where(
            Evidence.item_id.in_(item_ids),
            Evidence.removed_at.is_(None),
            Evidence.state.in_(("kept", "expected")),
        )
        .order_by(Evidence.id.desc())
    ):
        found.setdefault(row.item_id or 0, []).append(row)
    return found
