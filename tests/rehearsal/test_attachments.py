"""What people attach: given to the bot as LINE gives it, and to the page so that a browser draws pictures only."""

import pytest
import urllib3

from rehearsal.client import RehearsalClient, RehearsalError
from rehearsal.control import LARGEST_FILE
from rehearsal.server import RehearsalServer
from tests.rehearsal.stagehands import LineApi, RecordingBot

PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 40


def shown(server: RehearsalServer, http: urllib3.PoolManager, message_id: str | None) -> urllib3.BaseHTTPResponse:
    return http.request("GET", f"{server.url}/_rehearsal/content/{message_id}")


def test_a_picture_reaches_the_bot_and_is_drawn_on_the_page(
    line: RehearsalClient, server: RehearsalServer, http: urllib3.PoolManager, api: LineApi, som: str
) -> None:
    sent = line.attach(som, PNG, kind="image", name="a.png", media_type="image/png").message_id
    assert api.get(f"message/{sent}/content").data == PNG
    page = shown(server, http, sent)
    assert (page.data, page.headers["Content-Type"]) == (PNG, "image/png")
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert "attachment" not in page.headers.get("Content-Disposition", "")


@pytest.mark.parametrize("media_type", ["text/html", "image/svg+xml", "application/pdf", "application/javascript"])
def test_anything_else_is_only_kept_by_the_browser(
    line: RehearsalClient,
    server: RehearsalServer,
    http: urllib3.PoolManager,
    api: LineApi,
    som: str,
    media_type: str,
) -> None:
    sent = line.attach(som, b"<script>alert(1)</script>", name='คำสั่ง "1".pdf', media_type=media_type).message_id
    page = shown(server, http, sent)
    assert page.headers["Content-Type"] == "application/octet-stream"
    assert page.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in page.headers["Content-Security-Policy"]
    assert api.get(f"message/{sent}/content").headers["Content-Type"].startswith(media_type)


def test_a_picture_is_of_a_kind_that_line_takes(line: RehearsalClient, som: str) -> None:
    with pytest.raises(RehearsalError, match="a picture is one of"):
        line.attach(som, b"<svg/>", kind="image", media_type="image/svg+xml")


def test_a_file_that_is_too_large_is_refused_however_it_comes(
    line: RehearsalClient, server: RehearsalServer, http: urllib3.PoolManager, som: str
) -> None:
    assert line.attach(som, b"0" * LARGEST_FILE).message_id
    url = f"{server.url}/_rehearsal/attach"
    for size in (LARGEST_FILE + 1000, 3 * LARGEST_FILE):
        answer = http.request("POST", url, json={"user": som, "base64": "A" * (size * 4 // 3)})
        assert answer.status == 413
    assert len(line.transcript(som)) == 1


def test_what_is_withdrawn_is_gone_for_the_bot_and_for_the_page(
    line: RehearsalClient, server: RehearsalServer, http: urllib3.PoolManager, api: LineApi, som: str
) -> None:
    sent = line.attach(som, PNG, kind="image", media_type="image/png").message_id
    words = line.say(som, "ลับมาก").message_id
    line.unsend(som, str(sent))
    line.unsend(som, str(words))
    assert shown(server, http, sent).status == 410
    assert api.get(f"message/{sent}/content").status == 410
    page = line._get("page", chat=som)
    assert [(one["unsent"], one["text"]) for one in page["lines"] if one["sender"] == som] == [(True, ""), (True, "")]
    assert "ลับมาก" not in str(page)


def test_an_unknown_message_has_no_content(
    line: RehearsalClient, server: RehearsalServer, http: urllib3.PoolManager, som: str
) -> None:
    said = line.say(som, "สวัสดี").message_id
    assert shown(server, http, said).status == 404
    assert shown(server, http, "../../etc/passwd").status == 404


def test_the_oldest_files_go_when_there_are_too_many(line: RehearsalClient, server: RehearsalServer, som: str) -> None:
    sent = [line.attach(som, b"0" * LARGEST_FILE).message_id for _ in range(11)]
    kept = [server.platform.contents[str(one)].status for one in sent]
    assert kept == ["gone"] + ["succeeded"] * 10


def test_a_message_is_read_once_the_bot_has_taken_it(line: RehearsalClient, bot: RecordingBot, som: str) -> None:
    bot.answers = [500]
    line.say(som, "หนึ่ง")
    line.say(som, "สอง")
    assert [one["read"] for one in line._get("page", chat=som)["lines"]] == [False, True]


def test_the_loading_animation_shows_until_the_bot_speaks(line: RehearsalClient, api: LineApi, som: str) -> None:
    assert not line._get("page", chat=som)["loading"]
    assert api.post("chat/loading/start", {"chatId": som, "loadingSeconds": 20}).status == 202
    assert line._get("page", chat=som)["loading"]
    api.push(som)
    assert not line._get("page", chat=som)["loading"]
    api.post("chat/loading/start", {"chatId": som, "loadingSeconds": 5})
    line.shift_clock(6)
    assert not line._get("page", chat=som)["loading"]
