"""From a line of Thai to one Intent: pure, strict, and asking back rather than guessing."""

from handlers.intents import Context, Intent
from handlers.understanding import commands, reports
from handlers.understanding.text import clean


def understand(text: str, context: Context) -> Intent:
    """Read one line. The same line in the same context always reads the same; nothing is looked up or written."""
    line = clean(text)
    return commands.read(line, context) or reports.read(line, context)
