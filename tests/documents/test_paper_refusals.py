"""Files that must not be read: each is refused with a sentence that says what to do, in little memory, and at once."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from documents.papers_in.opening import LARGEST_FILE, LARGEST_UNPACKED, is_paper, open_paper
from documents.papers_in.parts import MOST_ROWS, PaperError
from tests.documents.papers import RESULTS, Table, items, paper, read, with_part

GOOD = paper(Table([RESULTS, ["๑.จัดทำคู่มือ", "๑.ร่าง", "มีคู่มือ", "กองคลัง"]]))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(content: bytes, name: str = "รายงาน.docx") -> str:
    with pytest.raises(PaperError) as refused:
        open_paper(content, name)
    return str(refused.value)


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return archive.read(name)


def claiming(size: int) -> bytes:
    """A small file whose directory says that a part is huge."""
    content = bytearray(with_part(GOOD, "word/media/big.bin", b"0" * 1000))
    at = content.rindex(b"word/media/big.bin") - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(content)


def test_a_file_over_the_limit_is_not_read_to_its_end(tmp_path: Path) -> None:
    path = tmp_path / "ใหญ่.docx"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    with pytest.raises(PaperError, match="ใหญ่เกินไป"):
        open_paper(path)
    assert "ใหญ่เกินไป" in refusal(b"PK" + b"0" * LARGEST_FILE)


@pytest.mark.parametrize("size", [LARGEST_UNPACKED + 1, 200 * 2**20, 4 * 2**30 - 2])
def test_a_part_that_claims_to_be_huge_is_not_unpacked(size: int) -> None:
    assert "ใหญ่เกินไป" in refusal(claiming(size))


def test_a_zip_bomb_is_refused() -> None:
    assert "ใหญ่เกินไป" in refusal(with_part(GOOD, "word/document.xml", b" " * (LARGEST_UNPACKED // 2 + 1)))
    many = GOOD
    stream = BytesIO(many)
    with zipfile.ZipFile(stream, "a") as archive:
        for number in range(2_000):
            archive.writestr(f"word/media/{number}.bin", b"")
    assert "ใหญ่เกินไป" in refusal(stream.getvalue())


def test_macros_are_refused_by_part_and_by_type() -> None:
    assert "แมโคร" in refusal(with_part(GOOD, "word/vbaProject.bin", b"Attribute VB_Name"))
    plain = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    macros = b"application/vnd.ms-word.document.macroEnabled.main+xml"
    types = part_of(GOOD, "[Content_Types].xml").replace(plain, macros)
    assert b"macroEnabled" in types
    assert "แมโคร" in refusal(with_part(GOOD, "[Content_Types].xml", types), "รายงาน.docm")


def test_a_file_with_a_password_says_so() -> None:
    assert "รหัสผ่าน" in refusal(OLE + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"))
    assert "รหัสผ่าน" in refusal(_marked_encrypted())


def _marked_encrypted() -> bytes:
    content = bytearray(GOOD)
    at = content.index(b"PK\x01\x02")
    content[at + 8] |= 0x1
    return bytes(content)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "ว่างเปล่า"),
        (b"  \n", "ว่างเปล่า"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "ไม่ใช่แฟ้ม Word"),
        (b"%PDF-1.7 ...", "ไม่ใช่แฟ้ม Word"),
        (OLE + b"\0" * 600, "Word รุ่นเก่า"),
        (b"PK\x03\x04 not a zip at all", "เสียหาย"),
        (GOOD[:-200], "เสียหาย"),
    ],
)
def test_what_is_no_word_file_is_said(content: bytes, sentence: str) -> None:
    assert sentence in refusal(content)


def test_a_workbook_named_docx_is_no_word_file() -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("[Content_Types].xml", "<Types/>")
    assert "ไม่ใช่แฟ้ม Word" in refusal(stream.getvalue())


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("ความลับ")
    body = part_of(GOOD, "word/document.xml")
    doctype = f'<!DOCTYPE x [<!ENTITY e SYSTEM "file://{secret}">]>'.encode()
    evil = body.replace(b"<w:document", doctype + b"<w:document", 1)
    assert "เสียหาย" in refusal(with_part(GOOD, "word/document.xml", evil))


def test_a_broken_body_is_refused_and_not_a_crash() -> None:
    body = part_of(GOOD, "word/document.xml")
    assert "เสียหาย" in refusal(with_part(GOOD, "word/document.xml", body[: len(body) // 2]))


def test_too_many_rows_are_refused() -> None:
    lines = ["มาตรการ,ผลการดำเนินการ,ผู้รับผิดชอบ", *(f"มาตรการ {n},แล้ว,กองคลัง" for n in range(10_000))]
    assert f"{MOST_ROWS:,} แถว" in refusal("\n".join(lines).encode(), "ใหญ่.csv")
    row = b"<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>"
    body = part_of(GOOD, "word/document.xml").replace(b"<w:tr", row * 10_000 + b"<w:tr", 1)
    assert f"{MOST_ROWS:,} แถว" in refusal(with_part(GOOD, "word/document.xml", body))


def test_endless_paragraphs_and_cells_are_refused() -> None:
    many = b"<w:p><w:r><w:t>x</w:t></w:r></w:p>" * 25_000
    body = part_of(GOOD, "word/document.xml").replace(b"<w:tbl>", many + b"<w:tbl>", 1)
    assert "ย่อหน้า" in refusal(with_part(GOOD, "word/document.xml", body))
    long = paper(Table([RESULTS, ["๑.ก", "ข " * 20_000, "", "กองคลัง"]]))
    assert "ตัวอักษร" in refusal(long)


def test_more_measures_than_an_office_can_have_are_refused() -> None:
    rows = [[f"มาตรการ {number}", "", "แล้ว", "กองคลัง"] for number in range(400)]
    content = "\n".join(",".join(row) for row in (RESULTS, *rows)).encode()
    with pytest.raises(PaperError, match="400 มาตรการ"):
        read(content, name="มาก.csv")


def test_a_paper_without_any_known_table_is_refused() -> None:
    with pytest.raises(PaperError, match="ไม่พบตารางหรือรายงาน"):
        read(paper("บันทึกข้อความ", Table([["ชื่อ", "นามสกุล", "โทร"], ["ก", "ข", "1"]])))


def test_cells_that_look_like_formulas_are_texts() -> None:
    texts = ['=HYPERLINK("http://evil.example")', "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1:A9)"]
    rows = [[f"{number}. {text}", text, text, "กองคลัง"] for number, text in enumerate(texts, start=1)]
    found = items(read(paper(Table([RESULTS, *rows]))))
    assert [item.title for item in found.values()] == [
        texts[0],
        texts[1],
        "2+3",
        texts[3],
    ]  # a dash is a bullet
    quoted = [",".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in rows]
    content = "\n".join([",".join(RESULTS), *quoted]).encode("utf-8-sig")
    again = items(read(content, name="ตาราง.csv"))
    assert [item.title for item in again.values()] == [item.title for item in found.values()]


def test_which_files_are_papers(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(GOOD)
    (tmp_path / "unnamed").write_bytes(GOOD)
    (tmp_path / "b.csv").write_text("x")
    (tmp_path / "c.xlsx").write_bytes(b"PK")
    assert [is_paper(tmp_path / name) for name in ("a.docx", "unnamed", "b.csv", "c.xlsx", "none")] == [
        True, True, True, False, False,
    ]  # fmt: skip
