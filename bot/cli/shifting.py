"""`tamngan office shift`: the dates of many items moved at once, as the coordinator does in chat."""

import uuid
from datetime import date
from typing import Any

import click

from bot.cli.common import database, office_named, print_json
from bot.cli.policies import Day
from documents.shifting import shift_view
from messages import shifting as wording
from messages.shifting import ShiftView
from models import holding, queries
from models import shifting as rules
from models.changes import Actor
from models.clock import local_date, utc_now
from models.errors import DomainError
from models.shifting import Wanted
from scheduler import riding

_LONGEST_REASON = 500


@click.command()
@click.option("--office", "slug", required=True, help="the office's รหัส")
@click.option("--days", type=int, help="by so many days; a negative number brings them forward")
@click.option("--to", type=Day(), help="to this day")
@click.option("--item", "codes", multiple=True, help="only this item, though it is done; may be given several times")
@click.option("--reason", required=True, help="why; it stands in every item's history")
@click.option("--dry-run", is_flag=True, help="say what would move, change nothing")
@click.option("--json", "as_json", is_flag=True, help="print JSON")
def shift(
    slug: str,
    days: int | None,
    to: date | None,
    codes: tuple[str, ...],
    reason: str,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Move the deadlines of everything that is open, or of the items named."""
    if (days is None) == (to is None):
        raise click.UsageError("give either --days or --to")
    if not reason.strip():
        raise click.UsageError("--reason must say why")
    wanted = Wanted(days, to, tuple(code.strip().upper() for code in codes))
    now = utc_now()
    with database() as opened, opened.write() as session:
        office = office_named(session, slug)
        holding.hold(session, office.id)
        items = queries.items_of_round(session, office)
        if unknown := rules.unknown(items, wanted.codes):
            raise DomainError(f"ไม่พบรายการ {', '.join(unknown)} ในรอบการประเมินปัจจุบัน")
        if why := rules.refusal(wanted, local_date(now)):
            raise DomainError(wording.refusal_words(why))
        found = rules.shift(items, wanted, local_date(now), review_on=office.review_on)
        view = shift_view(found, queries.working_days(session, office))
        if not found.moves:
            raise DomainError(wording.refusal_words("nothing_moves", view))
        actor = Actor(member_id=None, role=None, source="command", change_set=uuid.uuid4().hex)
        session.add_all(rules.carry_out(found.moves, " ".join(reason.split())[:_LONGEST_REASON], actor, now))
        riding.say_anew(session, office, now)
        if dry_run:
            session.rollback()
    if as_json:
        print_json({"office": slug, **_json(view, reason), "dry_run": dry_run})
        return
    click.echo("\n".join([wording.heading(view), *(f"- {line}" for line in wording.lines(view))]))
    if dry_run:
        click.echo("(ทดลองเท่านั้น ยังไม่ได้บันทึก)")


def _json(view: ShiftView, reason: str) -> dict[str, Any]:
    return {
        "items": view.count,
        "reason": reason,
        "moved": [
            {"item": one.code, "division": one.division, "before": one.before, "after": one.after} for one in view.moved
        ],
        "closed_days": [{"day": day, "items": codes} for day, codes in view.closed],
        "done": view.done,
        "undated": view.undated,
        "would_be_past": view.would_be_past,
        "later_already": view.later_already,
    }
