"""What one person is told on a morning, and how it is put together into one push."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from documents import views
from messages import links
from messages.coordinator import QuotaView
from messages.papers import Stuck
from messages.week_views import Week
from models.approvals import ApprovalStep
from models.duties import who_hears
from models.occasions import Occasion
from models.people import Member
from models.review_queue import Queue
from scheduler import digest, papers, weekly
from scheduler.broken import Broken
from scheduler.budget import Plan
from scheduler.digest import Desk, Messages

MOST_MESSAGES: Final = 5  # LINE's limit for one push
ALL: Final = Plan()


@dataclass(frozen=True)
class Share:
    """What one person is told this morning."""

    member: Member
    own: Sequence[Occasion]
    others: Sequence[Occasion]  # as coordinator
    summary: bool
    broken: Sequence[Broken] = ()  # links of accepted work, told once
    reviews: bool = False  # what waits for a coordinator's review is worth a push today
    papers: Sequence[ApprovalStep] = ()  # that wait for them
    stuck: Sequence[tuple[ApprovalStep, Stuck]] = ()  # papers, as coordinator

    def note(self, plan: Plan) -> QuotaView | None:
        """What this person is told of the month's quota."""
        return plan.note if self.member.role == "coordinator" else None

    def is_worth_saying(self, plan: Plan) -> bool:
        return bool(self.own) or self._is_more_than_own(plan)

    def is_held_back(self, plan: Plan) -> bool:
        """Nothing in it but rungs that are given up this month."""
        if self._is_more_than_own(plan):
            return False
        return bool(self.own) and all(o.may_give_way(plan.given_up) for o in self.own)

    def _is_more_than_own(self, plan: Plan) -> bool:
        told = self.others or self.summary or self.broken or self.reviews or self.papers or self.stuck
        return bool(told) or self.note(plan) is not None


@dataclass(frozen=True)
class Morning:
    """What composing needs beside the person's share. `week` is there when anybody is owed the week's summary."""

    desk: Desk
    now: datetime
    plan: Plan = ALL
    week: Week | None = None
    picture: str | None = None  # the address of the summary's chart
    queue: Queue | None = None  # what has waited for a review for days


def share_of(
    member: Member,
    members: Sequence[Member],
    owed: Sequence[Occasion],
    broke: Sequence[Broken] = (),
    waiting: papers.Owed | None = None,
    *,
    summary: bool = False,
    reviews: bool = False,
) -> Share:
    """`waiting`: papers that wait for somebody; `reviews`: the queue is worth a coordinator's push today."""
    is_coordinator = member.role == "coordinator"
    return Share(
        member,
        [o for o in owed if o.audience == "owner" and member in who_hears(members, o.duty)],
        [o for o in owed if o.audience == "coordinator"] if is_coordinator else [],
        summary,
        [one for one in broke if one.concerns(member, members)],
        reviews and is_coordinator,
        waiting.waiting.get(member.id, ()) if waiting else (),
        waiting.stuck if waiting and is_coordinator else (),
    )


def compose(session: Session, morning: Morning, share: Share) -> Messages:
    """Their own work first, then papers that wait for them, the week's summary, what they are told as coordinator, and
    links that broke."""
    desk, member = morning.desk, share.member
    others: Messages = []
    note = share.note(morning.plan)
    waits = bool(share.papers or share.stuck)
    # The week's summary says itself what waits for a review.
    queue = morning.queue if member.role == "coordinator" and not share.summary else None
    if share.others or note or queue:
        follows = bool(share.own or share.summary or waits)
        others = digest.of_coordinator(desk, member, share.others, note, queue, follows=follows)
    is_own = bool(share.own) or not (share.summary or others or waits or share.broken)
    own = digest.own(desk, member, share.own) if is_own else []
    asked = papers.reminder(share.papers, follows=bool(own))
    stuck = papers.stuck(share.stuck, member, follows=bool(own or asked))
    summary: Messages = []
    if share.summary and morning.week is not None:
        summary = weekly.messages_for(session, desk.office, member, morning.week, morning.picture)
    told = _broken(desk, share, follows=bool(own or asked or stuck or summary or others))
    beside = len(asked) + len(stuck) + len(others) + len(told)
    own = own[: max(1, MOST_MESSAGES - beside - bool(summary))]  # its text names everything; the cards give way
    said = [*own, *asked, *summary[: max(0, MOST_MESSAGES - len(own) - beside)], *stuck, *others, *told]
    return said[:MOST_MESSAGES]


def own_messages(desk: Desk, share: Share, *, is_own: bool) -> Messages:
    """A head's or a staff member's morning; `is_own`: there is something to say of their own work."""
    own = digest.own(desk, share.member, share.own) if is_own else []
    asked = papers.reminder(share.papers, follows=is_own)
    return [*own, *asked, *_broken(desk, share, follows=bool(own or asked))]


def _broken(desk: Desk, share: Share, *, follows: bool) -> Messages:
    if not share.broken:
        return []
    return links.broken(
        [one.view(share.member) for one in share.broken],
        salutation=None if follows else views.salutation(share.member),
        office=desk.office.name,
    )
