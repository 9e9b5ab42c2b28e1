"""Whatever people put into the cells, reading ends in a plan or in a refusal, and a plan can be loaded."""

from contextlib import suppress
from datetime import UTC, date, datetime, time
from functools import cache
from io import BytesIO
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents.demo import write_demo_workbook
from documents.loading import load
from documents.workbook.errors import WorkbookError
from documents.workbook.reading import read_workbook
from models.database import Database
from tests.documents.books import book, item, measure

NOW = datetime(2026, 11, 2, 2, tzinfo=UTC)
SAID = st.sampled_from(
    [
        "O1",
        "๐2",
        "ข้อ 3",
        "กองคลัง",
        "ทุกกอง",
        "สำนัก ๖",
        "มี",
        "ไม่มี",
        "-",
        "31 มี.ค. 70",
        "ตลอดปีงบประมาณ",
        "(ตัวอย่าง)",
        "=A1",
        "#REF!",
    ]
)
CELLS = st.one_of(
    st.none(),
    SAID,
    st.text(
        st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"), max_size=30
    ),
    st.text("กขคงมีไสำนักปลัดช่าง๐๑O 0123/-.()ฯ\n", max_size=20),
    st.integers(-5, 300_000),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.booleans(),
    st.dates(date(1901, 1, 1), date(2600, 12, 31)),
    st.just(time(8, 30)),
)


def rows(width: int) -> st.SearchStrategy[list[list[object]]]:
    return st.lists(st.lists(CELLS, max_size=width), max_size=4)


@settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow], deadline=None
)
@given(items=rows(9), measures=rows(10), steps=rows(4), days=rows(2))
def test_any_cells_give_a_plan_or_a_refusal(
    migrated_sqlite: Path,
    items: list[list[object]],
    measures: list[list[object]],
    steps: list[list[object]],
    days: list[list[object]],
) -> None:
    content = book(items=[item(), *items], measures=[measure(), *measures], steps=steps, days=days)
    try:
        plan = read_workbook(content)
    except WorkbookError:
        return
    database = Database(f"sqlite:///{migrated_sqlite}")
    with database.write() as session:
        first = load(session, plan, NOW)
        again = load(session, plan, NOW)
        session.rollback()
    database.close()
    assert first.created == len(plan.items)
    assert (again.created, again.updated, again.unchanged) == (0, 0, len(plan.items))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=6))
def test_any_damage_to_the_file_gives_a_plan_or_a_refusal(damage: list[tuple[float, int]]) -> None:
    content = bytearray(_demo())
    for where, byte in damage:
        content[int(where * len(content))] = byte
    with suppress(WorkbookError):
        read_workbook(bytes(content))


@cache
def _demo() -> bytes:
    stream = BytesIO()
    write_demo_workbook(stream)
    return stream.getvalue()
