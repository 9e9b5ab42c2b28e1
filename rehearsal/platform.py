"""The stand-in platform's heart: everything it knows behind one lock, with a clock handed in and a condition that
wakes whoever waits for a change. No HTTP here."""

import hashlib
import secrets
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Literal

from rehearsal.clock import SteerableClock
from rehearsal.refusals import NotPossible, not_found, unauthenticated
from rehearsal.state import (
    BOT,
    SYSTEM,
    Accepted,
    Call,
    Channel,
    Clock,
    Content,
    Delivery,
    Group,
    Line,
    Message,
    Person,
    ReplyToken,
    Sent,
    Tried,
)

# The month of the quota turns at midnight in Thailand; LINE does not say which zone it uses.
QUOTA_ZONE = timezone(timedelta(hours=7))
REMEMBERED = 20_000
MOST_CONTENT = 100 * 1024 * 1024  # bytes of files kept
_FIRST_MESSAGE = 560_000_000_000_000_000


class Platform:
    def __init__(self, clock: Clock) -> None:
        self.clock = SteerableClock(clock)
        self.changed = threading.Condition(threading.RLock())
        self.version = 0
        self.closed = False
        self.channels: dict[str, Channel] = {}
        self.people: dict[str, Person] = {}
        self.groups: dict[str, Group] = {}
        self.chats: dict[tuple[str, str], list[Line]] = {}
        self.lines: dict[str, Line] = {}
        self.contents: dict[str, Content] = {}
        self.loading: dict[tuple[str, str], datetime] = {}  # until when a chat shows that the bot is at work
        self.reply_tokens: dict[str, ReplyToken] = {}
        self.accepted: dict[tuple[str, str], Accepted] = {}
        self.sent: deque[Sent] = deque(maxlen=REMEMBERED)
        self.calls: deque[Call] = deque(maxlen=REMEMBERED)
        self.deliveries: deque[Delivery] = deque(maxlen=REMEMBERED)
        self.tries: deque[Tried] = deque(maxlen=REMEMBERED)
        self.rooms = 1  # one more each time it starts over
        self._messages = 0
        self._tries = 0

    # ── waiting and changing ──

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the lock; whoever waits is woken when the change is whole."""
        with self.changed:
            yield
            self.version += 1
            self.changed.notify_all()

    def touch(self) -> None:
        """Something beside the platform's own state changed."""
        with self.change():
            pass

    def wait_beyond(self, version: int, seconds: float) -> int:
        """Block until something changed after `version`, at most `seconds`; the version now."""
        with self.changed:
            self.changed.wait_for(lambda: self.closed or self.version > version, timeout=seconds)
            return self.version

    def wait_for(self, predicate: Callable[[], bool], timeout: float) -> bool:
        deadline = time.monotonic() + timeout
        with self.changed:
            while not predicate():
                left = deadline - time.monotonic()
                if left <= 0 or self.closed:
                    return False
                self.changed.wait(left)
            return True

    def close(self) -> None:
        with self.change():
            self.closed = True

    def start_over(self) -> None:
        """Nobody and nothing said; the channels stay, their months unused."""
        with self.change():
            self.rooms += 1
            for known in (self.people, self.groups, self.chats, self.lines, self.contents, self.loading):
                known.clear()
            for said in (self.reply_tokens, self.accepted, self.sent, self.calls, self.deliveries, self.tries):
                said.clear()
            for channel in self.channels.values():
                channel.used.clear()

    # ── who there is ──

    def add_channel(
        self,
        slug: str,
        *,
        name: str | None = None,
        webhook_url: str | None = None,
        secret: str | None = None,
        access_token: str | None = None,
        quota: int | None = 300,
    ) -> Channel:
        with self.change():
            if slug in self.channels:
                raise NotPossible(f"there is a channel {slug} already")
            number = hashlib.sha256(slug.encode()).hexdigest()
            channel = Channel(
                slug=slug,
                channel_id=str(1_650_000_000 + int(number[:6], 16)),
                secret=secret or secrets.token_hex(16),
                access_token=access_token or secrets.token_urlsafe(96),
                bot_user_id="U" + number[:32],
                basic_id=f"@{number[:8]}",
                name=name or slug,
                webhook_url=webhook_url,
                quota=quota,
            )
            if any(channel.access_token == one.access_token for one in self.channels.values()):
                raise NotPossible("that access token belongs to another channel")
            self.channels[slug] = channel
            return channel

    def add_person(self, name: str, *, user_id: str | None = None, friend_of: list[str] | None = None) -> Person:
        """A person who already follows the channels named (all there are, when none is named)."""
        with self.change():
            user_id = user_id or "U" + secrets.token_hex(16)
            if user_id in self.people:
                raise NotPossible(f"there is a person {user_id} already")
            friends = list(self.channels) if friend_of is None else friend_of
            for slug in friends:
                self.channel(slug)
            person = Person(user_id, name, friends=set(friends))
            self.people[user_id] = person
            return person

    def add_group(self, name: str, members: list[str], *, group_id: str | None = None, bot: str | None = None) -> Group:
        with self.change():
            group_id = group_id or "C" + secrets.token_hex(16)
            if group_id in self.groups:
                raise NotPossible(f"there is a group {group_id} already")
            for user_id in members:
                self.person(user_id)
            if bot is not None:
                self.channel(bot)
            group = Group(group_id, name, members=list(dict.fromkeys(members)), bot=bot)
            self.groups[group_id] = group
            return group

    def channel(self, slug: str) -> Channel:
        if slug not in self.channels:
            raise NotPossible(f"no channel {slug}")
        return self.channels[slug]

    def person(self, user_id: str) -> Person:
        if user_id not in self.people:
            raise NotPossible(f"no person {user_id}")
        return self.people[user_id]

    def group(self, group_id: str) -> Group:
        if group_id not in self.groups:
            raise NotPossible(f"no group {group_id}")
        return self.groups[group_id]

    def channel_of_token(self, authorization: str | None) -> Channel:
        kind, _, token = (authorization or "").partition(" ")
        with self.changed:
            for channel in self.channels.values():
                if kind == "Bearer" and secrets.compare_digest(channel.access_token.encode(), token.encode()):
                    return channel
        raise unauthenticated()

    def name_of(self, chat: str) -> str:
        """Of a person or a group; empty when there is none."""
        found = self.people.get(chat) or self.groups.get(chat)
        return found.name if found else ""

    def reaches(self, channel: Channel, user_id: str) -> bool:
        person = self.people.get(user_id)
        return person is not None and channel.slug in person.friends and channel.slug not in person.blocked

    # ── lines of a chat ──

    def next_message_id(self) -> str:
        self._messages += 1
        return str(_FIRST_MESSAGE + self._messages)

    def next_try(self) -> int:
        self._tries += 1
        return self._tries

    def write(
        self,
        channel: Channel,
        chat: str,
        sender: str,
        kind: Literal["user", "reply", "push", "multicast", "system"],
        message: Message,
    ) -> Line:
        """Add a line; the caller holds the lock."""
        line = Line(
            id=self.next_message_id(),
            channel=channel.slug,
            chat=chat,
            sender=sender,
            kind=kind,
            at=self.clock(),
            message=message,
            quote_token=secrets.token_urlsafe(24) if sender != SYSTEM else "",
        )
        self.chats.setdefault((channel.slug, chat), []).append(line)
        self.lines[line.id] = line
        if sender == BOT:
            self.loading.pop((channel.slug, chat), None)
        return line

    def note(self, channel: Channel, chat: str, text: str) -> None:
        self.write(channel, chat, SYSTEM, "system", {"type": "text", "text": text})

    def transcript(self, channel: str, chat: str) -> list[Line]:
        with self.changed:
            return [replace(line) for line in self.chats.get((channel, chat), [])]

    def bot_lines(self, channel: str, chat: str) -> list[Line]:
        return [line for line in self.transcript(channel, chat) if line.sender == BOT and line.delivered]

    # ── quota ──

    def month(self) -> str:
        return self.clock().astimezone(QUOTA_ZONE).strftime("%Y-%m")

    def consumption(self, channel: Channel) -> int:
        used = channel.used.get(self.month(), 0)
        return max(used, channel.quota or 0) if channel.spent else used

    def set_quota(self, slug: str, *, limit: int | None, used: int | None = None) -> None:
        with self.change():
            channel = self.channel(slug)
            channel.quota = limit
            if used is not None:
                channel.used[self.month()] = used

    # ── loading animation ──

    def is_loading(self, channel: Channel, chat: str) -> bool:
        until = self.loading.get((channel.slug, chat))
        return until is not None and self.clock() < until

    # ── content of image and file messages ──

    def content(self, channel: Channel, message_id: str) -> Content:
        with self.changed:
            content = self.contents.get(message_id)
            if content is None or content.channel != channel.slug:
                raise not_found()
            return content

    def keep(self, message_id: str, content: Content) -> None:
        """The oldest go when there are too many bytes, as LINE's own do after a while; the caller holds the lock."""
        self.contents[message_id] = content
        size = sum(len(one.data) for one in self.contents.values())
        for old in self.contents.values():
            if size <= MOST_CONTENT:
                break
            size -= len(old.data)
            old.status, old.data = "gone", b""
