"""An office workbook into a plan: the office, its divisions, items and closed days, every doubt and every problem.
Apart from opening the file this is pure; when anything must be refused, nothing is returned."""

from collections.abc import Mapping
from pathlib import Path
from typing import BinaryIO, Final

from documents.data import catalogue
from documents.plan import DivisionPlan, ItemPlan, OfficeFacts, OfficePlan
from documents.workbook.chain import read_chain
from documents.workbook.errors import UnknownWorkbookError, WorkbookError
from documents.workbook.headers import Grid, Table, match_sheet, read_table
from documents.workbook.items import ItemReader
from documents.workbook.office import read_closed_days, read_divisions, read_office
from documents.workbook.opening import open_grids
from documents.workbook.owners import OwnerBook
from documents.workbook.rows import Findings, usable_rows
from documents.workbook.sheets import CHAIN, CLOSED_DAYS, DIVISIONS, MEASURES, O_ITEMS, OFFICE, SHEETS, STEPS, Sheet
from models.words import Kind

_ITEM_SHEETS: Final[tuple[tuple[Sheet, Kind], ...]] = ((O_ITEMS, "o_item"), (MEASURES, "measure"), (STEPS, "step"))


def read_workbook(source: str | Path | bytes | BinaryIO) -> OfficePlan:
    """What the workbook says. Raises WorkbookError, with every problem found, when it cannot be loaded as it is."""
    grids = open_grids(source)
    findings = Findings([], [], [])
    titles = _titles(grids, findings)
    office = read_office(titles[OFFICE.name], grids[titles[OFFICE.name]], findings)
    table = _table(DIVISIONS, titles, grids)
    divisions = read_divisions(table.title, usable_rows(table, findings), findings)
    items = _items(titles, grids, office, divisions, findings)
    table = _table(CLOSED_DAYS, titles, grids)
    closed_days = read_closed_days(table.title, usable_rows(table, findings), findings)
    table = _table(CHAIN, titles, grids)
    chain = read_chain(table.title, usable_rows(table, findings), findings)
    if office is None or findings.problems:
        raise WorkbookError(findings.problems)
    return OfficePlan(office, divisions, items, closed_days, chain, tuple(findings.doubts), tuple(findings.notes))


def _titles(grids: Mapping[str, Grid], findings: Findings) -> dict[str, str]:
    """The workbook's own title of each sheet."""
    found = {sheet.name: title for sheet in SHEETS if (title := match_sheet(sheet, list(grids)))}
    missing = [sheet.name for sheet in SHEETS if sheet.needed and sheet.name not in found]
    if missing:
        kind = WorkbookError if found else UnknownWorkbookError
        raise kind([f'ไม่พบชีต "{name}" โปรดใช้แฟ้มตามแบบฟอร์ม และไม่เปลี่ยนชื่อชีต' for name in missing])
    others = [title for title, grid in grids.items() if grid and title not in found.values()]
    if others:
        findings.notes.append(f"ชีตที่ไม่ได้นำเข้า: {', '.join(others)}")
    return found


def _table(sheet: Sheet, titles: Mapping[str, str], grids: Mapping[str, Grid]) -> Table:
    title = titles.get(sheet.name, sheet.name)
    return read_table(sheet, title, grids.get(title, ()))


def _items(
    titles: Mapping[str, str],
    grids: Mapping[str, Grid],
    office: OfficeFacts | None,
    divisions: tuple[DivisionPlan, ...],
    findings: Findings,
) -> tuple[ItemPlan, ...]:
    book = OwnerBook(divisions) if divisions else None
    within = (office.starts_on, office.ends_on) if office else None
    known = catalogue(office.assessment_year) if office else {}
    items: list[ItemPlan] = []
    for sheet, kind in _ITEM_SHEETS:
        table = _table(sheet, titles, grids)
        rows = usable_rows(table, findings)
        reader = ItemReader(table, kind, book, within, known if kind == "o_item" else {}, findings)
        items += reader.read(rows)
    return tuple(items)
