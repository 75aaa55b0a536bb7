"""Searching in a real browser: typed, offered, found, opened."""

import pytest
from playwright.sync_api import expect

from tests.browser import PHONE
from tests.showcase.factories import ReleaseFactory, document, recording

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def essay(transactional_db):
    return ReleaseFactory(essay=True)


@pytest.mark.parametrize("typed", ["nuanshui", "暖水", "窗臺"])
def test_titles_are_offered_while_typing_and_a_hit_leads_to_the_work(desktop, essay, typed) -> None:
    desktop.goto("/search/")

    desktop.locator("#q").press_sequentially(typed)
    expect(desktop.get_by_role("option")).to_have_text(["窗台上的暖水瓶"])
    desktop.keyboard.press("ArrowDown")
    chosen = desktop.locator("#q").get_attribute("aria-activedescendant")
    expect(desktop.get_by_role("option", selected=True)).to_have_id(chosen)
    desktop.keyboard.press("Enter")
    desktop.get_by_role("link", name="窗台上的暖水瓶").click()

    assert desktop.get_by_role("heading", level=1).inner_text() == "窗台上的暖水瓶"


def test_a_touch_takes_a_suggestion_and_escape_sends_all_away(open_page, essay) -> None:
    page = open_page(PHONE)
    page.goto("/search/")

    page.locator("#q").press_sequentially("暖水")
    expect(page.get_by_role("combobox", expanded=True)).to_have_value("暖水")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    expect(page.get_by_role("option")).to_have_count(0)
    assert page.get_by_role("combobox", expanded=False).input_value() == "暖水"

    page.keyboard.press("Backspace")
    page.get_by_role("option").first.click()
    page.wait_for_url("**/search/?q=*")
    assert page.locator("#q").input_value() == "窗台上的暖水瓶"


def test_a_syllable_that_is_being_composed_asks_for_nothing(desktop, essay) -> None:
    desktop.clock.install()
    desktop.goto("/search/")
    asked: list[str] = []
    desktop.on("request", lambda request: "/suggest/" in request.url and asked.append(request.url))
    method = desktop.context.new_cdp_session(desktop)

    desktop.locator("#q").focus()
    for typed in ("n", "nu", "nuan", "nuan'shui"):
        method.send("Input.imeSetComposition", {"text": typed, "selectionStart": 1, "selectionEnd": 1})
    desktop.clock.run_for(1000)
    assert asked == []

    method.send("Input.insertText", {"text": "暖水"})
    desktop.clock.run_for(1000)
    expect(desktop.get_by_role("option")).to_have_text(["窗台上的暖水瓶"])
    assert len(asked) == 1


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
