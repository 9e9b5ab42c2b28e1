"""The office's own website in the workbook: kept as a host, doubted when it cannot be read, never lost by a load."""

import pytest

from documents.loading import load
from documents.workbook.cells import website
from documents.workbook.reading import read_workbook
from models.database import Database
from models.queries import office_by_slug
from models.weblinks import WebLink
from tests.documents import books
from tests.support.clock import thai


@pytest.mark.parametrize(
    ("said", "host"),
    [
        ("https://www.bangtuayang.example/", "www.bangtuayang.example"),
        ("WWW.Bangtuayang.go.th", "www.bangtuayang.go.th"),
        ("bangtuayang.go.th/ita/2570", "bangtuayang.go.th"),
        ("http://bangtuayang.go.th:8080/a?b=c", "bangtuayang.go.th"),
        ("บางตัวอย่าง.ไทย", "บางตัวอย่าง.ไทย"),
        ("", ""),
        ("-", ""),
        ("ยังไม่มี", None),
        ("เว็บไซต์ bangtuayang.go.th", None),
        ("http://clerk@bangtuayang.go.th", None),
    ],
)
def test_an_address_is_read_as_its_host(said: str, host: str | None) -> None:
    found = website(said)
    assert found.value == host
    assert bool(found.doubt) is (host is None)


def test_a_load_keeps_the_host_watches_the_items_addresses_and_leaves_what_a_sheet_does_not_say(
    database: Database,
) -> None:
    items = [books.item(url="https://www.bangtuayang.go.th/o1")]
    with_site = [*books.OFFICE_ROWS, ["เว็บไซต์", "https://www.bangtuayang.go.th/"]]
    for office_rows, expected in [
        (with_site, "www.bangtuayang.go.th"),
        (books.OFFICE_ROWS, "www.bangtuayang.go.th"),
        ([*books.OFFICE_ROWS, ["เว็บไซต์", "ยังไม่มี"]], "www.bangtuayang.go.th"),
        ([*books.OFFICE_ROWS, ["เว็บไซต์", ""]], ""),
    ]:
        with database.write() as session:
            load(session, read_workbook(books.book(office=office_rows, items=items)), thai("2026-11-02 09:00"))
        with database.read() as session:
            office = office_by_slug(session, "bangtuayang")
            assert office is not None
            assert office.website == expected
            assert [row.url for row in session.query(WebLink)] == ["https://www.bangtuayang.go.th/o1"]
