"""`tamngan understand`: JSON lines in, JSON lines out, as the utterance schema has them."""

import io
import json
import sys
from datetime import datetime
from typing import Any

import click

from bot.cli.schema import to_schema
from handlers.context import Context, DivisionName, ItemName, Pending
from handlers.naming import division_names, item_names
from handlers.understanding import understand as read


@click.command()
@click.option("--office", "slug", help="use this office's names from the database instead of the demo office's")
def understand(slug: str | None) -> None:
    """Read one JSON object a line on stdin, print its id and meaning."""
    divisions, items = _names(slug)
    for line in sys.stdin:
        if line.strip():
            given = json.loads(line)
            intent = read(str(given["text"]), context_of(given, divisions, items))
            click.echo(json.dumps({"id": given.get("id"), **to_schema(intent)}, ensure_ascii=False))


def context_of(given: dict[str, Any], divisions: tuple[DivisionName, ...], items: tuple[ItemName, ...]) -> Context:
    pending = given.get("pending")
    own = given.get("division")
    return Context(
        today=datetime.fromisoformat(given["now"]).date(),
        in_group=given.get("chat") == "group",
        role=given.get("role"),
        divisions=divisions,
        items=items,
        pending=Pending(pending["asks"], tuple(pending["items"])) if pending else None,
        own_divisions=(own,) if own else (),
    )


def _names(slug: str | None) -> tuple[tuple[DivisionName, ...], tuple[ItemName, ...]]:
    if slug is None:
        from documents.demo import write_demo_workbook
        from documents.workbook.reading import read_workbook

        workbook = io.BytesIO()
        write_demo_workbook(workbook)
        plan = read_workbook(workbook.getvalue())
        return (
            division_names((d.name, d.aliases) for d in plan.divisions),
            item_names((i.code, i.title) for i in plan.items),
        )
    from bot.cli.common import database, office_named
    from models import queries

    with database() as opened, opened.read() as session:
        office = office_named(session, slug)
        divisions = division_names((d.name, d.aliases) for d in office.divisions)
        return divisions, item_names((i.code, i.title) for i in queries.items_of_round(session, office))
