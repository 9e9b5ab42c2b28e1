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
            expect(last).to_contain_text(part, timeout=10_000)
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
