"""Pushes about answers that were given back: what to put right and until when, a new day, or that it is taken back."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from documents import reviews as shown
from documents import views
from handlers.turn import Message, Turn
from messages import returning as wording
from messages.postbacks import SetStatus
from messages.words import REPORTABLE, STATUS_WORDS
from models import outbox, queries, review_queue, reviews
from models.people import Member
from models.register import Assignment

# Time to choose another day, or to take it back, before the division is told: one push, not two.
WAIT: Final = timedelta(minutes=5)
MINUTES: Final = int(WAIT.total_seconds()) // 60


def tell(assignment: Assignment, until: date, change_set: str, turn: Turn, *, earlier: Sequence[str] = ()) -> list[str]:
    """One push to everybody who is to put it right; what waits of `earlier` change sets is said in it. Who had heard
    of one already is told the new day only. Returns whom, by name."""
    members = queries.members_of(turn.session, turn.office)
    found = [m for m in reviews.to_put_right(assignment, members) if m is not turn.member]
    for member in found:
        heard = _heard(assignment, earlier, member, turn)
        outbox.push(
            turn.session,
            office_id=turn.office.id,
            to=member.line_user_id or "",
            member_id=member.id,
            messages=_new_date(assignment, until, member) if heard else _put_right(assignment, until, member),
            purpose="return",
            occasion=_occasion(change_set, member),
            now=turn.now,
            not_before=turn.now + WAIT,
            event_id=turn.event_id,
        )
    return [views.named(member) for member in found]


def _heard(assignment: Assignment, earlier: Sequence[str], member: Member, turn: Turn) -> bool:
    """Whether a push of these change sets has left for this member; those that wait are taken back."""
    occasions = [_occasion(change_set, member) for change_set in earlier]
    if not occasions:
        return False
    outbox.cancel(turn.session, assignment.office_id, occasions, turn.now)
    return review_queue.has_left(turn.session, assignment.office_id, occasions)


def nothing_more_of(assignment: Assignment, turn: Turn, change_sets: Sequence[str] = ()) -> list[Member]:
    """What has not left of a return (`change_sets`, or the one that stands) is not said. Returns who has heard it."""
    change_sets = change_sets or review_queue.sets_of_return(turn.session, assignment)
    members = queries.members_of(turn.session, turn.office)
    return [m for m in members if m.reachable and _heard(assignment, change_sets, m, turn)]


def tell_taken_back(assignment: Assignment, members: Sequence[Member], turn: Turn) -> None:
    for member in members:
        if member is turn.member:
            continue
        outbox.push(
            turn.session,
            office_id=turn.office.id,
            to=member.line_user_id or "",
            member_id=member.id,
            messages=wording.told_taken_back(shown.line(assignment), salutation=views.salutation(member)),
            purpose="return",
            occasion=_occasion(turn.change_set, member),
            now=turn.now,
            event_id=turn.event_id,
        )


def _put_right(assignment: Assignment, until: date, member: Member) -> list[Message]:
    return wording.put_right(
        shown.line(assignment),
        salutation=views.salutation(member),
        lacking=assignment.lacking,
        until=until,
        report=[(STATUS_WORDS[status], SetStatus(assignment.id, status)) for status in REPORTABLE[:2]],
    )


def _new_date(assignment: Assignment, until: date, member: Member) -> list[Message]:
    return wording.new_date(
        shown.line(assignment), salutation=views.salutation(member), lacking=assignment.lacking, until=until
    )


def _occasion(change_set: str, member: Member) -> str:
    return f"return:{change_set}:{member.id}"
