"""The page draws what a bot sends as LINE would, and nothing a message, a name or an address holds ever runs."""

import pytest
from playwright.sync_api import expect

from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer
from tests.browser.conftest import Visit
from tests.rehearsal.stagehands import LineApi, RecordingBot, button_card, png, text

EVIL = "<img src=x onerror=alert(1)><script>alert(2)</script>\"'`"


def test_a_message_line_refuses_is_shown_with_its_error_in_the_chat_and_the_timeline(
    server: RehearsalServer, api: LineApi, som: str, visit: Visit
) -> None:
    assert api.push(som, "ก" * 5001).status == 400
    visitor = visit(server.url).arrive(som)
    refused = visitor.phone().locator(".refused")
    expect(refused).to_contain_text("LINE ไม่รับข้อความนี้")
    expect(refused).to_contain_text("Length must be between 1 and 5000")
    timeline = visitor.page.locator("#timeline")
    expect(timeline).to_contain_text("LINE ไม่รับ")
    expect(timeline).to_contain_text("messages[0].text")
    api.push(som, "สั้นลงแล้ว")
    visitor.reads("สั้นลงแล้ว")
    expect(timeline.locator(".cost.paid")).to_have_text("นับ 1")
    expect(visitor.page.get_by_role("meter")).to_have_attribute("aria-valuetext", "ใช้แล้ว 1 จาก 300 ข้อความ")


def test_markup_in_names_messages_and_addresses_is_text(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, visit: Visit
) -> None:
    evil = line.add_person(EVIL)
    line.invite_bot(line.add_group(EVIL, [evil]))
    action = {"type": "uri", "label": "เปิด", "uri": "https://example.com/'onclick=alert(3)//"}
    card = button_card(action)
    card["contents"]["body"]["contents"][0]["text"] = EVIL
    card["contents"]["hero"] = {"type": "image", "url": "https://elsewhere.example/x.png?');alert(4)//"}
    confirm = {"type": "confirm", "text": EVIL, "actions": [{"type": "message", "label": EVIL[:20], "text": EVIL}] * 2}
    template = {"type": "template", "altText": EVIL, "template": confirm}
    picture = "https://elsewhere.example/y.png"
    messages = [
        text(f"{EVIL} javascript:alert(5) https://example.com/?q=<script>alert(6)</script> data:text/html,x"),
        card,
        template,
        {"type": "image", "originalContentUrl": picture, "previewImageUrl": picture},
    ]
    assert api.post("message/push", {"to": evil, "messages": messages}).status == 200
    line.say(evil, EVIL)
    visitor = visit(server.url).arrive(evil)
    assert visitor.phone().locator(".title").inner_text() == EVIL
    visitor.reads(EVIL)
    expect(visitor.lines().nth(0)).to_contain_text(EVIL)
    expect(visitor.lines().nth(1).locator(".flex-preview p").first).to_have_text(EVIL)
    expect(visitor.lines().nth(2).locator(".card")).to_contain_text(EVIL)
    expect(visitor.lines().nth(3)).to_contain_text("แสดงในหน้านี้ไม่ได้")
    for number in range(visitor.entry(EVIL).count()):
        expect(visitor.entry(EVIL).nth(number)).to_be_visible()
    expect(visitor.page.locator("#timeline")).to_contain_text("<img src=x onerror=alert(1)>")
    assert visitor.page.locator("img[src=x], .phone script, [onerror], [onclick]").count() == 0
    links = visitor.page.locator(".phone a[href]").evaluate_all("all => all.map((one) => one.protocol)")
    assert set(links) <= {"https:", "http:"}
    assert [address for address in visitor.asked if not address.startswith(server.url)] == []  # nothing left


def test_a_card_is_tapped_with_the_mouse_and_with_the_keyboard(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, bot: RecordingBot, som: str, visit: Visit
) -> None:
    tell = {"type": "message", "label": "ที่ค้าง", "text": "/ค้าง"}
    post = {"type": "postback", "label": "เรียบร้อย", "data": "done:O8", "displayText": "O8 เรียบร้อยแล้ว"}
    api.post("message/push", {"to": som, "messages": [button_card(tell, post)]})
    visitor = visit(server.url).arrive(som)
    card = visitor.lines().first
    card.get_by_role("button", name="ที่ค้าง").click()
    visitor.reads("/ค้าง")
    card.get_by_role("button", name="เรียบร้อย").focus()
    visitor.page.keyboard.press("Enter")
    visitor.reads("O8 เรียบร้อยแล้ว")
    assert line.wait_for(lambda: [one["type"] for one in bot.events] == ["message", "postback"])
    assert bot.events[1]["postback"] == {"data": "done:O8"}


def test_a_day_is_picked_and_read_back_in_the_buddhist_era(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, bot: RecordingBot, som: str, visit: Visit
) -> None:
    pick = {"type": "datetimepicker", "label": "เลือกวัน", "data": "d", "mode": "date", "initial": "2027-01-15"}
    quick = {"items": [{"type": "action", "action": pick}]}
    api.post("message/push", {"to": som, "messages": [text("วันใด", quickReply=quick)]})
    visitor = visit(server.url).arrive(som)
    visitor.phone().get_by_role("button", name="เลือกวัน").click()
    dialog = visitor.page.get_by_role("dialog")
    expect(dialog).to_contain_text("วันศุกร์ที่ 15 มกราคม 2570")
    dialog.locator("input").fill("2027-03-31")
    expect(dialog).to_contain_text("31 มีนาคม 2570")
    dialog.get_by_role("button", name="ตกลง").click()
    expect(dialog).not_to_be_visible()
    line.wait_for(lambda: bot.events)
    assert bot.events[0]["postback"] == {"data": "d", "params": {"date": "2027-03-31"}}


def test_the_rich_menu_is_shown_and_tapped(
    server: RehearsalServer, api: LineApi, bot: RecordingBot, som: str, visit: Visit
) -> None:
    half = {"y": 0, "width": 600, "height": 405}
    areas = [
        {"bounds": {"x": 0, **half}, "action": {"type": "message", "label": "ที่ค้าง", "text": "/ค้าง"}},
        {"bounds": {"x": 600, **half}, "action": {"type": "message", "label": "วิธีใช้", "text": "/help"}},
    ]
    size = {"width": 1200, "height": 405}
    menu = {"size": size, "selected": True, "name": "หลัก", "chatBarText": "เมนู", "areas": areas}
    menu_id = api.post("richmenu", menu).json()["richMenuId"]
    api.call("POST", f"richmenu/{menu_id}/content", data=png(1200, 405), headers={"Content-Type": "image/png"})
    api.post(f"user/all/richmenu/{menu_id}", {})
    visitor = visit(server.url, width=390, height=844).arrive(som)
    shown = visitor.phone().get_by_role("region", name="เมนู")
    expect(shown.locator("img")).to_have_js_property("naturalWidth", 1200)
    shown.get_by_role("button", name="วิธีใช้").click()
    visitor.reads("/help")
    shown.get_by_role("button", name="เมนู").click()
    expect(shown.locator("img")).not_to_be_visible()


def test_mentions_read_marks_and_the_loading_animation_are_drawn(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, som: str, visit: Visit
) -> None:
    group = line.add_group("กลุ่มทดลอง", [som], bot="khuanlang")
    visitor = visit(server.url).arrive(som)
    api.post("chat/loading/start", {"chatId": som, "loadingSeconds": 5})
    expect(visitor.phone().locator(".typing")).to_be_visible()
    api.push(som, "ตอบแล้ว")
    expect(visitor.phone().locator(".typing")).not_to_be_visible()
    visitor.types("รับทราบ").reads("รับทราบ", "อ่านแล้ว")
    visitor.opens("กลุ่มทดลอง")
    substitution = {"who": {"type": "mention", "mentionee": {"type": "user", "userId": som}}}
    said = {"type": "textV2", "text": "เรียน {who} {{ลับ}}", "substitution": substitution}
    assert api.post("message/push", {"to": group, "messages": [said]}).status == 200
    expect(visitor.reads("เรียน @ส้ม ใจดี {ลับ}").locator(".mention")).to_have_text("@ส้ม ใจดี")
    visitor.phone().get_by_role("button", name="กล่าวถึง").click()
    visitor.phone().get_by_role("button", name="ตามงาน", exact=True).click()
    expect(visitor.phone().get_by_role("textbox", name="ข้อความ")).to_have_value("@ตามงาน ")
    visitor.page.keyboard.type("/status")
    visitor.page.keyboard.press("Enter")
    expect(visitor.reads("@ตามงาน /status").locator(".mention")).to_have_text("@ตามงาน")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_is_written_stands_out_enough(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, som: str, visit: Visit, scheme: str
) -> None:
    """WCAG AA: 4.5 to 1 for every text on the page (Flex messages bring their own colours)."""
    api.push(som, "ก" * 5001)
    api.push(som, "ดูที่ https://example.com/ ครับ")
    line.say(som, "ขอบคุณครับ https://example.com/")
    line.unsend(som, line.say(som, "ผิดห้อง").message_id or "")
    line.add_group("กลุ่มทดลอง", [som], bot="khuanlang")
    visitor = visit(server.url)
    visitor.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visitor.arrive(som)
    assert visitor.faint_texts() == []
