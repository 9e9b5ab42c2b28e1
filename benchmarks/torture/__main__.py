"""`make torture`: kills until the tally is reached, on SQLite and on PostgreSQL, in one process and in many, seeded;
what broke is printed with its seed, and the tally at the end."""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.torture import invariants
from benchmarks.torture.episode import Episode
from benchmarks.torture.machine import Machine, Zygote
from tests.support.postgres import Postgres

KILLS_EACH: Final = 25
CRASH_EVERY: Final = 8  # so often it is the database that dies, where it is a process
ONE: Final = ("serve",)
MANY: Final = ("web", "worker", "worker", "worker", "worker", "clock", "clock")
# What each episode in turn is played on; most in one process, whose starts are cheap.
SETS: Final = (("sqlite", ONE), ("postgresql", ONE), ("sqlite", ONE), ("postgresql", MANY))


@dataclass
class Tally:
    """Kills by point, how often each place was played on, and what was broken."""

    kills: Counter[str] = field(default_factory=Counter)
    places: Counter[str] = field(default_factory=Counter)
    points: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)

    @property
    def all_kills(self) -> int:
        return sum(self.kills.values())

    def lines(self) -> Iterator[str]:
        yield from (f"{count:5}  {point}" for point, count in sorted(self.kills.items()))
        unreached = sorted(self.points - self.kills.keys())
        yield from (f"    -  {point}" for point in unreached)
        yield ", ".join(f"{place}: {count} kills" for place, count in sorted(self.places.items()))
        yield f"{self.all_kills} kills at {len(self.points) - len(unreached)} of {len(self.points)} points and between"
        yield f"{len(self.broken)} invariants broken"


def _errors_logged(folder: Path) -> Iterator[str]:
    """The processes' own words, to find out why something is broken; the folder goes with the episode."""
    for log in folder.glob("*.log"):
        errors = [line for line in log.read_text("utf-8").splitlines() if '"level": "error"' in line]
        yield from (f"  {log.stem}: {line}" for line in errors[-10:])


class Torture:
    """`postgres`: a server that somebody else stops; else one is started when it is needed."""

    def __init__(self, folder: Path, postgres: Postgres | None = None) -> None:
        self._folder, self._number = folder, 0
        self._zygote = Zygote()
        self._postgres, self._own = postgres, postgres is None
        self.tally = Tally()

    def close(self) -> None:
        self._zygote.close()
        if self._postgres is not None and self._own:
            self._postgres.close()

    def play(self, seed: str, kind: str, processes: Sequence[str], kills: int) -> None:
        """An episode on a new database."""
        with tempfile.TemporaryDirectory(dir=self._folder) as name, self._database(kind, Path(name)) as url:
            machine = Machine(self._zygote, url, Path(name), "torture")
            episode = Episode(machine, random.Random(seed), processes)
            try:
                episode.open()
                if not self.tally.points:
                    self.tally.points |= {*episode.learn()}
                for number in range(1, kills + 1):
                    if self._own and self._postgres and kind == "postgresql" and number % CRASH_EVERY == 0:
                        episode.crash(self._postgres)
                    else:
                        episode.kill(self._next_point())
                found = self._ended(episode)
                self.tally.points |= machine.points()
                if found:
                    print(*_errors_logged(Path(name)), sep="\n", flush=True)
            finally:
                for one in machine.running:
                    one.kill()
                machine.close()
        self.tally.kills.update(episode.kills)
        self.tally.places[f"{kind} × {len(processes)}"] += kills
        self.tally.broken += [f"{seed} ({kind}, {len(processes)} processes): {one}" for one in found]

    @staticmethod
    def _ended(episode: Episode) -> list[str]:
        """What is broken once everything has settled, or that it never did."""
        try:
            codes = episode.settle()
        except TimeoutError as error:
            return [str(error)]
        return [*invariants.broken(episode), *(f"a process ended with {code}" for code in codes if code)]

    def _next_point(self) -> str:
        """In turn, so that each is reached; every third time none, but any moment."""
        self._number += 1
        known = sorted(self.tally.points)
        return known[self._number % len(known)] if self._number % 3 else ""

    @contextmanager
    def _database(self, kind: str, folder: Path) -> Iterator[str]:
        if kind == "sqlite":
            yield f"sqlite:///{folder}/torture.db"
            return
        if self._postgres is None:
            place = self._folder / "postgres"
            place.mkdir(mode=0o700)
            self._postgres = Postgres(place, crashes=True)
        with self._postgres.copy() as url:
            yield url


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.torture", description=__doc__)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=2570)
    parser.add_argument("--minutes", type=float, default=60, help="end after so long, whatever the tally")
    given = parser.parse_args(arguments)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="torture-") as folder:
        torture = Torture(Path(folder))
        tally = torture.tally
        try:
            while tally.all_kills < given.kills and time.monotonic() - began < given.minutes * 60:
                number = sum(tally.places.values()) // KILLS_EACH
                kind, processes = SETS[number % len(SETS)]
                before = len(tally.broken)
                torture.play(f"{given.seed}-{number}", kind, processes, min(KILLS_EACH, given.kills - tally.all_kills))
                for one in tally.broken[before:]:
                    print(f"BROKEN {one}")
                print(f"{given.seed}-{number} {kind} × {len(processes)}: {tally.all_kills} kills", flush=True)
        finally:
            torture.close()
    print("\n".join(tally.lines()))
    print(f"seed {given.seed}, {time.monotonic() - began:.0f} s")
    return 1 if tally.broken else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
