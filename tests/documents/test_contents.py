"""What a file is, told from its content: what is taken, under which name, and what is refused for which reason."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents import contents
from documents.contents import ENDINGS, Refused, Taken, inspect
from tests.support import sending

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
THAI = "ลำดับ,รายการ\n1,จัดซื้อ\n"

TAKEN = {
    "pdf": (sending.pdf(), "รายงาน.pdf", "application/pdf", "รายงาน.pdf"),
    "png": (sending.PNG, "a.PNG", "image/png", "a.PNG"),
    "jpeg": (sending.JPEG, "a.jpeg", "image/jpeg", "a.jpeg"),
    "gif": (b"GIF89a" + b"0" * 40, "a.gif", "image/gif", "a.gif"),
    "webp": (b"RIFF\x10\0\0\0WEBPVP8 " + b"0" * 40, "a.webp", "image/webp", "a.webp"),
    "heic": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "a.heic", "image/heic", "a.heic"),
    "a picture without a name": (sending.JPEG, "", "image/jpeg", ""),
    "xlsx": (sending.xlsx(), "ตาราง.xlsx", EXCEL, "ตาราง.xlsx"),
    "docx": (sending.docx(), "a.docx", WORD, "a.docx"),
    "docx with an embedded sheet": (sending.docx(("word/embeddings/a.xlsx", sending.xlsx())), "a.docx", WORD, "a.docx"),
    "odt": (sending.odt(), "a.odt", "application/vnd.oasis.opendocument.text", "a.odt"),
    "doc": (sending.old_office("WordDocument"), "a.doc", "application/msword", "a.doc"),
    "xls": (sending.old_office("Workbook"), "a.xls", "application/vnd.ms-excel", "a.xls"),
    "ppt": (sending.old_office("PowerPoint Document"), "a.ppt", "application/vnd.ms-powerpoint", "a.ppt"),
    "csv": (THAI.encode(), "a.csv", "text/csv", "a.csv"),
    "csv of an old Excel": (THAI.encode("cp874"), "a.csv", "text/csv", "a.csv"),
    "text": (THAI.encode("utf-16"), "a.txt", "text/plain", "a.txt"),
    "a picture called pdf": (sending.JPEG, "สแกน.pdf", "image/jpeg", "สแกน.jpg"),
    "a pdf called docx": (sending.pdf(), "แผน 2570.docx", "application/pdf", "แผน 2570.pdf"),
    "text called pdf": (b"hello", "a.pdf", "text/plain", "a.txt"),
    "no ending": (sending.pdf(), "แผน ฉบับที่ 1.2 ก", "application/pdf", "แผน ฉบับที่ 1.2 ก.pdf"),
}
REFUSED = {
    "nothing": (b"", "a.pdf", "empty"),
    "more than the limit": (b"%PDF" + b"0" * contents.LARGEST, "a.pdf", "too_large"),
    "a web page called pdf": (b"<!DOCTYPE html><html><script>alert(1)</script>", "รายงาน.pdf", "web_page"),
    "a web page after blanks": (b"\xef\xbb\xbf \r\n<HTML><body>", "a.txt", "web_page"),
    "a web page in UTF-16": ("<html><script>".encode("utf-16"), "a.txt", "unknown"),
    "a drawing that runs scripts": (b'<svg xmlns="x"><script/></svg>', "a.svg", "web_page"),
    "text called html": (b"hello", "a.html", "web_page"),
    "a program": (b"MZ\x90\0" + b"\0" * 200, "a.pdf", "program"),
    "a program for Linux": (b"\x7fELF" + b"\0" * 200, "a.pdf", "program"),
    "a script": (b"#!/bin/sh\nrm -rf", "a.txt", "program"),
    "a batch file": (b"del *.*", "a.bat", "program"),
    "a zip": (sending.zipped(("a.pdf", sending.pdf())), "a.zip", "archive"),
    "a zip called docx": (sending.zipped(("a.pdf", sending.pdf())), "a.docx", "archive"),
    "a 7z": (b"7z\xbc\xaf\x27\x1c" + b"0" * 60, "a.7z", "archive"),
    "a rar": (b"Rar!\x1a\x07\x00" + b"0" * 60, "a.rar", "archive"),
    "an archive within": (sending.docx(("word/x.zip", b"PK")), "a.docx", "archive"),
    "a program within": (sending.docx(("word/embeddings/x.exe", b"MZ")), "a.docx", "archive"),
    "a bomb": (sending.bomb(), "a.docx", "bomb"),
    "a bomb that says so": (sending.lying(0xFFFFFFF0), "a.docx", "bomb"),
    "too many parts": (sending.docx(*((f"word/{n}", b"") for n in range(contents.MOST_ENTRIES))), "a.docx", "bomb"),
    "a password": (sending.locked(), "a.docx", "locked"),
    "a password on a new Word file": (sending.old_office("EncryptedPackage"), "a.docx", "locked"),
    "macros": (sending.docx(("word/vbaProject.bin", b"x")), "a.docm", "macros"),
    "macros of OpenDocument": (sending.odt(("Basic/script-lc.xml", b"x")), "a.odt", "macros"),
    "old macros": (sending.old_office("WordDocument", "_VBA_PROJECT"), "a.doc", "macros"),
    "half a zip": (sending.docx()[:60], "a.docx", "damaged"),
    "a video": (b"\0\0\0\x18ftypmp42\0\0\0\0", "a.mp4", "unknown"),
    "rich text": (b"{\\rtf1 hello}", "a.rtf", "unknown"),
    "bytes": (bytes(range(256)), "a.pdf", "unknown"),
    "an old file of nobody's": (sending.OLE, "a.doc", "unknown"),
}


@pytest.mark.parametrize("case", TAKEN)
def test_what_offices_send_is_taken_and_named_by_what_it_is(case: str) -> None:
    data, name, media_type, called = TAKEN[case]
    assert inspect(data, name) == Taken(media_type, called)


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_document_is_refused_for_its_reason(case: str) -> None:
    data, name, why = REFUSED[case]
    assert inspect(data, name) == Refused(why)  # type: ignore[arg-type]


def test_nothing_is_unpacked_to_decide(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_args: object, **_more: object) -> None:
        raise AssertionError("something was unpacked")

    monkeypatch.setattr(zipfile.ZipFile, "open", refuse)
    sent = [(data, name) for data, name, _, _ in TAKEN.values()] + [(data, name) for data, name, _ in REFUSED.values()]
    for data, name in sent:
        inspect(data, name)


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"%PDF-1.7", sending.OLE[:8], sending.docx()[:90]])
)
def test_any_bytes_are_judged(data: bytes, head: bytes) -> None:
    found = inspect(head + data, "ก.pdf")
    assert isinstance(found, Refused) or found.name.endswith(ENDINGS[found.media_type])


@given(st.integers(0, 300), st.binary(min_size=1, max_size=8))
def test_a_document_with_a_wound_is_judged(at: int, wound: bytes) -> None:
    made = bytearray(sending.docx())
    made[at : at + len(wound)] = wound
    assert isinstance(inspect(bytes(made), "ก.docx"), Taken | Refused)
