"""Forks processes of the bot that have everything imported: a start after a kill takes tenths of a second.

Orders come as JSON lines; the answer is the process id, which is its group's too. Nothing runs in this process itself.
"""

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import bot.app
import bot.cli
import bot.clockwork
import bot.loops
import bot.paper_reading
import bot.serving
import documents.chart
import documents.summary  # noqa: F401
from benchmarks.torture.crashing import CrashPoints
from bot.cli import processes
from bot.settings import Settings
from bot.wiring import Bot
from models.clock import Clock, TurnedClock

EVERY_SECONDS = 1


def main() -> None:
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children: the kernel takes them
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if child == 0:
            _live(order)
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()


def _live(order: dict[str, Any]) -> None:
    """The child: one of the Procfile's processes, on a turned clock that ticks every second."""
    os.setsid()
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    null, log = os.open(os.devnull, os.O_RDONLY), os.open(order["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.dup2(null, 0)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.environ.clear()
    os.environ.update(order["environment"])
    code = 1
    try:
        CrashPoints(order["at"], order["passing"], Path(order["seen"])).install()
        _turn(TurnedClock(Path(order["clock"])))
        _run(order["process"], order["bind"])
        code = 0
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 0
    finally:
        Path(order["ended"]).write_text(str(code))
        os._exit(code)


def _turn(clock: Clock) -> None:
    made = Bot.of.__func__  # type: ignore[attr-defined]  # a classmethod's function
    Bot.of = classmethod(lambda cls, settings, _clock=None: made(cls, settings, clock))  # type: ignore[method-assign,assignment]
    for name in ("TICK_SECONDS", "QUOTA_SECONDS", "AUDIT_SECONDS", "FORGET_SECONDS"):
        setattr(bot.clockwork, name, EVERY_SECONDS)


def _run(process: str, bind: str) -> None:
    match process:
        case "serve":
            bot.serving.everything(bind, Settings.load())
        case "web":
            bot.serving.web(bind)
        case "worker":
            _call(processes.worker)
        case "clock":
            _call(processes.clock)


def _call(command: Any) -> None:
    command.callback()


if __name__ == "__main__":
    main()
