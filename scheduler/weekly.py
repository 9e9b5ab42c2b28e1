"""The weekly summary to the chief and the coordinators: Monday at the office's reminder time, or the first working
day after."""

from datetime import datetime

from sqlalchemy.orm import Session

from documents import views
from documents.summary import weekly_summary
from messages.pack import Message
from messages.views import Week
from models import outbox
from models.clock import at_local, local_date, monday_of
from models.office import Office
from models.people import Member

READERS = ("chief", "coordinator")


def is_owed(session: Session, office: Office, member: Member, now: datetime) -> bool:
    """A clock that slept on Monday owes it on Tuesday; somebody who registered since waits for the next Monday."""
    slot = at_local(monday_of(local_date(now)), office.remind_at)
    if member.role not in READERS or not member.reachable or member.registered_at > slot:
        return False
    return not outbox.has_occasion(session, office.id, occasion(member, now))


def occasion(member: Member, now: datetime) -> str:
    return f"summary:{member.id}:{monday_of(local_date(now)).isoformat()}"


def messages_for(session: Session, office: Office, member: Member, week: Week, picture: str | None) -> list[Message]:
    """The summary as this member reads it: four messages at most, so that one more fits into the push."""
    salutation = views.salutation(member)
    return weekly_summary(
        session, office, salutation=salutation, role=member.role, now=week.as_of, week=week, picture=picture
    )
