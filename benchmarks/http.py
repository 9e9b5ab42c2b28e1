"""A small asyncio load generator and a LINE that only answers, both for loopback."""

import asyncio
import base64
import hashlib
import hmac
import json
import sys
import time
from dataclasses import dataclass
from itertools import count

SECRET = "bench-secret"  # pragma: allowlist secret
_numbers = count(1)


@dataclass(frozen=True)
class Run:
    """Answers per second, and how long they took, in milliseconds."""

    per_second: float
    p50: float
    p99: float


def webhook_request(path: str, run: str) -> bytes:
    """A signed webhook request with one fresh text event."""
    number = next(_numbers)
    event = {
        "type": "message",
        "mode": "active",
        "timestamp": int(time.time() * 1000),
        "webhookEventId": f"{run}-{number}",
        "deliveryContext": {"isRedelivery": False},
        "source": {"type": "user", "userId": f"U{number % 97:032x}"},
        "replyToken": f"{number:032x}",
        "message": {"type": "text", "id": f"{run}{number}", "quoteToken": "q", "text": "O8 เสร็จแล้ว"},
    }
    body = json.dumps({"destination": "U" + "0" * 32, "events": [event]}).encode()
    signature = base64.b64encode(hmac.new(SECRET.encode(), body, hashlib.sha256).digest()).decode()
    head = (
        f"POST {path} HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
        f"X-Line-Signature: {signature}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


async def load(port: int, path: str, seconds: float, connections: int = 16) -> Run:
    """Keep `connections` busy for that long. Raises if anything but 200 comes back."""
    run = f"{time.time_ns():x}"
    took: list[float] = []
    end = time.perf_counter() + seconds

    async def one() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while time.perf_counter() < end:
            request = webhook_request(path, run)
            started = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            if not head.startswith(b"HTTP/1.1 200"):
                raise RuntimeError(head[:200])
            lowered = head.lower()
            at = lowered.find(b"content-length:")
            length = int(lowered[at + 15 : lowered.index(b"\r\n", at)]) if at >= 0 else 0
            await reader.readexactly(length)
            took.append(time.perf_counter() - started)
            if b"connection: close" in lowered:
                writer.close()
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.close()

    started = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(connections)))
    spent = time.perf_counter() - started
    took.sort()
    return Run(len(took) / spent, took[len(took) // 2] * 1000, took[int(len(took) * 0.99)] * 1000)


async def answer_only(port: int, delay: float) -> None:
    """A LINE API that takes every message, `delay` seconds late."""
    answer = b'{"sentMessages":[{"id":"1","quoteToken":"q"}]}'
    head = (
        f"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nx-line-request-id: bench\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    ).encode()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                got = (await reader.readuntil(b"\r\n\r\n")).lower()
                at = got.find(b"content-length:")
                if at >= 0:
                    await reader.readexactly(int(got[at + 15 : got.index(b"\r\n", at)]))
                if delay:
                    await asyncio.sleep(delay)
                writer.write(head + answer)
        except (asyncio.IncompleteReadError, ConnectionError):
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", port)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(answer_only(int(sys.argv[1]), float(sys.argv[2])))
