"""The corpora as values: labelled lines, date phrases, code spellings, and lines that must never write."""

import io
import json
import tomllib
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from documents.demo import write_demo_workbook
from documents.workbook.reading import read_workbook
from handlers.context import Context, DivisionName, ItemName, Pending
from handlers.naming import division_names, item_names

HERE = Path(__file__).parent
TODAY = date(2027, 2, 10)  # the one day on which all phrases are said: a Wednesday in the second fiscal quarter


@cache
def names() -> tuple[tuple[DivisionName, ...], tuple[ItemName, ...]]:
    """The demo office's divisions and items."""
    workbook = io.BytesIO()
    write_demo_workbook(workbook)
    plan = read_workbook(workbook.getvalue())
    return (
        division_names((d.name, d.aliases) for d in plan.divisions),
        item_names((i.code, i.title) for i in plan.items),
    )


def context(line: dict[str, Any]) -> Context:
    """What the bot knows when a labelled line arrives."""
    divisions, items = names()
    pending, own = line.get("pending"), line.get("division")
    return Context(
        today=datetime.fromisoformat(line["now"]).date(),
        in_group=line.get("chat") == "group",
        role=line.get("role"),
        divisions=divisions,
        items=items,
        pending=Pending(pending["asks"], tuple(pending["items"])) if pending else None,
        own_divisions=(own,) if own else (),
    )


def said(role: str = "staff", *, pending: dict[str, Any] | None = None, in_group: bool = False) -> Context:
    """A plain context on TODAY."""
    division = None if role == "chief" else "กองคลัง"
    chat = "group" if in_group else "user"
    return context(
        {"now": f"{TODAY}T09:00:00+07:00", "chat": chat, "role": role, "division": division, "pending": pending}
    )


def labelled(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def corpus(name: str) -> dict[str, Any]:
    return tomllib.loads((HERE / name).read_text("utf-8"))
