"""The real `tamngan rehearse` on free ports, and the browser that visits it."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from tests.support.ports import two_free_ports

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_BROWSER = "no Chromium here: apt-get install chromium"


@contextmanager
def rehearsing(*options: str) -> Iterator[str]:
    """The address of its page, once everybody is seated."""
    command = [sys.executable, "-m", "bot.cli", "rehearse", "--port", str(two_free_ports()), *options]
    with (
        tempfile.TemporaryFile("w+") as log,
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process,
    ):
        try:
            assert process.stdout is not None
            told = next((line for line in process.stdout if "http://" in line), "")
            if not told:
                log.seek(0)
                raise AssertionError(f"the rehearsal did not start:\n{log.read()}")
            yield next(word for word in told.split() if word.startswith("http://"))
        finally:
            process.terminate()
            process.wait(30)
