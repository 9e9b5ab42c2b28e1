"""The picture of an office's divisions as a PNG: a stacked bar each, made to be read on a phone.

The shapes and letters are an SVG (templates/chart.svg.j2) in the colours of the Flex bars; resvg shapes the Thai.
Letters are not measured: a line holds so many graphemes of the font's ordinary width.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib.resources import files
from pathlib import Path

import regex
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from sqlalchemy.orm import Session

from documents.figures import Figures
from messages import flex
from messages.limits import cut_graphemes, graphemes
from messages.views import Tally
from messages.wording import wording
from messages.words import STATUS_WORDS, STATUSES, Status
from models import queries
from models.office import Office

WIDTH, MARGIN = 1080, 48
# Drawn a little smaller: resvg holds the interpreter while it fills and packs its pixels, and webhooks wait for that.
PIXELS = 900
INSIDE = WIDTH - 2 * MARGIN
MANY = 10  # from here on the rows stand closer, so that 25 divisions still fit a phone's height
LETTER = 0.6  # of the font's size: what a grapheme of Sarabun takes, generously
SHOWN: tuple[Status, ...] = tuple(reversed(STATUSES))
NUMBER_INK: dict[Status, str] = {"done": flex.PAPER, "in_progress": flex.PAPER}
NOT_XML = dict.fromkeys((0xFFFE, 0xFFFF))  # what even an escaped text may not hold
BAR_COLORS = {status: colors[2] for status, colors in flex.STATUS_COLORS.items()}


@dataclass(frozen=True)
class Chart:
    """The figures with their names, ready to be drawn."""

    office: str
    year: int
    as_of: datetime
    overall: Tally
    divisions: tuple[tuple[str, Tally], ...]


@dataclass(frozen=True)
class Segment:
    status: Status
    x: float
    width: float
    count: int


@dataclass(frozen=True)
class Row:
    """One division: its name's lines, what stands beside them, its bar. `y` is the top."""

    y: float
    lines: list[str]
    fraction: str
    overdue: str
    bar: list[Segment]


def named(session: Session, figures: Figures) -> Chart | None:
    """The figures with today's names of the office and its divisions; None when there is no such office."""
    office = session.get(Office, figures.office_id)
    if office is None:
        return None
    names: dict[int | None, str] = {division.id: division.name for division in queries.divisions_of(session, office)}
    names[None] = wording("progress")["no_owner"]
    former = wording("chart")["former"]
    divisions = tuple((names.get(division, former), tally) for division, tally in figures.divisions)
    return Chart(office.name, figures.year, figures.as_of, figures.overall, divisions)


def png(chart: Chart) -> bytes:
    """The same bytes for the same chart."""
    return rendered(svg(chart))


def rendered(drawing: str) -> bytes:
    import resvg_py  # a renderer of 10 MB: loaded only where something is drawn

    # The machine's own fonts would make the picture another one on another machine.
    return resvg_py.svg_to_bytes(
        svg_string=drawing,
        width=PIXELS,
        skip_system_fonts=True,
        font_files=list(_font_files()),
        font_family="Sarabun",
    )


def svg(chart: Chart) -> str:
    scale = 0.82 if len(chart.divisions) > MANY else 1.0
    office = _lines(chart.office, _room(INSIDE, 40))
    head = 216 + 50 * len(office)
    top = head + 540 - (0 if chart.overall.overdue else 56)
    rows, bottom = _rows(chart.divisions, top, scale)
    figures = wording("progress", tally=chart.overall, year=chart.year)
    said = wording("chart", as_of=chart.as_of)
    return _template().render(
        width=WIDTH,
        margin=MARGIN,
        inside=INSIDE,
        height=round(bottom + 40),
        head=head,
        top=top,
        scale=scale,
        rows=rows,
        office=office,
        overall=bar(chart.overall, INSIDE, 34),
        overdue=_overdue(chart.overall),
        counts=[(status, STATUS_WORDS[status], getattr(chart.overall, status)) for status in SHOWN],
        figures={name: figures[name] for name in ("percent", "done_of", "year", "divisions", "divisions_note")},
        said={name: said[name] for name in ("title", "as_of", "overdue_note", "shared_note")},
        fill=BAR_COLORS,
        number_ink=NUMBER_INK,
        ink=flex,
    )


def bar(tally: Tally, width: float, letters: float) -> list[Segment]:
    """Segments as wide as their share, yet none too narrow for its number (`letters` is the number's size)."""
    parts = [(status, getattr(tally, status)) for status in SHOWN]
    parts = [(status, count) for status, count in parts if count]
    least = [letters * (LETTER * len(str(count)) + 0.5) for _, count in parts]
    shares = [max(low, width * count / tally.total) for (_, count), low in zip(parts, least, strict=True)]
    # What the narrow ones were given, the others give back, each by what it has to spare.
    spare = sum(shares) - sum(least)
    back = (sum(shares) - width) / spare if spare else 0.0
    segments, x = [], 0.0
    for (status, count), share, low in zip(parts, shares, least, strict=True):
        wide = share - (share - low) * back
        segments.append(Segment(status, x, wide, count))
        x += wide
    return segments


def _rows(divisions: Sequence[tuple[str, Tally]], top: float, scale: float) -> tuple[list[Row], float]:
    rows, y = [], top
    for name, tally in divisions:
        lines = _lines(name, _room(INSIDE - (420 if tally.overdue else 200) * scale, 36 * scale))
        fraction = wording("progress", tally=tally)["fraction"]
        rows.append(Row(y, lines, fraction, _overdue(tally), bar(tally, INSIDE, 28 * scale)))
        y += (44 * len(lines) + 72) * scale
    return rows, y


def _overdue(tally: Tally) -> str:
    return wording("chart", count=tally.overdue)["overdue"] if tally.overdue else ""


def _room(width: float, letters: float) -> int:
    return int(width / (letters * LETTER))


def _lines(name: str, room: int) -> list[str]:
    """A name in at most two lines: broken at a blank or before และ where both halves then fit, else between letters."""
    name = flex.one_line(name, 400).translate(NOT_XML)
    if graphemes(name) <= room:
        return [name]
    halves = [(name[: at.start()], name[at.start() :].strip()) for at in regex.finditer(r" |(?=และ)", name)]
    fitting = [pair for pair in halves if pair[0] and max(map(graphemes, pair)) <= room]
    if fitting:
        return list(fitting[-1])
    letters = regex.findall(r"\X", name)
    return ["".join(letters[:room]), cut_graphemes("".join(letters[room:]).strip(), room)]


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("chart.svg.j2")


@cache
def _font_files() -> tuple[str, ...]:
    fonts = files("fontpkg_sarabun") / "files"
    return tuple(str(fonts / f"Sarabun-{weight}.ttf") for weight in ("Regular", "SemiBold", "Bold"))
