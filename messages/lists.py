"""Lists of items: what is missing, what falls due, who is responsible."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from itertools import groupby

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, alt_codes, flow, pack, text, with_quick
from messages.postbacks import Show
from messages.rows import (
    QUICK_LISTS,
    ROWS_EACH,
    continued,
    distinct_codes,
    item_row,
    section,
    section_name,
)
from messages.thai import BANGKOK
from messages.views import ItemView, by_urgency
from messages.wording import wording
from messages.words import LABELS, STATUS_WORDS

Section = tuple[Json, str, Sequence[tuple[str, Json]]]  # its heading, the words when continued, its rows


def missing(
    *,
    scope: str,
    groups: Sequence[tuple[str | None, Sequence[ItemView]]],
    as_of: datetime,
    counted: int,
) -> list[Message]:
    """Everything not done, division by division. `counted` is the number of different items."""
    quick = ((LABELS["due"], Show("due")), (LABELS["status"], Show("status")), (LABELS["help"], Show("help")))
    shown = [(name, items) for name, items in groups if items]
    said = wording("missing", scope=scope, counted=counted, as_of=as_of)
    if not shown:
        return with_quick([text(said["nothing"])], quick)
    today = as_of.astimezone(BANGKOK).date()
    sections: list[Section] = [
        (
            section(section_name(name, len(items))),
            continued(name),
            [(item.code, item_row(item, status=item.status_for(name), today=today)) for item in items],
        )
        for name, items in shown
    ]
    cards = _sections(sections, flex.header(said["heading"], said["scope"], said["as_of"]))
    alt = alt_codes(
        lambda codes: wording("missing", scope=flex.one_line(scope, 200), counted=counted, codes=codes)["alt"],
        [item.code for _, items in shown for item in items],
    )
    packed = pack(cards, alt, hint=said["rest_hint"], later_alt=said["alt_later"])
    return with_quick(packed, quick)


def due_list(
    *,
    scope: str,
    items: Sequence[ItemView],
    today: date,
    until: date | None,
    overdue: bool,
    days: int | None = None,
    later: Sequence[ItemView] = (),
    undated: Sequence[ItemView] = (),
) -> list[Message]:
    """`until` is the day that was asked for; without one, `days` says how far ahead the list reaches. What is open
    but `later` or `undated` is only counted."""
    values = {
        "scope": scope,
        "until": until,
        "overdue": overdue,
        "today": today,
        "ahead": days,
        "reach": today + timedelta(days=days or 0),
        "later": len(distinct_codes(later)),
        "next_due": min((item.due for item in later if item.due), default=None),
        "undated": len(distinct_codes(undated)),
    }
    counted = len(distinct_codes(items))
    said = wording("due", **values, counted=counted)
    quick = ((LABELS["missing"], Show("missing")), (LABELS["status"], Show("status")))
    if not items:
        return with_quick([text(said["nothing"])], quick)
    sections: list[Section] = []
    for due, same_day in groupby(by_urgency(items), key=lambda item: item.due):
        day = wording("due", due=due, days=(due - today).days if due else None)["day"]
        rows = [(item.code, item_row(item, today=today, owners=True, dated=False)) for item in same_day]
        red = due is not None and due < today
        heading = section(day, flex.DUE_RED if red else flex.NAVY)
        sections.append((heading, wording("rows", name=day)["continued"], rows))
    cards = _sections(sections, flex.header(said["heading"], said["scope"], said["as_of"], said["beyond"]))
    short = {**values, "scope": flex.one_line(scope, 200)}
    alt = alt_codes(
        lambda codes: wording("due", **short, counted=counted, codes=codes)["alt"],
        [item.code for item in items],
    )
    return with_quick(pack(cards, alt, hint=said["rest_hint"]), quick)


def owners(items: Sequence[ItemView]) -> list[Message]:
    if not items:
        return with_quick([text(wording("owners")["none"])], QUICK_LISTS)
    said = wording("owners", count=len(items))
    header = flex.header(said["heading"], said["count"] if len(items) > 1 else "")
    rows = [(item.code, _owner_row(item)) for item in items]
    cards = flow(rows, lambda shown, _page: flex.bubble(_parted(shown), header=header), rows_each=8)
    divisions = list(dict.fromkeys(name for item in items for name in item.owners()))[:8]
    named = [flex.one_line(name, 60) for name in divisions]
    alt = alt_codes(lambda codes: wording("owners", codes=codes, divisions=named)["alt"], [i.code for i in items])
    return with_quick(pack(cards, alt), QUICK_LISTS)


def _owner_row(item: ItemView) -> Json:
    title = flex.row(
        flex.box([flex.text(item.code, bold=True, color=flex.NAVY, units=12)], width="50px", flex=0),
        flex.text(item.title, lines=2, units=200, flex=1),
    )
    parts = []
    for assignment in item.assignments[:10]:
        ink = flex.STATUS_COLORS[assignment.status][0]
        name = assignment.division or wording("owners")["no_owner"]
        parts.append(flex.text(name, bold=True, units=120))
        parts.append(flex.text(STATUS_WORDS[assignment.status], size="sm", color=ink))
    if not item.assignments:
        parts.append(flex.text(wording("owners")["no_owner"], bold=True))
    if (left := len(item.assignments) - 10) > 0:
        parts.append(flex.text(wording("owners", count=left)["more"], size="sm", color=flex.MUTED))
    return flex.box([title, flex.box(parts, paddingStart="50px")], spacing="xs")


def _sections(sections: Sequence[Section], header: list[Json]) -> list[Card]:
    """Sections flow on into as few bubbles as they need; one that is cut in two says so again at the top."""
    rows: list[tuple[str, Json]] = []
    again: list[str | None] = []  # for each row, what a bubble that opens with it says on top
    for heading, continued_heading, inside in sections:
        (first_code, first), *others = inside
        rows += [(first_code, flex.box([heading, first])), *others]
        again += [None, *[continued_heading] * len(others)]
    waiting = iter(again)
    hint = flex.text(wording("rows")["tap"], size="sm", color=flex.MUTED, margin="md")

    def frame(shown: Sequence[Json], _page: int) -> Json:
        words, *_ = [next(waiting) for _ in shown]
        top = [section(words)] if words else []
        return flex.bubble([*top, *shown, hint], header=header)

    return flow(rows, frame, rows_each=ROWS_EACH)


def _parted(rows: Sequence[Json]) -> list[Json]:
    body: list[Json] = []
    for row in rows:
        body += [flex.separator(), row] if body else [row]
    return body
