"""What a file really is, told from its content: which we take as evidence, and why not another. Nothing is unpacked."""

import re
import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import Final, Literal

import puremagic

from documents import filenames

LARGEST: Final = 25 * 1024 * 1024
MOST_UNPACKED: Final = 300 * 1024 * 1024
MOST_RATIO: Final = 100  # of what is unpacked to what is packed, once it is more than SMALL
SMALL: Final = 10 * 1024 * 1024
MOST_ENTRIES, MOST_DIRECTORY = 5_000, 1024 * 1024
HEAD: Final = 8192

Why = Literal[
    "empty", "too_large", "web_page", "program", "archive", "locked", "macros", "bomb", "damaged", "unknown"
]  # fmt: skip


@dataclass(frozen=True)
class Taken:
    media_type: str
    name: str


@dataclass(frozen=True)
class Refused:
    why: Why


_OOXML: Final = "application/vnd.openxmlformats-officedocument."
_ODF: Final = "application/vnd.oasis.opendocument."
# The media types we take and the endings that go with each, the usual one first.
ENDINGS: Final[dict[str, tuple[str, ...]]] = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg", ".jpe", ".jfif"),
    "image/png": (".png",),
    "image/gif": (".gif",),
    "image/webp": (".webp",),
    "image/heic": (".heic", ".heif"),
    "application/msword": (".doc", ".dot"),
    "application/vnd.ms-excel": (".xls", ".xlt"),
    "application/vnd.ms-powerpoint": (".ppt", ".pps"),
    f"{_OOXML}wordprocessingml.document": (".docx", ".dotx"),
    f"{_OOXML}spreadsheetml.sheet": (".xlsx", ".xltx"),
    f"{_OOXML}presentationml.presentation": (".pptx", ".ppsx"),
    f"{_ODF}text": (".odt",),
    f"{_ODF}spreadsheet": (".ods",),
    f"{_ODF}presentation": (".odp",),
    "text/csv": (".csv",),
    "text/plain": (".txt",),
}
_DIRECT: Final = frozenset(t for t in ENDINGS if t.startswith("image/") or t == "application/pdf")
_HEIC: Final = frozenset((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"))
_OFFICE_PARTS: Final = {
    "word/": f"{_OOXML}wordprocessingml.document",
    "xl/": f"{_OOXML}spreadsheetml.sheet",
    "ppt/": f"{_OOXML}presentationml.presentation",
}
# Streams of an old Office file, as its directory names them.
_OLD_OFFICE: Final = {
    "WordDocument": "application/msword",
    "Workbook": "application/vnd.ms-excel",
    "Book": "application/vnd.ms-excel",
    "PowerPoint Document": "application/vnd.ms-powerpoint",
}
_WEB_PAGE: Final = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|script|iframe|svg|meta|title|form|a\s+href)\b|<\?php|^mime-version:", re.I
)
_PROGRAMS: Final = frozenset(
    (
        *(".exe", ".dll", ".com", ".scr", ".msi", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".js", ".jse", ".wsf"),
        *(".hta", ".jar", ".apk", ".sh", ".py", ".lnk", ".url", ".reg"),
    )
)
_WEB_ENDINGS: Final = frozenset((".html", ".htm", ".xhtml", ".mhtml", ".mht", ".svg"))
_PACKED: Final = frozenset((".zip", ".rar", ".7z", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".cab", ".iso"))


def inspect(data: bytes, name: str) -> Taken | Refused:
    """Of what kind the content is, whatever its name says, and the name with an ending that goes with it."""
    if not data:
        return Refused("empty")
    if len(data) > LARGEST:
        return Refused("too_large")
    kind = _kind(data, filenames.split(name)[1])
    if kind not in ENDINGS:
        return Refused(_refusal(kind))
    return Taken(kind, filenames.with_ending(name, ENDINGS[kind]) if name else "")


def is_shown(media_type: str) -> bool:
    """Whether a browser may show it; anything else it only keeps."""
    return media_type in _DIRECT


def _refusal(kind: str) -> Why:
    return kind  # type: ignore[return-value]  # what `_kind` answers is a media type we take or a reason


def _kind(data: bytes, ending: str) -> str:
    """A media type we take, or why we do not."""
    head = data[:HEAD]
    if head.startswith(b"PK\x03\x04"):
        return _packed(data)
    if head.startswith(b"PK"):  # an empty or a split archive
        return "archive"
    if head.startswith(bytes.fromhex("d0cf11e0a1b11ae1")):
        return _old_office(data)
    if head[4:8] == b"ftyp":
        return "image/heic" if head[8:12] in _HEIC else "unknown"
    found = _magic(head)
    if found & _DIRECT:
        return sorted(found & _DIRECT)[0]
    if _is_program(head, found) or ending in _PROGRAMS:
        return "program"
    if _is_archive(found):
        return "archive"
    return _text(data, ending)


def _magic(head: bytes) -> set[str]:
    """The media types whose signature the content begins with."""
    try:
        matches = puremagic.magic_string(head)
    except puremagic.PureError:
        return set()
    return {_same(m.mime_type) for m in matches if m.byte_match and m.offset in (0, 8)}


def _same(media_type: str) -> str:
    return {"image/pjpeg": "image/jpeg", "image/jpg": "image/jpeg", "image/x-png": "image/png"}.get(
        media_type, media_type
    )


def _is_program(head: bytes, found: set[str]) -> bool:
    signatures = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"L\0\0\0\x01\x14\x02")
    return head.startswith(signatures) or any("executable" in kind for kind in found)


def _is_archive(found: set[str]) -> bool:
    words = ("zip", "rar", "7z", "tar", "compress", "cab", "bzip", "xz", "iso9660")
    return any(word in kind for kind in found for word in words)


def _text(data: bytes, ending: str) -> str:
    if ending in _WEB_ENDINGS or _WEB_PAGE.search(data[:HEAD]):
        return "web_page"
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith((b"<?xml", b"{\\rtf", b"%PDF", b"%!PS")):
        return "unknown"
    if _is_letters(data):
        return "text/csv" if ending == ".csv" else "text/plain"
    return "unknown"


def _is_letters(data: bytes) -> bool:
    """Text in one of the encodings that Thai offices write."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings: tuple[str, ...] = ("utf-16",)
    else:
        encodings = ("utf-8-sig", "cp874")
    for encoding in encodings:
        try:
            said = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if _WEB_PAGE.search(said[:HEAD].encode()):
            return False
        return not re.search(r"[\x00-\x08\x0e-\x1f]", said)
    return False


def _old_office(data: bytes) -> str:
    """Word, Excel or PowerPoint before 2007: a small file system whose directory names its streams in UTF-16."""

    def has(name: str) -> bool:
        return (name + "\0").encode("utf-16-le") in data

    if has("EncryptedPackage") or has("EncryptedSummary"):
        return "locked"
    if has("_VBA_PROJECT") or has("VBA") or has("Macros"):
        return "macros"
    return next((kind for name, kind in _OLD_OFFICE.items() if has(name)), "unknown")


def _packed(data: bytes) -> str:
    """Office documents of today are archives; only their table of contents is read."""
    end = data.rfind(b"PK\x05\x06", max(0, len(data) - 66_000))
    if end < 0 or len(data) < end + 22 or data[max(0, end - 20) :].startswith(b"PK\x06\x07"):
        return "damaged"
    if int.from_bytes(data[end + 12 : end + 16], "little") > MOST_DIRECTORY:
        return "bomb"
    try:
        with zipfile.ZipFile(BytesIO(data)) as container:
            entries = container.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        return "damaged"
    if any(entry.flag_bits & 1 for entry in entries):
        return "locked"
    unpacked, packed = sum(e.file_size for e in entries), sum(e.compress_size for e in entries)
    if (
        len(entries) > MOST_ENTRIES
        or unpacked > MOST_UNPACKED
        or (unpacked > SMALL and unpacked > MOST_RATIO * max(1, packed))
    ):
        return "bomb"
    return _office(data, entries)


def _office(data: bytes, entries: list[zipfile.ZipInfo]) -> str:
    names = [entry.filename for entry in entries]
    endings = {filenames.split(name)[1] for name in names}
    document = _open_document(data, entries[0]) if entries else ""
    if not document and "[Content_Types].xml" not in names:
        return "archive"
    if endings & (_PACKED | _PROGRAMS):
        return "archive"
    if any("vbaproject" in n.lower() or n.startswith(("Basic/", "Scripts/")) for n in names):
        return "macros"
    if document:
        return document if document in ENDINGS else "unknown"
    return next((kind for part, kind in _OFFICE_PARTS.items() if any(n.startswith(part) for n in names)), "unknown")


def _open_document(data: bytes, first: zipfile.ZipInfo) -> str:
    """An OpenDocument file begins with its media type, plainly: the format asks for that."""
    if first.filename != "mimetype" or first.compress_type != zipfile.ZIP_STORED or first.file_size > 100:
        return ""
    start = (
        first.header_offset + 30 + int.from_bytes(data[first.header_offset + 28 : first.header_offset + 30], "little")
    )
    return data[start + len(first.filename) :][: first.file_size].decode("ascii", "replace").strip()
