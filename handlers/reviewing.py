"""Review: the coordinator looks at what was reported done, accepts it, or gives it back with what it lacks."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from documents import reviews as shown
from documents import views
from handlers import intents_checking as checking
from handlers import returning as pushes
from handlers.turn import Message, Turn
from handlers.understanding import dates
from handlers.understanding.text import arabic
from messages import notices, returning
from messages import reviews as wording
from messages.pack import Quick
from models import extensions, queries, review_queue, reviews
from models.clock import local_date
from models.conversation import Conversation
from models.extensions import FURTHEST
from models.people import Member
from models.register import Assignment

LONGEST: Final = 1_000
_ONE: Final = r"\d{1,2}(?:\s*(?:-|–|ถึง)\s*\d{1,2})?"
_NUMBERS: Final = re.compile(
    r"(?:(?:ยัง)?(?:ขาด|ไม่มี|ไม่ครบ|ไม่พบ)\s*)?(?:(?:ข้อ|องค์ประกอบ|หมายเลข|ลำดับ)(?:ที่)?\s*)?"
    rf"{_ONE}(?:\s*(?:,|และ|กับ|/|\s)\s*(?:(?:ข้อ|หมายเลข)(?:ที่)?\s*)?{_ONE})*"
)
_ALL: Final = re.compile(r"(?:(?:ยัง)?(?:ขาด|ไม่มี|ไม่ครบ|ไม่พบ)\s*)?(?:ทั้งหมด|ทุก(?:ข้อ|องค์ประกอบ|รายการ|อย่าง))")
# A day is the new deadline when it is said to be one: «ภายใน 20 ธ.ค.»; else it is a day of what is lacking.
_UNTIL: Final = r"(?:ภายใน|ไม่เกิน|ก่อน|แล้วเสร็จ|ให้เสร็จ|กำหนด(?:ส่ง|แก้ไข)?|ส่ง(?:ใหม่|อีกครั้ง)?)"
_BEFORE_DATE: Final = re.compile(rf"{_UNTIL}\s*+(?:ภายใน)?\s*+(?:วันที่|วัน)?\s*$")
_AT_DATE: Final = re.compile(r"(?:ภายใน|ไม่เกิน|ก่อน)")


def show(_intent: checking.ListReview, turn: Turn) -> list[Message]:
    return wording.queue(_to_review(review_queue.waiting(turn.session, turn.office), turn))


def judge(intent: checking.Review, turn: Turn) -> list[Message]:
    """A button of a card. Who may review is checked before, at the access."""
    found = _waiting(intent.assignment_id, intent.seen, turn)
    if isinstance(found, list):
        return found
    if intent.verdict == "present":
        return _accept(found, turn)
    if intent.verdict == "missing":
        return _give_back(found, returning.nothing_found(), _usual(turn), turn, missing=True)
    usual = _usual(turn)
    turn.wait_for("lacking", [found.item.code], proposal={"assignment": found.id, "seen": views.seen(found)})
    return returning.ask_lacking(
        shown.line(found), elements=found.item.elements, until=usual, example=usual + timedelta(days=7)
    )


def lacking(text: str, question: Conversation, turn: Turn) -> list[Message]:
    """What is lacking, in the reviewer's words or by the numbers of the required elements; a day may stand with it."""
    if turn.member is None or turn.member.role != "coordinator":
        return wording.only_reviewers(reviewer_names(turn))
    kept = question.proposal
    found = _waiting(int(kept.get("assignment", 0)), int(kept.get("seen", 0)), turn)
    if isinstance(found, list):
        return found
    elements = found.item.elements
    words, until = _read(text, turn.today)
    if until is not None and (problem := _bad_date(until, turn)):
        _wait_on(question, turn)
        return problem
    until = until or _kept_date(question)
    said = " ".join(words.split())
    numbers = _numbers(said, len(elements))
    if numbers and (strange := [n for n in numbers if not 1 <= n <= len(elements)]):
        _wait_on(question, turn, until)
        return returning.bad_number(strange[0], elements)
    if len(said) > LONGEST:
        _wait_on(question, turn, until)
        return returning.too_long(LONGEST, elements)
    if not said:
        _wait_on(question, turn, until)
        day = until or _usual(turn)
        return returning.ask_lacking(shown.line(found), elements=elements, until=day, example=day + timedelta(days=7))
    if numbers:
        said = returning.lacking_of([elements[n - 1] for n in numbers])
    turn.session.delete(question)
    return _give_back(found, said, until or _usual(turn), turn)


def set_date(intent: checking.SetReturnDate, turn: Turn) -> list[Message]:
    """Another day for what was given back; the push that still waits says it."""
    assignment = _locked(intent.assignment_id, turn)
    if assignment is None or intent.until is None:
        return notices.button_outdated()
    if assignment.review != "returned":
        return _settled(assignment, turn)
    quick = returning.return_by(assignment.id, turn.today, turn.today + FURTHEST)
    if problem := _bad_date(intent.until, turn, quick):
        return problem
    earlier = review_queue.sets_of_return(turn.session, assignment)
    change = assignment.move_due(intent.until, turn.actor(), turn.now)
    told: list[str] = []
    if change is not None:
        change.note = assignment.lacking
        turn.session.add(change)
        turn.purpose = "receipt"
        told = pushes.tell(assignment, intent.until, turn.change_set, turn, earlier=earlier)
    return returning.date_set(
        shown.line(assignment),
        until=intent.until,
        told=told,
        minutes=pushes.MINUTES,
        picks=assignment.id,
        today=turn.today,
        last=turn.today + FURTHEST,
        changed=change is not None,
    )


def verdict_taken_back(assignment: Assignment, change_set: str, turn: Turn) -> list[Message]:
    """After the undo: what has not left is not said, who has heard it hears that it no longer counts."""
    reviews.ask_again(turn.session, turn.office.id, change_set)
    turn.session.flush()
    later = review_queue.dates_since(turn.session, assignment, change_set)
    heard = pushes.nothing_more_of(assignment, turn, [change_set, *later])
    pushes.tell_taken_back(assignment, heard, turn)
    return returning.taken_back(shown.line(assignment), assignment.due_on)


def date_taken_back(assignment: Assignment, change_set: str, turn: Turn) -> None:
    """The day of a correction was taken back: who is to put it right is told the one that stands again."""
    if assignment.review == "returned" and assignment.due_on is not None:
        earlier = [change_set, *review_queue.sets_of_return(turn.session, assignment)]
        pushes.tell(assignment, assignment.due_on, turn.change_set, turn, earlier=earlier)


def reviewer_names(turn: Turn) -> list[str]:
    found = reviews.reviewers(queries.members_of(turn.session, turn.office))
    return [m.display_name for m in found if m.display_name]


def _accept(assignment: Assignment, turn: Turn) -> list[Message]:
    member = _member(turn)
    members = queries.members_of(turn.session, turn.office)
    if others := reviews.instead_of(member, assignment, members):
        return wording.left_to(shown.line(assignment), [m.display_name for m in others])
    own = reviews.is_of(member, assignment)
    turn.session.add_all(reviews.accept(assignment, turn.actor(), turn.now, self_reviewed=own))
    turn.purpose = "receipt"
    turn.session.flush()
    item = assignment.item
    return wording.accepted(
        shown.line(assignment),
        web=item.web_status,
        parts_left=sum(a.review != "accepted" for a in item.assignments),
        left=len(review_queue.waiting(turn.session, turn.office)),
        take_back=turn.change_set,
        self_reviewed=own,
    )


def _give_back(assignment: Assignment, said: str, until: date, turn: Turn, *, missing: bool = False) -> list[Message]:
    changes = reviews.give_back(assignment, said, until, turn.actor(), turn.now, missing=missing)
    turn.session.add_all(changes)
    turn.purpose = "receipt"
    turn.session.flush()
    told = pushes.tell(assignment, until, turn.change_set, turn)
    return returning.returned(
        shown.line(assignment),
        lacking=said,
        until=until,
        told=told,
        minutes=pushes.MINUTES,
        picks=assignment.id,
        today=turn.today,
        last=turn.today + FURTHEST,
        take_back=turn.change_set,
    )


def _waiting(assignment_id: int, seen: int, turn: Turn) -> Assignment | list[Message]:
    """The answer as it was shown, if it still waits; else what to say instead."""
    assignment = _locked(assignment_id, turn)
    if assignment is None:
        return notices.button_outdated()
    if assignment.review != "pending":
        return _settled(assignment, turn)
    if seen and seen != views.seen(assignment):
        return [wording.reported_anew(shown.line(assignment)), *wording.queue(_to_review([assignment], turn))]
    return assignment


def _locked(assignment_id: int, turn: Turn) -> Assignment | None:
    """Every part of its item is held, so that of two reviewers the second finds what the first has said."""
    assignment = queries.assignment_by_id(turn.session, turn.office, assignment_id)
    if assignment is None:
        return None
    parts = assignment.item.assignments
    queries.lock_assignments(turn.session, [a.id for a in parts])
    for row in (assignment.item, *parts):
        turn.session.refresh(row)
    return assignment


def _settled(assignment: Assignment, turn: Turn) -> list[Message]:
    by = turn.session.get(Member, assignment.reviewed_by) if assignment.reviewed_by else None
    on = local_date(assignment.reviewed_at) if assignment.reviewed_at else None
    said = wording.settled(shown.line(assignment), assignment.review, by=views.named(by) if by else "", on=on)
    rest = review_queue.waiting(turn.session, turn.office)
    same = [a for a in rest if a.item_id == assignment.item_id]
    return [said, *(wording.queue(_to_review(same, turn)) if same else [])]


def _to_review(waiting: Sequence[Assignment], turn: Turn) -> list[wording.ToReview]:
    members = queries.members_of(turn.session, turn.office)
    return shown.to_review(turn.session, turn.office, waiting, _member(turn), members, turn.files, turn.now)


def _member(turn: Turn) -> Member:
    if turn.member is None:
        raise LookupError("nobody reviews without being registered")
    return turn.member


def _usual(turn: Turn) -> date:
    round_ = turn.office.current_round
    days = queries.working_days(turn.session, turn.office)
    return reviews.put_right_by(turn.today, days, round_.ends_on if round_ else None)


def _bad_date(until: date, turn: Turn, quick: Quick = ()) -> list[Message] | None:
    problem = extensions.date_problem(until, turn.today, None)
    return None if problem is None else returning.bad_date("past" if problem == "past" else "too_far", until, quick)


def _read(text: str, today: date) -> tuple[str, date | None]:
    """The words, and the day they set; the day goes from the words when it stands at their end."""
    until = None
    for span in dates.find(text, today):
        lead = _BEFORE_DATE.search(text, 0, span.start)
        if lead is None and not _AT_DATE.match(text, span.start):
            continue
        until, start = span.last, lead.start() if lead else span.start
        if not re.sub(r"(?:ครับ|ค่ะ|คะ|นะ)+|\W", "", text[span.end :]):
            return text[:start].rstrip(" ,;\n"), until
    return text, until


def _numbers(said: str, count: int) -> list[int]:
    """The elements meant by a line of nothing but numbers; none where the item has no list of them."""
    plain = arabic(said).rstrip(" .")
    if count and _ALL.fullmatch(plain):
        return list(range(1, count + 1))
    if not count or not _NUMBERS.fullmatch(plain):
        return []
    found: list[int] = []
    for first, last in re.findall(r"(\d+)(?:\s*(?:-|–|ถึง)\s*(\d+))?", plain):
        low, high = sorted((int(first), int(last or first)))
        found += range(low, high + 1)
    return list(dict.fromkeys(found))


def _wait_on(question: Conversation, turn: Turn, until: date | None = None) -> None:
    kept = dict(question.proposal) | ({"until": until.isoformat()} if until else {})
    turn.wait_for("lacking", list(question.items), proposal=kept)


def _kept_date(question: Conversation) -> date | None:
    kept = question.proposal.get("until")
    return date.fromisoformat(kept) if kept else None
