"""`tamngan links`: the published addresses of an office as they were last found; with --check, as they are now."""

from datetime import datetime

import click

from bot.cli.common import database, office_named, print_json
from documents.links import stood_on, used_twice, view_of
from messages.links import link_line
from messages.thai import code_ranges
from models import queries, weblinks
from models.clock import utc_now
from models.database import Database
from models.weblinks import WebLink


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--check", is_flag=True, help="open every address now")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def links(slug: str, check: bool, as_json: bool) -> None:
    """Every address with the items it stands for, how it was found and when it was last good."""
    with database() as opened:
        if check:
            _check(opened, slug)
        with opened.read() as session:
            office = office_named(session, slug)
            stood = stood_on(session, office)
            rows = weblinks.of_urls(session, office.id, stood)
            items = queries.items_of_round(session, office)
            codes = {item.id: item.code for item in items}
            place = {item.id: n for n, item in enumerate(items)}
            twice = used_twice(stood)
            in_order = sorted(stood, key=lambda url: (place[stood[url][0].item_id], url))
            found = [(url, [codes[one.item_id] for one in stood[url]], rows.get(url), url in twice) for url in in_order]
            website = office.website
    if as_json:
        report = [_json(url, names, row, is_duplicate=double) for url, names, row, double in found]
        print_json({"office": slug, "website": website or None, "links": report})
        return
    for url, names, row, double in found:
        view = view_of(url, row, is_duplicate=double)
        click.echo(f"{code_ranges(names)}\t{link_line(view)}\t{url}")


def _check(opened: Database, slug: str) -> None:
    """One after the other, with a pause between two pages of one site."""
    import time

    from bot import page_reading  # only where the network is used
    from bot.fetching import Fetcher
    from scheduler import linkcheck

    def look(url: str) -> linkcheck.Found:
        return page_reading.read(Fetcher().fetch(url))

    with opened.write() as session:
        office = office_named(session, slug)
        stood = stood_on(session, office)
        weblinks.watch(session, office.id, stood, utc_now())
        ids = [row.id for row in weblinks.of_urls(session, office.id, stood).values()]
    politeness = linkcheck.Politeness()
    for link_id in ids:
        while not linkcheck.check_now(opened, link_id, look, utc_now, politeness):
            time.sleep(0.2)


def _json(url: str, codes: list[str], row: WebLink | None, *, is_duplicate: bool) -> dict[str, object]:
    flags = [*(row.flags if row else ()), *(["duplicate"] if is_duplicate else ())]
    if row is None:
        return {"url": url, "items": list(dict.fromkeys(codes)), "state": "unchecked", "flags": flags}
    return {
        "url": url,
        "items": list(dict.fromkeys(codes)),
        "state": row.state,
        "flags": flags,
        "why": row.why or None,
        "http_status": row.http_status,
        "final_url": row.final_url or None,
        "media_type": row.media_type or None,
        "title": row.title or None,
        "checked_at": _iso(row.checked_at),
        "last_good_at": _iso(row.last_good_at),
        "broken_since": _iso(row.broken_since),
        "next_check_at": _iso(row.check_at),
    }


def _iso(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None
