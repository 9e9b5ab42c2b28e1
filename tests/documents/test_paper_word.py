"""What Word can do to a table: tracked changes, controls, symbols, merged cells; only what one sees is read."""

import pytest

from documents.papers_in.opening import open_paper
from documents.papers_in.word import read_word
from tests.documents.papers import Table, paper, with_part

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"


def run(text: str, properties: str = "") -> str:
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def cell(*inside: str, properties: str = "") -> str:
    return f"<w:tc>{properties}" + "".join(f"<w:p>{content}</w:p>" for content in inside or ("",)) + "</w:tc>"


def table_of(*rows: str) -> list[list[str]]:
    """The first table of a file whose body holds these rows."""
    body = f'<w:document xmlns:w="{W}" xmlns:w14="{W14}"><w:body><w:tbl>{"".join(rows)}</w:tbl></w:body></w:document>'
    read = read_word(with_part(paper("x"), "word/document.xml", body.encode()), "ก.docx")
    return [list(row.cells) for row in read.tables[0].rows]


def row(*cells: str, properties: str = "") -> str:
    return f"<w:tr>{properties}{''.join(cells)}</w:tr>"


WINGDINGS = '<w:rPr><w:rFonts w:ascii="Wingdings"/></w:rPr>'
CHECKED = (
    "<w:sdt><w:sdtPr><w14:checkbox><w14:checked w14:val='{}'/></w14:checkbox></w:sdtPr>"
    "<w:sdtContent><w:r><w:t>☒</w:t></w:r></w:sdtContent></w:sdt>"
)


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (f"<w:ins>{run('ใหม่')}</w:ins><w:del><w:r><w:delText>เก่า</w:delText></w:r></w:del>", "ใหม่"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FC"/></w:r>', "✓"),
        ('<w:r><w:sym w:font="Wingdings 2" w:char="F050"/></w:r>', "✓"),
        (run("ü", WINGDINGS), "✓"),
        (CHECKED.format("1"), "✓"),
        (f"{CHECKED.format('0')}{run('ว่าง')}", "ว่าง"),
        (f"<w:hyperlink>{run('ลิงก์')}</w:hyperlink>", "ลิงก์"),
        ("<w:r><w:t>ก</w:t><w:br/><w:t>ข</w:t><w:tab/><w:t>ค</w:t></w:r>", "ก\nข ค"),
        ('<w:r><w:instrText>INCLUDETEXT "C:/secret"</w:instrText></w:r>' + run("ผล"), "ผล"),
        (f"<w:sdt><w:sdtContent>{run('ในกล่อง')}</w:sdtContent></w:sdt>", "ในกล่อง"),
    ],
)
def test_a_cell_is_what_one_sees(inside: str, text: str) -> None:
    assert table_of(row(cell(inside), cell(run("ข้าง")))) == [[text, "ข้าง"]]


def test_merged_cells_repeat_their_text_and_lists_have_marks() -> None:
    numbered = '<w:pPr><w:numPr><w:numId w:val="3"/></w:numPr></w:pPr>'
    span = '<w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
    down = '<w:tcPr><w:vMerge w:val="restart"/></w:tcPr>'
    below = "<w:tcPr><w:vMerge/></w:tcPr>"
    rows = table_of(
        row(cell(run("บน"), properties=down), cell(run("กว้าง"), properties=span)),
        row(cell(properties=below), cell(numbered + run("ก"), numbered + run("ข")), cell(run("ค"))),
    )
    assert rows == [["บน", "กว้าง", "กว้าง"], ["บน", "• ก\n• ข", "ค"]]


def test_rows_that_begin_late_are_struck_out_or_stand_in_a_control() -> None:
    late = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    struck = "<w:trPr><w:del/></w:trPr>"
    rows = table_of(
        row(cell(run("ก")), cell(run("ข"))),
        row(cell(run("ค")), properties=late),
        row(cell(run("ลบ")), cell(run("แล้ว")), properties=struck),
        f"<w:sdt><w:sdtContent>{row(cell(run('ง')), cell(run('จ')))}</w:sdtContent></w:sdt>",
    )
    assert rows == [["ก", "ข"], ["", "ค"], ["ง", "จ"]]


def test_a_table_within_a_cell_is_read_line_by_line() -> None:
    inner = f"<w:tbl>{row(cell(run('1')), cell(run('ก')))}{row(cell(run('2')), cell(run('ข')))}</w:tbl>"
    assert table_of(row(f"<w:tc>{inner}<w:p/></w:tc>", cell(run("ค")))) == [["1 ก\n2 ข", "ค"]]


def test_paragraphs_and_tables_keep_their_order_and_numbers() -> None:
    read = open_paper(
        paper("หนึ่ง", Table([["ก", "ข"]]), "สอง\nสาม", Table([["ค", "ง"], ["", ""], ["จ", "ฉ"]])), "ก.docx"
    )
    assert [p.text for p in read.paragraphs] == ["หนึ่ง", "สอง", "สาม"]
    assert [(t.where, [p.text for p in t.before]) for t in read.tables] == [
        ("ตารางที่ 1", ["หนึ่ง"]),
        ("ตารางที่ 2", ["สอง", "สาม"]),
    ]
    assert [row.place.row for row in read.tables[1].rows] == [1, 3]  # an empty row counts as one sees it
