"""LINE's Messaging API over HTTP, path by path as the real one: the api and the api-data host are one here."""

import json
from datetime import timedelta
from typing import Any

from flask import Blueprint, Response, g, jsonify, request
from werkzeug.exceptions import HTTPException

from rehearsal.courier import Courier
from rehearsal.edge import REQUEST_ID
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible, Refusal, bad_property, not_found
from rehearsal.richmenus import RichMenus
from rehearsal.sending import Sending
from rehearsal.state import Channel, Group, Json

RETRY_KEY = "X-Line-Retry-Key"
_TAKES_RETRY_KEY = {"/v2/bot/message/push", "/v2/bot/message/multicast"}


def body() -> Json:
    """The request's JSON object, or LINE's refusal of anything else."""
    if request.mimetype != "application/json":
        raise Refusal(415, f"The content type, {request.mimetype}, is not supported")
    try:
        given = json.loads(request.get_data())
    except (ValueError, RecursionError) as failure:
        line, column = getattr(failure, "lineno", 1), getattr(failure, "colno", 1)
        message = f"The request body could not be parsed as JSON (line: {line}, column: {column})"
        raise Refusal(400, message) from None
    if not isinstance(given, dict):
        raise Refusal(400, "The request body could not be parsed as JSON (line: 1, column: 1)")
    return given


def line_api(platform: Platform, sending: Sending, courier: Courier, menus: RichMenus) -> Blueprint:
    api = Blueprint("line_api", __name__, url_prefix="/v2/bot")

    @api.before_request
    def authenticate() -> None:
        g.channel = platform.channel_of_token(request.headers.get("Authorization"))
        if RETRY_KEY in request.headers and request.path not in _TAKES_RETRY_KEY:
            raise Refusal(400, "The retry key is not supported by this API")

    @api.errorhandler(Refusal)
    def refused(refusal: Refusal) -> Response:
        answer = jsonify(refusal.body)
        answer.status_code = refusal.status
        answer.headers.update(refusal.headers)
        return answer

    _messages(api, sending)
    _account(api, platform, courier)
    _people(api, platform)
    _content(api, platform)
    _rich_menus(api, menus)
    return api


def _channel() -> Channel:
    channel: Channel = g.channel
    return channel


def _request_id() -> str:
    return str(request.environ[REQUEST_ID])


def _messages(api: Blueprint, sending: Sending) -> None:
    @api.post("/message/reply")
    def reply() -> Json:
        return sending.reply(_channel(), body(), _request_id())

    @api.post("/message/push")
    def push() -> Json:
        return sending.push(_channel(), body(), _request_id(), request.headers.get(RETRY_KEY))

    @api.post("/message/multicast")
    def multicast() -> Json:
        return sending.multicast(_channel(), body(), _request_id(), request.headers.get(RETRY_KEY))

    @api.post("/message/validate/<any(reply, push, multicast):kind>")
    def validate(kind: str) -> Json:
        # A mention may go to a group only, and where these messages go is not said here.
        return sending.validate(body(), in_group=kind != "multicast")


def _account(api: Blueprint, platform: Platform, courier: Courier) -> None:
    @api.get("/message/quota")
    def quota() -> Json:
        limit = _channel().quota
        return {"type": "none"} if limit is None else {"type": "limited", "value": limit}

    @api.get("/message/quota/consumption")
    def consumption() -> Json:
        return {"totalUsage": platform.consumption(_channel())}

    @api.get("/info")
    def info() -> Json:
        channel = _channel()
        return {
            "userId": channel.bot_user_id,
            "basicId": channel.basic_id,
            "displayName": channel.name,
            "chatMode": "bot",
            "markAsReadMode": "auto",
        }

    @api.get("/channel/webhook/endpoint")
    def endpoint() -> Json:
        channel = _channel()
        if channel.webhook_url is None:
            raise not_found()
        return {"endpoint": channel.webhook_url, "active": channel.webhook_active}

    @api.put("/channel/webhook/endpoint")
    def set_endpoint() -> Json:
        url = body().get("endpoint")
        # The real LINE takes https only; a bot under rehearsal listens on plain loopback.
        if not isinstance(url, str) or not url.startswith(("https://", "http://")) or len(url) > 500:
            raise Refusal(400, "Invalid webhook endpoint URL")
        with platform.change():
            _channel().webhook_url = url
        return {}

    @api.post("/channel/webhook/test")
    def test_endpoint() -> Json:
        given = body().get("endpoint") if request.get_data() else None
        if given is not None and (not isinstance(given, str) or not given.startswith(("https://", "http://"))):
            raise Refusal(400, "Invalid webhook endpoint URL")
        try:
            delivery = courier.verify(_channel(), given)
        except NotPossible:
            raise not_found() from None
        if delivery.status is None:
            reason = "REQUEST_TIMEOUT" if "Timeout" in (delivery.error or "") else "COULD_NOT_CONNECT"
        else:
            reason = "OK" if delivery.ok else "ERROR_STATUS_CODE"
        return {
            "success": delivery.ok,
            "timestamp": delivery.at.isoformat().replace("+00:00", "Z"),
            "statusCode": delivery.status or 0,
            "reason": reason,
            "detail": str(delivery.status or delivery.error),
        }

    @api.post("/chat/loading/start")
    def loading() -> tuple[Json, int]:
        given = body()
        seconds = given.get("loadingSeconds", 20)
        if given.get("chatId") not in platform.people:  # one-on-one chats only
            raise bad_property("chatId")
        if seconds not in range(5, 61, 5):
            raise bad_property("loadingSeconds")
        with platform.change():
            until = platform.clock() + timedelta(seconds=seconds)
            platform.loading[_channel().slug, given["chatId"]] = until
        return {}, 202


def _people(api: Blueprint, platform: Platform) -> None:
    def profile_of(user_id: str) -> Json:
        return {"userId": user_id, "displayName": platform.people[user_id].name}

    def group_of(group_id: str) -> Group:
        group = platform.groups.get(group_id)
        if group is None or group.bot != _channel().slug:
            raise not_found()
        return group

    @api.get("/profile/<user_id>")
    def profile(user_id: str) -> Json:
        if not platform.reaches(_channel(), user_id):
            raise not_found()
        return {**profile_of(user_id), "language": "th"}

    @api.get("/group/<group_id>/summary")
    def summary(group_id: str) -> Json:
        return {"groupId": group_id, "groupName": group_of(group_id).name}

    @api.get("/group/<group_id>/members/count")
    def count(group_id: str) -> Json:
        return {"count": len(group_of(group_id).members)}

    @api.get("/group/<group_id>/member/<user_id>")
    def member(group_id: str, user_id: str) -> Json:
        if user_id not in group_of(group_id).members:
            raise not_found()
        return profile_of(user_id)

    @api.post("/group/<group_id>/leave")
    def leave(group_id: str) -> Json:
        with platform.change():
            group_of(group_id).bot = None
            platform.note(_channel(), group_id, f"{_channel().name} ออกจากกลุ่ม")
        return {}


def _content(api: Blueprint, platform: Platform) -> None:
    @api.get("/message/<message_id>/content")
    def content(message_id: str) -> Response | tuple[Json, int]:
        found = platform.content(_channel(), message_id)
        if found.status == "processing":
            return {}, 202
        if found.status == "gone":
            raise Refusal(410, "Gone")
        return Response(found.data, content_type=found.media_type)

    @api.get("/message/<message_id>/content/transcoding")
    def transcoding(message_id: str) -> Json:
        status = platform.content(_channel(), message_id).status
        return {"status": "failed" if status == "gone" else status}


def _rich_menus(api: Blueprint, menus: RichMenus) -> None:
    """LINE's rich menu paths, each to the method that knows its rule."""

    @api.post("/richmenu")
    def create() -> Json:
        return menus.create(_channel(), body())

    @api.post("/richmenu/validate")
    def validate_menu() -> Json:
        return menus.validate(body())

    @api.get("/richmenu/list")
    def listing() -> Json:
        return menus.listing(_channel())

    @api.route("/richmenu/<menu_id>", methods=["GET", "DELETE"])
    def menu(menu_id: str) -> Json:
        return (menus.delete if request.method == "DELETE" else menus.get)(_channel(), menu_id)

    @api.post("/richmenu/<menu_id>/content")
    def upload(menu_id: str) -> Json:
        return menus.upload(_channel(), menu_id, request.get_data(), request.mimetype)

    @api.get("/richmenu/<menu_id>/content")
    def picture(menu_id: str) -> Response:
        data, media_type = menus.picture(_channel(), menu_id)
        return Response(data, content_type=media_type)

    @api.route("/user/all/richmenu", methods=["GET", "DELETE"])
    def default() -> Json:
        return (menus.clear_default if request.method == "DELETE" else menus.default)(_channel())

    @api.post("/user/all/richmenu/<menu_id>")
    def set_default(menu_id: str) -> Json:
        return menus.set_default(_channel(), menu_id)

    @api.get("/user/<user_id>/richmenu")
    def linked(user_id: str) -> Json:
        return menus.linked(_channel(), user_id)

    @api.delete("/user/<user_id>/richmenu")
    def unlink(user_id: str) -> Json:
        return menus.unlink(_channel(), [user_id])

    @api.post("/user/<user_id>/richmenu/<menu_id>")
    def link(user_id: str, menu_id: str) -> Json:
        return menus.link(_channel(), menu_id, [user_id])

    @api.post("/richmenu/bulk/link")
    def bulk_link() -> tuple[Json, int]:
        given = body()
        return menus.link(_channel(), str(given.get("richMenuId")), given.get("userIds")), 202

    @api.post("/richmenu/bulk/unlink")
    def bulk_unlink() -> tuple[Json, int]:
        return menus.unlink(_channel(), body().get("userIds")), 202

    @api.post("/richmenu/alias")
    def create_alias() -> Json:
        return menus.create_alias(_channel(), body())

    @api.get("/richmenu/alias/list")
    def aliases() -> Json:
        return menus.aliases(_channel())

    @api.route("/richmenu/alias/<alias>", methods=["GET", "POST", "DELETE"])
    def alias(alias: str) -> Json:
        match request.method:
            case "POST":
                return menus.update_alias(_channel(), alias, body())
            case "DELETE":
                return menus.delete_alias(_channel(), alias)
        return menus.alias(_channel(), alias)


def unknown_path(failure: HTTPException) -> tuple[dict[str, Any], int]:
    """What LINE answers for a path or method it does not have."""
    return {"message": failure.name.capitalize()}, failure.code or 500
