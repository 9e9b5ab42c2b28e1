"""A fetched page into what can be known of it: what it really is, its title, what its first page says, whether it
asks for a password. Whatever the bytes are, something comes out."""

import io
import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Final

from documents.text import clean, one_line

HTML, PDF = "text/html", "application/pdf"
MOST_HTML: Final = 300_000  # bytes looked at: titles and forms stand early
MOST_TEXT: Final = 3_000  # letters kept
MOST_TITLE: Final = 300
_LOOKS_HTML: Final = re.compile(
    rb"\s*(?:<!--.*?-->\s*)?(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html|head|body|title)\b", re.I
)
_META_CHARSET: Final = re.compile(rb"<meta[^>]{0,200}charset=[\"']?([\w-]{1,40})", re.IGNORECASE)
_IN_ZIP: Final = {
    b"word/": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    b"xl/": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    b"ppt/": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
_NO_TEXT: Final = frozenset({"script", "style", "noscript", "template"})
_HEAD: Final = 60_000  # bytes by which a file tells what it is


@dataclass(frozen=True)
class Page:
    """What a server sent, as it came. `whole`: nothing was cut off."""

    url: str  # where it was found in the end
    status: int
    said_type: str  # as its header calls it
    body: bytes
    charset: str = ""
    whole: bool = True
    downgraded: bool = False  # an https address led to an http one


@dataclass(frozen=True)
class Failure:
    """The public cannot open it; `why` is a word of ours."""

    why: str
    status: int | None = None
    url: str = ""


@dataclass(frozen=True)
class PageFacts:
    url: str
    status: int
    said_type: str = ""
    media_type: str = ""  # by content; empty: it cannot be told
    title: str = ""
    text: str = ""  # headings of a web page, the first page of a PDF
    asks_password: bool = False
    letters: int = 0  # how much a web page has to read
    downgraded: bool = False


def facts(page: Page) -> PageFacts:
    media_type = type_of(page.body)
    title = text = ""
    asks_password, letters = False, 0
    if media_type == HTML:
        title, text, asks_password, letters = _html(_decoded(page))
    elif media_type == PDF:
        title, text = _pdf(page.body)
    return PageFacts(
        page.url,
        page.status,
        page.said_type,
        media_type,
        _tidy(title, MOST_TITLE),
        _tidy(text, MOST_TEXT),
        asks_password,
        letters,
        page.downgraded,
    )


def bare_facts(page: Page) -> PageFacts:
    """When reading it took too long: only what its header says."""
    return PageFacts(page.url, page.status, page.said_type, page.said_type, downgraded=page.downgraded)


def type_of(body: bytes) -> str:
    """By content, whatever the header or the name says; empty when it cannot be told."""
    head = body[:_HEAD]
    if _LOOKS_HTML.match(head[:2000].removeprefix(b"\xef\xbb\xbf")):
        return HTML
    if b"%PDF-" in head[:1024]:
        return PDF
    if head.startswith(b"PK\x03\x04"):
        return _zip_type(body)
    if head.startswith((b"MZ", b"\x7fELF")):
        return "application/x-executable"
    import puremagic  # its tables are wanted by few pages

    try:
        found = puremagic.magic_string(head)
    except (puremagic.PureError, ValueError):
        found = []
    named = next((match.mime_type for match in found if match.mime_type), "")
    return named or ("text/plain" if _is_text(head) else "")


def _zip_type(body: bytes) -> str:
    """Office files are archives with a list of contents; names of members stand in the clear."""
    if b"[Content_Types].xml" in body:
        return next((kind for folder, kind in _IN_ZIP.items() if folder in body), "application/zip")
    if odf := re.search(rb"mimetype(application/vnd\.oasis\.opendocument\.[a-z]{1,20})", body[:200]):
        return odf[1].decode()
    return "application/zip"


def _is_text(head: bytes) -> bool:
    return bool(head) and not re.search(rb"[\x00-\x08\x0e-\x1a]", head)


def _decoded(page: Page) -> str:
    """Old Thai pages are TIS-620 and often do not say so."""
    body = page.body[:MOST_HTML]
    named = _META_CHARSET.search(body[:4000])
    for charset in (page.charset, named[1].decode() if named else "", "utf-8"):
        try:
            return body.decode(charset, "strict" if page.whole and len(page.body) <= MOST_HTML else "ignore")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return body.decode("cp874", "replace")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title: list[str] = []
        self.headings: list[str] = []
        self.asks_password = False
        self.letters = 0
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "input" and any(name == "type" and (value or "").lower() == "password" for name, value in attrs):
            self.asks_password = True
        if tag in _NO_TEXT or tag in ("title", "h1", "h2"):
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            del self._inside[self._inside.index(tag) :]

    def handle_data(self, data: str) -> None:
        within = self._inside[-1] if self._inside else ""
        if within in _NO_TEXT:
            return
        if within == "title":
            self.title.append(data)
            return
        self.letters += len("".join(data.split()))
        if within in ("h1", "h2"):
            self.headings.append(data)


def _html(text: str) -> tuple[str, str, bool, int]:
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return " ".join(reader.title), " ".join(reader.headings), reader.asks_password, reader.letters


def _pdf(body: bytes) -> tuple[str, str]:
    """Its own title and its first page's text, as far as they can be had."""
    from pypdf import PdfReader

    title = text = ""
    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        title = str((reader.metadata.title if reader.metadata else "") or "")
        text = reader.pages[0].extract_text() if reader.pages else ""
    except Exception:  # noqa: S110  # a parser of what anybody may have written: any error is an unreadable file
        pass
    return title, text


def _tidy(text: str, most: int) -> str:
    printable = "".join(letter for letter in text[: 4 * most] if letter.isprintable() or letter.isspace())
    return one_line(clean(printable))[:most].strip()
