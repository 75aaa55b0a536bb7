"""The slideshow of an exhibition: begun by a press, turned by keys, left by Escape."""

import pytest

from tests.browser import DESKTOP, PHONE
from tests.showcase.exhibitions.halls import hall, room
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.once
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def address(transactional_db) -> str:
    works = [
        ReleaseFactory(content={"title": "第一件"}),
        ReleaseFactory(essay=True, content={"title": "第二件"}),
        ReleaseFactory(details={"form": "手卷"}, pictures=[(1600, 200)], content={"title": "第三件"}),
    ]
    slugs = [work.slug for work in works]
    hall("now", room(slugs[0], slugs[1]), room(slugs[2], ground="night", title="长卷"), preface="早。")
    return "/exhibitions/now/"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_it_turns_by_keys_and_gives_the_focus_back(open_page, address, viewport) -> None:
    page = open_page(viewport)
    page.goto(address)
    assert page.evaluate(SIDEWAYS) == 0
    label = page.locator(".slideshow .label-title")

    page.click(".slideshow-start")
    assert label.inner_text() == "第一件"
    page.keyboard.press("ArrowRight")
    assert label.inner_text() == "第二件"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    assert label.inner_text() == "第三件"
    page.keyboard.press("Escape")

    assert page.locator(".slideshow").count() == 0
    assert page.evaluate("document.activeElement.className") == "slideshow-start"


def test_nothing_plays_before_a_press_nor_for_whoever_wants_no_motion(open_page, address) -> None:
    page = open_page(DESKTOP)
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    assert page.locator(".slideshow").count() == 0

    page.click(".slideshow-start")

    assert page.locator(".slideshow-controls").inner_text().split() == [
        "1",
        "/",
        "3",
        "←",
        "播放",
        "→",
        "关闭",
    ]


def test_a_day_stands_on_one_line_in_large_type_too(open_page, transactional_db) -> None:
    hall("now", room(ReleaseFactory().slug), closes="2099-12-28")
    page = open_page(PHONE)
    page.goto("/exhibitions/now/")

    page.get_by_role("button", name="关怀版").click()

    heights = page.locator(".day").evaluate_all("all => all.map((each) => each.getClientRects().length)")
    assert heights == [1, 1]
