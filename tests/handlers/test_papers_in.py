"""Plans and tables that the coordinator sends: read, shown, put right where doubtful, and loaded by a tap alone."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from models.changes import Change
from models.evidence import Evidence
from models.papers_in import PaperIn
from models.queries import items_of_round, office_by_slug
from models.register import WorkItem
from tests.documents.papers import PLAN, Table, followup, paper, progress
from tests.support import sending
from tests.support.demo import demo_workbook
from tests.support.room import Room

FOLLOWUP = paper(
    "แผนการเปิดเผยข้อมูลสาธารณะ ปีงบประมาณ 2570",
    followup(
        ["10", "แผนดำเนินงานประจำปี", "แผนฉบับเต็ม", "กองคลัง", "/", ""],
        ["11", "รายงานผลการดำเนินงาน", "รายงาน", "กองสวัสดิการ", "", "/"],
        ["12", "การจัดซื้อจัดจ้าง", "ประกาศ", "กองช่าง", "", ""],
        ["13", "คู่มือการปฏิบัติงาน", "คู่มือ", "สำนักปลัด", "/", ""],
        ["14", "ช่องทางร้องเรียน", "หน้าเว็บ", "สำนักปลัด", "/", ""],
    ),
)


def items(room: Room) -> dict[str, tuple[str, str, list[str]]]:
    """O10: its title, web status, and who answers for it."""
    with room.database.read() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        return {
            i.code: (i.title, i.web_status, [a.division.name for a in i.assignments if a.division])
            for i in items_of_round(session, office)
        }


def states(room: Room) -> list[str]:
    with room.database.read() as session:
        return [row.state for row in session.query(PaperIn).order_by(PaperIn.id)]


def test_a_table_is_read_shown_and_loaded_by_a_tap(room: Room) -> None:
    before = items(room)
    room.sends("ก้อย", FOLLOWUP, "ตารางติดตาม.docx")
    room.bot("อ่านแฟ้มแล้ว ยังไม่ได้นำเข้า", "ตารางติดตาม.docx", "อ่านได้ 5 ข้อ, 3 ส่วนราชการ, สงสัย 2 แถว", "ปี 2570")
    room.bot("รายการใหม่ 5", "บนเว็บไซต์ตามแฟ้ม: มี 3 · ไม่มี 1", "O10", "แผนดำเนินงานประจำปี", "ผู้รับผิดชอบ: กองคลัง")
    assert items(room) == before
    assert room.pushes("ก้อย") == []  # the answer to the file is its reply
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("นำเข้าทะเบียนเรียบร้อยแล้ว", "รายการใหม่ 5", "แถวที่สงสัย 2 แถว")
    now = items(room)
    assert {code: now[code] for code in before} == before
    assert now["O10"] == ("แผนดำเนินงานประจำปี", "present", ["กองคลัง"])
    assert now["O11"] == ("รายงานผลการดำเนินงาน", "missing", [])
    room.says("ก้อย", "/ประวัติ O10").bot("ก้อย (นำเข้าจากแฟ้ม)")
    room.says("ก้อย", "เลิกทำ").bot("ไม่พบ")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("นำเข้าแล้วเมื่อ", "ไม่ได้นำเข้าซ้ำ")


def test_doubtful_rows_are_put_right_before_the_load(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").presses("ก้อย", "ดูแถวที่สงสัย")
    room.bot("แถวที่สงสัย 1 จาก 2", "ตารางที่ 1 แถว 4", "กองสวัสดิการ", "ไม่ตรงกับส่วนราชการใด", "ผู้รับผิดชอบ: ยังไม่ระบุ")
    room.bot("แถวที่สงสัย 2 จาก 2", "ไม่มีเครื่องหมายในช่องใด", "อ่านเป็น O12", "สถานะ: ยังไม่ระบุ")
    room.presses("ก้อย", "ระบุผู้รับผิดชอบ").bot("O11", "ส่วนราชการใดรับผิดชอบ", "กองช่าง")
    room.presses("ก้อย", "กองช่าง").bot("O11 ผู้รับผิดชอบ: กองช่าง", "จะบันทึกเมื่อกดนำเข้า", "เหลือแถวที่สงสัย 1 แถว")
    room.presses("ก้อย", "ดูแถวที่สงสัย").bot("แถวที่สงสัย 1 จาก 1", "O12")
    room.presses("ก้อย", "ไม่สมบูรณ์").bot("O12 สถานะบนเว็บไซต์: ไม่สมบูรณ์", "ตรวจสอบแถวที่สงสัยครบแล้ว")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("รายการใหม่ 5", without=("แถวที่สงสัย",))
    assert items(room)["O11"] == ("รายงานผลการดำเนินงาน", "missing", ["กองช่าง"])
    assert items(room)["O12"][1:] == ("incomplete", ["กองช่าง"])


def test_doubtful_rows_are_put_right_after_the_load(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").presses("ก้อย", "นำเข้าทะเบียน").presses("ก้อย", "ดูแถวที่สงสัย")
    room.bot("O11", "O12", without=("ไม่นำเข้าข้อนี้",))
    room.presses("ก้อย", "ระบุผู้รับผิดชอบ").presses("ก้อย", "กองช่าง").bot("บันทึกในทะเบียนแล้ว", "เหลือแถวที่สงสัย 1")
    assert items(room)["O11"] == ("รายงานผลการดำเนินงาน", "missing", ["กองช่าง"])
    room.presses("ก้อย", "ดูแถวที่สงสัย").presses("ก้อย", "ตรวจแล้ว ใช้ตามที่อ่าน").bot("รับทราบ", "ครบแล้ว")
    assert items(room)["O12"][1] == "unchecked"


def test_a_file_of_another_year_is_seen_by_the_names_it_changes(room: Room) -> None:
    other = paper(followup(["1", "โครงสร้างหน่วยงาน", "ผัง", "กองคลัง", "/", ""], ["2", "ผู้บริหาร", "ชื่อ", "กองคลัง", "/", ""]))
    room.sends("ก้อย", other, "ปีก่อน.docx").bot("ชื่อรายการในทะเบียนจะเปลี่ยน 2 รายการ", "เอกสารของปีประเมิน 2570")


def test_a_row_can_be_left_out(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").presses("ก้อย", "ดูแถวที่สงสัย").presses("ก้อย", "ไม่นำเข้าข้อนี้")
    room.bot("ไม่นำเข้า O11", "เหลือแถวที่สงสัย 1").presses("ก้อย", "นำเข้าทะเบียน").bot("รายการใหม่ 4")
    assert "O11" not in items(room)


def test_a_day_and_a_status_are_told_of_measures(room: Room) -> None:
    plan = Table(
        [[*PLAN, "กำหนดส่ง"], ["ตัวชี้วัดที่ 1", "จัดทำคู่มือ", "กองคลัง", "เร็ว ๆ นี้"], ["", "อบรมบุคลากร", "กองช่าง", "31 มี.ค. 2570"]]
    )
    told = progress(["ตัวชี้วัดที่ 1", "จัดทำคู่มือ", "", "", "", ""], ["", "อบรมบุคลากร", "", "", "/", "อบรมแล้ว"])
    room.sends("ก้อย", paper(plan, told), "แผน.docx").bot("2 มาตรการ", "สงสัย")
    room.presses("ก้อย", "ดูแถวที่สงสัย").bot("ไม่มีเครื่องหมายในช่องใด", "เร็ว ๆ นี้")
    room.picks("ก้อย", "2027-03-15").bot("กำหนดส่ง: 15 มี.ค. 70")
    room.presses("ก้อย", "ดูแถวที่สงสัย").presses("ก้อย", "อยู่ระหว่างดำเนินการ").bot("สถานะ: อยู่ระหว่างดำเนินการ")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("นำเข้าทะเบียนเรียบร้อยแล้ว")
    with room.database.read() as session:
        made = {i.title: i for i in session.query(WorkItem).filter_by(kind="measure")}
        first, second = made["จัดทำคู่มือ"], made["อบรมบุคลากร"]
        assert (first.due, [a.status for a in first.assignments]) == (date(2027, 3, 15), ["in_progress"])
        assert (second.due, [a.status for a in second.assignments]) == (date(2027, 3, 31), ["done"])


def test_nothing_is_loaded_that_was_not_shown(room: Room) -> None:
    """The register changed between the reading and the tap: the file is read anew, and asked about anew."""
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx")
    with room.database.write() as session:
        office = office_by_slug(session, room.slug)
        assert office is not None
        office.divisions[1].aliases = ["กองสวัสดิการ"]
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("อ่านแฟ้มใหม่แล้ว ยังไม่ได้นำเข้า", "ทะเบียนเปลี่ยนแปลง", "สงสัย 1 แถว")
    assert "O11" not in items(room)
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("รายการใหม่ 5")
    assert items(room)["O11"][2] == ["กองคลัง"]


def test_a_workbook_is_taken_from_its_own_office_only(room: Room) -> None:
    book = load_workbook(BytesIO(demo_workbook()))
    slug = next(cell for row in book["หน่วยงาน"].iter_rows() for cell in row if cell.value == "demo")
    slug.value = "khuanlang"
    others = BytesIO()
    book.save(others)
    room.sends("ก้อย", others.getvalue(), "แฟ้มหน่วยงาน.xlsx")
    room.bot("ยังนำเข้าแฟ้ม", "รหัส khuanlang", "ไม่ใช่หน่วยงานนี้", "ทะเบียนยังคงเดิม")
    assert states(room) == ["refused"]
    room.sends("ก้อย", demo_workbook(), "แฟ้มหน่วยงาน.xlsx").bot("8 ส่วนราชการ", "ยังไม่ได้นำเข้า")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("นำเข้าทะเบียนเรียบร้อยแล้ว")
    assert "กองสวัสดิการสังคม" in str(items(room))


def test_what_is_no_plan_is_taken_as_evidence(room: Room) -> None:
    for content, name in ((paper("ประกาศเรื่องวันหยุด"), "ประกาศ.docx"), ("ก,ข\n1,2\n".encode(), "ข้อมูล.csv")):
        room.clock.forward(minutes=40)
        room.sends("ก้อย", content, name).bot("รับไว้เป็นหลักฐาน", "โปรดระบุว่าเป็นหลักฐานของรายการใด")
    room.says("ก้อย", "O2").bot("ได้รับหลักฐานเรียบร้อยแล้ว", "ข้อมูล.csv")


def test_a_plan_may_be_evidence_after_all(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").presses("ก้อย", "แนบเป็นหลักฐานแทน").bot("โปรดระบุว่าเป็นหลักฐาน")
    room.says("ก้อย", "O3").bot("ได้รับหลักฐานเรียบร้อยแล้ว", "ตาราง.docx")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("ปุ่มนี้เป็นของรายการเดิม")


def test_a_file_is_put_aside(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").presses("ก้อย", "ไม่นำเข้า").bot("ทะเบียนยังคงเดิม")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("ปุ่มนี้เป็นของรายการเดิม")
    with room.database.read() as session:
        assert [row.removed_at is not None for row in session.query(Evidence)] == [True]


def test_a_file_for_an_item_is_its_evidence(room: Room) -> None:
    """After a report or a question of one item nothing is read as a plan."""
    room.says("ก้อย", "O3 เสร็จแล้ว").sends("ก้อย", FOLLOWUP, "ตาราง.docx").bot("ได้รับหลักฐาน", "O3")
    assert states(room) == []


@pytest.mark.parametrize("who", ["ส้ม", "ท่านปลัด"])
def test_only_the_coordinators_files_are_read(room: Room, who: str) -> None:
    room.sends(who, FOLLOWUP, "ตาราง.docx").bot(without=("นำเข้าทะเบียน",))
    assert states(room) == []


def test_a_file_in_preparation_is_answered_when_it_is_there(room: Room) -> None:
    """The reply token has died meanwhile: the answer is a push, once."""
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx", preparing=True).silent()
    room.platform.set_content(room.sent["ตาราง.docx"], "succeeded")
    room.clock.forward(minutes=3)
    room.work()
    assert ["อ่านได้ 5 ข้อ" in said for said in room.pushes("ก้อย")] == [True]
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("นำเข้าทะเบียนเรียบร้อยแล้ว")


def test_what_was_taken_back_is_not_read(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").unsends("ก้อย")
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("ปุ่มนี้เป็นของรายการเดิม")
    assert "O10" not in items(room)


def test_the_reading_goes_with_the_file_after_a_week(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").clock.forward(days=8)
    room.sweeps()
    assert states(room) == []
    room.presses("ก้อย", "นำเข้าทะเบียน").bot("ปุ่มนี้เป็นของรายการเดิม")


def test_a_load_is_the_coordinators_and_no_report_of_theirs(room: Room) -> None:
    room.sends("ก้อย", FOLLOWUP, "ตาราง.docx").presses("ก้อย", "นำเข้าทะเบียน")
    with room.database.read() as session:
        rows = session.query(Change).filter_by(source="load").all()
        assert {row.role for row in rows} == {"coordinator"}
        assert all(a.reported_by is None for row in rows for a in row.item.assignments)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (sending.docx(("word/vbaProject.bin", b"x")), "Macro"),
        (sending.locked(), "รหัสผ่าน"),
        (sending.bomb(), "โครงสร้างผิดปกติ"),
        (paper(Table([["ข้อ", "ข้อมูล"], *[[str(n), "ก"] for n in range(5_100)]])), "เกิน 5,000 แถว"),
    ],
    ids=["macros", "locked", "bomb", "rows"],
)
def test_a_file_made_to_do_harm_loads_nothing(room: Room, content: bytes, said: str) -> None:
    before = items(room)
    room.sends("ก้อย", content, "แผน.docx")
    assert said in room.heard("ก้อย")[-1].text
    assert items(room) == before
