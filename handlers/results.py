"""A division tells what a measure came to: steps done, output, outcome, each asked for in turn; nothing is required."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from documents import result_views as views
from documents import results as rules
from documents.results import Part
from documents.text import arabic, key
from handlers import evidence, intents, smalltalk, whose
from handlers import intents_checking as checking
from handlers.turn import Message, Turn
from handlers.whose import Instead
from messages import notices, talk
from messages import results as wording
from messages.views import Doubt
from models import queries, results
from models.changes import Change
from models.conversation import Conversation
from models.people import Member
from models.register import Assignment

_LATER: Final = ("ข้าม", "ข้ามไป", "ข้ามก่อน", "ต่อไป", "ถัดไป", "ไว้ก่อน", "ไว้ภายหลัง", "ภายหลัง", "ไว้ทีหลัง")
SKIP: Final = frozenset(key(word) for word in (*_LATER, "skip", "next"))
KEEP: Final = frozenset(key(word) for word in ("ใช้ข้อความนี้", "ใช้ข้อความเดิม", "ใช้ตามเดิม", "ยืนยัน"))
_ALL: Final = r"(?:ครบ(?:ถ้วน)?|ทั้งหมด)(?:แล้ว|ทุก(?:ขั้นตอน|ข้อ)(?:แล้ว)?)?"
ALL_STEPS: Final = re.compile(rf"(?:เสร็จ|ทำ|ดำเนินการ)?{_ALL}(?:ครับ|ค่ะ)?")
_STEP_NUMBERS: Final = re.compile(r"(?:ขั้นตอน(?:ที่)?|ข้อ)?\s*(\d{1,2}(?:(?:\s*-\s*|[\s,]+|\s*และ\s*)\d{1,2})*)")
LINKS: Final = re.compile(r"https?://\S+(?:\s+https?://\S+)*\s*", re.IGNORECASE)
_THANKS: Final = re.compile(r"ขอบคุณ|ขอบใจ|รับทราบ|thank", re.IGNORECASE)
_BOTH: Final = re.compile(
    r"(?:output|ผลการดำเนินการ)\s*[:：]\s*(?P<output>.+?)\s*(?:outcome|ผลลัพธ์(?:หรือผลสัมฤทธิ์)?)\s*[:：]\s*(?P<outcome>.+)",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Asking:
    """Whose results are collected, and what was agreed on the way; kept beside the open question."""

    of: int
    then: tuple[int, ...] = ()  # other assignments, to be asked for after this one
    steps: bool = False  # the checklist was shown last: numbers are steps
    over: bool = False  # everything is there already and is gone through again
    said: str = ""  # the text that was asked for again

    def to_json(self) -> dict[str, Any]:
        return {"of": self.of, "then": list(self.then), "steps": self.steps, "over": self.over, "said": self.said}

    @classmethod
    def read(cls, kept: dict[str, Any]) -> "Asking":
        return cls(
            int(kept.get("of", 0)),
            tuple(kept.get("then", ())),
            bool(kept.get("steps")),
            bool(kept.get("over")),
            str(kept.get("said", "")),
        )


def after_report(done: Sequence[Assignment], turn: Turn) -> list[Message]:
    """What follows the receipt: the first question for measures just reported done, or a word on the one still open."""
    lacking = [a for a in done if a.item.kind == "measure" and _first_missing(a)]
    if turn.in_group:
        return wording.in_private([a.item.code for a in lacking]) if lacking else []
    if lacking:
        question = _open(turn)
        waiting = (question.of, *question.then) if question else ()
        then = tuple(dict.fromkeys([*(a.id for a in lacking[1:]), *waiting]))
        asked = _begin(lacking[0], tuple(i for i in then if i != lacking[0].id), turn)
        turn.asked = False  # its token keeps this question: the day's reminder may still ride above it, for nothing
        return asked
    return _still_waiting(turn)


def handle(intent: checking.TellResults, turn: Turn) -> list[Message]:
    member = turn.member
    if member is None:
        return talk.read_only_stranger()
    if not member.reports:
        return talk.cannot_report(member.role)
    if intent.assignment_id is not None:
        assignment = _reachable(intent.assignment_id, turn, member)
        return _begin(assignment, (), turn) if assignment else notices.button_outdated()
    item = turn.item(intent.item or "")
    if item is None:
        return whose.unknown_items([intent.item], turn) if intent.item else wording.no_measure()
    if item.kind != "measure":
        return wording.only_measures(item.code)

    def which(_item: object) -> list[Message]:
        owners = [(a.id, views.result_view(a).division or "-") for a in views.in_order(item)]
        return wording.which_division(item.code, owners)

    found = whose.resolve([item.code], intent.division, turn, member, several=which)
    if isinstance(found, Instead):
        return found.messages
    first, *rest = [o.assignment for o in found]
    return _begin(first, tuple(a.id for a in rest), turn)


def mark(intent: checking.MarkStep, turn: Turn) -> list[Message]:
    member = turn.member
    assignment = _reachable(intent.assignment_id, turn, member) if member and member.reports else None
    if assignment is None or member is None or not assignment.item.steps:
        return notices.button_outdated()
    if intent.step is not None and not 0 <= intent.step < len(assignment.item.steps):
        return notices.button_outdated()
    _hold(assignment, turn)
    change = results.mark_step(assignment, intent.step, turn.actor(), turn.now, on_behalf=_behalf(assignment, member))
    _record([change], turn)
    asking = _asking_of(assignment, turn)
    if intent.step is None:
        return _ask_next(assignment, asking, None, turn)
    return _checklist(assignment, asking, turn)


def answer(text: str, question: Conversation, turn: Turn) -> list[Message]:
    member = turn.member
    asking = Asking.read(question.proposal)
    assignment = _reachable(asking.of, turn, member) if member and member.reports else None
    if assignment is None or member is None:
        turn.session.delete(question)
        return notices.button_outdated()
    part: Part = "output" if question.asks == "output" else "outcome"
    said = rules.tidy(text)
    word = key(said)
    if LINKS.fullmatch(said):  # a link is evidence, and says nothing of results
        told = evidence.handle(intents.AttachEvidence((assignment.item.code,), tuple(said.split())), turn)
        return told if turn.asked else told + _still_waiting(turn)
    if _THANKS.match(said) and len(said) < 30:
        return smalltalk.thanks(intents.Thanks(), turn)
    if asking.steps and (steps := _steps_named(said, len(assignment.item.steps))) is not None:
        _hold(assignment, turn)
        done = {*(assignment.steps_done or ()), *steps}
        change = results.set_steps(assignment, done, turn.actor(), turn.now, on_behalf=_behalf(assignment, member))
        _record([change], turn)
        return _ask_next(assignment, asking, None, turn)
    if word in SKIP:
        after: Part | None = None if asking.steps else part
        return _ask_next(assignment, asking, after, turn)
    if word in KEEP and asking.said:
        return _write(assignment, {part: asking.said}, part, asking, turn, member)
    if (both := _BOTH.search(said)) is not None:
        texts: dict[Part, str] = {"output": both["output"].strip(), "outcome": both["outcome"].strip()}
        if all(len(one) <= rules.MOST_LETTERS for one in texts.values()):
            return _write(assignment, texts, "outcome", asking, turn, member)
    if len(said) > rules.MOST_LETTERS:
        return wording.too_long(len(said), rules.MOST_LETTERS)
    doubt = rules.flag(said, assignment.item.steps, assignment.output if part == "outcome" else "") or (
        None if said else "short"
    )
    if doubt and not asking.said:
        kept = Asking(asking.of, asking.then, over=asking.over, said=said or "-")
        _wait(assignment, part, kept, turn)
        return wording.ask_again(views.result_view(assignment), Doubt(part, doubt), views.topic_of(assignment.item))
    return _write(assignment, {part: said}, part, asking, turn, member)


def _write(
    assignment: Assignment, texts: dict[Part, str], last: Part, asking: Asking, turn: Turn, member: Member
) -> list[Message]:
    """Keep the texts as one change set, and go on."""
    _hold(assignment, turn)
    actor, behalf = turn.actor(), _behalf(assignment, member)
    _record([results.tell(assignment, p, said, actor, turn.now, on_behalf=behalf) for p, said in texts.items()], turn)
    return _ask_next(assignment, asking, last, turn, recorded=last)


def _begin(assignment: Assignment, then: tuple[int, ...], turn: Turn) -> list[Message]:
    asking = Asking(assignment.id, then, over=_first_missing(assignment) is None)
    return _checklist(assignment, asking, turn) if assignment.item.steps else _ask_next(assignment, asking, None, turn)


def _checklist(assignment: Assignment, asking: Asking, turn: Turn) -> list[Message]:
    shown = Asking(asking.of, asking.then, steps=True, over=asking.over)
    _wait(assignment, _wanted(assignment, asking, None) or "output", shown, turn)
    return wording.checklist(views.result_view(assignment))


def _ask_next(
    assignment: Assignment, asking: Asking, after: Part | None, turn: Turn, *, recorded: Part | None = None
) -> list[Message]:
    """The next question after this part; when there is none, the receipt, and the next measure's turn."""
    part = _wanted(assignment, asking, after)
    view = views.result_view(assignment)
    if part is not None:
        _wait(assignment, part, Asking(asking.of, asking.then, over=asking.over), turn)
        return wording.ask(view, part, views.topic_of(assignment.item), recorded=recorded)
    question = turn.question()
    if question is not None:
        turn.session.delete(question)
        turn.session.flush()
    member = turn.member
    wrote = turn.purpose == "receipt"
    told = wording.receipt(
        view,
        undo=turn.change_set if wrote else None,
        on_behalf=member is not None and _behalf(assignment, member),
        shared=len(assignment.item.assignments) > 1,
    )
    for place, other in enumerate(asking.then):
        following = _reachable(other, turn, member) if member else None
        if following is not None:
            return told + _begin(following, asking.then[place + 1 :], turn)
    return told


def _wanted(assignment: Assignment, asking: Asking, after: Part | None) -> Part | None:
    """What is asked for next: what is missing; when all is gone through again, everything."""
    left = results.PARTS[results.PARTS.index(after) + 1 :] if after else results.PARTS
    return next((part for part in left if asking.over or not getattr(assignment, part)), None)


def _first_missing(assignment: Assignment) -> Part | None:
    return next((part for part in results.PARTS if not getattr(assignment, part)), None)


def _wait(assignment: Assignment, part: Part, asking: Asking, turn: Turn) -> None:
    """The token keeps the question open while other things are said."""
    turn.wait_for(part, [assignment.item.code], proposal=asking.to_json(), token=turn.change_set)


def _open(turn: Turn) -> Asking | None:
    question = turn.question()
    return Asking.read(question.proposal) if question is not None and question.asks in results.PARTS else None


def _asking_of(assignment: Assignment, turn: Turn) -> Asking:
    """The collecting that runs for this assignment; for another one it is put first, and that one waits its turn."""
    running = _open(turn)
    if running is None:
        return Asking(assignment.id, over=False)
    if running.of == assignment.id:
        return running
    then = tuple(i for i in (running.of, *running.then) if i != assignment.id)
    return Asking(assignment.id, then)


def _still_waiting(turn: Turn) -> list[Message]:
    asked = _asked(turn)
    return wording.still_waiting(views.result_view(asked[0]), asked[1]) if asked else []


def explained(turn: Turn) -> list[Message]:
    """The open question once more, in full; nothing when none is open."""
    asked = _asked(turn)
    return wording.ask(views.result_view(asked[0]), asked[1], views.topic_of(asked[0].item)) if asked else []


def _asked(turn: Turn) -> tuple[Assignment, Part] | None:
    question, asking = turn.question(), _open(turn)
    if question is None or asking is None or turn.member is None:
        return None
    assignment = _reachable(asking.of, turn, turn.member)
    return (assignment, "output" if question.asks == "output" else "outcome") if assignment else None


def _reachable(assignment_id: int, turn: Turn, member: Member) -> Assignment | None:
    """The assignment of a measure of this round that the speaker answers for, or speaks for."""
    found = queries.assignment_by_id(turn.session, turn.office, assignment_id)
    if found is None or found.item.kind != "measure" or found.item.round_id != turn.office.current_round_id:
        return None
    return found if member.answers_for(found.division_id) or member.reports_on_behalf else None


def _hold(assignment: Assignment, turn: Turn) -> None:
    """What stands there now, to the end of the transaction: a colleague may be telling the same."""
    turn.session.refresh(assignment, results.COLUMNS, with_for_update=True)


def _behalf(assignment: Assignment, member: Member) -> bool:
    return not member.answers_for(assignment.division_id)


def _record(changes: Sequence[Change | None], turn: Turn) -> None:
    written = [change for change in changes if change is not None]
    if written:
        turn.session.add_all(written)
        turn.purpose = "receipt"


def _steps_named(said: str, count: int) -> set[int] | None:
    """«1 2 4», «1-3», «ครบทุกขั้นตอน»: the steps by place; None when the line is something else."""
    line = arabic(said).strip()
    if ALL_STEPS.fullmatch(line.replace(" ", "")):
        return set(range(count))
    named = _STEP_NUMBERS.fullmatch(line)
    if named is None:
        return None
    places: set[int] = set()
    for first, last in re.findall(r"(\d{1,2})(?:\s*-\s*(\d{1,2}))?", named[1]):
        places |= set(range(int(first) - 1, int(last or first)))
    return places if places and all(0 <= place < count for place in places) else None
