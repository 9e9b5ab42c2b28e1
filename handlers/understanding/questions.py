"""Questions: what is overdue, due, missing, how far; and about single items, whose they are, who changed them."""

import re
from typing import Final, Literal

from handlers import intents
from handlers.intents import Intent
from handlers.understanding.marking import sorted_codes
from handlers.understanding.patterns import NAMED, cues
from handlers.understanding.scopes import scope_of
from handlers.understanding.sentence import Sentence

_SHORT: Final = 26


def history(s: Sentence) -> Intent | None:
    if not s.has(cues.HISTORY):
        return None
    if s.of_this:
        return intents.ShowHistory(sorted_codes(s.of_this))
    return intents.Clarify() if s.about_work and not s.has_word(cues.OFF_TOPIC) else None


def about(s: Sentence) -> Intent | None:
    """A question that names items, or is about those just asked about."""
    if s.has(cues.WHO) and not s.has(cues.WHO_IS_DONE):
        return intents.WhoOwns(sorted_codes(s.of_this))
    if s.marked.divisions and not s.items:
        return None
    return intents.ShowItem(sorted_codes(s.of_this))


def lists(s: Sentence) -> Intent | None:
    """Questions about many items: overdue, due, missing, how far."""
    if s.items or _is_about_the_asked(s):
        return None
    if s.has(cues.CHANGE_STATUS) and not s.question and not s.marked.divisions:
        return intents.Clarify(items=s.items)
    if not _asks_for_list(s):
        return None
    scope, divisions = scope_of(s.marked, s.context)
    if s.has(cues.OVERDUE):
        return intents.ListDue(scope, divisions, None, overdue=True)
    if _asks_what_is_due(s):
        return intents.ListDue(scope, divisions, s.until)
    if s.has(cues.MISSING) and not s.has(cues.HOW_MUCH):
        return intents.ListMissing(scope, divisions, _kind(s))
    if s.has(cues.PROGRESS) or (s.marked.divisions and s.question and s.has(cues.HANDED_IN)):
        return intents.ShowProgress(scope, divisions)
    if s.question and s.has(cues.MUST_SEND) and (s.has(cues.MINE) or s.marked.divisions or s.has(cues.ITEMS_OR_TASKS)):
        return intents.ListMissing(scope, divisions)
    return None


def _is_about_the_asked(s: Sentence) -> bool:
    many = s.has(cues.ALL) or s.has(cues.MINE) or bool(s.marked.divisions)
    return bool(s.asked) and not many and s.has(cues.THIS_ITEM)


def _asks_for_list(s: Sentence) -> bool:
    bare = re.sub(rf"{NAMED}|\s", "", s.text)
    asks = s.question or s.has(cues.WANTS)
    if not (asks or len(bare) < _SHORT) or (s.marked.vague and not s.question and not (asks and s.marked.divisions)):
        return False
    return bool(s.marked.divisions) or not s.has_word(cues.OFF_TOPIC) or s.has(cues.ITEMS)


def _asks_what_is_due(s: Sentence) -> bool:
    if not s.has(cues.DUE):
        return False
    if s.until:
        return True
    if s.has(cues.MISSING) and not s.has(cues.DUE_DATE):
        return False
    return s.has(cues.DUE_SOON) and (s.question or s.has(cues.WANTS) or len(s.text) < _SHORT)


def _kind(s: Sentence) -> Literal["o_item", "measure", "any"]:
    if s.has(cues.MEASURES):
        return "measure"
    return "o_item" if s.has(cues.O_ITEMS) else "any"
