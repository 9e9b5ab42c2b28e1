"""One line of chat with what is known about it and its speaker, and the questions the readers put to it."""

import re
from datetime import date
from functools import cached_property
from typing import Final

from handlers.context import Context
from handlers.understanding import reports, states
from handlers.understanding.marking import Marked, sorted_codes
from handlers.understanding.patterns import DATE, ITEM, cues
from handlers.understanding.segment import word_starts

_BARE: Final = 22  # letters: hardly more than a state


class Sentence:
    def __init__(self, marked: Marked, context: Context) -> None:
        self.marked = marked
        self.text = marked.text
        self.context = context
        self.asks = context.pending.asks if context.pending else None
        self.asked = context.pending.items if context.pending else ()
        known = {item.code for item in context.items}
        self.unknown = tuple(code for code in marked.items if code not in known)
        self.items = sorted_codes(tuple(code for code in marked.items if code in known))
        self.refuted = reports.refuted(marked)
        answers = self.asks in ("status", "evidence", "problem", "date")
        self.report = reports.read(marked, self.asked if answers else ())
        plain = cues.NO_QUESTION.sub("", self._plain_end())
        if self.report.changes:
            plain = cues.TAIL_QUESTION.sub("", plain)
        self.question = cues.QUESTION.search(plain) is not None
        self.unsure = cues.UNSURE.search(plain) is not None
        self.speaks_of_state = bool(states.find(self.text))

    def _plain_end(self) -> str:
        """The line without a question that its own end answers: «O17 เหรอคะ ยังไม่ได้เริ่มเลย»."""
        last = cues.END_OF_QUESTION.split(self.text)[-1]
        said = [span for span in states.find(last) if span.state in ("in_progress", "not_started") and not span.weak]
        ends_plainly = said and self.report.changes and all(c.status != "done" for c in self.report.changes)
        before = self.text[: len(self.text) - len(last)]
        if ends_plainly and before and not last.startswith("หรือ") and not states.find(before):
            return last
        return cues.ITEM_ASKED_BACK.sub(ITEM, self.text)

    def has(self, pattern: re.Pattern[str]) -> bool:
        return pattern.search(self.text) is not None

    def has_word(self, pattern: re.Pattern[str]) -> bool:
        """Like `has`, but what matches must begin where a word does: no «กิน» in «ไม่เกิน»."""
        return any(match.start() in self._word_starts for match in pattern.finditer(self.text))

    @cached_property
    def _word_starts(self) -> frozenset[int]:
        return word_starts(self.text)

    @property
    def of_this(self) -> tuple[str, ...]:
        """The items spoken of: those named and not denied, else those the bot has just asked about."""
        named = tuple(code for code in self.items if code not in self.refuted) or self.items
        return named or (self.asked if self._asked_fits() else ())

    @cached_property
    def is_plain(self) -> bool:
        """Nothing but names, states and polite words."""
        rest = self.text
        for span in reversed(states.find(rest)):
            rest = rest[: span.start] + " " + rest[span.end :]
        return not cues.PLAIN_REST.sub("", rest)

    @property
    def reason(self) -> str:
        """Why more time is asked for, when the line says so."""
        match = cues.REASON.search(self.marked.typed)
        return cues.BECAUSE.sub("", self.marked.typed[match.start() :]).strip() if match else ""

    def _asked_fits(self) -> bool:
        vague = self.marked.vague
        return self.asks == "problem" or not vague or bool(set(vague) & set(self.asked)) or self.has(cues.THIS_ONE)

    @property
    def until(self) -> date | None:
        """The date that is asked for: not the one it replaces («แทน», «จาก»), rather one after «เป็น», «ถึง»."""
        places = [match.start() for match in re.finditer(DATE, self.text)]
        dated = [(self.text[:place], day.last) for place, day in zip(places, self.marked.days, strict=True)]
        wanted = [day for before, day in dated if not cues.FORMER_DAY.search(before)]
        aimed = [day for before, day in dated if cues.WANTED_DAY.search(before) and day in wanted]
        chosen = aimed or wanted or [day for _, day in dated]
        return chosen[-1] if chosen else None

    @property
    def about_last_week(self) -> bool:
        """«อาทิตย์ที่แล้ว» and every other day that has passed is read as a date."""
        return self.has(cues.LAST_WEEK) or any(day.last < self.context.today for day in self.marked.days)

    @property
    def about_work(self) -> bool:
        """Whether it is about the office's work at all: else it is somebody's small talk."""
        if self.has_word(cues.OFF_TOPIC) and not self.items and not (self.marked.vague and self.speaks_of_state):
            return False
        if self.items or self.unknown or self.marked.vague or self.has(cues.WORK):
            return True
        if self.report.only and self.has(cues.SET_TO):
            return True
        # a bare state, or a division and a state: something of the work is reported, but what?
        bare = cues.NAMED_OR_PARTICLE.sub("", self.text)
        said = self.speaks_of_state or self.has(cues.SENT)
        return said and (bool(self.asked) or bool(self.marked.divisions) or len(bare) < _BARE)
