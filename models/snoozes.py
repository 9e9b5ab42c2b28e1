"""How long a reminder may be put off: a pure rule."""

from datetime import date, timedelta

FURTHEST = timedelta(days=3)


def latest_snooze(due: date | None, today: date) -> date | None:
    """The last day that work due on `due` may be put off to; None: not at all, it is due today. A deadline that lies
    ahead is never put off past; what is overdue, or has no date, waits three days at most."""
    if due == today:
        return None
    furthest = today + FURTHEST
    return furthest if due is None or due < today else min(furthest, due)
