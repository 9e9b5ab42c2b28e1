"""/status: how far the office, its items and its divisions are."""

from collections.abc import Sequence
from datetime import datetime

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, Quick, flow, pack, with_quick
from messages.postbacks import Show
from messages.rows import section
from messages.views import DivisionProgress, Tally
from messages.wording import Wording, wording
from messages.words import LABELS, STATUS_WORDS, STATUSES, Status

DIVISIONS_BESIDE = 6  # as many fit under the overall figures without a second bubble
DIVISIONS_EACH = 12
SHORTCUTS: Quick = (
    (LABELS["missing"], Show("missing")),
    (LABELS["due"], Show("due")),
    (LABELS["help"], Show("help")),
)


def progress(
    *,
    office: str,
    scope: str,
    as_of: datetime,
    overall: Tally,
    o_items: Tally,
    measures: Tally,
    divisions: Sequence[DivisionProgress],
    year: int,
    picture: str | None = None,
) -> list[Message]:
    """`picture` is the address of a chart of the same figures."""
    said = wording("progress", office=office, scope=scope, as_of=as_of, tally=overall, year=year)
    body = overall_figures(overall, said)
    for name, tally in ((said["o_items"], o_items), (said["measures"], measures)):
        if tally.total:
            body.append(division_row(name, tally))
    header = flex.header(said["heading"], *(said[line] for line in ("office", "scope", "year", "as_of")))
    cards = progress_cards(body, divisions, header, picture)
    return with_quick(pack(cards, said["alt"], hint=said["rest_hint"]), SHORTCUTS)


def progress_cards(
    body: list[Json], divisions: Sequence[DivisionProgress], header: list[Json], picture: str | None = None
) -> list[Card]:
    """The overall figures, and the divisions under them or, when there are many, in bubbles of their own."""
    said = wording("progress")
    footer = [flex.button(flex.uri_action(LABELS["picture"], picture))] if picture else []
    if len(divisions) <= DIVISIONS_BESIDE:
        return [Card(flex.bubble([*body, *division_rows(divisions)], header=header, footer=footer))]
    rows = [("", row) for row in _rows(divisions)]
    title = flex.header(said["divisions"], said["divisions_note"])
    return [
        Card(flex.bubble(body, header=header, footer=footer)),
        *flow(rows, lambda shown, _page: flex.bubble(shown, header=title), rows_each=DIVISIONS_EACH),
    ]


def overall_figures(tally: Tally, said: Wording) -> list[Json]:
    """The share, a bar, and each status with its number."""
    if not tally.total:
        return [flex.text(said["nothing"])]
    figures: list[Json] = [
        flex.text(said["percent"], size="xxl", bold=True, color=flex.NAVY),
        flex.text(said["done_of"], size="sm", color=flex.MUTED),
        bar(tally, height="12px"),
    ]
    figures += [_count(STATUS_WORDS[status], getattr(tally, status), status) for status in reversed(STATUSES)]
    if tally.overdue:
        number = wording("progress", count=tally.overdue)["count"]
        figures.append(
            flex.row(
                flex.text(said["overdue"], color=flex.DUE_RED, bold=True, flex=7),
                flex.text(number, color=flex.DUE_RED, bold=True, align="end", flex=2),
            )
        )
    return [*figures, flex.separator()]


def bar(tally: Tally, height: str = "8px") -> Json:
    return flex.progress_bar([(status, getattr(tally, status)) for status in reversed(STATUSES)], height=height)


def division_rows(divisions: Sequence[DivisionProgress]) -> list[Json]:
    return [section(wording("progress")["divisions"]), *_rows(divisions)] if divisions else []


def division_row(name: str, tally: Tally, notes: Sequence[tuple[str, str]] = ()) -> Json:
    """A name with its fraction, a bar, and small notes (words, colour) under it."""
    fraction = wording("progress", tally=tally)["fraction"]
    parts = [
        flex.row(
            flex.text(name, units=120, flex=4),
            flex.text(fraction, bold=True, align="end", flex=2),
            spacing="sm",
        ),
        bar(tally),
        *(flex.text(words, size="sm", color=color) for words, color in notes),
    ]
    return flex.box(parts, spacing="xs", margin="md")


def _rows(divisions: Sequence[DivisionProgress]) -> list[Json]:
    rows = []
    for one in divisions:
        said = wording("progress", tally=one.tally)
        notes = [(said["overdue_count"], flex.DUE_RED)] if one.tally.overdue else []
        if one.change:
            notes.append((wording("progress", change=one.change)["change"], flex.MUTED))
        if not one.has_member and one.division is not None:
            notes.append((said["no_member"], flex.MUTED))
        rows.append(division_row(one.division or said["no_owner"], one.tally, notes))
    return rows


def _count(label: str, count: int, status: Status) -> Json:
    """A patch of the bar's colour, the status in words, the number."""
    patch = flex.box(
        [{"type": "filler"}],
        width="12px",
        height="12px",
        cornerRadius="3px",
        backgroundColor=flex.STATUS_COLORS[status][2],
    )
    return flex.row(
        flex.box([patch], width="20px", flex=0, justifyContent="center"),
        flex.text(label, flex=7),
        flex.text(wording("progress", count=count)["count"], align="end", flex=2),
        alignItems="center",
    )
