"""The local server starts, serves several at once, and leaves nothing behind when it stops."""

import contextlib
import socket
import threading
import time
from collections.abc import Callable

import pytest
import urllib3
from flask import Flask

from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer


def until(true: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline, pause = time.monotonic() + seconds, threading.Event()
    while not true():
        assert time.monotonic() < deadline
        pause.wait(0.005)


def serving() -> bool:
    """Whether a request is being worked on in a thread of its own."""
    return any("process_request_thread" in one.name for one in threading.enumerate())


def test_nothing_is_left_when_it_stops(http: urllib3.PoolManager) -> None:
    before = set(threading.enumerate())
    with RehearsalServer() as server:
        assert http.request("GET", f"{server.url}/_rehearsal/state").status == 200
        port = server.port
    assert set(threading.enumerate()) == before
    with socket.socket() as again:  # the port is free
        again.bind(("127.0.0.1", port))


def test_a_silent_caller_does_not_keep_it_from_stopping() -> None:
    server = RehearsalServer().start()
    with socket.create_connection(("127.0.0.1", server.port)) as silent:
        silent.sendall(b"GET / HTTP/1.1\r\n")
        until(serving)
        started = time.perf_counter()
        server.stop()
        assert time.perf_counter() - started < 5


def test_a_long_poll_ends_when_it_stops(http: urllib3.PoolManager) -> None:
    server = RehearsalServer().start()
    url = f"{server.url}/_rehearsal/wait?after=1000000&seconds=30"
    ended = threading.Event()

    def poll() -> None:
        with contextlib.suppress(urllib3.exceptions.HTTPError):  # whether the answer still came is no matter
            http.request("GET", url)
        ended.set()

    waiting = threading.Thread(target=poll)
    waiting.start()
    until(serving)
    started = time.perf_counter()
    server.stop()
    assert ended.wait(5)
    assert time.perf_counter() - started < 5
    waiting.join()


def test_stopping_waits_for_the_request_in_hand(http: urllib3.PoolManager) -> None:
    begun, proceed, finished = threading.Event(), threading.Event(), threading.Event()

    def view() -> str:
        begun.set()
        proceed.wait(5)
        finished.set()
        return ""

    app = Flask("slow")
    app.add_url_rule("/", "view", view)

    def call() -> None:
        with contextlib.suppress(urllib3.exceptions.HTTPError):  # the connection ends while it works
            http.request("GET", server.url)

    server = LocalServer(app).start()
    caller = threading.Thread(target=call)
    caller.start()
    assert begun.wait(5)
    threading.Timer(0.1, proceed.set).start()
    server.stop()
    assert finished.is_set()
    caller.join()


def test_it_serves_several_at_once(http: urllib3.PoolManager) -> None:
    together = threading.Barrier(2, timeout=5)
    app = Flask("pair")
    app.add_url_rule("/", "pair", lambda: str(together.wait() >= 0))
    with LocalServer(app) as server:
        statuses: list[int] = []
        callers = [
            threading.Thread(target=lambda: statuses.append(http.request("GET", server.url).status)) for _ in range(2)
        ]
        for one in callers:
            one.start()
        for one in callers:
            one.join()
    assert statuses == [200, 200]


def test_a_server_never_started_can_be_closed() -> None:
    server = RehearsalServer()
    url = server.url
    server.stop()
    with urllib3.PoolManager(retries=False) as http, pytest.raises(urllib3.exceptions.NewConnectionError):
        http.request("GET", url)
