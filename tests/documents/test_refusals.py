"""What is refused: one clear Thai sentence that names the sheet, the row and what to do; nothing is half read."""

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from documents.workbook.errors import WorkbookError
from documents.workbook.opening import LARGEST_FILE, LARGEST_UNPACKED, MOST_ROWS
from documents.workbook.reading import read_workbook
from models.errors import DomainError
from tests.documents.books import (
    DIVISION_ROWS,
    ITEM_HEADINGS,
    OFFICE_ROWS,
    book,
    item,
    measure,
    office_with,
    saved,
    sheets,
    workbook,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512


def refusal(content: bytes | Path) -> WorkbookError:
    with pytest.raises(WorkbookError) as caught:
        read_workbook(content)
    assert isinstance(caught.value, DomainError)
    assert "\n" not in str(caught.value)
    assert "โปรด" in str(caught.value)
    return caught.value


def zipped(**parts: bytes) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


@pytest.mark.parametrize(
    "content", [b"", b"a,b\n1,2\n", "ข้อ,ชื่อ".encode(), b"%PDF-1.7", zipped(**{"word__document.xml": b"<w/>"})]
)
def test_what_is_no_excel_file_is_refused(content: bytes) -> None:
    assert str(refusal(content)).startswith("แฟ้มนี้ไม่ใช่แฟ้ม Excel (.xlsx)")


def test_an_old_excel_file_is_refused() -> None:
    assert "Excel รุ่นเก่า (.xls)" in str(refusal(OLE))


def test_a_file_with_a_password_is_refused() -> None:
    assert "มีรหัสผ่าน" in str(refusal(OLE + "EncryptedPackage".encode("utf-16-le")))


def test_a_broken_excel_file_is_refused() -> None:
    good = book(items=[item()])
    for broken in (
        good[: len(good) // 2],
        zipped(**{"xl__workbook.xml": b"<workbook"}),
        zipped(**{"xl__workbook.xml": b""}),
    ):
        assert "เสียหาย" in str(refusal(broken))


def test_a_file_that_declares_entities_is_refused() -> None:
    laughs = b'<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;">]><workbook>&c;</workbook>'
    assert "เสียหาย" in str(refusal(zipped(**{"xl__workbook.xml": laughs})))


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    assert "เปิดแฟ้ม none.xlsx ไม่ได้" in str(refusal(tmp_path / "none.xlsx"))


def test_a_file_that_is_too_large_is_refused() -> None:
    assert "ใหญ่เกินไป" in str(refusal(b"PK" + b"\0" * LARGEST_FILE))


def test_a_file_that_unpacks_to_too_much_is_refused_unread() -> None:
    bomb = zipped(**{"xl__workbook.xml": b"<workbook/>", "xl__media__big.bin": b"\0" * (LARGEST_UNPACKED + 1)})
    assert len(bomb) < 1_000_000
    assert "ใหญ่เกินไป" in str(refusal(bomb))


def test_a_merged_range_of_a_billion_cells_is_refused_unread() -> None:
    good = book(items=[item()])
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(good)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name.endswith("sheet3.xml"):
                merged = b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
                assert b"</sheetData>" in content
                content = content.replace(b"</sheetData>", merged)
            new.writestr(name, content)
    assert "ใหญ่เกินไป" in str(refusal(stream.getvalue()))


def test_too_many_rows_are_refused() -> None:
    of = workbook(sheets(items=[item(f"O{n % 99 + 1}") for n in range(MOST_ROWS + 1)]))
    assert str(refusal(saved(of))).startswith('ชีต "ข้อ OIT": มีข้อมูลเกิน 5,000 แถว')


def test_a_cell_at_the_very_end_of_a_sheet_is_refused_at_once() -> None:
    of = workbook(sheets(items=[item()]))
    of["ข้อ OIT"].cell(1_048_576, 16_384, "x")
    assert "เกิน 5,000 แถว" in str(refusal(saved(of)))


@pytest.mark.parametrize("name", ["หน่วยงาน", "ส่วนราชการ", "ข้อ OIT", "มาตรการ", "ปฏิทิน"])
def test_a_missing_sheet_is_refused(name: str) -> None:
    of = {title: rows for title, rows in sheets().items() if title != name}
    assert str(refusal(saved(workbook(of)))) == f'ไม่พบชีต "{name}" โปรดใช้แฟ้มตามแบบฟอร์ม และไม่เปลี่ยนชื่อชีต'


def test_an_empty_workbook_is_refused() -> None:
    error = refusal(saved(Workbook()))
    assert str(error).endswith("และอีก 4 จุด")


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [("ส่วนราชการ", "ชื่อ"), ("ข้อ OIT", "ข้อ"), ("ข้อ OIT", "ชื่อข้อมูล"), ("ข้อ OIT", "หน่วยงานที่รับผิดชอบ"),
     ("มาตรการ", "มาตรการ"), ("มาตรการ", "ผู้รับผิดชอบ"), ("ปฏิทิน", "ระยะเวลา"), ("วันหยุด", "วันที่")],
)  # fmt: skip
def test_a_missing_needed_column_is_refused(sheet: str, heading: str) -> None:
    of = dict(sheets(items=[item()], measures=[measure()]))
    header, *rows = of[sheet]
    at = list(header).index(heading)
    of[sheet] = [[cell for n, cell in enumerate(row) if n != at] for row in (header, *rows)]
    expected = f'ชีต "{sheet}" แถว 1: ไม่พบหัวคอลัมน์ "{heading}" โปรดใส่หัวคอลัมน์ "{heading}" ตามแบบฟอร์ม'
    assert expected in refusal(saved(workbook(of))).problems


@pytest.mark.parametrize(("key", "row"), [("รหัส", 1), ("ชื่อหน่วยงาน", 2), ("ปีประเมิน", 5)])
def test_an_office_without_slug_name_or_year_is_refused(key: str, row: int) -> None:
    emptied = [[name, None if name == key else value] for name, value in OFFICE_ROWS]
    assert str(refusal(book(office=emptied))) == f'ชีต "หน่วยงาน" แถว {row}: ยังไม่มี "{key}" โปรดกรอก "{key}"'
    left_out = [[name, value] for name, value in OFFICE_ROWS if name != key]
    assert str(refusal(book(office=left_out))) == f'ชีต "หน่วยงาน": ยังไม่มี "{key}" โปรดกรอก "{key}"'


@pytest.mark.parametrize(
    "slug", ["Bang", "bang_tua", "บางตัว", "bang tua", "-bang", "bang-", "bang--tua", "../bang", "a" * 61]
)
def test_a_slug_of_other_letters_is_refused(slug: str) -> None:
    assert str(refusal(book(office=office_with(slug=slug)))).startswith('ชีต "หน่วยงาน" แถว 1: ')


@pytest.mark.parametrize("year", ["2027", "70", "ปีหน้า", "25700"])
def test_an_unreadable_year_is_refused(year: str) -> None:
    expected = f'ชีต "หน่วยงาน" แถว 5: อ่านปีประเมิน "{year}" ไม่ได้ โปรดระบุเป็นปี พ.ศ. สี่หลัก เช่น 2570'
    assert str(refusal(book(office=office_with(year=year)))) == expected


def test_a_round_that_ends_before_it_starts_is_refused() -> None:
    error = refusal(book(office=office_with(start="1 ต.ค. 2570", end="30 ก.ย. 2570")))
    assert str(error) == 'ชีต "หน่วยงาน" แถว 7: วันสิ้นสุดดำเนินการมาก่อนวันเริ่มดำเนินการ โปรดแก้ไขวันให้ถูกต้อง'


@pytest.mark.parametrize("due", ["32 มี.ค. 2570", "30 ก.พ. 2570", "31 มี.ค.", "เร็ว ๆ นี้", 2570, "31/3/27"])
def test_an_unreadable_deadline_is_refused(due: Any) -> None:
    expected = f'ชีต "ข้อ OIT" แถว 2: อ่านกำหนดส่ง "{due}" ไม่ได้ โปรดพิมพ์เป็นวัน เดือน ปี เช่น 31 มี.ค. 2570'
    assert str(refusal(book(items=[item(due=due)]))) == expected


def test_unreadable_days_are_refused_wherever_they_stand() -> None:
    error = refusal(
        book(
            office=office_with(start="ต้นปี"),
            measures=[measure(period="32 ม.ค. 2570 - 1 ก.พ. 2570")],
            steps=[["1", "ประชุม", "1 - 31 กุมภาพันธ์ 2570", "กองคลัง"]],
            days=[["วันสงกรานต์", "หยุด"]],
        )
    )
    how = "โปรดพิมพ์เป็นวัน เดือน ปี เช่น 31 มี.ค. 2570"
    assert error.problems == (
        f'ชีต "หน่วยงาน" แถว 6: อ่านวันที่ "ต้นปี" ไม่ได้ {how}',
        f'ชีต "มาตรการ" แถว 2: อ่านระยะเวลา "32 ม.ค. 2570 - 1 ก.พ. 2570" ไม่ได้ {how}',
        f'ชีต "ปฏิทิน" แถว 2: อ่านระยะเวลา "1 - 31 กุมภาพันธ์ 2570" ไม่ได้ {how}',
        f'ชีต "วันหยุด" แถว 2: อ่านวันที่ "วันสงกรานต์" ไม่ได้ {how}',
    )


def test_an_unknown_division_is_refused() -> None:
    error = refusal(book(items=[item(owners="กองบิน")], measures=[measure(owners="นายเพียร สมมติ")]))
    do = 'โปรดแก้ให้ตรงกับชื่อในชีต "ส่วนราชการ" หรือเพิ่มชื่อนี้เป็นชื่อเรียกอื่น'
    assert error.problems == (
        f'ชีต "ข้อ OIT" แถว 2: ไม่พบส่วนราชการ "กองบิน" {do}',
        f'ชีต "มาตรการ" แถว 2: ไม่พบส่วนราชการ "นายเพียร สมมติ" {do}',
    )


def test_two_items_under_one_code_are_refused() -> None:
    error = refusal(book(items=[item(), item("O2", "ข้อมูลผู้บริหาร"), item("ข้อ ๑", "อำนาจหน้าที่")]))
    assert str(error) == 'ชีต "ข้อ OIT" แถว 4: O1 ซ้ำกับแถว 2 แต่เนื้อหาต่างกัน โปรดแก้เลขข้อหรือลบแถวที่ไม่ใช้'


@pytest.mark.parametrize("change", [{"owners": "กองช่าง"}, {"due": "1 เม.ย. 2570"}, {"web": "มี"}])
def test_a_repeated_code_with_another_owner_deadline_or_state_is_refused(change: dict[str, str]) -> None:
    assert "O1 ซ้ำกับแถว 2" in str(refusal(book(items=[item(), item(**change)])))


def test_two_divisions_with_one_name_are_refused() -> None:
    error = refusal(book(divisions=[*DIVISION_ROWS, ["กอง คลัง", "", ""]]))
    assert str(error) == 'ชีต "ส่วนราชการ" แถว 5: ส่วนราชการ "กอง คลัง" ซ้ำกับแถว 3 โปรดลบแถวที่ซ้ำหรือแก้ชื่อ'


def test_an_office_without_divisions_is_refused() -> None:
    error = refusal(book(divisions=DIVISION_ROWS[:1], items=[item()]))
    assert error.problems == ('ชีต "ส่วนราชการ": ยังไม่มีส่วนราชการ โปรดกรอกส่วนราชการอย่างน้อยหนึ่งแถว',)


def test_several_refusals_are_told_as_the_first_and_how_many_more() -> None:
    error = refusal(book(items=[item(due="พรุ่งนี้"), item("O2", "ข้อมูลผู้บริหาร", "กองบิน"), item("O3", "อำนาจ", due="x")]))
    assert len(error.problems) == 3
    assert str(error) == f"{error.problems[0]} และอีก 2 จุด"


def test_names_too_long_for_the_register_are_refused() -> None:
    assert 'แถว 2: "ชื่อหน่วยงาน" ยาวเกินไป' in str(refusal(book(office=office_with(name="ก" * 201))))
    assert "แถว 5: ชื่อหรือตำแหน่งยาวเกิน" in str(refusal(book(divisions=[*DIVISION_ROWS, ["กอง" + "ก" * 200, "", ""]])))
    long = [["1", "ประชุม", "1 ธ.ค. 2569", "นาย" + "ก" * 200]]
    assert "ชื่อผู้รับผิดชอบยาวเกินไป" in str(refusal(book(steps=long)))
    assert "ชื่อวันหยุดยาวเกิน" in str(refusal(book(days=[["7 ธ.ค. 2569", "ก" * 201]])))


def test_a_heading_row_alone_is_no_refusal() -> None:
    of = dict(sheets()) | {"ข้อ OIT": [ITEM_HEADINGS]}
    assert read_workbook(saved(workbook(of))).items == ()
