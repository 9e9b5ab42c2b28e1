"""The platform's values as the control API's JSON."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from rehearsal.actions import reading
from rehearsal.actors import Happened
from rehearsal.platform import Platform
from rehearsal.state import BOT, SYSTEM, Call, Channel, Delivery, Group, Json, Line, Person, Sent
from rehearsal.turning import Turning


def _moment(at: datetime) -> str:
    return at.isoformat()


def channel_json(platform: Platform, channel: Channel) -> Json:
    return {
        "slug": channel.slug,
        "name": channel.name,
        "channel_id": channel.channel_id,
        "secret": channel.secret,
        "access_token": channel.access_token,
        "bot_user_id": channel.bot_user_id,
        "webhook_url": channel.webhook_url,
        "webhook_active": channel.webhook_active,
        "redelivery": channel.redelivery,
        "quota": channel.quota,
        "used": platform.consumption(channel),
        "month": platform.month(),
    }


def quota_json(platform: Platform, channel: Channel) -> Json:
    return {"month": platform.month(), "limit": channel.quota, "used": platform.consumption(channel)}


def clock_json(platform: Platform, turning: Turning) -> Json:
    progress, foreseen = turning.progress, turning.next_reminder()
    return {
        "now": _moment(platform.clock()),
        "turns": turning.turns,
        "turning": {
            "from": _moment(progress.start),
            "to": _moment(progress.end),
            "at": _moment(progress.at),
            "done": progress.done,
            "total": progress.total,
        }
        if progress
        else None,
        "next": _moment(foreseen) if foreseen else None,
        "ended": turning.ended,
    }


def person_json(person: Person) -> Json:
    return {
        "user_id": person.user_id,
        "name": person.name,
        "friend_of": sorted(person.friends),
        "blocked": sorted(person.blocked),
    }


def group_json(group: Group) -> Json:
    return asdict(group)


def line_json(platform: Platform, line: Line) -> Json:
    names = {BOT: platform.channels[line.channel].name, SYSTEM: ""}
    person = platform.people.get(line.sender)
    return {
        **asdict(line),
        "at": _moment(line.at),
        "name": person.name if person else names.get(line.sender, line.sender),
        "text": reading(line.message),
    }


def sent_json(sent: Sent) -> Json:
    return {**asdict(sent), "at": _moment(sent.at)}


def call_json(call: Call) -> Json:
    return {**asdict(call), "at": _moment(call.at)}


def delivery_json(delivery: Delivery) -> Json:
    return {**asdict(delivery), "at": _moment(delivery.at), "ok": delivery.ok}


def happened_json(happened: Happened) -> dict[str, Any]:
    return {
        "event": happened.event,
        "deliveries": [delivery_json(one) for one in happened.deliveries],
        "message_id": happened.message_id,
        "uri": happened.uri,
    }


def state_json(platform: Platform) -> Json:
    with platform.changed:
        channels = list(platform.channels.values())
        return {
            "version": platform.version,
            "room": platform.rooms,
            "now": _moment(platform.clock()),
            "channels": [channel_json(platform, one) for one in channels],
            "quota": quota_json(platform, channels[0]) if len(channels) == 1 else None,
            "people": [person_json(one) for one in platform.people.values()],
            "groups": [group_json(one) for one in platform.groups.values()],
        }
