"""A plan or table that was sent to be loaded: what was read of it, what loading it does or did."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from messages import flex
from messages.flex import Json
from messages.pack import Message, alt_text, flow, pack, single, text, with_quick
from messages.postbacks import HandlePaperIn, PaperInAct
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.wording import wording
from messages.words import LABELS

PARTS = ("o_items", "measures", "steps", "divisions", "scores")
NOTES_SHOWN, ROWS_EACH = 4, 8
_LABEL: dict[PaperInAct, str] = {
    "load": "load_paper",
    "doubts": "doubtful_rows",
    "evidence": "as_evidence",
    "drop": "drop_paper",
}


@dataclass(frozen=True)
class ReadItem:
    """An item as the file has it. `status` in words, empty when the file says nothing of it."""

    code: str
    title: str
    owners: Sequence[str] = ()
    due: date | None = None
    status: str = ""


@dataclass(frozen=True)
class PaperInView:
    """`counts` by PARTS; `outlook` what a load creates, updates and leaves; tallies in words."""

    id: int
    name: str
    year: int
    counts: Mapping[str, int]
    outlook: Mapping[str, int]
    doubtful: int
    statuses: Sequence[tuple[str, int]] = ()
    web: Sequence[tuple[str, int]] = ()
    items: Sequence[ReadItem] = ()
    notes: Sequence[str] = ()
    again: bool = False
    renamed: int = 0


def preview(paper: PaperInView) -> list[Message]:
    """What was read, and the items; nothing is loaded yet."""
    name = flex.one_line(paper.name, 120)
    read = read_words(paper)
    said = wording(
        "paper_in", name=name, read=read, again=paper.again, year=paper.year, renamed=paper.renamed, **paper.outlook
    )
    body = [flex.text(read, bold=True, units=300), flex.text(said["round"], size="sm", color=flex.MUTED)]
    body += [flex.text(said["again"], size="sm", units=300)] if paper.again else []
    body.append(flex.text(said["outlook"], size="sm", units=300))
    for block, tally in (("statuses", paper.statuses), ("web", paper.web)):
        body += [flex.text(wording("paper_in", statuses=tally)[block], size="sm", units=300)] if tally else []
    body += [flex.text(said["renamed"], size="sm", bold=True, units=300)] if paper.renamed else []
    body += [flex.text(said["unsettled"], size="sm", color=flex.MUTED, units=300)] if paper.doubtful else []
    body += _notes(paper.notes)
    buttons = [_button(paper.id, "load", primary=True)]
    buttons += [_button(paper.id, "doubts")] if paper.doubtful else []
    buttons += [_button(paper.id, "evidence"), _button(paper.id, "drop")]
    card = flex.bubble(body, header=flex.header(said["heading"], name), footer=buttons)
    # The card with the buttons comes last: it is what stands on the screen.
    return [*_listing(paper, name), *single(card, alt_text(said["alt"]))]


def loaded(paper: PaperInView) -> list[Message]:
    """`paper.outlook` is what the load did; `doubtful` what is left of the rows to look at."""
    name = flex.one_line(paper.name, 120)
    scores = paper.counts.get("scores", 0)
    said = wording("paper_in", name=name, scores=scores, doubtful=paper.doubtful, **paper.outlook)
    body = [flex.text(said["result"], units=300), *_notes(paper.notes)]
    body += [flex.text(said["left"], size="sm", units=200)] if paper.doubtful else []
    buttons = [_button(paper.id, "doubts")] if paper.doubtful else []
    card = flex.bubble(body, header=flex.header(said["loaded"], name), footer=buttons)
    return with_quick(single(card, alt_text(said["loaded_alt"])), QUICK_LISTS)


def loaded_before(name: str, at: datetime) -> list[Message]:
    return with_quick([text(wording("paper_in", name=flex.one_line(name, 120), at=at)["loaded_before"])], QUICK_LISTS)


def dropped(name: str) -> list[Message]:
    return with_quick([text(wording("paper_in", name=flex.one_line(name, 120))["dropped"])], QUICK_LISTS)


def still_reading(name: str) -> list[Message]:
    return [text(wording("paper_in", name=flex.one_line(name, 120))["reading"])]


def refused(paper_id: int, name: str, why: str) -> list[Message]:
    """It cannot be read; it may still be evidence."""
    said = wording("paper_in", name=flex.one_line(name, 120), why=flex.one_line(why, 600))
    acts: tuple[PaperInAct, ...] = ("evidence", "drop")
    choices = [(LABELS[_LABEL[act]], HandlePaperIn(paper_id, act)) for act in acts]
    return with_quick([text(said["refused"])], choices)


def as_evidence(name: str) -> list[Message]:
    return [text(wording("paper_in", name=flex.one_line(name, 120))["as_evidence"])]


def coordinators_only() -> list[Message]:
    return with_quick([text(wording("paper_in")["coordinators_only"])], QUICK_LISTS)


def in_private() -> list[Message]:
    return [text(wording("paper_in")["in_private"])]


def read_words(paper: PaperInView) -> str:
    """อ่านได้ 35 ข้อ, 7 มาตรการ, 8 ส่วนราชการ, สงสัย 3 แถว."""
    parts = [wording("paper_in", count=count)[part] for part in PARTS if (count := paper.counts.get(part, 0))]
    return wording("paper_in", parts=parts, doubtful=paper.doubtful)["read"]


def _listing(paper: PaperInView, name: str) -> list[Message]:
    if not paper.items:
        return []
    said = wording("paper_in", name=name, count=len(paper.items))
    heading = flex.header(said["listing"], name)
    cards = flow(
        [(item.code, _row(item)) for item in paper.items],
        lambda rows, _page: flex.bubble(rows, header=heading),
        rows_each=ROWS_EACH,
    )
    return pack(cards, alt_text(said["listing_alt"]), most=1, hint=said["more_hint"])


def _row(item: ReadItem) -> Json:
    said = wording("paper_in", owners=join_thai(flex.one_line(o, 80) for o in item.owners[:4]), due=item.due)
    known = [said["owners"] if item.owners else "", said["due"] if item.due else "", item.status]
    below = " · ".join(part for part in known if part) or said["nothing_read"]
    lines = [flex.text(item.title, lines=2, units=120), flex.text(below, size="sm", color=flex.MUTED, units=300)]
    code = flex.box([flex.text(item.code, bold=True, color=flex.NAVY, units=12)], width="50px", flex=0)
    return flex.row(code, flex.box(lines, flex=1, spacing="none"), paddingTop="6px", paddingBottom="6px")


def _notes(notes: Sequence[str]) -> list[Json]:
    lines = [wording("paper_in", note=flex.one_line(note, 300))["note"] for note in notes[:NOTES_SHOWN]]
    more = len(notes) - len(lines)
    lines += [wording("paper_in", more=more)["more_notes"]] if more > 0 else []
    return [flex.text(line, size="sm", color=flex.MUTED, units=320) for line in lines]


def _button(paper_id: int, act: PaperInAct, *, primary: bool = False) -> Json:
    return flex.button(flex.postback_action(LABELS[_LABEL[act]], HandlePaperIn(paper_id, act)), primary=primary)
