"""Items, divisions and texts as offices load them, of any length: what the tests of fit draw from."""

from datetime import date

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from messages.limits import problems
from messages.pack import Message
from messages.plain import plain
from messages.views import (
    AskedView,
    AssignmentView,
    ChangeView,
    DeadlineView,
    DivisionProgress,
    Doubt,
    EvidenceView,
    ItemView,
    LinkView,
    Tally,
)
from messages.words import STATUSES
from tests.messages.samples import TODAY

LONG = "มาตรการส่งเสริมคุณธรรมและความโปร่งใสในหน่วยงาน" * 11  # some 500 characters, as offices do write
TEXT = st.one_of(st.text(max_size=20), st.just(""), st.just(LONG), st.text(alphabet='ก่ำ้ \n"\\<&{}%', max_size=600))
STATUS = st.sampled_from(STATUSES)
PICKS = (date(2027, 4, 1), date(2028, 4, 27))
DAYS = st.none() | st.dates(date(2026, 10, 1), date(2027, 9, 30))
DOUBTS = st.builds(Doubt, st.sampled_from(["output", "outcome"]), st.sampled_from(["short", "steps", "output"]))
ASSIGNMENTS = st.builds(
    AssignmentView,
    id=st.integers(1, 5),
    division=st.none() | TEXT,
    status=STATUS,
    review=st.sampled_from([None, "pending", "accepted", "returned"]),
    due=DAYS,
    reported_on=DAYS,
    reported_by=st.none() | TEXT,
    output=st.none() | TEXT,
    outcome=st.none() | TEXT,
    asked=st.none()
    | st.builds(AskedView, st.integers(1, 10**12), DAYS, TEXT, st.just((date(2027, 4, 1), date(2028, 4, 27)))),
    problem=st.none() | TEXT,
    steps_done=st.integers(0, 40),
    doubts=st.lists(DOUBTS, max_size=2).map(tuple),
)
ADDRESSES = st.none() | TEXT | st.just("https://ita.bangtuayang.example/" + "a" * 960)
LINKS = st.builds(
    LinkView,
    url=TEXT,
    state=st.sampled_from(["unchecked", "good", "failing", "broken"]),
    checked_on=st.just(TODAY),
    last_good_on=DAYS,
    why=TEXT,
    flags=st.lists(TEXT, max_size=4).map(tuple),
)
EVIDENCE = st.builds(
    EvidenceView,
    kind=st.sampled_from(["link", "picture", "file"]),
    state=st.sampled_from(["expected", "kept", "gone", "refused"]),
    name=TEXT,
    address=ADDRESSES,
    by=st.none() | TEXT,
    division=st.none() | TEXT,
    added_on=DAYS,
    link=st.none() | LINKS,
)
DEADLINES = st.lists(
    st.builds(DeadlineView, st.text(min_size=1, max_size=12), TEXT, st.none() | TEXT, DAYS, DAYS),
    min_size=1,
    max_size=40,
)
LINKS = st.builds(
    LinkView,
    TEXT,
    st.sampled_from(["unchecked", "good", "failing", "broken"]),
    st.just(TODAY),
    DAYS,
    TEXT,
    st.lists(TEXT, max_size=6).map(tuple),
)
ITEMS = st.builds(
    ItemView,
    code=st.builds("{}{}".format, st.sampled_from("OMS"), st.integers(1, 60)) | st.text(min_size=1, max_size=12),
    kind=st.sampled_from(["o_item", "measure", "step"]),
    title=TEXT,
    status=STATUS,
    web_status=st.sampled_from(["unchecked", "present", "incomplete", "missing"]),
    due=DAYS,
    days_left=st.none() | st.integers(-400, 400),
    assignments=st.lists(ASSIGNMENTS, max_size=12).map(tuple),
    elements=st.lists(TEXT, max_size=6).map(tuple),
    presented=st.none() | TEXT,
    url=st.none() | TEXT | st.just("https://www.example.go.th/แผน"),
    period=st.none() | TEXT,
    evidence=st.lists(EVIDENCE, max_size=12).map(tuple),
    steps=st.integers(0, 40),
    link=st.none() | LINKS,
)
MANY = st.lists(ITEMS, max_size=5) | st.lists(ITEMS, min_size=1, max_size=2).map(lambda few: few * 40)
COUNTS = st.integers(0, 500)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
DIVISIONS = st.lists(st.builds(DivisionProgress, st.none() | TEXT, TALLIES, st.booleans()), max_size=40)
CHANGES = st.lists(
    st.builds(ChangeView, st.text(min_size=1, max_size=12), TEXT, st.none() | TEXT, STATUS | TEXT, STATUS | TEXT),
    max_size=40,
)
NAMES = st.lists(TEXT, max_size=40)
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
modest = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


def sends(messages: list[Message]) -> str:
    """The plain reading of what LINE accepts."""
    assert problems(messages, in_group=True) == []
    return plain(messages)


def crowded(count: int, owners: int) -> list[ItemView]:
    """Items with everything in them as long as can be."""
    return [
        ItemView(
            f"O{n}",
            "o_item",
            LONG,
            "in_progress",
            "incomplete",
            TODAY,
            0,
            tuple(
                AssignmentView(n * 100 + m, f"{m}{LONG}", "in_progress", "returned", TODAY, TODAY, LONG, LONG, LONG)
                for m in range(owners)
            ),
            (LONG,) * 9,
            LONG,
            "https://www.example.go.th/" + "a" * 900,
            LONG,
            checkpoints=(TODAY,) * 4,
            evidence=(
                EvidenceView(
                    "link",
                    "refused",
                    LONG,
                    "https://www.example.go.th/" + "a" * 900,
                    LONG,
                    LONG,
                    TODAY,
                    LinkView(LONG, "broken", TODAY, TODAY, LONG, (LONG,) * 4, LONG),
                ),
            )
            * 9,
        )
        for n in range(1, count + 1)
    ]
