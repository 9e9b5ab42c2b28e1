"""What a confirmation would do survives being kept as JSON, and a made-up token chooses nothing."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from handlers import proposals
from handlers.intents import AttachEvidence, Chase, ReportProblem, RequestExtension, StatusChange, UpdateStatus
from handlers.intents_checking import EraseMe
from handlers.proposals import Proposed
from models.words import Status

STATUSES: list[Status] = ["not_reported", "not_started", "in_progress", "done"]
REPORTS = st.builds(
    UpdateStatus,
    changes=st.lists(st.builds(StatusChange, st.text(max_size=5), st.sampled_from(STATUSES)), max_size=5).map(tuple),
    evidence=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    division=st.none() | st.text(max_size=9),
    assignment_id=st.none() | st.integers(1, 9),
    confirmed=st.just(True),
)
WORDS = st.text(max_size=9)
CODES = st.lists(WORDS, max_size=3).map(tuple)
OTHERS = (
    st.builds(AttachEvidence, items=CODES, urls=CODES)
    | st.builds(ReportProblem, items=CODES, text=WORDS)
    | st.builds(
        RequestExtension,
        items=CODES,
        until=st.none() | st.dates(date(2026, 1, 1), date(2028, 1, 1)),
        reason=WORDS,
        division=st.none() | WORDS,
    )
)
CHASES = st.builds(Chase, divisions=st.lists(st.text(max_size=9), max_size=3).map(tuple), confirmed=st.just(True))


@given(REPORTS | CHASES | OTHERS | st.just(EraseMe(confirmed=True)))
def test_what_is_kept_is_what_is_confirmed(intent: Proposed) -> None:
    kept = json.loads(json.dumps(proposals.keep(intent)))
    assert proposals.read(kept) == intent
    assert proposals.read(kept, "1") is None


@given(REPORTS)
def test_a_chosen_reading_is_not_yet_confirmed(intent: UpdateStatus) -> None:
    kept = json.loads(json.dumps(proposals.keep_choices({"2": intent})))
    chosen = proposals.read(kept, "2")
    assert isinstance(chosen, UpdateStatus)
    assert (chosen.changes, chosen.evidence, chosen.confirmed) == (intent.changes, intent.evidence, False)
    assert proposals.read(kept, "1") is None
    assert proposals.read(kept) is None


@given(OTHERS)
def test_what_lacks_its_item_waits_for_the_item_and_for_no_confirmation(intent: Proposed) -> None:
    kept = json.loads(json.dumps(proposals.keep_unplaced(intent)))
    assert proposals.unplaced(kept) == intent
    assert proposals.read(kept) is None
    assert proposals.unplaced(proposals.keep(intent)) is None


def test_a_question_without_a_proposal_confirms_nothing() -> None:
    assert proposals.read({}) is None
