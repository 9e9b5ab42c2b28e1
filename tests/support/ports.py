"""Free ports to give to a process that starts later: from below those the system gives to whoever asks for any, so
that nobody takes them in the meantime."""

import random
import socket

# Linux hands out 32768 and above (net.ipv4.ip_local_port_range).
GIVEN_BY_HAND = range(18_000, 30_000, 2)


def two_free_ports() -> int:
    """The first of two neighbours that nobody has."""
    while True:
        first = random.choice(GIVEN_BY_HAND)
        if all(map(_is_free, (first, first + 1))):
            return first


def _is_free(port: int) -> bool:
    with socket.socket() as one:
        try:
            one.bind(("127.0.0.1", port))
        except OSError:
            return False
        return True
