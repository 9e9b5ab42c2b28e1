"""The weekly summary for the head of office: figures, divisions, what is late, what comes, what was finished."""

from collections.abc import Sequence
from datetime import date, datetime

from messages import flex
from messages.pack import Card, Message, Quick, flow, pack, text, with_quick
from messages.postbacks import Show
from messages.progress import overall_figures, progress_cards
from messages.rows import ROWS_EACH, distinct_codes, item_row
from messages.thai import BANGKOK, join_thai
from messages.views import DivisionProgress, ItemView, Tally, by_urgency
from messages.wording import wording
from messages.words import LABELS

SHORTCUTS: Quick = ((LABELS["status"], Show("status")), (LABELS["missing"], Show("missing")))


def weekly_summary(
    *,
    salutation: str,
    office: str,
    year: int,
    as_of: datetime,
    overall: Tally,
    divisions: Sequence[DivisionProgress],
    done_this_week: Sequence[ItemView],
    overdue: Sequence[ItemView],
    due_soon: Sequence[ItemView],
    without_member: Sequence[str],
    in_review: int,
    problems: Sequence[ItemView] = (),
    asked: Sequence[ItemView] = (),
) -> list[Message]:
    """`problems`: items with an obstacle reported; `asked`: with a request for more time that waits."""
    late = by_urgency(overdue)
    said = wording(
        "summary",
        salutation=flex.one_line(salutation, 200),
        office=flex.one_line(office, 200),
        year=year,
        as_of=as_of,
        tally=overall,
        in_review=in_review,
        done=distinct_codes(done_this_week),
        late=distinct_codes(late),
        soon=distinct_codes(due_soon),
        without_member=_names(without_member),
        problems=distinct_codes(problems),
        asked=distinct_codes(asked),
        chase=_names(_behind(late)),
    )
    figures = wording("progress", office=office, scope="", as_of=as_of, tally=overall, year=year)
    header = flex.header(figures["heading"], figures["office"], figures["year"], figures["as_of"])
    cards = progress_cards(overall_figures(overall, figures), divisions, header)
    today = as_of.astimezone(BANGKOK).date()
    cards += _list(said["late"], late, today)
    cards += _list(said["soon"], by_urgency(due_soon), today)
    noted = {item.code: item for item in [*problems, *asked]}.values()
    cards += _list(said["noted"], by_urgency(noted), today)
    cards += _list(said["done"], done_this_week, today)
    packed = pack(cards, said["alt"], most=2, hint=said["rest_hint"])
    return with_quick([text(said["text"]), *packed], SHORTCUTS)


def _behind(late: Sequence[ItemView]) -> list[str]:
    """The divisions whose own part of a late item is not done."""
    return list(
        dict.fromkeys(a.division for item in late for a in item.assignments if a.division and a.status != "done")
    )


def _names(names: Sequence[str]) -> str:
    return join_thai(flex.one_line(name, 80) for name in names[:30])


def _list(title: str, items: Sequence[ItemView], today: date) -> list[Card]:
    header = flex.header(title, wording("summary", count=len(items))["count"])
    rows = [(item.code, item_row(item, today=today, owners=True)) for item in items]
    if not rows:
        return []
    return flow(rows, lambda shown, _page: flex.bubble(shown, header=header), rows_each=ROWS_EACH)
