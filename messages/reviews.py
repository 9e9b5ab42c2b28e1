"""What reviewers see and are told: the queue as cards, what is asked of a verdict, and how it was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from messages import flex
from messages.codec import fits
from messages.evidence_rows import evidence_rows
from messages.flex import Json
from messages.pack import Card, Message, Quick, alt_codes, alt_text, pack, single, text, with_quick
from messages.postbacks import Show, Undo
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.verdicts import verdict_row, words
from messages.views import EvidenceView
from messages.wording import wording
from messages.words import LABELS, WEB_WORDS, Kind, Review, WebStatus

ANSWERS_EACH, ELEMENTS_SHOWN, EVIDENCE_SHOWN, NAMES_SHOWN = 3, 12, 3, 6
NEXT: Quick = ((LABELS["next_review"], Show("review")), (LABELS["missing"], Show("missing")))


@dataclass(frozen=True)
class Answered:
    """One division's answer that waits."""

    id: int
    division: str | None
    seen: int
    reported_on: date | None = None
    reported_by: str | None = None
    evidence: tuple[EvidenceView, ...] = ()  # newest first
    steps_done: int = 0
    output: str | None = None
    outcome: str | None = None
    lacked: str = ""  # when it was given back before
    left_to: tuple[str, ...] = ()  # who reviews it, as it is the reader's own


@dataclass(frozen=True)
class ToReview:
    """An item with its answers that wait; `owners`: all that answer for it, `answered`: who have."""

    code: str
    kind: Kind
    title: str
    answers: tuple[Answered, ...]
    elements: tuple[str, ...] = ()
    steps: int = 0
    owners: int = 1
    answered: int = 1
    url: str | None = None


@dataclass(frozen=True)
class Line:
    """One answer, as a sentence names it."""

    code: str
    title: str
    division: str | None
    kind: Kind = "o_item"

    def words(self) -> str:
        division = flex.one_line(self.division, 80) if self.division else ""
        return wording("review", code=self.code, title=flex.one_line(self.title, 120), division=division)["line"]


def queue(items: Sequence[ToReview]) -> list[Message]:
    """As many cards as one carousel holds, longest waiting first; the rest is counted and named."""
    if not items:
        return with_quick([text(wording("review")["nothing"])], QUICK_LISTS)
    cards = [card for item in items for card in _cards(item)]
    codes = [item.code for item in items]
    alt = alt_codes(lambda named: wording("review", count=len(codes), codes=named)["alt"], codes)
    return with_quick(pack(cards, alt, most=1, hint=wording("review")["rest_hint"]), QUICK_LISTS)


def _cards(item: ToReview) -> list[Card]:
    """Several, when more divisions have answered than a card has room for."""
    groups = [item.answers[n : n + ANSWERS_EACH] for n in range(0, len(item.answers), ANSWERS_EACH)]
    return [Card(_bubble(replace(item, answers=group), len(groups)), (item.code,)) for group in groups]


def _bubble(item: ToReview, pages: int) -> Json:
    said = wording(
        "review",
        code=flex.one_line(item.code, 40),
        answered=item.answered,
        owners=item.owners,
        more=max(0, len(item.elements) - ELEMENTS_SHOWN),
    )
    body = [flex.text(item.title, bold=True, units=300, lines=4)]
    if item.owners > 1:
        body.append(flex.text(said["answered"], size="sm", color=flex.MUTED))
    if item.elements:
        body += [flex.separator(), flex.text(said["elements"], size="sm", color=flex.MUTED, bold=True)]
        body += [flex.text(line, size="sm", units=130) for line in checklist(item.elements[:ELEMENTS_SHOWN])]
        if len(item.elements) > ELEMENTS_SHOWN:
            body.append(flex.text(said["more_elements"], size="sm", color=flex.MUTED))
    for answer in item.answers:
        body += [flex.separator(), *_answer(item, answer, roomy=len(item.answers) == 1 and pages == 1)]
    footer = []
    if address := flex.link(item.url):
        footer.append(flex.button(flex.uri_action(LABELS["open_web"], address), style="link"))
    return flex.bubble(body, header=flex.header(said["heading"]), footer=footer)


def _answer(item: ToReview, answer: Answered, *, roomy: bool) -> list[Json]:
    room = 400 if roomy else 160
    named = {"answer": answer, "steps": item.steps, "by": flex.one_line(answer.reported_by or "", 60)}
    said = wording("review", **named)
    lines = [flex.text(answer.division, bold=True, units=80)] if answer.division else []
    if reported := said["reported"]:
        lines.append(flex.text(reported, size="sm", color=flex.MUTED, units=160))
    if answer.evidence:
        lines.append(flex.text(said["evidence"], size="sm", color=flex.MUTED))
        lines += evidence_rows(answer.evidence, EVIDENCE_SHOWN)
    if item.kind == "measure":
        told = [said["steps"] if item.steps else ""]
        told += [said["output"] if answer.output else "", said["outcome"] if answer.outcome else ""]
        told.append("" if answer.output and answer.outcome else said["no_output"])
        lines += [flex.text(line, size="sm", units=room) for line in told if line]
    elif not answer.evidence:
        lines.append(flex.text(said["no_evidence"], size="sm", color=flex.MUTED))
    if answer.lacked:
        lacked = wording("review", lacked=flex.one_line(answer.lacked, room))["asked_before"]
        lines.append(flex.text(lacked, size="sm", color=flex.MUTED, units=room + 40))
    parts = [flex.box(lines, spacing="xs")] if lines else []
    if answer.left_to:
        return [*parts, flex.text(wording("review", names=names_of(answer.left_to))["yours"], size="sm", units=300)]
    return [*parts, verdict_row(item.code, item.kind, answer.division, answer.id, answer.seen)]


def checklist(elements: Sequence[str]) -> list[str]:
    return [
        wording("review", number=number, element=flex.one_line(element, 110))["element"]
        for number, element in enumerate(elements, start=1)
    ]


def only_reviewers(names: Sequence[str]) -> list[Message]:
    return with_quick([text(wording("review", names=names_of(names))["only_reviewers"])], QUICK_LISTS)


def in_private() -> list[Message]:
    return [text(wording("review")["in_private"])]


def accepted(
    line: Line, *, web: WebStatus, parts_left: int, left: int, take_back: str, self_reviewed: bool
) -> list[Message]:
    """`parts_left`: the item's answers that are not accepted yet; `left`: answers in the queue."""
    said = wording("review", verdict=words(line.kind)["present"], web=WEB_WORDS[web], parts=parts_left, left=left)
    notes = [said["verdict"]]
    notes += [said["web"]] if line.kind == "o_item" and not parts_left else []
    notes += [said["parts_left"]] if parts_left else []
    notes += [said["self_reviewed"]] if self_reviewed else []
    return with_quick(receipt(said["recorded"], line, [*notes, said["left"]], take_back), NEXT if left else QUICK_LISTS)


def left_to(line: Line, names: Sequence[str]) -> list[Message]:
    """It is the reviewer's own answer: somebody else is to look at it."""
    return with_quick([text(wording("review", line=line.words(), names=names_of(names))["left_to"])], NEXT)


def settled(line: Line, verdict: Review | None, *, by: str, on: date | None) -> Message:
    """Another reviewer was quicker, or nothing waits any more."""
    values = {"line": line.words(), "verdict": verdict, "by": flex.one_line(by, 120) if by else "", "on": on}
    return text(wording("review", **values)["settled"])


def reported_anew(line: Line) -> Message:
    return text(wording("review", line=line.words())["anew"])


def receipt(heading: str, line: Line, notes: Sequence[str], take_back: str) -> list[Message]:
    body = [
        flex.text(heading, bold=True, color=flex.NAVY),
        flex.separator(),
        flex.text(line.words(), units=240, lines=4),
    ]
    body += [flex.text(note, size="sm", units=500) for note in notes if note]
    footer = []
    if fits(Undo(take_back)):
        footer = [flex.button(flex.postback_action(LABELS["take_back_review"], Undo(take_back)))]
    return single(flex.bubble(body, footer=footer), alt_text(f"{heading}: {line.words()} {' '.join(notes)}"))


def names_of(names: Sequence[str]) -> str:
    shown = [flex.one_line(name, 60) for name in names[:NAMES_SHOWN]]
    more = len(names) - len(shown)
    return join_thai(shown) + (f" (+{more})" if more > 0 else "")
