"""Papers on their way up the chain of approval: what is submitted, who decides next, and how it ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal

from messages import flex
from messages.flex import Json
from messages.pack import Card, Message, Quick, alt_text, pack, single, text, with_quick
from messages.paper_cards import (
    SHOWN_COMMENT,
    STEPS_SHOWN,
    PaperView,
    StepView,
    bubble_of,
    page_button,
    said_of,
    standing,
)
from messages.postbacks import Cancel, Confirm, DecidePaper, MendPaper, Paper, Show, SubmitPaper
from messages.rows import QUICK_LISTS
from messages.thai import join_thai
from messages.wording import Wording, wording
from messages.words import LABELS

Stuck = Literal["late", "nobody"]
SUBMITS: Quick = (
    (LABELS["submit_followup"], SubmitPaper("followup")),
    (LABELS["submit_progress"], SubmitPaper("progress")),
)
PAPERS: Quick = ((LABELS["papers"], Show("papers")),)
COMMENT_UNITS = 2_000


def preview(paper: PaperView, token: str) -> list[Message]:
    """What would be submitted; nothing is until it is confirmed."""
    said = said_of(paper)
    footer = [
        *page_button(paper),
        flex.button(flex.postback_action(LABELS["submit"], Confirm(token)), primary=True),
        flex.button(flex.postback_action(LABELS["cancel"], Cancel())),
    ]
    notes = [said["frozen_at_confirmation"], *([said["to_the_one_chief"]] if _is_default(paper) else [])]
    return single(bubble_of(paper, said["preview"], notes, footer), alt_text(said["preview_alt"]))


def submitted(paper: PaperView) -> list[Message]:
    said = said_of(paper)
    footer = [*page_button(paper), *_withdraw_button(paper)]
    return with_quick(
        single(
            bubble_of(paper, said["submitted"], [said["is_frozen"], said["asked_now"]], footer), said["submitted_alt"]
        ),
        PAPERS,
    )


def to_decide(
    paper: PaperView, step_id: int, *, salutation: str, acts_for: Sequence[str] = (), again: bool = False
) -> list[Message]:
    """For the level whose turn it is. `acts_for`: the further levels that the same tap decides."""
    said = said_of(
        paper,
        salutation=flex.one_line(salutation, 200),
        acts_for=join_thai(acts_for),
        again=again,
        final=_is_final(paper, acts_for),
    )
    bubble = bubble_of(paper, said["to_decide"], _deciding_notes(said, acts_for), _decision(paper, step_id, acts_for))
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
        own = said_of(paper, acts_for="", again=True)
        footer = [*_decision(paper, step_id, ()), flex.button(flex.postback_action(LABELS["papers"], Show("papers")))]
        cards.append(Card(bubble_of(paper, own["to_decide"], [own["read_in_papers"]], footer)))
    packed = pack(cards, alt_text(said["reminder_alt"]), most=1)
    return [text(said["reminder"]), *packed] if salutation else packed


def stuck(papers: Sequence[tuple[PaperView, Stuck]], *, days: int, salutation: str | None) -> list[Message]:
    """For the coordinator: what takes long, or waits for nobody."""
    lines = [said_of(paper, why=why, days=days)["stuck_line"] for paper, why in papers[:STEPS_SHOWN]]
    said = wording("papers", salutation=flex.one_line(salutation, 200) if salutation else "", lines=lines)
    return with_quick([text(said["stuck"])], PAPERS)


def ask_comment(paper: PaperView) -> list[Message]:
    return with_quick([text(said_of(paper)["ask_comment"])], ((LABELS["cancel"], Cancel()),))


def comment_wanted(paper: PaperView) -> list[Message]:
    return with_quick([text(said_of(paper)["comment_wanted"])], ((LABELS["cancel"], Cancel()),))


def approved(paper: PaperView, posts: Sequence[str], *, told: bool) -> list[Message]:
    """For whoever has just approved, as these posts. `told`: the coordinator is being told of the end."""
    said = said_of(paper, posts=join_thai(posts), told=told)
    return with_quick([text(said["ended_here" if paper.state == "approved" else "approved_here"])], PAPERS)


def sent_back(paper: PaperView, comment: str, *, told: bool) -> list[Message]:
    said = said_of(paper, comment=flex.clean(comment, SHOWN_COMMENT), told=told)
    return with_quick([text(said["sent_back_here"])], PAPERS)


def told_ended(paper: PaperView, *, salutation: str, due: date | None) -> list[Message]:
    """The push to the coordinator when the last level has approved."""
    said = said_of(paper, salutation=flex.one_line(salutation, 200), due=due)
    lead = text(said["told_ended"])
    return with_quick([lead, *_card_of(paper)], PAPERS)


def told_returned(paper: PaperView, *, salutation: str, post: str, by: str, comment: str) -> list[Message]:
    said = said_of(
        paper,
        salutation=flex.one_line(salutation, 200),
        post=flex.one_line(post, 200),
        by=flex.one_line(by, 120),
        comment=flex.clean(comment, COMMENT_UNITS),
    )
    return with_quick([text(said["told_returned"])], ((_submit_label(paper), SubmitPaper(paper.kind)), *PAPERS))


def told_nobody(paper: PaperView, *, salutation: str) -> list[Message]:
    """The push to the coordinator when a level is to be asked that nobody holds any more."""
    return with_quick([text(said_of(paper, salutation=flex.one_line(salutation, 200))["told_nobody"])], PAPERS)


def withdrawn(paper: PaperView) -> list[Message]:
    return with_quick([text(said_of(paper)["withdrawn"])], ((_submit_label(paper), SubmitPaper(paper.kind)), *PAPERS))


def asked_again(paper: PaperView, *, told: bool) -> list[Message]:
    return with_quick([text(said_of(paper)["asked_again" if told else "told_today"])], PAPERS)


def as_it_stands(paper: PaperView) -> list[Message]:
    """A button that no longer counts: how the paper stands now."""
    return with_quick([text(said_of(paper)["outdated"]), *_card_of(paper)], PAPERS)


def not_your_turn(paper: PaperView) -> list[Message]:
    return with_quick([text(said_of(paper)["not_your_turn"])], PAPERS)


def pending_already(paper: PaperView, *, may_withdraw: bool) -> list[Message]:
    said = said_of(paper)
    footer = [*page_button(paper), *(_withdraw_button(paper) if may_withdraw else [])]
    bubble = bubble_of(paper, said["pending_heading"], [said["pending_already"]], footer)
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
    cards = [Card(standing(paper, footers.get(paper.id, ()))) for paper in papers]
    said = wording("papers", names=join_thai(dict.fromkeys(paper.name for paper in papers)))
    return with_quick(pack(cards, alt_text(said["listing_alt"]), most=2), SUBMITS if may_submit else PAPERS)


def footer_of(
    paper: PaperView, *, step_id: int | None = None, acts_for: Sequence[str] = (), coordinator: bool = False
) -> list[Json]:
    """Buttons under a paper: `step_id` when the reader is asked; a coordinator may withdraw it or ask again."""
    footer = page_button(paper) if step_id is None else _decision(paper, step_id, acts_for)
    if coordinator and paper.state == "pending":
        footer.append(flex.button(flex.postback_action(LABELS["ask_again"], MendPaper(paper.id, "again"))))
        footer += _withdraw_button(paper)
    return footer


def coordinators_only() -> list[Message]:
    return with_quick([text(wording("papers")["coordinators_only"])], PAPERS)


def in_private() -> list[Message]:
    return [text(wording("papers")["in_private"])]


def _card_of(paper: PaperView) -> list[Message]:
    return single(standing(paper, page_button(paper)), alt_text(said_of(paper)["standing_alt"]))


def _decision(paper: PaperView, step_id: int, acts_for: Sequence[str]) -> list[Json]:
    yes = LABELS["approve"] if _is_final(paper, acts_for) else LABELS["agree"]
    return [
        *page_button(paper),
        flex.button(flex.postback_action(yes, DecidePaper(step_id, approve=True)), primary=True),
        flex.button(flex.postback_action(LABELS["send_back"], DecidePaper(step_id, approve=False))),
    ]


def _is_final(paper: PaperView, acts_for: Sequence[str]) -> bool:
    """Whether this decision is the last: the level's own, or one that the same tap decides."""
    asked = paper.asked
    return asked is not None and (asked.last or paper.steps[-1].post in acts_for)


def _deciding_notes(said: Wording, acts_for: Sequence[str]) -> list[str]:
    return [said["acts_for"]] if acts_for else []


def _withdraw_button(paper: PaperView) -> list[Json]:
    return [flex.button(flex.postback_action(LABELS["withdraw_paper"], MendPaper(paper.id, "withdraw")))]


def _submit_label(paper: PaperView) -> str:
    return LABELS[f"submit_{paper.kind}"]


def _is_default(paper: PaperView) -> bool:
    return len(paper.steps) == 1 and paper.steps[0].post == wording("papers")["chief"]
