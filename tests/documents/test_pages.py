"""What is read of a page: what it really is, its title, its first page, whether it asks for a password."""

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from documents.pages import HTML, PDF, Page, facts, type_of

URL = "https://www.bangtuayang.example/o8"


def page(body: bytes, **more: object) -> Page:
    return Page(**{"url": URL, "status": 200, "said_type": "", "body": body} | more)  # type: ignore[arg-type]


def pdf(title: str = "", text: str = "") -> bytes:
    writer = PdfWriter()
    sheet = writer.add_blank_page(300, 300)
    if text:
        font = DictionaryObject(
            {
                NameObject("/Type"): NameObject("/Font"),
                NameObject("/Subtype"): NameObject("/Type1"),
                NameObject("/BaseFont"): NameObject("/Helvetica"),
            }
        )
        fonts = DictionaryObject({NameObject("/F1"): writer._add_object(font)})
        sheet[NameObject("/Resources")] = DictionaryObject({NameObject("/Font"): fonts})
        said = DecodedStreamObject()
        said.set_data(f"BT /F1 12 Tf 10 100 Td ({text}) Tj ET".encode())
        sheet[NameObject("/Contents")] = writer._add_object(said)
    if title:
        writer.add_metadata({"/Title": title})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for name in names:
            packed.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html></html>", HTML),
        (b"<!-- made by hand --> <html>", HTML),
        (pdf(), PDF),
        (b"\x89PNG\r\n\x1a\n0000", "image/png"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF\0", "image/jpeg"),
        (
            archive("[Content_Types].xml", "word/document.xml"),
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            archive("[Content_Types].xml", "xl/workbook.xml"),
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (archive("everything.exe"), "application/zip"),
        (b"MZ\x90\0" + b"\0" * 60, "application/x-executable"),
        (b"Rar!\x1a\x07\0abc", "application/x-rar-compressed"),
        ("ประกาศ".encode(), "text/plain"),
        (b"\x01\x02\x03\x04", ""),
        (b"", ""),
    ],
)
def test_what_a_file_is_is_told_by_its_content(body: bytes, kind: str) -> None:
    assert type_of(body) == kind


def test_title_and_headings_of_a_web_page_are_read_and_its_scripts_are_not() -> None:
    found = facts(
        page(
            "<html><head><title> แผน\n2570 </title><script>var h1='ไม่ใช่'</script></head>"
            "<body><h1>รายงานผล</h1><p>ข้อความ</p><h2>ไตรมาส&nbsp;1</h2></body></html>".encode()
        )
    )
    assert (found.title, found.text, found.letters, found.asks_password) == ("แผน 2570", "รายงานผล ไตรมาส 1", 22, False)


@pytest.mark.parametrize("said", ["header", "meta", "nobody"])
def test_an_old_thai_page_is_read_in_its_own_encoding(said: str) -> None:
    meta = "<meta http-equiv='Content-Type' content='text/html; charset=windows-874'>" if said == "meta" else ""
    body = f"<html>{meta}<title>งบประมาณ</title></html>".encode("cp874")
    assert facts(page(body, charset="tis-620" if said == "header" else "")).title == "งบประมาณ"


def test_a_page_with_a_password_field_asks_for_one() -> None:
    assert facts(page(b"<html><form><INPUT TYPE='Password'></form></html>")).asks_password


def test_title_and_first_page_of_a_pdf_are_read() -> None:
    found = facts(page(pdf("Annual report 2565", "Fiscal year 2022")))
    assert (found.media_type, found.title, found.text) == (PDF, "Annual report 2565", "Fiscal year 2022")


def test_a_damaged_pdf_is_still_a_pdf() -> None:
    whole = pdf("Report", "text")
    found = facts(page(whole[: len(whole) // 2], whole=False))
    assert found.media_type == PDF


@given(st.binary(max_size=400), st.sampled_from([b"", b"<html><title>", b"%PDF-1.7\n", b"PK\x03\x04", b"MZ"]))
def test_whatever_the_bytes_are_something_comes_out(body: bytes, start: bytes) -> None:
    found = facts(page(start + body))
    assert len(found.title) <= 300
    assert len(found.text) <= 3000
