"""Published addresses as people read of them: how a link was last found, and what is told when one breaks."""

from collections.abc import Sequence
from urllib.parse import urlsplit

from messages import flex
from messages.pack import Message, Quick, text, with_quick
from messages.postbacks import Show
from messages.rows import first_lines
from messages.thai import code_ranges, sort_codes
from messages.views import BrokenLink, LinkView
from messages.wording import wording
from messages.words import LABELS

LINES = 8
ADDRESS_UNITS = 60
SHORTCUTS: Quick = ((LABELS["missing"], Show("missing")), (LABELS["status"], Show("status")))


def link_line(link: LinkView | None) -> str:
    """One line under a link, on a card: was it opened, when, and what to look at. Without a view: not checked."""
    link = link or LinkView("")
    return flex.one_line(wording("links", link=link, flags=" · ".join(link.flags))["line"], 300)


def why_words(why: str) -> str:
    """Why an address could not be opened, in Thai; what is not known is said in general."""
    return wording("links", why=why)["why"]


def flag_words(flag: str) -> str:
    return wording("links", flag=flag)["flag"]


def broken(links: Sequence[BrokenLink], *, salutation: str | None, office: str) -> list[Message]:
    """Told once to whoever answers for the items. `salutation` None: it stands below a message that greets already."""
    lines, more = broken_lines(links, LINES)
    said = wording(
        "links",
        salutation=salutation and flex.one_line(salutation, 200),
        office=flex.one_line(office, 120),
        lines=lines,
        more=more,
        count=len(links),
        example=flex.one_line(sort_codes(code for link in links for code in link.codes)[0], 20),
    )
    return with_quick([text(said["broken"])], SHORTCUTS)


def broken_lines(links: Sequence[BrokenLink], most: int) -> tuple[list[str], int]:
    """A line each, and how many there was no room for."""
    shown, more = first_lines([broken_line(link) for link in links], most)
    return list(shown), more


def broken_line(link: BrokenLink) -> str:
    codes = code_ranges(sort_codes(link.codes)[:6]) + ("…" if len(link.codes) > 6 else "")
    said = wording("links", codes=codes, address=short_address(link.url), link=link)
    return flex.one_line(said["broken_line"], 220)


def short_address(url: str, units: int = ADDRESS_UNITS) -> str:
    """The host and as much of the path as there is room for."""
    try:
        parts = urlsplit(url)
        shown = parts.netloc.rpartition("@")[2].removeprefix("www.") + parts.path.rstrip("/")
    except ValueError:
        shown = url
    return flex.one_line(shown or url, units)
