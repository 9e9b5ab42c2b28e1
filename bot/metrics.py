"""The figures at /metrics: counters of this process, gauges read from the database when asked."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram


class Metrics:
    """One registry per process, so that tests and `serve` do not share counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.webhooks = Counter(
            "tamngan_webhooks_total", "Webhook requests by outcome", ["outcome"], registry=self.registry
        )
        self.events = Counter("tamngan_events_total", "Events handled by outcome", ["outcome"], registry=self.registry)
        self.sends = Counter(
            "tamngan_sends_total", "Tries to send, by kind and outcome", ["kind", "outcome"], registry=self.registry
        )
        self.handling = Histogram("tamngan_event_seconds", "Time to handle one event", registry=self.registry)
        self.inbox_waiting = Gauge("tamngan_inbox_waiting", "Events not yet handled", registry=self.registry)
        self.outbox_rows = Gauge("tamngan_outbox_rows", "Outbox rows by state", ["state"], registry=self.registry)
