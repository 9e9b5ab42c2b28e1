"""A paper as a card: what it is, of which instant, what is lacking, and how each level of the chain stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from messages import flex
from messages.flex import Json
from messages.postbacks import Paper
from messages.thai import code_ranges
from messages.wording import Wording, wording
from messages.words import LABELS

StepState = Literal["waiting", "asked", "approved", "returned"]
PaperState = Literal["draft", "pending", "approved", "returned", "withdrawn"]
_TOTALS: dict[Paper, str] = {"followup": "totals_followup", "progress": "totals_progress"}
_LACKS: dict[str, str] = {
    "incomplete": "lacks_incomplete",
    "missing": "lacks_missing",
    "unchecked": "lacks_unchecked",
    "no_url": "lacks_no_url",
    "not_done": "lacks_not_done",
    "no_output": "lacks_no_output",
    "no_outcome": "lacks_no_outcome",
}
SHOWN_COMMENT, STEPS_SHOWN = 300, 10


@dataclass(frozen=True)
class StepView:
    """One level. `name` is whoever is asked or has decided; empty when nobody holds the post."""

    post: str
    name: str = ""
    acting: str = ""  # the post from which it is acted for
    state: StepState = "waiting"
    on: date | None = None  # asked, or decided
    comment: str = ""
    last: bool = False
    reachable: bool = True


@dataclass(frozen=True)
class PaperView:
    kind: Paper
    name: str  # short: ตารางติดตามข้อมูลสาธารณะ
    title: str
    office: str
    as_of: datetime
    digest: str
    totals: Mapping[str, int]
    lacking: Mapping[str, Sequence[str]] = field(default_factory=dict)
    steps: Sequence[StepView] = ()
    state: PaperState = "pending"
    id: int = 0
    by: str = ""
    page: str | None = None
    task: str = ""  # the code of the task that follows
    address: str = ""  # where it was published

    @property
    def asked(self) -> StepView | None:
        return next((step for step in self.steps if step.state == "asked"), None)


def said_of(paper: PaperView, **values: object) -> Wording:
    asked = paper.asked
    return wording(
        "papers",
        paper=paper,
        name=flex.one_line(paper.name, 120),
        by_name=flex.one_line(paper.by, 120) if paper.by else "",
        next_level=who(asked) if asked else "",
        next_post=flex.one_line(asked.post, 120) if asked else "",
        next_name=flex.one_line(asked.name, 80) if asked and asked.name else "",
        lacking={what: code_ranges(codes) for what, codes in paper.lacking.items()},
        address=flex.one_line(paper.address, 300) if paper.address else "",
        **values,
    )


def bubble_of(paper: PaperView, heading: str, notes: Sequence[str], footer: Sequence[Json]) -> Json:
    said = said_of(paper)
    body = [
        flex.text(paper.title, bold=True, units=300),
        flex.text(said["instant"], size="sm", color=flex.MUTED),
        flex.text(said[_TOTALS[paper.kind]], size="sm", units=400),
    ]
    body += [flex.text(said[_LACKS[what]], size="sm", units=400, lines=4) for what in paper.lacking]
    body += [flex.separator(), flex.text(said["chain"], size="sm", color=flex.MUTED, bold=True)]
    body += _chain(paper)
    body += [flex.separator()] if notes else []
    body += [flex.text(note, size="sm", units=500) for note in notes if note]
    below = flex.one_line(paper.office, 160)
    return flex.bubble(body, header=flex.header(heading, below), footer=footer)


def standing(paper: PaperView, footer: Sequence[Json]) -> Json:
    said = said_of(paper)
    notes = [said["published"] if paper.address else said["task"]] if paper.state == "approved" and paper.task else []
    if paper.state == "pending" and paper.asked and not (paper.asked.name and paper.asked.reachable):
        notes.append(said["nobody_now"])
    return bubble_of(paper, said["state"], notes, footer)


def _chain(paper: PaperView) -> list[Json]:
    rows: list[Json] = []
    for number, step in enumerate(paper.steps[:STEPS_SHOWN], start=1):
        comment = flex.one_line(step.comment, SHOWN_COMMENT)
        said = wording("papers", step=step, number=number, who=who(step), comment=comment)
        bold = step.state == "asked"
        rows.append(flex.text(said["step"], size="sm", units=300, bold=bold))
        if step.comment:
            rows.append(flex.text(said["comment"], size="sm", color=flex.MUTED, units=SHOWN_COMMENT + 40))
    return rows


def who(step: StepView) -> str:
    """ปลัด ปฏิบัติหน้าที่นายก (สมศรี)."""
    post = flex.one_line(step.post, 100)
    named = f"{flex.one_line(step.acting, 100)} ปฏิบัติหน้าที่{post}" if step.acting else post
    return f"{named} ({flex.one_line(step.name, 60)})" if step.name else named


def page_button(paper: PaperView) -> list[Json]:
    address = flex.link(paper.page)
    return [flex.button(flex.uri_action(LABELS["read_all"], address), style="link")] if address else []
