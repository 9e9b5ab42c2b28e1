"""What the chat page asks for beside the chats themselves: the list of chats with their last lines, and the rich
menus' pictures."""

from flask import Blueprint, Response, request

from rehearsal.actions import notification
from rehearsal.platform import Platform
from rehearsal.refusals import Refusal
from rehearsal.richmenus import RichMenus
from rehearsal.state import BOT, SYSTEM, Json, Line


def page_reading(platform: Platform, menus: RichMenus) -> Blueprint:
    api = Blueprint("page_reading", __name__)

    @api.errorhandler(Refusal)
    def refused(refusal: Refusal) -> tuple[Json, int]:
        return refusal.body, refusal.status

    @api.get("/chats")
    def chats() -> Json:
        """Of every chat what the bot has said so far, as a number, and its last line as a phone announces it."""
        slug = request.args["channel"]
        with platform.changed:
            found = [_chat(chat, lines) for (channel, chat), lines in platform.chats.items() if channel == slug]
        return {"chats": found}

    @api.get("/richmenu/<menu_id>")
    def picture(menu_id: str) -> Response:
        data, media_type = menus.picture(platform.channel(request.args["channel"]), menu_id)
        return Response(data, content_type=media_type)

    return api


def _chat(chat: str, lines: list[Line]) -> Json:
    seen = [line for line in lines if line.sender != SYSTEM and line.delivered]
    last = seen[-1] if seen else None
    shown = (
        {"at": last.at.isoformat(), "text": "ยกเลิกข้อความแล้ว" if last.unsent else notification(last.message)}
        if last
        else None
    )
    return {"chat": chat, "said": sum(line.sender == BOT for line in seen), "line": shown}
