"""Published addresses and how they were found: one row an address of an office, whatever items it stands for."""

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final, Literal

from sqlalchemy import String, Text, UniqueConstraint, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, OfOffice, choice
from models.clock import at_local, local_date
from models.evidence import Evidence
from models.register import WorkItem
from models.upsert import insert_once

# failing: could not be opened, and will be tried again before anybody is told it is broken
LinkState = Literal["unchecked", "good", "failing", "broken"]

NIGHT: Final = time(1, 0)  # Thai time; each address has a minute of its own in the three hours after it
NIGHT_MINUTES: Final = 180
FAILURES_TO_BREAK: Final = 3
BETWEEN_FAILURES: Final = timedelta(hours=1)
LEASE: Final = timedelta(minutes=5)  # a check that died leaves its address to the next one after that
# The field of a Change that records how the check found an address again; `before` and `after` are link states.
LINK: Final = "link"
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"'\\|]+", re.IGNORECASE)
_BARE: Final = re.compile(r"[\w-]+(?:\.[\w-]+)+(?:/\S*)?")


@dataclass(frozen=True)
class Finding:
    """What one check found. `why` says why the public could not open the address; empty: it could."""

    why: str = ""
    http_status: int | None = None
    final_url: str = ""
    media_type: str = ""
    title: str = ""
    flags: tuple[str, ...] = ()


class WebLink(OfOffice, Base):
    __tablename__ = "web_link"
    __table_args__ = (UniqueConstraint("office_id", "url_hash"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    url: Mapped[str] = mapped_column(Text)
    url_hash: Mapped[str] = mapped_column(String(64))
    state: Mapped[LinkState] = mapped_column(choice(LinkState, "link_state"), default="unchecked")
    check_at: Mapped[datetime | None] = mapped_column(index=True)  # next; NULL: nothing stands on it any more
    checked_at: Mapped[datetime | None] = mapped_column(default=None)
    last_good_at: Mapped[datetime | None] = mapped_column(default=None)
    broken_since: Mapped[datetime | None] = mapped_column(default=None)  # the first of the failures in a row
    told_at: Mapped[datetime | None] = mapped_column(default=None)  # when it was reported as broken
    failures: Mapped[int] = mapped_column(default=0)  # in a row, an hour apart at least
    why: Mapped[str] = mapped_column(String(40), default="")  # it could not be opened
    http_status: Mapped[int | None] = mapped_column(default=None)
    final_url: Mapped[str] = mapped_column(Text, default="")
    media_type: Mapped[str] = mapped_column(String(100), default="")
    title: Mapped[str] = mapped_column(Text, default="")
    flags: Mapped[list[str]] = mapped_column(default=list)

    def record(self, finding: Finding, now: datetime) -> tuple[LinkState, LinkState] | None:
        """Take what a check found. Returns before and after when that is worth a line in the record: it broke, or
        what was broken opens again."""
        self.http_status, self.why, self.flags = finding.http_status, finding.why, list(finding.flags)
        return self._failed(now) if finding.why else self._opened(finding, now)

    def _opened(self, finding: Finding, now: datetime) -> tuple[LinkState, LinkState] | None:
        before, self.state = self.state, "good"
        self.final_url, self.media_type, self.title = finding.final_url, finding.media_type[:100], finding.title
        self.checked_at = self.last_good_at = now
        self.failures, self.broken_since, self.told_at = 0, None, None
        self.check_at = self.next_night(now)
        return (before, "good") if before == "broken" else None

    def _failed(self, now: datetime) -> tuple[LinkState, LinkState] | None:
        before = self.state
        if before == "broken":
            self.checked_at, self.check_at = now, self.next_night(now)
            return None
        if before == "failing" and self.checked_at and now < self.checked_at + BETWEEN_FAILURES:
            self.check_at = self.checked_at + BETWEEN_FAILURES  # looked at early: the same failure, not another
            return None
        self.checked_at, self.failures, self.broken_since = now, self.failures + 1, self.broken_since or now
        if self.failures < FAILURES_TO_BREAK:
            self.state, self.check_at = "failing", now + BETWEEN_FAILURES
            return None
        self.state, self.check_at = "broken", self.next_night(now)
        return ("good" if self.last_good_at else "unchecked", "broken")

    def next_night(self, now: datetime) -> datetime:
        """Its own minute of the coming night, the same every night, so that an office's pages are not asked for all
        at once."""
        minute = timedelta(minutes=int(self.url_hash[:8], 16) % NIGHT_MINUTES)
        tonight = at_local(local_date(now), NIGHT) + minute
        return tonight if tonight > now else tonight + timedelta(days=1)


@dataclass(frozen=True)
class Standing:
    """What stands on an address: an item, or one division's answer for it."""

    item_id: int
    assignment_id: int | None = None


def url_hash(url: str) -> str:
    return hashlib.sha256(url.encode(errors="surrogatepass")).hexdigest()


def absolute(url: str) -> str:
    """As a browser takes it: people leave out the scheme."""
    return url if "://" in url else f"http://{url}"


def addresses(said: str) -> tuple[str, ...]:
    """The web addresses in what a workbook's cell says, each once."""
    found = [address.rstrip(".,;") for address in _ADDRESS.findall(said)]
    if not found and _BARE.fullmatch(said.strip()):
        found = [absolute(said.strip())]
    return tuple(dict.fromkeys(found))


def watch(session: Session, office_id: int, urls: Iterable[str], now: datetime) -> None:
    """See to it that these are checked, new ones at once. Two people giving the same address do not collide."""
    wanted = {url_hash(url): url for url in urls}
    if not wanted:
        return
    for hashed, url in wanted.items():
        row = {"office_id": office_id, "url": url, "url_hash": hashed, "state": "unchecked", "check_at": now}
        rest = {"failures": 0, "why": "", "final_url": "", "media_type": "", "title": "", "flags": []}
        insert_once(session, WebLink, ("office_id", "url_hash"), row | rest)
    session.execute(
        update(WebLink)
        .where(WebLink.office_id == office_id, WebLink.url_hash.in_(wanted), WebLink.check_at.is_(None))
        .values(check_at=now)
    )


def of_urls(session: Session, office_id: int, urls: Iterable[str]) -> dict[str, WebLink]:
    hashes = [url_hash(url) for url in urls]
    rows = session.scalars(select(WebLink).where(WebLink.office_id == office_id, WebLink.url_hash.in_(hashes)))
    return {row.url: row for row in rows}


def standing(session: Session, round_ids: Sequence[int]) -> Mapping[int, Mapping[str, Sequence[Standing]]]:
    """By office and address: what stands on it in these rounds. An item's own address comes before the evidence."""
    found: dict[int, dict[str, list[Standing]]] = defaultdict(lambda: defaultdict(list))
    own = select(WorkItem.office_id, WorkItem.id, WorkItem.url).where(
        WorkItem.round_id.in_(round_ids), WorkItem.url != ""
    )
    for office_id, item_id, said in session.execute(own.order_by(WorkItem.id)):
        for url in addresses(said):
            found[office_id][url].append(Standing(item_id))
    given = (
        select(Evidence.office_id, Evidence.item_id, Evidence.assignment_id, Evidence.url)
        .join(WorkItem, WorkItem.id == Evidence.item_id)
        .where(WorkItem.round_id.in_(round_ids), Evidence.kind == "link", Evidence.removed_at.is_(None))
    )
    for office_id, given_for, assignment_id, url in session.execute(given.order_by(Evidence.id)):
        one = Standing(given_for or 0, assignment_id)
        if one not in found[office_id][url]:
            found[office_id][url].append(one)
    return found


def due(session: Session, now: datetime, most: int) -> Sequence[tuple[int, str]]:
    """The id and address of those to check, the longest waiting first; without a lock."""
    rows = session.execute(
        select(WebLink.id, WebLink.url)
        .where(WebLink.check_at <= now)
        .order_by(WebLink.check_at, WebLink.id)
        .limit(most)
    )
    return [(row[0], row[1]) for row in rows]


def claim(session: Session, link_id: int, now: datetime) -> WebLink | None:
    """Lease it, unless another process has."""
    row = session.scalars(
        select(WebLink).where(WebLink.id == link_id, WebLink.check_at <= now).with_for_update(skip_locked=True)
    ).first()
    if row is not None:
        row.check_at = now + LEASE
    return row


def still_leased(session: Session, link_id: int, until: datetime) -> WebLink | None:
    """The row, unless its lease ran out and another check took it."""
    return session.scalars(
        select(WebLink).where(WebLink.id == link_id, WebLink.check_at == until).with_for_update()
    ).first()
