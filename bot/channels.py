"""Which LINE channel an office speaks through: its own, opened from the vault, or that of the settings."""

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.line_client import LineClient
from bot.vault import ChannelSecrets, Vault, VaultError
from models import channels
from models.channels import Channel
from models.database import Database

# How soon another process's change of a channel is seen.
FRESH_SECONDS: Final = 5.0
MOST_KEPT: Final = 2_000

_Key = TypeVar("_Key")

log = logging.getLogger(__name__)


@dataclass
class _Known:
    """What was read of an office's channel, and until when it is taken for true."""

    secrets: ChannelSecrets | None
    until: float


class Channels:
    """Safe to share between threads. An office without a channel takes and says nothing."""

    def __init__(
        self, database: Database, vault: Vault, of_settings: ChannelSecrets | None, make: Callable[[str], LineClient]
    ) -> None:
        self._database, self._vault, self._of_settings, self._make = database, vault, of_settings, make
        self._lock = threading.Lock()
        self._by_slug: OrderedDict[str, _Known] = OrderedDict()
        self._by_office: OrderedDict[int, _Known] = OrderedDict()
        self._clients: OrderedDict[str, LineClient] = OrderedDict()  # by token

    def secrets(self, slug: str) -> tuple[str, ...]:
        """What may have signed a webhook of this office; none for an office that is not there."""
        known = self._fresh(self._by_slug, slug)
        if known is None:
            with self._database.read() as session:
                row = channels.of_slug(session, slug)
            known = self._keep(self._by_slug, slug, row)
        return known.secrets.secrets if known.secrets else ()

    def sender(self, office_id: int) -> LineClient:
        known = self._fresh(self._by_office, office_id)
        if known is None:
            with self._database.read() as session:
                row = channels.of_office(session, office_id)
            known = self._keep(self._by_office, office_id, row)
        token = known.secrets.token if known.secrets else ""  # LINE refuses it, and that is told
        with self._lock:
            client = self._clients.get(token)
            if client is None:
                client = self._clients[token] = self._make(token)
            self._clients.move_to_end(token)
            while len(self._clients) > MOST_KEPT:
                self._clients.popitem(last=False)
            return client

    def close(self) -> None:
        for client in self._clients.values():
            client.close()

    def _fresh(self, kept: OrderedDict[_Key, _Known], key: _Key) -> _Known | None:
        with self._lock:
            known = kept.get(key)
        return known if known is not None and time.monotonic() < known.until else None

    def _keep(self, kept: OrderedDict[_Key, _Known], key: _Key, row: Channel | None) -> _Known:
        known = _Known(self._opened(row), time.monotonic() + FRESH_SECONDS)
        with self._lock:
            kept[key] = known
            kept.move_to_end(key)
            while len(kept) > MOST_KEPT:  # anybody may ask for offices that are not there
                kept.popitem(last=False)
        return known

    def _opened(self, row: Channel | None) -> ChannelSecrets | None:
        if row is None or not row.sealed:
            return self._of_settings
        try:
            return self._vault.open(row.sealed)
        except VaultError:
            log.exception("channel of office %s: closed", row.office_id)
            return None
