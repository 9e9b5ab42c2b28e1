"""GET /paper/<token>: a paper to read in full, on a phone or printed. A submitted one is shown as it was frozen, after
its digest has been proved again; one that is not submitted yet as things stand, and says so."""

import logging
import secrets
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, get_args

from flask import Blueprint, Response, abort
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from sqlalchemy.orm import Session

from bot.links import Links
from documents import chain, paper_views, papers
from documents.papers import Content
from messages import flex, thai
from messages.paper_cards import PaperView
from messages.words import REVIEW_WORDS, STATUS_WORDS, WEB_WORDS
from models.approvals import Approval, PaperKind
from models.clock import Clock
from models.database import Database
from models.office import Office

PURPOSE = "paper"
LIFETIME, OF_DRAFT = timedelta(days=7), timedelta(days=1)
TOKEN_LIMIT = 300

log = logging.getLogger(__name__)


def address(links: Links, office_id: int, which: int | PaperKind, now: datetime) -> str:
    lifetime = LIFETIME if isinstance(which, int) else OF_DRAFT
    return links.address(PURPOSE, [office_id, which], now + lifetime)


def blueprint(*, database: Database, clock: Clock, links: Links) -> Blueprint:
    routes = Blueprint("papers", __name__)

    @routes.get("/paper/<token>")
    def paper(token: str) -> Response:
        now = clock()
        carried = links.read(PURPOSE, token, now) if len(token) <= TOKEN_LIMIT else None
        if carried is None:
            abort(404)
        with database.read() as session:
            found = _found(session, carried[0], carried[1], now)
        if found is None:
            abort(404)
        content, view, is_whole = found
        nonce = secrets.token_urlsafe(16)
        page = _template().render(
            paper=content,
            view=view,
            is_whole=is_whole,
            nonce=nonce,
            web=WEB_WORDS,
            status=STATUS_WORDS,
            review=REVIEW_WORDS,
        )
        response = Response(page, 200 if is_whole else 409, mimetype="text/html")
        response.headers["Content-Security-Policy"] = (
            f"default-src 'none'; style-src 'nonce-{nonce}'; "
            "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        )
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"  # the address is the key to the page
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return routes


def _found(session: Session, office_id: int, which: Any, now: datetime) -> tuple[Content, PaperView, bool] | None:
    """The paper, as it is shown, and whether it is still what was submitted."""
    office = session.get(Office, office_id)
    if office is None:
        return None
    kind = next((kind for kind in get_args(PaperKind) if kind == which), None)
    if kind is not None:
        levels = chain.levels_of(session, office)
        content = papers.content(session, office, kind, levels, now)
        return content, paper_views.draft_view(content, kind, levels, None), True
    approval = session.get(Approval, which)
    if approval is None or approval.office_id != office_id:
        return None
    is_whole = papers.digest(approval.content) == approval.digest
    if not is_whole:
        log.error("the content of approval %s is not what was submitted", approval.id)
    return approval.content, paper_views.paper_view(approval), is_whole


@cache
def _template() -> Template:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"day": _day, "moment": thai.thai_datetime, "link": flex.link, "era": thai.era_year}
    return environment.get_template("paper.html")


def _day(value: date | str | None) -> str:
    """A date of ours, or of the content; a dash where there is none."""
    if not value:
        return "–"
    return thai.thai_date(value if isinstance(value, date) else date.fromisoformat(value))
