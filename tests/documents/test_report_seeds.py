"""The five real offices' reports, printed from what their documents say: all rows, and every tick in its column."""

import json
from io import BytesIO
from typing import Any

import docx
import pytest

from documents.reports import contexts, word
from documents.reports.kinds import Kind
from tests.documents.report_papers import measure, o_item, paper
from tests.documents.seed_002 import SHARED, WHY_SKIPPED, is_here, printed_items

pytestmark = pytest.mark.skipif(not is_here(), reason=WHY_SKIPPED)


def measures(seed: str) -> list[dict[str, Any]]:
    rows = json.loads((SHARED / "ita" / "measures.json").read_text("utf-8"))
    return [_measure(n, row) for n, row in enumerate((r for r in rows if r["seed"] == seed), start=1)]


def _measure(number: int, row: dict[str, Any]) -> dict[str, Any]:
    return measure(
        number,
        row["status"] or "not_reported",
        title=row["title"],
        issue=row["indicator_or_issue"] or "",
        steps=row["steps"],
        period=row["period_text"] or "",
        due="",
        owners=row["divisions"],
        output=row["output_text"] or "",
        outcome=row["outcome_text"] or "",
    )


def printed(kind: Kind, rows: list[dict[str, Any]]) -> Any:
    return docx.Document(BytesIO(word.write(kind, contexts.context(kind, paper(*rows)))))


def columns(document: Any, first: int, last: int, mark: str) -> list[int]:
    rows = [[cell.text for cell in row.cells[first:last]] for row in document.tables[0].rows[2:]]
    return [sum(row[n] == mark for row in rows) for n in range(last - first)]


def test_000_has_nine_done_and_three_not_started() -> None:
    document = printed("progress", measures("000"))
    assert columns(document, 2, 5, "/") == [3, 0, 9]
    empty = [row.cells[1].text for row in document.tables[0].rows[2:] if not row.cells[5].text]
    assert len(empty) == 3


def test_001_plans_seven_measures_of_twenty_three_steps() -> None:
    table = printed("plan", measures("001")).tables[0]
    assert len(table.rows) == 1 + 7
    assert sum(len(given["steps"]) for given in measures("001")) == 23
    assert [row.cells[2].text.count("\n") + 1 for row in table.rows[1:]] == [len(m["steps"]) for m in measures("001")]


def test_002_has_every_item_once_with_one_tick() -> None:
    rows = [
        o_item(
            int(item["code"][1:]),
            item["website_status"] or "unchecked",
            title=item["title"],
            elements=item["required_elements"],
            presented="\n".join(item["presented_data"]),
            owners=item["divisions"],
        )
        for item in printed_items()
    ]
    document = printed("followup", rows)
    assert len(document.tables[0].rows) == 2 + 43
    assert columns(document, 4, 8, "✓") == [29, 2, 9, 3]


def test_003_reports_six_measures_in_four_columns() -> None:
    table = printed("results", measures("003")).tables[0]
    assert [cell.text for cell in table.rows[0].cells] == ["มาตรการ", "วิธีการดำเนินการ", "ผลการดำเนินการ", "ผู้รับผิดชอบ"]
    assert len(table.rows) == 1 + 6
    assert all(row.cells[2].text for row in table.rows[1:])


def test_004_shows_ten_measures_with_their_six_elements() -> None:
    said = [p.text for p in printed("six-elements", measures("004")).paragraphs]
    assert sum(line.startswith("(๖) ผลลัพธ์หรือผลสัมฤทธิ์") for line in said) == 10
    assert said[-1] == "การตรวจสอบความครบถ้วน: ครบทั้งหกองค์ประกอบทุกมาตรการ"
