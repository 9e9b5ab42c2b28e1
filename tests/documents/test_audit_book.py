"""The record as an Excel file: every change in words, nothing that could run, and no memory for its length."""

import tracemalloc
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from documents import audit_book
from documents.audit_book import COLUMNS
from messages.record_words import FIELD_WORDS, field_words, value_words
from models import extensions, shifting, undo
from models.approvals import Approval, ApprovalStep
from models.changes import Actor, Change
from models.database import Database
from models.evidence import Evidence
from models.office import Office
from models.people import Member
from models.queries import items_of_round
from models.register import WorkItem
from models.shifting import Wanted
from tests.support.clock import thai
from tests.support.offices import add_item, add_member, new_office

AT = thai("2026-12-01 09:05")
HEADINGS = [heading for heading, _ in COLUMNS]
RISKY = ('=HYPERLINK("http://evil.example")', "+1", "-2+3", "@SUM(A1)", "\t=1", "\r=1", "'=1", "=1\x07+1")


class Kept:
    """An office with a head and a coordinator, and its record as rows of words."""

    def __init__(self, database: Database, out: Path) -> None:
        self.database, self.out = database, out
        with database.write() as session:
            office = new_office(session)
            self.item = add_item(session, office, "O1", ("กองคลัง", "กองช่าง"), date(2026, 12, 15)).id
            add_member(session, office, "U1", "head", "กองคลัง", name="ส้ม ใจดี")
            add_member(session, office, "U2", "coordinator", name="ก้อย รักงาน")

    def actor(self, session: Any, role: Any, change_set: str) -> Actor:
        member = session.query(Member).filter_by(role=role).one()
        return Actor(member.id, role, "chat", change_set, f"event-{change_set}")

    def write(self) -> list[dict[str, Any]]:
        with self.database.read() as session:
            audit_book.write(session, session.query(Office).one(), self.out, AT)
        sheet = openpyxl.load_workbook(self.out)["ประวัติ"]
        rows = list(sheet.iter_rows(values_only=True))
        assert list(rows[0]) == HEADINGS
        return [dict(zip(HEADINGS, row, strict=True)) for row in rows[1:]]


@pytest.fixture
def kept(database: Database, tmp_path: Path) -> Kept:
    return Kept(database, tmp_path / "record.xlsx")


def test_every_change_is_told_in_words_oldest_first(kept: Kept) -> None:
    with kept.database.write() as session:
        item = session.get_one(WorkItem, kept.item)
        one, other = item.assignments
        head, coordinator = kept.actor(session, "head", "a"), kept.actor(session, "coordinator", "b")
        done = one.report("done", head, AT)
        assert done is not None
        session.add(done)
        session.flush()
        session.add_all(undo.take_back([done], kept.actor(session, "head", "c"), AT + timedelta(hours=1)))
        behalf = other.report("in_progress", coordinator, AT + timedelta(hours=2), on_behalf=True)
        session.add_all([behalf] if behalf else [])
        later = AT + timedelta(hours=3)
        rows, _ = extensions.ask(session, [(one, False)], date(2027, 1, 5), "รอเอกสาร", head, later)
        granted = rows[0].approve(date(2027, 1, 4), coordinator, later + timedelta(minutes=5))
        session.add_all([granted] if granted else [])
        moved = shifting.shift(items_of_round(session, session.query(Office).one()), Wanted(days=7), date(2026, 12, 1))
        by_hand = kept.actor(session, "coordinator", "d")
        session.add_all(shifting.carry_out(moved.moves, "ป.ป.ช. ขยายเวลา", by_hand, later + timedelta(hours=1)))
    told = kept.write()
    first, back, behalf_row, asked, *rest = told
    assert (first["วันที่"], first["เวลา"], first["ปีประเมิน"], first["รหัส"]) == ("01/12/2569", "09.05 น.", "2570", "O1")
    assert (first["เรื่อง"], first["เดิม"], first["เป็น"]) == ("สถานะ", "ยังไม่ได้รายงาน", "ดำเนินการเรียบร้อยแล้ว")
    assert (first["โดย"], first["บทบาท"], first["ส่วนราชการ"], first["ช่องทาง"]) == (
        "ส้ม ใจดี", "หัวหน้าส่วนราชการ", "กองคลัง", "ข้อความ",
    )  # fmt: skip
    assert first["ยกเลิกแล้วหรือไม่"] == "ยกเลิกโดย ส้ม ใจดี 1 ธ.ค. 69 เวลา 10.05 น."
    assert first["รหัสเหตุการณ์"] == "event-a"
    assert "เป็นการยกเลิก" in back["เหตุผล/หมายเหตุ"]
    assert (behalf_row["โดย"], behalf_row["บันทึกแทน"]) == ("ก้อย รักงาน", "กองช่าง")
    assert (asked["เรื่อง"], asked["เป็น"], asked["เหตุผล/หมายเหตุ"]) == ("คำขอขยายเวลา", "5 ม.ค. 70", "รอเอกสาร")
    decided = next(row for row in rest if row["เรื่อง"] == "ผลการพิจารณาคำขอขยายเวลา")
    assert (decided["เดิม"], decided["เป็น"], decided["โดย"]) == ("5 ม.ค. 70", "อนุมัติ ถึง 4 ม.ค. 70", "ก้อย รักงาน")
    shifted = [row for row in rest if row["เหตุผล/หมายเหตุ"] == "ป.ป.ช. ขยายเวลา"]
    assert [(row["เดิม"], row["เป็น"]) for row in shifted] == [("15 ธ.ค. 69", "22 ธ.ค. 69"), ("4 ม.ค. 70", "11 ม.ค. 70")]


def test_papers_and_evidence_are_in_it(kept: Kept) -> None:
    with kept.database.write() as session:
        office = session.query(Office).one()
        chief = add_member(session, office, "U3", "chief", name="ปลัดมั่น")
        paper = Approval(
            office_id=office.id, round_id=office.current_round_id, paper="followup", title="ตารางติดตาม ต.ค.",
            content={}, digest="", submitted_by=chief.id, submitted_at=AT,
        )  # fmt: skip
        paper.steps = [
            ApprovalStep(
                office_id=office.id, position=1, post="รองปลัด", acting="หัวหน้าสำนักปลัด", state="returned",
                decided_at=AT + timedelta(days=1), decided_by=chief.id, comment="โปรดเพิ่มภาพ",
            )
        ]  # fmt: skip
        session.add(paper)
        session.add(
            Evidence(
                office_id=office.id, item_id=kept.item, kind="file", name="คำสั่ง.pdf", size=1234, sha256="ab" * 32,
                added_at=AT, change_set="x",
            )
        )  # fmt: skip
    submitted, returned = kept.write()
    assert (submitted["เรื่อง"], submitted["รายการ"]) == ("การเสนอแฟ้ม", "ตารางติดตาม ต.ค.")
    assert returned["เป็น"] == "รองปลัด (ปฏิบัติหน้าที่แทนโดย หัวหน้าสำนักปลัด): ส่งคืนให้แก้ไข"
    assert returned["เหตุผล/หมายเหตุ"] == "โปรดเพิ่มภาพ"
    [_, shown] = openpyxl.load_workbook(kept.out)["หลักฐาน"].iter_rows(values_only=True)
    assert shown[2:8] == ("O1", None, "ไฟล์", "คำสั่ง.pdf", 1234, "ab" * 32)


def test_nothing_that_people_wrote_is_a_formula(kept: Kept) -> None:
    with kept.database.write() as session:
        item = session.get_one(WorkItem, kept.item)
        item.title = RISKY[0]
        head = kept.actor(session, "head", "a")
        session.query(Member).filter_by(role="head").one().display_name = "@cmd"
        for text in RISKY:
            session.add(Change.of(item, item.assignments[0], "problem", "", text, head, AT, note=text))
    told = kept.write()
    assert [row["เป็น"].lstrip() for row in told] == [text.replace("\x07", " ").lstrip() for text in RISKY]
    sheet = openpyxl.load_workbook(kept.out)["ประวัติ"]
    for row in sheet.iter_rows(min_row=2):
        for cell in row:
            assert cell.data_type in ("s", "n"), cell.value
            if isinstance(cell.value, str) and cell.value[:1] in "=+-@'\t\r":
                assert cell.quotePrefix, "an edit of the cell leaves it a text"
    with ZipFile(kept.out) as packed:
        assert b"<f>" not in packed.read("xl/worksheets/sheet1.xml")


def test_a_forgotten_person_is_told_by_role_only(kept: Kept) -> None:
    with kept.database.write() as session:
        change = (
            session.get_one(WorkItem, kept.item).assignments[0].report("done", kept.actor(session, "head", "a"), AT)
        )
        session.add_all([change] if change else [])
        session.query(Member).filter_by(role="head").one().erased_at = AT
    [row] = kept.write()
    assert row["โดย"] == "หัวหน้าส่วนราชการ"
    with ZipFile(kept.out) as packed:
        assert not any("ส้ม ใจดี".encode() in packed.read(name) for name in packed.namelist())


def test_the_sheet_reads_well_and_the_totals_say_of_when(kept: Kept) -> None:
    kept.write()
    book = openpyxl.load_workbook(kept.out)
    sheet = book["ประวัติ"]
    assert sheet.freeze_panes == "A2"
    assert (sheet["A1"].font.name, sheet["A1"].font.size, sheet["A1"].font.bold) == ("TH Sarabun New", 16, True)
    assert sheet.column_dimensions["F"].width == 40
    totals = {str(row[0]): row[1] for row in book["สรุป"].iter_rows(min_row=2, values_only=True)}
    assert totals["หน่วยงาน"] == "เทศบาลตำบลdemo"
    assert totals["ข้อมูล ณ วันที่"] == "1 ธันวาคม 2569 เวลา 09.05 น."
    assert totals["จำนวนรายการทั้งหมด"] == 0


def test_ten_thousand_changes_take_no_memory(kept: Kept) -> None:
    def peak(count: int) -> int:
        with kept.database.write() as session:
            item = session.get_one(WorkItem, kept.item)
            head = kept.actor(session, "head", "a")
            rows = [Change.of(item, None, "problem", "", f"ข้อขัดข้องที่ {n} " * 20, head, AT) for n in range(count)]
            session.add_all(rows)
        with kept.database.read() as session:
            office = session.query(Office).one()
            tracemalloc.start()
            lines = audit_book.write(session, office, kept.out, AT)
            most = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        assert lines >= count
        return most

    small = peak(1_000)
    assert peak(3_000) < small * 1.5 + 2_000_000


def test_every_field_of_the_record_has_its_words() -> None:
    recorded = (
        "status", "web_status", "review", "lacking", "self_reviewed", "steps", "output", "outcome", "due", "snooze",
        "acknowledge", "problem", "evidence", "chase", "link", "url", "owners", "title",
    )  # fmt: skip
    assert set(recorded) <= set(FIELD_WORDS)
    assert field_words("something_new") == "something_new"
    assert value_words("steps", "[0, 2]") == "1, 3"
    assert value_words("steps", "[]") == "ยังไม่มี"
    assert value_words("due", "") == "ยังไม่กำหนด"
    assert value_words("review", "returned") == "ขอให้แก้ไขเพิ่มเติม"
    assert value_words("lacking", "ขาดภาพ") == "ขาดภาพ"
