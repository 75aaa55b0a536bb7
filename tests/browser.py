"""A real Chromium. A test that meets an error in the console, or a breach of the content policy, fails."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1440, "height": 900}


def find_chromium() -> str | None:
    """The path of a Chromium: CHROMIUM, one on the PATH, or the one that Playwright fetched; None without any."""
    if named := os.environ.get("CHROMIUM"):
        return named
    if found := next(filter(None, map(shutil.which, NAMES)), None):
        return found
    kept = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH", Path.home() / ".cache" / "ms-playwright"))
    return next((str(path) for path in sorted(kept.glob("chromium-*/chrome-linux*/chrome"))), None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test that opens a page carries the marker ``browser``."""
    for item in items:
        if "browser" in item.fixturenames:
            item.add_marker("browser")


def pytest_terminal_summary(terminalreporter) -> None:
    """One plain line about what could not be run."""
    if not find_chromium():
        terminalreporter.write_line("No Chromium was found: the tests in a real browser were not run.")
    if not os.environ.get("TEST_DATABASE_URL"):
        terminalreporter.write_line(
            "TEST_DATABASE_URL is not set: the tests ran on SQLite, not on PostgreSQL."
        )


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium. Without one the test is skipped, or fails where REQUIRE_BROWSER is set (the gate)."""
    if path := find_chromium():
        return path
    if os.environ.get("REQUIRE_BROWSER"):
        pytest.fail("The gate needs a Chromium, and none was found.")
    pytest.skip("no Chromium found")


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator:
    """One browser for the session; ask for ``desktop``, ``phone`` or ``open_page``."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(browser, live_server) -> Iterator[Callable]:
    """Make pages: ``open_page(PHONE, locale="en-GB", java_script_enabled=False)``.

    Relative addresses lead to the live server. The test fails for each error that a page's console shows, unless
    its text contains one of ``page.expected_errors`` (a list to append to).
    """
    contexts, complaints = [], []

    def make(viewport: dict[str, int] = DESKTOP, **options):
        options = {"locale": "zh-CN", "timezone_id": "Asia/Shanghai", "base_url": live_server.url} | options
        context = browser.new_context(viewport=viewport, **options)
        contexts.append(context)
        context.set_default_timeout(30_000)
        page = context.new_page()
        page.expected_errors = []

        def complain(text: str) -> None:
            if not any(expected in text for expected in page.expected_errors):
                complaints.append(f"{page.url}: {text}")

        page.on("console", lambda message: message.type == "error" and complain(message.text))
        page.on("pageerror", lambda error: complain(str(error)))
        return page

    yield make
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def desktop(open_page: Callable):
    """A page of 1440 × 900."""
    return open_page(DESKTOP)


@pytest.fixture
def phone(open_page: Callable):
    """A page of 390 × 844, with touch."""
    return open_page(PHONE, has_touch=True, is_mobile=True)


def declare(page) -> None:
    """Answer the plain questions on the form of a work as for a harmless one."""
    for name, answer in (("portrait", "no"), ("minor", "no"), ("case", "no"), ("name_public", "yes")):
        dot = page.locator(f"[name=declared_{name}][value={answer}]")
        if dot.count():
            dot.check()
    page.locator("[name=declared_no_secret]").check()


def get_chromium() -> None:
    """For `make test`: have Playwright fetch a Chromium where there is none; without a network that may fail."""
    if find_chromium():
        return
    print("No Chromium was found; Playwright fetches one ...")
    subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)


if __name__ == "__main__":
    get_chromium()
