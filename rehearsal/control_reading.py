"""The reading half of the control API: the state, chats, calls and deliveries, to look at or to wait for."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, request

from rehearsal import timeline
from rehearsal.faults import Faults
from rehearsal.platform import Platform
from rehearsal.preview import drawn, drawn_menu
from rehearsal.richmenus import RichMenus
from rehearsal.state import Channel, Json, Line
from rehearsal.switches import Switches
from rehearsal.turning import Turning
from rehearsal.views import call_json, clock_json, delivery_json, line_json, sent_json, state_json

LONGEST_WAIT = 30.0  # seconds a long poll may last
SHOWN_AT_ONCE = 20  # of the timeline, with every state


def reading_routes(
    api: Blueprint,
    platform: Platform,
    faults: Faults,
    menus: RichMenus,
    turning: Turning,
    switches: Switches,
    channel: Callable[[Any], Channel],
) -> None:
    @api.get("/state")
    def state() -> Json:
        return {
            **state_json(platform),
            "clock": clock_json(platform, turning),
            "resetting": turning.resetting,
            "timeline": timeline.page(platform, None, SHOWN_AT_ONCE)[0],
            "switches": switches.listing(),
            "faults": faults.listing(),
        }

    @api.get("/wait")
    def wait() -> Json:
        seconds = min(request.args.get("seconds", 0.0, type=float), LONGEST_WAIT)
        return {"version": platform.wait_beyond(request.args.get("after", -1, type=int), seconds)}

    @api.get("/transcript")
    def transcript() -> Json:
        lines = platform.transcript(channel(request.args).slug, request.args["chat"])
        return {"lines": [line_json(platform, line) for line in lines]}

    @api.get("/page")
    def page() -> Json:
        """A chat for the page, whole or its `last` lines: every message made safe to draw, and the rich menu the
        person sees."""
        shown, chat = channel(request.args), request.args["chat"]
        lines = platform.transcript(shown.slug, chat)
        earlier = max(0, len(lines) - request.args.get("last", len(lines), type=int))
        menu = None if chat in platform.groups else menus.shown_to(shown, chat)
        return {
            "version": platform.version,
            "earlier": earlier,
            "lines": [_drawn(platform, line) for line in lines[earlier:]],
            "menu": drawn_menu(menu) if menu else None,
            "loading": platform.is_loading(shown, chat),
        }

    @api.get("/sent")
    def sent() -> Json:
        wanted = request.args.get("channel")
        with platform.changed:
            return {"sent": [sent_json(one) for one in platform.sent if wanted in (None, one.channel)]}

    @api.get("/calls")
    def calls() -> Json:
        with platform.changed:
            return {"calls": [call_json(one) for one in platform.calls]}

    @api.get("/deliveries")
    def deliveries() -> Json:
        with platform.changed:
            return {"deliveries": [delivery_json(one) for one in platform.deliveries]}


def _drawn(platform: Platform, line: Line) -> Json:
    """Of a message that was withdrawn nothing is shown but that it was there."""
    if line.unsent:
        line.message = {"type": line.message["type"]}
        return {**line_json(platform, line), "text": "", "drawn": drawn({})}
    return {**line_json(platform, line), "drawn": drawn(line.message)}
