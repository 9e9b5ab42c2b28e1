"""One place wires: settings in, the pieces that processes and commands need out."""

import logging
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from bot import files, page_reading, papers, pictures, reports
from bot.channels import Channels
from bot.fetching import Fetcher
from bot.line_client import LineClient, LineError, line_pool
from bot.links import Links
from bot.metrics import Metrics
from bot.settings import Settings
from bot.storage import Storage
from bot.vault import ChannelSecrets, Vault
from documents.addresses import Addresses
from documents.figures import Figures
from documents.pages import Failure, PageFacts
from documents.reports.kinds import Kind
from documents.reports.printing import Format
from models.approvals import PaperKind
from models.budget import Quota
from models.clock import Clock, utc_now
from models.database import Database
from models.delivery import Accepted, Outcome
from models.evidence import Evidence

log = logging.getLogger(__name__)


@dataclass
class Bot:
    """The running parts of one process."""

    settings: Settings
    database: Database
    channels: Channels
    links: Links
    clock: Clock = utc_now
    metrics: Metrics = field(default_factory=Metrics)
    fetcher: Fetcher = field(default_factory=Fetcher)
    _quota_untold: set[int] = field(default_factory=set, repr=False)

    @classmethod
    def of(cls, settings: Settings, clock: Clock = utc_now) -> "Bot":
        links = Links(str(settings.public_url), settings.secret_key.get_secret_value())
        database = Database(settings.database_url)
        return cls(settings, database, _channels(settings, database), links, clock)

    def sender(self, office_id: int) -> LineClient:
        """The office's channel."""
        return self.channels.sender(office_id)

    def secrets(self, slug: str) -> tuple[str, ...]:
        return self.channels.secrets(slug)

    def display_name(self, office_id: int, user_id: str) -> str:
        return self.sender(office_id).display_name(user_id)

    def picture(self, figures: Figures) -> str | None:
        return pictures.address(self.links, figures)

    def report(
        self, office_id: int, kind: Kind, to: Format, now: datetime, *, of: Kind | None = None, approved: bool = False
    ) -> str:
        return reports.address(self.links, office_id, kind, to, now, of=of, approved=approved)

    @property
    def addresses(self) -> Addresses:
        return Addresses(self.picture, self.file, self.page, self.report)

    def file(self, evidence: Evidence, now: datetime) -> str:
        return files.address(self.links, evidence, now)

    @cached_property
    def storage(self) -> Storage:
        """Raises StorageError when its folder cannot be made."""
        return Storage.at(self.settings.storage_url)

    def page(self, office_id: int, which: int | PaperKind, now: datetime) -> str:
        return papers.address(self.links, office_id, which, now)

    def quota(self, office_id: int) -> Quota | None:
        """What LINE tells of the office's month; None when it does not tell, which is logged once until it does."""
        try:
            quota = self.sender(office_id).quota()
        except LineError as error:
            if office_id not in self._quota_untold:
                log.warning("quota of office %s: not read (%s), asking again", office_id, error)
            self._quota_untold.add(office_id)
            return None
        self._quota_untold.discard(office_id)
        return quota

    def look(self, url: str) -> PageFacts | Failure:
        """A published address as the public finds it."""
        return page_reading.read(self.fetcher.fetch(url))

    def told(self, kind: str, outcome: Outcome) -> None:
        word = "accepted" if isinstance(outcome, Accepted) else type(outcome).__name__.lower()
        self.metrics.sends.labels(kind, word).inc()

    def close(self) -> None:
        self.channels.close()
        self.database.close()


def _channels(settings: Settings, database: Database) -> Channels:
    token = settings.line_channel_access_token.get_secret_value()
    one = ChannelSecrets(settings.channel_secrets, token) if settings.channel_secrets and token else None

    pool = line_pool()

    def make(token: str) -> LineClient:
        return LineClient(str(settings.line_api_url), str(settings.line_data_api_url), token, pool=pool)

    return Channels(database, Vault(settings.channel_keys), one, make)
