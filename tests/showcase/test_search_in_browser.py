"""Searching in a real browser: typed, offered, found, opened."""

import pytest

from tests.browser import PHONE
from tests.showcase.factories import ReleaseFactory

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def essay(transactional_db):
    return ReleaseFactory(essay=True)


def test_titles_are_offered_while_typing_and_a_hit_leads_to_the_work(desktop, essay) -> None:
    desktop.goto("/search/")

    desktop.locator("#q").press_sequentially("nuanshui")
    option = desktop.locator("#suggestions option").first
    option.wait_for(state="attached")
    offered = option.get_attribute("value")
    desktop.keyboard.press("Enter")
    desktop.get_by_role("link", name="窗台上的暖水瓶").click()

    assert offered == "窗台上的暖水瓶"
    assert desktop.get_by_role("heading", level=1).inner_text() == "窗台上的暖水瓶"


def test_without_script_on_a_phone(open_page, essay) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    page.goto("/search/")

    page.locator("#q").fill("暖水瓶")
    page.get_by_role("button", name="检索").click()

    assert page.locator(".hit mark").first.inner_text() == "暖水瓶"
    assert page.evaluate(SIDEWAYS) == 0
