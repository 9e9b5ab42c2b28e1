"""The worker's loop of links: it checks what is due, is not started in a rehearsal, and does not hold up the end."""

import threading
import time
from datetime import timedelta

import pytest

from bot.loops import Loops
from bot.settings import Settings
from bot.wiring import Bot
from models.clock import utc_now
from models.database import Database
from models.weblinks import WebLink
from tests.support.offices import add_item, new_office
from tests.support.websites import answer, fetcher, sends, website


def bot_of(url: str, line: str = "https://api.line.me") -> Bot:
    return Bot.of(
        Settings(
            _env_file=None,  # type: ignore[call-arg]  # pydantic-settings' own
            database_url=url,
            line_api_url=line,  # type: ignore[arg-type]  # pydantic reads it
            line_data_api_url=line,  # type: ignore[arg-type]
            line_channel_secret="one",  # type: ignore[arg-type]
            line_channel_access_token="two",  # type: ignore[arg-type]
            public_url="https://ita.example.go.th",  # type: ignore[arg-type]
            secret_key="a" * 40,  # type: ignore[arg-type]
        )
    )


def given(database: Database, url: str) -> None:
    with database.write() as session:
        add_item(session, new_office(session), "O8", ("กองคลัง",), None).url = url


def state(database: Database) -> str:
    with database.read() as session:
        row = session.query(WebLink).one_or_none()
        return row.state if row else ""


def test_the_worker_checks_what_is_due(database: Database, database_url: str) -> None:
    bot = bot_of(database_url)
    bot.fetcher = fetcher()
    with website(sends(answer(b"<html><title>O8</title></html>"))) as site:
        given(database, site.url())
        loops = Loops(bot)
        loops.start_worker()
        ends, pause = time.monotonic() + 20, threading.Event()
        while state(database) != "good" and time.monotonic() < ends:
            pause.wait(0.05)
        loops.stop()
    bot.close()
    assert (state(database), site.visits) == ("good", 1)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_check_in_hand_does_not_hold_up_the_end_and_is_taken_up_again(database: Database, database_url: str) -> None:
    asked, let_go = threading.Event(), threading.Event()

    def never(_conn: object, _head: bytes) -> None:
        asked.set()
        let_go.wait(10)

    bot = bot_of(database_url)
    bot.fetcher = fetcher(whole_seconds=10)
    with website(never) as site:
        given(database, site.url())
        loops = Loops(bot)
        loops.start_worker()
        assert asked.wait(20)
        started = time.monotonic()
        loops.stop()
        took = time.monotonic() - started
        with database.read() as session:
            lease = session.query(WebLink).one().check_at
        let_go.set()
    bot.close()
    assert took < 5
    assert lease is not None
    assert lease - utc_now() < timedelta(minutes=5)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_a_rehearsal_asks_nobody(database: Database, database_url: str) -> None:
    bot = bot_of(database_url, "http://127.0.0.1:9")
    loops = Loops(bot)
    before = {thread.name for thread in threading.enumerate()}
    loops.start_worker()
    started = {thread.name for thread in threading.enumerate()} - before
    loops.stop()
    bot.close()
    assert "worker" in started
    assert "links" not in started
