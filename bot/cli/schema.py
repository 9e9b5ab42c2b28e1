"""An intent in the words of the utterance schema: what `understand` and `say` print."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from handlers import intents
from handlers.intents import Intent, StatusChange
from handlers.report import MOST_AT_ONCE
from messages.thai import sort_codes


def to_schema(intent: Intent) -> dict[str, Any]:
    """Items stand O before M and by number; what the schema has no word for is `unknown`."""
    match intent:
        case intents.UpdateStatus(changes, evidence):
            asked_first = intent.doubtful or len(changes) > MOST_AT_ONCE
            heavy = {"needs_confirmation": True} if asked_first else {}
            return {"intent": "update_status", "changes": _changes(changes), "evidence": list(evidence), **heavy}
        case intents.AttachEvidence(items, urls):
            return {"intent": "attach_evidence", "items": sort_codes(items), "urls": list(urls)}
        case intents.ListMissing(scope, divisions, kind):
            return {"intent": "list_missing", "scope": scope, "divisions": list(divisions), "kind": kind}
        case intents.ListDue(scope, divisions, until, overdue):
            bound = {"date": _iso(until), "overdue": overdue}
            return {"intent": "list_due", "scope": scope, "divisions": list(divisions), **bound}
        case intents.ShowProgress(scope, divisions):
            return {"intent": "show_progress", "scope": scope, "divisions": list(divisions)}
        case intents.ShowItem(items):
            return {"intent": "show_item", "items": sort_codes(items)}
        case intents.WhoOwns(items):
            return {"intent": "who_owns", "items": sort_codes(items)}
        case intents.ShowHistory(items):
            return {"intent": "show_history", "items": sort_codes(items)}
        case intents.ReportProblem(items):
            return {"intent": "report_problem", "items": sort_codes(items)}
        case intents.RequestExtension(items, until):
            return {"intent": "request_extension", "items": sort_codes(items), "date": _iso(until)}
        case intents.Chase(divisions):
            return {"intent": "chase", "divisions": list(divisions)}
        case intents.Register(code):
            return {"intent": "register", "code": code}
        case _:
            return {"intent": _plain(intent)}


def _plain(intent: Intent) -> str:
    """The intents without slots."""
    match intent:
        case intents.Undo() | intents.Cancel():
            return "undo"
        case intents.WeeklySummary():
            return "weekly_summary"
        case intents.ExportReport():
            return "export_report"
        case intents.Help():
            return "help"
        case intents.Thanks():
            return "thanks"
        case intents.Clarify():
            return "clarify"
        case _:
            return "unknown"


def _changes(changes: Iterable[StatusChange]) -> list[dict[str, str]]:
    by_code = {c.item: c.status for c in changes}
    return [{"item": code, "status": by_code[code]} for code in sort_codes(by_code)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
