"""The real `tamngan rehearse` on free ports, and the browser that visits it."""

import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "no Chromium here: apt-get install chromium"


@contextmanager
def rehearsing(*options: str) -> Iterator[str]:
    """The address of its page, once everybody is seated."""
    command = [sys.executable, "-m", "bot.cli", "rehearse", "--port", str(_two_free_ports()), *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout is not None
            told = next((line for line in process.stdout if "http://" in line), "")
            assert told, "the rehearsal did not start"
            yield next(word for word in told.split() if word.startswith("http://"))
        finally:
            process.terminate()
            process.wait(30)


def _two_free_ports() -> int:
    """The first of two neighbours: the page's and the bot's."""
    while True:
        with socket.socket() as page, socket.socket() as bot:
            page.bind(("127.0.0.1", 0))
            port: int = page.getsockname()[1]
            if port == 65535:
                continue
            try:
                bot.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port
