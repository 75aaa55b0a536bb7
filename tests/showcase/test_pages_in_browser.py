"""The public pages in a real browser: no sideways scrolling, nothing from elsewhere, readable without script."""

import pytest

from tests.browser import DESKTOP, PHONE
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.once

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_pages_fit_and_ask_nobody_else(
    open_page, live_server, hall: list[str], viewport: dict[str, int]
) -> None:
    page = open_page(viewport)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    overflow = {}
    for address in hall:
        page.goto(address)
        overflow[address] = page.evaluate(SIDEWAYS)

    assert overflow == dict.fromkeys(hall, 0)
    assert [url for url in asked if not url.startswith((live_server.url, "data:", "blob:"))] == []


BOXES = """Array.from(document.querySelectorAll('main picture img'), each => {
  const box = each.getBoundingClientRect();
  return [Math.round(box.x), Math.round(box.y + scrollY), Math.round(box.width), Math.round(box.height)];
})"""


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_a_pictures_place_and_ground_are_there_before_it(
    open_page, hall: list[str], viewport: dict[str, int]
) -> None:
    waiting, loaded = open_page(viewport), open_page(viewport)
    waiting.route("**/public/**", lambda _route: None)  # no picture ever comes

    for address in hall:
        waiting.goto(address, wait_until="domcontentloaded")
        loaded.goto(address)
        loaded.evaluate("document.querySelectorAll('img').forEach(each => { each.loading = 'eager'; })")
        loaded.wait_for_load_state("networkidle")

        assert (address, waiting.evaluate(BOXES)) == (address, loaded.evaluate(BOXES))
    waiting.goto(hall[3], wait_until="domcontentloaded")
    ground = waiting.locator(".hung img").evaluate("each => getComputedStyle(each).backgroundColor")
    assert ground == "rgb(222, 211, 186)"


def test_a_work_has_the_first_screen_to_itself(open_page, hall: list[str]) -> None:
    page = open_page(DESKTOP)

    page.goto("/")
    assert page.locator(".today-wall").bounding_box()["height"] == 700
    page.goto(hall[3])
    assert page.locator("h1").bounding_box()["y"] > DESKTOP["height"]


def test_an_empty_list_begins_where_its_page_does(open_page, hall: list[str]) -> None:
    page = open_page(PHONE)

    for address in ("/people/?q=zzz", "/works/?kind=lecture&year=1"):
        page.goto(address)
        edges = {page.locator(each).bounding_box()["x"] for each in ("h1", ".quiet-sign", ".quiet h2")}
        assert (address, edges) == (address, {20})


def test_large_type_fits_the_phone(open_page, hall: list[str]) -> None:
    page = open_page(PHONE)
    page.goto("/works/")

    page.get_by_role("button", name="关怀版").click()

    assert page.evaluate("getComputedStyle(document.body).fontSize") == "21.998px"
    for address in hall:
        page.goto(address)
        assert (address, page.evaluate(SIDEWAYS)) == (address, 0)


@pytest.mark.parametrize("viewport", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_a_long_title_stays_on_its_card(
    open_page, live_server, transactional_db, viewport: dict[str, int], large: bool
) -> None:
    title = "在新征程上讲好法院故事之一个很长很长的题目" * 4
    ReleaseFactory(lecture=True, media=[], content={"title": title, "authors": ["示例甲"] * 9})
    page = open_page(viewport)
    if large:
        page.context.add_cookies([{"name": "type", "value": "large", "url": live_server.url}])

    for address in ("/", "/works/"):
        page.goto(address)
        card = page.locator(".title-card").bounding_box()
        for part in page.locator(".title-card > *").all():
            box = part.bounding_box()
            assert box["y"] >= card["y"]
            assert box["y"] + box["height"] <= card["y"] + card["height"]
            assert box["x"] + box["width"] <= card["x"] + card["width"]


@pytest.mark.parametrize(("window", "width"), [(390, 350), (900, 804), (1200, 1104), (1440, 1312)])
def test_a_handscroll_is_shown_wide_in_a_list(open_page, transactional_db, window: int, width: int) -> None:
    ReleaseFactory(details={"form": "手卷"}, pictures=[(1600, 200)])
    page = open_page({"width": window, "height": 900})

    page.goto("/works/")

    assert page.locator(".card img").bounding_box()["width"] == width
    assert page.evaluate(SIDEWAYS) == 0
