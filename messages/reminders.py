"""The reminder: one polite digest of everything a person is responsible for, most urgent first."""

from collections.abc import Collection, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from messages import flex
from messages.acknowledging import snooze_label
from messages.cards import item_card_of
from messages.pack import Message, Quick, pack, text, with_quick
from messages.postbacks import Acknowledge, Show, Snooze
from messages.rows import distinct_codes
from messages.views import ItemView, by_urgency
from messages.wording import wording
from messages.words import LABELS

SHORTCUTS: Quick = ((LABELS["due"], Show("due")), (LABELS["missing"], Show("missing")), (LABELS["help"], Show("help")))
SNOOZE_DAYS = (1, 3)
DAYS_NAMED = 8  # dates told one by one; the rest are told together


def digest(
    *,
    salutation: str,
    office: str,
    year: int,
    today: date,
    due_soon: Sequence[ItemView],
    overdue: Sequence[ItemView],
    can_report: Collection[int],
    checkpoints: Sequence[tuple[date, ItemView]] = (),
    asked_by: str | None = None,
    day: date | None = None,
) -> list[Message]:
    """`checkpoints`: days of ours on which a year's work is asked after, each with its item. `asked_by`: the role of
    whoever had this sent now; None is the clock. `day`: the reader can answer the digest of this day as a whole: that
    it was read, and to be reminded later."""
    items = by_urgency({item.code: item for item in [*overdue, *due_soon, *(i for _, i in checkpoints)]}.values())
    asked_after = {item.code for _, item in checkpoints}
    dated = [(item, item.due) for item in items if item.due is not None and item.code not in asked_after]
    told_late = {item.code for item in overdue}
    late = [item for item in items if item.code in told_late or (item.due and item.due < today)]
    dated = [(item, due) for item, due in dated if item not in late]
    soon = [(item, due) for item, due in dated if due > today]
    points = sorted(checkpoints, key=lambda point: (point[0], point[1].code))
    values: dict[str, Any] = {
        "count": len(items),
        "late": distinct_codes(late),
        "now_due": [item.code for item, due in dated if due == today],
        "soon": [item.code for item, _ in soon],
        "points": [
            {"day": day, "codes": [item.code for _, item in same_day]}
            for day, same_day in groupby(points, key=lambda point: point[0])
        ],
    }
    days = _days(soon, today)
    said = wording(
        "digest",
        **values,
        salutation=flex.one_line(salutation, 200),
        office=flex.one_line(office, 200),
        year=year,
        late_days=sorted({item.due for item in late if item.due}),
        soon_days=days[:DAYS_NAMED],
        later=[code for day in days[DAYS_NAMED:] for code in day["codes"]],
        undated=[item.code for item in items if item.due is None and item not in late],
        asked_by=asked_by,
    )
    intro = text(said["text"])
    if not items:
        return with_quick([intro], SHORTCUTS)
    quick = [*_answers(items, today, day), *SHORTCUTS] if day else SHORTCUTS
    cards = [item_card_of(item, can_report=can_report, today=today, brief=True) for item in items]
    more = [flex.button(flex.postback_action(LABELS["see_more"], Show("missing")))]
    carousel = pack(cards, said["alt"], most=1, hint=said["rest_hint"], more=more)
    return with_quick([intro, *carousel], quick)


def _answers(items: Sequence[ItemView], today: date, day: date) -> Quick:
    """That it was read; and to be reminded later, by as many days as some item may still wait."""
    later = [n for n in SNOOZE_DAYS if any(i.due is None or i.due < today or (i.due - today).days >= n for i in items)]
    return [(LABELS["acknowledge"], Acknowledge(day)), *((snooze_label(n), Snooze(n, day)) for n in later)]


def _days(items: Sequence[tuple[ItemView, date]], today: date) -> list[dict[str, Any]]:
    """The coming dates, each with its codes."""
    return [
        {"due": due, "left": (due - today).days, "codes": [item.code for item, _ in same_day]}
        for due, same_day in groupby(items, key=lambda pair: pair[1])
    ]
