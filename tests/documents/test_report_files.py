"""The files: what Word and Excel read back, with nothing that runs, and templates that an office may change."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn

from documents.reports import book, contexts, making, stand_in, word
from documents.reports.kinds import KINDS, Kind
from models.errors import DomainError
from tests.documents.report_papers import measure, o_item, paper

HOSTILE = (
    "{{ 7*7 }}", "{% for x in y %}", "{%tr endfor %}", "{{ ''.__class__ }}", "</w:t></w:r>", "<w:br/>&amp;",
    "=cmd|' /C calc'!A0",    "+1", "-2+3", "@SUM(A1)", "ล่าง\nบน", "]]>", "\\a\\f", "ก" * 10_000,
)  # fmt: skip


def table_of(content: bytes) -> Any:
    (table,) = docx.Document(BytesIO(content)).tables
    return table


def printed(kind: Kind, *rows: dict[str, Any], **more: Any) -> bytes:
    return word.write(kind, contexts.context(kind, paper(*rows), of="followup"), **more)


def xml_parts(content: bytes) -> Iterator[tuple[str, bytes]]:
    with ZipFile(BytesIO(content)) as archive:
        for name in sorted(archive.namelist()):
            if name.endswith((".xml", ".rels")) and name != "docProps/core.xml":
                yield name, archive.read(name)


def test_the_follow_up_table_has_its_two_header_lines_on_every_page_and_all_rows() -> None:
    rows = [o_item(n, ("present", "incomplete", "missing", "unchecked")[n % 4]) for n in range(1, 44)]
    table = table_of(printed("followup", *rows))
    repeated = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
    assert repeated == [True, True] + [False] * 43
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    head = [cell.text for cell in table.rows[1].cells]
    for row, given in zip(table.rows[2:], rows, strict=True):
        cells = dict(zip(head, (cell.text for cell in row.cells), strict=True))
        assert cells["สรุปข้อมูลและองค์ประกอบ"].endswith("\n○ มีชื่อ\n○ มีวันที่")
        ticks = [name for name in ("มี", "ไม่สมบูรณ์", "ไม่มี", "ยังไม่ตรวจ") if cells[name] == "✓"]
        assert ticks == [("มี", "ไม่สมบูรณ์", "ไม่มี", "ยังไม่ตรวจ")[given["number"] % 4]]
    assert [row.cells[0].text for row in table.rows[2:5]] == ["๑", "๒", "๓"]
    assert table.rows[44].cells[0].text == "๔๓"


def test_the_three_states_stand_in_their_columns() -> None:
    rows = [measure(1, "done"), measure(2, "in_progress"), measure(3, "not_started")]
    table = table_of(printed("progress", *rows))
    assert [[cell.text for cell in row.cells[2:5]] for row in table.rows[2:]] == [
        ["", "", "/"],
        ["", "/", ""],
        ["/", "", ""],
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_thai_letters_have_their_font_size_and_language(kind: Kind) -> None:
    document = docx.Document(str(making.FOLDER / f"{kind}.docx"))
    normal = document.styles["Normal"].element.rPr
    fonts = normal.find(qn("w:rFonts"))
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {"TH Sarabun New"}
    assert (normal.find(qn("w:szCs")).get(qn("w:val")), normal.find(qn("w:lang")).get(qn("w:bidi"))) == ("32", "th-TH")
    bold = [run for run in document.element.body.iter(qn("w:rPr")) if run.find(qn("w:b")) is not None]
    assert bold
    assert all(run.find(qn("w:bCs")) is not None for run in bold)
    section: Any = document.sections[0]
    assert {round(section.page_width.cm, 1), round(section.page_height.cm, 1)} == {21.0, 29.7}


@pytest.mark.parametrize("kind", KINDS)
def test_our_templates_are_what_the_script_makes(kind: Kind, tmp_path: Path) -> None:
    making.TEMPLATES[kind]().save(tmp_path / "made.docx")
    made, kept = (
        dict(xml_parts(path.read_bytes())) for path in (tmp_path / "made.docx", making.FOLDER / f"{kind}.docx")
    )
    assert made == kept, "run: make templates"


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_stays_text(text: str) -> None:
    given = contexts.context("followup", paper(o_item(1, presented=text, title=text)), thai_numerals=False)
    row = table_of(word.write("followup", given)).rows[2]
    assert (row.cells[1].text.split("\n○")[0], row.cells[2].text) == (text, text)
    sheet = openpyxl.load_workbook(BytesIO(book.write("followup", given))).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    assert [cell.quotePrefix for cell in cells if cell.value == text] == [text[0] in "=+-@"] * 2


def test_rows_of_a_sheet_are_as_high_as_their_wrapped_texts() -> None:
    given = contexts.context("followup", paper(o_item(1, presented="ก" * 400), o_item(2, presented="")))
    sheet: Any = openpyxl.load_workbook(BytesIO(book.write("followup", given))).active
    assert [sheet.cell(row, 4).alignment.wrap_text for row in (5, 6, 7)] == [True, True, True]
    assert not sheet["A1"].alignment.wrap_text
    assert [sheet.row_dimensions[row].height for row in (6, 7)] == [23 * 11, 23 * 2]


def test_control_characters_are_left_out() -> None:
    row = table_of(printed("followup", o_item(1, presented="ก\x00\x07ข\x0c\ufffeค\ud800"))).rows[2]
    assert row.cells[2].text == "ก  ข  ค "


def test_a_tall_row_may_go_on_over_the_page() -> None:
    rows = measure(1, output="ก" * 1_500), measure(2, output="ก" * 200), measure(3, steps=["ข"] * 30)
    table = table_of(printed("results", *rows))
    assert [row._tr.trPr.find(qn("w:cantSplit")) is None for row in table.rows] == [False, True, False, True]


def test_the_six_elements_end_with_what_is_missing() -> None:
    said = [p.text for p in docx.Document(BytesIO(printed("six-elements", measure(1, outcome="ดีขึ้น")))).paragraphs]
    assert "(๖) ผลลัพธ์หรือผลสัมฤทธิ์ในการดำเนินการ (Outcome/Result): ดีขึ้น" in said
    assert said[-1] == "- มาตรการที่ ๑ ยังไม่มี (๕) ผลการดำเนินการ"


def test_a_memo_leaves_its_number_blank_and_has_every_signature() -> None:
    said = "\n".join(p.text for p in docx.Document(BytesIO(printed("memo", o_item(1, "missing")))).paragraphs)
    assert "ส่วนราชการ สำนักปลัด เทศบาลตำบลบางตัวอย่าง จังหวัดตัวอย่าง\nที่ ....." in said
    assert "ไม่มี ๑ ข้อ (ข้อ ๑)" in said
    assert said.count("(ลงชื่อ)") == 3
    assert "คำสั่ง/การพิจารณาของนายกเทศมนตรี" in said
    assert "ปลัดเทศบาล ปฏิบัติหน้าที่นายกเทศมนตรี" in said


def test_page_numbers_follow_the_numerals() -> None:
    for thai_numerals, wanted in ((True, "thaiNumbers"), (False, "decimal")):
        document = docx.Document(BytesIO(printed("followup", o_item(1), thai_numerals=thai_numerals)))
        assert document.sections[0]._sectPr.find(qn("w:pgNumType")).get(qn("w:fmt")) == wanted


def own_template(folder: Path, text: str) -> Path:
    document = docx.Document()
    document.add_paragraph(text)
    document.save(str(folder / "followup.docx"))
    return folder


def test_an_office_s_own_template_comes_first_and_the_others_stay_ours(tmp_path: Path) -> None:
    own_template(tmp_path, "ของเราเอง {{ office }} {% for r in rows %}{{ r.title }}{% endfor %}")
    (said,) = docx.Document(BytesIO(printed("followup", o_item(1, title="<ก>"), templates=tmp_path))).paragraphs
    assert said.text == "ของเราเอง เทศบาลตำบลบางตัวอย่าง <ก>"
    assert table_of(printed("progress", measure(1), templates=tmp_path)).rows


@pytest.mark.parametrize("text", ["{{ nothing }}", "{{ office.__class__.__mro__ }}", "{% for %}", "{{ rows[0].x }}"])
def test_a_template_that_does_not_do_is_told_in_a_sentence(text: str, tmp_path: Path) -> None:
    with pytest.raises(DomainError, match=r"แม่แบบ followup\.docx ใช้ไม่ได้"):
        printed("followup", o_item(1), templates=own_template(tmp_path, text))


def test_a_template_that_is_no_word_file_is_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "followup.docx").write_bytes(b"not a zip")
    with pytest.raises(DomainError, match=r"followup\.docx ใช้ไม่ได้"):
        printed("followup", o_item(1), templates=tmp_path)
    with pytest.raises(DomainError, match="ไม่พบโฟลเดอร์แม่แบบ"):
        printed("followup", o_item(1), templates=tmp_path / "nowhere")


def test_the_stand_in_font_takes_two_thirds_of_the_size() -> None:
    redrawn = dict(xml_parts(stand_in.redrawn(printed("followup", o_item(1)))))
    assert not [name for name, content in redrawn.items() if b"TH Sarabun New" in content]
    assert b'<w:szCs w:val="21"/>' in redrawn["word/styles.xml"]
