"""Plain sentences: what is asked for, reported or only said. The order of the questions put to a line is its meaning:
what would write comes last among equals, and only when nothing makes it doubtful."""

import re
from collections.abc import Callable
from typing import Final

from handlers import intents
from handlers.context import Context
from handlers.intents import Intent
from handlers.understanding import doubts, questions, requests
from handlers.understanding.marking import Marked, sorted_codes
from handlers.understanding.patterns import NAMED, cues
from handlers.understanding.sentence import Sentence


def read(marked: Marked, context: Context) -> Intent:
    return of(Sentence(marked, context))


def of(s: Sentence) -> Intent:
    if (answer := _plain_answer(s)) is not None:
        return answer
    if not re.search(rf"[^\W_]|{NAMED}", s.text):
        return intents.Thanks() if s.text else intents.Unknown()
    if s.has(cues.ANNOUNCEMENT) and not s.items:
        return intents.Unknown()
    for reader in _READERS:
        if (intent := reader(s)) is not None:
            return intent
    answers = s.asks in ("status", "problem", "evidence") and not s.has_word(cues.OFF_TOPIC)
    if answers and not s.question and not s.items:
        return intents.Clarify(items=s.asked)
    return intents.Clarify() if s.about_work else intents.Unknown()


def _plain_answer(s: Sentence) -> Intent | None:
    """A confirmation typed instead of tapped, a question dropped, and who the speaker is to the bot."""
    said = cues.POLITE_END.sub("", s.text).strip()
    if cues.YES.match(said) and s.context.pending and s.asks == "confirm":
        return intents.Confirm(s.context.pending.token)
    if cues.NO.match(said):
        return intents.Cancel() if s.context.pending else intents.Undo()
    return intents.WhoAmI() if s.has(cues.WHO_AM_I) else None


def _pending_answer(s: Sentence) -> Intent | None:
    """A line that answers what the bot asked; one that does not goes on to the other readers."""
    if s.asks is None or s.question:
        return None
    others = s.items and set(s.items) != set(s.asked)
    if s.asks == "date" and s.until and not others and s.report.changes is None:
        return intents.RequestExtension(s.of_this, s.until, reason=s.reason)
    if s.asks == "date" and s.has(cues.NO_DAY_YET) and not others:
        return intents.RequestExtension(s.of_this, None, reason=s.reason)
    if s.asks == "evidence" and s.marked.urls and not s.items and s.report.only is None:
        return intents.AttachEvidence(sorted_codes(s.asked), s.marked.urls)
    return _problem_asked_for(s) if s.asks == "problem" and not others else None


def _problem_asked_for(s: Sentence) -> Intent | None:
    told = intents.ReportProblem(sorted_codes(s.of_this), s.marked.typed)
    if s.report.only is None and len(s.text) > 6:
        return None if s.has(cues.EXTEND) or _is_only_small_talk(s) else told
    hindered = s.report.only not in (None, "done") and (s.has(cues.PROBLEM) or s.report.weak)
    return told if hindered else None


def _write_or_ask(s: Sentence) -> Intent | None:
    """A report, if nothing in the line makes it doubtful; else the question it really is, or a question back."""
    if (intent := _incomplete_answer(s)) is not None:
        return intent
    report = s.report
    if report.only is None and report.changes is None and not (s.items and report.maybe and not _asks_names(s)):
        return None
    if not s.of_this and not s.unknown:
        return None  # a state of nothing: the lists and the small talk come first
    if (intent := _unknown_items(s)) is not None:
        return intent
    if s.unsure:
        return _ask_back(s)
    if s.question:
        return questions.about(s)
    doubtful = doubts.is_doubtful(s)
    if report.changes is None and not doubtful and s.has(cues.PROBLEM):
        return intents.ReportProblem(sorted_codes(s.of_this), s.marked.typed)
    if report.changes is None or doubtful:
        return _ask_back(s)
    told = tuple(change.item for change in report.changes)
    if set(report.open) - set(told) and not doubts.may_leave_open(s):
        return _ask_back(s)
    if s.has(cues.PROBLEM) and doubts.is_only_obstacle(s):
        return intents.ReportProblem(sorted_codes(told), s.marked.typed)
    return intents.UpdateStatus(report.changes, evidence=s.marked.urls, division=s.marked.only_division)


def _asks_names(s: Sentence) -> bool:
    return s.has(cues.WHO) and s.has(cues.ASKS_NAMES)


def _incomplete_answer(s: Sentence) -> Intent | None:
    """An answer to the bot's question that leaves open which item, or what."""
    if s.items or s.asks not in ("status", "evidence"):
        return None
    if s.asks == "status" and s.has(cues.SOME_OF_THEM) and not s.has(cues.MINE):
        return intents.Clarify(items=s.asked)
    if s.question:
        return None
    if len(s.asked) > 1 and s.has(cues.ONE_ALONE):
        return intents.Clarify(items=s.asked)
    if s.asks == "evidence" and not s.marked.urls and s.has(cues.EVIDENCE) and not s.speaks_of_state:
        return intents.Clarify(items=s.asked)
    if s.speaks_of_state and s.report.changes is None:
        return intents.Clarify(items=s.asked, status=s.report.only)
    return None


def _unknown_items(s: Sentence) -> Intent | None:
    """Items the office does not have, unless the line itself puts them right."""
    changes = s.report.changes
    corrected = changes and s.has(cues.CORRECTION) and not {change.item for change in changes} & set(s.unknown)
    if not s.unknown or corrected:
        return None
    return intents.Clarify(items=() if s.question else s.items, unknown_codes=s.unknown)


def _ask_back(s: Sentence) -> Intent:
    return intents.Clarify(items=sorted_codes(s.of_this), status=s.report.only)


def _disagreement(s: Sentence) -> Intent | None:
    """«สถานะในระบบไม่ตรง»: what should stand there?"""
    return _ask_back(s) if s.has(cues.DISAGREES) and s.items and not s.question else None


def _problem(s: Sentence) -> Intent | None:
    if s.items and s.has(cues.PROBLEM) and not s.question:
        return intents.ReportProblem(s.items, s.marked.typed)
    return None


def _evidence(s: Sentence) -> Intent | None:
    if not s.marked.urls:
        return None
    if s.of_this and not s.question:
        if s.asked and not s.items and s.asks not in ("evidence", "status"):
            return intents.Clarify(items=s.asked)
        return intents.AttachEvidence(s.of_this, s.marked.urls)
    return intents.Clarify()


def _about_items(s: Sentence) -> Intent | None:
    if s.unknown:
        return intents.Clarify(items=s.items, unknown_codes=s.unknown)
    items = s.of_this
    if not items or (not s.items and (s.marked.vague or not s.has(cues.IT))):
        return None
    if s.has(cues.WHO):
        return intents.WhoOwns(sorted_codes(items))
    if not s.question and s.has(cues.ANNOUNCING):
        return _ask_back(s)
    bare = cues.ITEM_OR_PARTICLE.sub("", s.text)
    if s.question or s.has(cues.DETAIL) or not bare:
        return intents.ShowItem(sorted_codes(items))
    return _ask_back(s)


def _is_only_small_talk(s: Sentence) -> bool:
    rest = cues.PARTICLES.sub("", cues.THANKS.sub("", s.text))
    return s.has(cues.THANKS) and len(rest) < 14


def _small_talk(s: Sentence) -> Intent | None:
    if s.question or s.items or s.report.only is not None or not s.has(cues.THANKS):
        return None
    return intents.Thanks() if len(s.text) < 40 or _is_only_small_talk(s) or s.has(cues.GREETING) else None


_READERS: Final[tuple[Callable[[Sentence], Intent | None], ...]] = (
    requests.registration,
    requests.order,
    requests.undo,
    requests.snooze,
    _pending_answer,
    requests.extension,
    questions.history,
    requests.explanation,
    requests.chasing,
    requests.paper,
    requests.weekly,
    _write_or_ask,
    questions.lists,
    _disagreement,
    _problem,
    _evidence,
    _about_items,
    _small_talk,
)
