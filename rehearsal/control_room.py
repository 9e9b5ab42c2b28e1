"""The room's half of the control API: turning the clock, starting over, what the bot sent, faults, attachments."""

from collections.abc import Callable
from datetime import datetime, timedelta
from io import BytesIO
from typing import Any

from flask import Blueprint, Response, abort, request, send_file

from rehearsal import timeline
from rehearsal.courier import Courier
from rehearsal.faults import Faults
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible
from rehearsal.richmenus import RichMenus
from rehearsal.state import Channel, Json
from rehearsal.switches import Switches
from rehearsal.turning import Turning
from rehearsal.views import clock_json, quota_json

MOST_ENTRIES = 200
# What a browser may draw by itself; anything else it only keeps.
PICTURES = ("image/png", "image/jpeg", "image/gif", "image/webp")


def room_routes(
    api: Blueprint,
    platform: Platform,
    courier: Courier,
    turning: Turning,
    switches: Switches,
    faults: Faults,
    menus: RichMenus,
    channel: Callable[[Any], Channel],
    body: Callable[[], Json],
) -> None:
    _clock(api, platform, turning, body)
    _faults(api, switches, faults, body)

    @api.post("/reset")
    def reset() -> Json:
        def clear() -> None:
            switches.clear()
            courier.clear()
            menus.clear()
            platform.start_over()

        turning.reset(clear)
        return clock_json(platform, turning)

    @api.get("/timeline")
    def tried() -> Json:
        """What the bot sent or tried to, newest first."""
        limit = min(max(request.args.get("limit", 50, type=int), 1), MOST_ENTRIES)
        entries, more = timeline.page(platform, request.args.get("before", type=int), limit)
        return {"entries": entries, "more": more}

    @api.get("/quota")
    def month() -> Json:
        return quota_json(platform, channel(request.args))

    @api.get("/content/<message_id>")
    def attachment(message_id: str) -> Response:
        """An attachment for the page; whatever it holds, a browser draws pictures only."""
        with platform.changed:
            found, line = platform.contents.get(message_id), platform.lines.get(message_id)
        if found is None or line is None:
            abort(404)
        if found.status == "gone":
            abort(410)
        drawn = found.media_type in PICTURES
        answer = send_file(
            BytesIO(found.data),
            mimetype=found.media_type if drawn else "application/octet-stream",
            as_attachment=not drawn,
            download_name=None if drawn else str(line.message.get("fileName") or message_id),
        )
        answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
        return answer


def _clock(api: Blueprint, platform: Platform, turning: Turning, body: Callable[[], Json]) -> None:
    @api.post("/clock")
    def clock() -> tuple[Json, int]:
        """Turn the room's clock; or, where no office is behind, hold it `at` an instant or shift it by `seconds`."""
        given = body()
        if turning.turns or given.keys() & {"to", "days", "next"}:
            turning.turn(_chosen(given, turning))
            return clock_json(platform, turning), 202
        with platform.change():
            if given.get("at") is not None:
                platform.clock.hold(_instant(given["at"]))
            else:
                platform.clock.move(timedelta(seconds=float(given.get("seconds", 0))))
            return {"now": platform.clock().isoformat()}, 200

    @api.post("/clock/cancel")
    def cancel() -> tuple[Json, int]:
        turning.cancel()
        return clock_json(platform, turning), 202


def _chosen(given: Json, turning: Turning) -> Callable[[datetime], datetime]:
    days = given.get("days")
    if given.get("next") is True:
        return turning.to_next
    if isinstance(days, int) and 0 < days <= 400:
        return lambda now: now + timedelta(days=days)
    if given.get("to") is None:
        raise NotPossible("say to which instant, by how many days, or to the next reminder")
    end = _instant(given["to"])
    return lambda _now: end


def _instant(given: object) -> datetime:
    try:
        found = datetime.fromisoformat(str(given))
    except ValueError:
        raise NotPossible(f"{given} is not an instant such as 2027-03-08T09:00:00+07:00") from None
    if found.tzinfo is None:
        raise NotPossible("an instant needs a time zone")
    return found


def _faults(api: Blueprint, switches: Switches, faults: Faults, body: Callable[[], Json]) -> None:
    def listing() -> Json:
        return {"switches": switches.listing(), "faults": faults.listing()}

    @api.get("/faults")
    def shown() -> Json:
        return listing()

    @api.post("/faults")
    def add_fault() -> Json:
        given = body()
        if "switch" in given:
            switches.set(str(given["switch"]), given.get("on") is True)
            return listing()
        faults.add(
            str(given.get("fault")),
            given.get("on", "any"),
            times=given.get("times", 1),
            milliseconds=int(given.get("milliseconds", 60_000)),
            channel=given.get("channel"),
        )
        return listing()

    @api.delete("/faults")
    def clear_faults() -> Json:
        switches.clear()
        return listing()
