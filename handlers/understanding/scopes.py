"""Whose items a question is about."""

from handlers.context import Context
from handlers.intents import Scope
from handlers.understanding.marking import Marked
from handlers.understanding.patterns import cues


def scope_of(marked: Marked, context: Context) -> tuple[Scope, tuple[str, ...]]:
    """Named divisions first; else what the words say; else one's own for heads and staff, the office for the others."""
    if cues.MINE.search(marked.text):
        return "mine", ()
    if marked.divisions:
        return "division", marked.divisions
    if cues.ALL.search(marked.text):
        return "all", ()
    return ("mine", ()) if context.role in ("head", "staff") else ("all", ())
