"""LINE's limits on plain message dicts: each is met exactly, and broken by one."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.limits import (
    Problem,
    cut,
    cut_graphemes,
    graphemes,
    problems,
    rich_menu_problems,
    utf16_len,
)

Json = dict[str, Any]


def text(value: str = "สวัสดี", **more: Any) -> Json:
    return {"type": "text", "text": value, **more}


def flex(contents: Json, alt: str = "รายการที่ค้าง") -> Json:
    return {"type": "flex", "altText": alt, "contents": contents}


def bubble(*components: Json, **more: Any) -> Json:
    return {"type": "bubble", "body": {"type": "box", "layout": "vertical", "contents": list(components)}, **more}


def postback(label: str | None = "ตกลง", **more: Any) -> Json:
    action: Json = {"type": "postback", "data": "1:x", **more}
    return action if label is None else {"label": label, **action}


def quick(*actions: Json) -> Json:
    return text(quickReply={"items": [{"type": "action", "action": action} for action in actions]})


def template(template: Json) -> Json:
    return {"type": "template", "altText": "เลือก", "template": template}


def where(*messages: Json, in_group: bool = False) -> list[str]:
    return [one.property for one in problems(messages, in_group=in_group)]


RICH = bubble(
    {
        "type": "text",
        "text": "O8 แผนดำเนินงาน",
        "size": "lg",
        "weight": "bold",
        "wrap": True,
        "color": "#1B5E20",
        "margin": "md",
        "flex": 0,
        "maxLines": 2,
    },
    {
        "type": "text",
        "contents": [{"type": "span", "text": "ครบกำหนด "}, {"type": "span", "text": "31 มี.ค. 70", "color": "#B71C1C"}],
    },
    {"type": "separator", "margin": "12px", "color": "#DDDDDD"},
    {
        "type": "box",
        "layout": "horizontal",
        "contents": [
            {"type": "filler"},
            {
                "type": "image",
                "url": "https://example.com/a.png",
                "size": "full",
                "aspectRatio": "20:13",
                "aspectMode": "cover",
            },
        ],
        "height": "6px",
        "width": "40%",
        "backgroundColor": "#EEEEEEFF",
        "cornerRadius": "3px",
        "paddingAll": "none",
        "action": postback(None),
        "background": {
            "type": "linearGradient",
            "angle": "90deg",
            "startColor": "#FFFFFF",
            "endColor": "#000000",
        },
    },
    {
        "type": "box",
        "layout": "baseline",
        "contents": [
            {"type": "icon", "url": "https://example.com/i.png", "size": "sm"},
            {"type": "text", "text": "กองคลัง"},
        ],
    },
    {"type": "button", "style": "primary", "height": "sm", "color": "#2E7D32", "action": postback("ก" * 40)},
    size="mega",
    direction="ltr",
    styles={"footer": {"separator": True, "separatorColor": "#EEEEEE"}},
)

SENDABLE: list[Json] = [
    text(),
    text("x" * 5000),
    flex(RICH),
    flex({"type": "carousel", "contents": [RICH] * 12}),
    flex(bubble(hero={"type": "image", "url": "https://example.com/a.png"})),
    quick(*[postback("ก" * 20)] * 13),
    quick({"type": "camera", "label": "ถ่ายภาพ"}, {"type": "uri", "label": "โทร", "uri": "tel:0740000000"}),
    quick({"type": "datetimepicker", "label": "เลือกวัน", "data": "d", "mode": "date", "initial": "2027-03-31"}),
    quick(
        {
            "type": "datetimepicker",
            "label": "เลือก",
            "data": "d",
            "mode": "datetime",
            "min": "2027-03-31T08:30",
            "max": "2027-04-01T08:30",
        }
    ),
    template({"type": "buttons", "text": "ก" * 160, "actions": [postback()] * 4}),
    template({"type": "buttons", "title": "ก" * 40, "text": "ก" * 60, "actions": [postback()]}),
    template({"type": "confirm", "text": "ยืนยัน", "actions": [postback("ใช่"), postback("ไม่ใช่")]}),
    template({"type": "carousel", "columns": [{"text": "ก" * 120, "actions": [postback()] * 3}] * 10}),
    template(
        {"type": "image_carousel", "columns": [{"imageUrl": "https://example.com/a.png", "action": postback("ดู")}]}
    ),
    {
        "type": "image",
        "originalContentUrl": "https://example.com/a.png",
        "previewImageUrl": "https://example.com/b.png",
    },
    {"type": "location", "title": "อบต.", "address": "ถนนหนึ่ง", "latitude": 7.0, "longitude": 100.5},
    {"type": "sticker", "packageId": "446", "stickerId": "1988"},
    quick({"type": "uri", "label": "เว็บไซต์", "uri": "HTTPS://example.com/" + "x" * 980}),
    {"type": "textV2", "text": "สวัสดี {{ปีกกา}}"},
]


@pytest.mark.parametrize("message", SENDABLE, ids=lambda one: str(one["type"]))
def test_a_message_at_its_limits_can_be_sent(message: Json) -> None:
    assert problems([message]) == []


def picker(**more: Any) -> Json:
    return quick({"type": "datetimepicker", "label": "เลือก", "data": "d", "mode": "date", **more})


ITEM = "messages[0].quickReply.items[0].action"
BODY = "messages[0].contents.body.contents[0]"
COLUMN = "messages[0].template.columns[0]"
REFUSED: list[tuple[str, Json]] = [
    ("messages[0].type", {"type": "flexible"}),
    ("messages[0].type", {}),
    ("messages[0].text", {"type": "text"}),
    ("messages[0].text", text("")),
    ("messages[0].text", text(None)),  # type: ignore[arg-type]
    ("messages[0].text", text("x" * 5001)),
    ("messages[0].text", text("😀" * 2501)),
    ("messages[0].altText", flex(RICH, "x" * 1501)),
    ("messages[0].altText", flex(RICH, "")),
    ("messages[0].quickReply.items", quick(*[postback()] * 14)),
    ("messages[0].quickReply.items", quick()),
    (f"{ITEM}.label", quick(postback(None))),
    (f"{ITEM}.label", quick(postback("ก" * 21))),
    (f"{ITEM}.data", quick(postback(data="x" * 301))),
    (f"{ITEM}.data", quick({"type": "postback", "label": "ก"})),
    (f"{ITEM}.displayText", quick(postback(displayText="ก" * 301))),
    (f"{ITEM}.displayText", quick(postback(displayText="ก", text="ข"))),
    (f"{ITEM}.inputOption", quick(postback(inputOption="openDoor"))),
    (f"{ITEM}.fillInText", quick(postback(fillInText="ก"))),
    (f"{ITEM}.text", quick({"type": "message", "label": "ก", "text": "ก" * 301})),
    (f"{ITEM}.uri", quick({"type": "uri", "label": "ก", "uri": "ftp://example.com"})),
    (f"{ITEM}.uri", quick({"type": "uri", "label": "ก", "uri": "javascript:alert(1)"})),
    (f"{ITEM}.uri", quick({"type": "uri", "label": "ก", "uri": "https://example.com/" + "x" * 981})),
    (f"{ITEM}.type", quick({"type": "richmenuswitch", "label": "ก"})),
    (f"{ITEM}.mode", picker(mode="year")),
    (f"{ITEM}.initial", picker(initial="2570-03-31")),
    (f"{ITEM}.initial", picker(initial="2027-02-29")),
    (f"{ITEM}.initial", picker(initial="31/03/2027")),
    (f"{ITEM}.initial", picker(initial="2027-3-31")),
    (f"{ITEM}.initial", picker(initial="2027-03-31T08:30")),
    (f"{ITEM}.min", picker(mode="datetime", min="2027-03-31T08:30Z")),
    (f"{ITEM}.max", picker(min="2027-03-31", max="2027-03-30")),
    (f"{ITEM}.max", picker(min="2027-03-31", max="2027-03-31")),
    (f"{ITEM}.initial", picker(initial="2027-04-01", max="2027-03-30")),
    ("messages[0].contents.type", flex({"type": "box"})),
    ("messages[0].contents", flex({"type": "bubble"})),
    ("messages[0].contents.contents", flex({"type": "carousel", "contents": [RICH] * 13})),
    ("messages[0].contents.contents", flex({"type": "carousel", "contents": []})),
    (
        "messages[0].contents.contents",
        flex({"type": "carousel", "contents": [bubble(text()), bubble(text(), size="giga")]}),
    ),
    ("messages[0].contents.colour", flex(bubble(text(), colour="#FFFFFF"))),
    ("messages[0].contents.size", flex(bubble(text(), size="huge"))),
    (f"{BODY}.type", flex(bubble({"type": "table"}))),
    (f"{BODY}.text", flex(bubble({"type": "text", "text": ""}))),
    (f"{BODY}.text", flex(bubble({"type": "text"}))),
    (f"{BODY}.size", flex(bubble(text(size="huge")))),
    (f"{BODY}.color", flex(bubble(text(color="green")))),
    (f"{BODY}.wrap", flex(bubble(text(wrap="true")))),
    (f"{BODY}.fontSize", flex(bubble(text(fontSize="md")))),
    (f"{BODY}.contents[0].text", flex(bubble({"type": "text", "contents": [{"type": "span", "text": ""}]}))),
    (
        f"{BODY}.contents[0].wrap",
        flex(bubble({"type": "text", "contents": [{"type": "span", "text": "ก", "wrap": True}]})),
    ),
    (f"{BODY}.layout", flex(bubble({"type": "box", "contents": []}))),
    (f"{BODY}.layout", flex(bubble({"type": "box", "layout": "grid", "contents": []}))),
    (f"{BODY}.contents", flex(bubble({"type": "box", "layout": "vertical"}))),
    (f"{BODY}.padding", flex(bubble({"type": "box", "layout": "vertical", "contents": [], "padding": "md"}))),
    (f"{BODY}.width", flex(bubble({"type": "box", "layout": "vertical", "contents": [], "width": "40"}))),
    (f"{BODY}", flex(bubble({"type": "icon", "url": "https://example.com/i.png"}))),
    (
        f"{BODY}.contents[0]",
        flex(bubble({"type": "box", "layout": "baseline", "contents": [{"type": "separator"}]})),
    ),
    (f"{BODY}.action", flex(bubble({"type": "button"}))),
    (f"{BODY}.action.label", flex(bubble({"type": "button", "action": postback(None)}))),
    (f"{BODY}.action.label", flex(bubble({"type": "button", "action": postback("ก" * 41)}))),
    (f"{BODY}.action.type", flex(bubble({"type": "button", "action": {"type": "camera", "label": "ก"}}))),
    (f"{BODY}.style", flex(bubble({"type": "button", "style": "danger", "action": postback()}))),
    (f"{BODY}.size", flex(bubble({"type": "button", "size": "sm", "action": postback()}))),
    (f"{BODY}.height", flex(bubble({"type": "button", "height": "lg", "action": postback()}))),
    (f"{BODY}.flex", flex(bubble({"type": "filler", "flex": -1}))),
    (f"{BODY}.height", flex(bubble({"type": "separator", "height": "1px"}))),
    (f"{BODY}.url", flex(bubble({"type": "image", "url": "http://example.com/a.png"}))),
    (f"{BODY}.aspectRatio", flex(bubble({"type": "image", "url": "https://a.example", "aspectRatio": "1:4"}))),
    ("messages[0].template.type", template({"type": "table"})),
    ("messages[0].template.text", template({"type": "buttons", "text": "ก" * 161, "actions": [postback()]})),
    (
        "messages[0].template.text",
        template({"type": "buttons", "title": "ก", "text": "ก" * 61, "actions": [postback()]}),
    ),
    (
        "messages[0].template.title",
        template({"type": "buttons", "title": "ก" * 41, "text": "ก", "actions": [postback()]}),
    ),
    ("messages[0].template.actions", template({"type": "buttons", "text": "ก", "actions": [postback()] * 5})),
    ("messages[0].template.actions", template({"type": "confirm", "text": "ก", "actions": [postback()]})),
    (f"{COLUMN}.actions", template({"type": "carousel", "columns": [{"text": "ก", "actions": [postback()] * 4}]})),
    (
        "messages[0].template.columns",
        template(
            {
                "type": "carousel",
                "columns": [{"text": "ก", "actions": [postback()]}, {"text": "ก", "actions": [postback()] * 2}],
            }
        ),
    ),
    (
        "messages[0].template.columns",
        template({"type": "carousel", "columns": [{"text": "ก", "actions": [postback()]}] * 11}),
    ),
    (
        f"{COLUMN}.action.label",
        template(
            {
                "type": "image_carousel",
                "columns": [{"imageUrl": "https://example.com/a.png", "action": postback("ก" * 13)}],
            }
        ),
    ),
    ("messages[0].text", {"type": "textV2", "text": "สวัสดี {somebody}"}),
    ("messages[0].text", {"type": "textV2", "text": "ปีกกา {"}),
    (
        "messages[0].substitution",
        {
            "type": "textV2",
            "text": "ก",
            "substitution": {f"e{n}": {"type": "emoji", "productId": "p", "emojiId": "1"} for n in range(101)},
        },
    ),
    ("messages[0].latitude", {"type": "location", "title": "ก", "address": "ข", "latitude": 91, "longitude": 0}),
]


@pytest.mark.parametrize(("place", "message"), REFUSED)
def test_one_step_beyond_a_limit_is_refused_there(place: str, message: Json) -> None:
    assert where(message) == [place]


def test_one_to_five_messages_can_be_sent() -> None:
    assert problems([text()] * 5) == []
    assert problems([]) == [Problem("messages", "Size must be between 1 and 5")]
    assert where(*[text()] * 6) == ["messages"]


def test_the_wording_is_lines_own() -> None:
    assert problems([text(""), {"type": "poster"}])[0] == Problem("messages[0].text", "May not be empty")
    assert problems([text(""), {"type": "poster"}])[1].message.startswith("Must be one of the following values: [text,")
    assert problems([flex(bubble({"type": "text", "text": ""}))])[0].message == "must be non-empty text"


def test_mentions_go_to_groups_only_and_are_at_most_twenty() -> None:
    def mentioning(count: int) -> Json:
        people = {
            f"p{n}": {"type": "mention", "mentionee": {"type": "user", "userId": "U" + "0" * 32}} for n in range(count)
        }
        return {"type": "textV2", "text": "".join(f"{{{key}}}" for key in people), "substitution": people}

    assert problems([mentioning(20)], in_group=True) == []
    assert where(mentioning(21), in_group=True) == ["messages[0].substitution"]
    assert where(mentioning(1)) == ["messages[0].substitution.p0"]


def grown(message: Callable[[int], Json], place: str, most: int) -> None:
    """The largest size that passes is found by halving, so that the edge itself is looked at."""
    low, high = 0, most * 2
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if not where(message(middle)) else (low, middle)
    assert where(message(low)) == []
    assert place in where(message(high))
    assert most - 400 < low * 3 <= most  # one Thai letter is three bytes


def test_a_bubble_is_measured_in_bytes_of_compact_utf8() -> None:
    grown(lambda n: flex(bubble(text("ก" * max(n, 1)))), "messages[0].contents", 30_000)


def test_a_carousel_is_measured_as_a_whole() -> None:
    piece = 9_000
    assert where(flex({"type": "carousel", "contents": [bubble(text("ก" * piece))]})) == []
    two = flex({"type": "carousel", "contents": [bubble(text("ก" * piece))] * 2})
    assert where(two) == ["messages[0].contents"]


def test_labels_count_what_people_see_and_texts_count_units() -> None:
    assert graphemes("ที่นี่") == 2
    assert utf16_len("ที่นี่") == 6
    assert utf16_len("😀") == 2
    assert problems([quick(postback("ที่" * 20))]) == []
    assert where(text("ที่" * 1667)) == ["messages[0].text"]


def test_absurd_nesting_is_refused_not_crashed_on() -> None:
    deep: Json = {"type": "box", "layout": "vertical", "contents": []}
    for _ in range(200):
        deep = {"type": "box", "layout": "vertical", "contents": [deep]}
    assert problems([flex(bubble(deep))])


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                [
                    "type",
                    "text",
                    "contents",
                    "body",
                    "layout",
                    "action",
                    "actions",
                    "columns",
                    "quickReply",
                    "items",
                    "url",
                ]
            )
            | st.text(max_size=4),
            inner | st.sampled_from(["text", "flex", "bubble", "box", "carousel", "template", "buttons", "button"]),
            max_size=4,
        )
    ),
    max_leaves=20,
)


@given(JSON)
def test_whatever_the_json_problems_are_told_and_nothing_is_raised(anything: Any) -> None:
    problems([anything, {"type": "flex", "altText": "x", "contents": anything}])
    problems([{"type": "template", "altText": "x", "template": anything}])
    problems([{"type": "textV2", "text": "x", "substitution": anything}], in_group=True)


@given(st.text(alphabet=st.sampled_from("กขที่ป้ำ์ 😀👨‍👩‍👧aé\n"), max_size=60), st.integers(0, 70))
def test_a_cut_text_fits_and_splits_nothing(long: str, units: int) -> None:
    short = cut(long, units)
    assert utf16_len(short) <= units
    if utf16_len(long) <= units:
        assert short == long
    elif short:
        assert short.endswith("…")
        kept = short[:-1]
        assert long.startswith(kept)
        # Two clusterings that agree up to the cut: nothing was split.
        assert graphemes(kept) + graphemes(long[len(kept) :]) == graphemes(long)


@given(st.text(max_size=60), st.integers(0, 40))
def test_a_cut_label_fits_in_graphemes(long: str, count: int) -> None:
    short = cut_graphemes(long, count)
    assert graphemes(short) <= count
    assert short == long or len(short) <= len(long)


MENU: Json = {
    "size": {"width": 2500, "height": 1686},
    "selected": True,
    "name": "เมนูหลัก",
    "chatBarText": "ที่" * 14,
    "areas": [{"bounds": {"x": 0, "y": 0, "width": 1250, "height": 843}, "action": postback("ก" * 20)}] * 20,
}


def test_a_rich_menu_at_its_limits_is_accepted() -> None:
    assert rich_menu_problems(MENU) == []


@pytest.mark.parametrize(
    ("place", "change"),
    [
        ("size.width", {"size": {"width": 799, "height": 400}}),
        ("size.width", {"size": {"width": 2501, "height": 843}}),
        ("size", {"size": {"width": 1200, "height": 843}}),
        ("chatBarText", {"chatBarText": "ก" * 15}),
        ("areas", {"areas": MENU["areas"] * 2}),
        ("name", {"name": None}),
        ("areas[0].action.label", {"areas": [{**MENU["areas"][0], "action": postback("ก" * 21)}]}),
    ],
)
def test_a_rich_menu_beyond_a_limit_is_refused_there(place: str, change: Json) -> None:
    assert [one.property for one in rich_menu_problems(MENU | change)] == [place]
