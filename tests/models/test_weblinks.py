"""What a check's finding makes of an address: failing is tried again, three failures break it, its night is its own."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.clock import BANGKOK
from models.database import Database
from models.weblinks import Finding, WebLink, addresses, claim, due, of_urls, still_leased, url_hash, watch
from tests.support.clock import thai
from tests.support.offices import new_office

URL = "https://www.bangtuayang.go.th/o8"
NOON = thai("2026-11-02 12:00")
HOUR = timedelta(hours=1)
GOOD, GONE = Finding(title="O8"), Finding("not_found", 404)


def link(url: str = URL) -> WebLink:
    return WebLink(url=url, url_hash=url_hash(url), state="unchecked", failures=0, check_at=NOON, flags=[])


def test_an_address_that_opens_is_good_and_is_looked_at_again_the_coming_night() -> None:
    found = link()
    assert found.record(Finding(title="O8", final_url=URL, flags=("off_site",)), NOON) is None
    assert (found.state, found.last_good_at, found.title, found.flags) == ("good", NOON, "O8", ["off_site"])
    assert found.check_at is not None
    assert thai("2026-11-03 01:00") <= found.check_at < thai("2026-11-03 04:00")


def test_three_failures_an_hour_apart_break_it_and_nothing_is_forgotten() -> None:
    found = link()
    found.record(GOOD, NOON)
    later = NOON + timedelta(days=1)
    assert found.record(GONE, later) is None
    assert (found.state, found.check_at, found.broken_since) == ("failing", later + HOUR, later)
    assert found.record(GONE, later + HOUR) is None
    assert found.record(GONE, later + 2 * HOUR) == ("good", "broken")
    assert (found.state, found.why, found.last_good_at, found.title) == ("broken", "not_found", NOON, "O8")
    assert found.broken_since == later


def test_looking_often_does_not_break_it_sooner() -> None:
    found = link()
    for minute in range(0, 120, 5):
        found.record(GONE, NOON + timedelta(minutes=minute))
    assert (found.state, found.failures) == ("failing", 2)
    assert found.record(GONE, NOON + 2 * HOUR) == ("unchecked", "broken")


def test_one_that_opens_in_between_starts_anew() -> None:
    found = link()
    for finding, hour in [(GONE, 0), (GONE, 1), (GOOD, 2), (GONE, 3), (GONE, 4)]:
        assert found.record(finding, NOON + hour * HOUR) is None
    assert (found.state, found.failures, found.broken_since) == ("failing", 2, NOON + 3 * HOUR)


def test_a_broken_one_that_opens_again_is_news_and_may_be_told_again() -> None:
    found = link()
    for hour in range(3):
        found.record(GONE, NOON + hour * HOUR)
    found.told_at = NOON + 20 * HOUR
    assert found.record(GONE, NOON + 24 * HOUR) is None
    assert found.told_at is not None
    assert found.record(GOOD, NOON + 48 * HOUR) == ("broken", "good")
    assert [found.told_at, found.broken_since, found.failures] == [None, None, 0]


@given(st.text(min_size=1, max_size=30), st.integers(0, 3 * 365 * 24 * 60))
def test_the_next_night_is_ahead_within_a_day_and_in_the_small_hours(path: str, minutes: int) -> None:
    now = NOON + timedelta(minutes=minutes)
    night = link(f"https://a.go.th/{path}").next_night(now).astimezone(BANGKOK)
    assert now < night <= now + timedelta(days=1)
    assert 1 <= night.hour < 4


@given(st.lists(st.tuples(st.booleans(), st.integers(1, 300)), max_size=40))
def test_it_is_broken_only_after_three_failures_two_hours_and_none_good_between(checks: list[tuple[bool, int]]) -> None:
    found, now, first_failure, failures = link(), NOON, None, 0
    for opens, minutes in checks:
        now += timedelta(minutes=minutes)
        found.record(GOOD if opens else GONE, now)
        first_failure = None if opens else first_failure or now
        failures = 0 if opens else failures + 1
        if found.state == "broken":
            assert failures >= 3
            assert first_failure is not None
            assert now - first_failure >= 2 * HOUR
        assert (found.state == "good") is opens
        assert found.check_at is not None
        assert found.check_at > now


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("https://a.go.th/o8", ("https://a.go.th/o8",)),
        (" https://a.go.th/1\nhttp://a.go.th/2, https://a.go.th/1 ", ("https://a.go.th/1", "http://a.go.th/2")),
        ("เว็บไซต์ https://a.go.th/ข้อมูล.", ("https://a.go.th/ข้อมูล",)),
        ("www.a.go.th/o8", ("http://www.a.go.th/o8",)),
        ("ยังไม่มี", ()),
        ("", ()),
        ("javascript:alert(1)", ()),
    ],
)
def test_the_addresses_in_a_cell(said: str, found: tuple[str, ...]) -> None:
    assert addresses(said) == found


def test_watching_twice_is_watching_once_and_what_was_retired_is_taken_up_again(database: Database) -> None:
    with database.write() as session:
        office = new_office(session)
        watch(session, office.id, [URL, URL, "https://a.go.th/2"], NOON)
        watch(session, office.id, [URL], NOON + HOUR)
        rows = of_urls(session, office.id, [URL, "https://a.go.th/2"])
        assert {url: row.check_at for url, row in rows.items()} == {URL: NOON, "https://a.go.th/2": NOON}
        rows[URL].record(GOOD, NOON)
        rows[URL].check_at = None
    with database.write() as session:
        watch(session, office.id, [URL], NOON + 2 * HOUR)
        session.expire_all()
        row = of_urls(session, office.id, [URL])[URL]
        assert (row.state, row.check_at) == ("good", NOON + 2 * HOUR)


def test_an_address_is_leased_to_one_check_at_a_time(database: Database) -> None:
    with database.write() as session:
        office = new_office(session)
        watch(session, office.id, [URL], NOON)
    with database.write() as session:
        [(link_id, _)] = due(session, NOON, 5)
        row = claim(session, link_id, NOON)
        assert row is not None
        lease = row.check_at
        assert lease is not None
    with database.write() as session:
        assert claim(session, link_id, NOON) is None
        again = claim(session, link_id, lease)  # the first died
        assert again is not None
    with database.write() as session:
        assert still_leased(session, link_id, lease) is None
