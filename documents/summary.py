"""The weekly summary of an office, the same for the chief's Monday push and for /summary at any time."""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from documents import views
from messages import summary
from models import queries
from models.clock import local_date
from models.office import Office

WEEK = timedelta(days=7)
SOON = timedelta(days=14)


def weekly_summary(session: Session, office: Office, *, salutation: str, now: datetime) -> list[dict[str, object]]:
    """The messages to send; `now` is the instant the figures show."""
    today = local_date(now)
    items = views.counted(queries.items_of_round(session, office))
    members = queries.members_of(session, office)
    divisions = views.division_progress(items, office, members, today)
    shown = [views.item_view(item, office, today) for item in items]
    opened = [view for view in shown if view.missing and view.due is not None]
    done = queries.items_done_since(session, items, now - WEEK)
    return summary.weekly_summary(
        salutation=salutation,
        office=office.name,
        year=office.current_round.assessment_year if office.current_round else today.year + 543,
        as_of=now,
        overall=views.tally(items, office, today),
        divisions=divisions,
        done_this_week=[view for view, item in zip(shown, items, strict=True) if item in done],
        overdue=[view for view in opened if view.due and view.due < today],
        due_soon=[view for view in opened if view.due and today <= view.due <= today + SOON],
        without_member=[d.division for d in divisions if d.division and not d.has_member],
        in_review=sum(a.review == "pending" for item in items for a in item.assignments) if office.review_on else 0,
        problems=[view for view in shown if view.problems()],
        asked=[view for view in shown if view.asked()],
    )
