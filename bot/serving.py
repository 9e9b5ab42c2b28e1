"""The web server: gunicorn around the Flask app, alone or with the worker and the clock in the same process."""

import os
import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from flask import Flask, Response
from gunicorn.app.base import BaseApplication
from gunicorn.glogging import Logger
from gunicorn.http.errors import NoMoreData, ParseException

from bot import loops
from bot.app import create_app
from bot.patience import PatientWorker
from bot.settings import Settings
from bot.wiring import Bot
from models.clock import Clock, utc_now

if TYPE_CHECKING:
    from bot.clockwork import Clockwork

THREADS = 32


def wsgi() -> Flask:
    """For any WSGI server: `gunicorn 'bot.serving:wsgi()'`."""
    return _app(Bot.of(Settings.load()))


def _app(bot: Bot, stored: Callable[[], None] = lambda: None) -> Flask:
    app = create_app(
        database=bot.database,
        clock=bot.clock,
        secrets=bot.secrets,
        metrics=bot.metrics,
        links=bot.links,
        storage=bot.storage,
        stored=stored,
    )
    for error in (ParseException, NoMoreData):  # a body in chunks that is none, or ends before its end
        app.register_error_handler(error, _is_no_body)
    return app


def _is_no_body(_error: Exception) -> Response:
    return Response("bad request", 400, mimetype="text/plain")


class OneLog(Logger):  # type: ignore[misc]  # gunicorn is untyped
    """Gunicorn's own lines go where all others go: as JSON, without what a request was made of."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers.copy():
            self.error_log.removeHandler(handler)
        self.error_log.propagate = True


class Server(BaseApplication):  # type: ignore[misc]  # gunicorn is untyped
    """Gunicorn with threads. The app is made in the worker process, after the fork."""

    def __init__(self, bind: str, workers: int, make: Callable[[], Flask], **hooks: Any) -> None:
        self._make = make
        self._options = {
            "bind": bind,
            "workers": workers,
            "worker_class": PatientWorker,
            "threads": THREADS,
            "keepalive": 30,
            "graceful_timeout": 20,
            "accesslog": None,
            "logger_class": OneLog,
            "loglevel": "warning",
            "control_socket_disable": True,
            **hooks,
        }
        super().__init__()

    def load_config(self) -> None:
        for key, value in self._options.items():
            if key in self.cfg.settings:
                self.cfg.set(key, value)

    def load(self) -> Flask:
        return self._make()


def web(bind: str) -> None:
    Server(bind, int(os.environ.get("WEB_CONCURRENCY", "2")), wsgi).run()


def everything(bind: str, settings: Settings, rehearsed: Clock | None = None) -> None:
    """Web, worker, relay and clock in one process: what a single office runs. In a rehearsal whoever turns its clock
    has it tick too."""
    running: list[tuple[Bot, loops.Loops, Clockwork | None]] = []

    def make() -> Flask:
        from bot.clockwork import Clockwork  # APScheduler is loaded only where it ticks

        # A request gives up the interpreter several times; each time a busy worker would keep it 5 ms.
        sys.setswitchinterval(0.0005)
        bot = Bot.of(settings, rehearsed or utc_now)
        background = loops.Loops(bot)
        background.start_worker()
        clock = None if rehearsed else Clockwork(bot, background.messages_written.ring)
        if clock is not None:
            clock.start()
        running.append((bot, background, clock))
        return _app(bot, background.events_stored.ring)

    def finish(_server: Any, _worker: Any) -> None:
        for bot, background, clock in running:
            if clock is not None:
                clock.stop()
            background.stop()
            bot.close()

    Server(bind, 1, make, worker_exit=finish).run()
