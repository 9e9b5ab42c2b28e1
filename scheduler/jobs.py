"""APScheduler, which only ticks: what is owed and what was said is in our tables."""

from collections.abc import Callable

from apscheduler.schedulers.background import BackgroundScheduler

EVERY_SECONDS = 30


def start(tick: Callable[[], object]) -> BackgroundScheduler:
    """Call `tick` now and then every half minute, never twice at once; late calls are made up for by one."""
    scheduler = BackgroundScheduler(timezone="Asia/Bangkok")
    scheduler.add_job(tick, "interval", seconds=EVERY_SECONDS, coalesce=True, max_instances=1, misfire_grace_time=None)
    scheduler.start()
    return scheduler
