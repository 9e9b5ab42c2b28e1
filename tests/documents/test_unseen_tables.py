"""Tables as offices print them that no sample showed: codes, ticks and columns in other words, stages."""

from typing import Any

import pytest
from docx import Document

from documents.papers_in.reading import PaperReading
from tests.documents import papers
from tests.documents.papers import (
    MEASURES,
    RESULTS,
    Table,
    doubts,
    fill,
    followup,
    items,
    paper,
    progress,
    read,
    saved,
    symbol,
)

Rows = list[list[str]]
WORDS = ["มี", "ไม่มี", "ไม่สมบูรณ์"]
STEPS = ["ที่", "กิจกรรม", "ระยะเวลา", "ผู้รับผิดชอบ"]


def loaded(*rows: list[str]) -> PaperReading:
    return read(paper(Table(list(rows))))


def states(reading: PaperReading) -> dict[str, str | None]:
    return {code: item.web_status for code, item in items(reading).items()}


def named(reading: PaperReading) -> list[str]:
    return [note for note in reading.plan.notes if "คอลัมน์ที่ไม่ได้นำเข้า" in note]


@pytest.mark.parametrize("heading", ["รหัส", "OIT", "แบบตรวจ"])
def test_a_printed_code_is_the_number_and_not_the_running_one_beside_it(heading: str) -> None:
    reading = loaded(
        ["ลำดับ", heading, "รายการข้อมูล", "ข้อมูลที่นำเสนอ", "หน่วยงานรับผิดชอบ", *WORDS],
        ["๑", "O๑๓", "แผนการจัดซื้อจัดจ้าง", "", "ผอ.กองคลัง", "✓", "", ""],
        ["๒", "O๒๓", "ประกาศเจตนารมณ์", "", "สป.", "", "", "√"],
    )
    assert states(reading) == {"O13": "present", "O23": "incomplete"}
    assert named(reading) == []


@pytest.mark.parametrize("running", [True, False])
def test_a_code_that_begins_the_title_is_the_number(running: bool) -> None:
    rows = [
        ["ลำดับ", "รายการข้อมูล", "หน่วยงานรับผิดชอบ", *WORDS],
        ["๑", "O๑๓ แผนการจัดซื้อจัดจ้าง", "กองคลัง", "✓", "", ""],
        ["๒", "O23: ประกาศเจตนารมณ์", "กองช่าง", "", "", "√"],
    ]
    reading = loaded(*(row if running else row[1:] for row in rows))
    assert states(reading) == {"O13": "present", "O23": "incomplete"}
    assert [i.title for i in items(reading).values()] == ["แผนการจัดซื้อจัดจ้าง", "ประกาศเจตนารมณ์"]
    assert doubts(reading) == []


def test_a_row_without_a_code_among_coded_titles_is_doubted() -> None:
    reading = loaded(
        ["ลำดับ", "รายการข้อมูล", "หน่วยงานรับผิดชอบ", *WORDS],
        ["๑", "O๑๓ แผนการจัดซื้อจัดจ้าง", "กองคลัง", "✓", "", ""],
        ["๒", "O๑๔ ประกาศต่าง ๆ", "กองคลัง", "✓", "", ""],
        ["๓", "ประกาศเจตนารมณ์", "กองช่าง", "", "", "√"],
    )
    assert list(items(reading)) == ["O13", "O14"]
    assert [d.row for d in doubts(reading, "ไม่มีเลขข้อ")] == [4]


def test_a_number_column_that_says_the_same_as_the_titles_stays_and_another_one_is_doubted() -> None:
    head = ["ข้อ", "รายการข้อมูล", "หน่วยงานรับผิดชอบ", *WORDS]
    same = loaded(head, ["๑", "O๑ โครงสร้าง", "กองคลัง", "✓", "", ""], ["๒", "ข้อมูลผู้บริหาร", "กองคลัง", "✓", "", ""])
    assert [(i.code, i.title) for i in items(same).values()] == [("O1", "โครงสร้าง"), ("O2", "ข้อมูลผู้บริหาร")]
    other = loaded(head, ["O๑", "O๓ โครงสร้าง", "กองคลัง", "✓", "", ""], ["O๒", "ผู้บริหาร", "กองคลัง", "✓", "", ""])
    assert [d.code for d in doubts(other, "ขึ้นต้นด้วย O3")] == ["O1"]


@pytest.mark.parametrize("form", ["({})", "{}"])
def test_a_row_of_column_numbers_is_part_of_the_header(form: str) -> None:
    def numbers(count: int) -> list[str]:
        return [form.format("๑๒๓๔๕๖๗๘"[at]) for at in range(count)]

    when = "1 - 15 ธันวาคม 2569"
    plain = {
        "calendar": [STEPS, numbers(4), ["1", "ประชุม", when, "กองคลัง"]],
        "plan": [papers.PLAN, numbers(3), ["๑. ก", "จัดทำคู่มือ", "กองคลัง"]],
        "steps": [MEASURES, numbers(5), ["ก", "จัดทำคู่มือ", "ร่าง", when, "กองคลัง"]],
        "results": [RESULTS, numbers(4), ["๑.จัดทำคู่มือ", "๑.ร่าง", "๑.มีคู่มือ", "กองคลัง"]],
    }
    for name, rows in plain.items():
        reading = loaded(*rows)
        assert len(items(reading)) == 1, name
        assert doubts(reading) == [], name
    web = read(paper(followup(numbers(6), ["๑", "โครงสร้าง", "", "กองคลัง", "✓", ""])))
    assert (states(web), doubts(web)) == ({"O1": "present"}, [])
    told = read(paper(progress(numbers(6), ["๑. ก", "- จัดทำคู่มือ", "", "", "/", ""])))
    assert [i.status for i in items(told).values()] == ["done"]


@pytest.mark.parametrize(
    ("present", "incomplete", "missing"),
    [
        ("สมบูรณ์", "ไม่สมบูรณ์", "ไม่มี"),
        ("ครบถ้วน", "ไม่ครบถ้วน", "ไม่พบ"),
        ("เผยแพร่แล้ว", "มีบางส่วน", "ยังไม่เผยแพร่"),
        ("พบ", "มีแต่ไม่ครบ", "ไม่เผยแพร่"),
        ("มี (ครบถ้วน)", "ไม่ครบ", "ยังไม่มี"),
    ],
)
def test_tick_columns_in_other_words(present: str, incomplete: str, missing: str) -> None:
    reading = loaded(
        ["ข้อ", "ชื่อข้อมูล", "หน่วยงาน", present, incomplete, missing],
        ["๑", "โครงสร้าง", "กองคลัง", "✓", "", ""],
        ["๒", "ข้อมูลผู้บริหาร", "กองคลัง", "", "✓", ""],
        ["๓", "อำนาจหน้าที่", "กองคลัง", "", "", "✓"],
    )
    assert states(reading) == {"O1": "present", "O2": "incomplete", "O3": "missing"}
    assert doubts(reading) == []


def test_a_tick_under_a_heading_nobody_knows_is_a_doubt() -> None:
    reading = loaded(
        ["ข้อ", "ชื่อข้อมูล", "หน่วยงาน", "มี", "ไม่มี", "รอผู้บริหาร"],
        ["๑", "โครงสร้าง", "กองคลัง", "✓", "", ""],
        ["๒", "ข้อมูลผู้บริหาร", "กองคลัง", "", "", "✓"],
    )
    assert states(reading) == {"O1": "present", "O2": None}
    assert [d.code for d in doubts(reading, "รอผู้บริหาร")] == ["O2"]


def test_words_in_a_column_with_a_stray_tick_are_named_as_unread() -> None:
    reading = loaded(
        ["ข้อ", "ชื่อข้อมูล", "หน่วยงาน", "มี", "ไม่มี", "ความเห็น"],
        ["๑", "โครงสร้าง", "กองคลัง", "✓", "", "ควรปรับปรุง"],
        ["๒", "ข้อมูลผู้บริหาร", "กองคลัง", "", "", "✓"],
    )
    assert states(reading) == {"O1": "present", "O2": None}
    assert '"ความเห็น"' in named(reading)[0]


def test_a_remark_beside_the_ticks_leaves_a_clear_tick_clear() -> None:
    group = "การติดตามการประกาศในเว็บไซต์"
    head = ["ข้อ", "ชื่อข้อมูล", "หน่วยงาน", group, group, group]
    rows = [head, ["", "", "", "มี", "ไม่มี", "หมายเหตุ"], ["๑", "โครงสร้าง", "กองคลัง", "✓", "", "ปรับปรุงเมื่อ ม.ค."]]
    reading = read(paper(Table(rows, [(0, 3, 0, 5), *[(0, at, 1, at) for at in range(3)]])))
    assert (states(reading), doubts(reading), named(reading)) == ({"O1": "present"}, [], [])


@pytest.mark.parametrize(
    ("font", "char", "status"),
    [
        ("Symbol", "F0D6", "present"),
        ("Webdings", "F061", "present"),
        ("Wingdings", "F0FE", "present"),
        ("Symbol", "F0B7", None),
    ],
)
def test_ticks_of_symbol_fonts(font: str, char: str, status: str | None) -> None:
    document: Any = Document()
    table = document.add_table(rows=2, cols=5)
    heads = ["ข้อ", "ชื่อข้อมูล", "หน่วยงาน", "มี", "ไม่มี"]
    for at, (head, text) in enumerate(zip(heads, ["๑", "โครงสร้าง", "กองคลัง", "", ""], strict=True)):
        fill(table.cell(0, at), head)
        fill(table.cell(1, at), text)
    symbol(table.cell(1, 3), font, char)
    assert states(read(saved(document))) == {"O1": status}


def test_tick_columns_without_a_single_tick_are_doubted_once() -> None:
    rows = [[str(n), f"รายการที่ {n}", "", "กองคลัง", "", ""] for n in (1, 2, 3)]
    reading = read(paper(followup(*rows)))
    assert [d.row for d in doubts(reading, "ไม่พบเครื่องหมายในแถวใด")] == [3]


def test_how_success_is_measured_is_not_the_issue() -> None:
    head = ["ประเด็นที่ต้องพัฒนา", "แนวทาง/มาตรการ", "ขั้นตอน/วิธีการ", "กำหนดเวลา", "ผู้ดำเนินการ", "ตัวชี้วัดความสำเร็จ"]
    reading = loaded(head, ["การให้บริการ", "จัดทำคู่มือ", "ร่าง", "1 - 15 ธันวาคม 2569", "กองคลัง", "ร้อยละ 80"])
    item = items(reading)["M1"]
    assert (item.issue, item.title, item.steps, item.divisions) == ("การให้บริการ", "จัดทำคู่มือ", ("ร่าง",), ("กองคลัง",))
    assert item.due is not None
    assert len(named(reading)) == 1
    assert '"ตัวชี้วัดความสำเร็จ"' in named(reading)[0]


@pytest.mark.parametrize("heading", ["ผลลัพธ์ที่คาดว่าจะได้รับ", "ผลที่คาดว่าจะได้รับ", "ตัวชี้วัดผลสำเร็จ", "ค่าเป้าหมาย"])
def test_what_is_hoped_for_is_no_result(heading: str) -> None:
    reading = loaded(["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", heading], ["จัดทำคู่มือ", "ร่าง", "กองคลัง", "โปร่งใส"])
    item = items(reading)["M1"]
    assert (item.issue, item.output, item.outcome) == ("", "", "")
    assert f'"{heading}"' in named(reading)[0]


def test_a_plan_of_activities_under_issues_is_no_calendar() -> None:
    head = ["ประเด็น", "กิจกรรม/โครงการ", "วิธีดำเนินการ", "ระยะเวลา", "ผู้รับผิดชอบ"]
    reading = loaded(head, ["การให้บริการ", "จัดทำคู่มือ", "ร่าง", "1 - 15 ธันวาคม 2569", "กองคลัง"])
    assert [(i.code, i.issue, i.steps) for i in items(reading).values()] == [("M1", "การให้บริการ", ("ร่าง",))]


def test_a_second_owner_column_is_named() -> None:
    reading = loaded(["มาตรการ", "ขั้นตอน", "หน่วยงานสนับสนุน", "หน่วยงานหลัก"], ["อบรม", "ร่าง", "กองช่าง", "กองคลัง"])
    assert items(reading)["M1"].divisions == ("กองคลัง",)
    assert "หน่วยงานสนับสนุน" in named(reading)[0]


def test_columns_that_are_empty_or_remarks_are_not_named() -> None:
    reading = loaded(["มาตรการ", "ขั้นตอน", "ผู้รับผิดชอบ", "เอกสาร", "หมายเหตุ"], ["อบรม", "ร่าง", "กองคลัง", "", "ดู ก"])
    assert named(reading) == []


def test_a_table_of_budgets_is_doubted() -> None:
    reading = loaded(["โครงการ/กิจกรรม", "งบประมาณ", "หน่วยงาน"], ["อบรม", "10,000", "กองคลัง"])
    assert len(doubts(reading, "ตารางงบประมาณ")) == 1
    assert '"งบประมาณ"' in named(reading)[0]


def test_a_stage_heads_its_steps_and_numbers_that_begin_again_are_doubted() -> None:
    when = "1 - 15 ธันวาคม 2569"
    reading = loaded(
        STEPS,
        ["", "ขั้นเตรียมการ", "", ""],
        ["1", "ประชุม", when, "กองคลัง"],
        ["", "ขั้นดำเนินการ", "", ""],
        ["1", "เผยแพร่", when, "กองคลัง"],
        ["2", "ตอบแบบ", when, "กองช่าง"],
    )
    assert [(i.code, i.title) for i in items(reading).values()] == [("S1", "ประชุม"), ("S2", "ตอบแบบ")]
    assert [(d.row, "ขั้นดำเนินการ" in d.reason) for d in doubts(reading)] == [(5, True)]


def test_a_short_line_that_may_be_a_stage_is_doubted_and_not_joined() -> None:
    when = "1 - 15 ธันวาคม 2569"
    reading = loaded(STEPS, ["1", "ประชุม", when, "กองคลัง"], ["", "งานติดตาม", "", ""], ["2", "สรุป", when, "กองคลัง"])
    assert [i.title for i in items(reading).values()] == ["ประชุม", "สรุป"]
    assert [d.row for d in doubts(reading, "หัวข้อของช่วง")] == [3]
