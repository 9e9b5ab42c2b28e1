"""Puts the stand-in together: the platform, LINE's API, the control API and the chat page on one local port."""

import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException

from rehearsal.actors import Actors
from rehearsal.client import RehearsalClient
from rehearsal.control import control_api
from rehearsal.courier import ANSWER_WITHIN, Courier
from rehearsal.edge import Edge
from rehearsal.faults import Faults
from rehearsal.line_api import line_api, unknown_path
from rehearsal.page_reading import page_reading
from rehearsal.platform import Platform
from rehearsal.richmenus import RichMenus
from rehearsal.sending import Sending
from rehearsal.serving import LocalServer, is_here
from rehearsal.state import Clock, Json
from rehearsal.switches import Switches
from rehearsal.turning import Turning

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

STATIC = Path(__file__).parent / "static"
_FONTS = files("fontpkg_sarabun") / "files"
# The page draws what bots send: no script but ours runs whatever a message holds, and no picture is fetched from
# another machine. Flex comes with style attributes.
_POLICY = "; ".join(
    [
        "default-src 'self'",
        "img-src 'self' data: http://127.0.0.1:* http://localhost:*",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
    ]
)


@dataclass(frozen=True)
class Stage:
    """The stand-in's parts, each usable from Python without HTTP."""

    platform: Platform
    faults: Faults
    sending: Sending
    courier: Courier
    actors: Actors
    menus: RichMenus
    turning: Turning
    switches: Switches
    closing: threading.Event

    @classmethod
    def build(cls, clock: Clock, *, answer_within: float = ANSWER_WITHIN) -> "Stage":
        platform = Platform(clock)
        faults = Faults(platform.touch)
        sending = Sending(platform)
        courier = Courier(platform, faults, answer_within=answer_within)
        menus = RichMenus(platform)
        actors = Actors(platform, sending, courier, menus)
        turning = Turning(platform.clock, platform.touch, lambda: platform.version)
        switches = Switches(platform, faults)
        return cls(platform, faults, sending, courier, actors, menus, turning, switches, threading.Event())

    def close(self) -> None:
        self.closing.set()
        self.platform.close()


def create_app(stage: Stage) -> Flask:
    app = Flask("rehearsal", static_folder=str(STATIC), static_url_path="/static")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.register_blueprint(line_api(stage.platform, stage.sending, stage.courier, stage.menus))
    app.register_blueprint(
        control_api(
            stage.platform,
            stage.actors,
            stage.courier,
            stage.faults,
            stage.menus,
            stage.turning,
            stage.switches,
        ),
        url_prefix="/_rehearsal",
    )
    app.register_blueprint(page_reading(stage.platform, stage.menus), url_prefix="/_rehearsal")
    app.register_error_handler(HTTPException, unknown_path)

    @app.get("/")
    def page() -> Response:
        return app.send_static_file("index.html")

    @app.get("/static/fonts/<any(Regular, SemiBold):weight>")
    def font(weight: str) -> Response:
        return Response((_FONTS / f"Sarabun-{weight}.ttf").read_bytes(), content_type="font/ttf")

    @app.before_request
    def only_from_here() -> tuple[Json, int] | None:
        """A web page elsewhere must not drive the room: not by a name that leads here, nor by a form of its own."""
        origin = request.headers.get("Origin")
        if not is_here(request.host) or (origin is not None and urlsplit(origin).netloc != request.host):
            return {"error": "the room is for this machine only"}, 403
        return None

    @app.after_request
    def guard(response: Response) -> Response:
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        response.headers["X-Content-Type-Options"] = "nosniff"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response

    edge = Edge(app.wsgi_app, stage.platform, stage.faults, stage.closing)

    def wsgi(environ: "WSGIEnvironment", start_response: "StartResponse") -> object:
        return edge(environ, start_response)

    app.wsgi_app = wsgi  # type: ignore[method-assign, assignment]
    return app


class RehearsalServer(LocalServer):
    """`with RehearsalServer() as line:` starts the stand-in on a free port of 127.0.0.1; `line.client` drives it."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        clock: Clock = lambda: datetime.now(UTC),
        answer_within: float = ANSWER_WITHIN,
    ) -> None:
        self.stage = Stage.build(clock, answer_within=answer_within)
        super().__init__(create_app(self.stage), host=host, port=port)
        self.client = RehearsalClient(self.url)

    @property
    def platform(self) -> Platform:
        return self.stage.platform

    @property
    def turning(self) -> Turning:
        return self.stage.turning

    def stop(self) -> None:
        self.turning.close()
        self.stage.close()
        super().stop()
        self.stage.courier.close()
        self.client.close()
