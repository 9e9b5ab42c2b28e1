"""Papers that wait for a level too long: whom the morning reminds, and of what the coordinator is told."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from documents import chain, paper_views
from messages import papers as wording
from messages import thai
from messages.papers import Stuck
from models import approvals
from models.approvals import COORDINATOR_AFTER, ApprovalStep, ChainPost
from models.ladder import WorkingDays
from models.office import Division
from models.outbox import OutboxMessage
from models.people import Member

Messages = list[dict[str, Any]]
NOTHING: Final[Sequence[ApprovalStep]] = ()


@dataclass(frozen=True)
class Owed:
    """What one office's people are to hear of papers today."""

    waiting: Mapping[int, Sequence[ApprovalStep]] = field(default_factory=dict)  # by member
    stuck: Sequence[tuple[ApprovalStep, Stuck]] = ()  # the coordinators'


def owed(
    session: Session,
    days: Mapping[int, WorkingDays],
    members: Mapping[int, Sequence[Member]],
    today: date,
) -> dict[int, Owed]:
    """By office. `members`: whom a message reaches. Whoever holds the post today is the one to be reminded."""
    steps = [
        step
        for step in approvals.asked_steps(session, list(days))
        if step.is_owed(today, days[step.office_id]) or step.is_late(today, days[step.office_id])
    ]
    if not steps:
        return {}
    ids = {step.office_id for step in steps}
    posts = _by_office(
        session.scalars(select(ChainPost).where(ChainPost.office_id.in_(ids)).order_by(ChainPost.position))
    )
    divisions = _by_office(session.scalars(select(Division).where(Division.office_id.in_(ids))))
    found = {}
    for office_id in ids:
        waiting: dict[int, list[ApprovalStep]] = defaultdict(list)
        stuck: list[tuple[ApprovalStep, Stuck]] = []
        levels = chain.levels(posts[office_id], members[office_id], divisions[office_id])
        for step in (s for s in steps if s.office_id == office_id):
            step.give(next((level for level in levels if level.post == step.post), None))
            is_reached = step.member is not None and step.member.reachable
            if is_reached and step.member and step.is_owed(today, days[office_id]):
                waiting[step.member.id].append(step)
            if not is_reached and step.is_owed(today, days[office_id]):
                stuck.append((step, "nobody"))
            elif step.is_late(today, days[office_id]):
                stuck.append((step, "late"))
        found[office_id] = Owed(waiting, stuck)
    return found


def reminder(steps: Sequence[ApprovalStep], *, follows: bool) -> Messages:
    """For whoever is asked. `follows`: it stands below a message that greets them."""
    if not steps:
        return []
    greeting = None if follows else _salutation(steps[0])
    return wording.reminder([(paper_views.paper_view(step.approval), step.id) for step in steps], salutation=greeting)


def stuck(found: Sequence[tuple[ApprovalStep, Stuck]], member: Member, *, follows: bool) -> Messages:
    if not found:
        return []
    return wording.stuck(
        [(paper_views.paper_view(step.approval), why) for step, why in found],
        days=COORDINATOR_AFTER,
        salutation=None if follows else thai.salutation([], member.role),
    )


def told(waiting: Iterable[ApprovalStep], stuck: Iterable[tuple[ApprovalStep, Stuck]], now: datetime) -> None:
    """Remember that it was said this morning."""
    for step in waiting:
        step.reminded_at = now
    for step, why in stuck:
        if why == "nobody":
            step.reminded_at = now
        else:
            step.told_at = now


def untold(session: Session, row: OutboxMessage) -> None:
    """The message that said so has not left and is taken back: what it said is owed again."""
    mine = ApprovalStep.office_id == row.office_id, ApprovalStep.state == "asked"
    session.flush()
    session.execute(
        update(ApprovalStep)
        .where(*mine, ApprovalStep.member_id == row.member_id, ApprovalStep.reminded_at == row.created_at)
        .values(reminded_at=None)
    )
    member = session.get(Member, row.member_id) if row.member_id is not None else None
    if member is not None and member.role == "coordinator":
        nobodys = *mine, ApprovalStep.member_id.is_(None), ApprovalStep.reminded_at == row.created_at
        session.execute(update(ApprovalStep).where(*nobodys).values(reminded_at=None))
        session.execute(update(ApprovalStep).where(*mine, ApprovalStep.told_at == row.created_at).values(told_at=None))


def is_reminded_by(session: Session, rows: Collection[OutboxMessage]) -> bool:
    """Whether one of these messages speaks of a paper."""
    return any(
        session.scalar(
            select(ApprovalStep.id)
            .where(
                ApprovalStep.office_id == row.office_id,
                ApprovalStep.member_id == row.member_id,
                ApprovalStep.reminded_at == row.created_at,
            )
            .limit(1)
        )
        for row in rows
    )


def _salutation(step: ApprovalStep) -> str:
    return thai.salutation([step.post], "chief" if step.member and step.member.role == "chief" else "head")


def _by_office(rows: Iterable[Any]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.office_id].append(row)
    return found
