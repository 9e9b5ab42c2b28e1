"""Somebody in front of the rehearsal page: opens chats, types, taps and reads, as the tests tell it."""

import time
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Dialog, Locator, Page, Request, expect


class Visitor:
    def __init__(self, context: BrowserContext, url: str) -> None:
        self.url = url.rstrip("/")
        self.troubles: list[str] = []  # what scripts threw
        self.asked: list[str] = []  # every address the browser went to; what the page's policy held back is not
        self.page: Page = context.new_page()
        self.page.on("pageerror", lambda error: self.troubles.append(str(error)))
        self.page.on("dialog", self._alarmed)
        context.on("requestfinished", self._went)
        context.on("requestfailed", self._went)

    def arrive(self, chat: str | None = None) -> "Visitor":
        self.page.goto(self.url + (f"/?chat={chat}" if chat else "/"))
        expect(self.page.locator("#phones")).not_to_have_attribute("aria-busy", "true")
        return self

    def phone(self, number: int = 0) -> Locator:
        return self.page.locator(".phone").nth(number)

    def lines(self, number: int = 0) -> Locator:
        return self.phone(number).locator(".line")

    def entry(self, name: str) -> Locator:
        """A chat in the list, by the name in full."""
        return self.page.locator(f"#list li button[title={_quoted(name)}]")

    def opens(self, name: str, *, number: int = 0) -> "Visitor":
        self.entry(name).click()
        expect(self.phone(number).locator(".title")).to_contain_text(name)
        expect(self.phone(number)).not_to_have_attribute("aria-busy", "true")
        return self

    def types(self, text: str, *, number: int = 0) -> "Visitor":
        self.phone(number).get_by_role("textbox", name="ข้อความ").click()
        self.page.keyboard.type(text)
        self.page.keyboard.press("Enter")
        return self

    def reads(self, *parts: str, number: int = 0) -> Locator:
        """The last line of the chat, once it holds every part."""
        last = self.lines(number).last
        for part in parts:
            expect(last).to_contain_text(part)
        return last

    def turns_to(self, day: str) -> "Visitor":
        """The clock, to the morning of a day such as 2027-02-19; what is said on the way has arrived after."""
        self.page.get_by_label("เดือน", exact=True).select_option(day[:7])
        self.page.get_by_label("วันที่", exact=True).select_option(day[8:])
        return self.turned(lambda: self.page.get_by_role("button", name="ไป", exact=True).click())

    def turned(self, turn: Callable[[], None]) -> "Visitor":
        """Whatever turns the clock, and the end of it."""
        before = self.asks("state")["clock"]["now"]
        turn()
        end = time.monotonic() + 60
        while (clock := self.asks("state")["clock"])["turning"] or clock["now"][:16] == before[:16]:
            assert time.monotonic() < end, "the clock does not arrive"
        expect(self.page.locator("#turning")).not_to_be_visible()
        return self

    def asks(self, path: str, body: Any = None) -> Any:
        """The control API, as the page itself would ask it."""
        answer = (
            self.page.request.get(f"{self.url}/_rehearsal/{path}")
            if body is None
            else self.page.request.post(f"{self.url}/_rehearsal/{path}", data=body)
        )
        assert answer.ok, answer.text()
        return answer.json()

    def faint_texts(self) -> list[str]:
        """Texts below WCAG AA: less than 4.5 to 1 against what is painted behind them."""
        found: list[str] = self.page.evaluate(CONTRASTS)
        return found

    def person(self, name: str) -> str:
        people: list[dict[str, str]] = self.asks("state")["people"]
        return next(one["user_id"] for one in people if one["name"] == name)

    def _alarmed(self, dialog: Dialog) -> None:
        self.troubles.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def _went(self, request: Request) -> None:
        if "csp" not in str(request.failure):
            self.asked.append(request.url)


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


# Every visible text with the contrast of its colour to what is painted behind it, where that is too little.
CONTRASTS = r"""() => {
  const parse = (colour) => { const [r, g, b, a = 1] = colour.match(/[\d.]+/g).map(Number); return { r, g, b, a }; };
  const light = ({ r, g, b }) => [r, g, b].map((one) => one / 255)
    .map((one) => one <= 0.03928 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const over = (top, under) => ({ r: top.r * top.a + under.r * (1 - top.a), g: top.g * top.a + under.g * (1 - top.a),
    b: top.b * top.a + under.b * (1 - top.a), a: 1 });
  const behind = (node) => {
    const layers = [];
    for (let one = node; one; one = one.parentElement) layers.push(parse(getComputedStyle(one).backgroundColor));
    return layers.reverse().reduce((under, top) => over(top, under), { r: 255, g: 255, b: 255, a: 1 });
  };
  const poor = [];
  for (const node of document.body.querySelectorAll("*")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    const gone = node.closest(".flex-preview, :disabled, .unsend, [hidden], template");
    if (!own || gone || !node.checkVisibility({ visibilityProperty: true })) continue;
    const ground = behind(node), ink = over(parse(getComputedStyle(node).color), ground);
    const [dark, bright] = [light(ink), light(ground)].sort((one, two) => one - two);
    const ratio = (bright + 0.05) / (dark + 0.05);
    if (ratio < 4.5) poor.push(`${node.textContent.trim().slice(0, 30)}: ${ratio.toFixed(2)}`);
  }
  return poor;
}"""
