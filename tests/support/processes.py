"""The bot's real processes, started as an operator starts them, with the stand-in as their LINE."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import urllib3

from documents.loading import load
from models.clock import utc_now
from models.database import Database
from models.invites import issue
from models.queries import office_by_slug
from rehearsal.server import RehearsalServer
from tests.support.demo import demo_plan, demo_workbook
from tests.support.ports import two_free_ports

SECRET, TOKEN = "process-secret", "process-token"
ANSWER_SECONDS = 30


class Machine:
    """A machine with a database, the stand-in as its LINE, and a free port for the bot."""

    def __init__(self, database_url: str, line: RehearsalServer, folder: Path) -> None:
        self.line, self.folder = line, folder
        self.port = two_free_ports()
        self.url = f"http://127.0.0.1:{self.port}"
        self.environment = {
            **os.environ,
            "DATABASE_URL": database_url,
            "LINE_API_URL": line.url,
            "LINE_DATA_API_URL": line.url,
            "LINE_CHANNEL_SECRET": SECRET,
            "LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "PUBLIC_URL": "https://ita.example.go.th",
            "SECRET_KEY": "k" * 40,
        }
        line.client.add_channel("demo", webhook_url=f"{self.url}/line/webhook/demo", secret=SECRET, access_token=TOKEN)

    def run(self, *arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "bot.cli", *arguments]
        environment = {**self.environment, **changes}
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=60)

    @contextmanager
    def running(self, *arguments: str) -> Iterator["subprocess.Popen[bytes]"]:
        """The process, its log in a file; it must end by itself, cleanly, when asked to."""
        with (self.folder / f"{arguments[0]}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "bot.cli", *arguments], env=self.environment, stderr=log, stdout=log
            )
            try:
                yield process
            finally:
                process.send_signal(signal.SIGTERM)
                code = process.wait(timeout=30)
        assert code == 0, self.log(arguments[0])

    def log(self, name: str) -> str:
        return (self.folder / f"{name}.log").read_text("utf-8")

    def wait_until_up(self) -> None:
        retries = urllib3.Retry(total=None, connect=300, backoff_factor=0.02, backoff_max=0.1)
        with urllib3.PoolManager(retries=retries) as pool:
            assert pool.request("GET", f"{self.url}/readyz", timeout=5).status == 200

    def wait_until_logged(self, name: str, words: str) -> None:
        waited = threading.Event()
        deadline = time.monotonic() + ANSWER_SECONDS
        while words not in self.log(name):
            assert time.monotonic() < deadline, self.log(name)
            waited.wait(0.05)

    def with_demo(self) -> str:
        """The demo office in the tables; the code of a head of กองคลัง."""
        with closing(Database(self.environment["DATABASE_URL"])) as database:
            database.upgrade()
            with database.write() as session:
                load(session, demo_plan(), utc_now())
                office = office_by_slug(session, "demo")
                assert office is not None
                clerks = next(d for d in office.divisions if d.name == "กองคลัง")
                return issue(session, office, "head", clerks, utc_now())

    def load_demo(self) -> str:
        """The same as an operator does it."""
        assert self.run("db", "upgrade").returncode == 0
        (self.folder / "demo.xlsx").write_bytes(demo_workbook())
        assert self.run("office", "load", str(self.folder / "demo.xlsx")).returncode == 0
        return self.run("invite", "--office", "demo", "--role", "head", "--division", "กองคลัง").stdout.strip()

    def ask(self, person: str, text: str) -> str:
        before = len(self.line.client.bot_lines(person))
        act = self.line.client.say(person, text)
        assert act.taken
        lines = self.line.client.wait_for_lines(person, 1, after=before, timeout=ANSWER_SECONDS)
        return "\n".join(line.text for line in lines)
