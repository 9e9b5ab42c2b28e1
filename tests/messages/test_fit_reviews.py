"""Whatever offices load and people write, LINE accepts what we say of reviews."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from messages import returning, reviews
from messages.postbacks import SetStatus
from messages.reviews import Answered, Line, ToReview
from tests.messages.samples import TODAY
from tests.messages.strategies import DAYS, EVIDENCE, LONG, NAMES, TEXT, crowded, modest, sends

FULL_EVIDENCE = crowded(1, 1)[0].evidence[0]
UNTIL, LAST = date(2027, 3, 31), date(2028, 4, 27)
ANSWERED = st.builds(
    Answered,
    st.integers(1, 10**12),
    st.none() | TEXT,
    st.integers(0, 10**12),
    DAYS,
    st.none() | TEXT,
    st.lists(EVIDENCE, max_size=8).map(tuple),
    st.integers(0, 9),
    st.none() | TEXT,
    st.none() | TEXT,
    TEXT,
    NAMES.map(tuple),
)
TO_REVIEW = st.builds(
    ToReview,
    st.text(min_size=1, max_size=12),
    st.sampled_from(["o_item", "measure", "step", "task"]),
    TEXT,
    st.lists(ANSWERED, min_size=1, max_size=12).map(tuple),
    st.lists(TEXT, max_size=20).map(tuple),
    st.integers(0, 9),
    st.integers(1, 12),
    st.integers(1, 12),
    st.none() | TEXT,
)
LINES = st.builds(
    Line, st.text(min_size=1, max_size=12), TEXT, st.none() | TEXT, st.sampled_from(["o_item", "measure"])
)


@modest
@given(st.lists(TO_REVIEW, max_size=6) | st.lists(TO_REVIEW, min_size=1, max_size=2).map(lambda few: few * 20))
def test_the_queue_always_fits_one_carousel(items: list[ToReview]) -> None:
    said = reviews.queue(items)
    sends(said)
    assert len(said) == 1


@modest
@given(LINES, TEXT, NAMES, TEXT)
def test_verdicts_always_fit(line: Line, said: str, names: list[str], change_set: str) -> None:
    sends(reviews.only_reviewers(names))
    sends(reviews.left_to(line, names))
    sends(reviews.accepted(line, web="missing", parts_left=999, left=999, take_back=change_set, self_reviewed=True))
    sends([reviews.settled(line, "accepted", by=said, on=TODAY), reviews.reported_anew(line)])
    sends(returning.ask_lacking(line, elements=names, until=UNTIL, example=LAST))
    sends(returning.bad_number(99, names))
    sends(
        returning.returned(
            line, lacking=said, until=UNTIL, told=names, minutes=5, picks=10**12, last=LAST, today=TODAY,
            take_back=change_set,
        )
    )  # fmt: skip
    report = [("ดำเนินการเรียบร้อยแล้ว", SetStatus(10**12, "done"))]
    sends(returning.put_right(line, salutation=said, lacking=said, until=UNTIL, report=report))
    sends(returning.new_date(line, salutation=said, lacking=said, until=UNTIL))
    sends(returning.taken_back(line, UNTIL))


def test_what_does_not_fit_is_counted_and_named() -> None:
    full = Answered(1, LONG, 1, TODAY, LONG, (FULL_EVIDENCE,) * 5, 3, LONG, LONG, LONG)
    items = [ToReview(f"M{n}", "measure", LONG, (full,) * 3, (LONG,) * 20, 3, 3, 3) for n in range(1, 31)]
    assert "M30" in sends(reviews.queue(items))
