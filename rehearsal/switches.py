"""The faults one can switch on in the room to show how the bot copes, by names people can read."""

import threading
from dataclasses import dataclass
from typing import Final

from rehearsal.faults import Fault, Faults, PathKind, Rule
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible
from rehearsal.state import Json

SLOW_MILLISECONDS: Final = 3_000


@dataclass(frozen=True)
class Switch:
    title: str
    about: str
    rules: tuple[tuple[Fault, PathKind], ...]  # none: the channels' quota itself


SWITCHES: Final = {
    "slow": Switch(
        "LINE ตอบช้า",
        "LINE รับข้อความทุกครั้ง แต่ใช้เวลาตอบ 3 วินาที",
        (("slow", "reply"), ("slow", "push"), ("slow", "multicast")),
    ),
    "down": Switch(
        "LINE ขัดข้อง",
        "LINE ไม่รับข้อความใด ระบบจะลองส่งข้อความแจ้งเตือนซ้ำจนกว่าจะใช้งานได้",
        (("server_error", "any"),),
    ),
    "quota": Switch("โควตาเดือนนี้หมด", "LINE ไม่รับข้อความแจ้งเตือน แต่ยังรับข้อความตอบกลับ", ()),
    "twice": Switch("ส่งเหตุการณ์ซ้ำ", "LINE ส่งข้อความของผู้ใช้ถึงระบบสองครั้ง", (("twice", "webhook"),)),
}


class Switches:
    def __init__(self, platform: Platform, faults: Faults) -> None:
        self._platform, self._faults = platform, faults
        self._lock = threading.Lock()
        self._on: dict[str, list[Rule]] = {}

    def set(self, name: str, on: bool) -> None:
        if name not in SWITCHES:
            raise NotPossible(f"no such switch: {name}")
        with self._lock:
            if on and name not in self._on:
                self._on[name] = [
                    self._faults.add(fault, path, times=None, milliseconds=SLOW_MILLISECONDS)
                    for fault, path in SWITCHES[name].rules
                ]
            elif not on:
                for rule in self._on.pop(name, []):
                    self._faults.remove(rule)
            self._spend("quota" in self._on)

    def clear(self) -> None:
        """Every switch off, and every other rule gone."""
        with self._lock:
            self._on.clear()
            self._faults.clear()
            self._spend(False)

    def listing(self) -> list[Json]:
        with self._lock:
            on = set(self._on)
        return [
            {"name": name, "title": switch.title, "about": switch.about, "on": name in on}
            for name, switch in SWITCHES.items()
        ]

    def _spend(self, spent: bool) -> None:
        with self._platform.change():
            for channel in self._platform.channels.values():
                channel.spent = spent
