"""One Chromium for all browser tests, and a fresh visitor for each; skipped where there is no browser."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from tests.browser.visitor import Visitor
from tests.rehearsal.conftest import api, bot, channel, http, line, server, som
from tests.support.rehearsing import CHROMIUM, NO_BROWSER

__all__ = ["api", "bot", "channel", "http", "line", "server", "som"]  # the stand-in's own fixtures serve here too

Visit = Callable[..., Visitor]
expect.set_options(timeout=30_000)  # as long as a noisy machine may need; a test goes on at once


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    if CHROMIUM is None:
        pytest.skip(NO_BROWSER)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """`visit(url)` opens a browser of its own; at the end no script may have failed in any."""
    contexts: list[BrowserContext] = []
    visitors: list[Visitor] = []

    def arrive(url: str, *, width: int = 1366, height: int = 768) -> Visitor:
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, locale="th-TH"))
        visitors.append(Visitor(contexts[-1], url))
        return visitors[-1]

    yield arrive
    for context in contexts:
        context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []
