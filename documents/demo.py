"""The demo office as a workbook: an invented municipality to try everything with before a real office is loaded."""

from datetime import date, time
from pathlib import Path
from typing import IO, Any

from documents.data import demo_office
from documents.workbook.sheets import CHAIN, CLOSED_DAYS, DIVISIONS, MEASURES, O_ITEMS, OFFICE, STEPS
from documents.workbook.template import Rows, workbook_of
from models.clock import at_local

DEMO_SLUG = "demo"
# A working morning: deadlines in two, nine and sixteen days, some missed, and a holiday on a Monday ahead.
DEMO_MORNING = at_local(date(2027, 2, 10), time(9, 0))


def write_demo_workbook(target: str | Path | IO[bytes]) -> None:
    workbook_of(demo_rows()).save(target)


def demo_rows() -> Rows:
    data = demo_office()
    office: dict[str, str] = data["office"]
    website = office["website"]
    return {
        OFFICE.name: [
            [office[name]]
            for name in ("slug", "name", "kind", "province", "assessment_year", "starts_on", "ends_on", "website")
        ],
        DIVISIONS.name: [[d["name"], ", ".join(d["aliases"]), d["head"]] for d in data["division"]],
        O_ITEMS.name: [_o_item(item, website) for item in data["item"]],
        MEASURES.name: [_measure(measure) for measure in data["measure"]],
        STEPS.name: [[str(s["number"]), s["title"], s["period"], s["owners"]] for s in data["step"]],
        CLOSED_DAYS.name: [[d["day"], d["name"]] for d in data["closed_day"]],
        CHAIN.name: [[str(n), p["post"], p.get("acting", "")] for n, p in enumerate(data["chain"], start=1)],
    }


def _o_item(item: dict[str, Any], website: str) -> list[str]:
    return [
        f"O{item['number']}",
        item["title"],
        "\n".join(item["elements"]),
        item["presented"],
        item["owners"],
        item["due"],
        item["web"],
        f"{website}{item['page']}" if "page" in item else "",
    ]


def _measure(measure: dict[str, Any]) -> list[str]:
    return [
        str(measure["number"]),
        measure["issue"],
        measure["title"],
        "\n".join(measure["steps"]),
        measure["period"],
        measure["owners"],
        measure["due"],
        measure["status"],
        measure.get("output", ""),
        measure.get("outcome", ""),
    ]
