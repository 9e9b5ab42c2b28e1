"""The Flask app: the webhook, the pictures, and the addresses that operators and monitors read."""

from collections.abc import Callable

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot import pictures, webhook
from bot.links import Links
from bot.metrics import Metrics
from models import inbox, outbox
from models.clock import Clock
from models.database import Database


def create_app(
    *,
    database: Database,
    clock: Clock,
    secrets: Callable[[str], tuple[str, ...]],
    metrics: Metrics,
    links: Links,
    stored: Callable[[], None] = lambda: None,
) -> Flask:
    app = Flask("tamngan", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = webhook.BODY_LIMIT
    app.register_blueprint(
        webhook.blueprint(database=database, clock=clock, secrets=secrets, stored=stored, metrics=metrics)
    )
    app.register_blueprint(pictures.blueprint(database=database, clock=clock, links=links))

    @app.get("/healthz")
    def healthz() -> Response:
        """The process is up. It says nothing of the database: restarting us would not bring that back."""
        return Response("ok", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        """200 when the database answers and its tables are those of this version; 503 with the reason otherwise."""
        try:
            current = database.is_current()
        except SQLAlchemyError:
            return Response("database: not reachable", 503, mimetype="text/plain")
        if not current:
            return Response("migrations: run `tamngan db upgrade`", 503, mimetype="text/plain")
        return Response("ok", mimetype="text/plain")

    @app.get("/metrics")
    def metrics_page() -> Response:
        try:
            with database.read() as session:
                metrics.inbox_waiting.set(inbox.waiting(session))
                for state, count in outbox.counts(session).items():
                    metrics.outbox_rows.labels(state).set(count)
        except SQLAlchemyError:
            metrics.inbox_waiting.set(float("nan"))
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return Response(error.name.lower(), error.code or 500, mimetype="text/plain")

    return app
