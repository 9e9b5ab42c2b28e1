"""What lies ahead of a deadline: the next day on which its ladder has something to say. Pure rules."""

from datetime import date

from models.ladder import Ladder, WorkingDays


def next_rung(ladder: Ladder, due: date, today: date, days: WorkingDays) -> tuple[int, date]:
    """The rung to come after `today`, and its day. There is always one: overdue rungs go on until the work is done."""
    ahead = [(day, rung) for rung in ladder.before if (day := ladder.day_of(rung, due, days)) > today]
    if ahead:
        day, rung = min(ahead)  # of rungs that closed days push onto one day, the one nearest to the deadline is spoken
        return rung, day
    late = days.between(due, today)
    spoken = max(0, (late - ladder.overdue_first) // ladder.overdue_every + 1)
    rung = -(ladder.overdue_first + spoken * ladder.overdue_every)
    return rung, ladder.day_of(rung, due, days)
