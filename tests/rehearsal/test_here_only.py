"""The room is for this machine: a web page elsewhere can neither read nor drive it."""

import pytest
import urllib3

from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer

PATHS = ("/", "/_rehearsal/state", "/static/chat.js", "/v2/bot/info")


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example:8000", "10.0.0.7", "", "[", "0.0.0.0"])  # noqa: S104
@pytest.mark.parametrize("path", PATHS)
def test_a_name_that_only_leads_here_is_refused(
    server: RehearsalServer, http: urllib3.PoolManager, host: str, path: str
) -> None:
    assert http.request("GET", server.url + path, headers={"Host": host}).status in (400, 403)


@pytest.mark.parametrize("host", ["127.0.0.1:{port}", "localhost:{port}", "[::1]:{port}"])
def test_this_machines_own_names_are_served(server: RehearsalServer, http: urllib3.PoolManager, host: str) -> None:
    headers = {"Host": host.format(port=server.port)}
    assert http.request("GET", f"{server.url}/_rehearsal/state", headers=headers).status == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_a_page_of_another_origin_cannot_act(
    server: RehearsalServer, line: RehearsalClient, http: urllib3.PoolManager, som: str, origin: str
) -> None:
    url = f"{server.url}/_rehearsal/say"
    foreign = http.request("POST", url, json={"user": som, "text": "x"}, headers={"Origin": origin})
    assert foreign.status == 403
    assert line.transcript(som) == []
    own = http.request("POST", url, json={"user": som, "text": "x"}, headers={"Origin": server.url})
    assert own.status == 200
