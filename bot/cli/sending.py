"""`tamngan tick | deliver | outbox`: turning the clock by hand, sending, and looking at what was said."""

from datetime import datetime
from functools import partial
from typing import get_args

import click

from bot import logs, pictures
from bot.cli.common import Instant, database, office_named, print_json
from bot.links import Links
from bot.settings import Settings, SettingsError
from documents.figures import Pictures
from models import outbox as rows
from models.clock import utc_now
from scheduler import relay
from scheduler import tick as clock

HELD_BACK = "held_back"


@click.command()
@click.option("--at", type=Instant(), help="owe everything due at this instant")
@click.option("--from", "start", type=Instant(), help="with --to: every reminder time in between, in order")
@click.option("--to", "end", type=Instant())
def tick(at: datetime | None, start: datetime | None, end: datetime | None) -> None:
    """Write down what the clock owes; prints how many messages that made."""
    if (start is None) != (end is None) or (at is not None and start is not None):
        raise click.UsageError("give --at, or --from and --to, or nothing for now")
    if start is not None and end is not None and end < start:
        raise click.UsageError("--to lies before --from")
    with database() as opened:
        instants = clock.instants(opened, start, end) if start is not None and end is not None else [at or utc_now()]
        click.echo(sum(clock.tick(opened, instant, _pictures()) for instant in instants))


def _pictures() -> Pictures | None:
    """The addresses of charts; none where only the database is set up."""
    try:
        settings = Settings.load()
    except SettingsError:
        return None
    return partial(pictures.address, Links(str(settings.public_url), settings.secret_key.get_secret_value()))


@click.command()
@click.option("--at", type=Instant(), help="as if it were this instant")
def deliver(at: datetime | None) -> None:
    """Send what is queued, then exit; prints how many tries that took."""
    from bot.wiring import Bot

    logs.configure()
    settings = Settings.load()
    with database(settings.database_url):
        bot = Bot.of(settings)
        try:
            click.echo(relay.deliver_all(bot.database, bot.sender, utc_now if at is None else lambda: at))
        finally:
            bot.close()


@click.command()
@click.option("--office", "slug", help="only this office's")
@click.option("--state", type=click.Choice([*get_args(rows.SendState), HELD_BACK]), help="only what stands so")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def outbox(slug: str | None, state: str | None, as_json: bool) -> None:
    """Everything said or owed, oldest first; held_back is what the month's quota has no room for."""
    from messages.plain import plain

    held_back = state == HELD_BACK
    with database() as opened, opened.read() as session:
        office_id = office_named(session, slug).id if slug else None
        found = [
            {
                "id": str(row.id),
                "to": row.chat,
                "kind": row.kind,
                "purpose": row.purpose,
                "state": row.state,
                "held_back": row.held_back,
                "cost": row.cost,
                "created_at": row.created_at.isoformat(),
                "settled_at": row.settled_at.isoformat() if row.settled_at else None,
                "attempts": row.attempts,
                "request_id": row.request_id,
                "error": row.error,
                "messages": row.messages,
            }
            for row in rows.rows(session, office_id, None if held_back else state, held_back=held_back)
        ]
    if as_json:
        print_json(found)
        return
    for entry, row in ((e, e["messages"]) for e in found):
        how = "held back: the month's quota" if entry["held_back"] else entry["state"]
        click.echo(f"{entry['created_at']} {entry['kind']} {entry['purpose']} {how} → {entry['to']}")
        click.echo("    " + plain(row).replace("\n", "\n    "))  # type: ignore[arg-type]
