"""Loading: what the workbook changed since last time and nothing else, with a trace of every change."""

import json
from datetime import date

import pytest
from sqlalchemy import func, select

from documents.loading import load
from documents.workbook.reading import read_workbook
from models.changes import Change
from models.database import Database
from models.extensions import Extension
from models.office import ClosedDay, Division, Office, Round
from models.people import Member
from models.queries import office_by_slug, working_days
from models.register import Assignment, WorkItem
from models.reminders import Reminder
from tests.documents.books import DIVISION_ROWS, book, item, measure, office_with, saved, sheets, workbook
from tests.documents.conftest import MORNING, Desk
from tests.support.clock import thai

LATER = thai("2026-12-01 09:00")
TWO = [item(owners="กองคลัง, กองช่าง"), item("O2", "ข้อมูลผู้บริหาร", "สำนักปลัด", web="มี")]


def test_a_first_load_makes_the_office_its_divisions_round_and_items(desk: Desk, database: Database) -> None:
    result = desk.load(items=TWO, measures=[measure()], steps=[["1", "ประชุม", "1-15 ธ.ค. 2569", "นายเพียร สมมติ"]])
    assert (result.office, result.created, result.updated, result.unchanged) == ("bangtuayang", 4, 0, 0)
    with database.read() as session:
        office = office_by_slug(session, "bangtuayang")
        assert office is not None
        assert (office.name, office.kind, office.province) == ("เทศบาลตำบลบางตัวอย่าง", "เทศบาลตำบล", "จังหวัดตัวอย่าง")
        assert [(d.name, d.aliases, d.head_title, d.position) for d in office.divisions] == [
            ("สำนักปลัด", ["สป."], "หัวหน้าสำนักปลัด", 0),
            ("กองคลัง", ["คลัง", "กค."], "ผู้อำนวยการกองคลัง", 1),
            ("กองช่าง", ["ช่าง"], "ผู้อำนวยการกองช่าง", 2),
        ]
        assert office.current_round is not None
        assert office.current_round.assessment_year == 2570
        assert (office.current_round.starts_on, office.current_round.ends_on) == (date(2026, 10, 1), date(2027, 9, 30))
    items = desk.items()
    assert list(items) == ["O1", "O2", "M1", "S1"]
    assert items["O1"].due == date(2027, 3, 31)
    assert desk.statuses("O1") == {"กองคลัง": "not_reported", "กองช่าง": "not_reported"}
    assert [(a.person, a.division) for a in items["S1"].assignments] == [("นายเพียร สมมติ", None)]
    assert all(a.created_at == MORNING for i in items.values() for a in i.assignments)


def test_loading_the_same_workbook_again_changes_nothing(desk: Desk) -> None:
    steps = [["1", "ประชุม", "1-15 ธ.ค. 2569", "นายเพียร สมมติ"]]
    whole = book(
        items=TWO,
        measures=[measure(status="อยู่ระหว่างดำเนินการ", output="ก")],
        steps=steps,
        days=[["7 ธ.ค. 2569", "ชดเชย"]],
    )
    desk.load(whole)
    before = desk.changes()
    result = desk.load(whole, now=LATER)
    assert (result.created, result.updated, result.unchanged) == (0, 0, 4)
    assert [change.id for change in desk.changes()] == [change.id for change in before]


def test_present_makes_every_owner_done_with_a_trace(desk: Desk) -> None:
    desk.load(items=[item(owners="กองคลัง, กองช่าง", web="มี"), item("O2", "ข้อมูลผู้บริหาร", web="ไม่สมบูรณ์")])
    assert desk.statuses("O1") == {"กองคลัง": "done", "กองช่าง": "done"}
    assert desk.statuses("O2") == {"กองคลัง": "not_reported"}
    told = [c for c in desk.changes() if c.field in ("web_status", "status", "review")]
    assert {(c.item.code, c.field, c.before, c.after, c.source, c.member_id) for c in told} == {
        ("O1", "web_status", "unchecked", "present", "load", None),
        ("O1", "status", "not_reported", "done", "load", None),
        ("O1", "review", "pending", "accepted", "load", None),
        ("O2", "web_status", "unchecked", "incomplete", "load", None),
    }
    assert len({change.change_set for change in desk.changes()}) == 1


@pytest.mark.parametrize(
    "content",
    [book(items=TWO), book(items=[item(title="โครงสร้างหน่วยงาน", owners="กองคลัง, กองช่าง", due="1 เม.ย. 2570"), TWO[1]])],
)
def test_a_report_in_chat_survives_the_same_and_an_edited_workbook(desk: Desk, content: bytes) -> None:
    desk.load(items=TWO)
    desk.report("O1", "done", "กองคลัง")
    desk.load(content, now=LATER)
    assert desk.statuses("O1") == {"กองคลัง": "done", "กองช่าง": "not_reported"}


def test_a_measures_report_survives_a_load_that_says_what_the_last_one_said(desk: Desk) -> None:
    desk.load(measures=[measure(status="อยู่ระหว่างดำเนินการ")])
    desk.report("M1", "done")
    result = desk.load(measures=[measure(status="อยู่ระหว่างดำเนินการ", steps="ทบทวน")])
    assert desk.statuses("M1") == {"กองคลัง": "done"}
    assert result.updated == 1


def test_a_state_the_workbook_newly_says_is_taken(desk: Desk) -> None:
    desk.load(items=[item()], measures=[measure()])
    result = desk.load(items=[item(web="มี")], measures=[measure(status="ดำเนินการเรียบร้อยแล้ว")], now=LATER)
    assert (desk.statuses("O1"), desk.statuses("M1")) == ({"กองคลัง": "done"}, {"กองคลัง": "done"})
    assert result.updated == 2
    assert desk.items()["M1"].assignments[0].reported_at == LATER


def test_an_emptied_state_says_nothing_and_changes_nothing(desk: Desk) -> None:
    desk.load(items=[item(web="มี")], measures=[measure(status="ดำเนินการเรียบร้อยแล้ว")])
    result = desk.load(items=[item(web=None)], measures=[measure(status=None)])
    assert (desk.items()["O1"].web_status, desk.statuses("O1"), desk.statuses("M1")) == (
        "present",
        {"กองคลัง": "done"},
        {"กองคลัง": "done"},
    )
    assert result.unchanged == 2


def test_present_taken_back_reopens_what_only_the_workbook_had_closed(desk: Desk) -> None:
    desk.load(items=[item(owners="กองคลัง, กองช่าง")])
    desk.report("O1", "done", "กองช่าง")
    desk.load(items=[item(owners="กองคลัง, กองช่าง", web="มี")])
    assert desk.items()["O1"].status() == "done"
    desk.load(items=[item(owners="กองคลัง, กองช่าง", web="ไม่มี")])
    assert desk.statuses("O1") == {"กองคลัง": "not_reported", "กองช่าง": "done"}
    assert desk.items()["O1"].is_missing()


def test_a_new_owner_of_a_present_item_is_done_too(desk: Desk) -> None:
    desk.load(items=[item(web="มี")])
    desk.load(items=[item(owners="กองคลัง, กองช่าง", web="มี")])
    assert desk.statuses("O1") == {"กองคลัง": "done", "กองช่าง": "done"}


def test_a_moved_deadline_is_taken_with_a_trace_and_ends_shorter_extensions(desk: Desk, database: Database) -> None:
    desk.load(items=[item(owners="กองคลัง, กองช่าง")])
    with database.write() as session:
        one, other = session.scalars(select(Assignment).order_by(Assignment.id))
        one.due, other.due = date(2027, 4, 5), date(2027, 4, 30)
    desk.load(items=[item(owners="กองคลัง, กองช่าง", due="9 เม.ย. 2570")])
    o1 = desk.items()["O1"]
    assert (o1.due, [a.due for a in o1.assignments]) == (date(2027, 4, 9), [None, date(2027, 4, 30)])
    moved = [(c.before, c.after) for c in desk.changes() if c.field == "due" and c.before]
    assert moved == [("2027-03-31", "2027-04-09"), ("2027-04-05", "2027-04-09")]


def test_a_deadline_moved_elsewhere_is_not_moved_back_by_the_same_workbook(desk: Desk, database: Database) -> None:
    desk.load(items=[item()])
    with database.write() as session:
        session.scalars(select(WorkItem)).one().due = date(2027, 4, 30)
    desk.load(items=[item(title="โครงสร้างหน่วยงาน")])
    assert desk.items()["O1"].due == date(2027, 4, 30)


def test_a_new_owner_gets_an_assignment_and_one_without_history_goes(desk: Desk, database: Database) -> None:
    desk.load(items=[item(owners="กองคลัง")])
    with database.write() as session:
        assignment = session.scalars(select(Assignment)).one()
        reminder = Reminder(
            office_id=assignment.office_id, assignment_id=assignment.id, due=date(2027, 3, 31), rung=30, owed_at=MORNING
        )
        session.add(reminder)
    result = desk.load(items=[item(owners="กองช่าง")])
    assert desk.statuses("O1") == {"กองช่าง": "not_reported"}
    assert (result.updated, result.notes) == (1, ())


def test_an_owner_with_history_stays_and_is_noted(desk: Desk) -> None:
    desk.load(items=[item(owners="กองคลัง")])
    desk.report("O1", "in_progress")
    result = desk.load(items=[item(owners="กองช่าง")])
    assert desk.statuses("O1") == {"กองคลัง": "in_progress", "กองช่าง": "not_reported"}
    assert result.notes == ("O1: กองคลัง ไม่เป็นผู้รับผิดชอบในแฟ้มแล้ว แต่มีประวัติการรายงาน ระบบจึงคงไว้",)


def test_an_owner_who_asked_for_more_time_stays(desk: Desk, database: Database) -> None:
    desk.load(items=[item(owners="กองคลัง")])
    with database.write() as session:
        assignment = session.scalars(select(Assignment)).one()
        session.add(
            Extension(
                office_id=assignment.office_id,
                assignment=assignment,
                asked_at=MORNING,
                until=date(2027, 5, 31),
                change_set="asked",
            )
        )
    desk.load(items=[item(owners="กองช่าง")])
    assert desk.statuses("O1") == {"กองคลัง": "not_reported", "กองช่าง": "not_reported"}


def test_a_lost_owner_column_takes_nobodys_work_away(desk: Desk) -> None:
    desk.load(items=[item(owners="กองคลัง")])
    result = desk.load(items=[item(owners=None)])
    assert desk.statuses("O1") == {"กองคลัง": "not_reported"}
    assert desk.items()["O1"].owners == "กองคลัง"
    assert [doubt.code for doubt in result.doubts] == ["O1"]


def test_a_new_division_joins_what_is_everybodys(desk: Desk) -> None:
    desk.load(items=[item(owners="ทุกกอง")])
    desk.report("O1", "done", "กองคลัง")
    desk.load(items=[item(owners="ทุกกอง")], divisions=[*DIVISION_ROWS, ["กองการศึกษา", "", ""]])
    assert desk.statuses("O1") == {
        "สำนักปลัด": "not_reported", "กองคลัง": "done", "กองช่าง": "not_reported", "กองการศึกษา": "not_reported",
    }  # fmt: skip


def test_items_the_file_leaves_out_are_kept_and_noted(desk: Desk) -> None:
    desk.load(items=[item(f"O{n}", f"ข้อมูล {n}") for n in range(1, 5)])
    result = desk.load(items=[item("O4", "ข้อมูล 4")])
    assert list(desk.items()) == ["O1", "O2", "O3", "O4"]
    assert result.notes == ("รายการที่ไม่อยู่ในแฟ้มนี้ ระบบคงไว้ตามเดิม: O1–O3",)


def test_a_renamed_division_is_known_by_its_old_name_and_keeps_its_work(desk: Desk, database: Database) -> None:
    desk.load(items=[item(owners="กองช่าง")])
    desk.report("O1", "done")
    renamed = [*DIVISION_ROWS[:3], ["กองช่างและผังเมือง", "กองช่าง, ช่าง", "ผู้อำนวยการกองช่างและผังเมือง"]]
    result = desk.load(items=[item(owners="กองช่าง")], divisions=renamed)
    assert desk.statuses("O1") == {"กองช่างและผังเมือง": "done"}
    assert result.notes == ("ส่วนราชการ กองช่าง เปลี่ยนชื่อเป็น กองช่างและผังเมือง",)
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Division)) == 3


def test_a_division_the_file_leaves_out_is_kept_and_noted(desk: Desk) -> None:
    desk.load(items=[item(owners="กองช่าง")])
    result = desk.load(items=[item(owners=None)], divisions=DIVISION_ROWS[:3])
    assert desk.statuses("O1") == {"กองช่าง": "not_reported"}
    assert "ส่วนราชการ กองช่าง ไม่อยู่ในแฟ้มนี้ ระบบคงไว้ตามเดิม" in result.notes


def test_output_and_outcome_written_in_chat_are_not_overwritten(desk: Desk, database: Database) -> None:
    desk.load(measures=[measure(owners="กองคลัง, กองช่าง", output="ผลเดิม")])
    with database.write() as session:
        session.scalars(select(Assignment).order_by(Assignment.id)).first().output = "ผลที่กองรายงาน"  # type: ignore[union-attr]  # there is one
    desk.load(measures=[measure(owners="กองคลัง, กองช่าง", output="ผลใหม่", outcome="ผลลัพธ์")])
    written = [(a.output, a.outcome) for a in desk.items()["M1"].assignments]
    assert written == [("ผลที่กองรายงาน", "ผลลัพธ์"), ("ผลใหม่", "ผลลัพธ์")]


def test_a_workbook_without_a_column_leaves_that_field_alone(desk: Desk) -> None:
    desk.load(items=[item(url="https://www.bangtuayang.example/a")])
    of = dict(sheets()) | {"ข้อ OIT": [["ข้อ", "ชื่อข้อมูล", "หน่วยงานที่รับผิดชอบ"], ["O1", "โครงสร้างหน่วยงาน", "กองคลัง"]]}
    desk.load(saved(workbook(of)))
    o1 = desk.items()["O1"]
    assert (o1.title, o1.due, o1.url) == (
        "โครงสร้างหน่วยงาน",
        date(2027, 3, 31),
        "https://www.bangtuayang.example/a",
    )


def test_a_changed_title_is_noted_for_it_may_be_another_item(desk: Desk) -> None:
    desk.load(items=[item()])
    result = desk.load(items=[item(title="อำนาจหน้าที่")])
    assert result.notes == ('O1: ชื่อเปลี่ยนจาก "โครงสร้าง" เป็น "อำนาจหน้าที่"',)


def test_a_changed_state_over_a_chat_report_is_noted(desk: Desk, database: Database) -> None:
    desk.load(measures=[measure(status="ยังไม่ดำเนินการ")])
    desk.report("M1", "done")
    with database.write() as session:
        office = session.scalars(select(Office)).one()
        member = Member(office_id=office.id, line_user_id="Uhead", role="head", registered_at=MORNING)
        session.add(member)
        session.flush()
        session.scalars(select(Assignment)).one().reported_by = member.id
    result = desk.load(measures=[measure(status="อยู่ระหว่างดำเนินการ")])
    assert desk.statuses("M1") == {"กองคลัง": "in_progress"}
    assert result.notes == ('M1: สถานะของกองคลังเปลี่ยนตามแฟ้มจาก "ดำเนินการเรียบร้อยแล้ว" เป็น "อยู่ระหว่างดำเนินการ"',)


def test_a_new_year_opens_a_round_of_its_own(desk: Desk, database: Database) -> None:
    desk.load(items=[item(web="มี")])
    result = desk.load(office=office_with(year="2571", start="", end=""), items=[item(due="31 มี.ค. 2571")])
    assert result.created == 1
    assert desk.items()["O1"].is_missing()
    assert "รอบการประเมินปัจจุบันเปลี่ยนจากปี 2570 เป็นปี 2571" in result.notes
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Round)) == 2


def test_the_closed_days_of_the_round_are_those_of_the_sheet(desk: Desk, database: Database) -> None:
    desk.load(items=[item()], days=[["8 ธ.ค. 2569", "อบรม"], ["9 ธ.ค. 2569", "วันสถาปนา"]])
    with database.write() as session:
        office = session.scalars(select(Office)).one()
        session.add(ClosedDay(office_id=office.id, day=date(2025, 12, 9), name="ปีก่อน"))
    result = desk.load(items=[item()], days=[["9 ธ.ค. 2569", "วันสถาปนา"], ["11 ธ.ค. 2569", "อบรม"]])
    assert result.notes == ("วันหยุด 8 ธ.ค. 69 อบรม ไม่อยู่ในแฟ้มแล้ว จึงนำออก",)
    assert desk.load(items=[item()]).notes == ()  # a sheet without days says nothing of them
    with database.read() as session:
        own = set(session.scalars(select(ClosedDay.day).where(ClosedDay.source == "workbook")))
        closed = working_days(session, session.scalars(select(Office)).one()).closed
    assert own == {date(2025, 12, 9), date(2026, 12, 9), date(2026, 12, 11)}
    assert own < closed


def test_two_offices_do_not_see_each_other(desk: Desk, database: Database) -> None:
    desk.load(items=[item()])
    desk.report("O1", "done")
    result = desk.load(office=office_with(slug="bangsamut"), items=[item(web="ไม่มี")])
    assert (result.created, result.divisions) == (1, 3)
    assert desk.statuses("O1") == {"กองคลัง": "done"}
    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Division)) == 6


def test_a_dry_run_is_a_load_that_is_rolled_back(database: Database) -> None:
    plan = read_workbook(book(items=TWO))
    with database.write() as session:
        result = load(session, plan, MORNING)
        session.rollback()
    assert result.created == 2
    with database.read() as session:
        for table in (Office, Division, Round, WorkItem, Assignment, Change):
            assert session.scalar(select(func.count()).select_from(table)) == 0


def test_items_without_a_deadline_are_noted(desk: Desk) -> None:
    result = desk.load(items=[item(due=None), item("O2", "ข้อมูลผู้บริหาร")])
    assert result.notes == ("ยังไม่มีกำหนดส่ง 1 รายการ จึงยังไม่มีการเตือน: O1",)


def test_the_result_is_told_as_plain_values_and_as_thai_lines(desk: Desk) -> None:
    result = desk.load(items=[item(owners=None, due=None)])
    told = json.loads(json.dumps(result.to_json(), ensure_ascii=False))
    assert told == {
        "office": "bangtuayang",
        "office_name": "เทศบาลตำบลบางตัวอย่าง",
        "assessment_year": 2570,
        "created": 1,
        "updated": 0,
        "unchanged": 0,
        "divisions": 3,
        "doubts": [
            {
                "sheet": "ข้อ OIT",
                "row": 2,
                "raw": "O1 | โครงสร้าง | ไม่มี",
                "reason": "ไม่มีผู้รับผิดชอบ โปรดระบุ จึงยังไม่มีการเตือนรายการนี้",
                "code": "O1",
            }
        ],
        "notes": ["ยังไม่มีกำหนดส่ง 1 รายการ จึงยังไม่มีการเตือน: O1"],
    }
    assert result.sentences() == [
        "เทศบาลตำบลบางตัวอย่าง (bangtuayang) รอบการประเมินปี 2570 ส่วนราชการ 3 แห่ง: รายการใหม่ 1 ปรับปรุง 0 ไม่เปลี่ยนแปลง 0",
        "โปรดตรวจสอบ 1 จุด",
        '- ชีต "ข้อ OIT" แถว 2 (O1) "O1 | โครงสร้าง | ไม่มี": ไม่มีผู้รับผิดชอบ โปรดระบุ จึงยังไม่มีการเตือนรายการนี้',
        "หมายเหตุ",
        "- ยังไม่มีกำหนดส่ง 1 รายการ จึงยังไม่มีการเตือน: O1",
    ]
