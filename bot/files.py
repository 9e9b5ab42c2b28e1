"""GET /file/<token>: a picture or file given as evidence, to whoever holds its address, for a day."""

from datetime import datetime, timedelta
from urllib.parse import quote

from flask import Blueprint, Response, abort

from bot.links import Links
from bot.storage import Storage, StorageError
from documents import contents
from models.clock import Clock
from models.database import Database
from models.evidence import Evidence

PURPOSE = "file"
LIFETIME = timedelta(hours=24)
TOKEN_LIMIT = 300


def address(links: Links, evidence: Evidence, now: datetime) -> str:
    return links.address(PURPOSE, [evidence.office_id, evidence.id], now + LIFETIME)


def blueprint(*, database: Database, clock: Clock, links: Links, storage: Storage) -> Blueprint:
    routes = Blueprint("files", __name__)

    @routes.get("/file/<token>")
    def file(token: str) -> Response:
        carried = links.read(PURPOSE, token, clock()) if len(token) <= TOKEN_LIMIT else None
        if carried is None:
            abort(404)
        office_id, evidence_id = carried
        with database.read() as session:
            row = session.get(Evidence, evidence_id)
            stands = row is not None and row.office_id == office_id and row.state == "kept" and row.removed_at is None
            if row is None or not stands or not row.stored_at:
                abort(404)
            key, media_type, size = row.stored_at, row.media_type, row.size
            # LINE gives pictures no name.
            name = row.name or f"ITA-{row.id}{contents.ENDINGS[media_type][0]}"
        try:
            content = storage.stream(key)
        except StorageError:
            abort(503)
        if content is None:
            abort(404)
        response = Response(content, content_type=media_type)
        if size is not None:
            response.headers["Content-Length"] = str(size)
        response.headers["Content-Disposition"] = _disposition(name, media_type)
        # Whatever the content holds, a browser runs nothing of it and no one between keeps a copy.
        response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Cache-Control"] = "private, no-store"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers["X-Robots-Tag"] = "noindex"
        return response

    return routes


def _disposition(name: str, media_type: str) -> str:
    """With the name in RFC 5987's encoding, and letters that every browser reads beside it."""
    how = "inline" if contents.is_shown(media_type) else "attachment"
    plain = "".join(c if c.isascii() and (c.isalnum() or c in "-_. ") else "_" for c in name)
    return f"{how}; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
