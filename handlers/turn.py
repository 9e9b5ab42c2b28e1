"""One turn of a conversation: who speaks, where, when, in which office, inside which transaction."""

import hashlib
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, Literal

from sqlalchemy.orm import Session

from documents import evidence
from documents.addresses import ReportAddress
from documents.evidence import FileAddress
from documents.figures import Figures, Pictures
from documents.papers import Pages
from messages.views import EvidenceView
from models import conversation, queries
from models.changes import Actor
from models.clock import local_date
from models.conversation import Asks, Conversation
from models.office import Division, Office
from models.people import Member
from models.register import WorkItem

Message = dict[str, Any]
Purpose = Literal["answer", "receipt", "goodbye"]


@dataclass(frozen=True)
class Chat:
    """A 1:1 chat (`group_id` None) or a group; `bound` says whether the group belongs to the office."""

    id: str
    group_id: str | None = None
    bound: bool = False


@dataclass
class Turn:
    session: Session
    office: Office
    chat: Chat
    line_user_id: str | None  # LINE leaves it out for some people in groups
    member: Member | None
    now: datetime
    event_id: str
    source: Literal["chat", "button"] = "chat"
    display_name: str = ""
    reply_token: str = ""  # for an answer that comes later than the turn
    purpose: Purpose = field(default="answer")  # a handler that recorded something makes it a receipt
    asked: bool = False  # whether the answer of this turn is a question
    pictures: Pictures | None = None  # none where a line is only tried
    files: FileAddress | None = None
    pages: Pages | None = None
    reports: ReportAddress | None = None

    @property
    def today(self) -> date:
        return local_date(self.now)

    @property
    def in_group(self) -> bool:
        return self.chat.group_id is not None

    @cached_property
    def items(self) -> list[WorkItem]:
        return queries.items_of_round(self.session, self.office)

    @cached_property
    def divisions(self) -> list[Division]:
        return list(queries.divisions_of(self.session, self.office))

    def item(self, code: str) -> WorkItem | None:
        return next((i for i in self.items if i.code == code), None)

    def picture(self, figures: Figures) -> str | None:
        """The address where these figures are drawn, if there is one."""
        return self.pictures(figures) if self.pictures else None

    def evidence_of(self, items: list[WorkItem]) -> dict[int, tuple[EvidenceView, ...]]:
        """What was given for these items, by the item's id. What people sent does not open in a group, and who has not
        registered does not hear of it."""
        if self.member is None:
            return {}
        return evidence.shown(self.session, self.office, items, None if self.in_group else self.files, self.now)

    def actor(self) -> Actor:
        """The speaker as the author of one change set; the event makes it unique and repeatable."""
        if self.member is None:
            raise LookupError("an unregistered speaker changes nothing")
        return Actor(
            member_id=self.member.id,
            role=self.member.role,
            source=self.source,
            change_set=self.change_set,
            event_id=self.event_id,
        )

    @cached_property
    def change_set(self) -> str:
        return hashlib.sha256(f"{self.office.id}:{self.event_id}".encode()).hexdigest()[:24]

    def own_divisions(self) -> list[Division]:
        return list(self.member.divisions) if self.member else []

    def wait_for(
        self, asks: Asks, items: list[str], *, proposal: dict[str, Any] | None = None, token: str = ""
    ) -> None:
        """Remember what the answer to this turn asks, so that the next line can be short."""
        if self.line_user_id is None:
            return
        self.asked = True
        conversation.ask(
            self.session,
            office_id=self.office.id,
            chat=self.chat.id,
            line_user_id=self.line_user_id,
            asks=asks,
            items=items,
            now=self.now,
            proposal=proposal,
            token=token,
        )

    @cached_property
    def question_before(self) -> Conversation | None:
        """What was asked before this turn did anything."""
        return self.question()

    def question(self) -> Conversation | None:
        """What is asked now."""
        if self.line_user_id is None:
            return None
        return conversation.open_question(self.session, self.office.id, self.chat.id, self.line_user_id, self.now)
