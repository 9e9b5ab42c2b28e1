"""APScheduler, which only ticks: what is owed and what was said is in our tables."""

from collections.abc import Callable, Mapping

from apscheduler.schedulers.background import BackgroundScheduler


def start(work: Mapping[Callable[[], object], int]) -> BackgroundScheduler:
    """Call each piece of work every so many seconds: in a thread of its own, so that none delays another, and never
    twice at once; late calls are made up for by one."""
    scheduler = BackgroundScheduler(timezone="Asia/Bangkok")
    for piece, seconds in work.items():
        scheduler.add_job(piece, "interval", seconds=seconds, coalesce=True, max_instances=1, misfire_grace_time=None)
    scheduler.start()
    return scheduler
