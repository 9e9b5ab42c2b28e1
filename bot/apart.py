"""Work on what anybody may have written, in a process of its own: with little time and memory, and without our
environment, which holds the installation's secrets. A file made to keep a parser busy keeps nobody waiting."""

import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping
from typing import Any, Final

_MEGABYTE: Final = 1024 * 1024


class ApartError(Exception):
    """The other process died, ran out of time or memory, or said something else than JSON."""


def ask(module: str, head: Mapping[str, Any], body: bytes, seconds: float) -> Any:
    """What `main()` of the module, in another process, says of the body. Raises ApartError."""
    try:
        done = subprocess.run(  # noqa: S603  # our own command, nothing of the content in it
            (sys.executable, "-P", "-c", f"from {module} import main; main()"),
            input=json.dumps(head).encode() + b"\n" + body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            timeout=seconds,
            check=True,
        )
        return json.loads(done.stdout)
    except (subprocess.SubprocessError, OSError, ValueError) as error:
        raise ApartError(str(error)) from error


def answer(work: Callable[[Any, bytes], Any], *, seconds: int, megabytes: int) -> None:
    """The other process: limits itself, works on its input and prints what it found as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * _MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    head, _, body = sys.stdin.buffer.read().partition(b"\n")
    sys.stdout.write(json.dumps(work(json.loads(head), body)))
