"""What a confirmation would do survives being kept as JSON, and a made-up token chooses nothing."""

import json

from hypothesis import given
from hypothesis import strategies as st

from handlers import proposals
from handlers.intents import Chase, StatusChange, UpdateStatus
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
CHASES = st.builds(Chase, divisions=st.lists(st.text(max_size=9), max_size=3).map(tuple), confirmed=st.just(True))


@given(REPORTS | CHASES)
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


def test_a_question_without_a_proposal_confirms_nothing() -> None:
    assert proposals.read({}) is None
