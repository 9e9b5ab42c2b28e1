"""The check of published addresses: each once a night, a new one at once, one that does not open again an hour later;
one at a time, politely, and never inside a transaction."""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from documents.link_flags import finding, host_of, years_of_round
from documents.links import stood_on
from documents.pages import Failure, PageFacts
from models import weblinks
from models.changes import Actor, Change
from models.clock import Clock
from models.database import Database
from models.office import Office, Round
from models.register import WorkItem
from models.weblinks import LEASE, LINK, Finding, WebLink

Found = PageFacts | Failure
Look = Callable[[str], Found]

BETWEEN_VISITS: Final = timedelta(seconds=2)
TOGETHER: Final = 20  # offices enrolled at a time
LOOKED_THROUGH: Final = 200  # waiting addresses among which one of a site at rest is sought


@dataclass
class Politeness:
    """When each site was last asked: no site is asked again within two seconds."""

    _asked: dict[str, datetime] = field(default_factory=dict)

    def may_ask(self, host: str, now: datetime) -> bool:
        last = self._asked.get(host)
        return last is None or now - last >= BETWEEN_VISITS

    def asking(self, host: str, now: datetime) -> None:
        self._asked = {name: at for name, at in self._asked.items() if now - at < BETWEEN_VISITS} | {host: now}


@dataclass(frozen=True)
class Leased:
    id: int
    url: str
    until: datetime


def check_one(database: Database, look: Look, clock: Clock, politeness: Politeness) -> bool:
    """Check the address that has waited longest and write down how it was found. False when none is to be checked
    now. A process killed in between leaves the address leased: it is checked again in some minutes."""
    now = clock()
    with database.read() as session:
        waiting = weblinks.due(session, now, LOOKED_THROUGH)
    chosen = next((pair for pair in waiting if politeness.may_ask(host_of(pair[1]), now)), None)
    if chosen is None:
        return False
    if (leased := _lease(database, chosen[0], now)) is not None:
        _check(database, leased, look, clock, politeness)
    return True


def enrol(database: Database, now: datetime) -> int:
    """Watch every address that stands for something and is not watched, whoever wrote it down; returns how many."""
    with database.read() as session:
        rounds = select(Office.id, Office.current_round_id).where(Office.current_round_id.is_not(None))
        offices = [(row[0], row[1]) for row in session.execute(rounds.order_by(Office.id)) if row[1] is not None]
    return sum(_enrol(database, offices[n : n + TOGETHER], now) for n in range(0, len(offices), TOGETHER))


def _enrol(database: Database, offices: Sequence[tuple[int, int]], now: datetime) -> int:
    missing: dict[int, list[str]] = {}
    with database.read() as session:
        for office_id, stood in weblinks.standing(session, [round_id for _, round_id in offices]).items():
            known = weblinks.of_urls(session, office_id, stood)
            missing[office_id] = [url for url in stood if url not in known or known[url].check_at is None]
    if not any(missing.values()):
        return 0
    with database.write() as session:
        for office_id, urls in missing.items():
            weblinks.watch(session, office_id, urls, now)
    return sum(map(len, missing.values()))


def check_now(database: Database, link_id: int, look: Look, clock: Clock, politeness: Politeness) -> bool:
    """Check this address although its time has not come; False while its site has to be left alone."""
    now = clock()
    with database.read() as session:
        url = session.get_one(WebLink, link_id).url
    if not politeness.may_ask(host_of(url), now):
        return False
    with database.write() as session:
        link = session.get_one(WebLink, link_id, with_for_update=True)
        link.check_at = now + LEASE
        leased = Leased(link.id, link.url, link.check_at)
    _check(database, leased, look, clock, politeness)
    return True


def _check(database: Database, leased: Leased, look: Look, clock: Clock, politeness: Politeness) -> None:
    politeness.asking(host_of(leased.url), clock())
    found = look(weblinks.absolute(leased.url))
    with database.write() as session:
        link = weblinks.still_leased(session, leased.id, leased.until)
        if link is not None:
            take(session, link, found, clock())


def _lease(database: Database, link_id: int, now: datetime) -> Leased | None:
    """None when somebody else has it, or when nothing stands on it any more: then it is not watched from now on."""
    with database.write() as session:
        link = weblinks.claim(session, link_id, now)
        if link is None or link.check_at is None:
            return None
        office = session.get_one(Office, link.office_id)
        if link.state != "unchecked" and not stood_on(session, office).get(link.url):
            link.check_at = None
            return None
        return Leased(link.id, link.url, link.check_at)


def take(session: Session, link: WebLink, found: Found, now: datetime) -> Finding:
    """Write down what a look found; that it broke, or opens again, stands in the record of every item it stands
    for."""
    office = session.get_one(Office, link.office_id)
    seen = finding(link.url, found, office.website, _years(office.current_round))
    news = link.record(seen, now)
    if news is not None:
        actor = Actor(None, None, "check", uuid.uuid4().hex)
        standing = stood_on(session, office).get(link.url, ())
        for item_id in dict.fromkeys(one.item_id for one in standing):
            item = session.get_one(WorkItem, item_id)
            session.add(Change.of(item, None, LINK, *news, actor, now, note=link.url))
    return seen


def _years(round_: Round | None) -> frozenset[int]:
    return years_of_round(round_.assessment_year, round_.starts_on, round_.ends_on) if round_ else frozenset()
