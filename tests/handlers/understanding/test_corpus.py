"""The corpora: date phrases, code spellings, lines that never write, and labelled lines are read as their files say."""

from typing import Any

import pytest

from bot.cli.schema import to_schema
from handlers import intents
from handlers.understanding import codes, dates, understand
from handlers.understanding.marking import mark
from handlers.understanding.text import clean, plain_spelling
from tests.corpus import reading
from tests.corpus.scoring import exact, wrong_write

DATES = reading.corpus("dates.toml")
CODES = reading.corpus("codes.toml")
NEVER = reading.corpus("never_write.toml")["never"]
LINES = sorted((reading.HERE / "lines").glob("*.jsonl"))
EXACT = {"stages": 0.84}  # states told by the stage the work has reached: much of it is asked back


def spoken_dates(phrase: str) -> list[dates.DateSpan]:
    marked = mark(plain_spelling(clean(phrase)), reading.said())
    return [dates.DateSpan(0, 0, day.first, day.last) for day in marked.days]


def spoken_codes(phrase: str) -> set[str]:
    return set(mark(plain_spelling(clean(phrase)), reading.said()).items)


@pytest.mark.parametrize("case", DATES["deadline"], ids=lambda case: str(case["on"]))
def test_a_deadline_is_the_last_day_of_what_was_said(case: dict[str, Any]) -> None:
    read = {phrase: [day.last for day in spoken_dates(phrase)] for phrase in case["say"]}
    assert read == {phrase: [case["on"]] for phrase in case["say"]}


@pytest.mark.parametrize("case", DATES["period"], ids=lambda case: f"{case['from']}..{case['to']}")
def test_a_period_has_a_first_and_a_last_day(case: dict[str, Any]) -> None:
    read = {phrase: [(day.first, day.last) for day in spoken_dates(phrase)] for phrase in case["say"]}
    assert read == {phrase: [(case["from"], case["to"])] for phrase in case["say"]}


def test_telephone_numbers_budgets_and_villages_are_no_dates() -> None:
    assert [phrase for phrase in DATES["nothing"]["say"] if spoken_dates(phrase)] == []


@pytest.mark.parametrize("case", CODES["codes"], ids=lambda case: " ".join(case["items"][:4]))
def test_codes_are_read_in_every_spelling(case: dict[str, Any]) -> None:
    read = {phrase: spoken_codes(phrase) for phrase in case["say"]}
    assert read == {phrase: set(case["items"]) for phrase in case["say"]}


def test_what_is_no_code_is_not_read_as_one() -> None:
    phrases = [phrase for case in CODES["nothing"] for phrase in case["say"]]
    assert [phrase for phrase in phrases if codes.find(plain_spelling(clean(phrase)))] == []


@pytest.mark.parametrize("role", ["head", "staff", "coordinator", "chief"])
@pytest.mark.parametrize("case", NEVER, ids=lambda case: case["why"])
def test_these_lines_never_write(case: dict[str, Any], role: str) -> None:
    context = reading.said(role, pending=case.get("pending"))
    written = [line for line in case["say"] if isinstance(understand(line, context), intents.UpdateStatus)]
    assert written == []


@pytest.mark.parametrize("path", LINES, ids=lambda path: path.stem)
def test_labelled_lines_are_read_well_and_never_written_wrongly(path: Any) -> None:
    lines = reading.labelled(path)
    read = [(line, to_schema(understand(line["text"], reading.context(line)))) for line in lines]
    assert [line["id"] for line, intent in read if wrong_write(line["gold"], intent)] == []
    assert sum(exact(line["gold"], intent) for line, intent in read) >= EXACT.get(path.stem, 0.95) * len(lines)


def test_the_corpora_are_as_large_as_asked() -> None:
    assert sum(len(case["say"]) for kind in ("deadline", "period") for case in DATES[kind]) >= 300
    assert sum(len(case["say"]) for case in CODES["codes"]) >= 150
    assert sum(len(case["say"]) for case in NEVER) >= 200
