"""The demo office: invented, complete, and loaded without a doubt."""

from collections import Counter
from datetime import date
from pathlib import Path

from documents.demo import DEMO_SLUG, write_demo_workbook
from documents.holidays import days_off
from documents.plan import OfficePlan
from documents.workbook.reading import read_workbook
from models.ladder import WorkingDays

DIVISIONS = [
    "สำนักปลัด",
    "กองคลัง",
    "กองช่าง",
    "กองสาธารณสุขและสิ่งแวดล้อม",
    "กองการศึกษา ศาสนาและวัฒนธรรม",
    "กองสวัสดิการสังคม",
    "กองยุทธศาสตร์และงบประมาณ",
    "หน่วยตรวจสอบภายใน",
]


def demo(tmp_path: Path) -> OfficePlan:
    write_demo_workbook(tmp_path / "demo.xlsx")
    return read_workbook(tmp_path / "demo.xlsx")


def test_the_demo_office_is_read_without_doubt_or_note(tmp_path: Path) -> None:
    plan = demo(tmp_path)
    assert (plan.doubts, plan.notes) == ((), ())
    assert (plan.office.slug, plan.office.name) == (DEMO_SLUG, "เทศบาลตำบลบางตัวอย่าง")
    assert [division.name for division in plan.divisions] == DIVISIONS
    assert all(division.aliases and division.head_title for division in plan.divisions)
    assert demo(tmp_path) == plan


def test_the_demo_office_has_every_item_of_the_year(tmp_path: Path) -> None:
    codes = [item.code for item in demo(tmp_path).items]
    expected = [f"O{n}" for n in range(1, 36)] + [f"M{n}" for n in range(1, 8)] + [f"S{n}" for n in range(1, 11)]
    assert codes == expected


def test_one_item_is_everybodys_and_one_belongs_to_two(tmp_path: Path) -> None:
    owners = Counter(len(item.divisions) for item in demo(tmp_path).items if item.kind != "step")
    assert owners == {1: 40, 2: 1, 8: 1}
    everybody = {name for item in demo(tmp_path).items for name in item.divisions if len(item.divisions) == 1}
    assert everybody == set(DIVISIONS)


def test_the_deadlines_are_working_days_of_the_season(tmp_path: Path) -> None:
    plan = demo(tmp_path)
    public = {holiday.day for holiday in days_off(plan.office.starts_on, plan.office.ends_on)}
    days = WorkingDays(frozenset(public | {closed.day for closed in plan.closed_days}))
    for item in plan.items:
        if item.kind != "step":
            assert item.due is not None
            assert date(2026, 12, 1) <= item.due <= date(2027, 4, 30)
            assert days.is_open(item.due), (item.code, item.due)
            assert not item.due_derived


def test_the_website_shows_a_part_and_every_address_is_invented(tmp_path: Path) -> None:
    items = [item for item in demo(tmp_path).items if item.kind == "o_item"]
    states = Counter(item.web_status for item in items)
    assert states.keys() == {"present", "incomplete", "missing", "unchecked"}
    for item in items:
        assert 2 <= len(item.elements) <= 4
        assert bool(item.url) == (item.web_status in ("present", "incomplete"))
        assert not item.url or item.url.startswith("https://www.bangtuayang.example/")


def test_the_measures_have_steps_periods_and_one_whole_report(tmp_path: Path) -> None:
    measures = [item for item in demo(tmp_path).items if item.kind == "measure"]
    assert all(item.steps and item.period and item.issue and item.status for item in measures)
    assert [item.code for item in measures if item.output and item.outcome] == ["M3"]


def test_the_calendar_names_invented_persons_and_divisions(tmp_path: Path) -> None:
    steps = [item for item in demo(tmp_path).items if item.kind == "step"]
    assert all(len(item.persons) + len(item.divisions) == 1 and item.start and item.due for item in steps)
    assert {"นางสาวพิมพ์ใจ ตัวอย่างดี"} < {person for item in steps for person in item.persons}
