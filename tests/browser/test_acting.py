"""What a visitor does on the page arrives at the bot as LINE would bring it, by mouse, by keyboard and on a phone."""

from playwright.sync_api import FilePayload, expect

from rehearsal.client import RehearsalClient
from rehearsal.server import RehearsalServer
from tests.browser.conftest import Visit
from tests.rehearsal.stagehands import LineApi, RecordingBot, png


def test_enter_sends_and_shift_enter_breaks_the_line(
    server: RehearsalServer, bot: RecordingBot, som: str, visit: Visit
) -> None:
    visitor = visit(server.url).arrive(som)
    visitor.phone().get_by_role("textbox", name="ข้อความ").click()
    for key in ("a", "Shift+Enter", "b", "Enter", "Enter"):
        visitor.page.keyboard.press(key)
    visitor.reads("a\nb", "อ่านแล้ว")
    assert [one["message"]["text"] for one in bot.events] == ["a\nb"]  # nothing is sent of nothing


def test_a_picture_and_a_file_are_attached_and_shown(
    server: RehearsalServer, line: RehearsalClient, bot: RecordingBot, som: str, visit: Visit
) -> None:
    visitor = visit(server.url).arrive(som)
    picture = FilePayload(name="ภาพ.png", mimeType="image/png", buffer=png(90, 60))
    report = FilePayload(name="รายงาน.pdf", mimeType="application/pdf", buffer=b"%PDF-1.7 " + b"x" * 3000)
    visitor.phone().locator("input[type=file]").set_input_files([picture, report])
    shown = visitor.reads("รายงาน.pdf", "3 KB", "อ่านแล้ว")
    expect(visitor.lines().nth(-2).locator("img")).to_have_js_property("naturalWidth", 90)
    with visitor.page.expect_download() as given:
        shown.get_by_role("link").click()
    assert given.value.path().read_bytes() == report["buffer"]
    assert line.wait_for(lambda: [one["message"]["type"] for one in bot.events] == ["image", "file"])
    big = FilePayload(name="ใหญ่.pdf", mimeType="application/pdf", buffer=b"x" * (10 * 1024 * 1024 + 1))
    visitor.phone().locator("input[type=file]").set_input_files([big])
    expect(visitor.phone().get_by_role("alert")).to_contain_text("ใหญ่เกิน 10 MB")
    assert len(line.transcript(som)) == 2


def test_an_own_message_is_unsent(server: RehearsalServer, bot: RecordingBot, som: str, visit: Visit) -> None:
    visitor = visit(server.url).arrive(som).types("ผิดห้อง")
    visitor.reads("ผิดห้อง", "อ่านแล้ว").get_by_role("button", name="ยกเลิกข้อความ").click()
    expect(visitor.reads("ยกเลิกข้อความแล้ว")).not_to_contain_text("ผิดห้อง")
    expect(visitor.lines().last.get_by_role("button")).to_have_count(0)
    server.client.wait_for(lambda: len(bot.events) == 2)
    assert bot.events[1]["type"] == "unsend"


def test_what_is_said_elsewhere_is_counted_until_it_is_opened(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, som: str, visit: Visit
) -> None:
    lek = line.add_person("เล็ก ทดลอง")
    visitor = visit(server.url).arrive(som)
    api.push(lek, "หนึ่ง", "สอง")
    api.push(som, "ถึงผู้ที่เปิดอยู่")
    visitor.reads("ถึงผู้ที่เปิดอยู่")
    badge = visitor.entry("เล็ก ทดลอง").locator(".badge")
    expect(badge).to_have_text("2")
    expect(badge).to_have_attribute("aria-label", "ยังไม่ได้อ่าน 2 ข้อความ")
    expect(visitor.entry("เล็ก ทดลอง")).to_contain_text("สอง")  # the notification line
    expect(visitor.entry("ส้ม ใจดี").locator(".badge")).to_have_count(0)
    visitor.page.reload()
    expect(badge).to_have_text("2")
    visitor.opens("เล็ก ทดลอง").reads("สอง")
    expect(badge).to_have_count(0)
    expect(visitor.phone().locator(".unread + .line")).to_contain_text("หนึ่ง")


def test_a_long_chat_begins_with_its_last_lines_and_gives_the_earlier_ones_when_asked(
    server: RehearsalServer, api: LineApi, som: str, visit: Visit
) -> None:
    for number in range(100):
        api.push(som, f"เรื่องที่ {number}")
    visitor = visit(server.url).arrive(som)
    visitor.reads("เรื่องที่ 99")
    expect(visitor.lines()).to_have_count(80)
    visitor.phone().get_by_role("button", name="ข้อความก่อนหน้า (20)").click()
    expect(visitor.lines()).to_have_count(100)
    expect(visitor.lines().first).to_contain_text("เรื่องที่ 0")


def test_two_chats_stand_side_by_side_and_two_browsers_see_the_same(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, som: str, visit: Visit
) -> None:
    line.add_group("กลุ่มทดลอง", [som], bot="khuanlang")
    first, second = visit(server.url).arrive(som), visit(server.url).arrive(som)
    first.page.get_by_role("button", name="เปิดสองห้อง").click()
    expect(first.page.locator(".phone")).to_have_count(2)
    first.types("ถึงกลุ่ม", number=1).types("ถึงบอต", number=0)
    first.reads("ถึงกลุ่ม", number=1)
    first.reads("ถึงบอต", number=0)
    second.reads("ถึงบอต")
    second.opens("กลุ่มทดลอง").reads("ถึงกลุ่ม")


def test_blocking_and_coming_back(
    server: RehearsalServer, api: LineApi, bot: RecordingBot, som: str, visit: Visit
) -> None:
    visitor = visit(server.url).arrive(som)
    visitor.phone().get_by_role("button", name="บล็อก").click()
    field = visitor.phone().get_by_role("textbox", name="ข้อความ")
    expect(field).to_be_disabled()
    api.push(som, "ไม่ถึง")
    expect(visitor.lines().last).to_contain_text("บล็อกไว้ จึงไม่ได้รับ")
    visitor.phone().get_by_role("button", name="เพิ่มเพื่อน").click()
    expect(field).to_be_enabled()
    assert server.client.wait_for(lambda: [one["type"] for one in bot.events] == ["unfollow", "follow"])


def test_on_a_phone_the_list_and_the_panel_are_drawers(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, som: str, visit: Visit
) -> None:
    line.add_person("เล็ก ทดลอง")
    visitor = visit(server.url, width=390, height=844).arrive(som)
    expect(visitor.entry("ส้ม ใจดี")).not_to_be_visible()
    visitor.page.get_by_role("button", name="รายชื่อ").click()
    visitor.opens("เล็ก ทดลอง")
    expect(visitor.entry("ส้ม ใจดี")).not_to_be_visible()  # the drawer closes
    toggle = visitor.page.get_by_role("button", name="นาฬิกา", exact=True)
    toggle.press("Enter")
    expect(visitor.page.get_by_role("heading", name="เวลาในห้องซ้อม")).to_be_visible()
    expect(toggle).to_have_attribute("aria-expanded", "true")
    visitor.page.keyboard.press("Escape")
    expect(visitor.page.get_by_role("heading", name="เวลาในห้องซ้อม")).not_to_be_visible()
    wider = visitor.page.evaluate("document.documentElement.scrollWidth > innerWidth")
    assert not wider


def test_everything_is_reached_with_the_keyboard_and_has_a_name(
    server: RehearsalServer, line: RehearsalClient, api: LineApi, som: str, visit: Visit
) -> None:
    line.add_group("กลุ่มทดลอง", [som], bot="khuanlang")
    api.push(som, "สวัสดี")
    visitor = visit(server.url).arrive(som)
    visitor.reads("สวัสดี")
    seen: list[str] = []
    for _ in range(40):
        visitor.page.keyboard.press("Tab")
        seen.append(visitor.page.evaluate(NAMED))
        if seen[-1] == seen[0] and len(seen) > 1:
            break
    assert {"เปิดสองห้อง", "ส้ม ใจดี", "กลุ่มทดลอง", "ข้อความในห้อง", "แนบรูปภาพหรือไฟล์", "ข้อความ", "ส่ง"} <= set(seen)
    assert "" not in seen


# The name of what has the focus; "" when it has none, or when the focus does not show.
NAMED = """() => {
  const one = document.activeElement;
  if (one === document.body) return "(end)";
  const style = getComputedStyle(one);
  if (style.outlineStyle === "none" || style.outlineWidth === "0px") return "";
  return one.title || one.ariaLabel || one.labels?.[0]?.textContent.trim() || one.textContent.trim();
}"""
