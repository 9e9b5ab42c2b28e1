"""The demo office's workbook, written and read once for all tests."""

from functools import cache
from io import BytesIO

from documents.demo import write_demo_workbook
from documents.plan import OfficePlan
from documents.workbook.reading import read_workbook


@cache
def demo_workbook() -> bytes:
    out = BytesIO()
    write_demo_workbook(out)
    return out.getvalue()


@cache
def demo_plan() -> OfficePlan:
    return read_workbook(demo_workbook())
