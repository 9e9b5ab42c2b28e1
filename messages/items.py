"""One item, or a few, with all that is known of them."""

from collections.abc import Collection, Sequence
from datetime import date

from messages.cards import item_card_of
from messages.pack import Message, alt_codes, pack, text, with_quick
from messages.rows import QUICK_LISTS, days_left, distinct_codes
from messages.views import ItemView
from messages.wording import wording


def item_card(
    item: ItemView,
    *,
    can_report: Collection[int],
    today: date,
    can_decide: bool = False,
    can_review: bool = False,
) -> list[Message]:
    due = wording("item", item=item, days=days_left(item, today))["due"]
    alt = wording("item", item=item, due=due)["alt"]
    card = item_card_of(item, can_report=can_report, today=today, can_decide=can_decide, can_review=can_review)
    return with_quick(pack([card], alt), QUICK_LISTS)


def item_cards(
    items: Sequence[ItemView],
    *,
    can_report: Collection[int],
    today: date,
    can_decide: bool = False,
    can_review: bool = False,
) -> list[Message]:
    if not items:
        return with_quick([text(wording("item")["none"])], QUICK_LISTS)
    if len(items) == 1:
        return item_card(items[0], can_report=can_report, today=today, can_decide=can_decide, can_review=can_review)
    codes = distinct_codes(items)
    alt = alt_codes(lambda named: wording("item", count=len(codes), codes=named)["alt_many"], codes)
    cards = [
        item_card_of(item, can_report=can_report, today=today, can_decide=can_decide, can_review=can_review)
        for item in items
    ]
    return with_quick(pack(cards, alt), QUICK_LISTS)
