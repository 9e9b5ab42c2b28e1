"""Links that broke after their items were accepted: whom to tell in the morning, once for each break."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import Session

from documents.links import broken_view
from messages.views import BrokenLink
from models import queries, weblinks
from models.changes import Change
from models.clock import at_local, local_date
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member, who_answers
from models.register import Assignment, WorkItem
from models.weblinks import Standing, WebLink


@dataclass(frozen=True)
class Broken:
    """A link with the accepted answers it stands for."""

    link: WebLink
    answers: Sequence[Assignment | WorkItem]  # an item without an owner stands for itself

    def concerns(self, member: Member, members: Sequence[Member]) -> bool:
        if member.role == "coordinator":
            return True
        owners = [a.division_id for a in self.answers if isinstance(a, Assignment)]
        return any(member in who_answers(members, division_id) for division_id in owners)

    def view(self, member: Member) -> BrokenLink:
        """The items named are the reader's own; a coordinator's are all."""
        mine = [d.id for d in member.divisions]
        codes = [
            answer.item.code if isinstance(answer, Assignment) else answer.code
            for answer in self.answers
            if member.role == "coordinator" or (isinstance(answer, Assignment) and answer.division_id in mine)
        ]
        return broken_view(self.link, list(dict.fromkeys(codes)))


def untold(session: Session, offices: Sequence[Office]) -> dict[int, list[Broken]]:
    """By office, what nobody was told of yet."""
    return _broken(session, offices, WebLink.told_at.is_(None))


def told_with(session: Session, offices: Sequence[Office], rows: Sequence[OutboxMessage]) -> dict[int, list[Broken]]:
    """By office, what these messages tell and is still so. An office is told of broken links once a day."""
    if not rows:
        return {}
    return _broken(session, offices, or_(*(_on_the_day_of(row) for row in rows)))


def mark_told(broken: Sequence[Broken], now: datetime) -> None:
    for one in broken:
        one.link.told_at = now


def tell_again(session: Session, row: OutboxMessage) -> None:
    """The message that told it has not left, and its day is over."""
    told = update(WebLink).where(WebLink.office_id == row.office_id, _on_the_day_of(row))
    session.execute(told.values(told_at=None))


def _on_the_day_of(row: OutboxMessage) -> ColumnElement[bool]:
    morning = at_local(local_date(row.created_at), time())
    return and_(WebLink.told_at >= morning, WebLink.told_at < morning + timedelta(days=1))


def _broken(session: Session, offices: Sequence[Office], which: ColumnElement[bool]) -> dict[int, list[Broken]]:
    links = session.scalars(
        select(WebLink)
        .where(
            WebLink.office_id.in_([office.id for office in offices]),
            WebLink.state == "broken",
            WebLink.last_good_at.is_not(None),
            which,
        )
        .order_by(WebLink.id)
    ).all()
    if not links:
        return {}
    rounds = [office.current_round_id for office in offices if office.current_round_id is not None]
    stood = weblinks.standing(session, rounds)
    standing = {link.id: stood.get(link.office_id, {}).get(link.url, ()) for link in links}
    ids = {one.item_id for found in standing.values() for one in found}
    items = {item.id: item for item in queries.items_by_id(session, ids)}
    accepted = _accepted(session, items)
    found: dict[int, list[Broken]] = defaultdict(list)
    for link in links:
        answers = _accepted_answers(link, standing[link.id], items, accepted)
        if answers:
            found[link.office_id].append(Broken(link, answers))
    return found


def _accepted(session: Session, item_ids: Mapping[int, WorkItem]) -> Mapping[tuple[int, int | None], datetime]:
    """When each item, or a division's answer for it, was first found in order."""
    rows = session.execute(
        select(Change.item_id, Change.assignment_id, Change.at)
        .where(
            Change.item_id.in_(item_ids),
            or_(
                and_(Change.field == "web_status", Change.after == "present"),
                and_(Change.field == "review", Change.after == "accepted"),
            ),
        )
        .order_by(Change.id.desc())
    )
    return {(row[0], row[1]): row[2] for row in rows}


def _accepted_answers(
    link: WebLink,
    standing: Sequence[Standing],
    items: Mapping[int, WorkItem],
    accepted: Mapping[tuple[int, int | None], datetime],
) -> list[Assignment | WorkItem]:
    """Those that are accepted now and were before the link broke."""
    found: list[Assignment | WorkItem] = []
    for one in standing:
        item = items[one.item_id]
        whole = item.web_status == "present" and _was_before(link, accepted.get((item.id, None)))
        if whole and not item.assignments:
            found.append(item)
        for assignment in item.assignments:
            if one.assignment_id not in (None, assignment.id) or assignment in found:
                continue
            own = assignment.review == "accepted" and _was_before(link, accepted.get((item.id, assignment.id)))
            if whole or own:
                found.append(assignment)
    return found


def _was_before(link: WebLink, accepted_at: datetime | None) -> bool:
    return accepted_at is not None and (link.broken_since is None or accepted_at <= link.broken_since)
