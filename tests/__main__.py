"""`make test`: all the tests, in two processes side by side. Many of them wait (for processes, sockets, a browser), so
two halves on two cores take little more than half as long. With arguments it is plain pytest."""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
# Chosen so that both take about as long.
ONE_HALF = ("handlers", "models", "rehearsal")


def main(arguments: list[str]) -> int:
    if arguments:
        return subprocess.run([sys.executable, "-m", "pytest", *arguments], check=False).returncode
    folders = sorted(path.name for path in HERE.iterdir() if any(path.glob("test_*.py")))
    other_half = [name for name in folders if name not in ONE_HALF]
    began = time.monotonic()
    with tempfile.TemporaryFile() as out:
        beside = subprocess.Popen(_pytest(ONE_HALF), stdout=out, stderr=subprocess.STDOUT)
        try:
            here = subprocess.run(_pytest(other_half), check=False).returncode
            there = beside.wait()
        finally:
            beside.kill()
        out.seek(0)
        sys.stdout.write(out.read().decode(errors="replace"))
    sys.stdout.write(f"both halves in {time.monotonic() - began:.0f} s\n")
    return here or there


def _pytest(folders: list[str] | tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "pytest", *(f"tests/{name}" for name in folders)]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
