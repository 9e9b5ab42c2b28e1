"""The installation under torture: its processes, made by the zygote and killed by group, its clock, and LINE."""

import json
import os
import select
import signal
import subprocess
import sys
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

import urllib3

from models.clock import TurnedClock
from models.database import Database
from rehearsal.server import RehearsalServer
from tests.support.ports import two_free_ports

SECRET, TOKEN = "torture-secret", "torture-token"
LOOK_SECONDS: Final = 0.02
UP_TRIES: Final = 2_000
STOP_SECONDS: Final = 40.0
Process = str  # serve, web, worker or clock


class Zygote:
    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "benchmarks.torture.zygote"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def fork(self, order: dict[str, object]) -> int:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return int(self._process.stdout.readline())

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(10)
        assert self._process.stdout is not None
        self._process.stdout.close()


@dataclass(frozen=True)
class Running:
    """One process and all it has started."""

    pid: int
    ended: Path  # holds its exit code once it has ended by itself

    @property
    def is_alive(self) -> bool:
        return not self.wait(0)

    @property
    def memory(self) -> int:
        """Bytes of its processes together; what they share is counted once among those who share it."""
        return sum(_share(stat.parent) for stat in Path("/proc").glob("[0-9]*/stat") if _group(stat) == self.pid)

    def kill(self) -> None:
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
        self.wait(10)

    def stop(self) -> int:
        """Asked to end: its exit code."""
        os.kill(self.pid, signal.SIGTERM)
        if not self.wait(STOP_SECONDS):
            raise TimeoutError("the bot did not end when it was asked to")
        return int(self.ended.read_text())

    def wait(self, seconds: float) -> bool:
        """Whether it has ended, at the latest after so long."""
        try:
            watch = os.pidfd_open(self.pid)
        except ProcessLookupError:
            return True
        try:
            return bool(select.select([watch], [], [], seconds)[0])
        finally:
            os.close(watch)


class Machine:
    def __init__(self, zygote: Zygote, database_url: str, folder: Path, slug: str) -> None:
        self._zygote, self.folder, self.slug = zygote, folder, slug
        folder.mkdir(parents=True, exist_ok=True)
        self.clock = TurnedClock(folder / "clock")
        self.line = RehearsalServer(clock=self.clock)
        self.database = Database(database_url)
        self.port = two_free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self.seen, self._started = folder / "points", 0
        self.running: list[Running] = []  # every process that was ever started
        self._pool = urllib3.PoolManager(retries=False, timeout=2)
        self._environment = {
            "PATH": os.environ["PATH"],
            "PYTHAINLP_READ_ONLY": "1",
            "DATABASE_URL": database_url,
            "PUBLIC_URL": self.url,
            "SECRET_KEY": "k" * 40,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "STORAGE_URL": (folder / "evidence").absolute().as_uri(),
            "WEB_CONCURRENCY": "1",
        }

    def open(self) -> None:
        self.line.start()
        hook = f"{self.url}/line/webhook/{self.slug}"
        self.line.client.add_channel(self.slug, webhook_url=hook, secret=SECRET, access_token=TOKEN, quota=None)
        where = {"LINE_API_URL": self.line.url, "LINE_DATA_API_URL": self.line.url}
        self._environment |= where

    def answered_by(self, url: str) -> None:
        """Another LINE than the stand-in."""
        self._environment |= {"LINE_API_URL": url, "LINE_DATA_API_URL": url}

    def close(self) -> None:
        self._pool.clear()
        self.line.stop()
        self.database.close()

    def start(self, process: Process, at: str = "", passing: int = 1) -> Running:
        self._started += 1
        ended = self.folder / f"ended-{self._started}"
        order = {
            "process": process,
            "bind": f"127.0.0.1:{self.port}",
            "environment": self._environment,
            "log": str(self.folder / f"{process}.log"),
            "seen": str(self.seen),
            "clock": str(self.clock.path),
            "ended": str(ended),
            "at": at,
            "passing": passing,
        }
        self.running.append(Running(self._zygote.fork(order), ended))
        return self.running[-1]

    def points(self) -> set[str]:
        return set(self.seen.read_text().splitlines()) if self.seen.exists() else set()

    def wait_until_up(self, *running: Running) -> bool:
        """False when one of them died on the way."""
        for _ in range(UP_TRIES):
            try:
                return self._pool.request("GET", f"{self.url}/healthz").status == 200
            except urllib3.exceptions.HTTPError:
                if any(one.wait(LOOK_SECONDS) for one in running):
                    return False
        raise TimeoutError("the bot did not come up")

    def forward(self, **time_ahead: float) -> None:
        self.clock.turn_to(self.clock() + timedelta(**time_ahead))


def _group(stat: Path) -> int | None:
    try:
        return int(stat.read_text().rpartition(")")[2].split()[2])
    except (OSError, IndexError):  # gone meanwhile
        return None


def _share(process: Path) -> int:
    try:
        lines = (process / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((1024 * int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
