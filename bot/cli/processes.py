"""`tamngan serve | web | worker | clock`: the processes, each stopping between two pieces of work on SIGTERM."""

import logging
import signal
import threading
from pathlib import Path

import click

from bot import logs
from bot.settings import Settings
from models.clock import TurnedClock
from models.errors import DomainError

log = logging.getLogger(__name__)

_host = click.option("--host", default="0.0.0.0", show_default=True)  # noqa: S104  # behind the platform's router
_port = click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command()
@_host
@_port
@click.option("--clock", "clock_file", type=_FILE, hidden=True, help="of a rehearsal, which turns it")
def serve(host: str, port: int, clock_file: Path | None) -> None:
    """Web, worker and clock in one process."""
    from bot import serving

    logs.configure()
    settings = Settings.load()
    if clock_file is not None and not settings.is_rehearsal:
        raise DomainError("--clock is for a rehearsal: LINE_API_URL and LINE_DATA_API_URL must be on this machine")
    _upgrade(settings)
    serving.everything(f"{host}:{port}", settings, TurnedClock(clock_file) if clock_file else None)


@click.command()
@_host
@_port
def web(host: str, port: int) -> None:
    """The webhook and the operators' addresses."""
    from bot import serving

    logs.configure()
    Settings.load()
    serving.web(f"{host}:{port}")


@click.command()
def worker() -> None:
    """Answers events and sends what the outbox holds."""
    from bot.loops import Loops
    from bot.wiring import Bot

    logs.configure()
    ended = _when_asked_to_end()
    bot = Bot.of(Settings.load())
    loops = Loops(bot)
    loops.start_worker()
    log.info("started")
    ended.wait()
    loops.stop()
    bot.close()


@click.command()
def clock() -> None:
    """Writes down what time owes; the worker sends it."""
    from bot.clockwork import Clockwork
    from bot.wiring import Bot

    logs.configure()
    ended = _when_asked_to_end()
    bot = Bot.of(Settings.load())
    clockwork = Clockwork(bot)
    clockwork.start()
    log.info("started")
    ended.wait()
    clockwork.stop()
    bot.close()


def _when_asked_to_end() -> threading.Event:
    """Set by SIGTERM or Ctrl+C, so that the work in hand is finished first."""
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    return ended


def _upgrade(settings: Settings) -> None:
    """A single office's installation has no release step: the one process brings its tables up to date itself."""
    from models.database import Database

    database = Database(settings.database_url)
    try:
        database.upgrade()
    finally:
        database.close()
