"""What a person should look at in a published page: not public, elsewhere, of another year, a strange kind of file.
A flag is no verdict: where it cannot be told, nothing is said."""

import re
from collections.abc import Iterable
from datetime import date
from typing import Final
from urllib.parse import parse_qsl, unquote, urlsplit

from documents.pages import HTML, Failure, PageFacts
from documents.text import arabic, clean
from models.weblinks import Finding, absolute

ERA: Final = 543
FLAGS: Final = ("not_public", "off_site", "other_year", "file_type", "duplicate", "insecure")

_LOGIN_HOSTS: Final = frozenset({"accounts.google.com", "login.microsoftonline.com", "login.live.com"})
_SHARES: Final = ("drive.google.com", "docs.google.com", "onedrive.live.com", "1drv.ms", "sharepoint.com")
_LOGIN_PATH: Final = re.compile(r"(?:^|[/_.-])(?:log-?in|sign-?in|logon)(?=[/_.?-]|$)", re.IGNORECASE)
_LOGIN_TITLE: Final = re.compile(r"log\s?in|sign\s?in|log\s?on|เข้าสู่ระบบ|ลงชื่อเข้าใช้|ล็อกอิน", re.IGNORECASE)
_NO_ACCESS: Final = re.compile(
    r"access denied|request access|need access|need permission|sign-in|ขอสิทธิ์|ต้องมีสิทธิ์|ไม่มีสิทธิ์|ปฏิเสธการเข้าถึง",
    re.IGNORECASE,
)
_LITTLE_TO_READ: Final = 400  # letters; a page of news with a small form for members beside it has more

_DOCUMENT: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|odt|ods)$", re.IGNORECASE)
_PROPER: Final = re.compile(
    r"text/|image/|video/|audio/|application/(?:pdf|msword|rtf|json|xml|xhtml\+xml|ole|x-ole-storage|cdfv2"
    r"|vnd\.(?:openxmlformats|ms-|oasis))"
)

_YEAR: Final = r"(25[6-9]\d|20[1-5]\d)"
# Not a part of a telephone number.
_NAMED: Final = re.compile(rf"(?<!\d)(?<!\d-){_YEAR}(?:\s*(?:-|–|—|ถึง)\s*(?:พ\.?\s?ศ\.?\s*)?{_YEAR})?(?!\d)(?!-\d)")
# In running text a bare year may be anything; these words make it the year a document is about.
_ABOUT: Final = re.compile(
    r"(?:ปีงบประมาณ|ประจำปี|ปีการประเมิน|ปีที่ประเมิน|รอบปี|fiscal year|\bFY|\bITA)"
    rf"\s*(?:งบประมาณ)?\s*(?:พ\.?\s?ศ\.?|ค\.?\s?ศ\.?)?\s*({_NAMED.pattern})",
    re.IGNORECASE,
)
# Laws carry the years in which they were made and amended.
_LAW: Final = re.compile(
    r"(?:พระราชบัญญัติ|พ\.\s?ร\.\s?บ\.|พรบ|พระราชกฤษฎีกา|พระราชกำหนด|กฎกระทรวง|กฎหมาย|ระเบียบ|ข้อบังคับ|ประมวล|มาตรฐาน|หลักเกณฑ์|รัฐธรรมนูญ)"
    r"(?:(?!ประจำปี|ปีงบประมาณ).){0,200}",
    re.DOTALL,
)
_UPLOADED: Final = re.compile(r"/(?:25[6-9]\d|20[1-5]\d)/(?:0?[1-9]|1[0-2])(?=/)")  # when it was put there
_YEAR_KEYS: Final = frozenset({"year", "y", "fy", "budget_year", "budgetyear", "ปี"})


def finding(asked: str, found: PageFacts | Failure, website: str, years: frozenset[int]) -> Finding:
    """`website`: the host of the office's own site, empty when it is not known; `years`: B.E., what the round's
    documents may be about, empty when nothing can be said."""
    elsewhere = ["off_site"] if is_off_site(found.url or asked, website) else []
    if isinstance(found, Failure):
        closed = ["not_public"] if found.why == "not_public" else []
        return Finding(found.why, found.status, found.url, flags=(*closed, *elsewhere))
    if is_not_public(found):
        return Finding("not_public", found.status, found.url, flags=("not_public", *elsewhere))
    flags = [*elsewhere]
    if years and (named := named_years(found.url, found.title, found.text)) and not named & years:
        flags.append("other_year")
    if is_strange_file(found):
        flags.append("file_type")
    if found.downgraded:
        flags.append("insecure")
    return Finding("", found.status, found.url, found.media_type, found.title, tuple(flags))


def is_off_site(url: str, website: str) -> bool:
    own, there = _bare_host(website), _bare_host(host_of(url))
    return bool(own and there) and there != own and not there.endswith(f".{own}")


def is_not_public(page: PageFacts) -> bool:
    host, path = host_of(page.url), urlsplit(page.url).path
    if host in _LOGIN_HOSTS or (_bare_host(host) == "facebook.com" and path.startswith("/login")):
        return True
    if any(host == share or host.endswith(f".{share}") for share in _SHARES) and page.media_type == HTML:
        return bool(_NO_ACCESS.search(f"{page.title} {page.text}"))
    if not page.asks_password:
        return False
    return page.letters < _LITTLE_TO_READ or bool(_LOGIN_PATH.search(path) or _LOGIN_TITLE.search(page.title))


def is_strange_file(page: PageFacts) -> bool:
    """An archive, a program or what nothing is known of; or a web page under the name of a document."""
    if page.media_type == HTML:
        return page.said_type == "application/pdf" or bool(_DOCUMENT.search(unquote(urlsplit(page.url).path)))
    return not _PROPER.match(page.media_type)


def named_years(url: str, title: str, text: str) -> frozenset[int]:
    """The years, B.E., that a document says it is about."""
    found = {year for said in (title, _name_of(url)) for year in _years(_NAMED.finditer(_plain(said)))}
    found |= {year for about in _ABOUT.finditer(_plain(text)) for year in _years(_NAMED.finditer(about[0]))}
    return frozenset(found | _asked_years(url))


def years_of_round(assessment_year: int, starts_on: date, ends_on: date) -> frozenset[int]:
    """B.E. years that fit: the year assessed, those in which the work runs, and the one before, for some items show
    last year's results."""
    run = {_fiscal(starts_on), _fiscal(ends_on), assessment_year}
    return frozenset(range(min(run) - 1, max(run) + 1)) | {starts_on.year + ERA, ends_on.year + ERA}


def same_place(url: str) -> str:
    """What two spellings of one address have in common."""
    try:
        parts = urlsplit(absolute(url.strip()))
        port = parts.port
    except ValueError:
        return url
    host = _bare_host(parts.hostname or "") + (f":{port}" if port not in (None, 80, 443) else "")
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""  # a page of its own in some sites
    return "|".join((host, unquote(parts.path).rstrip("/"), unquote(parts.query), fragment))


def host_of(url: str) -> str:
    try:
        return (urlsplit(absolute(url)).hostname or "").rstrip(".").lower()
    except ValueError:
        return ""


def _bare_host(host: str) -> str:
    host = host.lower().rstrip(".").removeprefix("www.")
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return host


def _fiscal(day: date) -> int:
    return day.year + ERA + (day.month >= 10)


def _plain(text: str) -> str:
    return _LAW.sub(" ", arabic(clean(text)))


def _years(matches: Iterable[re.Match[str]]) -> set[int]:
    found: set[int] = set()
    for match in matches:
        first = _era(int(match[1]))
        last = _era(int(match[2])) if match[2] else first
        # A plan for several years is about each of them.
        found |= set(range(first, last + 1)) if first <= last <= first + 20 else {first, last}
    return found


def _era(year: int) -> int:
    return year if year >= 2400 else year + ERA


def _name_of(url: str) -> str:
    """The words of its path; a last part that is a bare number is an id."""
    path = _UPLOADED.sub("", arabic(unquote(urlsplit(url).path))).rstrip("/")
    folder, _, last = path.rpartition("/")
    return (folder if last.isdigit() else path).replace("/", " / ").replace("_", " ")


def _asked_years(url: str) -> set[int]:
    asked = parse_qsl(arabic(unquote(urlsplit(url).query)))
    said = [value for name, value in asked if name.lower() in _YEAR_KEYS]
    return {year for value in said if (match := _NAMED.fullmatch(value)) for year in _years([match])}
