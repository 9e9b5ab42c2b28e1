"""What the coordinator is told beside their own work: what is long overdue, what nobody can be told of, the quota."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from messages import flex
from messages.pack import Card, Message, Quick, flow, pack, text, with_quick
from messages.postbacks import Show
from messages.rows import ROWS_EACH, distinct_codes, item_row, section_name
from messages.thai import code_ranges, join_thai
from messages.views import ItemView, by_urgency
from messages.wording import wording
from messages.words import LABELS

SHORTCUTS: Quick = (
    (LABELS["missing"], Show("missing")),
    (LABELS["status"], Show("status")),
    (LABELS["summary"], Show("summary")),
)
OWNERS_NAMED = 20

Owed = tuple[str | None, Sequence[ItemView]]  # an owner (None: nobody) and what they still owe


@dataclass(frozen=True)
class QuotaView:
    """The month's pushes: `used` and `coming` (forecast) of `quota`; `given_up` are days before a deadline."""

    used: int
    coming: int
    quota: int
    given_up: tuple[int, ...] = ()

    @property
    def percent(self) -> int:
        return self.used * 100 // self.quota if self.quota else 100


def digest(
    *,
    salutation: str | None,
    office: str,
    today: date,
    late: Sequence[Owed],
    late_days: int,
    unreached: Sequence[Owed],
    quota: QuotaView | None,
    to_review: Sequence[str] = (),
    to_review_since: date | None = None,
    brief: bool = False,
) -> list[Message]:
    """`late`: overdue for `late_days` working days or more; `unreached`: owners whom nobody is registered for;
    `to_review`: the codes of what waits for a review, the oldest since that day. `salutation` None: it follows a
    message that greets. `brief`: the text alone."""
    said = wording(
        "coordinator",
        salutation=flex.one_line(salutation, 200) if salutation else "",
        office=flex.one_line(office, 200),
        late=[{"owner": _name(owner), "codes": distinct_codes(items)} for owner, items in late[:OWNERS_NAMED]],
        late_days=late_days,
        late_count=len({item.code for _, items in late for item in items}),
        unreached=[
            {"owner": _name(owner), "codes": distinct_codes(items)} for owner, items in unreached[:OWNERS_NAMED]
        ],
        unreached_owners=join_thai(_name(owner) for owner, _ in unreached[:OWNERS_NAMED]),
        quota=quota,
        given_up=quota.given_up if quota else (),
        to_review=list(to_review),
        to_review_codes=flex.one_line(code_ranges(to_review), 600) if to_review else "",
        to_review_since=to_review_since,
    )
    cards = (
        [] if brief else _cards(said["late_heading"], late, today) + _cards(said["unreached_heading"], unreached, today)
    )
    packed = pack(cards, said["alt"], most=1, hint=said["rest_hint"]) if cards else []
    review: Quick = ((LABELS["review"], Show("review")),) if to_review else ()
    return with_quick([text(said["text"]), *packed], (*review, *SHORTCUTS))


def _cards(heading: str, owed: Sequence[Owed], today: date) -> list[Card]:
    cards = []
    for owner, items in owed:
        header = flex.header(heading, section_name(owner, len(items)))
        rows = [(item.code, item_row(item, today=today)) for item in by_urgency(items)]
        cards += flow(rows, partial(_bubble, header), rows_each=ROWS_EACH)
    return cards


def _bubble(header: list[flex.Json], shown: Sequence[flex.Json], _page: int) -> flex.Json:
    return flex.bubble(shown, header=header)


def _name(owner: str | None) -> str:
    return wording("rows")["no_owner"] if owner is None else flex.one_line(owner, 80)
