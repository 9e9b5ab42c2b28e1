"""However long a file's rows, names and notes are, LINE accepts what we say of it."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from messages import paper_doubts, papers_in
from messages.papers_in import PARTS, PaperInView, ReadItem
from tests.messages.goldens_papers_in import DOUBTS, READ
from tests.messages.samples import AS_OF
from tests.messages.strategies import COUNTS, DAYS, NAMES, TEXT, modest, sends

ITEMS = st.builds(ReadItem, st.sampled_from(["O1", "M300"]), TEXT, NAMES, DAYS, TEXT)
TALLIES = st.lists(st.tuples(TEXT, COUNTS), max_size=4)
READINGS = st.builds(
    replace,
    st.just(READ),
    name=TEXT,
    counts=st.fixed_dictionaries(dict.fromkeys(PARTS, COUNTS)),
    doubtful=COUNTS,
    statuses=TALLIES,
    web=TALLIES,
    items=st.lists(ITEMS, max_size=3).map(lambda some: some * 100),
    notes=NAMES,
    again=st.booleans(),
)


@modest
@given(READINGS, TEXT)
def test_what_is_said_of_a_file_always_fits(paper: PaperInView, words: str) -> None:
    sends(papers_in.preview(paper))
    sends(papers_in.loaded(paper))
    sends(papers_in.refused(10**12, words, words * 9))
    sends(papers_in.loaded_before(words, AS_OF))
    sends(papers_in.dropped(words))
    sends(papers_in.as_evidence(words))


@modest
@given(TEXT, NAMES, ITEMS, st.integers(0, 5_000), st.booleans())
def test_what_is_said_of_its_doubtful_rows_always_fits(
    words: str, reasons: Sequence[str], item: ReadItem, many: int, skip: bool
) -> None:
    doubt = replace(DOUBTS[0], place=words, raw=words * 9, reasons=[*reasons] * 9, item=item, may_skip=skip)
    doubt = replace(doubt, asks=("owners", "web_status", "status", "due"))
    sends(paper_doubts.rows(10**12, words, [doubt] * many))
    sends(paper_doubts.ask_owner(10**12, many, item, [words] * 60))
    for loaded in (True, False):
        sends(
            paper_doubts.settled(
                paper_id=10**12, code=words, how="owner", about="owners", value=words * 9, left=many, loaded=loaded
            )
        )
