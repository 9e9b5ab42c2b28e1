"""Opening a Word or CSV file with care: what it is, how large it is, and nothing in it is ever run or fetched."""

import re
import zipfile
from io import BytesIO
from pathlib import Path
from typing import BinaryIO, Final

from documents.papers_in.delimited import read_delimited
from documents.papers_in.parts import Paper, PaperError

LARGEST_FILE: Final = 20 * 2**20
LARGEST_UNPACKED: Final = 60 * 2**20
LARGEST_PART: Final = 16 * 2**20  # one part as XML: a tree of it takes some ten times as much memory
MOST_PARTS: Final = 2_000
WORD: Final = frozenset({".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot", ".rtf", ".odt", ".pdf", ".htm", ".html"})
DELIMITED: Final = frozenset({".csv", ".tsv", ".txt", ".tab"})
WORKBOOK: Final = ".xlsx"
# What may hold a plan or table when it is sent in chat, where most files are evidence.
SENT: Final = frozenset({".docx", WORKBOOK, ".csv", ".tsv", ".tab"})

_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_AS_DOCX: Final = "โปรดเปิดด้วย Word แล้วบันทึกเป็น Word Document (.docx) ก่อนนำเข้า"
_TOO_LARGE: Final = "แฟ้มมีขนาดใหญ่เกินไป (เกิน 20 MB หรือคลายแล้วเกิน 60 MB) โปรดลบรูปภาพหรือแยกแฟ้มก่อนนำเข้า"
_NOT_WORD: Final = f"แฟ้มนี้ไม่ใช่แฟ้ม Word (.docx) {_AS_DOCX}"
_BROKEN: Final = f"แฟ้ม Word นี้เสียหายจนเปิดอ่านไม่ได้ {_AS_DOCX}"
_MACROS: Final = "แฟ้มนี้มีแมโคร ระบบไม่นำเข้าเพื่อความปลอดภัย โปรดบันทึกเป็น Word Document (.docx) ที่ไม่มีแมโครแล้วนำเข้าใหม่"
_LOCKED: Final = "แฟ้มนี้มีรหัสผ่าน โปรดนำรหัสผ่านออก (แฟ้ม > ข้อมูล > ป้องกันเอกสาร) แล้วนำเข้าใหม่"
_OLD: Final = f"แฟ้มนี้เป็น Word รุ่นเก่า (.doc) {_AS_DOCX}"
_MACRO_PART: Final = re.compile(r"(?:^|/)(?:vbaProject|vbaData)[^/]*\.(?:bin|xml)$", re.IGNORECASE)


def is_paper(path: Path) -> bool:
    """Whether a file is to be read as a paper rather than as an office workbook, by what it holds, then by its name."""
    if path.suffix.lower() in DELIMITED | WORD:
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return "word/document.xml" in archive.namelist()
    except (OSError, zipfile.BadZipFile):
        return False


def open_paper(source: Path | bytes | BinaryIO, name: str = "") -> Paper:
    """The file's tables and paragraphs. `name` is what people call the file; its ending tells a CSV from the rest."""
    name = name or (source.name if isinstance(source, Path) else "")
    content = _content(source, name)
    if not content.strip():
        raise PaperError(f"แฟ้ม {name} ว่างเปล่า โปรดตรวจสอบแฟ้มแล้วนำเข้าใหม่")
    if Path(name).suffix.lower() in DELIMITED:
        return read_delimited(content, name)
    _check(content)
    from documents.papers_in.word import read_word  # python-docx takes a while to load; most commands read no Word file

    try:
        return read_word(content, name)
    except PaperError:
        raise
    except Exception as error:  # python-docx and lxml raise whatever the broken part made them raise
        raise PaperError(_BROKEN) from error


def _content(source: Path | bytes | BinaryIO, name: str) -> bytes:
    if isinstance(source, bytes):
        content = source
    elif isinstance(source, Path):
        try:
            with source.open("rb") as file:
                content = file.read(LARGEST_FILE + 1)
        except OSError as error:
            raise PaperError(f"เปิดแฟ้ม {name} ไม่ได้ โปรดตรวจสอบชื่อและที่อยู่ของแฟ้ม") from error
    else:
        content = source.read(LARGEST_FILE + 1)
    if len(content) > LARGEST_FILE:
        raise PaperError(_TOO_LARGE)
    return content


def _check(content: bytes) -> None:
    """Refuse what is no plain .docx of a sensible size."""
    if content.startswith(_OLE):
        raise PaperError(_LOCKED if _ENCRYPTED in content else _OLD)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if any(part.flag_bits & 0x1 for part in parts):
                raise PaperError(_LOCKED)
            if "word/document.xml" not in names or "[Content_Types].xml" not in names:
                raise PaperError(_NOT_WORD)
            # zipfile never unpacks more than a part's stated size, so the stated sizes can be trusted.
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                raise PaperError(_TOO_LARGE)
            if any(_is_xml(part) and part.file_size > LARGEST_PART for part in parts):
                raise PaperError(_TOO_LARGE)
            types = archive.read("[Content_Types].xml")
            if any(_MACRO_PART.search(name) for name in names) or b"macroenabled" in types.lower():
                raise PaperError(_MACROS)
            with_entities = any(_has_entities(archive.read(part)) for part in parts if _is_xml(part))
    except PaperError:
        raise
    except Exception as error:  # zipfile and zlib raise whatever the broken bytes made them raise
        raise PaperError(_BROKEN if content.startswith(b"PK") else _NOT_WORD) from error
    if with_entities:
        raise PaperError(_BROKEN)


def _is_xml(part: zipfile.ZipInfo) -> bool:
    return part.filename.lower().endswith((".xml", ".rels"))


def _has_entities(xml: bytes) -> bool:
    plain = xml.replace(b"\0", b"")  # whatever of the UTF-16 kind there may be
    return b"<!DOCTYPE" in plain or b"<!ENTITY" in plain
