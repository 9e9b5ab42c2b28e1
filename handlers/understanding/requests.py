"""What people ask the bot to do: register, undo, give more time, remind, make a paper, explain itself."""

import re
from datetime import date, timedelta
from typing import Final

from handlers import intents
from handlers.intents import Intent
from handlers.understanding import states
from handlers.understanding.marking import sorted_codes
from handlers.understanding.patterns import cues
from handlers.understanding.sentence import Sentence
from handlers.understanding.text import NUMBER_WORD, number_of

_SHORT: Final = 26
_DAYS: Final = re.compile(rf"(?P<n>[0-9๐-๙]{{1,2}}|{NUMBER_WORD})\s*วัน(?!ที่)")


def registration(s: Sentence) -> Intent | None:
    match = cues.REGISTER.search(s.marked.typed)
    if match is None:
        return None
    code: str = match["code"] or match["code2"]
    if not re.search(r"\d", code) and code.upper() != code:
        return None
    return intents.Register(code.upper())


def order(s: Sentence) -> Intent | None:
    """Orders to set everything done or to forget the rules are never obeyed."""
    if s.has(cues.INJECTION):
        about = s.report.only or s.items or s.has(cues.ABOUT_THE_REGISTER)
        return intents.Clarify() if about else intents.Unknown()
    if s.items or s.question or not s.has(cues.EVERYTHING) or not s.has(cues.ORDER):
        return None
    return intents.Clarify() if s.report.only == "done" or s.has(cues.ALL_GREEN) else None


def undo(s: Sentence) -> Intent | None:
    if not s.has(cues.UNDO) or (s.question and not s.has(cues.PLEASE)):
        return None
    if s.has(cues.CALL_OFF) and s.has(cues.CALLED_OFF):
        return None
    if s.has(cues.WITHDRAWN):
        return intents.Undo()
    last = max(match.end() for match in cues.UNDO.finditer(s.text))
    if s.report.changes and s.items and any(span.start >= last - 4 for span in states.find(s.text)):
        return None  # a correction that says what is right is a report, not a taking back
    return intents.Undo()


def snooze(s: Sentence) -> Intent | None:
    """To be reminded later; the deadline stays, so it is no request for more time."""
    later = s.has(cues.REMIND_LATER) and s.context.role in ("head", "staff") and not s.marked.divisions
    if not later and not s.has(cues.SNOOZE):
        return None
    if s.report.changes or s.has(cues.EXTEND) or (s.question and not s.has(cues.MAY_I)):
        return None
    if s.unknown:
        return intents.Clarify(items=s.items, unknown_codes=s.unknown)
    until = s.until or in_days(s.text, s.context.today)
    return intents.Snooze(until, s.items) if until or s.has(cues.SNOOZE) else None


def in_days(text: str, today: date) -> date | None:
    """«2 วัน»: so many days from today."""
    match = _DAYS.search(text)
    return today + timedelta(days=number_of(match["n"])) if match else None


def extension(s: Sentence) -> Intent | None:
    if not s.has(cues.EXTEND) or (s.marked.divisions and not s.items and s.has(cues.CHASE)):
        return None
    if s.question and not s.has(cues.MAY_I) and s.has(cues.WHO):
        return None
    if s.question and s.has(cues.ABOUT_EXTENSIONS):
        return None
    changes = s.report.changes
    if changes and all(c.status == "done" for c in changes) and not s.has(cues.ASKS_LEAVE):
        return None
    items = s.of_this
    if s.unknown:
        return intents.Clarify(items=s.items, unknown_codes=s.unknown)
    if items:
        reason, division = s.reason, s.marked.only_division
        return intents.RequestExtension(sorted_codes(items), s.until, reason=reason, division=division)
    return intents.Clarify() if s.about_work or (s.until and not s.has_word(cues.OFF_TOPIC)) else None


def explanation(s: Sentence) -> Intent | None:
    if s.has(cues.HELP) and not (s.items and s.report.changes and not s.question):
        return intents.Help()
    return None


def chasing(s: Sentence) -> Intent | None:
    if not s.has(cues.CHASE):
        return None
    if s.context.role in ("head", "staff") and not s.marked.divisions:
        return None
    if s.question and s.has(cues.CHASED_YET):
        return None
    if s.report.changes and s.items and not s.marked.divisions:
        return None
    if s.has(cues.THANKING) or (s.has(cues.MAKE) and s.has(cues.FILE_OR_TABLE)):
        return None
    if s.marked.divisions and not cues.EVERY_DIVISION.search(cues.NOT_EVERYONE.sub("", s.text)):
        return intents.Chase(s.marked.divisions)
    if s.has(cues.LATE_ONES) or len(s.text) < _SHORT:
        if s.has_word(cues.OFF_TOPIC) and not s.marked.divisions:
            return None
        return intents.Chase(())
    return None


def paper(s: Sentence) -> Intent | None:
    if not (s.has(cues.DOCUMENT) and s.has(cues.MAKE)):
        return None
    return None if _reports_rather(s) or _is_other_paper(s) else intents.ExportReport()


def _reports_rather(s: Sentence) -> bool:
    """The words for papers belong to a report, a request for time, an obstacle or evidence."""
    if s.report.changes or (s.items and s.report.only) or s.has(cues.EXTEND):
        return True
    if s.speaks_of_state and not s.has(cues.ASKS_FOR_PAPER):
        return True
    if s.has(cues.HANDED_OVER) and not s.has(cues.ASKING):
        return True
    if s.report.only and s.has(cues.REPORTS_ITEM):
        return True
    if s.items and (not s.has(cues.ITEM_ON_PAPER) or s.has(cues.PROBLEM)):
        return True
    return bool(s.marked.urls) or s.has(cues.EVIDENCE_FILE)


def _is_other_paper(s: Sentence) -> bool:
    """The week's summary, a question how far, or a paper that is none of ours."""
    if s.has(cues.WEEKLY) and not s.has(cues.WEEK_ON_PAPER):
        return True
    if s.has(cues.OTHER_REPORT) or s.has(cues.MINUTES):
        return True
    if s.question and s.has(cues.PROGRESS) and not s.has(cues.ON_PAPER):
        return True
    return s.has_word(cues.OFF_TOPIC) and not s.has(cues.MEETING)


def weekly(s: Sentence) -> Intent | None:
    if s.has(cues.WEEKLY) and not s.items and not s.report.changes:
        return intents.WeeklySummary(earlier=s.about_last_week)
    return None
