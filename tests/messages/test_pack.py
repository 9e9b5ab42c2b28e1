"""Packing bubbles into messages, quick replies, and the small Flex pieces."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages import flex
from messages.limits import graphemes, problems
from messages.pack import Card, alt_codes, pack, quick, text, with_quick
from messages.plain import plain
from messages.postbacks import Show
from messages.words import STATUSES


def card(code: str, units: int = 20) -> Card:
    lines = [flex.text("ก" * min(units - done, 500)) for done in range(0, units, 500)]
    return Card(flex.bubble([flex.text(code), *lines]), (code,))


def bubbles(messages: list[dict[str, Any]]) -> list[dict[str, Any]]:
    inside = [m["contents"] for m in messages]
    return [one for c in inside for one in (c["contents"] if c["type"] == "carousel" else [c])]


def test_one_bubble_stays_a_bubble_and_several_become_a_carousel() -> None:
    assert pack([card("O1")], "หนึ่ง")[0]["contents"]["type"] == "bubble"
    assert pack([card("O1"), card("O2")], "สอง")[0]["contents"]["type"] == "carousel"


def test_what_cannot_be_shown_is_counted_and_named() -> None:
    messages = pack([card(f"O{n}") for n in range(1, 101)], "มาก", hint="พิมพ์ /ค้าง กองคลัง")
    assert len(messages) == 5
    assert len(bubbles(messages)) == 60
    last = plain(messages).rpartition("--\n")[2]
    assert last.startswith("ยังมีอีก 41 รายการ\nO60, O61,")
    assert last.endswith("O100\nพิมพ์ /ค้าง กองคลัง")


def test_a_list_that_just_fits_has_no_bubble_for_the_rest() -> None:
    messages = pack([card(f"O{n}") for n in range(60)], "พอดี")
    assert len(bubbles(messages)) == 60
    assert "ยังมีอีก" not in plain(messages)


def test_a_bubble_that_is_too_large_is_named_instead_of_sent() -> None:
    messages = pack([card("O1"), card("O2", 12_000)], "ใหญ่")
    assert problems(messages) == []
    assert "ยังมีอีก 1 รายการ\nO2" in plain(messages)


def test_heavy_bubbles_are_spread_over_several_carousels() -> None:
    messages = pack([card(f"O{n}", 4_500) for n in range(8)], "หนัก")
    assert problems(messages) == []
    assert [len(m["contents"].get("contents", [0])) for m in messages] == [3, 3, 2]


@given(st.lists(st.integers(1, 11_000), min_size=1, max_size=80), st.integers(1, 5))
def test_every_card_is_shown_or_named_and_line_accepts_it(sizes: list[int], most: int) -> None:
    cards = [card(f"O{n}", units) for n, units in enumerate(sizes, 1)]
    messages = pack(cards, "รายการ", most=most)
    assert problems(messages) == []
    assert len(messages) <= most
    shown = bubbles(messages)
    left = [one.bubble for one in cards if one.bubble not in shown]
    assert ("ยังมีอีก" in plain(messages)) == bool(left)


def test_alternative_text_names_codes_one_by_one_while_there_is_room() -> None:
    few = alt_codes("รายการ: {}".format, ["O2", "O1", "O3"])
    many = alt_codes("รายการ: {}".format, [f"O{n}" for n in range(1, 400)])
    assert few == "รายการ: O1, O2, O3"
    assert many == "รายการ: O1–O399"


def test_quick_replies_are_cut_to_what_line_allows() -> None:
    replies = quick([("ความก้าวหน้าการดำเนินการของส่วนราชการ", Show("status")), *[("ก", "ข")] * 20])
    assert replies is not None
    assert len(replies["items"]) == 13
    label = replies["items"][0]["action"]["label"]
    assert graphemes(label) == 20
    assert label.endswith("…")
    assert replies["items"][1]["action"] == {"type": "message", "label": "ก", "text": "ข"}


def test_quick_replies_stand_on_the_last_message_only() -> None:
    first, last = with_quick([text("ก"), text("ข")], [("ค", "ค")])
    assert "quickReply" not in first
    assert "quickReply" in last
    assert quick([]) is None
    assert with_quick([text("ก")], []) == [text("ก")]


@given(st.text())
def test_any_text_can_be_sent(content: str) -> None:
    assert problems([text(content)]) == []
    assert problems(pack([Card(flex.bubble([flex.text(content)]))], content)) == []


@given(st.lists(st.tuples(st.sampled_from(STATUSES), st.integers(0, 10_000)), max_size=8))
def test_a_progress_bar_never_runs_over(parts: list[tuple[Any, int]]) -> None:
    bar = flex.progress_bar(parts)
    widths = [int(one["width"].rstrip("%")) for one in bar["contents"] if "width" in one]
    assert sum(widths) <= 100
    assert len(widths) == sum(1 for _, count in parts if count)
    assert problems(pack([Card(flex.bubble([bar]))], "แถบ")) == []


@pytest.mark.parametrize(
    ("typed", "target"),
    [
        ("https://www.example.go.th/ita?id=8", "https://www.example.go.th/ita?id=8"),
        (" www.example.go.th/ita ", "http://www.example.go.th/ita"),
        ("https://example.go.th/แผน 2570.pdf", "https://example.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99%202570.pdf"),
        ("javascript:alert(1)", None),
        ("ftp://example.go.th", None),
        ("อยู่หน้าแรก", None),
        ("http://", None),
        ("https://[::1", None),
        ("https://example.go.th/" + "ก" * 500, None),
        ("", None),
        (None, None),
    ],
)
def test_only_a_web_address_becomes_a_link(typed: str | None, target: str | None) -> None:
    assert flex.link(typed) == target


@given(st.text() | st.text().map("https://example.go.th/{}".format))
def test_whatever_was_typed_as_an_address_line_accepts_the_button(typed: str) -> None:
    if (address := flex.link(typed)) is not None:
        shown = flex.bubble([flex.button(flex.uri_action("เปิด", address))])
        assert problems(pack([Card(shown)], "ลิงก์")) == []
