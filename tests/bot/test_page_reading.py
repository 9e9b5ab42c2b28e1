"""A page is read in a process of its own: whatever it is made of, an answer comes soon and no secret goes along."""

import os
import socket
import subprocess
import time
import zlib
from typing import Any

import pytest

from bot.page_reading import read
from documents.link_flags import finding
from documents.pages import HTML, PDF, Failure, Page, PageFacts
from tests.documents.test_pages import pdf
from tests.support.websites import answer, fetcher, sends, website

URL = "https://www.bangtuayang.example/o8.pdf"


def page(body: bytes, said_type: str = "application/pdf") -> Page:
    return Page(URL, 200, said_type, body)


def test_a_pdf_is_read_as_it_is() -> None:
    found = read(page(pdf("Report 2570", "Fiscal year 2027")))
    assert found == PageFacts(URL, 200, "application/pdf", PDF, "Report 2570", "Fiscal year 2027")


def test_a_failure_stays_one() -> None:
    assert read(Failure("dns")) == Failure("dns")


def test_a_web_page_under_the_name_of_a_document_is_seen_through() -> None:
    with website(sends(answer("<html><title>ไม่พบไฟล์</title>".encode(), kind="application/pdf"))) as site:
        found = read(fetcher().fetch(site.url("/o8.pdf")))
    assert isinstance(found, PageFacts)
    assert (found.said_type, found.media_type, found.title) == ("application/pdf", HTML, "ไม่พบไฟล์")


@pytest.mark.parametrize(
    ("path", "kind", "body", "why", "flags"),
    [
        ("/o8", "text/html", b"<title>O8</title><p>2570", "", ()),
        ("/away", "text/html", b"", "not_public", ("not_public",)),
        ("/o8.pdf", "application/pdf", b"<html><title>not found", "", ("file_type",)),
        ("/o8.pdf", "application/pdf", pdf("Annual report 2565"), "", ("other_year",)),
        ("/all.zip", "application/zip", b"PK\x03\x04 and more", "", ("file_type",)),
    ],
)
def test_from_the_socket_to_the_flags(path: str, kind: str, body: bytes, why: str, flags: tuple[str, ...]) -> None:
    login = answer(b"<html><title>x</title><form><input type=password></form>")

    def serve(conn: socket.socket, head: bytes) -> None:
        away = answer(status="302 Found", Location="/member/login?back=/away")
        conn.sendall(login if b"login" in head else away if b"/away" in head else answer(body, kind=kind))

    with website(serve) as site:
        found = read(fetcher().fetch(site.url(path)))
        seen = finding(site.url(path), found, "bangtuayang.example", frozenset({2569, 2570}))
    assert (seen.why, seen.flags) == (why, flags)


def test_a_pdf_that_unpacks_to_more_than_there_is_room_for_is_only_a_pdf() -> None:
    stream = zlib.compress(b"0" * 200_000_000, 1)
    bomb = b"".join(
        (
            b"%PDF-1.4\n1 0 obj <</Type/Catalog/Pages 2 0 R>> endobj\n",
            b"2 0 obj <</Type/Pages/Kids[3 0 R]/Count 1>> endobj\n",
            b"3 0 obj <</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>> endobj\n",
            b"4 0 obj <</Filter/FlateDecode/Length %d>> stream\n" % len(stream),
            stream,
            b"\nendstream endobj\ntrailer <</Root 1 0 R>>",
        )
    )
    started = time.monotonic()
    found = read(page(bomb))
    assert isinstance(found, PageFacts)
    assert (found.media_type, found.text) == (PDF, "")
    assert time.monotonic() - started < 30


def test_a_parser_kept_busy_is_ended_and_the_header_is_believed() -> None:
    started = time.monotonic()
    found = read(page(pdf("Report")), seconds=0.001)
    assert found == PageFacts(URL, 200, "application/pdf", "application/pdf")
    assert time.monotonic() - started < 5


def test_the_other_process_knows_no_setting_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "very secret")
    told: list[dict[str, str]] = []
    run = subprocess.run

    def watched(*given: Any, **more: Any) -> Any:
        told.append(more["env"])
        return run(*given, **more)

    monkeypatch.setattr(subprocess, "run", watched)
    read(page(b"<html>", "text/html"))
    assert [set(env) for env in told] == [{"PYTHONPATH"}]
    assert "SECRET_KEY" in os.environ
