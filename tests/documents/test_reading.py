"""Reading a workbook: loose headings, odd cells, and every doubtful row named rather than dropped or guessed."""

from datetime import date, datetime
from typing import Any

import pytest
from openpyxl.comments import Comment

from documents.plan import Doubt, ItemPlan, OfficePlan
from documents.workbook.reading import read_workbook
from tests.documents.books import (
    ITEM_HEADINGS,
    book,
    item,
    measure,
    office_with,
    saved,
    sheets,
    workbook,
)


def only(plan: OfficePlan) -> ItemPlan:
    (one,) = plan.items
    return one


def reasons(plan: OfficePlan, code: str | None) -> list[str]:
    return [doubt.reason for doubt in plan.doubts if doubt.code == code]


def test_a_plain_workbook_is_read_whole_and_without_doubt() -> None:
    plan = read_workbook(
        book(
            items=[
                item(
                    elements="○ แผนผัง\n○ ส่วนงานภายใน",
                    presented="แผนผังโครงสร้าง",
                    url="https://www.bangtuayang.example/a",
                )
            ],
            measures=[
                measure(status="อยู่ระหว่างดำเนินการ", steps="1. ทบทวน\n2. ประกาศ", output="ทบทวนแล้ว", outcome="เร็วขึ้น")
            ],
            steps=[["1", "ตรวจเว็บไซต์", "1 - 15 ธันวาคม 2569", "นายเพียร สมมติ"]],
            days=[["7 ธ.ค. 2569", "ชดเชย"]],
        )
    )
    assert plan.doubts == ()
    assert plan.notes == ()
    assert plan.office.slug == "bangtuayang"
    assert plan.office.assessment_year == 2570
    assert (plan.office.starts_on, plan.office.ends_on) == (date(2026, 10, 1), date(2027, 9, 30))
    assert [d.name for d in plan.divisions] == ["สำนักปลัด", "กองคลัง", "กองช่าง"]
    assert plan.divisions[1].aliases == ("คลัง", "กค.")
    o1, m1, s1 = plan.items
    assert (o1.code, o1.divisions, o1.due, o1.web_status) == ("O1", ("กองคลัง",), date(2027, 3, 31), "missing")
    assert (o1.elements, o1.presented) == (("แผนผัง", "ส่วนงานภายใน"), "แผนผังโครงสร้าง")
    assert (m1.code, m1.steps, m1.status) == ("M1", ("ทบทวน", "ประกาศ"), "in_progress")
    assert (m1.start, m1.due, m1.due_derived) == (date(2026, 10, 1), date(2027, 3, 31), False)
    assert (m1.output, m1.outcome) == ("ทบทวนแล้ว", "เร็วขึ้น")
    assert (s1.code, s1.persons, s1.divisions, s1.due) == ("S1", ("นายเพียร สมมติ",), (), date(2026, 12, 15))
    assert [(d.day, d.name) for d in plan.closed_days] == [(date(2026, 12, 7), "ชดเชย")]


def test_headings_are_matched_however_they_are_spelt_and_wherever_they_stand() -> None:
    of = dict(sheets())
    of["ข้อ OIT"] = [
        ["รายงานการติดตามข้อมูล OIT"],
        [],
        ["URL", "การเผยแพร่บนเว็ปไซด์", "กำหนด ส่ง", "หน่วยงาน ที่รับผิดชอบ", "ข้อมูลที่น่าสนใจ", "ชื่อ ข้อมูล", "ชื่อ"],
        ["https://www.bangtuayang.example/", "มี", "31/3/2570", "คลัง", "แผนผัง", "โครงสร้าง", "๑"],
    ]
    of["ปฏิทิน"] = [["ลำดับที่", "กิจกรรม", "ช่วงระยะเวลา", "ผู้ รับผิดชอบ"], [1, "ประชุม", "1 ธ.ค. 2569", "ทุกกอง"]]
    plan = read_workbook(saved(workbook(of)))
    o1, s1 = plan.items
    assert (o1.code, o1.title, o1.divisions, o1.due, o1.web_status, o1.presented) == (
        "O1",
        "โครงสร้าง",
        ("กองคลัง",),
        date(2027, 3, 31),
        "present",
        "แผนผัง",
    )
    assert s1.divisions == ("สำนักปลัด", "กองคลัง", "กองช่าง")
    assert [(d.row, d.raw) for d in plan.doubts] == [(3, "องค์ประกอบ")]


def test_sheet_names_may_be_spelt_loosely() -> None:
    of = {{"ข้อ OIT": "ข้อOIT", "ปฏิทิน": "ปฏิทิน "}.get(name, name): rows for name, rows in sheets(items=[item()]).items()}
    assert only(read_workbook(saved(workbook(of)))).code == "O1"


def test_a_header_printed_again_on_the_next_page_is_no_row() -> None:
    plan = read_workbook(book(items=[item(), ITEM_HEADINGS, item("O2", "ข้อมูลผู้บริหาร")]))
    assert [i.code for i in plan.items] == ["O1", "O2"]
    assert plan.doubts == ()


def test_a_form_without_an_elements_column_prints_them_under_the_title() -> None:
    of = dict(sheets())
    of["ข้อ OIT"] = [
        ["ข้อ", "สรุปข้อมูลและองค์ประกอบ", "หน่วยงานที่รับผิดชอบ"],
        ["๑", "โครงสร้าง ○ แผนผัง ○ ส่วนงานภายใน", "กองคลัง"],
    ]
    o1 = only(read_workbook(saved(workbook(of))))
    assert (o1.title, o1.elements) == ("โครงสร้าง", ("แผนผัง", "ส่วนงานภายใน"))


def test_a_column_the_workbook_lacks_is_said_and_its_fields_are_unsaid() -> None:
    of = dict(sheets())
    of["ข้อ OIT"] = [["ข้อ", "ชื่อข้อมูล", "หน่วยงานที่รับผิดชอบ"], ["O1", "โครงสร้าง", "กองคลัง"]]
    plan = read_workbook(saved(workbook(of)))
    assert {"due", "web_status", "url", "elements", "presented", "before"} == only(plan).unsaid
    assert {d.raw for d in plan.doubts} == {"กำหนดส่ง", "การเผยแพร่บนเว็บไซต์", "URL", "องค์ประกอบ", "ข้อมูลที่นำเสนอ"}


def test_columns_and_sheets_nobody_knows_are_said() -> None:
    of = dict(sheets())
    of["ข้อ OIT"] = [[*ITEM_HEADINGS, "งบประมาณ"], [*item(), "5,000"]]
    of["บันทึก"] = [["จดไว้"]]
    plan = read_workbook(saved(workbook(of)))
    assert any("งบประมาณ" in note for note in plan.notes)
    assert any("บันทึก" in note for note in plan.notes)


@pytest.mark.parametrize(
    "value",
    [
        "31 มี.ค. 70",
        "๓๑ มีนาคม ๒๕๗๐",
        datetime(2027, 3, 31),  # noqa: DTZ001  (cells have no zone)
        datetime(2570, 3, 31),  # noqa: DTZ001
        46477,
        "1 - 31 มีนาคม 2570",
    ],
)
def test_a_deadline_is_read_in_every_form(value: Any) -> None:
    o1 = only(read_workbook(book(items=[item(due=value)])))
    assert (o1.due, o1.due_derived) == (date(2027, 3, 31), False)


def test_a_deadline_written_as_a_range_keeps_its_start_and_its_words() -> None:
    o1 = only(read_workbook(book(items=[item(due="๑๙ กุมภาพันธ์ - ๑๕ มีนาคม ๒๕๗๐")])))
    assert (o1.start, o1.due, o1.period) == (
        date(2027, 2, 19),
        date(2027, 3, 15),
        "๑๙ กุมภาพันธ์ - ๑๕ มีนาคม ๒๕๗๐",
    )


def test_a_code_may_be_a_number_cell() -> None:
    assert [i.code for i in read_workbook(book(items=[item(1), item(2.0, "ข้อมูลผู้บริหาร")])).items] == ["O1", "O2"]


def test_a_whole_fiscal_year_gives_a_derived_deadline_and_says_so() -> None:
    plan = read_workbook(book(measures=[measure(period="ตลอดปีงบประมาณ พ.ศ. 2570")]))
    m1 = only(plan)
    assert (m1.period, m1.due, m1.due_derived) == ("ตลอดปีงบประมาณ พ.ศ. 2570", date(2027, 9, 30), True)
    assert plan.notes == ("กำหนดที่คำนวณจากช่วงเวลา: M1 (30 ก.ย. 70)",)
    assert plan.doubts == ()


def test_a_measures_own_deadline_goes_before_the_end_of_its_period() -> None:
    m1 = only(read_workbook(book(measures=[measure(period="ตลอดปีงบประมาณ", due="15 ก.พ. 2570")])))
    assert (m1.due, m1.due_derived) == (date(2027, 2, 15), False)


def test_a_period_in_prose_is_doubted_and_kept() -> None:
    plan = read_workbook(book(measures=[measure(period="ตามที่ ป.ป.ช. กำหนด")]))
    assert (only(plan).period, only(plan).due) == ("ตามที่ ป.ป.ช. กำหนด", None)
    assert reasons(plan, "M1") == ["อ่านช่วงเวลาไม่ได้ จึงยังไม่มีกำหนด"]


def test_a_step_without_a_period_is_doubted() -> None:
    plan = read_workbook(book(steps=[["1", "ประชุม", None, "กองคลัง"]]))
    assert reasons(plan, "S1") == ["ไม่มีระยะเวลา จึงยังไม่มีกำหนด"]


def test_a_deadline_outside_the_round_is_loaded_and_doubted() -> None:
    plan = read_workbook(book(items=[item(due="31 มี.ค. 2569")]))
    assert only(plan).due == date(2026, 3, 31)
    assert reasons(plan, "O1") == ["กำหนด 31 มีนาคม 2569 อยู่นอกช่วงดำเนินการของรอบนี้ โปรดตรวจสอบปี"]


@pytest.mark.parametrize("owners", [None, "", "-"])
def test_a_row_without_an_owner_is_loaded_and_doubted(owners: str | None) -> None:
    plan = read_workbook(book(items=[item(owners=owners)], measures=[measure(owners=owners)]))
    assert [i.divisions for i in plan.items] == [(), ()]
    for code in ("O1", "M1"):
        assert reasons(plan, code) == ["ไม่มีผู้รับผิดชอบ โปรดระบุ จึงยังไม่มีการเตือนรายการนี้"]


def test_an_owner_read_through_a_repair_is_loaded_and_doubted() -> None:
    plan = read_workbook(book(items=[item(owners="สำนัก ๖"), item("O2", "ข้อมูลผู้บริหาร", "กองคลงั")]))
    assert [i.divisions for i in plan.items] == [("สำนักปลัด",), ("กองคลัง",)]
    assert [(d.code, d.raw) for d in plan.doubts] == [("O1", "สำนัก ๖"), ("O2", "กองคลงั")]


def test_an_owner_beside_an_unknown_one_is_loaded_and_the_other_doubted() -> None:
    plan = read_workbook(book(items=[item(owners="กองคลัง\nคณะทำงาน ITA")]))
    assert only(plan).divisions == ("กองคลัง",)
    assert [(d.raw, d.code) for d in plan.doubts] == [("คณะทำงาน ITA", "O1")]


def test_a_web_state_that_cannot_be_read_is_left_open_and_doubted() -> None:
    rows = [item("O1", web="มี ไม่สมบูรณ์"), item("O2", "ข้อมูลผู้บริหาร", web="-"), item("O3", "อำนาจหน้าที่", web="มี")]
    plan = read_workbook(book(items=rows))
    assert [i.web_status for i in plan.items] == [None, None, "present"]
    assert [(d.row, d.raw, d.code) for d in plan.doubts] == [(2, "มี ไม่สมบูรณ์", "O1"), (3, "-", "O2")]


def test_a_missing_web_state_is_doubted_where_most_rows_have_one() -> None:
    rows = [item(f"O{n}", f"ข้อมูล {n}", web="มี" if n < 4 else None) for n in range(1, 5)]
    assert [d.code for d in read_workbook(book(items=rows)).doubts] == ["O4"]


def test_missing_web_states_are_no_doubt_where_nobody_has_checked() -> None:
    rows = [item(f"O{n}", f"ข้อมูล {n}", web="มี" if n < 2 else None) for n in range(1, 5)]
    assert read_workbook(book(items=rows)).doubts == ()


def test_an_item_printed_twice_is_loaded_once_and_doubted() -> None:
    plan = read_workbook(
        book(items=[item(presented="ก"), item("O2", "ข้อมูลผู้บริหาร"), item("๐๑", "โครง สร้าง", presented="ข")])
    )
    assert [(i.code, i.presented) for i in plan.items] == [("O1", "ก"), ("O2", "")]
    assert [(d.row, d.code, d.reason) for d in plan.doubts] == [(4, "O1", "พิมพ์ซ้ำกับแถว 2 ระบบใช้แถวแรก")]


def test_a_merged_row_keeps_its_first_code_and_is_doubted() -> None:
    plan = read_workbook(book(items=[item("๘ ๙", "Q&A Social Network")]))
    assert only(plan).code == "O8"
    assert reasons(plan, "O8") == ["แถวนี้รวมหลายรายการ (O8, O9) ระบบนำเข้าเป็น O8 เท่านั้น โปรดแยกแถว"]


@pytest.mark.parametrize("code", [None, "ตัวชี้วัดที่ 9 การเปิดเผยข้อมูล", "100"])
def test_a_row_without_a_readable_code_is_not_loaded_but_doubted(code: str | None) -> None:
    plan = read_workbook(book(items=[item(), item(code, "ต่อจากหน้าก่อน")]))
    assert [i.code for i in plan.items] == ["O1"]
    (doubt,) = plan.doubts
    assert (doubt.row, doubt.code) == (3, None)
    assert "ต่อจากหน้าก่อน" in doubt.raw


def test_an_item_without_a_title_takes_the_catalogues_and_is_doubted() -> None:
    plan = read_workbook(book(office=office_with(year="2567", start="", end=""), items=[item("O13", None, due=None)]))
    assert only(plan).title == "E-Service"
    assert reasons(plan, "O13") == ['ไม่มีชื่อรายการ ระบบใช้ "E-Service" ไปก่อน']


@pytest.mark.parametrize(
    ("code", "title", "expected"),
    [
        ("O18", "E-Service", "ชื่อตรงกับ O13"),
        ("O18", "การแข่งขันกีฬาท้องถิ่น", "ชื่อไม่ตรงกับ O18"),
        ("O36", "โครงสร้าง", "ไม่มีข้อ O36"),
    ],
)
def test_a_title_of_another_item_is_loaded_and_doubted(code: str, title: str, expected: str) -> None:
    plan = read_workbook(book(office=office_with(year="2567", start="", end=""), items=[item(code, title, due=None)]))
    assert only(plan).title == title
    (reason,) = reasons(plan, code)
    assert reason.startswith(expected)


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("O24", "ข้อมูลเชิงสถิติเรื่องร้องเรียนการทุจริตและประพฤติมิชอบ"),
        ("O11", "คู่มือการให้บริการสำหรับผู้รับบริการ"),
        ("O30", "การประเมินความเสี่ยงการทุจริต(สินบน)"),
        ("O26", "ประกาศเจตนารมณ์ No Gift Policy"),
        ("O6", "Q&A"),
        ("O22", "แนวปฏิบัติการจัดการเรื่องร้องเรียนการทุจริต"),
    ],
)
def test_a_shortened_or_lengthened_title_is_no_doubt(code: str, title: str) -> None:
    plan = read_workbook(book(office=office_with(year="2567", start="", end=""), items=[item(code, title, due=None)]))
    assert plan.doubts == ()


def test_a_year_without_a_catalogue_judges_no_title() -> None:
    assert read_workbook(book(items=[item("O18", "E-Service")])).doubts == ()


def test_a_formula_that_was_never_worked_out_is_doubted_and_its_cell_empty() -> None:
    of = workbook(sheets(items=[item(presented="=A1"), item("O2", "ข้อมูลผู้บริหาร", presented="#REF!")]))
    plan = read_workbook(saved(of))
    assert [i.presented for i in plan.items] == ["", ""]
    assert [(d.row, d.raw) for d in plan.doubts] == [(2, "=A1"), (3, "#REF!")]


def test_a_merged_cell_speaks_for_all_its_rows() -> None:
    of = workbook(sheets(items=[item(), item("O2", "ข้อมูลผู้บริหาร", owners=None)]))
    of["ข้อ OIT"].merge_cells("E2:E3")
    assert [i.divisions for i in read_workbook(saved(of)).items] == [("กองคลัง",), ("กองคลัง",)]


def test_an_item_on_several_rows_under_one_merged_code_is_one_item() -> None:
    of = workbook(sheets(items=[item(elements="แผนผัง"), [None, None, "ส่วนงานภายใน"], item("O2", "ข้อมูลผู้บริหาร")]))
    for columns in ("A2:A3", "B2:B3"):
        of["ข้อ OIT"].merge_cells(columns)
    plan = read_workbook(saved(of))
    assert [(i.code, i.elements) for i in plan.items] == [("O1", ("แผนผัง", "ส่วนงานภายใน")), ("O2", ())]
    assert plan.doubts == ()


def test_a_link_behind_a_text_is_the_address() -> None:
    of = workbook(sheets(items=[item(url="เปิดดู")]))
    of["ข้อ OIT"]["H2"].hyperlink = "https://www.bangtuayang.example/b"
    of["ข้อ OIT"]["H2"].value = "เปิดดู"
    of["ข้อ OIT"]["A1"].comment = Comment("ข้อ", "ผู้จัดทำ")
    assert only(read_workbook(saved(of))).url == "https://www.bangtuayang.example/b"


def test_an_address_that_is_none_is_doubted() -> None:
    plan = read_workbook(book(items=[item(url="ดูที่เว็บไซต์")]))
    assert only(plan).url == ""
    assert [(d.raw, d.code) for d in plan.doubts] == [("ดูที่เว็บไซต์", "O1")]


def test_the_round_runs_over_the_fiscal_year_when_nothing_else_is_said() -> None:
    plan = read_workbook(book(office=office_with(start="", end="")))
    assert (plan.office.starts_on, plan.office.ends_on) == (date(2026, 10, 1), date(2027, 9, 30))
    assert plan.notes == ("ไม่ได้ระบุช่วงเวลาดำเนินการครบ ระบบใช้ 1 ตุลาคม 2569 - 30 กันยายน 2570",)


@pytest.mark.parametrize("year", ["2570", "๒๕๗๐", 2570, "พ.ศ. 2570", "ปีงบประมาณ พ.ศ. ๒๕๗๐"])
def test_the_assessment_year_is_read_as_people_write_it(year: Any) -> None:
    assert read_workbook(book(office=office_with(year=year))).office.assessment_year == 2570


def test_a_nickname_two_divisions_share_is_doubted() -> None:
    divisions = [["ชื่อ", "ชื่อเรียกอื่น", "ตำแหน่งหัวหน้า"], ["กองคลัง", "การเงิน", ""], ["กองช่าง", "การเงิน", ""]]
    plan = read_workbook(book(divisions=divisions))
    assert [(d.sheet, d.row, d.raw) for d in plan.doubts] == [("ส่วนราชการ", 2, "การเงิน"), ("ส่วนราชการ", 3, "การเงิน")]


def test_a_closed_day_listed_twice_is_doubted() -> None:
    plan = read_workbook(book(days=[["7 ธ.ค. 2569", "ชดเชย"], ["7/12/2569", "หยุด"], [None, "ไม่ทราบวัน"]]))
    assert [d.name for d in plan.closed_days] == ["ชดเชย"]
    assert [d.row for d in plan.doubts] == [3, 4]


def test_the_sheet_of_closed_days_is_optional() -> None:
    of = {name: rows for name, rows in sheets(items=[item()]).items() if name != "วันหยุด"}
    plan = read_workbook(saved(workbook(of)))
    assert (plan.closed_days, plan.doubts) == ((), ())


def test_sheets_without_a_single_cell_are_empty_lists() -> None:
    of = dict(sheets(items=[item()])) | {"มาตรการ": [], "ปฏิทิน": []}
    plan = read_workbook(saved(workbook(of)))
    assert ([i.code for i in plan.items], plan.doubts) == (["O1"], ())


def test_a_doubt_tells_where_what_and_why_in_one_line() -> None:
    doubt = Doubt("ข้อ OIT", 12, "ก" * 200, "อ่านไม่ได้", "O8")
    assert doubt.sentence() == f'ชีต "ข้อ OIT" แถว 12 (O8) "{"ก" * 79}…": อ่านไม่ได้'
