"""Whatever an office writes of its measures, LINE accepts what we say of it, and nothing of a long fold is lost."""

from hypothesis import given
from hypothesis import strategies as st

from messages import folding, results
from messages.results import Topic
from messages.views import Doubt, FoldedPart, ResultView
from tests.messages.strategies import DOUBTS, LONG, NAMES, TEXT, modest, sends

TOPICS: st.SearchStrategy[Topic] = st.sampled_from(["service", "money", "other"])
WRITTEN = TEXT | st.just(LONG * 8)
VIEWS = st.builds(
    ResultView,
    st.integers(1, 10**12),
    st.text(min_size=1, max_size=12),
    TEXT,
    st.none() | TEXT,
    steps=st.lists(TEXT, max_size=40).map(tuple),
    done=st.lists(st.integers(0, 39), max_size=40).map(tuple),
    output=WRITTEN,
    outcome=WRITTEN,
    doubts=st.lists(DOUBTS, max_size=2).map(tuple),
)
PARTS = st.builds(
    FoldedPart,
    st.sampled_from(["output", "outcome"]),
    WRITTEN,
    st.integers(0, 40),
    NAMES.map(tuple),
    st.booleans(),
    st.booleans(),
    st.lists(st.tuples(TEXT, DOUBTS), max_size=20).map(tuple),
)


@modest
@given(VIEWS, TOPICS, DOUBTS, st.text(max_size=24))
def test_questions_and_receipts_always_fit(view: ResultView, topic: Topic, doubt: Doubt, undo: str) -> None:
    shown = sends(results.checklist(view))
    assert all(f"{place}." in shown for place in range(1, len(view.steps) + 1))
    sends(results.ask(view, doubt.part, topic, recorded=doubt.part))
    sends(results.ask_again(view, doubt, topic))
    sends(results.receipt(view, undo=undo, on_behalf=True, shared=True))
    sends(results.still_waiting(view, doubt.part))


@modest
@given(st.lists(st.tuples(st.integers(1, 99), TEXT), min_size=1, max_size=20))
def test_the_question_which_division_always_fits(divisions: list[tuple[int, str]]) -> None:
    sends(results.which_division("M1", divisions))


@modest
@given(TEXT, PARTS, PARTS, st.booleans(), TEXT)
def test_folds_always_fit(title: str, one: FoldedPart, two: FoldedPart, edits: bool, above: str) -> None:
    for brief in (False, True):
        sends(folding.folded("M1", title, (one, two), total=40, can_edit=edits, undo="c1", above=above, brief=brief))


@given(st.lists(st.integers(1, 2_000), min_size=1, max_size=6))
def test_a_fold_to_be_worded_comes_in_full_however_long(lengths: list[int]) -> None:
    lines = [f"{number}. " + "ก" * length for number, length in enumerate(lengths, start=1)]
    _, *texts = folding.ask_wording("M1", "output", "\n".join(lines), 4500)
    assert "\n".join(message["text"] for message in texts).split("\n") == lines
    assert len(texts) <= 4
