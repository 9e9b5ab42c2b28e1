"""A plan or table the coordinator sent: what was read of it, its doubtful rows, and the tap that loads it."""

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Final

from documents import loading
from documents.papers_in import sent
from documents.papers_in.sent import DoubtfulRow, Known
from documents.plan import Asked, ItemPlan, OfficePlan
from handlers import keeping
from handlers.intents import AttachEvidence
from handlers.intents_checking import HandlePaperIn, SettleDoubt, ShowPaperIn
from handlers.turn import Message, Turn
from messages import notices, paper_doubts
from messages import papers_in as wording
from messages.paper_doubts import DoubtView
from messages.papers_in import PaperInView, ReadItem
from messages.thai import thai_date
from messages.words import STATUS_WORDS, STATUSES, WEB_WORDS, WebStatus
from models import papers_in
from models.changes import LOAD
from models.evidence import Evidence
from models.papers_in import PaperIn

_WEB: Final[tuple[WebStatus, ...]] = ("present", "incomplete", "missing")
_STATUS: Final = ("not_started", "in_progress", "done")
_WHOLE: Final = frozenset(("keep", "skip"))  # answers to the whole row


def expect(row: Evidence, turn: Turn) -> None:
    """The file is read as soon as it is here; what it says is the answer to this turn."""
    paper = PaperIn(
        office_id=turn.office.id,
        evidence_id=row.id,
        member_id=turn.member.id if turn.member else None,
        event_id=turn.event_id,
    )
    paper.await_reading(turn.reply_token, turn.now)
    turn.session.add(paper)


def show(intent: ShowPaperIn, turn: Turn) -> list[Message]:
    paper = _own(intent.paper_id, turn)
    if paper is None or paper.state == "dropped":
        return notices.button_outdated()
    name = paper.evidence.name
    match paper.state:
        case "read":
            return wording.preview(_view(paper, sent.plan_of(paper.plan)))
        case "loaded":
            return wording.loaded_before(name, paper.loaded_at or turn.now)
        case "refused" if paper.is_known:
            return wording.refused(paper.id, name, paper.refusal)
        case "refused":
            return [*wording.as_evidence(name), *_as_evidence(paper, turn)]
        case _:
            return wording.still_reading(name)


def handle(intent: HandlePaperIn, turn: Turn) -> list[Message]:
    paper = _own(intent.paper_id, turn)
    if paper is None or paper.state == "dropped":
        return notices.button_outdated()
    if paper.state == "expected" or (paper.state == "loaded" and intent.act != "doubts"):
        return show(ShowPaperIn(paper.id), turn)
    match intent.act:
        case "evidence":
            return _as_evidence(paper, turn)
        case "drop":
            paper.state, paper.evidence.removed_at = "dropped", turn.now
            return wording.dropped(paper.evidence.name)
        case "load" if paper.state == "read":
            return _load(paper, turn)
        case "doubts" if paper.plan:
            plan = sent.plan_of(paper.plan)
            return paper_doubts.rows(paper.id, paper.evidence.name, _doubts(paper, plan))
        case _:
            return show(ShowPaperIn(paper.id), turn)


def settle(intent: SettleDoubt, turn: Turn) -> list[Message]:
    """A doubtful row is answered: before the load in what will be loaded, after it in the register."""
    paper = _own(intent.paper_id, turn)
    if paper is None or paper.state not in ("read", "loaded"):
        return notices.button_outdated()
    plan = sent.plan_of(paper.plan)
    rows = sent.doubtful_rows(plan)
    row = rows[intent.row] if 0 <= intent.row < len(rows) else None
    item = next((i for i in plan.items if row and i.code == row.code), None)
    if row is None or (intent.how == "skip" and (paper.state == "loaded" or item is None)):
        return notices.button_outdated()
    if intent.how in _WHOLE:
        if intent.how == "skip" and item is not None:
            plan = sent.without(plan, item.code)
        return _settled(paper, plan, intent, row, None, "")
    if item is None:
        return notices.button_outdated()
    if intent.how == "ask" and "owners" in row.asks:
        return paper_doubts.ask_owner(paper.id, intent.row, _read_item(item), [d.name for d in plan.divisions])
    told = _told(intent, row, plan)
    if told is None or (paper.state == "loaded" and not _apply(paper, item, *told, turn)):
        return notices.button_outdated()
    about, value = told
    plan = sent.told(plan, item.code, about, value)
    if paper.state == "loaded":
        turn.purpose = "receipt"
    return _settled(paper, plan, intent, row, about, _words(about, value))


def _own(paper_id: int, turn: Turn) -> PaperIn | None:
    return papers_in.of_member(turn.session, turn.member, paper_id) if turn.member else None


def _as_evidence(paper: PaperIn, turn: Turn) -> list[Message]:
    paper.state = "dropped"
    return keeping.ask_where(AttachEvidence((), (), (paper.evidence_id,)), turn)


def _load(paper: PaperIn, turn: Turn) -> list[Message]:
    if Known.of(turn.session, turn.office).digest != paper.basis:
        # The same file might be read otherwise now: nothing is loaded that was not shown.
        paper.again = True
        paper.event_id = turn.event_id
        paper.await_reading(turn.reply_token, turn.now)
        return []
    plan = sent.plan_of(paper.plan)
    result = loading.load(turn.session, plan, turn.now, replace(turn.actor(), source=LOAD))
    turn.purpose = "receipt"
    paper.state, paper.loaded_at, paper.evidence.removed_at = "loaded", turn.now, turn.now
    paper.outlook = result.to_json() | {"doubts": []}
    return wording.loaded(_view(paper, plan))


def _apply(paper: PaperIn, item: ItemPlan, about: Asked, value: str | date, turn: Turn) -> bool:
    """Into the register at once; False when it has moved on to another round, or lacks the division."""
    base = Known.of(turn.session, turn.office).base
    if base.office.assessment_year != paper.outlook.get("assessment_year") or turn.item(item.code) is None:
        return False
    if about == "owners" and value not in [division.name for division in base.divisions]:
        return False
    plan = sent.only(base, item, about, value)
    loading.load(turn.session, plan, turn.now, replace(turn.actor(), source=LOAD))
    return True


def _told(intent: SettleDoubt, row: DoubtfulRow, plan: OfficePlan) -> tuple[Asked, str | date] | None:
    """What the tap says, if that is open."""
    how = intent.how
    if how == "owner" and "owners" in row.asks and 0 <= intent.place < len(plan.divisions):
        return "owners", plan.divisions[intent.place].name
    if how == "due" and "due" in row.asks and intent.day is not None:
        within = plan.office.starts_on <= intent.day <= plan.office.ends_on
        return ("due", intent.day) if within else None
    if how in _WEB and "web_status" in row.asks:
        return "web_status", how
    if how in _STATUS and "status" in row.asks:
        return "status", how
    return None


def _settled(
    paper: PaperIn, plan: OfficePlan, intent: SettleDoubt, row: DoubtfulRow, about: Asked | None, value: str
) -> list[Message]:
    rows = sent.doubtful_rows(plan)
    settled = {number: list(said) for number, said in paper.settled.items()}
    if intent.how == "skip":
        done = {str(n): ["skip"] for n, other in enumerate(rows) if other.code == row.code}
    else:
        done = {str(intent.row): [*settled.get(str(intent.row), []), about or intent.how]}
    paper.settled = settled | done
    paper.plan = sent.to_json(plan)
    return paper_doubts.settled(
        paper_id=paper.id,
        code=row.code or "",
        how=intent.how,
        about=about,
        value=value,
        left=len(_doubts(paper, plan)),
        loaded=paper.state == "loaded",
    )


def _doubts(paper: PaperIn, plan: OfficePlan) -> list[DoubtView]:
    """The rows nobody has answered yet; of a row with two questions, what is left of it."""
    items = {item.code: item for item in plan.items}
    within = (plan.office.starts_on, plan.office.ends_on)
    views = []
    for number, row in enumerate(sent.doubtful_rows(plan)):
        said = paper.settled.get(str(number), [])
        asks = tuple(one for one in row.asks if one not in said)
        if _WHOLE & set(said) or (said and not asks):
            continue
        item = items.get(row.code) if row.code else None
        views.append(
            DoubtView(
                row=number,
                place=row.place,
                raw=row.raw,
                reasons=row.reasons,
                within=within,
                item=_read_item(item) if item else None,
                asks=asks,
                may_skip=paper.state == "read",
            )
        )
    return views


def _view(paper: PaperIn, plan: OfficePlan) -> PaperInView:
    told = Counter(item.status for item in plan.items)
    web = Counter(item.web_status for item in plan.items)
    return PaperInView(
        id=paper.id,
        name=paper.evidence.name,
        year=plan.office.assessment_year,
        counts=paper.counts,
        outlook={name: paper.outlook.get(name, 0) for name in ("created", "updated", "unchanged")},
        doubtful=len(_doubts(paper, plan)),
        statuses=[(STATUS_WORDS[s], told[s]) for s in reversed(STATUSES) if told[s]],
        web=[(WEB_WORDS[s], web[s]) for s in _WEB if web[s]],
        items=[_read_item(item) for item in plan.items],
        notes=paper.outlook.get("notes", ()),
        again=paper.again,
        renamed=paper.outlook.get("renamed", 0),
    )


def _read_item(item: ItemPlan) -> ReadItem:
    status = STATUS_WORDS[item.status] if item.status else WEB_WORDS[item.web_status] if item.web_status else ""
    return ReadItem(item.code, item.title, (*item.divisions, *item.persons), item.due, status)


def _words(about: Asked, value: str | date) -> str:
    if isinstance(value, date):
        return thai_date(value)
    words = WEB_WORDS if about == "web_status" else STATUS_WORDS
    return next((said for known, said in words.items() if known == value), value)
