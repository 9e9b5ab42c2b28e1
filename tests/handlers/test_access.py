"""Who may ask what, however it is said: every intent by every role in every kind of chat, before a handler sees it."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from typing import Any, Final, get_args

import pytest
from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from handlers import access
from handlers.intents import Intent
from handlers.turn import Chat, Turn
from messages.plain import plain
from models.office import Office
from models.people import Member
from models.tables import Base
from models.words import Role
from tests.support.clock import thai
from tests.support.permissions import refusal_in

NOW = thai("2026-12-16 10:00")
WHO: Final[tuple[Role | None, ...]] = ("head", "staff", "coordinator", "chief", None)
CHATS: Final = {
    "private": Chat("U1"),
    "bound": Chat("C1", "C1", bound=True),
    "unbound": Chat("C1", "C1"),
}
# A value for each field an intent may have: what it names does not matter to the access.
_ANY: Final[dict[str, Any]] = {
    "scope": "all", "items": (), "urls": (), "text": "", "code": "ABC", "token": "t", "changes": (), "extension_id": 1,
    "approve": True, "kind": "image", "message_id": "m", "assignment_id": 1, "verdict": "present", "item": "M1",
    "part": "output", "paper": "followup", "step_id": 1, "approval_id": 1,
    "paper_id": 1, "act": "load", "row": 0, "how": "keep",
}  # fmt: skip
# Of each intent, in private, in the office's group and in any other: what members get and what a stranger gets. "go"
# lets the handler see it (of which it knows whose it is), "a,b,c,d" is for head, staff, coordinator and chief.
TABLE: Final = """
UpdateStatus      go                             register  go                       readonly  silent   silent
ListMissing       go                             register  go                       go        silent   silent
ListDue           go                             register  go                       go        silent   silent
ShowProgress      go                             register  go                       go        silent   silent
ShowItem          go                             register  go                       go        silent   silent
WhoOwns           go                             register  go                       go        silent   silent
ShowHistory       go                             register  go                       members   silent   silent
AttachEvidence    go                             register  go                       readonly  silent   silent
ReportProblem     go                             register  go                       readonly  silent   silent
RequestExtension  go                             register  go                       readonly  silent   silent
DecideExtension   nodecide,nodecide,go,go        register  nodecide,nodecide,go,go  readonly  silent   silent
Chase             go                             register  go                       members   silent   silent
Acknowledge       go                             register  private                  readonly  silent   silent
Snooze            go                             register  private                  readonly  silent   silent
ExportReport      go                             register  go                       members   silent   silent
Undo              go                             register  go                       readonly  silent   silent
Confirm           go                             register  go                       readonly  silent   silent
Cancel            go                             register  silent                   silent    silent   silent
WeeklySummary     go                             register  go                       readonly  silent   silent
Register          go                             go        private                  private   private  private
WhoAmI            go                             register  go                       readonly  silent   silent
Bind              go                             register  go                       go        go       go
Help              go                             go        go                       go        go       go
Thanks            go                             register  silent                   silent    silent   silent
Clarify           go                             register  go                       readonly  silent   silent
Unknown           go                             register  silent                   silent    silent   silent
Followed          go                             go        go                       go        go       go
Unfollowed        go                             go        go                       go        go       go
JoinedGroup       go                             go        go                       go        go       go
LeftGroup         go                             go        go                       go        go       go
SendFile          go                             register  silent                   silent    silent   silent
Answer            go                             register  go                       readonly  silent   silent
ListReview        noreview,noreview,go,noreview  register  private                  readonly  silent   silent
Review            noreview,noreview,go,noreview  register  private                  readonly  silent   silent
SetReturnDate     noreview,noreview,go,noreview  register  private                  readonly  silent   silent
TellResults       go                             register  private                  readonly  silent   silent
MarkStep          go                             register  private                  readonly  silent   silent
ShowResults       go                             register  go                       readonly  silent   silent
EditFold          go                             register  private                  readonly  silent   silent
ShiftDates        noshift,noshift,go,noshift     register  private                  readonly  silent   silent
SubmitPaper       nosubmit,nosubmit,go,nosubmit  register  private                  readonly  silent   silent
DecidePaper       go                             register  private                  readonly  silent   silent
WithdrawPaper     nosubmit,nosubmit,go,nosubmit  register  private                  readonly  silent   silent
AskPaperAgain     nosubmit,nosubmit,go,nosubmit  register  private                  readonly  silent   silent
ListPapers        go                             register  private                  readonly  silent   silent
ShowScores        go                             register  go                       members   silent   silent
ShowPaperIn       noload,noload,go,noload        register  private                  readonly  silent   silent
HandlePaperIn     noload,noload,go,noload        register  private                  readonly  silent   silent
SettleDoubt       noload,noload,go,noload        register  private                  readonly  silent   silent
EraseMe           go                             go        private                  private   silent   silent
"""


@pytest.fixture(scope="module")
def session() -> Iterator[Session]:
    """Of an office without anybody: who speaks is known to the turn only."""
    engine = create_engine("sqlite://")
    Base.metadata.create_all(engine)
    with Session(engine) as opened:
        yield opened
    engine.dispose()


def any_of(kind: type[Any]) -> Any:
    return kind(**{f.name: _ANY[f.name] for f in fields(kind) if f.default is MISSING})


def gets(kind: type[Any], role: Role | None, chat: Chat, session: Session) -> str:
    office = Office(id=1, slug="demo", name="เทศบาลตำบลตัวอย่าง", keep_chat_days=30)
    member = Member(id=1, office_id=1, line_user_id="U1", display_name="ส้ม", role=role) if role else None
    refused = access.refusal(any_of(kind), Turn(session, office, chat, "U1", member, NOW, "e1"))
    if refused is None:
        return "go"
    said = plain(refused)
    return (refusal_in(said) or said[:30]) if said else "silent"


ROWS: Final = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}


@pytest.mark.parametrize("kind", get_args(Intent), ids=lambda kind: kind.__name__)
def test_the_access_lets_through_what_the_table_says(kind: type[Any], session: Session) -> None:
    cells = iter(ROWS[kind.__name__])
    for name, chat in CHATS.items():
        members, stranger = next(cells), next(cells)
        wanted = members.split(",") if "," in members else [members] * 4
        for role, cell in zip(WHO, [*wanted, stranger], strict=True):
            found = gets(kind, role, chat, session)
            assert found == cell, f"{kind.__name__} by {role or 'a stranger'} in {name}: {found}, not {cell}"


def test_every_intent_is_in_the_table_and_nothing_that_is_not() -> None:
    assert list(ROWS) == [kind.__name__ for kind in get_args(Intent)]
    assert all(len(cells) == 2 * len(CHATS) for cells in ROWS.values())


def test_a_stranger_gets_through_with_nothing_but_what_is_open_to_all(session: Session) -> None:
    """In private: to register, to be told what is kept, to ask for help; in the office's group: to read. The rest is
    the platform's own happenings, and binding a group, which its handler leaves to a coordinator."""
    happenings = {"Followed", "Unfollowed", "JoinedGroup", "LeftGroup"}
    opens = {
        "private": {"Register", "EraseMe", "Help"},
        "bound": {"ListMissing", "ListDue", "ShowProgress", "ShowItem", "WhoOwns", "Bind", "Help"},
        "unbound": {"Bind", "Help"},
    }
    for name, chat in CHATS.items():
        through = {kind.__name__ for kind in get_args(Intent) if gets(kind, None, chat, session) == "go"}
        assert through == opens[name] | happenings, name
