"""The minute a newcomer spends in the real rehearsal, and what goes wrong there on purpose."""

import statistics
import sys
from collections.abc import Iterator

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from documents.demo import DEMO_MORNING, write_demo_workbook
from documents.workbook.sheets import O_ITEMS
from tests.browser.conftest import Visit
from tests.support.rehearsing import CHROMIUM, NO_BROWSER, rehearsing

HEAD, CHIEF, COORDINATOR = "ผู้อำนวยการกองคลัง", "ปลัด", "ผู้ประสานงาน ITA"
GROUP, STRANGER = "กลุ่มหัวหน้าส่วนราชการ", "ผู้ยังไม่ลงทะเบียน"
EVIL = "<img src=x onerror=alert(1)>\"'</p>"


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The demo office on its morning, with one title that nobody should trust."""
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    path = tmp_path_factory.mktemp("office") / "office.xlsx"
    write_demo_workbook(path)
    workbook = load_workbook(path)
    for row in workbook[O_ITEMS.name].iter_rows():
        if row[0].value == "O8":
            row[1].value = EVIL
    workbook.save(path)
    workbook.close()
    with rehearsing("--workbook", str(path), "--at", DEMO_MORNING.isoformat()) as url:
        yield url


def test_the_first_minute(room: str, visit: Visit, capsys: pytest.CaptureFixture[str]) -> None:
    visitor = visit(room).arrive()
    paint = visitor.page.evaluate("performance.getEntriesByName('first-contentful-paint')[0].startTime")
    expect(visitor.page.locator("#promise")).to_contain_text("ไม่มีข้อความใดส่งถึง LINE")
    expect(visitor.page.locator("#now")).to_contain_text("วันพุธที่ 10 กุมภาพันธ์ 2570")

    visitor.opens(HEAD).types("O16 กำลังทำ")
    visitor.reads("O16", "อยู่ระหว่างดำเนินการ")
    visitor.opens(STRANGER).types("/ค้าง")
    visitor.reads("ลงทะเบียน")
    visitor.opens(GROUP).types("/status")
    visitor.reads("ดำเนินการเรียบร้อยแล้ว", "O")
    visitor.types("ประชุมบ่ายโมงนะ")  # not for the bot
    visitor.reads("ประชุมบ่ายโมงนะ")

    visitor.turns_to("2027-02-19")  # a week before 26 February
    expect(visitor.page.locator("#now")).to_contain_text("วันศุกร์ที่ 19 กุมภาพันธ์ 2570")
    expect(visitor.entry(HEAD).locator(".badge")).to_be_visible()
    expect(visitor.page.locator("#timeline")).to_contain_text("ผอ.กองคลัง")
    visitor.opens(HEAD)
    reminder = visitor.lines().filter(has_text="ขออนุญาตติดตาม").last
    expect(reminder).to_contain_text("26 ก.พ. 70 (เหลืออีก 7 วัน)")
    expect(visitor.entry(HEAD).locator(".badge")).to_have_count(0)
    visitor.phone().get_by_role("button", name="รับทราบ").click()
    visitor.reads("รับทราบ", "แล้ว")

    visitor.opens(CHIEF)
    summary = visitor.lines().filter(has_text="เรียน ท่านปลัด").first
    expect(summary).to_contain_text("ณ วันที่ 15 ก.พ. 70")  # a Monday
    used = visitor.asks("state")["quota"]["used"]
    expect(visitor.page.get_by_role("meter")).to_have_attribute("aria-valuenow", str(used))
    assert used > 0
    assert [address for address in visitor.asked if not address.startswith(room)] == []

    visitor.opens(HEAD)
    answered = []
    for _ in range(9):
        count = visitor.phone().locator(".line").count()
        answered.append(visitor.page.evaluate(TYPED_UNTIL_ANSWERED, "ฉันคือใคร"))
        expect(visitor.lines()).to_have_count(count + 2)
    with capsys.disabled():
        sys.stdout.write(f"\nfirst paint {paint:.0f} ms; ")
        sys.stdout.write(f"a typed line answered on screen in {statistics.median(answered):.0f} ms (median of 9)\n")


def test_the_clock_goes_on_by_a_day_and_to_the_next_reminder(room: str, visit: Visit) -> None:
    visitor = visit(room).arrive()
    before = visitor.asks("state")["clock"]
    visitor.turned(lambda: visitor.page.get_by_role("button", name="+1 วัน").click())
    after = visitor.asks("state")["clock"]
    assert after["now"][:10] > before["now"][:10]
    visitor.turned(lambda: visitor.page.get_by_role("button", name="ไปยังการเตือนครั้งถัดไป").click())
    assert visitor.asks("state")["clock"]["now"] >= after["next"]


def test_a_long_turn_shows_how_far_it_is_and_can_be_stopped(room: str, visit: Visit) -> None:
    visitor = visit(room).arrive()
    visitor.page.get_by_label("เดือน", exact=True).select_option(index=6)
    visitor.page.get_by_role("button", name="ไป", exact=True).click()
    expect(visitor.page.get_by_role("progressbar")).to_be_visible()
    expect(visitor.page.locator("#turning")).to_contain_text("กำลังเดินนาฬิกา")
    expect(visitor.page.get_by_role("button", name="+1 วัน")).to_be_disabled()
    visitor.page.get_by_role("button", name="หยุด").click()
    expect(visitor.page.locator("#clock-notice")).to_contain_text("หยุดนาฬิกาไว้")
    expect(visitor.page.get_by_role("button", name="+1 วัน")).to_be_enabled()


def test_an_event_delivered_twice_is_answered_once(room: str, visit: Visit) -> None:
    visitor = visit(room).arrive().opens(COORDINATOR)
    visitor.page.get_by_text("จำลองเหตุขัดข้อง").click()
    twice = visitor.page.get_by_role("switch", name="ส่งเหตุการณ์ซ้ำ")
    twice.check()
    expect(visitor.page.locator("#faults-on")).to_have_text("1")
    before = visitor.lines().count()
    visitor.types("ฉันคือใคร").reads("ผู้ประสานงาน ITA")
    expect(visitor.phone().get_by_role("alert")).to_have_text("LINE ส่งเหตุการณ์นี้ถึงระบบ 2 ครั้ง")
    visitor.types("/ช่วย")
    expect(visitor.lines()).to_have_count(before + 4)  # two questions, an answer to each
    assert visitor.faint_texts() == []
    twice.uncheck()
    expect(visitor.page.locator("#faults-on")).not_to_be_visible()


def test_when_line_is_down_the_page_says_that_it_will_be_tried_again(room: str, visit: Visit) -> None:
    visitor = visit(room).arrive()
    visitor.page.get_by_text("จำลองเหตุขัดข้อง").click()
    down = visitor.page.get_by_role("switch", name="LINE ขัดข้อง")
    down.check()
    visitor.turned(lambda: visitor.page.get_by_role("button", name="ไปยังการเตือนครั้งถัดไป").click())
    expect(visitor.page.locator("#timeline")).to_contain_text("ยังไม่ถึง")
    down.uncheck()
    expect(visitor.page.locator("#faults-on")).not_to_be_visible()


def test_starting_over_asks_first(room: str, visit: Visit) -> None:
    visitor = visit(room).arrive().opens(HEAD)
    visitor.types("ก่อนเริ่มใหม่")
    expect(visitor.phone()).to_contain_text("ก่อนเริ่มใหม่")
    reset = visitor.page.get_by_role("button", name="เริ่มห้องซ้อมใหม่")
    reset.click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="ไม่เริ่มใหม่").click()
    expect(visitor.phone()).to_contain_text("ก่อนเริ่มใหม่")
    reset.click()
    visitor.page.get_by_role("dialog").get_by_role("button", name="เริ่มใหม่", exact=True).click()
    expect(visitor.page.locator("#now")).to_contain_text("10 กุมภาพันธ์ 2570", timeout=30_000)
    expect(visitor.entry(HEAD)).to_be_visible()
    expect(visitor.page.locator("#phones")).not_to_contain_text("ก่อนเริ่มใหม่")


def test_markup_in_a_workbook_is_text_in_the_chat(room: str, visit: Visit) -> None:
    visitor = visit(room).arrive().opens(HEAD).types("/ข้อ 8")
    visitor.reads(EVIL)
    assert visitor.page.locator("img[src=x], [onerror]").count() == 0


# Types a line as a person and resolves with the milliseconds until the bot's answer has been painted.
TYPED_UNTIL_ANSWERED = """(text) => new Promise((answered) => {
  const lines = document.querySelector(".lines"), field = document.querySelector(".phone textarea");
  const count = lines.querySelectorAll(".line").length;
  new MutationObserver((_, watching) => {
    if (lines.querySelectorAll(".line").length < count + 2) return;
    watching.disconnect();
    requestAnimationFrame(() => answered(performance.now() - began));
  }).observe(lines, { childList: true });
  field.value = text;
  const began = performance.now();
  field.form.requestSubmit();
})"""
