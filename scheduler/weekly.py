"""The weekly summary to the chief and the coordinators: Monday at the office's reminder time, or the first working
day after."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from documents import views
from documents.summary import freeze, week_of, weekly_summary
from messages.pack import Message
from messages.views import Week
from models import outbox, queries
from models.clock import at_local, local_date, monday_of
from models.office import Office
from models.people import Member

READERS = ("chief", "coordinator")


def owe(session: Session, office: Office, now: datetime) -> int:
    """Write this week's summary for everyone who is owed one, and keep it as sent; returns how many.

    A clock that slept on Monday owes it on Tuesday; a chief who registered since waits for the next Monday.
    """
    members = owed(session, office, now)
    if not members:
        return 0
    week = week_of(session, office, now)
    said = {member.id: messages_for(session, office, member, now, week=week) for member in members}
    freeze(session, office, week, next((said[m.id] for m in members if m.role == "chief"), None))
    for member in members:
        outbox.push(
            session,
            office_id=office.id,
            to=member.line_user_id or "",
            member_id=member.id,
            messages=said[member.id],
            purpose="summary",
            occasion=_occasion(member, now),
            now=now,
        )
    return len(members)


def owed(session: Session, office: Office, now: datetime) -> Sequence[Member]:
    """Who is to read this week's summary and has none yet."""
    slot = at_local(monday_of(local_date(now)), office.remind_at)
    return [
        member
        for member in queries.members_of(session, office)
        if member.role in READERS
        and member.reachable
        and member.registered_at <= slot
        and not outbox.has_occasion(session, office.id, _occasion(member, now))
    ]


def messages_for(
    session: Session,
    office: Office,
    member: Member,
    now: datetime,
    *,
    week: Week | None = None,
    picture: str | None = None,
) -> list[Message]:
    """The summary as this member reads it: four messages at most, so that one more fits into the push."""
    salutation = views.salutation(member)
    return weekly_summary(session, office, salutation=salutation, role=member.role, now=now, week=week, picture=picture)


def _occasion(member: Member, now: datetime) -> str:
    return f"summary:{member.id}:{monday_of(local_date(now)).isoformat()}"
