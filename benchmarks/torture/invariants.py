"""What must hold whatever was killed: looked at from both ends, in the database and at LINE."""

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session

from benchmarks.torture.episode import Episode, Said
from models import replay
from models.changes import Change
from models.evidence import Evidence
from models.fetching import UNPLACED_KEPT
from models.inbox import InboxEvent
from models.outbox import OutboxMessage
from models.queries import office_by_slug
from models.reminders import Reminder
from rehearsal.records import SentCall


def broken(episode: Episode) -> list[str]:
    """Every invariant that does not hold, in words; empty when all do."""
    machine = episode.machine
    sent = machine.line.client.sent()
    with machine.database.read() as session:
        return [
            *_events(session, episode.said),
            *_register(session, episode),
            *_sends(session, sent),
            *_reminders(session),
            *_evidence(session, episode),
            *_record(session, machine.slug),
        ]


def _events(session: Session, said: Said) -> Iterator[str]:
    """Every event that happened was handled, and once."""
    rows = session.execute(select(InboxEvent.webhook_event_id, InboxEvent.state)).all()
    ids = Counter(event for event, _ in rows)
    yield from (f"event {event} is stored {count} times" for event, count in ids.items() if count > 1)
    yield from (f"event {event} is {state}" for event, state in rows if state != "done")
    yield from (f"event {event} was lost" for event in said.events - ids.keys())


def _register(session: Session, episode: Episode) -> Iterator[str]:
    """Every report stands in the record once, with its state; the register holds the last of each item."""
    said = episode.said
    changes = session.execute(select(Change.event_id, Change.after).where(Change.field == "status")).all()
    recorded = Counter(event for event, _ in changes)
    yield from (f"report {event} was lost" for event in said.reports.keys() - recorded.keys())
    yield from (f"report {event} stands {n} times" for event, n in recorded.items() if n > 1)
    after = {row.event_id: row.after for row in changes}
    yield from (
        f"report {event} of {code} was written as {after[event]}"
        for event, (code, status) in said.reports.items()
        if event in after and after[event] != status
    )
    last = dict(said.reports.values())
    yield from (
        f"{code} is {status}, reported was {last.get(code, 'nothing')}"
        for code, status in episode.register().items()
        if status != last.get(code, "not_reported")
    )


def _sends(session: Session, sent: list[SentCall]) -> Iterator[str]:
    """Every row has ended; what LINE took, it took once, and we know of it unless we say that we do not."""
    rows = session.scalars(select(OutboxMessage)).all()
    yield from (f"{row.kind} {row.id} is {row.state}" for row in rows if row.state in ("queued", "sending"))
    occasions = {row.occasion for row in rows}
    for row in rows:
        if row.state == "failed" and not _is_replaced(row, occasions):
            yield f"{row.kind} {row.id} failed: {row.error}"
    keys = Counter(call.retry_key for call in sent if call.kind == "push")
    for key, count in keys.items():
        if count > 1:
            at = ", ".join(f"{call.at:%d %H:%M:%S}" for call in sent if call.retry_key == key)
            yield f"push {key} was taken {count} times, at {at}"
    pushes = {str(row.id): row for row in rows if row.kind == "push"}
    yield from (f"push {key} has no row" for key in keys if key not in pushes)
    for key, row in pushes.items():
        # Unknown is what we say ourselves when the retry key has died: then LINE has it, or has it not.
        if row.state != "unknown" and (row.state == "accepted") != (key in keys):
            yield f"push {key} is {row.state}, LINE has {keys[key]}"
    replies = Counter(row.to for row in rows if row.kind == "reply" and row.state == "accepted")
    yield from (f"reply token {token[:8]}… was used {count} times" for token, count in replies.items() if count > 1)
    taken = sum(call.kind == "reply" for call in sent)
    possible = sum(row.kind == "reply" and row.state in ("accepted", "unknown") for row in rows)
    if not sum(replies.values()) <= taken <= possible:
        yield f"LINE took {taken} replies, we know of {sum(replies.values())} to {possible}"


def _is_replaced(row: OutboxMessage, occasions: set[str | None]) -> bool:
    """A reply whose token or lease died while we were away: what was only asked is lost with it, a receipt goes on as a
    push."""
    ways = "expired", "Invalid reply token", "lease ran out"
    died = row.kind == "reply" and any(words in (row.error or "") for words in ways)
    return died and (row.purpose != "receipt" or f"receipt:{row.id}" in occasions)


def _reminders(session: Session) -> Iterator[str]:
    """Every reminder that was owed hangs on a message that ended well."""
    for reminder in session.scalars(select(Reminder)):
        row = session.get(OutboxMessage, reminder.outbox_id) if reminder.outbox_id else None
        if row is None or row.state not in ("accepted", "unknown", "cancelled"):
            yield f"reminder {reminder.id} hangs on {row.state if row else 'nothing'}"


def _evidence(session: Session, episode: Episode) -> Iterator[str]:
    """Every file that was sent is kept once, its content in the store, as long as files without an item are kept."""
    rows = session.scalars(select(Evidence)).all()
    kept = Counter(row.message_id for row in rows)
    swept = episode.machine.clock() - UNPLACED_KEPT
    for one, at in episode.said.files.items():
        if kept[one] > 1 or (kept[one] == 0 and at > swept):
            yield f"file {one} is kept {kept[one]} times"
    for row in rows:
        if row.state != "kept" or not (episode.machine.folder / "evidence" / row.stored_at).is_file():
            yield f"file {row.message_id} is {row.state}"


def _record(session: Session, slug: str) -> Iterator[str]:
    """The record, replayed from nothing, is the register."""
    office = office_by_slug(session, slug)
    assert office is not None
    told = replay.recorded(session, office)
    yield from (f"replayed differently: {one}" for one in replay.differences(told, replay.registered(session, office)))
    yield from (f"the record breaks at {one}" for one in told.breaks)
