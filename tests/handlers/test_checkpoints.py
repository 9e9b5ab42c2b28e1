"""A measure that runs the whole year shows where it is looked at, and that the system worked that out."""

from datetime import date

import pytest

from models.queries import items_of_round, office_by_slug
from tests.support.room import Room

YEAR = (date(2026, 10, 1), date(2027, 9, 30))


def runs(room: Room, code: str, starts_on: date, due: date) -> None:
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        item = next(i for i in items_of_round(session, office) if i.code == code)
        item.starts_on, item.due = starts_on, due


def test_a_years_measure_shows_its_derived_checkpoints(room: Room) -> None:
    runs(room, "M1", *YEAR)
    room.says("ส้ม", "/item M1").bot("จุดติดตาม (ระบบกำหนด): 31 ธ.ค. 69, 31 มี.ค. 70, 30 มิ.ย. 70")


@pytest.mark.parametrize(("code", "due"), [("M1", date(2027, 3, 31)), ("O8", YEAR[1])])
def test_a_shorter_measure_and_an_o_item_show_none(code: str, due: date, room: Room) -> None:
    runs(room, code, YEAR[0], due)
    room.says("ส้ม", f"/item {code}").bot(code, without=("จุดติดตาม",))
