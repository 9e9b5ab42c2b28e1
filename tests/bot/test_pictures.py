"""The picture's address: it carries its figures, opens nothing else, cannot be changed and comes to an end."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from bot import pictures
from bot.app import create_app
from bot.links import Links
from bot.metrics import Metrics
from documents.figures import Figures
from handlers import intents
from messages.limits import problems
from messages.pack import image
from messages.views import Tally
from models.database import Database
from tests.handlers.conftest import room
from tests.support.clock import FakeClock
from tests.support.offices import new_office
from tests.support.room import Room
from tests.support.storing import in_memory

__all__ = ["room"]

LINKS = Links("https://ita.bangtuayang.example/", "a-secret-key")
COUNTS = st.integers(0, 999)
TALLIES = st.builds(Tally, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
FIGURES = st.builds(
    Figures,
    office_id=st.integers(1, 10**6),
    year=st.integers(2560, 2600),
    as_of=st.datetimes(datetime(2026, 1, 1), datetime(2100, 1, 1), timezones=st.just(UTC)).map(  # noqa: DTZ001
        lambda at: at.replace(microsecond=0)
    ),
    overall=TALLIES,
    divisions=st.lists(st.tuples(st.none() | st.integers(1, 10**7), TALLIES), min_size=1, max_size=25).map(tuple),
)


@pytest.fixture
def web(database: Database, clock: FakeClock) -> Iterator[FlaskClient]:
    app = create_app(
        database=database,
        clock=clock,
        secrets=lambda _slug: ("s",),
        metrics=Metrics(),
        links=LINKS,
        storage=in_memory(),
    )
    with app.test_client() as client:
        yield client


@pytest.fixture
def figures(database: Database, clock: FakeClock) -> Figures:
    with database.write() as session:
        office = new_office(session)
        rows = tuple((division.id, Tally(3, 2, 1, 0, 1)) for division in office.divisions)
        return Figures(office.id, 2570, clock(), Tally(6, 4, 2, 0, 2), rows)


def path(figures: Figures, links: Links = LINKS) -> str:
    made = pictures.address(links, figures)
    assert made is not None
    return urlsplit(made).path


@given(FIGURES)
def test_any_figures_come_out_of_their_address_as_they_went_in(figures: Figures) -> None:
    made = pictures.address(LINKS, figures)
    assert made is not None
    assert len(made) <= 1000
    token = made.removeprefix("https://ita.bangtuayang.example/picture/").removesuffix(".png")
    assert re.fullmatch(r"[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+", token)
    assert pictures._unpacked(LINKS.read("picture", token, figures.as_of)) == figures


def test_what_cannot_be_held_or_seen_has_no_address() -> None:
    figures = Figures(1, 2570, datetime(2027, 1, 1, tzinfo=UTC), Tally(0, 0, 0, 0), ())
    assert pictures.address(LINKS, figures) is None
    crowd = tuple((n * n * 7919, Tally(n, n * 3, n * 5, n * 7)) for n in range(1, 200))
    assert pictures.address(LINKS, replace(figures, divisions=crowd)) is None


def test_the_address_shows_a_picture_that_may_be_kept_but_not_shared_or_sniffed(
    web: FlaskClient, figures: Figures, clock: FakeClock
) -> None:
    clock.forward(days=1)
    answer = web.get(path(figures))
    assert answer.status_code == 200
    assert answer.data.startswith(b"\x89PNG")
    assert answer.content_type == "image/png"
    assert answer.headers["Cache-Control"] == f"private, max-age={59 * 24 * 3600}, immutable"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert web.get(path(figures)).data == answer.data


def test_it_ends_after_sixty_days(web: FlaskClient, figures: Figures, clock: FakeClock) -> None:
    clock.forward(days=60, seconds=-1)
    assert web.get(path(figures)).status_code == 200
    clock.forward(seconds=1)
    answer = web.get(path(figures))
    assert (answer.status_code, answer.text) == (404, "not found")


def test_a_changed_or_made_up_address_shows_nothing_and_says_nothing(web: FlaskClient, figures: Figures) -> None:
    good = path(figures)
    token = good.removeprefix("/picture/").removesuffix(".png")
    carried, signature = token.split(".")
    others = path(figures, Links("https://x.example", "another-key"))
    for bad in (
        others,
        f"/picture/{carried}.png",
        f"/picture/{carried}.{signature[:-2]}.png",
        f"/picture/{carried[:-1]}.{signature}.png",
        f"/picture/.{signature}.png",
        "/picture/.png",
        "/picture/ก.png",
        f"/picture/{'x' * 100_000}.png",
        good.removesuffix(".png"),
    ):
        answer = web.get(bad)
        assert (answer.status_code, answer.text) == (404, "not found"), bad
    assert web.get(good).status_code == 200


@given(st.data())
def test_no_single_letter_of_a_token_can_be_changed(data: st.DataObject) -> None:
    now = datetime(2027, 1, 1, tzinfo=UTC)
    token = LINKS.token("picture", [1, 2, 3], now + timedelta(days=1))
    # The last letter of either part carries spare bits, which say nothing.
    at = data.draw(st.integers(0, len(token) - 2).filter(lambda n: token[n] != "." and token[n + 1] != "."))
    letter = data.draw(st.sampled_from("ABCxyz019_-").filter(lambda one: one != token[at]))
    assert LINKS.read("picture", token, now) == [1, 2, 3]
    assert LINKS.read("picture", token[:at] + letter + token[at + 1 :], now) is None


def test_a_link_to_one_thing_does_not_open_another(web: FlaskClient, figures: Figures, clock: FakeClock) -> None:
    board = LINKS.token("board", [figures.office_id], clock() + timedelta(days=1))
    assert LINKS.read("board", board, clock()) == [figures.office_id]
    assert LINKS.read("picture", board, clock()) is None
    assert web.get(f"/picture/{board}.png").status_code == 404


def test_another_office_cannot_be_put_into_the_address(web: FlaskClient, figures: Figures, database: Database) -> None:
    """Nor does a signed one show an office that is no more."""
    with database.write() as session:
        other = new_office(session, "other")
    moved = path(replace(figures, office_id=other.id))
    carried, signature = path(figures).split("."), moved.split(".")
    assert web.get(f"{signature[0]}.{carried[1]}.png").status_code == 404
    assert web.get(path(replace(figures, office_id=999))).status_code == 404


def test_a_picture_goes_into_the_chat_over_https_only() -> None:
    assert image(None) == image("http://127.0.0.1:8001/picture/x.png") == []
    sent = image("https://ita.bangtuayang.example/picture/x.png")
    assert [message["type"] for message in sent] == ["image"]
    assert problems(sent) == []


def test_the_offices_progress_leads_to_its_picture(room: Room) -> None:
    room.says("ท่านปลัด", "/สถานะ").bot("[ดูแผนภูมิ]").presses("ท่านปลัด", "ดูแผนภูมิ")
    assert room.act is not None
    assert room.act.uri is not None
    assert room.act.uri.startswith("https://ita.bangtuayang.example/picture/")
    assert room.visits(room.act.uri).startswith(b"\x89PNG")


def test_the_picture_of_a_message_stays_while_the_work_goes_on(room: Room) -> None:
    room.says("ท่านปลัด", "/สถานะ").presses("ท่านปลัด", "ดูแผนภูมิ")
    assert room.act is not None
    before = room.act.uri
    assert before is not None
    seen = room.visits(before)
    room.says("ช้าง", "O8 เสร็จแล้ว").says("ท่านปลัด", "/สถานะ").presses("ท่านปลัด", "ดูแผนภูมิ")
    assert room.act.uri is not None
    assert room.visits(before) == seen != room.visits(room.act.uri)


def test_one_division_alone_needs_no_chart(room: Room) -> None:
    room.wants("ส้ม", intents.ShowProgress(scope="mine")).bot("กองคลัง", without=("ดูแผนภูมิ",))
