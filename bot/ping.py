"""The sign of life outside: an address that is asked for while the clock ticks, and that raises the alarm when not."""

import logging

import urllib3

TIMEOUT = urllib3.Timeout(connect=3.0, read=5.0)

log = logging.getLogger(__name__)


class Ping:
    """The address itself is never logged: with most services whoever knows it may answer for us."""

    def __init__(self, url: str, timeout: urllib3.Timeout = TIMEOUT) -> None:
        self._url = url
        self._pool = urllib3.PoolManager(maxsize=1, timeout=timeout, retries=False)
        self._away = False

    def send(self) -> str:
        """Ask once; empty when all is well, otherwise what went wrong. An outage is logged when it begins and ends."""
        problem = self._ask()
        if problem and not self._away:
            log.warning("heartbeat: not taken (%s), going on", problem)
        elif self._away and not problem:
            log.info("heartbeat: taken again")
        self._away = bool(problem)
        return problem

    def close(self) -> None:
        self._pool.clear()

    def _ask(self) -> str:
        try:
            answer = self._pool.request("GET", self._url)
        except urllib3.exceptions.HTTPError as error:
            return type(error).__name__
        return "" if 200 <= answer.status < 300 else f"status {answer.status}"
