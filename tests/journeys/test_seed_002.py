"""A real office's checklist: the 43-item follow-up of seed 002, loaded as a workbook and asked for in chat."""

import re
from pathlib import Path

import pytest

from documents.loading import load
from documents.workbook.reading import read_workbook
from models.database import Database
from models.invites import issue
from models.queries import office_by_slug
from tests.documents import seed_002
from tests.support.clock import FakeClock
from tests.support.room import Room, opened

pytestmark = pytest.mark.skipif(not seed_002.is_here(), reason="../shared (the seed offices' data) is not here")

# seeds.md, 002, ground truth: every item whose web status is not มี, by the division printed as its owner.
ALL_DIVISIONS = {"O13", "O14", "O15", "O37"}
MISSING = {
    "กองคลัง": {"O18", "O19", "O23"} | ALL_DIVISIONS,
    "กองวิชาการและแผนงาน": {"O8", "O11", "O16"} | ALL_DIVISIONS,
    "สำนักปลัดเทศบาล": {"O2"} | ALL_DIVISIONS,
    None: {"O32", "O41", "O43"},
}


def codes_in(room: Room) -> set[str]:
    """The codes named in the cards (the summary line and buttons left out)."""
    return set(re.findall(r"^(O\d+)$", room.said, re.MULTILINE))


def test_missing_names_exactly_what_the_website_does_not_show(
    database: Database, clock: FakeClock, tmp_path: Path
) -> None:
    seed_002.write_seed_002(tmp_path / "002.xlsx")
    with database.write() as session:
        result = load(session, read_workbook(tmp_path / "002.xlsx"), clock())
        office = office_by_slug(session, seed_002.SLUG)
        assert office is not None
        code = issue(session, office, "coordinator", None, clock())
        divisions = [d.name for d in office.divisions]
    doubtful = {doubt.code for doubt in result.doubts}
    # rows printed twice, owners lost, displaced or lost ticks, an ambiguous second column, ฯ read as ๖
    for item in ("O37", "O38", "O31", "O32", "O33", "O34", "O41", "O42", "O43", "O8", "O18", "O19", "O39", "O40"):
        assert item in doubtful, f"{item} should be listed as doubtful"
    with opened(database, clock, seed_002.SLUG) as room:
        room.says("ก้อย", f"ลงทะเบียน {code}").bot("ลงทะเบียนเรียบร้อยแล้ว")
        room.says("ก้อย", "/missing").bot("14 รายการ", "ยังไม่กำหนดผู้รับผิดชอบ")
        assert codes_in(room) == set().union(*MISSING.values())
        for name in divisions:
            room.says("ก้อย", f"/missing {name}")
            assert codes_in(room) == MISSING.get(name, ALL_DIVISIONS), name
