"""`tamngan links`: every published address with its items and how it was found; --check opens them with the real
fetcher."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from bot import fetching
from bot.cli import cli
from models.database import Database
from tests.support.offices import add_item, new_office
from tests.support.websites import Names, answer, website


@pytest.fixture
def url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path}/links.db"


def run(url: str, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["links", "--office", "demo", *arguments], env={"DATABASE_URL": url})


def test_addresses_are_listed_checked_and_listed_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def serve(conn, head: bytes) -> None:  # type: ignore[no-untyped-def]
        gone = b"GET /o9" in head
        conn.sendall(answer(b"gone", "404 Not Found") if gone else answer(b"<html><title>O8 2570</title></html>"))

    database = Database(url)
    database.upgrade()
    with website(serve) as site:
        addresses = {
            "O8": site.url("/o8"),
            "O9": site.url("/o9", "e-service.bangtuayang.example"),
            "O10": site.url("/o8/", "bangtuayang.example"),
            "O11": "",
        }
        with database.write() as session:
            office = new_office(session, "demo")
            office.website = "www.bangtuayang.example"
            for code, address in addresses.items():
                add_item(session, office, code, ("กองคลัง",), None).url = address
        database.close()
        before = run(url)
        assert before.exit_code == 0, before.output
        assert before.stdout.splitlines()[1] == f"O9\tยังไม่ได้ตรวจสอบลิงก์\t{addresses['O9']}"
        strict = run(url, "--check", "--json")
        assert {link["why"] for link in json.loads(strict.stdout)["links"]} == {"port"}
        monkeypatch.setattr(fetching.Fetcher.__init__, "__kwdefaults__", _loose())
        checked = run(url, "--check", "--json")
    assert checked.exit_code == 0, checked.output
    report = json.loads(checked.stdout)
    found = {
        tuple(link["items"]): (link["state"], link["why"], link["flags"], link["title"]) for link in report["links"]
    }
    assert report["website"] == "www.bangtuayang.example"
    assert found == {
        ("O8",): ("good", None, ["duplicate"], "O8 2570"),
        ("O9",): ("failing", "not_found", [], None),
        ("O10",): ("good", None, ["duplicate"], "O8 2570"),
    }
    after = run(url).stdout
    assert "O9\tยังเปิดไม่ได้: ไม่พบหน้านี้บนเว็บไซต์" in after


def _loose() -> dict[str, object]:
    kept: dict[str, object] = dict(fetching.Fetcher.__init__.__kwdefaults__ or {})
    return kept | {"resolve": Names(), "is_allowed": lambda address: str(address) == "127.0.0.1", "ports": None}


def test_an_office_that_is_not_there_is_refused(url: str) -> None:
    Database(url).upgrade()
    result = run(url)
    assert "ไม่พบหน่วยงานรหัส demo" in str(result.exception)
