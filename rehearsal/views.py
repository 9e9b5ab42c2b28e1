"""The platform's values as the control API's JSON."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from rehearsal.actions import reading
from rehearsal.actors import Happened
from rehearsal.platform import Platform
from rehearsal.state import BOT, SYSTEM, Call, Channel, Delivery, Group, Json, Line, Person, Sent


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
        return {
            "version": platform.version,
            "now": _moment(platform.clock()),
            "channels": [channel_json(platform, one) for one in platform.channels.values()],
            "people": [person_json(one) for one in platform.people.values()],
            "groups": [group_json(one) for one in platform.groups.values()],
        }
