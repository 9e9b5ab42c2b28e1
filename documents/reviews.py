"""The reviewers' queue as plain values: each item with its answers that wait, their evidence and what they lacked."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from documents.evidence import FileAddress, evidence_view
from documents.links import link_views
from documents.views import owner_name, seen
from messages.reviews import Answered, Line, ToReview
from messages.views import EvidenceView
from models import evidence, review_queue, reviews
from models.clock import local_date
from models.office import Office
from models.people import Member
from models.register import Assignment, WorkItem


def line(assignment: Assignment) -> Line:
    item = assignment.item
    return Line(item.code, item.title, owner_name(assignment), item.kind)


def to_review(
    session: Session,
    office: Office,
    waiting: Sequence[Assignment],
    reviewer: Member,
    members: Sequence[Member],
    files: FileAddress | None,
    now: datetime,
) -> list[ToReview]:
    """In the order of what has waited longest; the divisions of one item stand together."""
    by_item: dict[int, list[Assignment]] = {}
    for assignment in waiting:
        by_item.setdefault(assignment.item_id, []).append(assignment)
    items = [found[0].item for found in by_item.values()]
    given = evidence.all_of_items(session, items)
    links = link_views(session, office, items) if given else {}

    def shown(assignment: Assignment) -> tuple[EvidenceView, ...]:
        """What was given for this answer or for the whole item, newest first."""
        rows = given.get(assignment.item_id, ())
        mine = [row for row in rows if row.assignment_id in (None, assignment.id)]
        return tuple(evidence_view(row, files, links, now) for row in reversed(mine))

    lacked = review_queue.asked_before(session, [a.id for a in waiting])
    return [
        _item(
            found[0].item,
            [_answer(a, shown(a), lacked.get(a.id, ""), reviews.instead_of(reviewer, a, members)) for a in found],
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
    assignment: Assignment, given: tuple[EvidenceView, ...], lacked: str, instead: Sequence[Member]
) -> Answered:
    return Answered(
        id=assignment.id,
        division=owner_name(assignment),
        seen=seen(assignment),
        reported_on=local_date(assignment.reported_at) if assignment.reported_at else None,
        reported_by=assignment.reporter.display_name or None if assignment.reporter else None,
        evidence=given,
        steps_done=len(assignment.steps_done),
        output=assignment.output or None,
        outcome=assignment.outcome or None,
        lacked=lacked,
        left_to=tuple(member.display_name for member in instead),
    )
