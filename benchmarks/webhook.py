"""Webhook acknowledgements per second, with commits, beside the SDK's echo bot under the same gunicorn."""

import asyncio
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from benchmarks.http import SECRET, Run, load
from models.database import Database
from models.inbox import InboxEvent
from models.office import Office, Round

ROUNDS = 5
SECONDS = 3.0
WARM_UP = 1.0
WIDTHS = (18, 12, 8, 8, 10, 8, 8, 8)


def main() -> None:
    with tempfile.TemporaryDirectory(prefix="tamngan-bench-") as folder:
        url = f"sqlite:///{folder}/bench.db"
        _prepare(url)
        print("16 connections, gunicorn 2 workers × 8 threads, SQLite with commits")
        print(f"{ROUNDS} rounds of {SECONDS:.0f} s, interleaved; medians; p50 and p99 in ms")
        heads = ("LINE answers after", "echo bot/s", "p50", "p99", "ours/s", "p50", "p99", "ratio")
        print("".join(head.rjust(width) for head, width in zip(heads, WIDTHS, strict=True)))
        for delay in (0.0, 0.15):
            echo, ours = _measure(url, delay, Path(folder))
            figures = [_median(runs, f) for runs in (echo, ours) for f in ("per_second", "p50", "p99")]
            cells = [
                f"{delay * 1000:.0f} ms",
                *(f"{figure:.1f}" for figure in figures),
                f"{figures[3] / figures[0]:.1f}",
            ]
            print("".join(cell.rjust(width) for cell, width in zip(cells, WIDTHS, strict=True)))


def _measure(url: str, delay: float, folder: Path) -> tuple[list[Run], list[Run]]:
    echo_runs, our_runs = [], []
    line, echo, ours = _free_port(), _free_port(), _free_port()
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "LINE_API_URL": f"http://127.0.0.1:{line}",
        "LINE_DATA_API_URL": f"http://127.0.0.1:{line}",
        "LINE_CHANNEL_SECRET": SECRET,
        "LINE_CHANNEL_ACCESS_TOKEN": "bench",
        "PUBLIC_URL": "http://127.0.0.1",
        "SECRET_KEY": "k" * 40,
    }
    with (
        _running([sys.executable, "-m", "benchmarks.http", str(line), str(delay)], environment, line),
        _running(_gunicorn("benchmarks.echo_bot:wsgi()", echo), environment, echo),
        _running(_gunicorn("bot.serving:wsgi()", ours), environment, ours),
    ):
        for number in range(ROUNDS + 1):
            seconds = SECONDS if number else WARM_UP
            before = _stored(url)
            echo_run = asyncio.run(load(echo, "/callback", seconds))
            our_run = asyncio.run(load(ours, "/line/webhook/bench", seconds))
            kept = _stored(url) - before
            if kept < our_run.per_second * seconds * 0.9:
                raise RuntimeError(f"only {kept} events are in the database")
            if number:
                echo_runs.append(echo_run)
                our_runs.append(our_run)
    return echo_runs, our_runs


def _prepare(url: str) -> None:
    database = Database(url)
    database.upgrade()
    with database.write() as session:
        office = Office(slug="bench", name="bench")
        session.add(office)
        session.flush()
        office.current_round = Round(
            office_id=office.id, assessment_year=2570, starts_on=date(2026, 10, 1), ends_on=date(2027, 9, 30)
        )
    database.close()


def _stored(url: str) -> int:
    database = Database(url)
    with database.read() as session:
        number = session.query(InboxEvent).count()
    database.close()
    return number


def _gunicorn(app: str, port: int) -> list[str]:
    options = ["-w", "2", "--threads", "8", "-b", f"127.0.0.1:{port}", "--log-level", "warning"]
    return [sys.executable, "-m", "gunicorn", *options, "--keep-alive", "30", "--no-control-socket", app]


@contextmanager
def _running(command: list[str], environment: dict[str, str], port: int) -> Iterator[None]:
    process = subprocess.Popen(command, env=environment)
    try:
        _wait_for(port)
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(400):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"nothing listens on {port}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _median(runs: list[Run], figure: str) -> float:
    return statistics.median(float(getattr(run, figure)) for run in runs)


if __name__ == "__main__":
    main()
