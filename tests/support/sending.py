"""Small files of each kind, as people send them, and some that nobody should."""

import io
import zipfile

from openpyxl import Workbook
from pypdf import PdfWriter

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + b"0" * 40
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01" + b"0" * 40
OLE = bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600


def pdf() -> bytes:
    writer, out = PdfWriter(), io.BytesIO()
    writer.add_blank_page(100, 100)
    writer.write(out)
    return out.getvalue()


def xlsx() -> bytes:
    out = io.BytesIO()
    book = Workbook()
    book.create_sheet("รายงาน")["A1"] = "ก"
    book.save(out)
    return out.getvalue()


def zipped(*entries: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as container:
        for name, content in entries:
            container.writestr(name, content)
    return out.getvalue()


def docx(*more: tuple[str, bytes]) -> bytes:
    return zipped(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", b"<w:document/>"), *more)


def odt(*more: tuple[str, bytes]) -> bytes:
    mimetype = b"application/vnd.oasis.opendocument.text"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr(zipfile.ZipInfo("mimetype"), mimetype, zipfile.ZIP_STORED)
        container.writestr("content.xml", b"<office/>", zipfile.ZIP_DEFLATED)
        for name, content in more:
            container.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Some 50 KB that would be 50 MB."""
    return docx(("word/media/image1.png", b"\0" * 50_000_000))


def lying(size: int) -> bytes:
    """A document whose table of contents claims another size than it has."""
    made = bytearray(docx(("word/a.xml", b"x" * 1000)))
    at = made.rindex(b"word/a.xml") - 46
    made[at + 24 : at + 28] = size.to_bytes(4, "little")
    return bytes(made)


def locked() -> bytes:
    made = bytearray(docx())
    at = made.index(b"PK\x01\x02")
    made[at + 8] |= 1
    return bytes(made)


def old_office(*streams: str) -> bytes:
    return OLE + b"".join((name + "\0").encode("utf-16-le") for name in streams)
