"""The weekly summary to the chief and the coordinators: Monday at the office's reminder time, or the first working
day after."""

from collections.abc import Collection
from datetime import datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents import views
from documents.summary import weekly_summary
from messages.pack import Message
from messages.week_views import Week
from models.clock import at_local, local_date, monday_of
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member

READERS = ("chief", "coordinator")


def said(session: Session, office_ids: Collection[int], now: datetime) -> set[str]:
    """The occasions of this week's summaries that are written."""
    found = session.scalars(
        select(OutboxMessage.occasion).where(
            OutboxMessage.office_id.in_(office_ids),
            OutboxMessage.purpose == "summary",
            OutboxMessage.created_at >= at_local(monday_of(local_date(now)), time()),
        )
    )
    return {occasion for occasion in found if occasion}


def is_owed(office: Office, member: Member, said: Collection[str], now: datetime) -> bool:
    """A clock that slept on Monday owes it on Tuesday; somebody who registered since waits for the next Monday."""
    slot = at_local(monday_of(local_date(now)), office.remind_at)
    if member.role not in READERS or not member.reachable or member.registered_at > slot:
        return False
    return occasion(member, now) not in said


def occasion(member: Member, now: datetime) -> str:
    return f"summary:{member.id}:{monday_of(local_date(now)).isoformat()}"


def messages_for(session: Session, office: Office, member: Member, week: Week, picture: str | None) -> list[Message]:
    """The summary as this member reads it: four messages at most, so that one more fits into the push."""
    salutation = views.salutation(member)
    return weekly_summary(
        session, office, salutation=salutation, role=member.role, now=week.as_of, week=week, picture=picture
    )
