"""Each fault as a bot meets it: what the caller sees, and whether LINE had accepted."""

import time
import uuid

import pytest
import urllib3

from rehearsal.client import RehearsalClient, RehearsalError
from rehearsal.faults import path_kind
from rehearsal.server import RehearsalServer
from tests.rehearsal.stagehands import LineApi


@pytest.mark.parametrize(
    ("fault", "status", "message"),
    [
        ("rate_limit", 429, "The API rate limit has been exceeded. Try again later."),
        ("monthly_limit", 429, "You have reached your monthly limit."),
        ("server_error", 500, "Internal server error"),
    ],
)
def test_a_refusal_accepts_nothing(
    line: RehearsalClient, api: LineApi, som: str, fault: str, status: int, message: str
) -> None:
    line.fault(fault, on="push")
    answer = api.push(som)
    assert (answer.status, answer.json()) == (status, {"message": message})
    assert answer.headers["x-line-request-id"] == line.calls()[0]["request_id"]
    assert line.bot_lines(som) == []
    assert api.push(som).status == 200


def test_a_500_can_hide_that_it_was_accepted(line: RehearsalClient, api: LineApi, som: str) -> None:
    again = str(uuid.uuid4())
    line.fault("server_error_after", on="push")
    assert api.push(som, key=again).status == 500
    second = api.push(som, key=again)
    assert second.status == 409
    assert second.headers["x-line-accepted-request-id"] == line.calls()[0]["request_id"]
    assert len(line.bot_lines(som)) == 1


@pytest.mark.parametrize(("fault", "accepted"), [("drop_before", 0), ("drop_after", 1)])
def test_a_dropped_connection_before_and_after_accepting(
    line: RehearsalClient, api: LineApi, som: str, fault: str, accepted: int
) -> None:
    line.fault(fault, on="push")
    with pytest.raises(urllib3.exceptions.ProtocolError):
        api.push(som)
    assert len(line.bot_lines(som)) == accepted
    assert [(one["status"], one["fault"]) for one in line.calls()] == [(None, fault)]
    assert api.push(som).status == 200


def test_an_answer_held_back_times_out_though_accepted(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.fault("time_out", on="push")
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        api.push(som, timeout=0.1)
    assert len(line.bot_lines(som)) == 1
    assert api.push(som).status == 200  # others are served meanwhile


def test_a_held_answer_ends_when_the_server_stops(api: LineApi, server: RehearsalServer, som: str) -> None:
    server.client.fault("time_out", on="push")
    with pytest.raises(urllib3.exceptions.ReadTimeoutError):
        api.push(som, timeout=0.05)
    started = time.perf_counter()
    server.stop()
    assert time.perf_counter() - started < 5


def test_a_slow_answer_comes_in_the_end(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.fault("slow", on="push", milliseconds=120)
    started = time.perf_counter()
    assert api.push(som).status == 200
    assert time.perf_counter() - started >= 0.12


def test_a_fault_lasts_as_often_as_said_and_only_where_said(line: RehearsalClient, api: LineApi, som: str) -> None:
    line.fault("server_error", on="push", times=2)
    assert api.get("message/quota").status == 200
    assert [api.push(som).status for _ in range(3)] == [500, 500, 200]
    line.fault("server_error", times=None)
    assert [api.push(som).status, api.get("info").status, api.push(som).status] == [500, 500, 500]
    line.clear_faults()
    assert api.push(som).status == 200
    assert line.state()["faults"] == []


def test_a_fault_can_be_one_channels_own(
    line: RehearsalClient, server: RehearsalServer, api: LineApi, http: urllib3.PoolManager, som: str
) -> None:
    other = LineApi(server.url, line.add_channel("other"), http)
    line.fault("server_error", channel="other")
    assert api.get("info").status == 200
    assert other.get("info").status == 500


def test_faults_can_be_set_from_python(server: RehearsalServer, api: LineApi) -> None:
    server.stage.faults.add("rate_limit", "info")
    assert api.get("info").status == 429


@pytest.mark.parametrize(
    "wrong", [{"fault": "earthquake"}, {"fault": "slow", "on": "moon"}, {"fault": "slow", "on": "webhook"}]
)
def test_a_fault_nobody_knows_is_refused(line: RehearsalClient, wrong: dict[str, str]) -> None:
    with pytest.raises(RehearsalError):
        line.fault(**wrong)  # type: ignore[arg-type]
    with pytest.raises(RehearsalError, match="times"):
        line.fault("slow", times=0)


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("POST", "/v2/bot/message/push", "push"),
        ("POST", "/v2/bot/message/validate/reply", "validate"),
        ("GET", "/v2/bot/message/quota/consumption", "quota"),
        ("GET", "/v2/bot/message/560000000000000001/content", "content"),
        ("GET", "/v2/bot/group/C1/members/count", "group"),
        ("POST", "/v2/bot/user/U1/richmenu/r1", "richmenu"),
        ("GET", "/v2/bot/profile/U1", "profile"),
        ("PUT", "/v2/bot/channel/webhook/endpoint", "endpoint"),
        ("POST", "/v2/bot/chat/loading/start", "loading"),
        ("GET", "/v2/bot/insight/followers", "any"),
        ("POST", "/_rehearsal/say", None),
        ("GET", "/", None),
    ],
)
def test_every_path_has_its_kind(method: str, path: str, kind: str | None) -> None:
    assert path_kind(method, path) == kind
