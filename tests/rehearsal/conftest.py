"""A stand-in platform, a recording bot and a caller of LINE's API for each test, all over real sockets."""

from collections.abc import Iterator

import pytest
import urllib3

from rehearsal.client import ChannelInfo, RehearsalClient
from rehearsal.server import RehearsalServer
from rehearsal.serving import LocalServer
from tests.rehearsal.stagehands import LineApi, RecordingBot


@pytest.fixture
def server() -> Iterator[RehearsalServer]:
    with RehearsalServer(answer_within=0.3) as server:
        yield server


@pytest.fixture
def line(server: RehearsalServer) -> RehearsalClient:
    return server.client


@pytest.fixture
def bot() -> Iterator[RecordingBot]:
    bot = RecordingBot()
    with LocalServer(bot.app) as running:
        bot.url = f"{running.url}/hook"
        yield bot


@pytest.fixture
def channel(line: RehearsalClient, bot: RecordingBot) -> ChannelInfo:
    return line.add_channel("khuanlang", name="ตามงาน", webhook_url=bot.url)


@pytest.fixture
def som(line: RehearsalClient, channel: ChannelInfo) -> str:
    return line.add_person("ส้ม ใจดี")


@pytest.fixture
def http() -> Iterator[urllib3.PoolManager]:
    http = urllib3.PoolManager(retries=False)
    yield http
    http.clear()


@pytest.fixture
def api(server: RehearsalServer, channel: ChannelInfo, http: urllib3.PoolManager) -> LineApi:
    return LineApi(server.url, channel, http)
