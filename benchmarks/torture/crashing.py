"""Crash points of a process under torture: every commit, every call over HTTP, every webhook's answer and every write
to the store, each before and after. At the one it was told the process kills itself and all it has started."""

import os
import re
import signal
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any, Final

import urllib3
from flask import Flask
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from bot.storage import Storage

_OURS: Final = ("bot.", "scheduler.", "handlers.", "documents.", "models.")
_PLUMBING: Final = ("models.database",)
_ID: Final = re.compile(r"/[A-Za-z0-9_-]{12,}")


class CrashPoints:
    """`at`: the point's name (empty: none); `passing`: the how manieth time it is fatal. Names seen go to `seen`."""

    def __init__(self, at: str, passing: int, seen: Path) -> None:
        self._at, self._passing, self._seen = at, passing, seen
        self._counts: Counter[str] = Counter()
        self._lock = threading.Lock()

    def reach(self, name: str) -> None:
        with self._lock:
            self._counts[name] += 1
            count = self._counts[name]
        if count == 1:
            with self._seen.open("a") as file:  # one short line: whole, or not there
                file.write(f"{name}\n")
        if name == self._at and count == self._passing:
            os.killpg(os.getpgrp(), signal.SIGKILL)

    def install(self) -> None:
        event.listen(Engine, "commit", lambda _connection: self.reach(f"before commit: {_caller()}"))
        event.listen(Session, "after_commit", lambda _session: self.reach(f"after commit: {_caller()}"))
        self._around_http()
        self._around_webhook()
        self._around_store()

    def _around_http(self) -> None:
        pool: Any = urllib3.HTTPConnectionPool
        sends = pool.urlopen

        def urlopen(this: Any, method: str, url: str, *rest: Any, **more: Any) -> Any:
            name = f"{method} {_ID.sub('/…', url.partition('?')[0])}"
            self.reach(f"before {name}")
            answer = sends(this, method, url, *rest, **more)
            self.reach(f"after {name}")
            return answer

        pool.urlopen = urlopen

    def _around_webhook(self) -> None:
        app: Any = Flask
        answers = app.wsgi_app

        def wsgi_app(this: Any, environ: Any, start: Any) -> Any:
            if not environ["PATH_INFO"].startswith("/line/webhook"):
                return answers(this, environ, start)
            self.reach("before webhook")
            answer = answers(this, environ, start)
            self.reach("after webhook, unanswered")
            return answer

        app.wsgi_app = wsgi_app

    def _around_store(self) -> None:
        store: Any = Storage
        puts = store.put

        def put(this: Any, key: str, content: Any) -> None:
            self.reach("before store")
            puts(this, key, content)
            self.reach("after store")

        store.put = put


def _caller() -> str:
    """The function of ours that opened the transaction."""
    frame = sys._getframe(1)
    while frame is not None:
        module = frame.f_globals.get("__name__", "")
        if module.startswith(_OURS) and module not in _PLUMBING:
            return f"{module}.{frame.f_code.co_qualname}:{frame.f_lineno}"
        if frame.f_back is None:
            break
        frame = frame.f_back
    return "elsewhere"
