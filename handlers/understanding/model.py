"""A second opinion on what a line is about and, of a report, what it tells: a small linear model over its letters and
words.

It only weighs intents that the grammar can build, and never writes what the grammar did not read. It is trained by
`make model` from tests/corpus/lines; the weights are whole numbers, so a line weighs the same on every machine."""

import json
import math
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Final

from handlers.context import Context
from handlers.understanding import states
from handlers.understanding.marking import Marked
from handlers.understanding.segment import words

FILE: Final = "intents.bin"
FIELD: Final = 32  # bits of one class's running sum
BIAS: Final = 128  # added to each signed weight, so that sums stay positive
SEVERAL: Final = "several"  # statuses in one report
EMPHASIS: Final = 3  # how often a fact about the line counts, beside a single letter group


def features(marked: Marked, context: Context) -> tuple[list[str], list[str]]:
    """What the model sees: letter pairs and triples, words and word pairs; and the facts that marking found, which
    count more."""
    text = f"^{marked.text.casefold()}$"[:400]
    seen = {text[i : i + n] for n in (2, 3) for i in range(len(text) - n + 1)}
    tokens = ["^", *(w for w in words(text[1:-1]) if w.strip()), "$"]
    seen.update("w" + token for token in tokens)
    seen.update(f"b{one}|{two}" for one, two in pairwise(tokens))
    facts = {f"=state {span.state}" for span in states.find(marked.text)}
    facts |= {
        f"=role {context.role}",
        f"=group {context.in_group}",
        f"=asks {context.pending.asks if context.pending else None}",
        f"=items {min(len(marked.items), 2)}",
        f"=vague {bool(marked.vague)}",
        f"=division {bool(marked.divisions)}",
        f"=day {bool(marked.days)}",
        f"=url {bool(marked.urls)}",
    }
    return sorted(seen), sorted(facts)


def class_of(intent: str, statuses: Collection[str] = ()) -> str:
    """A report is a class of its own for each status it tells, and one for several at once."""
    if not statuses:
        return intent
    return f"{intent}:{min(statuses) if len(set(statuses)) == 1 else SEVERAL}"


@dataclass(frozen=True)
class Model:
    classes: tuple[str, ...]
    weights: dict[str, int]  # by feature: the classes' weights, each biased, side by side in one number
    intercepts: tuple[float, ...]
    scale: float

    def weigh(self, seen: Iterable[str], facts: Iterable[str]) -> dict[str, float]:
        """The probability of each class; they add up to one."""
        known = [self.weights[name] for name in seen if name in self.weights]
        stressed = [self.weights[name] for name in facts if name in self.weights]
        total = sum(known) + EMPHASIS * sum(stressed)
        biases = BIAS * (len(known) + EMPHASIS * len(stressed))
        norm = math.sqrt(len(known) + EMPHASIS**2 * len(stressed)) or 1.0
        mask = (1 << FIELD) - 1
        scores = [
            intercept + (((total >> (FIELD * i)) & mask) - biases) * self.scale / norm
            for i, intercept in enumerate(self.intercepts)
        ]
        highest = max(scores)
        powers = [math.exp(score - highest) for score in scores]
        whole = sum(powers)
        return {name: power / whole for name, power in zip(self.classes, powers, strict=True)}


def pack(classes: list[str], intercepts: list[float], scale: float, weights: dict[str, list[int]]) -> bytes:
    """The file `load` reads. `weights` are whole numbers from -127 to 127, one for each class."""
    names = sorted(weights)
    head = json.dumps(
        {
            "classes": classes,
            "intercepts": [round(i, 4) for i in intercepts],
            "scale": round(scale, 6),
            "features": names,
        },
        ensure_ascii=False,
    ).encode()
    rows = b"".join(bytes(weight + BIAS for weight in weights[name]) for name in names)
    return zlib.compress(len(head).to_bytes(4, "big") + head + rows, 9)


@cache
def load() -> Model:
    return unpack(files(__package__).joinpath("data", FILE).read_bytes())


def unpack(packed: bytes) -> Model:
    data = zlib.decompress(packed)
    size = int.from_bytes(data[:4], "big")
    head, rows = json.loads(data[4 : 4 + size]), data[4 + size :]
    width = len(head["classes"])
    weights = {
        name: sum(byte << (FIELD * i) for i, byte in enumerate(rows[at * width : (at + 1) * width]))
        for at, name in enumerate(head["features"])
    }
    return Model(tuple(head["classes"]), weights, tuple(head["intercepts"]), head["scale"])
