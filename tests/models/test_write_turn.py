"""SQLite's one writer, in order of arrival."""

import threading
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from models.database import WriteTurn


def test_who_frees_the_turn_and_wants_it_again_comes_after_those_who_waited(tmp_path: Path) -> None:
    turn, order, asked = WriteTurn(tmp_path / "turn"), [], threading.Event()

    def webhook() -> None:
        asked.set()
        with turn:
            order.append("webhook")

    waiting = threading.Thread(target=webhook)
    with turn:
        waiting.start()
        asked.wait()
        while not turn.is_wanted:  # the thread is between telling and asking
            pass
        order.append("worker")
    with turn:
        order.append("worker again")
    waiting.join()
    turn.close()
    assert order == ["worker", "webhook", "worker again"]


def test_a_turn_that_cannot_be_taken_is_the_databases_weather_and_is_taken_when_it_can(tmp_path: Path) -> None:
    turn = WriteTurn(tmp_path / "not yet" / "turn")
    for _ in range(2):  # the second is not left waiting for the first
        with pytest.raises(OperationalError), turn:
            pytest.fail("there is no such folder")
    (tmp_path / "not yet").mkdir()
    with turn:
        pass
    turn.close()
