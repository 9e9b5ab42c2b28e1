"""Clients that begin a request and never end it, or ask and never read the answer."""

import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress

import pytest
import urllib3

from bot.serving import THREADS
from tests.support.ports import two_free_ports

LARGE = 30_000_000
SERVER = f"""
import sys
from flask import Flask, request
from bot.patience import PatientWorker
from bot.serving import Server

class Hasty(PatientWorker):
    head_seconds = body_seconds = write_seconds = 0.5

def make():
    app = Flask("slow")
    app.add_url_rule("/", view_func=lambda: str(len(request.get_data())), methods=["GET", "POST"])
    app.add_url_rule("/large", "large", view_func=lambda: b"0" * {LARGE})
    return app

Server("127.0.0.1:" + sys.argv[1], 1, make, worker_class=Hasty).run()
"""
MORE_THAN_THREADS = THREADS + 4


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    port = two_free_ports()
    with subprocess.Popen([sys.executable, "-c", SERVER, str(port)]) as process:
        try:
            retries = urllib3.Retry(total=None, connect=300, backoff_factor=0.02, backoff_max=0.1)
            with urllib3.PoolManager(retries=retries) as pool:
                assert pool.request("GET", f"http://127.0.0.1:{port}/", timeout=30).data == b"0"
            yield port
        finally:
            process.terminate()
            assert process.wait(timeout=30) == 0


@pytest.mark.parametrize(
    "begun",
    [
        b"P",
        b"POST / HTTP/1.1\r\nhost: x\r\n",
        b"POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf",
        b"POST / HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal",
    ],
    ids=["one byte", "half the headers", "half the body", "half a chunk"],
)
def test_more_stalled_requests_than_threads_are_hung_up_on_and_the_next_is_served(port: int, begun: bytes) -> None:
    with ExitStack() as stack:
        stalled = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 30)) for _ in range(MORE_THAN_THREADS)
        ]
        for one in stalled:
            one.sendall(begun)
        served = urllib3.request("POST", f"http://127.0.0.1:{port}/", body=b"whole", timeout=60, retries=False)
        assert served.data == b"5"
        for one in stalled:
            _read_until_hung_up(one)


def test_more_who_never_read_what_they_asked_for_than_threads_are_hung_up_on(port: int) -> None:
    with ExitStack() as stack:
        deaf = [
            stack.enter_context(socket.create_connection(("127.0.0.1", port), 30)) for _ in range(MORE_THAN_THREADS)
        ]
        for one in deaf:
            one.sendall(b"GET /large HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n")
        served = urllib3.request("POST", f"http://127.0.0.1:{port}/", body=b"whole", timeout=60, retries=False)
        assert served.data == b"5"
        # Whose turn comes late may find us reading in time, and gets it all.
        assert min(_read_until_hung_up(one) for one in deaf) < LARGE


def test_one_who_keeps_sending_a_byte_at_a_time_is_hung_up_on_too(port: int) -> None:
    with socket.create_connection(("127.0.0.1", port), 30) as trickling:
        trickling.sendall(b"POST / HTTP/1.1\r\nx: ")
        trickling.settimeout(0.05)
        for _ in range(600):
            try:
                trickling.sendall(b"a")
                if trickling.recv(100) == b"":
                    break
            except TimeoutError:
                continue
            except ConnectionError:
                break
        else:
            pytest.fail("still listened to after half a minute")


def _read_until_hung_up(one: socket.socket) -> int:
    """How many bytes there were. Fails by the socket's own time-out."""
    count = 0
    with suppress(ConnectionResetError):
        while got := one.recv(100_000):
            count += len(got)
    return count
