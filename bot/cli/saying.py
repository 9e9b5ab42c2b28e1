"""`tamngan say`: try one line by hand: how it is read, what would be answered, what would change. Changes nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from sqlalchemy import event as happening
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from bot import conversation
from bot.cli.common import Instant, database, division_named, office_named, print_json
from bot.cli.schema import to_schema
from documents import views
from documents.demo import DEMO_SLUG, write_demo_workbook
from documents.loading import load
from documents.workbook.reading import read_workbook
from handlers import router
from handlers.intents import Intent
from handlers.turn import Chat, Turn
from handlers.understanding import understand
from messages.plain import plain
from models.changes import CHASE, Change
from models.clock import utc_now
from models.conversation import Asks
from models.database import Database
from models.errors import DomainError
from models.extensions import Extension
from models.office import Office
from models.outbox import OutboxMessage
from models.people import Member
from models.words import Role

USER, GROUP = "U-say", "C-say"
ASKS: tuple[Asks, ...] = ("status", "evidence", "date", "problem")


class PendingQuestion(click.ParamType[tuple[Asks, list[str]]]):
    """What the bot has just asked: status:O8,O9."""

    name = "ASKS:ITEMS"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[Asks, list[str]]:
        asks, _, items = str(value).partition(":")
        codes = [code.strip() for code in items.split(",") if code.strip()]
        found = next((one for one in ASKS if one == asks), None)
        if found is None or not codes:
            self.fail(f"{value!r} is not {'|'.join(ASKS)} with items, such as status:O8,O9", param, ctx)
        return found, codes


@dataclass
class Written:
    """What a turn put into the session, seen as it was flushed."""

    changes: list[Change] = field(default_factory=list)
    requests: dict[Extension, str] = field(default_factory=dict)  # with the state before; none when it is new
    messages: list[OutboxMessage] = field(default_factory=list)

    def watch(self, session: Session) -> None:
        @happening.listens_for(session, "before_flush")
        def note(session: Session, *_: object) -> None:
            self.changes += [row for row in session.new if isinstance(row, Change)]
            self.messages += [row for row in session.new if isinstance(row, OutboxMessage)]
            for row in [*session.new, *session.dirty]:
                if isinstance(row, Extension):
                    history = inspect(row).attrs.state.history
                    if history.added:
                        self.requests.setdefault(row, next(iter(history.deleted or ()), ""))


@click.command()
@click.argument("text")
@click.option("--as", "role", type=click.Choice(["head", "staff", "coordinator", "chief", "stranger"]), default="head")
@click.option("--division", help="the speaker's; needed for head and staff")
@click.option("--office", "slug", help="an office of the database; without it the demo office, loaded for this line")
@click.option("--group", is_flag=True, help="said in the bound group, addressed to the bot")
@click.option("--at", type=Instant(), help="as if it were this instant")
@click.option("--pending", type=PendingQuestion(), help="what the bot has just asked, such as status:O8")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def say(
    text: str,
    role: str,
    division: str | None,
    slug: str | None,
    group: bool,
    at: datetime | None,
    pending: tuple[Asks, list[str]] | None,
    as_json: bool,
) -> None:
    """Try a line: its reading, the answer, and what would change. Nothing is written or sent."""
    now = at or utc_now()
    if role in ("head", "staff") and division is None:
        raise DomainError("โปรดระบุ --division ชื่อส่วนราชการ สำหรับหัวหน้าส่วนราชการและเจ้าหน้าที่")
    with _opened(slug, now) as opened, opened.write() as session:
        office = office_named(session, slug or DEMO_SLUG)
        speaker = _speaker(session, office, role, division, now)
        turn = _turn(session, office, speaker, now, group=group)
        if pending is not None:
            turn.wait_for(*pending)
            turn.asked = False
        session.flush()
        found = tried(text, understand(text, conversation.context_of(turn)), turn)
        session.rollback()
    if as_json:
        print_json(found)
    else:
        click.echo(_told(found))


def tried(text: str, intent: Intent, turn: Turn) -> dict[str, Any]:
    """Serve the intent and tell what came of it. The caller takes everything back."""
    written = Written()
    written.watch(turn.session)
    answer = router.route(intent, turn)
    turn.session.flush()
    return _found(text, intent, answer, written)


@contextmanager
def _opened(slug: str | None, now: datetime) -> Iterator[Database]:
    """The real database, or one made for this line with the demo office in it."""
    if slug is not None:
        with database() as opened:
            yield opened
        return
    with tempfile.TemporaryDirectory(prefix="tamngan-say-") as folder:
        demo = Database(f"sqlite:///{folder}/demo.db")
        try:
            demo.upgrade()
            workbook = Path(folder) / "demo.xlsx"
            write_demo_workbook(workbook)
            with demo.write() as session:
                load(session, read_workbook(workbook), now)
            yield demo
        finally:
            demo.close()


def _speaker(session: Session, office: Office, role: str, division: str | None, now: datetime) -> Member | None:
    """A member who exists for this line only."""
    known: Role | None = next((r for r in ("head", "staff", "coordinator", "chief") if r == role), None)
    if known is None:
        return None
    member = Member(office_id=office.id, line_user_id=USER, display_name="ผู้ทดลอง", role=known, registered_at=now)
    member.divisions = [division_named(office, division)] if division else []
    session.add(member)
    return member


def _turn(session: Session, office: Office, speaker: Member | None, now: datetime, *, group: bool) -> Turn:
    chat = Chat(GROUP, GROUP, bound=True) if group else Chat(USER)
    return Turn(session, office, chat, USER, speaker, now, event_id=f"say-{now.timestamp():.6f}")


def _found(text: str, intent: Intent, answer: list[dict[str, Any]], written: Written) -> dict[str, Any]:
    return {
        "text": text,
        "reading": to_schema(intent),
        "intent": type(intent).__name__,
        "answer": plain(answer),
        "changes": [
            *(_change(change) for change in written.changes if change.field != CHASE),
            *(_request(row, before) for row, before in written.requests.items()),
        ],
        "pushes": [
            {"purpose": row.purpose, "cost": row.cost, "text": plain(row.messages)}
            for row in written.messages
            if row.kind == "push"
        ],
    }


def _change(change: Change) -> dict[str, Any]:
    return {
        "item": change.item.code,
        "division": views.owner_name(change.assignment) if change.assignment else None,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "on_behalf": change.on_behalf,
    }


def _request(row: Extension, before: str) -> dict[str, Any]:
    """A request for more time: asked for, decided, or withdrawn."""
    return {
        "item": row.assignment.item.code,
        "division": views.owner_name(row.assignment),
        "field": "extension",
        "before": before,
        "after": row.state,
        "until": row.until.isoformat() if row.until else None,
        "reason": row.reason,
        "on_behalf": row.on_behalf,
    }


def _told(found: dict[str, Any]) -> str:
    reading = {key: value for key, value in found["reading"].items() if key != "intent"}
    lines = [f"reading: {found['reading']['intent']} {reading or ''}".rstrip(), f"intent: {found['intent']}"]
    lines += ["answer:", _indented(found["answer"] or "(silence)"), "would change:"]
    for change in found["changes"]:
        owner = change["division"] or "-"
        values = f"{change['before'] or '-'} → {change['after'] or '-'}"
        until = f" (until {change['until'] or 'not said'})" if "until" in change else ""
        lines.append(f"    {change['item']} {owner} {change['field']}: {values}{until}")
    if not found["changes"]:
        lines.append("    nothing")
    for push in found["pushes"]:
        lines += [f"would push ({push['purpose']}, {push['cost']} reached):", _indented(push["text"])]
    return "\n".join(lines)


def _indented(text: str) -> str:
    return "    " + text.replace("\n", "\n    ")
