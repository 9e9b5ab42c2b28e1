"""GET /report/<token>: an office's paper as Word or Excel, made when it is opened, to whoever holds its address, for a
day. It names the instant it shows."""

from datetime import datetime, timedelta
from typing import Final, get_args
from urllib.parse import quote

from flask import Blueprint, Response, abort

from bot.links import Links
from documents.reports import printing
from documents.reports.kinds import KINDS, NAMES, Kind
from documents.reports.printing import Format, Wanted
from messages.thai import era_year
from models.clock import Clock, local_date
from models.database import Database
from models.errors import DomainError
from models.office import Office

PURPOSE: Final = "report"
LIFETIME: Final = timedelta(hours=24)
TOKEN_LIMIT: Final = 300
_TYPES: Final[dict[Format, str]] = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def address(
    links: Links,
    office_id: int,
    kind: Kind,
    to: Format,
    now: datetime,
    *,
    of: Kind | None = None,
    approved: bool = False,
) -> str:
    """`of`: the paper that a memo covers."""
    return links.address(PURPOSE, [office_id, kind, to, approved, of or ""], now + LIFETIME)


def blueprint(*, database: Database, clock: Clock, links: Links) -> Blueprint:
    routes = Blueprint("reports", __name__)

    @routes.get("/report/<token>")
    def report(token: str) -> Response:
        now = clock()
        carried = links.read(PURPOSE, token, now) if len(token) <= TOKEN_LIMIT else None
        if carried is None or carried[1] not in KINDS or carried[2] not in get_args(Format):
            abort(404)
        office_id, kind, to, approved, of = (*carried, False, "")[:5]  # an address of yesterday's has three parts
        with database.read() as session:
            office = session.get(Office, office_id)
            if office is None:
                abort(404)
            digits = to == "docx" and office.thai_numerals  # Excel sorts and counts
            wanted = Wanted(kind, of or "followup", approved=approved, thai_numerals=digits)
            try:
                source = printing.gather(session, office, wanted, now)
            except DomainError as error:  # nothing of this kind yet: said to whoever opened it
                return Response(str(error), 409, content_type="text/plain; charset=utf-8")
        day = local_date(now)
        called = NAMES[wanted.kind] + (" ฉบับอนุมัติ" if wanted.approved else "")
        name = f"{called} {day.day:02}-{day.month:02}-{era_year(day.year)}.{to}"
        response = Response(printing.printed(source, wanted, to), content_type=_TYPES[to])
        response.headers["Content-Disposition"] = (
            f"attachment; filename=\"ITA-{kind}.{to}\"; filename*=UTF-8''{quote(name, safe='')}"
        )
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return routes
