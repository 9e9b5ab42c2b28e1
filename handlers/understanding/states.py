"""What a line says of the state of an item: done, under way, not begun, or only planned, wished, guessed."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final, Literal

from handlers.understanding.patterns import Patterns
from handlers.understanding.text import NUMBER_WORD
from models.words import Status

State = Status | Literal["maybe"]  # maybe: a plan, a wish or a condition, which tells nothing that can be written down

_WORDS: Final = Patterns("states.toml", NUMBER=NUMBER_WORD)
_LISTS: Final[dict[State, str]] = {
    "not_started": "NOT_STARTED",
    "in_progress": "UNDER_WAY",
    "maybe": "MAYBE",
    "done": "DONE",
}  # in the order in which they are tried


@dataclass(frozen=True)
class StateSpan:
    start: int
    end: int
    state: State
    weak: bool = False  # what is awaited or lacking: beside another state it only explains it
    negated: bool = False  # «ยังไม่เสร็จ», which not begun also is
    strict: bool = False  # work under way in so many words, not only something that is not yet
    loose: bool = False  # «…อยู่», which other work may be


@lru_cache(maxsize=512)
def find(text: str) -> tuple[StateSpan, ...]:
    """The states a marked line speaks of, in their order."""
    return tuple(_span(match) for match in _any_state().finditer(text) if match.group(0).strip())


def follows(text: str, start: int = 0) -> bool:
    """Whether a state, or a word that begins one, comes next in the line."""
    return _state_next().match(text, start) is not None


@cache
def _any_state() -> re.Pattern[str]:
    named = (f"(?P<{state}>{_WORDS.source(name)})" for state, name in _LISTS.items())
    return re.compile("|".join(named), re.IGNORECASE)


@cache
def _state_next() -> re.Pattern[str]:
    states = "|".join(_WORDS.source(name) for name in _LISTS.values())
    unnamed = re.sub(r"\(\?P<\w+>", "(?:", states)
    return re.compile(rf"{_WORDS.source('LEADS_TO_STATE')}(?:{unnamed}|{_WORDS.source('BEGINS_STATE')})", re.IGNORECASE)


def _span(match: re.Match[str]) -> StateSpan:
    said = match.group(0)
    state = next(state for state in _LISTS if match[state] is not None)
    if match["part"] is not None and match["part"] == match["of"]:
        state = "done"  # «ครบ 5 จาก 5»
    return StateSpan(
        match.start(),
        match.end(),
        state,
        weak=_WORDS.WEAK.match(said) is not None,
        negated=_WORDS.NEGATED.match(said) is not None,
        strict=_WORDS.STRICT.search(said) is not None,
        loose=_WORDS.LOOSE.fullmatch(said) is not None,
    )


def is_sign_before(text: str, span: StateSpan) -> bool:
    """«✅ข้อ 2 ⏳ข้อ 5»: in such a line a sign belongs to what comes after it."""
    first = _WORDS.SIGN_FIRST.search(text) is not None
    return first and _WORDS.SIGN.fullmatch(text[span.start : span.end]) is not None


def _takes_back(spans: Sequence[StateSpan]) -> bool:
    """«ไม่เสร็จ … เสร็จแล้ว»: first denied and then said."""
    denied = [span.start for span in spans if span.negated]
    return bool(denied) and any(span.state == "done" and span.start > denied[0] for span in spans)


def together(spans: Sequence[StateSpan]) -> Status | None:
    """The one status that several words about the same item amount to; None when they do not fit together."""
    said = {span.state for span in spans if span.state != "maybe"}
    firm = {span.state for span in spans if span.state != "maybe" and not span.weak and not span.negated}
    if not said:
        return None
    if _takes_back(spans):
        return None
    if "not_started" in said:
        if firm <= {"not_started"}:
            return "not_started"
        begun = any(span.state == "in_progress" and not (span.weak or span.negated or span.loose) for span in spans)
        return "in_progress" if begun and "done" not in said else None
    return "in_progress" if "in_progress" in said else "done"
