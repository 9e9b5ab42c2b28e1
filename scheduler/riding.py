"""Reminders that have not left yet: carried for nothing by the reply to somebody who writes anyway, and put right when
the work they speak of has changed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from typing import Final

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from models import outbox, queries
from models.clock import BANGKOK, local_date
from models.duties import is_open, watch
from models.ladder import OFFICE_CLOSES
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.register import Assignment
from models.reminders import Reminder
from scheduler import broken, digest, papers, reminding
from scheduler.broken import Broken
from scheduler.digest import Desk, Messages
from scheduler.shares import MOST_MESSAGES, Morning, Share, own_messages, share_of

EARLIEST: Final = time(6, 0)  # from then on the day's reminder may be heard before the reminder time
DIGEST: Final = 2  # messages of a digest; what it tells of papers and of broken links takes one more each
MOST_BESIDE: Final = MOST_MESSAGES - DIGEST  # messages of an answer that leave room for it


@dataclass(frozen=True)
class Ride:
    """A digest to be said with a reply."""

    share: Share
    messages: Messages

    def on(self, session: Session, reply: OutboxMessage, now: datetime) -> None:
        """The reply carries it: what it says counts as told."""
        reminding.record(session, [(self.share, reply)], now)


def ride(session: Session, office: Office, member: Member, now: datetime, beside: int = 1) -> Ride | None:
    """The speaker's digest of today when it has not been said: its push is still waiting, was held back for the quota,
    or is only coming at the reminder time. The waiting push is taken back. `beside`: messages of the answer."""
    if member.role not in ("head", "staff") or not _is_time(session, office, now):
        return None
    waiting = [row for row in outbox.waiting(session, [office.id], ("digest",)) if row.member_id == member.id]
    waiting = [row for row in waiting if row.is_certain]
    local = now.astimezone(BANGKOK)
    held_back = _held_back(session, member)
    early = office.reminded_on != local.date() and local.time() < office.remind_at
    if not (waiting or early or held_back):
        return None
    told, room = broken.told_with(session, [office], waiting), MOST_MESSAGES - beside
    if DIGEST + bool(told) + papers.is_reminded_by(session, waiting) > room:
        return None
    for row in waiting:
        reminding.forget(session, row, now)
    for reminder in held_back:
        session.delete(reminder)  # if its rung is still the latest it is owed again, and now told
    desk, [share] = _as_it_stands(session, office, [member], now, told.get(office.id, ()))
    if DIGEST + bool(share.broken) + bool(share.papers) > room:
        share = replace(share, papers=())
    is_own = bool(share.own) or bool(waiting and digest.has_near(desk, member))
    if not (is_own or share.broken or share.papers):
        return None
    papers.told(share.papers, (), now)
    return Ride(share, own_messages(desk, share, is_own=is_own))


def say_anew(session: Session, office: Office, now: datetime) -> None:
    """The register has changed: digests that wait are written again as things now stand, or dropped. A coordinator's
    speaks of the morning and stays."""
    reachable = queries.reachable_members(session, [office.id])[office.id]
    members = {m.id: m for m in reachable if m.role in ("head", "staff")}
    stale = [row for row in outbox.waiting(session, [office.id], ("digest",)) if row.is_certain]
    stale = [row for row in stale if row.member_id in members]
    if not stale:
        return
    told = broken.told_with(session, [office], stale)
    for row in stale:
        reminding.forget(session, row, now)
    desk, shares = _as_it_stands(
        session, office, [members[row.member_id or 0] for row in stale], now, told.get(office.id, ())
    )
    morning = Morning(desk, now)
    rows = [
        (share, reminding.write(session, morning, share))
        for share in shares
        if share.own or share.broken or share.papers or digest.has_near(desk, share.member)
    ]
    reminding.record(session, rows, now)


def _as_it_stands(
    session: Session, office: Office, members: list[Member], now: datetime, told: Sequence[Broken]
) -> tuple[Desk, list[Share]]:
    """`told`: links of which a message that is taken back tells, and that are still broken."""
    session.flush()
    today, day = local_date(now), watch(session, office)
    owed = day.owed(today)
    everybody = queries.members_of(session, office)
    near = digest.near(day, today)
    items = queries.items_by_id(session, digest.spoken_of(day, near, owed))
    reachable = [m for m in everybody if m.reachable]
    waits = papers.owed(session, {office.id: day.days}, {office.id: reachable}, today).get(office.id)
    shares = [share_of(member, everybody, owed, told, waits) for member in members]
    return Desk(office, day, today, near, {item.id: item for item in items}), shares


def _is_time(session: Session, office: Office, now: datetime) -> bool:
    local = now.astimezone(BANGKOK)
    return EARLIEST <= local.time() <= OFFICE_CLOSES and queries.working_days(session, office).is_open(local.date())


def _held_back(session: Session, member: Member) -> Sequence[Reminder]:
    """Of work that this member still has open, where it is the last word: a later rung has not been told since."""
    later = aliased(Reminder)
    return session.scalars(
        select(Reminder)
        .join(Assignment, Assignment.id == Reminder.assignment_id)
        .where(
            Reminder.office_id == member.office_id,
            Reminder.carried_by == "held_back",
            Assignment.division_id.in_([d.id for d in member.divisions]),
            is_open(),
            ~exists().where(
                later.assignment_id == Reminder.assignment_id,
                later.due == Reminder.due,
                later.audience == Reminder.audience,
                later.rung < Reminder.rung,
            ),
        )
    ).all()
