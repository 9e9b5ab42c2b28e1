"""Pushes about requests for more time: to the coordinators who decide, to the people who asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from documents import views
from handlers.turn import Message, Turn
from messages import extensions as wording
from messages.views import DeadlineView
from models import extensions, outbox, queries
from models.extensions import Extension
from models.people import Member
from models.rewording import reword


def coordinators(
    request: Extension, lines: Sequence[DeadlineView], reason: str, not_before: datetime, turn: Turn
) -> bool:
    """One push each, whatever number of items the request has. False when no coordinator can be reached."""
    found = [m for m in _coordinators(turn) if m.reachable]
    for member in found:
        outbox.push(
            turn.session,
            office_id=turn.office.id,
            to=member.line_user_id or "",
            member_id=member.id,
            messages=_to_decide(member, request, lines, reason, turn),
            purpose="request",
            occasion=_occasion(request.change_set, member),
            now=turn.now,
            not_before=not_before,
            event_id=turn.event_id,
        )
    return bool(found)


def coordinators_why(request: Extension, lines: Sequence[DeadlineView], reason: str, turn: Turn) -> None:
    """The reason has come: the card that waited for it goes now. One that has left is not sent again."""
    for member in _coordinators(turn):
        messages = _to_decide(member, request, lines, reason, turn)
        reword(turn.session, turn.office.id, _occasion(request.change_set, member), messages, turn.now)


def _to_decide(
    member: Member, request: Extension, lines: Sequence[DeadlineView], reason: str, turn: Turn
) -> list[Message]:
    return wording.to_decide(
        lines,
        salutation=views.salutation(member),
        asker=views.named(turn.member),
        reason=reason,
        decide=request.id,
        picks=extensions.days_for(turn.today, [line.due for line in lines]),
    )


def nothing_more_of(change_sets: Sequence[str], turn: Turn) -> None:
    """What has not been sent yet about requests of which no part waits any more is not sent."""
    settled = [
        change_set
        for change_set in dict.fromkeys(change_sets)
        if all(r.state != "pending" for r in extensions.asked_in(turn.session, turn.office.id, change_set))
    ]
    occasions = [_occasion(change_set, member) for change_set in settled for member in _coordinators(turn)]
    if occasions:
        outbox.cancel(turn.session, turn.office.id, occasions, turn.now)


def askers(
    members: Sequence[Member],
    outcome: Literal["approved", "declined", "reopened"],
    lines: Sequence[DeadlineView],
    turn: Turn,
    *,
    not_before: datetime | None = None,
) -> bool:
    """Everyone who waits for the decision, except whoever made it. False when that is nobody."""
    found = [m for m in members if m.reachable and m is not turn.member]
    for member in found:
        outbox.push(
            turn.session,
            office_id=turn.office.id,
            to=member.line_user_id or "",
            member_id=member.id,
            messages=wording.told_asker(
                lines, salutation=views.salutation(member), outcome=outcome, by=views.named(turn.member)
            ),
            purpose="decision",
            occasion=_of_decision(turn.change_set, member),
            now=turn.now,
            not_before=not_before,
            event_id=turn.event_id,
        )
    return bool(found)


def askers_why(
    members: Sequence[Member], change_set: str, lines: Sequence[DeadlineView], reason: str, turn: Turn
) -> bool:
    """The reason of a refusal goes with what the askers are told of it. False when that has left already."""
    told = False
    for member in members:
        messages = wording.told_asker(
            lines,
            salutation=views.salutation(member),
            outcome="declined",
            by=views.named(turn.member),
            reason=reason,
        )
        told |= reword(turn.session, turn.office.id, _of_decision(change_set, member), messages, turn.now)
    return told


def _coordinators(turn: Turn) -> list[Member]:
    return [m for m in queries.members_of(turn.session, turn.office) if m.role == "coordinator"]


def _occasion(change_set: str, member: Member) -> str:
    return f"extension:{change_set}:{member.id}"


def _of_decision(change_set: str, member: Member) -> str:
    return f"decision:{change_set}:{member.id}"
