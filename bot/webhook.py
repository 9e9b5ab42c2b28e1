"""POST /line/webhook/<office>: verify, store, 200. It never thinks: the worker does."""

import json
import logging
from collections.abc import Callable

from flask import Blueprint, Response, request
from sqlalchemy.exc import OperationalError

from bot import events
from bot.intake import Intake
from bot.metrics import Metrics
from models import queries
from models.clock import Clock
from models.database import Database

BODY_LIMIT = 1_000_000

log = logging.getLogger(__name__)


def blueprint(
    *,
    database: Database,
    clock: Clock,
    secrets: Callable[[str], tuple[str, ...]],
    stored: Callable[[], None],
    metrics: Metrics,
) -> Blueprint:
    """The webhook's route. `secrets` gives an office's channel secrets; `stored` wakes the worker."""
    routes = Blueprint("webhook", __name__)
    intake = Intake(database, clock)
    office_ids: dict[str, int] = {}  # ids never change, so a found one is found for good

    def office_id(slug: str) -> int | None:
        if slug not in office_ids:
            with database.read() as session:
                office = queries.office_by_slug(session, slug)
            if office is None:
                return None
            office_ids[slug] = office.id
        return office_ids[slug]

    @routes.post("/line/webhook/<slug>")
    def receive(slug: str) -> Response:
        body = request.get_data(cache=False)
        try:
            return taken(slug, body, request.headers.get("x-line-signature"))
        except OperationalError:
            # LINE redelivers what was not answered 200: better twice than never.
            log.exception("webhook: the database is away")
            metrics.webhooks.labels("database_away").inc()
            return Response("try again", 503)

    def taken(slug: str, body: bytes, signature: str | None) -> Response:
        if not events.is_signed(body, signature, secrets(slug)):
            metrics.webhooks.labels("bad_signature").inc()
            return Response("bad signature", 400)
        try:
            batch = json.loads(body)["events"]
        except (ValueError, KeyError, TypeError, RecursionError):
            metrics.webhooks.labels("malformed").inc()
            return Response("not a webhook body", 400)
        kept = events.worth_storing(batch if isinstance(batch, list) else [])
        office = office_id(slug)
        if office is None:
            metrics.webhooks.labels("unknown_office").inc()
            return Response("unknown office", 404)
        if kept:
            intake.store(office, kept)
            stored()
        metrics.webhooks.labels("stored").inc()
        return Response(status=200)

    return routes
