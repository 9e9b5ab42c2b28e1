"""Reads the PNGs we draw, to look at where there is ink; the format's filters are undone by hand."""

import struct
import zlib

import numpy as np
import numpy.typing as npt

Pixels = npt.NDArray[np.uint8]


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def pixels(png: bytes) -> Pixels:
    """Rows of RGBA, or of RGB where there is no transparency."""
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    channels = {2: 3, 6: 4}[png[25]]
    assert (png[24], *png[26:29]) == (8, 0, 0, 0), "eight bits, not interlaced"
    width, height = size(png)
    at, packed = 8, b""
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at : at + 8])
        packed += png[at + 8 : at + 8 + length] if kind == b"IDAT" else b""
        at += 12 + length
    rows = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(height, 1 + channels * width)
    shown = np.zeros((height, channels * width), np.uint8)
    above = np.zeros(channels * width, np.uint8)
    for y, row in enumerate(rows):
        above = shown[y] = _unfiltered(int(row[0]), row[1:], above, channels)
    return shown.reshape(height, width, channels)


def ink(png: bytes) -> npt.NDArray[np.bool_]:
    """Where dark letters stand on a white ground."""
    return pixels(png)[:, :, 0] < 128


def _unfiltered(kind: int, row: Pixels, above: Pixels, channels: int) -> Pixels:
    if kind == 0:
        return row
    if kind == 2:
        return row + above
    done = [0] * len(row)
    for x, value in enumerate(row.tolist()):
        left, corner = (done[x - channels], int(above[x - channels])) if x >= channels else (0, 0)
        up = int(above[x])
        done[x] = (value + {1: left, 3: (left + up) // 2, 4: _nearest(left, up, corner)}[kind]) & 255
    return np.array(done, np.uint8)


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))
