"""The follow-up table of a real municipality, with its printed damage, from workbook to register (seed 002)."""

from collections import Counter
from pathlib import Path

import pytest

from documents.loading import LoadResult, load
from documents.plan import OfficePlan
from documents.workbook.reading import read_workbook
from models.database import Database
from models.queries import items_of_round, office_by_slug
from models.register import WorkItem
from tests.documents import seed_002
from tests.support.clock import thai

pytestmark = pytest.mark.skipif(not seed_002.is_here(), reason=seed_002.WHY_SKIPPED)

NOW = thai("2021-02-22 09:00")


@pytest.fixture
def plan(tmp_path: Path) -> OfficePlan:
    seed_002.write_seed_002(tmp_path / "seed.xlsx")
    return read_workbook(tmp_path / "seed.xlsx")


@pytest.fixture
def loaded(database: Database, plan: OfficePlan) -> LoadResult:
    with database.write() as session:
        return load(session, plan, NOW)


def o_items(database: Database) -> list[WorkItem]:
    with database.read() as session:
        office = office_by_slug(session, seed_002.SLUG)
        assert office is not None
        return [item for item in items_of_round(session, office) if item.kind == "o_item"]


def doubted(plan: OfficePlan, part: str) -> list[str | None]:
    return [doubt.code for doubt in plan.doubts if part in doubt.reason]


def test_the_register_counts_what_the_table_says(database: Database, loaded: LoadResult) -> None:
    items = o_items(database)
    assert len(items) == 43
    assert Counter(item.web_status for item in items) == {
        "present": 29, "missing": 9, "incomplete": 2, "unchecked": 3,
    }  # fmt: skip
    bad = [item.code for item in items if item.web_status in ("missing", "incomplete")]
    assert bad == ["O2", "O11", "O13", "O14", "O15", "O16", "O18", "O19", "O23", "O32", "O37"]
    assert [item.code for item in items if item.is_missing()] == sorted(
        [*bad, "O8", "O41", "O43"], key=lambda code: int(code[1:])
    )


def test_each_division_misses_its_own_items_and_everybodys(database: Database, loaded: LoadResult) -> None:
    own: dict[str, list[str]] = {}
    still_open: dict[str, list[str]] = {}
    for item in o_items(database):
        for assignment in item.assignments:
            assert assignment.division is not None
            own.setdefault(assignment.division.name, []).append(item.code)
            if assignment.is_open:
                still_open.setdefault(assignment.division.name, []).append(item.code)
    everybodys = ["O13", "O14", "O15", "O37"]  # open; O7 and O38 are everybody's too, and present
    assert {name: len(codes) - 6 for name, codes in own.items()} == {
        "สำนักปลัดเทศบาล": 13,
        "กองวิชาการและแผนงาน": 12,
        "กองคลัง": 7,
        "กองช่าง": 0,
        "กองสาธารณสุขและสิ่งแวดล้อม": 0,
        "กองการศึกษา": 0,
    }
    assert {name: [code for code in codes if code not in everybodys] for name, codes in still_open.items()} == {
        "สำนักปลัดเทศบาล": ["O2"],
        "กองวิชาการและแผนงาน": ["O8", "O11", "O16"],
        "กองคลัง": ["O18", "O19", "O23"],
        "กองช่าง": [],
        "กองสาธารณสุขและสิ่งแวดล้อม": [],
        "กองการศึกษา": [],
    }
    assert all(set(everybodys) <= set(codes) for codes in still_open.values())


def test_items_whose_owner_was_lost_wait_for_one(database: Database, loaded: LoadResult) -> None:
    orphans = [item for item in o_items(database) if not item.assignments]
    assert [item.code for item in orphans] == ["O31", "O32", "O33", "O34", "O41", "O42", "O43"]
    assert [item.code for item in orphans if item.is_missing()] == ["O32", "O41", "O43"]


def test_every_damaged_row_is_doubted(plan: OfficePlan) -> None:
    assert doubted(plan, "พิมพ์ซ้ำ") == ["O37", "O38"]
    assert doubted(plan, "ไม่มีผู้รับผิดชอบ") == ["O31", "O32", "O33", "O34", "O41", "O42", "O43"]
    assert doubted(plan, "มีสองสถานะ") == ["O41"]
    assert doubted(plan, "ไม่มีสถานะการเผยแพร่") == ["O43"]
    assert doubted(plan, "อ่านสถานะการเผยแพร่ไม่ได้") == ["O8"]
    assert doubted(plan, "มีข้อความอื่นต่อท้ายสถานะ") == ["O18", "O19"]
    assert doubted(plan, "อ่านผู้รับผิดชอบเป็น สำนักปลัดเทศบาล") == ["O39", "O40"]


def test_no_sound_row_is_doubted(plan: OfficePlan) -> None:
    damaged = {"O8", "O18", "O19", "O31", "O32", "O33", "O34", "O37", "O38", "O39", "O40", "O41", "O42", "O43"}
    assert {doubt.code for doubt in plan.doubts} == damaged
    assert {doubt.sheet for doubt in plan.doubts} == {"ข้อ OIT"}


def test_loading_the_table_again_changes_nothing(database: Database, plan: OfficePlan, loaded: LoadResult) -> None:
    with database.write() as session:
        again = load(session, plan, NOW)
    assert (loaded.created, again.created, again.updated, again.unchanged) == (47, 0, 0, 47)
    assert again.doubts == loaded.doubts
