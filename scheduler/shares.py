"""What one person is told on a morning, and how it is put together into one push."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy.orm import Session

from documents import views
from messages import links
from messages.coordinator import QuotaView
from messages.views import Week
from models.occasions import Occasion
from models.people import Member, who_answers
from models.review_queue import Queue
from scheduler import digest, weekly
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
        return bool(self.others or self.summary or self.broken or self.reviews or self.note(plan))


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
    *,
    summary: bool = False,
    reviews: bool = False,
) -> Share:
    """`reviews`: the queue is worth a push today; only a coordinator's."""
    return Share(
        member,
        [o for o in owed if o.audience == "owner" and member in who_answers(members, o.duty.division_id)],
        [o for o in owed if o.audience == "coordinator"] if member.role == "coordinator" else [],
        summary,
        [one for one in broke if one.concerns(member, members)],
        reviews and member.role == "coordinator",
    )


def compose(session: Session, morning: Morning, share: Share) -> Messages:
    """Their own work first, then the week's summary, then what they are told as coordinator."""
    desk, member = morning.desk, share.member
    others: Messages = []
    note = share.note(morning.plan)
    # The week's summary says itself what waits for a review.
    queue = morning.queue if member.role == "coordinator" and not share.summary else None
    if share.others or note or queue:
        follows = bool(share.own or share.summary)
        others = digest.of_coordinator(desk, member, share.others, note, queue, follows=follows)
    own = digest.own(desk, member, share.own) if share.own or not (share.summary or others or share.broken) else []
    summary: Messages = []
    if share.summary and morning.week is not None:
        summary = weekly.messages_for(session, desk.office, member, morning.week, morning.picture)
    told = _broken(desk, share, follows=bool(own or summary or others))
    return [*own, *summary[: MOST_MESSAGES - len(own) - len(others) - len(told)], *others, *told]


def own_messages(desk: Desk, share: Share) -> Messages:
    """A head's or a staff member's morning."""
    own = digest.own(desk, share.member, share.own) if share.own or not share.broken else []
    return [*own, *_broken(desk, share, follows=bool(own))]


def _broken(desk: Desk, share: Share, *, follows: bool) -> Messages:
    if not share.broken:
        return []
    return links.broken(
        [one.view(share.member) for one in share.broken],
        salutation=None if follows else views.salutation(share.member),
        office=desk.office.name,
    )
