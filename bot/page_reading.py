"""Reading a fetched page apart: in a process of its own, with little time and memory. What anybody may have written is
never parsed beside the bot, and a file made to keep a parser busy keeps nobody waiting."""

import json
import os
import resource
import subprocess
import sys
from dataclasses import asdict
from typing import Final

from documents import pages
from documents.pages import Failure, Page, PageFacts

SECONDS: Final = 10
MOST_MEMORY: Final = 768 * 1024 * 1024
# Nothing of the environment goes along: it holds the installation's secrets.
_COMMAND: Final = (sys.executable, "-P", "-c", "from bot.page_reading import main; main()")


def read(found: Page | Failure, seconds: float = SECONDS) -> PageFacts | Failure:
    if isinstance(found, Failure):
        return found
    head = {name: value for name, value in asdict(found).items() if name != "body"}
    try:
        done = subprocess.run(  # noqa: S603  # our own command, nothing of the page in it
            _COMMAND,
            input=json.dumps(head).encode() + b"\n" + found.body,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path)},
            timeout=seconds,
            check=True,
        )
        return PageFacts(**json.loads(done.stdout))
    except (subprocess.SubprocessError, OSError, ValueError, TypeError):
        return pages.bare_facts(found)


def main() -> None:
    """The other process: a page on its input, what is known of it on its output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    head, _, body = sys.stdin.buffer.read().partition(b"\n")
    facts = pages.facts(Page(**json.loads(head), body=body))
    sys.stdout.write(json.dumps(asdict(facts)))
