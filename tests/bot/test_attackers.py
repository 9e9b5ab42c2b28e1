"""What comes over the wire from those who are not LINE, or from one who holds the secret and means no good."""

import base64
import hashlib
import hmac
import json
import socket
from collections.abc import Iterator
from contextlib import closing, suppress
from select import select as ready

import pytest
import urllib3
from sqlalchemy import select

from models.database import Database
from models.inbox import InboxEvent
from rehearsal.server import RehearsalServer
from tests.support.processes import SECRET, Machine

PATH = "/line/webhook/demo"
EVENT = {
    "type": "message",
    "mode": "active",
    "timestamp": 1793570400000,
    "webhookEventId": "01ATTACK",
    "source": {"type": "user", "userId": "Uattacker"},
    "replyToken": "token",
    "message": {"type": "text", "id": "1", "text": "/status"},
}
BODY = json.dumps({"events": [EVENT]}).encode()


def signature(body: bytes) -> str:
    return base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()


GOOD = f"x-line-signature: {signature(BODY)}\r\n".encode()


@pytest.fixture(scope="module")
def machine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machine]:
    folder = tmp_path_factory.mktemp("attacked")
    with RehearsalServer() as line:
        machine = Machine(f"sqlite:///{folder}/attacked.db", line, folder)
        machine.with_demo()
        with machine.running("web", "--host", "127.0.0.1", "--port", str(machine.port)):
            machine.wait_until_up()
            yield machine


@pytest.fixture(autouse=True)
def nothing_happened(machine: Machine) -> Iterator[None]:
    """After each of them the server still answers, and holds nothing that it did not hold before."""
    before = kept(machine)
    yield
    assert kept(machine) == before
    assert urllib3.request("GET", f"{machine.url}/healthz", timeout=30, retries=False).status == 200


def kept(machine: Machine) -> list[str]:
    with closing(Database(machine.environment["DATABASE_URL"])) as database, database.read() as session:
        return list(session.scalars(select(InboxEvent.webhook_event_id)))


def raw(machine: Machine, request: bytes) -> int | None:
    """The status of the answer to these very bytes; None when we are hung up on without one."""
    said = b""
    with socket.create_connection(("127.0.0.1", machine.port), 30) as connection:
        connection.sendall(request)
        with suppress(ConnectionError):
            while b"\r\n" not in said and (more := connection.recv(1000)):
                said += more
    return int(said.split()[1]) if said else None


def head(extra: bytes, length: int | None = len(BODY), path: str = PATH) -> bytes:
    lines = f"POST {path} HTTP/1.1\r\nhost: x\r\n".encode() + extra
    return lines + (b"" if length is None else f"content-length: {length}\r\n".encode()) + b"\r\n"


CHUNKED = b"transfer-encoding: chunked\r\n"


@pytest.mark.parametrize(
    "request_bytes",
    [
        pytest.param(head(b"") + BODY, id="no signature"),
        pytest.param(head(b"x-line-signature: " + b"A" * 44 + b"\r\n") + BODY, id="a made-up signature"),
        pytest.param(head(GOOD, len(BODY) - 1) + BODY, id="a body cut short by its length"),
        pytest.param(head(GOOD + GOOD.replace(b": ", b": x")) + BODY, id="a good signature and a bad one"),
        pytest.param(head(GOOD.replace(b"-", b"_")) + BODY, id="an underscore for a dash"),
        pytest.param(head(GOOD.replace(b": ", b" : ")) + BODY, id="a blank before the colon"),
        pytest.param(head(GOOD.replace(b": ", b":\r\n ")) + BODY, id="a folded header"),
        pytest.param(head(GOOD.replace(b": ", b": \0")) + BODY, id="a header with a NUL"),
        pytest.param(head(GOOD + CHUNKED) + b"0\r\n\r\n" + BODY, id="both a length and chunks"),
        pytest.param(head(GOOD + CHUNKED * 2, None) + b"0\r\n\r\n", id="chunked twice"),
        pytest.param(head(GOOD + CHUNKED, None) + b"-5\r\nhello\r\n0\r\n\r\n", id="a chunk of negative length"),
        pytest.param(head(GOOD + b"content-length: 5\r\n") + BODY, id="two lengths"),
        pytest.param(head(GOOD, -1) + BODY, id="a negative length"),
        pytest.param(head(GOOD, 10**30) + BODY, id="a length beyond all bounds"),
        pytest.param(head(GOOD, 1_000_001) + BODY, id="a byte over the limit, announced"),
        pytest.param(head(GOOD + b"x: " + b"a" * 100_000 + b"\r\n") + BODY, id="a header of 100 kB"),
        pytest.param(head(GOOD + b"".join(b"x%d: a\r\n" % n for n in range(1000))) + BODY, id="a thousand headers"),
        pytest.param(head(GOOD, path="/" + "a" * 100_000) + BODY, id="a path of 100 kB"),
        pytest.param(head(GOOD + b"x-http-method-override: PUT\r\n", path="/metrics") + BODY, id="another method"),
        pytest.param(b"GARBAGE\r\n\r\n", id="no HTTP"),
        pytest.param(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", id="TLS to a plain port"),
        pytest.param(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", id="HTTP/2"),
    ],
)
def test_a_request_that_is_none_of_lines_is_refused_or_hung_up_on(machine: Machine, request_bytes: bytes) -> None:
    with_end = request_bytes.startswith(b"\x16")
    status = raw(machine, request_bytes + (b"\r\n\r\n" if with_end else b""))
    assert status is None or 400 <= status < 500 or status == 505


def test_chunks_beyond_the_limit_are_not_gathered(machine: Machine) -> None:
    left = head(GOOD + CHUNKED, None) + 64 * (b"10000\r\n" + b" " * 0x10000 + b"\r\n")  # 4 MB
    with socket.create_connection(("127.0.0.1", machine.port), 30) as connection:
        connection.setblocking(False)
        while left:
            answered, _, _ = ready([connection], [connection], [], 60)
            if answered:
                break
            with suppress(BlockingIOError):
                left = left[connection.send(left) :]
        connection.settimeout(30)
        with suppress(ConnectionError):  # refused, or hung up on before all was sent
            answer = connection.recv(1000)
            # Of a megabyte and no more the signature is none.
            assert not answer or answer.split()[1] in (b"400", b"413")


@pytest.mark.parametrize(
    "path",
    [
        "/line/webhook/demo/../demo",
        "/line/webhook/%2e%2e/demo",
        "/line/webhook/demo%00",
        "/line/webhook/demo%2f",
        "/line/webhook/demo/",
        "/line/webhook//demo",
        "/line/webhook/DEMO",
        "/line/webhook/demo'%20or%20'1'='1",
        "/line/webhook/" + "d" * 4000,
        "/line/webhook/%F0%28%8C%28",
        "/line/webhook/\u0e01".encode().decode("latin-1"),
        "/line/webhook/demo;jsessionid=1",
        "/../../etc/passwd",
        "/files/..%2f..%2f..%2fetc%2fpasswd",
        "/static/../bot/settings.py",
        "/.env",
    ],
)
def test_no_path_leads_round_the_office(machine: Machine, path: str) -> None:
    request = head(GOOD, path="PATH").replace(b"PATH", path.encode("latin-1")) + BODY
    assert raw(machine, request) in {308, 400, 404, 405}


@pytest.mark.parametrize(
    "value",
    ["9" * 5000, "1e999", "-1e999", "NaN", "Infinity", "1" + "0" * 400, '"' + "9" * 400 + '"', "[" * 900 + "]" * 900],
)
@pytest.mark.parametrize("field", ["timestamp", "webhookEventId", "source", "message", "type"])
def test_numbers_and_nesting_without_end_are_no_event(machine: Machine, field: str, value: str) -> None:
    body = json.dumps({"events": [EVENT | {field: "HERE"}]}).replace('"HERE"', value).encode()
    signed = f"x-line-signature: {signature(body)}\r\n".encode()
    assert raw(machine, head(signed, len(body)) + body) in {200, 400}


@pytest.mark.parametrize("depth", [100, 2_000, 100_000, 400_000])
def test_however_deep_a_body_is_nested_it_is_refused(machine: Machine, depth: int) -> None:
    body = b'{"a":' * depth if depth > 2_000 else b'{"events":' + b"[" * depth + b"]" * depth + b"}"
    signed = f"x-line-signature: {signature(body)}\r\n".encode()
    assert raw(machine, head(signed, len(body)) + body) in {200, 400, 413}


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/x-www-form-urlencoded", "text/xml"])
def test_another_content_type_changes_nothing_about_what_is_refused(machine: Machine, kind: str) -> None:
    typed = f"content-type: {kind}\r\ncontent-encoding: gzip\r\n".encode()
    assert raw(machine, head(typed) + BODY) == 400
    empty = b'{"events":[]}'
    signed = f"x-line-signature: {signature(empty)}\r\n".encode()
    assert raw(machine, head(typed + signed, len(empty)) + empty) == 200


def test_what_was_taken_once_is_not_taken_again_when_it_is_replayed(machine: Machine) -> None:
    request = head(GOOD) + BODY
    with closing(Database(machine.environment["DATABASE_URL"])) as database:
        assert [raw(machine, request) for _ in range(5)] == [200] * 5
        assert kept(machine) == ["01ATTACK"]
        with database.write() as session:  # what comes after finds the table as it was
            session.query(InboxEvent).delete()


def test_nothing_said_over_the_wire_makes_a_line_of_the_log(machine: Machine) -> None:
    forged = '%0a{"at": "2027-01-01", "level": "error", "message": "forged by hand"}%0d%0a'.replace(" ", "%20")
    raw(machine, head(GOOD, path=f"/line/webhook/{forged}") + BODY)
    raw(machine, head(b'x: a\r\n\x0bx"forged by hand": \x1b[31m\n\r\n') + BODY)
    body = json.dumps({"events": [EVENT | {"type": 'x\n{"message": "forged by hand"}', "timestamp": "\n"}]}).encode()
    raw(machine, head(f"x-line-signature: {signature(body)}\r\n".encode(), len(body)) + body)
    said = machine.log("web")
    assert all(isinstance(json.loads(line), dict) for line in said.splitlines()), said
    assert not any(line.startswith("forged") or '"message": "forged' in line for line in said.splitlines())
    assert "\x1b" not in said
