"""Makes a screenshot small: its most frequent 256 colours, and every other pixel the nearest of them."""

import struct
import zlib

import numpy as np

from tests.support.png import pixels

MOST = 256


def with_palette(png: bytes) -> bytes:
    shown = pixels(png)[:, :, :3].astype(np.int32)
    height, width, _ = shown.shape
    colours, place, count = np.unique(shown.reshape(-1, 3), axis=0, return_inverse=True, return_counts=True)
    palette = colours[np.argsort(-count)[:MOST]]
    nearest = np.array([((palette - one) ** 2).sum(axis=1).argmin() for one in colours], np.uint8)
    rows = np.zeros((height, 1 + width), np.uint8)  # the first of each row: no filter
    rows[:, 1:] = nearest[place].reshape(height, width)
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = [
        (b"IHDR", head),
        (b"PLTE", palette.astype(np.uint8).tobytes()),
        (b"IDAT", zlib.compress(rows.tobytes(), 9)),
        (b"IEND", b""),
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
