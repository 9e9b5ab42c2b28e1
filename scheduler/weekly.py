"""The chief's weekly summary: Monday at the office's reminder time, or the week's first working day after."""

from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from documents import views
from documents.summary import weekly_summary
from models import outbox, queries
from models.clock import at_local, local_date
from models.office import Office


def owe(session: Session, office: Office, now: datetime) -> int:
    """Write this week's summary for each chief who has none yet; returns how many.

    A clock that slept on Monday owes it on Tuesday; a chief who registered since waits for the next Monday.
    """
    monday = monday_of(local_date(now))
    slot = at_local(monday, office.remind_at)
    written = 0
    for chief in queries.members_of(session, office):
        if chief.role != "chief" or not chief.reachable or chief.registered_at > slot:
            continue
        occasion = f"summary:{chief.id}:{monday.isoformat()}"
        if outbox.has_occasion(session, office.id, occasion):
            continue
        outbox.push(
            session,
            office_id=office.id,
            to=chief.line_user_id or "",
            member_id=chief.id,
            messages=weekly_summary(session, office, salutation=views.salutation(chief), now=now),
            purpose="summary",
            occasion=occasion,
            now=now,
        )
        written += 1
    return written


def monday_of(day: date) -> date:
    return day - timedelta(days=day.weekday())
