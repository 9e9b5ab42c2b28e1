"""The whole bot against the stand-in over real sockets, told as a conversation: who said what, what was answered."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from urllib.parse import urlsplit

import urllib3

from bot import contents, conversation, events, files, papers, papers_in, pictures, reports
from bot.app import create_app
from bot.line_client import LineClient
from bot.links import Links
from bot.metrics import Metrics
from bot.storage import Storage
from documents.addresses import Addresses
from documents.figures import Figures
from documents.reports.kinds import Kind
from documents.reports.printing import Format
from handlers.intents import Intent
from messages.plain import plain
from models import inbox
from models.approvals import PaperKind
from models.database import Database
from models.evidence import Evidence
from models.office import Office
from models.outbox import OutboxMessage
from rehearsal.client import Act, ChatLine, RehearsalClient
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from scheduler import relay
from scheduler.tick import tick
from tests.support.clock import FakeClock
from tests.support.storing import in_memory

SECRET = "room-secret"  # pragma: allowlist secret
TOKEN = "room-token"
LINKS = Links("https://ita.bangtuayang.example", "room-key")


class Room:
    """People, a group, the bot and a clock. The worker and the relay run when `work()` says, so order is certain."""

    def __init__(
        self,
        database: Database,
        clock: FakeClock,
        line: RehearsalServer,
        bot: LocalServer,
        slug: str,
        storage: Storage,
    ) -> None:
        self.database, self.clock, self.stand_in, self.slug = database, clock, line, slug
        self.bot_url = bot.url
        self.platform: RehearsalClient = line.client
        self.storage = storage
        self.line = LineClient(line.url, line.url, TOKEN, read_timeout=2.0)
        self.platform.add_channel(slug, webhook_url=f"{bot.url}/line/webhook/{slug}", secret=SECRET, access_token=TOKEN)
        self.people: dict[str, str] = {}
        self.groups: dict[str, str] = {}
        self.answer: list[ChatLine] = []
        self.sent: dict[str, str] = {}  # files by name: LINE's message ids
        self.act: Act | None = None

    def close(self) -> None:
        self.line.close()

    def at(self, local: str) -> "Room":
        """Turn the clock; nothing happens by itself."""
        self.clock.at(local)
        return self

    def person(self, name: str) -> str:
        if name not in self.people:
            self.people[name] = self.platform.add_person(name)
        return self.people[name]

    def group(self, name: str, *members: str) -> str:
        """A group with these people, to which the bot has been invited."""
        if name not in self.groups:
            self.groups[name] = self.platform.add_group(name, [self.person(m) for m in members])
            self.platform.invite_bot(self.groups[name])
            self.work()
        return self.groups[name]

    def says(self, who: str, text: str, *, to: str | None = None, mention: bool = False) -> "Room":
        """One line typed; `to` names a group."""
        chat = self.groups[to] if to else self.person(who)
        before = len(self.platform.bot_lines(chat))
        self.act = self.platform.say(self.person(who), text, group=self.groups[to] if to else None, mention=mention)
        self.work()
        self.answer = self.platform.bot_lines(chat)[before:]
        return self

    def wants(self, who: str, intent: Intent, *, to: str | None = None) -> "Room":
        """A line that means this, whatever its words: for what the handlers do, not how a line is read."""
        chat = self.groups[to] if to else self.person(who)
        before = len(self.platform.bot_lines(chat))
        group = self.groups[to] if to else None
        self.act = self.platform.say(self.person(who), f"({type(intent).__name__})", group=group, mention=bool(to))
        with self.database.write() as session:
            row = inbox.next_event(session)
            assert row is not None, "the line was not stored"
            event = events.read(row.webhook_event_id, row.payload)
            assert event is not None
            office = session.get_one(Office, row.office_id)
            turn = conversation.turn_of(session, office, event, self.clock(), addresses=ADDRESSES)
            conversation.serve(intent, event, turn)
            inbox.settle(row, "done", self.clock())
        self.work()
        self.answer = self.platform.bot_lines(chat)[before:]
        return self

    def sends(
        self,
        who: str,
        data: bytes,
        name: str = "",
        *,
        kind: str = "",
        preparing: bool = False,
        together: tuple[str, int, int] | None = None,
    ) -> "Room":
        """A picture; with a name, a file. `together`: LINE's id of a set of pictures, this one's place, how many."""
        chat = self.person(who)
        before = len(self.platform.bot_lines(chat))
        self.act = self.platform.attach(
            chat,
            data,
            kind=kind or ("file" if name else "image"),
            name=name,
            media_type="image/png",
            preparing=preparing,
            image_set=dict(zip(("id", "index", "total"), together, strict=True)) if together else None,
        )
        self.sent[name] = str(self.act.message_id)
        self.work()
        self.answer = self.platform.bot_lines(chat)[before:]
        return self

    def unsends(self, who: str, name: str = "") -> "Room":
        """The file of that name taken back in the chat; without one, the last thing sent."""
        self.platform.unsend(self.person(who), self.sent[name] if name else str(self.act and self.act.message_id))
        self.work()
        return self

    def sweeps(self) -> "Room":
        contents.sweep(self.database, self.storage, self.clock)
        return self

    def picks(self, who: str, day: str, label: str = "เลือกวันที่") -> "Room":
        """A day in the calendar that a quick reply opens, "2027-01-15"."""
        return self.presses(who, label, params={"date": day})

    def presses(self, who: str, label: str, *, to: str | None = None, params: dict[str, str] | None = None) -> "Room":
        """A button or quick reply on the screen, by its label."""
        chat = self.groups[to] if to else self.person(who)
        before = len(self.platform.bot_lines(chat))
        group = self.groups[to] if to else None
        self.act = self.platform.press(self.person(who), label, group=group, params=params)
        self.work()
        self.answer = self.platform.bot_lines(chat)[before:]
        return self

    def taps(self, who: str, data: str) -> "Room":
        """Postback data that need not be on the screen."""
        chat = self.person(who)
        before = len(self.platform.bot_lines(chat))
        self.act = self.platform.tap(chat, data, forged=True)
        self.work()
        self.answer = self.platform.bot_lines(chat)[before:]
        return self

    def bot(self, *parts: str, without: tuple[str, ...] = ()) -> "Room":
        """The last answer holds every part and none of `without`."""
        said = self.said
        for part in parts:
            assert part in said, f"{part!r} is not in the answer:\n{said}"
        for part in without:
            assert part not in said, f"{part!r} should not be in the answer:\n{said}"
        return self

    def silent(self) -> "Room":
        assert self.answer == [], f"the bot should have kept silent but said:\n{self.said}"
        return self

    @property
    def said(self) -> str:
        return "\n".join(line.text for line in self.answer)

    def ticks(self) -> "Room":
        """The clock owes what is due now, and the relay sends it."""
        tick(self.database, self.clock())
        self.work()
        return self

    def heard(self, who: str) -> list[ChatLine]:
        """Everything the bot has said to this person."""
        return self.platform.bot_lines(self.person(who))

    def pushes(self, who: str) -> list[str]:
        """The pushes this person got, each as the plain reading of all its messages."""
        person = self.person(who)
        sent = [call for call in self.platform.sent() if call.kind == "push" and person in call.to]
        return [plain(list(call.messages)) for call in sent]

    def work(self) -> None:
        """The worker and the relay, until there is nothing left to do."""
        while conversation.handle_next(self.database, self.clock, self._display_name, ADDRESSES):
            pass
        while contents.fetch_next(self.database, lambda _office: self.line, self.storage, self.clock):
            pass
        while papers_in.read_next(self.database, self.storage, self.clock, ADDRESSES):
            pass
        relay.deliver_all(self.database, lambda _office: self.line, self.clock)

    def _display_name(self, _office: int, user: str) -> str:
        return self.line.display_name(user)

    def visits(self, address: str) -> bytes:
        """What the bot shows at an address of its own, as a browser would fetch it."""
        with urllib3.PoolManager() as pool:
            return pool.request("GET", f"{self.bot_url}{urlsplit(address).path}", timeout=10).data

    def outbox_states(self) -> list[str]:
        with self.database.read() as session:
            return [row.state for row in session.query(OutboxMessage).order_by(OutboxMessage.created_at)]


def file_address(evidence: Evidence, now: datetime) -> str:
    return files.address(LINKS, evidence, now)


def picture_address(figures: Figures) -> str | None:
    return pictures.address(LINKS, figures)


def page_address(office_id: int, which: int | PaperKind, now: datetime) -> str:
    return papers.address(LINKS, office_id, which, now)


def report_address(
    office_id: int, kind: Kind, to: Format, now: datetime, *, of: Kind | None = None, approved: bool = False
) -> str:
    return reports.address(LINKS, office_id, kind, to, now, of=of, approved=approved)


ADDRESSES = Addresses(picture_address, file_address, page_address, report_address)


@contextmanager
def opened(database: Database, clock: FakeClock, slug: str = "demo") -> Iterator[Room]:
    storage = in_memory()
    app = create_app(
        database=database,
        clock=clock,
        secrets=lambda _slug: (SECRET,),
        metrics=Metrics(),
        links=LINKS,
        storage=storage,
    )
    with RehearsalServer(clock=clock) as line, LocalServer(app) as bot:
        room = Room(database, clock, line, bot, slug, storage)
        try:
            yield room
        finally:
            room.close()
