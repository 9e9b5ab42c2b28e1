"""Whatever an office's posts, names and comments are, LINE accepts what we say of its papers."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from messages import papers
from messages.paper_cards import PaperView, StepView
from tests.messages.goldens_papers import DRAFT, MEASURES
from tests.messages.strategies import COUNTS, DAYS, NAMES, TEXT, modest, sends

STEPS = st.lists(
    st.builds(
        StepView,
        post=TEXT,
        name=TEXT,
        acting=TEXT,
        state=st.sampled_from(["waiting", "asked", "approved", "returned"]),
        on=DAYS,
        comment=TEXT,
        last=st.booleans(),
        reachable=st.booleans(),
    ),
    min_size=1,
    max_size=12,
)
PAPERS = st.builds(
    replace,
    st.sampled_from([DRAFT, MEASURES]),
    name=TEXT,
    title=TEXT,
    office=TEXT,
    steps=STEPS,
    state=st.sampled_from(["draft", "pending", "approved", "returned", "withdrawn"]),
    by=TEXT,
    page=st.none() | TEXT | st.just("https://www.example.go.th/paper/x"),
    task=st.sampled_from(["", "T1"]),
    address=TEXT,
    lacking=st.just({}) | st.just({"missing": [f"O{n}" for n in range(1, 400, 2)], "no_output": ["M1"] * 90}),
)


@modest
@given(PAPERS, TEXT, NAMES, st.booleans(), DAYS)
def test_what_is_said_of_one_paper_always_fits(
    paper: PaperView, words: str, posts: Sequence[str], told: bool, due: None
) -> None:
    sends(papers.preview(paper, "t"))
    sends(papers.submitted(paper))
    sends(papers.to_decide(paper, 10**12, salutation=words, acts_for=posts, again=told))
    sends(papers.ask_comment(paper))
    sends(papers.approved(paper, posts, told=told))
    sends(papers.sent_back(paper, words, told=told))
    sends(papers.told_ended(paper, salutation=words, due=due))
    sends(papers.told_returned(paper, salutation=words, post=words, by=words, comment=words * 9))
    sends(papers.told_nobody(paper, salutation=words))
    sends(papers.as_it_stands(paper))
    sends(papers.pending_already(paper, may_withdraw=told))
    sends(papers.nobody_holds(paper.steps, kind=paper.kind))


@modest
@given(st.lists(PAPERS, min_size=1, max_size=8), TEXT, st.booleans(), COUNTS)
def test_what_is_said_of_many_papers_always_fits(found: list[PaperView], words: str, own: bool, number: int) -> None:
    listed = [replace(paper, id=place) for place, paper in enumerate(found)]
    footers = {p.id: papers.footer_of(p, step_id=number if own else None, coordinator=True) for p in listed}
    sends(papers.listing(listed, footers, may_submit=own))
    sends(papers.reminder([(paper, number) for paper in listed[:2]], salutation=words if own else None))
    sends(papers.stuck([(paper, "late") for paper in listed], days=number, salutation=words if own else None))
