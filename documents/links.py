"""Published addresses as plain values: how each was last found, which are broken, which stand for two items."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.link_flags import same_place
from messages.links import flag_words, why_words
from messages.views import BrokenLink, LinkView
from models import weblinks
from models.clock import local_date
from models.office import Office
from models.register import WorkItem
from models.weblinks import Standing, WebLink

Stood = Mapping[str, Sequence[Standing]]


def link_views(session: Session, office: Office, items: Sequence[WorkItem]) -> dict[str, LinkView]:
    """Every address that stands for these items, as the check last found it; what was never checked says so. An
    item's own `url` is a key too, however it is written."""
    stood = stood_on(session, office)
    wanted = {item.id for item in items}
    urls = [url for url, standing in stood.items() if any(one.item_id in wanted for one in standing)]
    rows = weblinks.of_urls(session, office.id, urls)
    twice = used_twice(stood)
    shown = {url: view_of(url, rows.get(url), is_duplicate=url in twice) for url in urls}
    for item in items:
        if item.url and (found := weblinks.addresses(item.url)) and found[0] in shown:
            shown.setdefault(item.url, shown[found[0]])
    return shown


def stood_on(session: Session, office: Office) -> Stood:
    """What stands on each address in the current round."""
    if office.current_round_id is None:
        return {}
    return weblinks.standing(session, [office.current_round_id]).get(office.id, {})


def used_twice(stood: Stood) -> set[str]:
    """The addresses that, however written, stand for two items."""
    items: dict[str, set[int]] = defaultdict(set)
    for url, standing in stood.items():
        items[same_place(url)] |= {one.item_id for one in standing}
    return {url for url in stood if len(items[same_place(url)]) > 1}


def view_of(url: str, link: WebLink | None, *, is_duplicate: bool = False) -> LinkView:
    flags = [*(link.flags if link else ()), *(["duplicate"] if is_duplicate else ())]
    words = tuple(flag_words(flag) for flag in flags)
    if link is None or link.state == "unchecked":
        return LinkView(url, flags=words)
    return LinkView(
        url=url,
        state=link.state,
        checked_on=local_date(link.checked_at) if link.checked_at else None,
        last_good_on=local_date(link.last_good_at) if link.last_good_at else None,
        why=why_words(link.why) if link.why else "",
        flags=words,
        title=link.title,
    )


def broken_view(link: WebLink, codes: Sequence[str]) -> BrokenLink:
    last_good_on = local_date(link.last_good_at) if link.last_good_at else None
    return BrokenLink(link.url, tuple(codes), last_good_on, why_words(link.why))


def broken_of(session: Session, office: Office, items: Sequence[WorkItem]) -> tuple[BrokenLink, ...]:
    """The broken addresses of these items, the most recently good first. A page that always asked to log in is left
    out: it may be a service that has to."""
    broken = select(WebLink).where(WebLink.office_id == office.id, WebLink.state == "broken")
    links = [link for link in session.scalars(broken) if link.last_good_at or link.why != "not_public"]
    if not links:
        return ()
    stood = stood_on(session, office)
    found = []
    for link in sorted(links, key=lambda link: (link.last_good_at is None, -_stamp(link), link.id)):
        standing = {one.item_id for one in stood.get(link.url, ())}
        if codes := [item.code for item in items if item.id in standing]:
            found.append(broken_view(link, codes))
    return tuple(found)


def _stamp(link: WebLink) -> float:
    return link.last_good_at.timestamp() if link.last_good_at else 0.0
