"""What a process apart finds around it."""

import os
import resource
from typing import Any

from bot import apart


def main() -> None:
    apart.answer(_around, seconds=5, megabytes=512)


def _around(head: Any, body: bytes) -> Any:
    kept = sorted(name for name in os.environ if not name.startswith(("LC_", "LANG")))
    limits = [resource.getrlimit(one)[0] for one in (resource.RLIMIT_AS, resource.RLIMIT_CPU)]
    return {"head": head, "body": body.decode(), "environment": kept, "limited": limits == [512 * 2**20, 5]}
