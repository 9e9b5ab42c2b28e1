"""The weekly summary for the head of office and the coordinator: what is long overdue, figures, divisions, lists."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from itertools import groupby

from messages import flex
from messages.flex import Json
from messages.limits import utf16_len
from messages.links import broken_line
from messages.pack import Card, Message, Quick, flow, image, pack, text, with_quick
from messages.postbacks import EARLIER, Chase, Show
from messages.progress import overall_figures, progress_cards
from messages.rows import ROWS_EACH, days_left, distinct_codes, first_lines, item_row
from messages.thai import BANGKOK, code_ranges, join_thai, sort_codes
from messages.views import ItemView, by_urgency
from messages.week_views import Behind, Unsent, Week
from messages.wording import wording
from messages.words import LABELS, Role

SHORTCUTS: Quick = ((LABELS["status"], Show("status")), (LABELS["missing"], Show("missing")))
EARLIER_SHORTCUT = (LABELS["earlier"], Show("summary", EARLIER))
MAY_URGE: tuple[Role, ...] = ("coordinator", "chief")
# One text says it all: so many lines of each kind, so long, and so much room for a list of codes or of names.
LINES, LINE_UNITS, ROOM = 4, 120, 180
BEHIND_EACH = 8  # divisions a bubble


def weekly_summary(
    week: Week, *, salutation: str, role: Role | None = None, picture: str | None = None
) -> list[Message]:
    """At most four messages. `role` None: nobody is given the buttons that urge a division. `picture`: the address of
    a chart, for those who would rather look."""
    late = by_urgency(week.overdue)
    today = week.as_of.astimezone(BANGKOK).date()
    compared = week.change is not None and week.last is not None
    said = wording(
        "summary",
        salutation=flex.one_line(salutation, LINE_UNITS),
        office=flex.one_line(week.office, LINE_UNITS),
        role=role,
        week=week,
        tally=week.overall,
        compared=compared,
        behind=_some([_behind_line(one) for one in week.behind], "and_divisions"),
        late=distinct_codes(late),
        late_lines=_late_lines(late, today),
        soon=_codes(week.due_soon),
        done=_codes(week.done),
        review=_codes(week.in_review),
        asked=_codes(week.asked),
        unowned=_codes(week.unowned),
        problems=distinct_codes(week.problems),
        problem_lines=_problem_lines(week.problems),
        without_member=_names(week.without_member),
        held_back=_ranges(week.held_back),
        broken=_some([broken_line(one) for one in week.broken], "and_links"),
        no_output=_ranges(week.no_output),
        no_outcome=_ranges(week.no_outcome),
        unsent=_some([_unsent_line(one) for one in week.unsent], "and_people"),
        chase=_names(_behind_in(late)),
    )
    figures = wording("progress", office=week.office, scope="", as_of=week.as_of, tally=week.overall, year=week.year)
    titles = [figures[line] for line in ("heading", "office", "year", "as_of")]
    header = flex.header(*titles, *([said["change"]] if compared else []))
    cards = _behind_cards(week, said["behind_title"], role)
    cards += progress_cards(overall_figures(week.overall, figures), week.divisions, header, picture)
    noted = {item.code: item for item in [*week.problems, *week.asked]}.values()
    for title, items in (
        ("late", late),
        ("soon", by_urgency(week.due_soon)),
        ("noted", by_urgency(noted)),
        ("review", week.in_review),
        ("done", week.done),
    ):
        cards += _list(said[title], items, today)
    messages = [text(said["text"]), *pack(cards, said["alt"], most=2, hint=said["rest_hint"]), *image(picture)]
    return with_quick(messages, [*SHORTCUTS, EARLIER_SHORTCUT] if week.has_earlier else SHORTCUTS)


def earlier(messages: Sequence[Message], as_of: datetime) -> list[Message]:
    """A summary as it was sent, under a line that says when."""
    return [text(wording("summary", as_of=as_of)["earlier"]), *messages]


def no_earlier() -> list[Message]:
    return with_quick([text(wording("summary")["no_earlier"])], [(LABELS["summary"], Show("summary")), *SHORTCUTS])


def _behind_in(late: Sequence[ItemView]) -> list[str]:
    """The divisions whose own part of a late item is not done."""
    return list(
        dict.fromkeys(a.division for item in late for a in item.assignments if a.division and a.status != "done")
    )


def _behind_cards(week: Week, title: str, role: Role | None) -> list[Card]:
    """The divisions to urge, each with its button."""
    codes = {code for one in week.behind for code in one.codes}
    header = flex.header(title, wording("summary", count=len(codes))["count"])
    rows = [("", _behind_row(one, role)) for one in week.behind]
    if not rows:
        return []
    return flow(rows, lambda shown, _page: flex.bubble(shown, header=header), rows_each=BEHIND_EACH)


def _behind_row(one: Behind, role: Role | None) -> Json:
    said = wording("summary", name=_division(one), role=role, one=one, codes=_ranges(one.codes))
    parts = [
        flex.text(_division(one), bold=True, units=LINE_UNITS),
        flex.text(said["behind_codes"], size="sm", units=300),
        flex.text(said["behind_days"], size="sm", color=flex.DUE_RED, bold=True),
    ]
    if one.division_id is None and one.division is not None:
        parts.append(flex.text(said["unreached"], size="sm", color=flex.MUTED))
    elif one.division_id is not None and role in MAY_URGE:
        parts.append(flex.button(flex.postback_action(said["urge"], Chase(one.division_id)), margin="sm"))
    return flex.box(parts, spacing="xs", margin="md")


def _behind_line(one: Behind) -> str:
    said = wording("summary", one=one, name=flex.one_line(_division(one), 40), codes=_ranges(one.codes, room=40))
    return flex.one_line(said["behind_line"], LINE_UNITS)


def _division(one: Behind) -> str:
    return wording("progress")["no_owner"] if one.division is None else flex.one_line(one.division, 80)


def _late_lines(late: Sequence[ItemView], today: date) -> list[str]:
    """The overdue items by their days, longest first; those of the fewest days are told together."""
    days = [(left, list(items)) for left, items in groupby(late, key=lambda item: days_left(item, today))]
    first, rest = (days, []) if len(days) <= LINES else (days[: LINES - 1], days[LINES - 1 :])
    lines = [wording("summary", left=left, codes=_codes(items, LINE_UNITS // 2))["late_line"] for left, items in first]
    if rest:
        codes = _codes((item for _, items in rest for item in items), LINE_UNITS // 2)
        lines.append(wording("summary", left=rest[0][0], codes=codes)["late_rest"])
    return lines


def _problem_lines(items: Sequence[ItemView]) -> list[str]:
    """Each obstacle in the words it was told in."""
    told = [(item.code, problem) for item in items for problem in item.problems()]
    lines = [wording("summary", code=code, problem=flex.one_line(words, 90))["problem"] for code, words in told]
    return _some(lines, "and_problems")


def _unsent_line(one: Unsent) -> str:
    said = wording("summary", to=one.to and flex.one_line(one.to, 60), failed=one.failed, unknown=one.unknown)
    return flex.one_line(said["unsent_line"], LINE_UNITS)


def _some(lines: Sequence[str], block: str) -> list[str]:
    """The lines there is room for; `block` tells how many are left over."""
    shown, more = first_lines(lines, LINES)
    return [*shown, wording("summary", more=more)[block]] if more else shown


def _codes(items: Iterable[ItemView], room: int = ROOM) -> str:
    return _ranges(distinct_codes(items), room)


def _ranges(codes: Iterable[str], room: int = ROOM) -> str:
    return _within(sort_codes(codes), code_ranges, room, "and_items")


def _names(names: Sequence[str]) -> str:
    return _within([flex.one_line(name, 80) for name in names], join_thai, ROOM, "and_divisions")


def _within(parts: Sequence[str], joined: Callable[[Sequence[str]], str], room: int, block: str) -> str:
    """As many as there is room for; `block` tells how many are left over."""
    shown = list(parts)
    while utf16_len(joined(shown)) > room:
        shown = shown[: len(shown) * 9 // 10]
    more = len(parts) - len(shown)
    return f"{joined(shown)} {wording('summary', more=more)[block]}" if more else joined(shown)


def _list(title: str, items: Sequence[ItemView], today: date) -> list[Card]:
    header = flex.header(title, wording("summary", count=len(items))["count"])
    rows = [(item.code, item_row(item, today=today, owners=True)) for item in items]
    if not rows:
        return []
    return flow(rows, lambda shown, _page: flex.bubble(shown, header=header), rows_each=ROWS_EACH)
