"""What comes after a report: to review, tell results, move everybody's dates, submit papers, be forgotten; and the
answers to questions that take any words."""

import re
from typing import Final

from handlers import intents
from handlers import intents_checking as checking
from handlers.context import Context
from handlers.intents import Intent
from handlers.understanding.marking import mark, sorted_codes
from handlers.understanding.patterns import DIVISION, ITEM, Patterns, cues
from handlers.understanding.sentence import Sentence
from handlers.understanding.text import NUMBER_WORD, arabic, number_of

FREE_TEXT: Final = frozenset(("lacking", "output", "outcome", "fold_output", "fold_outcome", "comment", "reason"))
_WORDS: Final = Patterns("checking.toml")
_DAYS: Final = re.compile(rf"(?P<back>-|ย้อน|เร็วขึ้น\s*)?(?P<n>[0-9๐-๙]{{1,3}}|{NUMBER_WORD})\s*วัน(?!ที่)")
_WEEKS: Final = re.compile(rf"(?P<n>[0-9๐-๙]{{1,2}}|{NUMBER_WORD})\s*(?:สัปดาห์|อาทิตย์)")
_SHORT: Final = 60


def read(line: str, typed: str, context: Context) -> Intent | None:
    """The intent of a whole line; None when it is about something else. `typed`: the line before it was made
    uniform, which is what an answer in the speaker's own words keeps."""
    body = _WORDS.POLITE.sub("", line)
    if _WORDS.ERASE.fullmatch(body):
        return checking.EraseMe()
    if _WORDS.REVIEW.fullmatch(body):
        return checking.ListReview()
    if _WORDS.PAPERS.fullmatch(body):
        return checking.ListPapers()
    if (scores := _scores(arabic(body))) is not None:
        return scores
    if (where := _placed(line, context)) is not None:
        return where
    may_decide = context.role in ("head", "chief") and not context.in_group and context.pending is None
    if may_decide and _WORDS.DECIDE.fullmatch(body):
        return checking.ListPapers()
    if _WORDS.WITHDRAW.fullmatch(body):
        return checking.WithdrawPaper()
    return (
        _paper(body)
        or _paper_of(body, context)
        or _of_measure(body, context)
        or _shift(line, context)
        or _answer(line, typed, context)
    )


def _placed(line: str, context: Context) -> Intent | None:
    """The item of a link or file that was sent without one: «O8» when that was asked, else «แนบ O8»."""
    waits = context.pending is not None and context.pending.asks == "evidence" and not context.pending.items
    if line.startswith("/") or not (waits or _WORDS.ATTACH.match(line)):
        return None
    s = Sentence(mark(line, context), context)
    words = _WORDS.PLACING if waits else _WORDS.ATTACHING
    if not s.items or s.unknown or s.marked.urls or not words.fullmatch(s.text):
        return None
    return intents.AttachEvidence(sorted_codes(s.items), ())


def _scores(body: str) -> Intent | None:
    """«คะแนนต่ำสุด», «ข้อ E9»: the questions of the surveys have letters of their own."""
    if _WORDS.LOWEST.fullmatch(body):
        return checking.ShowScores(lowest=True)
    if _WORDS.SCORES.fullmatch(body):
        return checking.ShowScores()
    code = _WORDS.SCORE_CODE.fullmatch(_after(_WORDS.SCORE_OF, body))
    if code is None:
        return None
    return checking.ShowScores(f"{(code['letter'] or '').upper()}{int(code['number'])}")


def _paper(body: str) -> Intent | None:
    name = _after(_WORDS.SUBMIT, body)
    if name and _WORDS.FOLLOWUP.fullmatch(name):
        return checking.SubmitPaper("followup")
    return checking.SubmitPaper("progress") if name and _WORDS.PROGRESS.fullmatch(name) else None


def _paper_of(body: str, context: Context) -> Intent | None:
    """«ขอรายงาน O35»; of a head it is rather a report to be given."""
    rest = _after(_WORDS.PAPER_OF, body) if context.role in ("coordinator", "chief") else ""
    marked = mark(rest, context) if rest else None
    if marked is None or len(marked.items) != 1 or not cues.ITEM_ALONE.fullmatch(marked.text):
        return None
    return intents.ExportReport()


def _after(words: re.Pattern[str], line: str) -> str:
    """What follows these words at the beginning of the line; nothing when it does not begin with them."""
    match = words.match(line)
    return line[match.end() :].strip() if match else ""


def _of_measure(body: str, context: Context) -> Intent | None:
    """«แจ้งผล M1», «แจ้งผล M1 กองคลัง», «รวมผล M1»: nothing but one measure follows, and whose it is."""
    for words, is_fold in ((_WORDS.FOLD, True), (_WORDS.TELL, False)):
        rest = _after(words, body)
        if not rest:
            continue
        marked = mark(rest, context)
        alone = _WORDS.OF.sub("", marked.text.replace(DIVISION, "")).strip()
        if not cues.ITEM_ALONE.fullmatch(alone) or len(marked.items) != 1 or marked.items[0][0] != "M":
            continue
        if len(marked.divisions) > 1 or (is_fold and marked.divisions):
            continue
        [code] = marked.items
        if code not in {item.code for item in context.items}:
            return intents.Clarify(unknown_codes=(code,))
        return checking.ShowResults(code) if is_fold else checking.TellResults(code, division=marked.only_division)
    return None


def _shift(line: str, context: Context) -> Intent | None:
    begins = _WORDS.SHIFT.match(line)
    if begins is None:
        return None
    because = _WORDS.BECAUSE.search(line, begins.end())
    when, reason = (line[begins.end() :], "") if because is None else _around(line, begins.end(), because)
    marked = mark(when, context)
    known = {item.code for item in context.items}
    unknown = tuple(code for code in marked.items if code not in known)
    if unknown:
        return intents.Clarify(items=tuple(c for c in marked.items if c in known), unknown_codes=unknown)
    days = _days(when)
    to = marked.days[-1].last if marked.days and days is None else None
    return checking.ShiftDates(sorted_codes(marked.items), days=days, to=to, reason=reason[:500])


def _around(line: str, start: int, found: re.Match[str]) -> tuple[str, str]:
    return line[start : found.start()], line[found.end() :].strip()


def _days(text: str) -> int | None:
    if (match := _DAYS.search(text)) is not None:
        return -number_of(match["n"]) if match["back"] else number_of(match["n"])
    weeks = _WEEKS.search(text)
    return 7 * number_of(weeks["n"]) if weeks else None


def _answer(line: str, typed: str, context: Context) -> Intent | None:
    """Any words are an answer, but a command, a new report, a question back, or no."""
    if context.pending is None or context.pending.asks not in FREE_TEXT or line.startswith("/"):
        return None
    if _WORDS.NO_ANSWER.fullmatch(_WORDS.POLITE.sub("", line)):
        return None
    sentence = Sentence(mark(line, context), context)
    said = cues.POLITE_END.sub("", sentence.text).strip()
    if cues.NO.match(said):
        return None
    # A comment on a paper asks, and names items and how they stand; elsewhere that is a question back or a new report.
    if context.pending.asks != "comment":
        if sentence.question and len(line) < _SHORT and not _WORDS.TOLD_THAT.search(said):
            return None
        if sentence.items and sentence.report.changes and sentence.text.startswith(ITEM):
            return None
    return checking.Answer(typed.strip())
