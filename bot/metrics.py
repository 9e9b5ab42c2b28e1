"""The figures at /metrics: counters of this process, gauges read from the database when asked."""

from datetime import datetime, time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from sqlalchemy.orm import Session

from models import budget, channels, health, heartbeat, inbox
from models.clock import at_local


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
        self.last_run = Gauge(
            "tamngan_last_run_timestamp_seconds",
            "When the clock's work last ended well, by work; absent when it never did",
            ["work"],
            registry=self.registry,
        )
        self.findings = Gauge(
            "tamngan_audit_findings", "What the last audit found, by kind", ["kind"], registry=self.registry
        )
        self.oldest = Gauge(
            "tamngan_oldest_waiting_seconds",
            "Age of the oldest waiting row, by queue",
            ["queue"],
            registry=self.registry,
        )
        self.quota_limit = Gauge(
            "tamngan_quota_limit", "Pushes this month's quotas allow, over all offices", registry=self.registry
        )
        self.quota_used = Gauge(
            "tamngan_quota_used", "Pushes LINE counted this month, over all offices", registry=self.registry
        )
        self.quota_highest = Gauge(
            "tamngan_quota_used_ratio_max", "The largest share of its quota an office has used", registry=self.registry
        )
        self.barred = Gauge(
            "tamngan_channels_barred", "Offices whose channel's token LINE refuses", registry=self.registry
        )
        self.held_back = Gauge(
            "tamngan_held_back", "Messages not sent this month because the quota is short", registry=self.registry
        )

    def read(self, session: Session, now: datetime) -> None:
        """Set the gauges to what the database says."""
        self.inbox_waiting.set(inbox.waiting(session))
        for state, count in health.outbox_counts(session).items():
            self.outbox_rows.labels(state).set(count)
        for work, run in heartbeat.last(session).items():
            self.last_run.labels(work).set(run.at.timestamp())
        for kind, count in heartbeat.found_by_kind(session).items():
            self.findings.labels(kind).set(count)
        for queue, since in {
            "inbox": health.oldest_event(session),
            "outbox": health.oldest_message(session),
        }.items():
            self.oldest.labels(queue).set((now - since).total_seconds() if since else 0)
        self.barred.set(len(channels.barred(session)))
        month = budget.month_of(now)
        totals = budget.totals(session, month)
        self.quota_limit.set(totals.limit)
        self.quota_used.set(totals.used)
        self.quota_highest.set(totals.highest_share)
        self.held_back.set(health.held_back(session, at_local(month, time())))
