"""Scoring of readings (in the schema's words) against labels: exact, and wrong writes."""

from typing import Any

USED = {
    "update_status": ("changes",),
    "attach_evidence": ("items", "urls"),
    "list_missing": ("scope", "divisions"),
    "list_due": ("scope", "divisions", "date", "overdue"),
    "show_progress": ("scope", "divisions"),
    "show_item": ("items",),
    "who_owns": ("items",),
    "show_history": ("items",),
    "report_problem": ("items",),
    "request_extension": ("items", "date"),
    "chase": ("divisions",),
    "register": ("code",),
}


def exact(gold: dict[str, Any], read: dict[str, Any]) -> bool:
    """The intent agrees, and every slot that it uses."""
    slots = USED.get(gold["intent"], ())
    return bool(gold["intent"] == read["intent"]) and all(
        _plain(s, gold.get(s)) == _plain(s, read.get(s)) for s in slots
    )


def wrong_write(gold: dict[str, Any], read: dict[str, Any]) -> bool:
    """A change would be written that the label does not have."""
    if read["intent"] != "update_status" or read.get("needs_confirmation"):
        return False
    meant = gold.get("changes") if gold["intent"] == "update_status" else []
    return not _changes(read["changes"]) <= _changes(meant)


def _changes(changes: list[dict[str, str]] | None) -> frozenset[tuple[str, str]]:
    return frozenset((change["item"], change["status"]) for change in changes or [])


def _plain(slot: str, value: Any) -> object:
    if slot == "changes":
        return _changes(value)
    if slot in ("items", "divisions", "urls"):
        return frozenset(value or [])
    return bool(value) if slot == "overdue" else value or None
