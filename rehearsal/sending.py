"""What a bot may send: reply, push, multicast, with LINE's rules for tokens, retry keys, recipients and the quota."""

import hashlib
import json
import re
import secrets
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any, Literal

from messages.limits import Problem, problems
from rehearsal.platform import Platform
from rehearsal.refusals import MONTHLY_LIMIT, Refusal, bad_property, invalid_body
from rehearsal.state import BOT, Accepted, Channel, Json, Line, ReplyToken, Sent

REPLY_TOKEN_LIFE = timedelta(seconds=60)
RETRY_KEY_LIFE = timedelta(hours=24)
MOST_RECIPIENTS = 500

Kind = Literal["reply", "push", "multicast"]


class Sending:
    def __init__(self, platform: Platform) -> None:
        self._platform = platform

    def new_reply_token(self, channel: Channel, chat: str) -> str:
        """The caller holds the platform's lock."""
        tokens, now = self._platform.reply_tokens, self._platform.clock()
        for old in [key for key, one in tokens.items() if now - one.issued > 10 * REPLY_TOKEN_LIFE]:
            del tokens[old]
        token = secrets.token_hex(16)
        tokens[token] = ReplyToken(channel.slug, chat, now)
        return token

    def reply(self, channel: Channel, body: Json, request_id: str, retry_key: str | None = None) -> Json:
        if retry_key is not None:
            raise Refusal(400, "The retry key is not supported by this API")
        token = body.get("replyToken")
        if not isinstance(token, str) or not token:
            raise invalid_body([Problem("replyToken", "May not be empty")])
        platform = self._platform
        with platform.change():
            known = platform.reply_tokens.get(token)
            chat = known.chat if known is not None and known.channel == channel.slug else ""
            messages = self._checked(body, in_group=chat in platform.groups)
            if known is None or not chat or known.used or platform.clock() - known.issued > REPLY_TOKEN_LIFE:
                raise Refusal(400, "Invalid reply token")
            self._recipient(channel, chat)
            known.used = True
            lines = self._write(channel, [chat], "reply", messages, request_id)
            self._remember(channel, "reply", [chat], messages, lines, 0, request_id)
            return _sent_messages(lines)

    def push(self, channel: Channel, body: Json, request_id: str, retry_key: str | None = None) -> Json:
        to = body.get("to")
        if not isinstance(to, str) or not re.fullmatch(r"[UCR][0-9a-f]{32}", to):
            raise bad_property("to")

        def accept(messages: Sequence[Json]) -> Json:
            cost = self._recipient(channel, to)
            self._charge(channel, cost)
            lines = self._write(channel, [to], "push", messages, request_id, cost)
            self._remember(channel, "push", [to], messages, lines, cost, request_id, retry_key)
            return _sent_messages(lines)

        return self._once(channel, "push", body, request_id, retry_key, accept)

    def multicast(self, channel: Channel, body: Json, request_id: str, retry_key: str | None = None) -> Json:
        to = body.get("to")
        if not isinstance(to, list) or not all(isinstance(one, str) for one in to):
            raise bad_property("to")
        if not 1 <= len(to) <= MOST_RECIPIENTS:
            raise invalid_body([Problem("to", f"Size must be between 1 and {MOST_RECIPIENTS}")])
        people = list(dict.fromkeys(to))

        def accept(messages: Sequence[Json]) -> Json:
            if any(one not in self._platform.people for one in people):
                raise bad_property("to")
            cost = sum(self._platform.reaches(channel, one) for one in people)
            self._charge(channel, cost)
            lines = self._write(channel, people, "multicast", messages, request_id)
            self._remember(channel, "multicast", people, messages, lines, cost, request_id, retry_key)
            return {}

        return self._once(channel, "multicast", body, request_id, retry_key, accept)

    def validate(self, body: Json, *, in_group: bool) -> Json:
        self._checked(body, in_group=in_group)
        return {}

    # ── the rules ──

    def _once(
        self,
        channel: Channel,
        path: Kind,
        body: Json,
        request_id: str,
        retry_key: str | None,
        accept: Callable[[Sequence[Json]], Json],
    ) -> Json:
        """Do what was asked, unless its retry key was accepted before."""
        key = _uuid(retry_key) if retry_key is not None else None
        fingerprint = hashlib.sha256(json.dumps([path, body], sort_keys=True).encode()).hexdigest()
        platform = self._platform
        with platform.change():
            now = platform.clock()
            earlier = platform.accepted.get((channel.slug, key)) if key is not None else None
            if earlier is not None and now - earlier.at < RETRY_KEY_LIFE:
                if earlier.fingerprint != fingerprint:
                    raise Refusal(400, "The retry key was accepted for a different request")
                raise Refusal(
                    409,
                    "The retry key is already accepted",
                    headers={"x-line-accepted-request-id": earlier.request_id},
                    more=earlier.answer,
                )
            answer = accept(self._checked(body, in_group=str(body.get("to")) in platform.groups))
            if key is not None:
                platform.accepted[channel.slug, key] = Accepted(fingerprint, request_id, answer, now)
            return answer

    def _checked(self, body: Json, *, in_group: bool) -> list[Json]:
        messages = body.get("messages")
        found = (
            problems(messages, in_group=in_group)
            if isinstance(messages, list)
            else [Problem("messages", "May not be null" if messages is None else "Must be an array")]
        )
        if found or not isinstance(messages, list):
            raise invalid_body(found)
        return messages

    def _recipient(self, channel: Channel, to: str) -> int:
        """How many people a push there reaches; refused when there is no such place to send to."""
        platform = self._platform
        if to in platform.people:
            return int(platform.reaches(channel, to))
        group = platform.groups.get(to)
        if group is None or group.bot != channel.slug:
            raise Refusal(400, "Failed to send messages")
        return len(group.members)

    def _charge(self, channel: Channel, cost: int) -> None:
        used = self._platform.consumption(channel)
        if channel.quota is not None and used + cost > channel.quota:
            raise Refusal(429, MONTHLY_LIMIT)
        channel.used[self._platform.month()] = used + cost

    def _write(
        self,
        channel: Channel,
        chats: Sequence[str],
        kind: Kind,
        messages: Sequence[Json],
        request_id: str,
        cost: int = 0,
    ) -> list[Line]:
        """The lines people see, in every chat reached; the cost stands with the call's first line."""
        lines: list[Line] = []
        for chat in chats:
            for message in messages:
                line = self._platform.write(channel, chat, BOT, kind, message)
                line.request_id = request_id
                line.delivered = chat in self._platform.groups or self._platform.reaches(channel, chat)
                if kind == "multicast":
                    line.cost = int(line.delivered and message is messages[0])
                elif not lines:
                    line.cost = cost
                lines.append(line)
        return lines

    def _remember(
        self,
        channel: Channel,
        kind: Kind,
        to: Sequence[str],
        messages: Sequence[Mapping[str, Any]],
        lines: Sequence[Line],
        cost: int,
        request_id: str,
        retry_key: str | None = None,
    ) -> None:
        self._platform.sent.append(
            Sent(
                request_id=request_id,
                channel=channel.slug,
                kind=kind,
                to=tuple(to),
                messages=tuple(messages),
                message_ids=tuple(line.id for line in lines),
                cost=cost,
                at=self._platform.clock(),
                retry_key=retry_key,
            )
        )


def _sent_messages(lines: Sequence[Line]) -> Json:
    return {"sentMessages": [{"id": line.id, "quoteToken": line.quote_token} for line in lines]}


def _uuid(text: str) -> str:
    try:
        return str(uuid.UUID(text))
    except ValueError:
        raise Refusal(400, "The retry key is invalid") from None
