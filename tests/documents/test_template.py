"""The blank form: exactly the contract's sheets and headings, with examples that are never loaded."""

from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from documents.workbook.errors import WorkbookError
from documents.workbook.reading import read_workbook
from documents.workbook.sheets import EXAMPLE, SHEETS
from documents.workbook.template import write_template
from tests.documents import books

HEADINGS = {
    "ส่วนราชการ": ["ชื่อ", "ชื่อเรียกอื่น", "ตำแหน่งหัวหน้า"],
    "ข้อ OIT": [*books.ITEM_HEADINGS, "วันเตือนล่วงหน้า"],
    "มาตรการ": [*books.MEASURE_HEADINGS, "วันเตือนล่วงหน้า"],
    "ปฏิทิน": books.STEP_HEADINGS,
    "วันหยุด": books.DAY_HEADINGS,
    "สายการเสนอ": ["ลำดับ", "ตำแหน่ง", "ผู้รักษาการ/ปฏิบัติหน้าที่แทน"],
}
OFFICE_KEYS = [
    "รหัส",
    "ชื่อหน่วยงาน",
    "ประเภท",
    "จังหวัด",
    "ปีประเมิน",
    "วันเริ่มดำเนินการ",
    "วันสิ้นสุดดำเนินการ",
    "เว็บไซต์",
    "วันเตือนล่วงหน้า",
    "เวลาเตือน",
    "ตรวจสอบก่อนนับ",
    "เก็บข้อความ (วัน)",
    "LINE Channel secret",
    "LINE Channel access token",
    "ตัวเลขในเอกสาร",
]


def template() -> Workbook:
    stream = BytesIO()
    write_template(stream)
    stream.seek(0)
    return load_workbook(stream)


def without_marks(form: Workbook) -> Workbook:
    """The form as after typing over the examples: each example value without its mark."""
    for sheet in form.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith(EXAMPLE):
                    cell.value = cell.value.removeprefix(EXAMPLE).strip()
    return form


def test_the_form_has_the_contracts_sheets_and_headings() -> None:
    form = template()
    assert form.sheetnames == ["หน่วยงาน", *HEADINGS]
    for name, headings in HEADINGS.items():
        assert [cell.value for cell in form[name][1]] == headings
    assert [row[0].value for row in form["หน่วยงาน"].iter_rows(min_row=2)] == OFFICE_KEYS


def test_the_form_untouched_is_refused_as_a_blank_form(tmp_path: Path) -> None:
    write_template(tmp_path / "form.xlsx")
    with pytest.raises(WorkbookError) as caught:
        read_workbook(tmp_path / "form.xlsx")
    assert len(caught.value.problems) == 1
    assert "ยังเป็นแบบฟอร์มเปล่า" in str(caught.value)


def test_the_form_loads_once_its_examples_are_typed_over() -> None:
    plan = read_workbook(books.saved(without_marks(template())))
    assert (plan.office.slug, plan.office.assessment_year) == ("bangtuayang", 2570)
    assert [d.name for d in plan.divisions] == ["กองคลัง"]
    assert [item.code for item in plan.items] == ["O1", "M1", "S1"]
    assert [item.divisions for item in plan.items] == [("กองคลัง",)] * 3
    assert len(plan.closed_days) == 1
    assert plan.doubts == ()
    assert plan.notes == ()


def test_the_example_rows_are_skipped_in_silence_beside_real_ones() -> None:
    form = template()
    for row, (_, value) in enumerate(books.OFFICE_ROWS, start=2):
        form["หน่วยงาน"].cell(row, 2, value)
    form["ส่วนราชการ"].cell(3, 1, "กองช่าง")
    for at, value in enumerate(books.item("O2", "ข้อมูลผู้บริหาร", "กองช่าง"), start=1):
        form["ข้อ OIT"].cell(3, at, value)
    plan = read_workbook(books.saved(form))
    assert [d.name for d in plan.divisions] == ["กองช่าง"]
    assert [item.code for item in plan.items] == ["O2"]
    assert plan.doubts == ()


def test_an_example_row_somebody_wrote_into_is_doubted() -> None:
    form = without_marks(template())
    form["ข้อ OIT"].cell(2, 1, f"{EXAMPLE} O1")
    form["ข้อ OIT"].cell(2, 2, "ข้อมูลจริงที่ลืมลบคำนำหน้า")
    form["หน่วยงาน"].cell(4, 2, f"{EXAMPLE} อบต.")
    plan = read_workbook(books.saved(form))
    assert [item.code for item in plan.items] == ["M1", "S1"]
    assert [(d.sheet, d.row) for d in plan.doubts] == [("หน่วยงาน", 4), ("ข้อ OIT", 2)]
    assert plan.office.kind == ""


def test_a_needed_value_left_as_the_example_is_refused() -> None:
    form = without_marks(template())
    form["หน่วยงาน"].cell(2, 2, f"{EXAMPLE} bangtuayang")
    with pytest.raises(WorkbookError) as caught:
        read_workbook(books.saved(form))
    assert str(caught.value) == 'ชีต "หน่วยงาน" แถว 2: ยังไม่มี "รหัส" โปรดกรอก "รหัส"'


def test_the_form_offers_divisions_and_states_to_choose_from() -> None:
    form = template()
    offered = {
        (sheet.title, str(validation.sqref).split(":")[0]): (validation.formula1, validation.showErrorMessage)
        for sheet in form.worksheets
        for validation in sheet.data_validations.dataValidation
    }
    divisions = ("'ส่วนราชการ'!$A$2:$A$60", False)  # several owners in one cell are typed
    assert offered == {
        ("ข้อ OIT", "E2"): divisions,
        ("ข้อ OIT", "G2"): ('"มี,ไม่สมบูรณ์,ไม่มี,ยังไม่ได้ตรวจสอบ"', True),
        ("มาตรการ", "F2"): divisions,
        ("มาตรการ", "H2"): ('"ยังไม่ได้รายงาน,ยังไม่ดำเนินการ,อยู่ระหว่างดำเนินการ,ดำเนินการเรียบร้อยแล้ว"', True),
        ("ปฏิทิน", "D2"): divisions,
    }


def test_the_form_is_set_in_the_official_font_with_a_frozen_head_and_hints() -> None:
    form = template()
    for sheet in form.worksheets:
        assert sheet.freeze_panes == "A2"
        fonts = {(cell.font.name, cell.font.size) for row in sheet.iter_rows() for cell in row}
        assert fonts == {("TH Sarabun New", 16)}
        assert all(width.width and width.width > 10 for width in sheet.column_dimensions.values())
    for spec in SHEETS[1:]:
        comment = form[spec.name]["A1"].comment
        assert comment is not None
        assert EXAMPLE in comment.text
