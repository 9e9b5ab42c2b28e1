"""GET /picture/<token>.png: an office's figures, drawn. The address carries them: a sent picture never changes."""

from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Any

from flask import Blueprint, Response, abort

from bot.links import Links
from documents import chart
from documents.figures import Figures
from messages.views import Tally
from models.clock import Clock
from models.database import Database

PURPOSE = "picture"
LIFETIME = timedelta(days=60)
ADDRESS_LIMIT = 1000  # LINE's, of a button's target
KEPT = 32  # pictures drawn last: LINE and a group's members ask for one within minutes


def address(links: Links, figures: Figures) -> str | None:
    """Where the figures can be looked at; None when there is nothing to draw or an address cannot hold them all."""
    if not figures.divisions:
        return None
    made = links.address(PURPOSE, _packed(figures), figures.as_of + LIFETIME, ".png")
    return made if len(made) <= ADDRESS_LIMIT else None


def blueprint(*, database: Database, clock: Clock, links: Links) -> Blueprint:
    routes = Blueprint("pictures", __name__)
    drawn = lru_cache(KEPT)(chart.png)

    @routes.get("/picture/<token>.png")
    def picture(token: str) -> Response:
        now = clock()
        carried = links.read(PURPOSE, token, now) if len(token) <= ADDRESS_LIMIT else None
        if carried is None:
            abort(404)
        figures = _unpacked(carried)
        with database.read() as session:
            shown = chart.named(session, figures)
        if shown is None:
            abort(404)
        response = Response(drawn(shown), mimetype="image/png")
        left = figures.as_of + LIFETIME - now
        response.headers["Cache-Control"] = f"private, max-age={int(left.total_seconds())}, immutable"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return routes


def _packed(figures: Figures) -> list[Any]:
    """Plain numbers in a fixed order; 0 is nobody's division. A change of the order needs another PURPOSE."""
    rows = [number for division, tally in figures.divisions for number in (division or 0, *_counts(tally))]
    return [figures.office_id, figures.year, int(figures.as_of.timestamp()), *_counts(figures.overall), *rows]


def _unpacked(numbers: list[int]) -> Figures:
    office_id, year, as_of = numbers[:3]
    tallies = [numbers[at : at + 6] for at in range(8, len(numbers), 6)]
    return Figures(
        office_id=office_id,
        year=year,
        as_of=datetime.fromtimestamp(as_of, UTC),
        overall=Tally(*numbers[3:8]),
        divisions=tuple((row[0] or None, Tally(*row[1:])) for row in tallies),
    )


def _counts(tally: Tally) -> tuple[int, ...]:
    return (tally.done, tally.in_progress, tally.not_started, tally.not_reported, tally.overdue)
