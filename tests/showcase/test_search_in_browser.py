"""Searching in a real browser: typed, offered, found, opened."""

import pytest

from tests.browser import PHONE
from tests.showcase.factories import ReleaseFactory, document, recording

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


@pytest.mark.parametrize("script", [True, False])
def test_what_is_said_late_in_a_long_recording_is_reached_with_script_and_without(
    open_page, transactional_db, script: bool
) -> None:
    cues = [[number * 4.8, f"第{number}句，" + "慢一点" * 5] for number in range(1000)] + [
        [4800.5, "琥珀色的灯"]
    ]
    captions = {**document(), "captions": "c.vtt", "cues": cues}
    release = ReleaseFactory(lecture=True, media=[recording("audio"), captions], content={"text": ""})
    page = open_page(PHONE, java_script_enabled=script)
    page.route("**/public/**", lambda route: route.fulfill(body=""))
    page.goto("/search/?q=琥珀")

    page.get_by_role("link", name="1:20:00").click()

    row = page.locator("#t4800\\.5")
    row.wait_for()
    address = f"/works/{release.slug}/" + ("" if script else "transcript/?page=3")
    assert page.url.endswith(f"{address}#t4800.5")
    assert row.get_by_text("琥珀色的灯").evaluate(
        "each => each.getBoundingClientRect().top < window.innerHeight"
    )
