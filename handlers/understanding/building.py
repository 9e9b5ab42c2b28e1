"""A reading by its name: the intent that a line would be if it were, say, a question who is responsible; None when the
line does not hold what that intent needs."""

from collections.abc import Callable
from typing import Any, Final

from handlers import intents
from handlers.intents import Intent
from handlers.understanding.marking import sorted_codes
from handlers.understanding.patterns import cues
from handlers.understanding.scopes import scope_of
from handlers.understanding.sentence import Sentence

NAMES: Final[dict[type[Any], str]] = {
    intents.UpdateStatus: "update_status",
    intents.AttachEvidence: "attach_evidence",
    intents.ListMissing: "list_missing",
    intents.ListDue: "list_due",
    intents.ShowProgress: "show_progress",
    intents.ShowItem: "show_item",
    intents.WhoOwns: "who_owns",
    intents.ShowHistory: "show_history",
    intents.ReportProblem: "report_problem",
    intents.RequestExtension: "request_extension",
    intents.Undo: "undo",
    intents.Chase: "chase",
    intents.WeeklySummary: "weekly_summary",
    intents.ExportReport: "export_report",
    intents.Help: "help",
    intents.Thanks: "thanks",
    intents.Clarify: "clarify",
    intents.Unknown: "unknown",
}


def build(name: str, s: Sentence) -> Intent | None:
    maker = _MAKERS.get(name)
    return maker(s) if maker and not s.unknown else None


def is_hard(read: Intent, s: Sentence) -> bool:
    """Readings that no weight may change: orders to ignore rules, items the office does not have, registrations."""
    if isinstance(read, intents.Clarify) and (read.unknown_codes or read.unknown_division):
        return True
    return s.has(cues.INJECTION) or isinstance(read, intents.Register | intents.Undo)


def _items(s: Sentence) -> tuple[str, ...]:
    return sorted_codes(s.of_this)


def _of_items(make: Callable[[tuple[str, ...]], Intent]) -> Callable[[Sentence], Intent | None]:
    return lambda s: make(_items(s)) if s.of_this else None


def _report(s: Sentence) -> Intent | None:
    """Only what the grammar paired off, and only when nothing forbids it."""
    if s.report.changes is None or s.has(cues.EITHER) or s.has(cues.DONT) or s.has_word(cues.OTHER_WORK):
        return None
    return intents.UpdateStatus(s.report.changes, evidence=s.marked.urls, division=s.marked.only_division)


def _extension(s: Sentence) -> Intent | None:
    return intents.RequestExtension(_items(s), s.until, reason=s.reason) if s.of_this else None


def _evidence(s: Sentence) -> Intent | None:
    return intents.AttachEvidence(_items(s), s.marked.urls) if s.of_this and s.marked.urls else None


def _missing(s: Sentence) -> Intent | None:
    return None if s.items else intents.ListMissing(*scope_of(s.marked, s.context))


def _due(s: Sentence) -> Intent | None:
    overdue = s.has(cues.OVERDUE)
    return None if s.items else intents.ListDue(*scope_of(s.marked, s.context), None if overdue else s.until, overdue)


def _progress(s: Sentence) -> Intent | None:
    return None if s.items else intents.ShowProgress(*scope_of(s.marked, s.context))


def _chase(s: Sentence) -> Intent | None:
    return intents.Chase(s.marked.divisions) if s.has(cues.CHASE) and s.marked.divisions else None


_MAKERS: Final[dict[str, Callable[[Sentence], Intent | None]]] = {
    "update_status": _report,
    "attach_evidence": _evidence,
    "list_missing": _missing,
    "list_due": _due,
    "show_progress": _progress,
    "show_item": _of_items(intents.ShowItem),
    "who_owns": _of_items(intents.WhoOwns),
    "show_history": _of_items(intents.ShowHistory),
    "report_problem": lambda s: intents.ReportProblem(_items(s), s.marked.typed) if s.of_this else None,
    "request_extension": _extension,
    "chase": _chase,
    "weekly_summary": lambda s: intents.WeeklySummary(earlier=s.about_last_week),
    "export_report": lambda s: intents.ExportReport(),
    "help": lambda s: intents.Help(),
    "thanks": lambda s: intents.Thanks(),
    "clarify": lambda s: intents.Clarify(items=s.items, status=s.report.only),
    "unknown": lambda s: None if s.items else intents.Unknown(),
}
