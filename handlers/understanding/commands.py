"""Slash commands, Thai and English, mistyped or with the argument glued on: /status คลัง, /ค้าง, /updateo6เสร็จ, /hlep."""

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from handlers import intents
from handlers.context import Context
from handlers.intents import Intent
from handlers.understanding import names, requests, sentences
from handlers.understanding.marking import Marked, mark, sorted_codes
from handlers.understanding.patterns import Patterns, cues, table
from handlers.understanding.scopes import scope_of

_WORDS: Final = Patterns("commands.toml")
_SLASH: Final = re.compile(r"^/\s*")
_LAST_NUMBER: Final = re.compile(r"(?:^|(?<=\s))(?<!ที่ )(?<!ข้อ )(?<![OoMm] )[0-9๐-๙]+$")  # of days: no code, no day


def is_command(line: str) -> bool:
    return line.startswith("/") or _WORDS.POLITE.sub("", line).casefold() in _WORDS.words("BARE")


@cache
def _names() -> Mapping[str, str]:
    """The command's name by each word it goes by."""
    return {word: name for name, words in table("commands.toml")["names"].items() for word in words}


@cache
def _longest_first() -> tuple[str, ...]:
    return tuple(sorted(_names(), key=lambda word: (-len(word), word)))


def read(line: str, context: Context) -> Intent | None:
    """The command's intent; None when the line is no command that we know."""
    body = _SLASH.sub("", line)
    name, argument = _split(body)
    if name is None:
        found = mark(body, context)
        if found.items and cues.ITEM_ALONE.fullmatch(found.text):
            return _known(found.items, context) or intents.ShowItem(sorted_codes(found.items))
        return None
    return _command(name, argument, context)


def _split(body: str) -> tuple[str | None, str]:
    """The command's name and its argument, also when that is glued on («/statusคลัง») or the keys slipped («/staus»)."""
    folded = body.casefold()
    first = re.match(r"[a-z]+|[ก-๎]+", folded)
    if first is None:
        return None, body
    known, head = _names(), first.group(0)
    if head in known:
        return known[head], body[len(head) :].strip(" :")
    prefix = next((word for word in _longest_first() if folded.startswith(word) and len(word) > 2), None)
    if prefix is not None and not _is_rather_a_slip(head, prefix, folded):
        return known[prefix], body[len(prefix) :].strip(" :")
    for end in range(len(head), 2, -1):
        word = _meant(head[:end])
        if word is not None and (end == len(head) or re.match(r"[om]?\d|[^a-z]", folded[end:])):
            return known[word], body[end:].strip(" :")
    return None, body


def _is_rather_a_slip(head: str, prefix: str, folded: str) -> bool:
    """«/statsu»: a misspelt command that begins with a shorter one, not «/stat» with something glued on."""
    if not head.isascii() or len(prefix) >= len(head) - 2 or re.match(r"o\d|[ก-๎]", folded[len(prefix) :]):
        return False
    return _meant(head) is not None


def _meant(typed: str) -> str | None:
    """The command word a mistyped one stands for: one slip in short words, two in long ones."""
    words = [word for word in _names() if word.isascii() == typed.isascii() and len(word) > 2]
    allowed = 1 if len(typed) < 6 else 2
    best = process.extractOne(typed, words, scorer=DamerauLevenshtein.distance, score_cutoff=allowed)
    return best[0] if best else None


def _command(name: str, argument: str, context: Context) -> Intent | None:
    marked = mark(argument, context)
    if name in ("status", "missing", "due", "overdue", "chase") and not marked.divisions and not marked.items:
        division = names.called(_WORDS.POLITE.sub("", argument), context.divisions)
        if division is not None:
            marked = mark(division, context)
    items = _items(name, argument, marked, context)
    unknown = _known(items, context)
    codes = sorted_codes(items)
    match name:
        case "status" if items:
            return unknown or intents.ShowItem(codes)
        case "status":
            return _lost_division(argument, marked) or intents.ShowProgress(*scope_of(marked, context))
        case "missing":
            return _lost_division(argument, marked) or intents.ListMissing(*scope_of(marked, context))
        case "due":
            overdue = cues.OVERDUE.search(argument) is not None
            until = None if overdue else _last_day(marked)
            return _lost_division(argument, marked) or intents.ListDue(*scope_of(marked, context), until, overdue)
        case "overdue":
            return _lost_division(argument, marked) or intents.ListDue(*scope_of(marked, context), None, overdue=True)
        case "item":
            return unknown or (intents.ShowItem(codes) if items else intents.Clarify())
        case "who":
            return unknown or (intents.WhoOwns(codes) if items else intents.Clarify())
        case "history":
            return unknown or (intents.ShowHistory(codes) if items else intents.Clarify())
        case "summary":
            return intents.WeeklySummary(earlier=cues.LAST_WEEK.search(argument) is not None)
        case "bind":
            return intents.Bind()
        case "help":
            return intents.Help()
        case "thanks":
            return intents.Thanks()
        case "undo":
            return intents.Undo()
        case "cancel":
            return intents.Cancel() if context.pending else intents.Undo()
        case "me":
            return intents.WhoAmI()
        case "register":
            code = re.search(r"[A-Za-z0-9][A-Za-z0-9-]{3,30}", argument)
            return intents.Register(code.group(0).upper()) if code else intents.Help()
        case "chase":
            return intents.Chase(() if cues.EVERYTHING.search(argument) else marked.divisions)
        case "snooze":
            return _snooze(argument, context)
        case "acknowledge" if not _WORDS.POLITE.sub("", argument):
            return intents.Acknowledge()
        case "acknowledge":
            return sentences.read(marked, context)
        case "export":
            return intents.ExportReport()
        case "extend":
            return unknown or _extension(codes, marked)
        case "problem":
            return unknown or (intents.ReportProblem(codes, argument) if items else intents.Clarify())
        case "evidence":
            complete = items and marked.urls
            return unknown or (intents.AttachEvidence(codes, marked.urls) if complete else intents.Clarify(items=codes))
        case "report" if not items:
            return intents.ExportReport()
        case "done" | "doing":
            said = f"{argument} {'เสร็จแล้ว' if name == 'done' else 'กำลังทำ'}"
            return unknown or sentences.read(mark(said, context), context)
        case _:  # update, report: what follows is a report
            if not argument:
                return intents.Clarify()
            read = sentences.read(marked, context)
            if isinstance(read, intents.Unknown | intents.Thanks | intents.ShowItem):
                return intents.Clarify(items=codes)
            return read


def _items(name: str, argument: str, marked: Marked, context: Context) -> tuple[str, ...]:
    """Where a command asks for an item a bare number is one: /ข้อ 8, /who 8, /มาตรการ 3."""
    if marked.items or name not in ("item", "who", "history", "extend", "evidence", "problem", "done", "doing"):
        return marked.items
    if re.match(r"\s*[0-9๐-๙]", argument):
        return mark(f"ข้อ {argument}", context).items
    return ()


def _extension(codes: tuple[str, ...], marked: Marked) -> Intent:
    if not codes:
        return intents.Clarify()
    return intents.RequestExtension(codes, _last_day(marked), reason="", division=marked.only_division)


def _snooze(argument: str, context: Context) -> Intent:
    """/เลื่อนเตือน 2, /snooze O8 2 วัน, /เลื่อนเตือน พรุ่งนี้: the last number counts the days."""
    said = _WORDS.POLITE.sub("", argument).strip()
    marked = mark(said, context)
    until = _last_day(marked)
    if until is None:
        said = _LAST_NUMBER.sub(r"\g<0> วัน", said)
        until = requests.in_days(said, context.today)
        marked = mark(re.sub(r"\S+\s*วัน$", "", said), context)
    items = sorted_codes(marked.items)
    return _known(items, context) or intents.Snooze(until, items)


def _last_day(marked: Marked) -> date | None:
    return marked.days[-1].last if marked.days else None


def _known(found: tuple[str, ...], context: Context) -> Intent | None:
    """Codes the office does not have are said so, never passed on."""
    known = {item.code for item in context.items}
    unknown = tuple(code for code in found if code not in known)
    return intents.Clarify(items=tuple(c for c in found if c in known), unknown_codes=unknown) if unknown else None


def _lost_division(argument: str, marked: Marked) -> Intent | None:
    """/status กองปลา: a division that the office does not have."""
    if marked.divisions or marked.items:
        return None
    rest = _WORDS.POLITE.sub("", argument).strip()
    return intents.Clarify(unknown_division=rest[:60]) if names.is_lost(rest) else None
