"""Hands events to the bots' webhooks, signed, and records what each answered and how long it took. Delivery happens
in the thread of whoever caused the event, so a caller knows how the bot answered; no platform lock is held."""

import time
from collections.abc import Sequence

import urllib3

from rehearsal.events import body_of, redelivered, signature
from rehearsal.faults import Faults
from rehearsal.platform import Platform
from rehearsal.refusals import NotPossible
from rehearsal.state import Channel, Delivery, Json

ANSWER_WITHIN = 2.0  # seconds: past it LINE counts the delivery as failed
REDELIVERIES = 3  # LINE does not disclose its number


class Courier:
    def __init__(self, platform: Platform, faults: Faults, *, answer_within: float = ANSWER_WITHIN) -> None:
        self._platform = platform
        self._faults = faults
        self._http = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(total=answer_within), maxsize=16)
        self._held: dict[str, list[Json]] = {}  # kept back on request, or to arrive out of order
        self._holding: set[str] = set()
        self._failed: dict[str, list[Json]] = {}

    def close(self) -> None:
        self._http.clear()

    def clear(self) -> None:
        """Nothing is held back or failed any more."""
        with self._platform.changed:
            self._holding.clear()
            self._held.clear()
            self._failed.clear()

    def dispatch(self, channel: Channel, event: Json) -> list[Delivery]:
        """Every attempt made now; empty when the event was kept back, lost on purpose or has nowhere to go."""
        if not channel.webhook_url or not channel.webhook_active:
            return []
        if channel.slug in self._holding:
            self._keep(self._held, channel, [event])
            return []
        rule = self._faults.take("webhook", channel.slug)
        match rule.fault if rule else None:
            case "never":
                return []
            case "out_of_order":
                self._keep(self._held, channel, [event])
                return []
            case "twice":
                return self._deliver(channel, [event]) + self._deliver(channel, [event])
        attempts = self._deliver(channel, [event])
        for late in self._take(self._held, channel):
            attempts += self._deliver(channel, [late])
        return attempts

    def hold(self, channel: Channel) -> None:
        """Keep events back until `release`."""
        with self._platform.changed:
            self._holding.add(channel.slug)

    def release(self, channel: Channel, *, together: bool = False, reverse: bool = False) -> list[Delivery]:
        """Deliver what was kept back: one request each, or `together` in one, as LINE may do."""
        with self._platform.changed:
            self._holding.discard(channel.slug)
        events = self._take(self._held, channel)
        if reverse:
            events.reverse()
        batches = [events] if together and events else [[one] for one in events]
        return [attempt for batch in batches for attempt in self._deliver(channel, batch)]

    def redeliver(self, channel: Channel) -> list[Delivery]:
        """Deliver once more what the bot failed to take: the same event ids, marked as redelivered."""
        events = self._take(self._failed, channel)
        return [self._attempt(channel, [redelivered(one)]) for one in events]

    def verify(self, channel: Channel, url: str | None) -> Delivery:
        """The Verify button: a request without events."""
        if not (url or channel.webhook_url):
            raise NotPossible("the channel has no webhook URL")
        return self._attempt(channel, [], url=url)

    def _deliver(self, channel: Channel, events: Sequence[Json]) -> list[Delivery]:
        attempts = [self._attempt(channel, events)]
        while channel.redelivery and not attempts[-1].ok and len(attempts) <= REDELIVERIES:
            self._take(self._failed, channel)
            attempts.append(self._attempt(channel, [redelivered(one) for one in events]))
        return attempts

    def _attempt(self, channel: Channel, events: Sequence[Json], *, url: str | None = None) -> Delivery:
        body = body_of(channel, events)
        headers = {
            "Content-Type": "application/json; charset=utf-8",
            "User-Agent": "LineBotWebhook/2.0",
            "x-line-signature": signature(channel.secret, body),
        }
        at, started = self._platform.clock(), time.perf_counter()
        status, error = None, None
        try:
            answer = self._http.request("POST", url or channel.webhook_url or "", body=body, headers=headers)
            status = answer.status
        except (urllib3.exceptions.HTTPError, ValueError) as failure:
            error = type(failure).__name__
        delivery = Delivery(
            channel=channel.slug,
            event_ids=tuple(str(one["webhookEventId"]) for one in events),
            status=status,
            milliseconds=(time.perf_counter() - started) * 1000,
            redelivery=any(one["deliveryContext"]["isRedelivery"] for one in events),
            at=at,
            error=error,
        )
        with self._platform.change():
            self._platform.deliveries.append(delivery)
            if not delivery.ok:
                self._keep(self._failed, channel, events)
        return delivery

    def _keep(self, place: dict[str, list[Json]], channel: Channel, events: Sequence[Json]) -> None:
        with self._platform.changed:
            place.setdefault(channel.slug, []).extend(events)

    def _take(self, place: dict[str, list[Json]], channel: Channel) -> list[Json]:
        with self._platform.changed:
            return place.pop(channel.slug, [])
