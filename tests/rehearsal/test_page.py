"""The chat page: what it is given to draw is harmless whatever a message holds, and all of it is served from here."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
import urllib3
from hypothesis import given
from hypothesis import strategies as st

from rehearsal.client import RehearsalClient
from rehearsal.preview import drawn, safe_link
from rehearsal.server import STATIC, RehearsalServer
from tests.rehearsal.stagehands import LineApi, button_card, text

EVIL = "<img src=x onerror=alert(1)>\"'`</p><script>alert(2)</script>"


def strings(value: Any) -> Iterator[str]:
    """Every string of a JSON value, keys too."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield str(key)
            yield from strings(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner)
    elif isinstance(value, str):
        yield value


def flex(*components: dict[str, Any]) -> dict[str, Any]:
    body = {"type": "box", "layout": "vertical", "contents": list(components)}
    return {"type": "flex", "altText": "x", "contents": {"type": "bubble", "body": body}}


def test_texts_and_labels_of_a_flex_message_are_escaped() -> None:
    action = {"type": "uri", "label": EVIL, "uri": f"javascript:{EVIL}"}
    components: list[dict[str, Any]] = [
        {"type": "text", "text": EVIL, "contents": [{"type": "span", "text": EVIL}]},
        {"type": "button", "action": action, "color": EVIL, "style": EVIL},
        {"type": "image", "url": f'https://example.com/a.png?");background:url({EVIL}', "size": EVIL},
        {"type": "icon", "url": f"javascript:{EVIL}"},
        {EVIL: EVIL, "type": EVIL},
    ]
    made = drawn(flex(*components))
    assert not [one for one in strings(made["flex"]) if re.search(r"[<>\"']", one)]
    assert made["flex"]["body"]["contents"][0]["text"].startswith("&lt;img src=x onerror=alert(1)&gt;&quot;&#x27;")
    assert made["actions"] == [{"type": "uri", "label": EVIL}]  # shown as text by the page, and leads nowhere


def test_an_action_is_a_number_to_the_renderer_and_kept_beside_it() -> None:
    one = {"type": "postback", "label": "หนึ่ง", "data": "');alert('1", "displayText": "x"}
    two = {"type": "message", "label": "สอง", "text": "/missing"}
    made = drawn(button_card(one, two))
    links = [part["action"]["uri"] for part in made["flex"]["body"]["contents"][1:]]
    assert links == ["#action-0", "#action-1"]
    assert [action.get("data", action.get("text")) for action in made["actions"]] == ["');alert('1", "/missing"]


PARTS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=12) | st.sampled_from([EVIL, "#FFF", "md"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["type", "text", "contents", "action", "url", "body", "header", "label", "uri", "styles"])
            | st.text(max_size=6),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(PARTS)
def test_no_flex_whatsoever_brings_markup_to_the_renderer(contents: Any) -> None:
    made = drawn({"type": "flex", "altText": "x", "contents": contents})
    assert not [one for one in strings(made["flex"]) if re.search(r"[<>\"']", one)]
    assert all("javascript:" not in action.get("uri", "") for action in made["actions"])


@pytest.mark.parametrize(
    ("uri", "kept"),
    [
        ("https://example.com/a?b=1", True),
        ("HTTP://example.com", True),
        ("line://ti/p/@x", True),
        ("tel:074000000", True),
        ("javascript:alert(1)", False),
        ("JaVaScRiPt:alert(1)", False),
        ("java\nscript:alert(1)", False),
        (" javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//example.com", False),
        ("", False),
        ("https://[broken", False),
        (None, False),
    ],
)
def test_links_lead_only_where_line_allows(uri: object, kept: bool) -> None:
    assert (safe_link(uri) is not None) is kept


def test_a_chat_is_served_ready_to_draw(
    line: RehearsalClient, server: RehearsalServer, api: LineApi, http: urllib3.PoolManager, som: str
) -> None:
    quick = {"items": [{"type": "action", "action": {"type": "message", "label": "วิธีใช้", "text": "/help"}}]}
    confirm = {"type": "message", "label": "ใช่", "text": "ใช่"}
    template = {"type": "confirm", "text": EVIL, "actions": [confirm, confirm]}
    card = {"type": "template", "altText": "x", "template": template}
    messages = [button_card(confirm), card, text("สวัสดี", quickReply=quick)]
    assert api.post("message/push", {"to": som, "messages": messages}).status == 200
    page = http.request("GET", f"{server.url}/_rehearsal/page?chat={som}").json()
    first, second, third = (one["drawn"] for one in page["lines"])
    assert first["flex"]["body"]["contents"][1]["action"]["uri"] == "#action-0"
    assert second["cards"][0]["text"] == EVIL  # the page sets it as text
    assert third["quick"] == [{"type": "message", "label": "วิธีใช้", "text": "/help"}]
    assert page["menu"] is None


def test_the_page_is_whole_and_asks_nothing_of_other_hosts(server: RehearsalServer, http: urllib3.PoolManager) -> None:
    page = http.request("GET", f"{server.url}/")
    assert page.status == 200
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert not re.search(r"https:|http:(?!//(127\.0\.0\.1|localhost):)|script-src|'unsafe-eval'", policy)
    ours = [path for path in STATIC.iterdir() if path.suffix in (".html", ".js", ".css")]
    texts = {path: path.read_text(encoding="utf-8") for path in ours}
    wanted = {
        path for text in texts.values() for path in re.findall(r"""(?:href|src|from|url\()=? ?"(/[^"]+)\"""", text)
    }
    wanted |= {f"/static/{name}" for text in texts.values() for name in re.findall(r'from "\./([^"]+)"', text)}
    assert {"/static/room.js", "/static/flex.js", "/static/theme.css", "/static/fonts/Regular"} <= wanted
    assert {path: http.request("GET", server.url + path).status for path in wanted} == dict.fromkeys(wanted, 200)
    assert not [path for path, text in texts.items() if re.search(r"https?://\w", text)]
    assert (STATIC / "vendor/flex-render/LICENSE.txt").read_text(encoding="utf-8").count("MIT License") == 1


def test_the_list_of_chats_tells_what_a_phone_would_announce(
    line: RehearsalClient, server: RehearsalServer, api: LineApi, http: urllib3.PoolManager, som: str
) -> None:
    def chats() -> dict[str, Any]:
        listed = http.request("GET", f"{server.url}/_rehearsal/chats?channel=khuanlang").json()["chats"]
        return {one["chat"]: (one["said"], one["line"]["text"]) for one in listed}

    assert chats() == {}
    api.push(som, "สวัสดี\nตอนเช้า")
    assert chats() == {som: (1, "สวัสดี ตอนเช้า")}
    api.post("message/push", {"to": som, "messages": [button_card({"type": "message", "label": "ก", "text": "ก"})]})
    assert chats() == {som: (2, "O8")}  # the alt text
    said = line.say(som, "ขอบคุณ")
    assert chats() == {som: (2, "ขอบคุณ")}
    line.unsend(som, said.message_id or "")
    assert chats() == {som: (2, "ยกเลิกข้อความแล้ว")}
    line.block(som)
    api.push(som, "ไม่ถึง")
    assert chats() == {som: (2, "ยกเลิกข้อความแล้ว")}


def test_the_last_lines_of_a_long_chat_come_first(
    server: RehearsalServer, api: LineApi, http: urllib3.PoolManager, som: str
) -> None:
    for number in range(5):
        api.push(som, str(number))
    page = http.request("GET", f"{server.url}/_rehearsal/page?chat={som}&last=2").json()
    assert [one["text"] for one in page["lines"]] == ["3", "4"]
    assert page["earlier"] == 3
    assert http.request("GET", f"{server.url}/_rehearsal/page?chat={som}").json()["earlier"] == 0
