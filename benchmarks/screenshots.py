"""`make screenshots`: a visit to the real rehearsal, its pictures written to docs/images for the README."""

import sys
from pathlib import Path

from playwright.sync_api import Browser, Locator, expect, sync_playwright

from benchmarks.palette import with_palette
from tests.browser.visitor import Visitor
from tests.support.rehearsing import CHROMIUM, NO_BROWSER, rehearsing

IMAGES = Path(__file__).parents[1] / "docs" / "images"
MOST_BYTES = 200 * 1024
PROJECTOR, PHONE = (1280, 720), (390, 844)
HEAD, CHIEF, GROUP = "ผู้อำนวยการกองคลัง", "ปลัด", "กลุ่มหัวหน้าส่วนราชการ"


def main() -> None:
    if CHROMIUM is None:
        sys.exit(NO_BROWSER)
    with rehearsing() as url, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        visit(browser, url)
        browser.close()


def visit(browser: Browser, url: str) -> None:
    desk = arrive(browser, url, PROJECTOR)
    desk.opens(HEAD).types("O16 กำลังทำ")
    desk.reads("O16", "อยู่ระหว่างดำเนินการ")
    desk.page.get_by_role("button", name="เปิดสองห้อง").click()
    desk.types("/status", number=1)
    desk.reads("ดำเนินการเรียบร้อยแล้ว", number=1)
    begin_of_answer(desk.lines(1).last)
    take(desk, "talking")
    desk.turns_to("2027-02-19")
    desk.page.get_by_role("button", name="เปิดสองห้อง").click()
    begin_of_answer(desk.lines().filter(has_text="ขออนุญาตติดตาม").last)
    take(desk, "reminders")

    phone = arrive(browser, url, PHONE, desk.person(HEAD))
    begin_of_answer(phone.lines().filter(has_text="ขออนุญาตติดตาม").last)
    take(phone, "phone-reminder")
    chief = arrive(browser, url, PHONE, desk.person(CHIEF))
    summary = chief.lines().filter(has_text="เรียน ท่านปลัด").last
    begin_of_answer(summary)
    take(chief, "phone-summary")


def arrive(browser: Browser, url: str, size: tuple[int, int], chat: str | None = None) -> Visitor:
    width, height = size
    context = browser.new_context(viewport={"width": width, "height": height}, locale="th-TH", has_touch=size == PHONE)
    visitor = Visitor(context, url)
    return visitor.arrive(chat)


def begin_of_answer(line: Locator) -> None:
    """A long answer is read from its beginning."""
    line.evaluate("(one) => one.scrollIntoView({ block: 'start' })")


def take(visitor: Visitor, name: str) -> None:
    visitor.page.evaluate("document.fonts.ready")
    visitor.page.evaluate("document.activeElement.blur()")
    path = IMAGES / f"{name}.png"
    path.write_bytes(with_palette(visitor.page.screenshot()))
    print(f"{path.relative_to(IMAGES.parents[1])}: {path.stat().st_size // 1024} KB")
    assert path.stat().st_size <= MOST_BYTES, f"{name} is too large for the README"
    expect(visitor.page.locator("body")).not_to_have_class("lost")


if __name__ == "__main__":
    main()
