"""The reminder policy in the workbook: what it changed since it was last loaded, and nothing else. A stored policy is
the JSON that `Ladder.of` reads; it says only what differs from the next one up (the office's, or the usual one)."""

from collections.abc import Sequence
from datetime import time
from typing import Any, Final

from documents.plan import OfficeFacts
from models.ladder import OFFICE_OPENS, Ladder
from models.office import KEPT_USUALLY, Office

# What the sheet หน่วยงาน said last, kept beside the office's policy; `Ladder.of` reads past it.
WORKBOOK: Final = "workbook"


def load_policy(office: Office, facts: OfficeFacts) -> bool:
    """Take over the reminder days and time, whether reports are reviewed before they count, and how long what people
    typed is kept, and in which numerals the office prints, where the sheet newly says so; what it takes back becomes
    the usual again. Returns whether the
    reminders have changed."""
    in_force = Ladder.of(office.ladder), office.remind_at
    said: dict[str, Any] = dict((office.ladder or {}).get(WORKBOOK, {}))
    policy = {name: value for name, value in (office.ladder or {}).items() if name != WORKBOOK}
    if "before" not in facts.unsaid:
        policy = with_before(policy, facts.before, said.get("before"))
        said["before"] = list(facts.before) if facts.before else None
    if "remind_at" not in facts.unsaid:
        office.remind_at = _remind_at(office.remind_at, facts.remind_at, said.get("remind_at"))
        said["remind_at"] = facts.remind_at.isoformat("minutes") if facts.remind_at else None
    if "review" not in facts.unsaid:
        now, then = facts.review_on, said.get("review")
        if now != then and (now is not None or office.review_on == then):
            office.review_on = bool(now)  # taken out of the sheet, it is off again unless it was set by hand since
        said["review"] = now
    if "keep_days" not in facts.unsaid:
        office.keep_chat_days = _keep_days(office.keep_chat_days, facts.keep_days, said.get("keep_days"))
        said["keep_days"] = facts.keep_days
    if "numerals" not in facts.unsaid:
        thai, before = facts.thai_numerals, said.get("numerals")
        if thai != before and (thai is not None or office.thai_numerals == before):
            office.thai_numerals = thai is not False  # taken out of the sheet they are Thai again
        said["numerals"] = thai
    kept = {name: value for name, value in said.items() if value is not None}
    stored = {**policy, **({WORKBOOK: kept} if kept else {})}
    if stored != (office.ladder or {}):
        office.ladder = stored or None
    return (Ladder.of(office.ladder), office.remind_at) != in_force


def before_words(ladder: Ladder) -> str:
    return ", ".join(map(str, ladder.before))


def with_before(
    policy: dict[str, Any] | None, before: Sequence[int] | None, last: Sequence[int] | None
) -> dict[str, Any]:
    """A stored policy after the workbook says `before`, where it said `last` the last time it was loaded."""
    kept = dict(policy or {})
    now, then = (list(days) if days else None for days in (before, last))
    if now == then:
        return kept
    if now is not None:
        kept["before"] = now
    elif kept.get("before") == then:  # the office's own word since then stays
        del kept["before"]
    return kept


def _keep_days(current: int, now: int | None, last: int | None) -> int:
    if now == last:
        return current
    if now is None:
        return KEPT_USUALLY if current == last else current
    return now


def _remind_at(current: time, now: time | None, last: str | None) -> time:
    then = time.fromisoformat(last) if last else None
    if now == then:
        return current
    if now is None:
        return OFFICE_OPENS if current == then else current
    return now
