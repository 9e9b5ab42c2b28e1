"""What makes a report doubtful: hearsay, conditions, wishes, jokes, other years, words that leave something open."""

import re

from handlers.understanding import states
from handlers.understanding.patterns import cues
from handlers.understanding.sentence import Sentence

_HIGHEST_NUMBER = 43  # no round has had more O-items


def is_doubtful(s: Sentence) -> bool:
    """Whether a careful colleague would ask back before writing the report down."""
    done = _says_done(s)
    firm = any(span.state in ("in_progress", "not_started") and not span.weak for span in states.find(s.text))
    if (s.has(cues.JOKE) and (done or not firm)) or s.has_word(cues.OTHER_WORK):
        return True
    if s.has(cues.EITHER) or _is_forbidden(s, done=done) or s.has(cues.ONLY_WISHED) or s.has(cues.ASKS_TO_SEE):
        return True
    if s.has(cues.CONDITION) and (done or not s.has(cues.NOW)):
        return True
    if s.has(cues.ELSEWHERE) and (done or s.has(cues.OTHER_YEAR)) and not s.has(cues.THIS_YEAR):
        return True
    if done and (s.has(cues.WISH) or s.has(cues.GUESS) or _leaves_open(s)):
        return True
    if s.has(cues.UNREAD_CODE) or (done and s.has(cues.NOT_SEEN)) or _denies_ownership(s):
        return True
    loose = _has_loose_number(s)
    if done and loose:
        return True
    if s.has(cues.HEARSAY) and not s.has(cues.TAKEN_OVER):
        return _is_hearsay(s) and (done or not s.asked)
    return loose


def is_only_obstacle(s: Sentence) -> bool:
    """The state words only belong to the obstacle: «อัปไม่ได้», «ยังหาคนแทนไม่ได้», «รอหนังสือ»."""
    if s.report.changes is None or _says_done(s) or s.has(cues.LEFT_OVER):
        return False
    if not any(span.strict or span.state == "not_started" for span in states.find(s.text)):
        return True
    rest = cues.HINDERED.sub("", s.text)
    return not any(span.state in ("in_progress", "not_started") and not span.weak for span in states.find(rest))


def may_leave_open(s: Sentence) -> bool:
    """Whether items named along with the report need no state: they are excepted or were put right."""
    return s.has(cues.CORRECTION) or s.has(cues.EXCEPT)


def _says_done(s: Sentence) -> bool:
    return any(change.status == "done" for change in s.report.changes or ())


def _is_forbidden(s: Sentence, *, done: bool) -> bool:
    """«อย่าเพิ่งลงว่าเสร็จ»; what is firmly said after it of work under way may be written."""
    match = cues.DONT.search(s.text)
    if match is None:
        return False
    after = [span for span in states.find(s.text) if span.start >= match.start()]
    return done or not any(span.state in ("in_progress", "not_started") and not span.weak for span in after)


def _leaves_open(s: Sentence) -> bool:
    """A «not yet» that is no known state, said of something reported as done."""
    text = s.text
    for span in states.find(text):
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    said = {change.item: change.status for change in s.report.changes or ()}
    for match in cues.NOT_YET.finditer(text):
        before = [thing for place, thing in s.marked.item_marks() if place < match.start()]
        if not before or any(said.get(code, "done") == "done" for code in before[-1].codes):
            return True
    return False


def _denies_ownership(s: Sentence) -> bool:
    """«เสร็จแล้ว O8 O9 ไม่ใช่ของเรา»: O9 would be reported, and is said to be somebody else's."""
    said = {change.item for change in s.report.changes or ()}
    for match in cues.NOT_OURS.finditer(s.text):
        before = [thing for place, thing in s.marked.item_marks() if place < match.start()]
        if before and said.intersection(before[-1].codes):
            return True
    return False


def _has_loose_number(s: Sentence) -> bool:
    """A number that a state follows and that was not read as an item: the state may be that item's."""
    return any(
        int(match.group(0)) <= _HIGHEST_NUMBER
        and not cues.COUNTED_BEFORE.search(s.text[: match.start()])
        and states.find(s.text[match.end() : match.end() + 14])
        and states.follows(s.text, match.end())
        for match in re.finditer(r"(?:^|(?<=[\s,]))\d{1,2}(?=\s)", s.text)
    )


def _is_hearsay(s: Sentence) -> bool:
    """«ขอเรียนว่า», «ขอรายงานว่า» are the speaker's own word."""
    text = s.text
    own = (cues.SAID_EARLIER, cues.MACHINE_SAYS, cues.GUESS, cues.NO_QUESTION, cues.TAIL_QUESTION, cues.OWN_WORD)
    for pattern in own:
        text = pattern.sub("", text)
    return cues.HEARSAY.search(text) is not None
