"""The real offices' papers, there and back: read, loaded, printed as Word by us, and read again."""

from collections import Counter
from collections.abc import Mapping

import pytest

from documents.loading import load
from documents.papers_in.known import plan_of
from documents.papers_in.opening import open_paper
from documents.papers_in.reading import PaperReading, read_papers
from documents.plan import ItemPlan
from documents.reports import printing
from documents.reports.kinds import Kind
from documents.reports.printing import Wanted
from documents.text import arabic, key
from models.database import Database
from models.queries import office_by_slug
from tests.documents import seed_papers as seeds
from tests.documents.papers import items
from tests.support.clock import thai

pytestmark = pytest.mark.skipif(not seeds.is_here(), reason=seeds.WHY_SKIPPED)

NOW = thai("2026-11-02 09:00")


def there_and_back(database: Database, seed: str, kind: Kind) -> tuple[Mapping[str, ItemPlan], Mapping[str, ItemPlan]]:
    """The items as the office's own paper tells them, and as the paper we print tells them."""
    with database.write() as session:
        given = read_papers([open_paper(seeds.BUILT[seed](), f"{seed}.docx")], seeds.office_of(seed))
        load(session, given.plan, NOW)
        office = office_by_slug(session, given.plan.office.slug)
        assert office is not None
        wanted = Wanted(kind)
        printed = printing.printed(printing.gather(session, office, wanted, NOW), wanted, "docx")
        again: PaperReading = read_papers([open_paper(printed, "printed.docx")], plan_of(session, office))
    ours = items(again)
    return {code: item for code, item in items(given).items() if code in ours}, ours


def told(found: Mapping[str, ItemPlan], name: str) -> dict[str, object]:
    return {code: getattr(item, name) for code, item in found.items()}


def test_the_three_state_report(database: Database) -> None:
    theirs, ours = there_and_back(database, "000", "progress")
    assert Counter(item.status for item in ours.values()) == {"done": 9, "not_started": 3}
    assert told(ours, "status") == told(theirs, "status")
    assert told(ours, "title") == told(theirs, "title")
    for code, item in ours.items():
        assert key(theirs[code].output) in key(item.output)


def test_the_plan(database: Database) -> None:
    theirs, ours = there_and_back(database, "001", "plan")
    assert len(ours) == 7
    assert sum(len(item.steps) for item in ours.values()) == 23
    for name in ("title", "steps", "divisions", "due", "start"):
        assert told(ours, name) == told(theirs, name)
    assert {code: arabic(item.issue) for code, item in ours.items()} == told(theirs, "issue")


def test_the_follow_up_table(database: Database) -> None:
    theirs, ours = there_and_back(database, "002", "followup")
    assert Counter(item.web_status for item in ours.values()) == {
        "present": 29,
        "missing": 9,
        "incomplete": 2,
        "unchecked": 3,
    }
    assert [code for code, item in ours.items() if item.web_status == "unchecked"] == ["O8", "O41", "O43"]
    assert told(ours, "title") == told(theirs, "title")
    assert told(ours, "divisions") == told(theirs, "divisions")


def test_the_calendar(database: Database) -> None:
    theirs, ours = there_and_back(database, "002", "calendar")
    assert len(ours) == 10
    for name in ("title", "due", "divisions", "persons"):
        assert told(ours, name) == told(theirs, name)


def test_the_four_columns_of_every_division(database: Database) -> None:
    theirs, ours = there_and_back(database, "003", "results")
    assert [len(item.divisions) for item in ours.values()] == [len(seeds.DIVISIONS["003"])] * 6
    assert told(ours, "steps") == told(theirs, "steps")


def test_the_six_elements(database: Database) -> None:
    theirs, ours = there_and_back(database, "004", "six-elements")
    assert len(ours) == 10
    assert sum(len(item.steps) for item in ours.values()) == 38
    for name in ("title", "steps", "divisions"):
        assert told(ours, name) == told(theirs, name)
    assert all(item.output and item.outcome for item in ours.values())
