"""The Flask app: the webhook, the pictures and files, and the addresses that operators and monitors read."""

from collections.abc import Callable

from flask import Flask, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError
from werkzeug.exceptions import HTTPException

from bot import files, papers, pictures, reports, webhook
from bot.links import Links
from bot.metrics import Metrics
from bot.storage import Storage
from models import channels, heartbeat
from models.channels import Channel
from models.clock import BANGKOK, Clock
from models.database import Database
from models.heartbeat import Heartbeat


def create_app(
    *,
    database: Database,
    clock: Clock,
    secrets: Callable[[str], tuple[str, ...]],
    metrics: Metrics,
    links: Links,
    storage: Storage,
    stored: Callable[[], None] = lambda: None,
) -> Flask:
    app = Flask("tamngan", static_folder=None)
    app.config["MAX_CONTENT_LENGTH"] = webhook.BODY_LIMIT
    app.register_blueprint(
        webhook.blueprint(database=database, clock=clock, secrets=secrets, stored=stored, metrics=metrics)
    )
    app.register_blueprint(papers.blueprint(database=database, clock=clock, links=links))
    app.register_blueprint(reports.blueprint(database=database, clock=clock, links=links))
    app.register_blueprint(pictures.blueprint(database=database, clock=clock, links=links))
    app.register_blueprint(files.blueprint(database=database, clock=clock, links=links, storage=storage))

    @app.get("/healthz")
    def healthz() -> Response:
        """The process is up. It says nothing of the database: restarting us would not bring that back."""
        return Response("ok", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        """200 when the database answers and its tables are those of this version; 503 with the reason otherwise. A
        clock that does not run, or a channel that LINE refuses, is told and no more: reports are still taken."""
        try:
            if not database.is_current():
                return Response("migrations: run `tamngan db upgrade`", 503, mimetype="text/plain")
            with database.read() as session:
                ran = heartbeat.last(session)
                barred = [f"channel {row.office.slug}: {_refused(row)}" for row in channels.barred(session)]
        except SQLAlchemyError:
            return Response("database: not reachable", 503, mimetype="text/plain")
        lines = [f"{work}: {_when(ran.get(work))}" for work in heartbeat.WORK]
        return Response("\n".join(["ok", *lines, *barred]), mimetype="text/plain")

    @app.get("/metrics")
    def metrics_page() -> Response:
        try:
            with database.read() as session:
                metrics.read(session, clock())
        except SQLAlchemyError:
            metrics.inbox_waiting.set(float("nan"))
        return Response(generate_latest(metrics.registry), content_type=CONTENT_TYPE_LATEST)

    @app.errorhandler(HTTPException)
    def refused(error: HTTPException) -> Response:
        return Response(error.name.lower(), error.code or 500, mimetype="text/plain")

    return app


def _refused(row: Channel) -> str:
    since = row.barred_since.astimezone(BANGKOK).isoformat(timespec="seconds") if row.barred_since else ""
    return f"LINE refuses its token since {since} ({row.barred_why})"


def _when(run: Heartbeat | None) -> str:
    return f"last ran {run.at.astimezone(BANGKOK).isoformat(timespec='seconds')}" if run else "never ran"
