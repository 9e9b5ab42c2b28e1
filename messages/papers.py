"""Papers on their way up the chain of approval: what is submitted, who decides next, and how it ended."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, Quick, alt_text, pack, single, text, with_quick
from messages.postbacks import Cancel, Confirm, DecidePaper, MendPaper, Paper, Show, SubmitPaper
from messages.rows import QUICK_LISTS
from messages.thai import code_ranges, join_thai
from messages.wording import Wording, wording
from messages.words import LABELS

StepState = Literal["waiting", "asked", "approved", "returned"]
PaperState = Literal["draft", "pending", "approved", "returned", "withdrawn"]
Stuck = Literal["late", "nobody"]
SUBMITS: Quick = (
    (LABELS["submit_followup"], SubmitPaper("followup")),
    (LABELS["submit_progress"], SubmitPaper("progress")),
)
PAPERS: Quick = ((LABELS["papers"], Show("papers")),)
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
COMMENT_UNITS, SHOWN_COMMENT = 2_000, 300
STEPS_SHOWN = 10


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


def preview(paper: PaperView, token: str) -> list[Message]:
    """What would be submitted; nothing is until it is confirmed."""
    said = _said(paper)
    footer = [
        *_page_button(paper),
        flex.button(flex.postback_action(LABELS["submit"], Confirm(token)), primary=True),
        flex.button(flex.postback_action(LABELS["cancel"], Cancel())),
    ]
    notes = [said["frozen_at_confirmation"], *([said["to_the_one_chief"]] if _is_default(paper) else [])]
    return single(_bubble(paper, said["preview"], notes, footer), alt_text(said["preview_alt"]))


def submitted(paper: PaperView) -> list[Message]:
    said = _said(paper)
    footer = [*_page_button(paper), *_withdraw_button(paper)]
    return with_quick(
        single(
            _bubble(paper, said["submitted"], [said["is_frozen"], said["asked_now"]], footer), said["submitted_alt"]
        ),
        PAPERS,
    )


def to_decide(
    paper: PaperView, step_id: int, *, salutation: str, acts_for: Sequence[str] = (), again: bool = False
) -> list[Message]:
    """For the level whose turn it is. `acts_for`: the further levels that the same tap decides."""
    said = _said(
        paper,
        salutation=flex.one_line(salutation, 200),
        acts_for=join_thai(acts_for),
        again=again,
        final=_is_final(paper, acts_for),
    )
    bubble = _bubble(paper, said["to_decide"], _deciding_notes(said, acts_for), _decision(paper, step_id, acts_for))
    lead = text(said["please_decide"])
    return [lead, *single(bubble, alt_text(said["to_decide_alt"]))]


def reminder(waiting: Sequence[tuple[PaperView, int]], *, salutation: str | None) -> list[Message]:
    """In the morning: papers that still wait for this person, each with its step. Without a salutation it stands below
    a message that greets."""
    said = wording(
        "papers",
        salutation=flex.one_line(salutation, 200) if salutation else "",
        names=join_thai(paper.name for paper, _ in waiting),
        count=len(waiting),
    )
    cards = []
    for paper, step_id in waiting:
        own = _said(paper, acts_for="", again=True)
        footer = [*_decision(paper, step_id, ()), flex.button(flex.postback_action(LABELS["papers"], Show("papers")))]
        cards.append(Card(_bubble(paper, own["to_decide"], [own["read_in_papers"]], footer)))
    packed = pack(cards, alt_text(said["reminder_alt"]), most=1)
    return [text(said["reminder"]), *packed] if salutation else packed


def stuck(papers: Sequence[tuple[PaperView, Stuck]], *, days: int, salutation: str | None) -> list[Message]:
    """For the coordinator: what takes long, or waits for nobody."""
    lines = [_said(paper, why=why, days=days)["stuck_line"] for paper, why in papers[:STEPS_SHOWN]]
    said = wording("papers", salutation=flex.one_line(salutation, 200) if salutation else "", lines=lines)
    return with_quick([text(said["stuck"])], PAPERS)


def ask_comment(paper: PaperView) -> list[Message]:
    return with_quick([text(_said(paper)["ask_comment"])], ((LABELS["cancel"], Cancel()),))


def comment_wanted(paper: PaperView) -> list[Message]:
    return with_quick([text(_said(paper)["comment_wanted"])], ((LABELS["cancel"], Cancel()),))


def approved(paper: PaperView, posts: Sequence[str], *, told: bool) -> list[Message]:
    """For whoever has just approved, as these posts. `told`: the coordinator is being told of the end."""
    said = _said(paper, posts=join_thai(posts), told=told)
    return with_quick([text(said["ended_here" if paper.state == "approved" else "approved_here"])], PAPERS)


def sent_back(paper: PaperView, comment: str, *, told: bool) -> list[Message]:
    said = _said(paper, comment=flex.clean(comment, SHOWN_COMMENT), told=told)
    return with_quick([text(said["sent_back_here"])], PAPERS)


def told_ended(paper: PaperView, *, salutation: str, due: date | None) -> list[Message]:
    """The push to the coordinator when the last level has approved."""
    said = _said(paper, salutation=flex.one_line(salutation, 200), due=due)
    lead = text(said["told_ended"])
    return with_quick([lead, *_card_of(paper)], PAPERS)


def told_returned(paper: PaperView, *, salutation: str, post: str, by: str, comment: str) -> list[Message]:
    said = _said(
        paper,
        salutation=flex.one_line(salutation, 200),
        post=flex.one_line(post, 200),
        by=flex.one_line(by, 120),
        comment=flex.clean(comment, COMMENT_UNITS),
    )
    return with_quick([text(said["told_returned"])], ((_submit_label(paper), SubmitPaper(paper.kind)), *PAPERS))


def told_nobody(paper: PaperView, *, salutation: str) -> list[Message]:
    """The push to the coordinator when a level is to be asked that nobody holds any more."""
    return with_quick([text(_said(paper, salutation=flex.one_line(salutation, 200))["told_nobody"])], PAPERS)


def withdrawn(paper: PaperView) -> list[Message]:
    return with_quick([text(_said(paper)["withdrawn"])], ((_submit_label(paper), SubmitPaper(paper.kind)), *PAPERS))


def asked_again(paper: PaperView, *, told: bool) -> list[Message]:
    return with_quick([text(_said(paper)["asked_again" if told else "told_today"])], PAPERS)


def as_it_stands(paper: PaperView) -> list[Message]:
    """A button that no longer counts: how the paper stands now."""
    return with_quick([text(_said(paper)["outdated"]), *_card_of(paper)], PAPERS)


def not_your_turn(paper: PaperView) -> list[Message]:
    return with_quick([text(_said(paper)["not_your_turn"])], PAPERS)


def pending_already(paper: PaperView, *, may_withdraw: bool) -> list[Message]:
    said = _said(paper)
    footer = [*_page_button(paper), *(_withdraw_button(paper) if may_withdraw else [])]
    bubble = _bubble(paper, said["pending_heading"], [said["pending_already"]], footer)
    return with_quick(single(bubble, alt_text(said["pending_already"])), PAPERS)


def nobody_holds(levels: Sequence[StepView], *, kind: Paper) -> list[Message]:
    """Submitting is refused: posts that nobody holds, or whose holder our messages do not reach."""
    posts = [(flex.one_line(s.acting or s.post, 120), flex.one_line(s.name, 80), s) for s in levels]
    vacant = [post for post, _, s in posts if not s.name]
    unreached = [f"{post} ({name})" for post, name, s in posts if s.name and not s.reachable]
    first = (vacant or unreached or [""])[0]
    said = wording("papers", vacant=join_thai(vacant), unreached=join_thai(unreached), first=first)
    return with_quick([text(said["nobody_holds"])], ((LABELS[f"submit_{kind}"], SubmitPaper(kind)), *PAPERS))


def no_chain(chiefs: int) -> list[Message]:
    return with_quick([text(wording("papers", chiefs=chiefs)["no_chain"])], QUICK_LISTS)


def nothing_in_it(name: str) -> list[Message]:
    return with_quick([text(wording("papers", name=name)["nothing_in_it"])], QUICK_LISTS)


def listing(papers: Sequence[PaperView], footers: Mapping[int, Sequence[Json]], *, may_submit: bool) -> list[Message]:
    """What is on its way and how the others ended, newest first; `footers`: what the reader may do, by paper."""
    if not papers:
        return with_quick([text(wording("papers")["none"])], SUBMITS if may_submit else QUICK_LISTS)
    cards = [Card(_standing(paper, footers.get(paper.id, ()))) for paper in papers]
    said = wording("papers", names=join_thai(dict.fromkeys(paper.name for paper in papers)))
    return with_quick(pack(cards, alt_text(said["listing_alt"]), most=2), SUBMITS if may_submit else PAPERS)


def footer_of(
    paper: PaperView, *, step_id: int | None = None, acts_for: Sequence[str] = (), coordinator: bool = False
) -> list[Json]:
    """Buttons under a paper: `step_id` when the reader is asked; a coordinator may withdraw it or ask again."""
    footer = _page_button(paper) if step_id is None else _decision(paper, step_id, acts_for)
    if coordinator and paper.state == "pending":
        footer.append(flex.button(flex.postback_action(LABELS["ask_again"], MendPaper(paper.id, "again"))))
        footer += _withdraw_button(paper)
    return footer


def coordinators_only() -> list[Message]:
    return with_quick([text(wording("papers")["coordinators_only"])], PAPERS)


def in_private() -> list[Message]:
    return [text(wording("papers")["in_private"])]


def _said(paper: PaperView, **values: object) -> Wording:
    asked = paper.asked
    return wording(
        "papers",
        paper=paper,
        name=flex.one_line(paper.name, 120),
        by_name=flex.one_line(paper.by, 120) if paper.by else "",
        next_level=_who(asked) if asked else "",
        next_post=flex.one_line(asked.post, 120) if asked else "",
        next_name=flex.one_line(asked.name, 80) if asked and asked.name else "",
        lacking={what: code_ranges(codes) for what, codes in paper.lacking.items()},
        address=flex.one_line(paper.address, 300) if paper.address else "",
        **values,
    )


def _bubble(paper: PaperView, heading: str, notes: Sequence[str], footer: Sequence[Json]) -> Json:
    said = _said(paper)
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


def _card_of(paper: PaperView) -> list[Message]:
    return single(_standing(paper, _page_button(paper)), alt_text(_said(paper)["standing_alt"]))


def _standing(paper: PaperView, footer: Sequence[Json]) -> Json:
    said = _said(paper)
    notes = [said["published"] if paper.address else said["task"]] if paper.state == "approved" and paper.task else []
    if paper.state == "pending" and paper.asked and not (paper.asked.name and paper.asked.reachable):
        notes.append(said["nobody_now"])
    return _bubble(paper, said["state"], notes, footer)


def _chain(paper: PaperView) -> list[Json]:
    rows: list[Json] = []
    for number, step in enumerate(paper.steps[:STEPS_SHOWN], start=1):
        comment = flex.one_line(step.comment, SHOWN_COMMENT)
        said = wording("papers", step=step, number=number, who=_who(step), comment=comment)
        bold = step.state == "asked"
        rows.append(flex.text(said["step"], size="sm", units=300, bold=bold))
        if step.comment:
            rows.append(flex.text(said["comment"], size="sm", color=flex.MUTED, units=SHOWN_COMMENT + 40))
    return rows


def _who(step: StepView) -> str:
    """ปลัด ปฏิบัติหน้าที่นายก (สมศรี)."""
    post = flex.one_line(step.post, 100)
    named = f"{flex.one_line(step.acting, 100)} ปฏิบัติหน้าที่{post}" if step.acting else post
    return f"{named} ({flex.one_line(step.name, 60)})" if step.name else named


def _decision(paper: PaperView, step_id: int, acts_for: Sequence[str]) -> list[Json]:
    yes = LABELS["approve"] if _is_final(paper, acts_for) else LABELS["agree"]
    return [
        *_page_button(paper),
        flex.button(flex.postback_action(yes, DecidePaper(step_id, approve=True)), primary=True),
        flex.button(flex.postback_action(LABELS["send_back"], DecidePaper(step_id, approve=False))),
    ]


def _is_final(paper: PaperView, acts_for: Sequence[str]) -> bool:
    """Whether this decision is the last: the level's own, or one that the same tap decides."""
    asked = paper.asked
    return asked is not None and (asked.last or paper.steps[-1].post in acts_for)


def _deciding_notes(said: Wording, acts_for: Sequence[str]) -> list[str]:
    return [said["acts_for"]] if acts_for else []


def _page_button(paper: PaperView) -> list[Json]:
    address = flex.link(paper.page)
    return [flex.button(flex.uri_action(LABELS["read_all"], address), style="link")] if address else []


def _withdraw_button(paper: PaperView) -> list[Json]:
    return [flex.button(flex.postback_action(LABELS["withdraw_paper"], MendPaper(paper.id, "withdraw")))]


def _submit_label(paper: PaperView) -> str:
    return LABELS[f"submit_{paper.kind}"]


def _is_default(paper: PaperView) -> bool:
    return len(paper.steps) == 1 and paper.steps[0].post == wording("papers")["chief"]
