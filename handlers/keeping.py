"""What was said without its item (a link, a file, an obstacle, a request) is kept until the item is told."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from handlers import proposals, whose
from handlers.intents import AttachEvidence, Intent, ReportProblem, RequestExtension
from handlers.turn import Message, Turn
from messages import asking, files
from messages.asking import Kept
from models import evidence
from models.conversation import Asks
from models.evidence import Evidence
from models.fetching import UNPLACED_KEPT

Unplaced = AttachEvidence | ReportProblem | RequestExtension
_Kind = TypeVar("_Kind", AttachEvidence, ReportProblem, RequestExtension)


def ask_where(intent: Unplaced, turn: Turn, *, together: int = 1, elsewhere: bool = False) -> list[Message]:
    """Keep what was said and ask for its item; the token ties the buttons to it. Evidence joins evidence that waits
    already, whose buttons stay good. `together`: how many pictures come with the one that is here; `elsewhere`: it
    was just taken off another item."""
    question = turn.question()
    waits = isinstance(intent, AttachEvidence) and kept(AttachEvidence, turn) is not None
    token = question.token if question is not None and waits else turn.change_set
    if isinstance(intent, AttachEvidence):
        _under(token, intent.files, turn)
    asks, kind = _question(intent)
    turn.wait_for(asks, [], proposal=proposals.keep_unplaced(intent), token=token)
    return asking.ask_where(
        kind,
        token,
        candidates=whose.own_open_items(turn),
        brief=turn.in_group,
        what=_what(intent, together, turn) if isinstance(intent, AttachEvidence) else "",
        for_days=UNPLACED_KEPT.days if isinstance(intent, AttachEvidence) and intent.files and not elsewhere else 0,
        elsewhere=elsewhere,
    )


def add(intent: AttachEvidence, turn: Turn) -> None:
    """More to what is kept already; nothing is said."""
    question = turn.question()
    if question is not None:
        question.proposal = proposals.keep_unplaced(intent)
        _under(question.token, intent.files, turn)


def _under(token: str, files: Sequence[int], turn: Turn) -> None:
    """The files that wait under one question bear its token, so that its buttons find them when it is forgotten."""
    waiting = evidence.unplaced(turn.session, turn.office.id, turn.member.id) if turn.member and files else ()
    for row in waiting:
        if row.id in files:
            row.change_set = token


def _what(intent: AttachEvidence, together: int, turn: Turn) -> str:
    rows = [row for one in intent.files if (row := turn.session.get(Evidence, one))]
    pictures = sum(row.kind == "picture" for row in rows)
    return files.what(
        pictures=max(pictures, together) if pictures else 0,
        names=[row.name for row in rows if row.kind == "file"],
        links=len(intent.urls),
    )


def kept(kind: type[_Kind], turn: Turn) -> _Kind | None:
    """What of this kind still waits for its item."""
    question = turn.question()
    said = proposals.unplaced(question.proposal) if question is not None else None
    return said if isinstance(said, kind) else None


def settled(turn: Turn) -> None:
    """It has found its item: nothing is kept any more."""
    question = turn.question()
    if question is not None and proposals.unplaced(question.proposal) is not None:
        turn.session.delete(question)


def taken_up(token: str, code: str, turn: Turn) -> Intent | None:
    """What a tap on an item makes of the thing that is kept under the token."""
    question = turn.question()
    if question is None or question.token != token:
        return _left_under(token, code, turn)
    said = proposals.unplaced(question.proposal)
    return replace(said, items=(code,)) if isinstance(said, Unplaced) else None


def _left_under(token: str, code: str, turn: Turn) -> Intent | None:
    """Files are kept longer than the question of where they belong."""
    if turn.member is None:
        return None
    rows = evidence.unplaced(turn.session, turn.office.id, turn.member.id)
    files = tuple(row.id for row in rows if row.change_set == token)
    return AttachEvidence((code,), (), files) if files else None


def _question(intent: Unplaced) -> tuple[Asks, Kept]:
    match intent:
        case AttachEvidence():
            return "evidence", "evidence"
        case ReportProblem():
            return "problem", "problem"
        case RequestExtension():
            return "date", "extension"
