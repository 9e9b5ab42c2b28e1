"""Postback data: short versioned text for each value of `messages.postbacks` ("1:s:42:d"), there and back.

`decode` answers None to anything it does not know, so that old buttons and made-up data do no harm.
"""

import re
from collections.abc import Iterator
from datetime import date
from typing import get_args

from messages.limits import utf16_len
from messages.postbacks import (
    Acknowledge,
    AskExtension,
    AttachTo,
    Cancel,
    Chase,
    Confirm,
    DecideExtension,
    DecidePaper,
    EditFold,
    HandlePaperIn,
    MarkStep,
    Mend,
    MendPaper,
    Paper,
    PaperInAct,
    Postback,
    ResultPart,
    ReturnBy,
    SetItemsStatus,
    SetStatus,
    SettleDoubt,
    Settling,
    Show,
    ShowWhat,
    Snooze,
    SubmitPaper,
    TellResults,
    Undo,
    Verdict,
    WhatIsThere,
)
from messages.words import Status

VERSION = "1"
MAX_UNITS = 300
MAX_RUN = 999  # codes one range may stand for, so that made-up data cannot grow without end

_STATUS_LETTER: dict[Status, str] = {"not_reported": "r", "not_started": "n", "in_progress": "p", "done": "d"}
_LETTER_STATUS = {letter: status for status, letter in _STATUS_LETTER.items()}
_VERDICT_LETTER: dict[WhatIsThere, str] = {"present": "p", "incomplete": "i", "missing": "m"}
_LETTER_VERDICT = {letter: verdict for verdict, letter in _VERDICT_LETTER.items()}
_PART_LETTER: dict[ResultPart, str] = {"output": "o", "outcome": "c"}
_LETTER_PART = {letter: part for part, letter in _PART_LETTER.items()}
_PAPER_LETTER: dict[Paper, str] = {"followup": "f", "progress": "p"}
_LETTER_PAPER = {letter: paper for paper, letter in _PAPER_LETTER.items()}
_MEND_LETTER: dict[Mend, str] = {"withdraw": "w", "again": "a"}
_LETTER_MEND = {letter: act for act, letter in _MEND_LETTER.items()}
_ACT_LETTER: dict[PaperInAct, str] = {"load": "l", "doubts": "d", "evidence": "e", "drop": "x"}
_LETTER_ACT = {letter: act for act, letter in _ACT_LETTER.items()}
_SETTLING: frozenset[str] = frozenset(get_args(Settling))
_SHOW: frozenset[str] = frozenset(get_args(ShowWhat))
_DAYS = re.compile(r"[1-9]")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]{0,17})")
_PLAIN_CODE = re.compile(r"([A-Za-z]{1,4})([1-9][0-9]{0,5})")
_RUN = re.compile(r"([A-Za-z]{1,4})([1-9][0-9]{0,5})~([1-9][0-9]{0,5})")
_ESCAPES = {"%": "%25", ":": "%3A", ",": "%2C", "~": "%7E"}


def encode(postback: Postback) -> str:
    """The text for a button. Raises ValueError when it would not fit; `fits` asks first."""
    text = f"{VERSION}:{_body(postback)}"
    if utf16_len(text) > MAX_UNITS:
        raise ValueError(f"postback data of {utf16_len(text)} units; {MAX_UNITS} are allowed")
    return text


def fits(postback: Postback) -> bool:
    return utf16_len(_body(postback)) + len(VERSION) + 1 <= MAX_UNITS


def decode(text: str) -> Postback | None:
    """What a button said, or None for data that is not ours, broken, or of another version."""
    match text.split(":"):
        case [v, "s", number, letter] if v == VERSION and letter in _LETTER_STATUS:
            assignment = _number(number)
            return None if assignment is None else SetStatus(assignment, _LETTER_STATUS[letter])
        case [v, "m", letter, number, codes] if v == VERSION and letter in _LETTER_STATUS:
            division = _number(number)
            known = _codes(codes)
            if known is None or (division is None and number != ""):
                return None
            return SetItemsStatus(known, _LETTER_STATUS[letter], division)
        case [v, "e", number, codes] if v == VERSION:
            division, known = _number(number), _codes(codes)
            return None if known is None or (division is None and number != "") else AskExtension(known, division)
        case [v, "d", number, ("y" | "n") as answer] if v == VERSION:
            extension = _number(number)
            return None if extension is None else DecideExtension(extension, answer == "y")
        case [v, "k", told] if v == VERSION:
            day = _day(told)
            return None if day is None else Acknowledge(day)
        case [v, "z", days, told] if v == VERSION and _DAYS.fullmatch(days):
            day = _day(told)
            return None if day is None else Snooze(int(days), day)
        case [v, "a", token, code] if v == VERSION:
            return AttachTo(_unescape(token), _unescape(code))
        case [v, "u", change_set] if v == VERSION:
            return Undo(_unescape(change_set))
        case [v, "h", number] if v == VERSION:
            division = _number(number)
            return None if division is None else Chase(division)
        case [v, "c", token] if v == VERSION:
            return Confirm(_unescape(token))
        case [v, "x"] if v == VERSION:
            return Cancel()
        case [v, ("v" | "b" | "r" | "t" | "f" | "j" | "p" | "g" | "i" | "y"), *_] if v == VERSION:
            return _checking(text.split(":")[1:])
        case [v, "w", what, arg, number] if v == VERSION and what in _SHOW:
            page = _number(number)
            return None if page is None else Show(_show(what), _unescape(arg), page)
    return None


def _checking(parts: list[str]) -> Postback | None:
    """Buttons of what comes after a report: review, results, papers."""
    match parts:
        case ["v", number, letter] if letter in _LETTER_VERDICT and (known := _number(number)) is not None:
            return Verdict(known, _LETTER_VERDICT[letter])
        case ["v", number, letter, told] if letter in _LETTER_VERDICT and (known := _number(number)) is not None:
            seen = _number(told)
            return Verdict(known, _LETTER_VERDICT[letter], seen) if seen else None
        case ["b", number] if (known := _number(number)) is not None:
            return ReturnBy(known)
        case ["r", number] if (known := _number(number)) is not None:
            return TellResults(known)
        case ["t", number, ""] if (known := _number(number)) is not None:
            return MarkStep(known)
        case ["t", number, step] if (known := _number(number)) is not None and (place := _number(step)) is not None:
            return MarkStep(known, place)
        case ["f", code, letter] if letter in _LETTER_PART:
            return EditFold(_unescape(code), _LETTER_PART[letter])
        case ["j", letter] if letter in _LETTER_PAPER:
            return SubmitPaper(_LETTER_PAPER[letter])
        case ["p", number, ("y" | "n") as answer] if (known := _number(number)) is not None:
            return DecidePaper(known, answer == "y")
        case ["g", number, letter] if letter in _LETTER_MEND and (known := _number(number)) is not None:
            return MendPaper(known, _LETTER_MEND[letter])
        case ["i", number, letter] if letter in _LETTER_ACT and (known := _number(number)) is not None:
            return HandlePaperIn(known, _LETTER_ACT[letter])
        case ["y", *numbers, how] if how in _SETTLING and len(numbers) == 3:
            named = [found for one in numbers if (found := _number(one)) is not None]
            return SettleDoubt(named[0], named[1], _settling(how), named[2]) if len(named) == 3 else None
        case _:
            return None


def _body(postback: Postback) -> str:
    match postback:
        case SetStatus(assignment, status):
            return f"s:{assignment}:{_STATUS_LETTER[status]}"
        case SetItemsStatus(codes, status, division):
            return f"m:{_STATUS_LETTER[status]}:{_id(division)}:{','.join(_runs(codes))}"
        case AskExtension(codes, division):
            return f"e:{_id(division)}:{','.join(_runs(codes))}"
        case DecideExtension(extension, approve):
            return f"d:{extension}:{'y' if approve else 'n'}"
        case Acknowledge(day):
            return f"k:{day.isoformat()}"
        case Snooze(days, day):
            return f"z:{days}:{day.isoformat()}"
        case AttachTo(token, code):
            return f"a:{_escape(token)}:{_escape(code)}"
        case Undo(change_set):
            return f"u:{_escape(change_set)}"
        case Chase(division_id):
            return f"h:{division_id}"
        case Confirm(token):
            return f"c:{_escape(token)}"
        case Cancel():
            return "x"
        case Verdict(assignment, verdict, seen):
            return f"v:{assignment}:{_VERDICT_LETTER[verdict]}" + (f":{seen}" if seen else "")
        case ReturnBy(assignment):
            return f"b:{assignment}"
        case TellResults(assignment):
            return f"r:{assignment}"
        case MarkStep(assignment, step):
            return f"t:{assignment}:{_id(step)}"
        case EditFold(code, part):
            return f"f:{_escape(code)}:{_PART_LETTER[part]}"
        case SubmitPaper(paper):
            return f"j:{_PAPER_LETTER[paper]}"
        case DecidePaper(step_id, approve):
            return f"p:{step_id}:{'y' if approve else 'n'}"
        case MendPaper(approval_id, act):
            return f"g:{approval_id}:{_MEND_LETTER[act]}"
        case HandlePaperIn(paper_id, letter):
            return f"i:{paper_id}:{_ACT_LETTER[letter]}"
        case SettleDoubt(paper_id, row, how, place):
            return f"y:{paper_id}:{row}:{place}:{how}"
        case Show(what, arg, page):
            return f"w:{what}:{_escape(arg)}:{page}"


def _show(what: str) -> ShowWhat:
    return next(known for known in get_args(ShowWhat) if known == what)


def _settling(how: str) -> Settling:
    return next(known for known in get_args(Settling) if known == how)


def _id(number: int | None) -> str:
    return "" if number is None else str(number)


def _number(text: str) -> int | None:
    return int(text) if _NUMBER.fullmatch(text) and text != "-0" else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _escape(text: str) -> str:
    return "".join(_ESCAPES.get(c, c) for c in text)


def _unescape(text: str) -> str:
    for plain, escaped in reversed(_ESCAPES.items()):
        text = text.replace(escaped, plain)
    return text


def _runs(codes: tuple[str, ...]) -> Iterator[str]:
    """Codes in their order, neighbours drawn together: O1, O2, O3, M5 → O1~3, M5."""
    at = 0
    while at < len(codes):
        end = at
        if first := _PLAIN_CODE.fullmatch(codes[at]):
            prefix, number = first[1], int(first[2])
            while (
                end + 1 < len(codes)
                and end + 1 - at < MAX_RUN
                and codes[end + 1] == f"{prefix}{number + end + 1 - at}"
                and number + end + 1 - at < 1_000_000
            ):
                end += 1
            if end - at >= 2:
                yield f"{prefix}{number}~{number + end - at}"
                at = end + 1
                continue
        yield _escape(codes[at]) or "%"
        at += 1


def _codes(text: str) -> tuple[str, ...] | None:
    if text == "":
        return ()
    codes: list[str] = []
    for part in text.split(","):
        if run := _RUN.fullmatch(part):
            first, last = int(run[2]), int(run[3])
            if not 0 < last - first < MAX_RUN:
                return None
            codes.extend(f"{run[1]}{number}" for number in range(first, last + 1))
        elif part == "":
            return None
        else:
            codes.append("" if part == "%" else _unescape(part))
    return tuple(codes)
