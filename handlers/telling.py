"""Pushes about requests for more time: to the coordinators who decide, to the people who asked."""

from collections.abc import Sequence
from datetime import datetime
from typing import Literal

from documents import views
from handlers.turn import Turn
from messages import extensions as wording
from messages.views import DeadlineView
from models import extensions, outbox, queries
from models.extensions import Extension
from models.people import Member


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
            messages=wording.to_decide(
                lines,
                salutation=views.salutation(member),
                asker=views.named(turn.member),
                reason=reason,
                decide=request.id,
            ),
            purpose="request",
            occasion=_occasion(request.change_set, member),
            now=turn.now,
            not_before=not_before,
            event_id=turn.event_id,
        )
    return bool(found)


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
            occasion=f"decision:{turn.change_set}:{member.id}",
            now=turn.now,
            event_id=turn.event_id,
        )
    return bool(found)


def _coordinators(turn: Turn) -> list[Member]:
    return [m for m in queries.members_of(turn.session, turn.office) if m.role == "coordinator"]


def _occasion(change_set: str, member: Member) -> str:
    return f"extension:{change_set}:{member.id}"
