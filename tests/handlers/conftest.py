"""A small office, its people registered, the bot over real sockets."""

from collections.abc import Iterator
from datetime import date

import pytest

from models.database import Database
from models.invites import issue
from models.queries import office_by_slug
from models.words import Role
from tests.support.clock import FakeClock
from tests.support.offices import add_item, add_member, division, new_office
from tests.support.room import Room, opened

DIVISIONS = ("สำนักปลัด", "กองคลัง", "กองช่าง")


@pytest.fixture
def room(database: Database, clock: FakeClock) -> Iterator[Room]:
    """ส้ม heads กองคลัง, ช้าง heads กองช่าง, ก้อย coordinates, ท่านปลัด is the chief; O1–O9 and M1 are given out."""
    with database.write() as session:
        office = new_office(session, "demo", DIVISIONS)
        due = date(2026, 12, 15)
        for number in range(1, 8):
            add_item(session, office, f"O{number}", ("กองคลัง",), due)
        add_item(session, office, "O8", ("กองช่าง",), due)
        add_item(session, office, "O9", ("กองคลัง", "กองช่าง"), due)
        add_item(session, office, "M1", DIVISIONS, None)
    with opened(database, clock) as talk:
        enrol(talk, "ส้ม", "head", "กองคลัง")
        enrol(talk, "ช้าง", "head", "กองช่าง")
        enrol(talk, "ก้อย", "coordinator")
        enrol(talk, "ท่านปลัด", "chief")
        yield talk


def enrol(room: Room, name: str, role: Role, division_name: str | None = None) -> None:
    """Straight into the tables: how people register is tested by itself."""
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        add_member(session, office, room.person(name), role, *([division_name] if division_name else []), name=name)


def register(room: Room, name: str, role: Role, division_name: str | None = None) -> None:
    """By chat, also for somebody who is registered already."""
    code = invite(room, role, division_name)
    room.says(name, f"ลงทะเบียน {code}").bot("ลงทะเบียนเรียบร้อยแล้ว", name)


def invite(room: Room, role: Role, division_name: str | None = None) -> str:

    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        named = division(office, division_name) if division_name else None
        return issue(session, office, role, named, room.clock())
