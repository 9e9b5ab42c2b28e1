"""What the reviewer says of an answer: accepted, or given back with what it lacks and until when; and taking that back.

The record tells the columns: `review`, `lacking`, `self_reviewed` and `due` of an assignment and an item's `web_status`
change only with a row of their own, but for a row of `status`, which by itself makes the review pending (of a done) or
none, with nothing lacking."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Final

from sqlalchemy import select
from sqlalchemy.orm import Session, object_session

from models.changes import Actor, Change
from models.extensions import Extension
from models.ladder import WorkingDays
from models.people import Member, who_answers

if TYPE_CHECKING:  # the register reviews what a workbook says is published, so it imports this module
    from models.register import Assignment, WorkItem
    from models.words import Review, WebStatus

PUT_RIGHT_IN: Final = 5  # working days an answer that was given back has, unless the reviewer says otherwise
BESIDE_STATUS: Final = ("review", "lacking", "self_reviewed")
_STANDING: Final = ("status", *BESIDE_STATUS)


@dataclass(frozen=True)
class Standing:
    """What the reviews have made of an answer."""

    review: "Review | None" = None
    lacking: str = ""
    self_reviewed: bool = False
    at: datetime | None = None
    by: int | None = None


def mark_accepted(
    assignment: "Assignment", actor: Actor, now: datetime, *, self_reviewed: bool = False
) -> list[Change]:
    """The answer is accepted; nothing to record when it is already."""
    if assignment.review == "accepted":
        return []
    return _stands(assignment, Standing("accepted", "", self_reviewed, now, actor.member_id), actor, now)


def accept(assignment: "Assignment", actor: Actor, now: datetime, *, self_reviewed: bool = False) -> list[Change]:
    """The reviewer has seen it. An O-item is on the website once every division's answer is done and accepted."""
    changes = mark_accepted(assignment, actor, now, self_reviewed=self_reviewed)
    item = assignment.item
    if all(a.status == "done" and a.review == "accepted" for a in item.assignments):
        return changes + _shows(item, "present", actor, now)
    return changes + (_shows(item, "incomplete", actor, now) if item.web_status == "missing" else [])


def give_back(
    assignment: "Assignment", lacking: str, until: date, actor: Actor, now: datetime, *, missing: bool = False
) -> list[Change]:
    """The division has to put it right until that day: it is open again and reminded of. `missing`: nothing of it is
    on the website; where another division's part was accepted, something is."""
    item = assignment.item
    reopened = Change.of(item, assignment, "status", assignment.status, "in_progress", actor, now, note=lacking)
    assignment.stand("in_progress")  # whoever reported it stays the reporter
    changes = [reopened, *_stands(assignment, Standing("returned", lacking, False, now, actor.member_id), actor, now)]
    moved = assignment.move_due(until, actor, now)
    if moved is not None:
        moved.note = lacking
    if assignment.asks_more_time is not None:
        assignment.asks_more_time.withdraw(actor, now)  # this date is the answer to it
    others = any(a.review == "accepted" for a in item.assignments if a is not assignment)
    shown: WebStatus = "missing" if missing and not others else "incomplete"
    return [*changes, *([moved] if moved else []), *_shows(item, shown, actor, now)]


def is_verdict(changes: Sequence[Change]) -> bool:
    return any(c.field == "review" for c in changes)


def take_back(changes: Sequence[Change], actor: Actor, now: datetime) -> list[Change]:
    """A verdict taken back: everything it changed is as before. A date set for the correction since goes with it."""
    rows = []
    for change in reversed(changes):
        row = _take_back(change, actor, now)
        if row is not None:
            row.undoes = change.id
            rows.append(row)
    return rows


def _take_back(change: Change, actor: Actor, now: datetime) -> Change | None:
    assignment, item = change.assignment, change.item
    if assignment is None:
        if change.field != "web_status" or item.web_status != change.after:
            return None  # the website has been looked at anew
        row = Change.of(item, None, "web_status", item.web_status, change.before, actor, now)
        item.web_status = change.before  # type: ignore[assignment]  # written from the column
        return row
    if change.field == "due":
        return assignment.move_due(date.fromisoformat(change.before) if change.before else None, actor, now)
    before = _column(assignment, change.field)
    if before == change.before:
        return None
    if change.field == "status":
        assignment.stand(change.before)  # type: ignore[arg-type]  # written from the column
    elif change.field == "review":
        assignment.review = change.before or None  # type: ignore[assignment]  # written from the column
        assignment.reviewed_at = assignment.reviewed_by = None
    elif change.field == "lacking":
        assignment.lacking = change.before
    elif change.field == "self_reviewed":
        assignment.self_reviewed = bool(change.before)
    else:
        return None
    return Change.of(item, assignment, change.field, before, change.before, actor, now)


def stands_again(assignment: "Assignment", change: Change, actor: Actor, now: datetime) -> list[Change]:
    """A report was taken back: what the reviewer had said before it counts again."""
    session = object_session(assignment)
    if session is None:
        return []
    return _stands(assignment, stood_before(session, change), actor, now)


def stood_before(session: Session, change: Change) -> Standing:
    """How the review of this change's answer stood before it, by the record."""
    rows = session.scalars(
        select(Change)
        .where(
            Change.assignment_id == change.assignment_id,
            Change.field.in_(_STANDING),
            Change.id < change.id,
            Change.change_set != change.change_set,
        )
        .order_by(Change.id)
    )
    found = Standing()
    for row in rows:
        match row.field:
            case "status":
                found = Standing("pending" if row.after == "done" else None)
            case "review":
                review: Review | None = row.after or None  # type: ignore[assignment]  # written from the column
                found = Standing(review, found.lacking, found.self_reviewed, row.at, row.member_id)
            case "lacking":
                found = Standing(found.review, row.after, found.self_reviewed, found.at, found.by)
            case _:
                found = Standing(found.review, found.lacking, bool(row.after), found.at, found.by)
    return found


def _stands(assignment: "Assignment", standing: Standing, actor: Actor, now: datetime) -> list[Change]:
    """Make the review stand so, with a row for each column that changes."""
    wanted = {
        "review": standing.review or "",
        "lacking": standing.lacking,
        "self_reviewed": "yes" if standing.self_reviewed else "",
    }
    changes = [
        Change.of(assignment.item, assignment, field, before, after, actor, now, note=standing.lacking)
        for field, after in wanted.items()
        if (before := _column(assignment, field)) != after
    ]
    assignment.review, assignment.lacking = standing.review, standing.lacking
    assignment.self_reviewed = standing.self_reviewed
    if standing.review in ("accepted", "returned"):
        assignment.reviewed_at, assignment.reviewed_by = standing.at, standing.by
    return changes


def _column(assignment: "Assignment", field: str) -> str:
    """A column as the record writes it."""
    match field:
        case "self_reviewed":
            return "yes" if assignment.self_reviewed else ""
        case _:
            return str(getattr(assignment, field) or "")


def _shows(item: "WorkItem", web_status: "WebStatus", actor: Actor, now: datetime) -> list[Change]:
    """Only O-items stand on the website."""
    if item.kind != "o_item" or item.web_status == web_status:
        return []
    change = Change.of(item, None, "web_status", item.web_status, web_status, actor, now)
    item.web_status = web_status
    return [change]


def put_right_by(today: date, days: WorkingDays, ends_on: date | None) -> date:
    """Until when an answer that is given back today is to be put right: some working days, but while the work of the
    round still runs not beyond its last day."""
    usual = days.after(today, PUT_RIGHT_IN)
    return ends_on if ends_on is not None and today < ends_on < usual else usual


def is_of(member: Member, assignment: "Assignment") -> bool:
    """Whether the answer is this member's own: reported by them, also on behalf, or for their division."""
    return assignment.reported_by == member.id or member.answers_for(assignment.division_id)


def instead_of(member: Member, assignment: "Assignment", members: Sequence[Member]) -> list[Member]:
    """The coordinators who are to review this member's own answer; none when it is not their own or nobody else can."""
    if not is_of(member, assignment):
        return []
    return [m for m in reviewers(members) if m.id != member.id and not is_of(m, assignment)]


def reviewers(members: Sequence[Member]) -> list[Member]:
    return [m for m in members if m.role == "coordinator" and m.reachable]


def to_put_right(assignment: "Assignment", members: Sequence[Member]) -> list[Member]:
    """Who is told of an answer that is given back: who answers for the division, and whoever reported it."""
    reporter = [m for m in members if m.id == assignment.reported_by and m.reachable]
    return list(dict.fromkeys([*who_answers(members, assignment.division_id), *reporter]))


def ask_again(session: Session, office_id: int, change_set: str) -> None:
    """The requests for more time that a return had answered wait again."""
    for request in session.scalars(
        select(Extension).where(Extension.office_id == office_id, Extension.ended_in == change_set)
    ):
        if request.state == "withdrawn" and request.assignment.asks_more_time is None:
            request.reopen()
