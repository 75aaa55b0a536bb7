"""The public pages in a real browser: no sideways scrolling, nothing from elsewhere, readable without script."""

from pathlib import Path

import pytest
from django.core.files.storage import storages
from PIL import Image

from media_library.ingest.formats import FORMATS
from media_library.ingest.tiles import derive_tiles
from tests.browser import DESKTOP, PHONE
from tests.conftest import ROOT
from tests.showcase.exhibitions.halls import hall as exhibition
from tests.showcase.exhibitions.halls import room
from tests.showcase.factories import ReleaseFactory, picture

pytestmark = pytest.mark.once

OPENSEADRAGON = ROOT / "node_modules" / "openseadragon"
SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def hall(transactional_db) -> list[str]:
    """One work of every manner; the addresses of all public pages."""
    works = [
        ReleaseFactory(),
        ReleaseFactory(details={"form": "手卷"}, pictures=[(1600, 200)]),
        ReleaseFactory(details={"form": "对联"}, pictures=[(100, 500), (100, 500)]),
        ReleaseFactory(essay=True, content={"title": "一个很长很长的题目" * 4}),
        ReleaseFactory(lecture=True, media=[]),
        ReleaseFactory(photographs=True),
    ]
    return ["/", "/works/", "/en/works/?kind=essay", *(f"/works/{work.slug}/" for work in works)]


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


def test_photographs_are_enlarged_and_closed_without_script(open_page, hall: list[str]) -> None:
    page = open_page(DESKTOP, java_script_enabled=False)
    page.goto(hall[-1])

    page.locator(".rows a").first.click()
    page.get_by_role("link", name="下一幅").click()
    shown = page.locator(".enlarged:visible").get_attribute("id")
    page.get_by_role("link", name="关闭").click()

    assert shown == "p3"
    assert page.locator(".enlarged:visible").count() == 0


def test_keys_turn_and_close_the_photographs(open_page, hall: list[str]) -> None:
    page = open_page(DESKTOP)
    page.goto(f"{hall[-1]}#p1")

    page.keyboard.press("ArrowRight")
    page.wait_for_url("**#p2")
    page.keyboard.press("Escape")
    page.wait_for_url("**#s2")

    assert page.locator(".enlarged:visible").count() == 0
    assert page.evaluate("document.activeElement.id") == "s2"


def test_a_swipe_turns_the_photographs_and_not_the_pages_of_the_browser(open_page, hall: list[str]) -> None:
    page = open_page(PHONE)
    page.goto(f"{hall[-1]}#p1")
    taken = "getComputedStyle(document.documentElement).overscrollBehaviorX"

    assert page.evaluate(taken) == "none"
    page.keyboard.press("Escape")
    page.wait_for_url("**#s1")
    assert page.evaluate(taken) == "auto"


def test_photographs_in_a_row_are_equally_high_and_a_panorama_stays_whole(
    open_page, transactional_db
) -> None:
    sizes = [(600, 400), (667, 1000), (1000, 1000), (1000, 423), (3000, 400)]
    work = ReleaseFactory(photographs=True, pictures=sizes)
    page = open_page(DESKTOP)
    page.goto(f"/works/{work.slug}/")

    rows: dict[float, set[float]] = {}
    for shown in page.locator(".rows img").all():
        box = shown.bounding_box()
        rows.setdefault(round(box["y"]), set()).add(round(box["height"], 1))
    fits = page.locator(".rows img").evaluate_all(
        "all => all.map((each) => getComputedStyle(each).objectFit)"
    )

    assert [len(heights) for heights in rows.values()] == [1] * len(rows)
    assert len(rows) < len(sizes) - 1
    assert fits == ["cover", "cover", "cover", "contain"]


@pytest.mark.parametrize(("size", "width"), [((320, 213), 640), ((160, 120), 320), ((900, 600), 972)])
def test_a_small_photograph_is_not_drawn_out(
    open_page, transactional_db, size: tuple[int, int], width: int
) -> None:
    work = ReleaseFactory(photographs=True, pictures=[size])
    desk, phone = open_page(DESKTOP), open_page(PHONE)

    desk.goto(f"/works/{work.slug}/")
    shown = desk.locator(".opener img").bounding_box()
    assert shown["width"] == pytest.approx(width, abs=1)
    assert shown["x"] + shown["width"] / 2 == pytest.approx(desk.viewport_size["width"] / 2, abs=8)
    desk.goto(f"/works/{work.slug}/#p1")
    enlarged = desk.locator(".enlarged img").bounding_box()["width"]
    assert enlarged == pytest.approx(width, abs=1) if width < 700 else enlarged > width
    phone.goto(f"/works/{work.slug}/")
    assert phone.locator(".opener img").bounding_box()["width"] == pytest.approx(min(width, 390), abs=1)


def test_transcription_turns_across_without_script(open_page, hall: list[str]) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(hall[3])
    assert page.locator(".down").is_visible()

    page.get_by_text("横排").click()

    assert not page.locator(".down").is_visible()
    assert page.locator(".across").bounding_box()["width"] > 100


def test_handscroll_begins_at_the_right(open_page, hall: list[str]) -> None:
    page = open_page(PHONE)
    page.goto(hall[4])

    right = page.evaluate("document.querySelector('.strip img').getBoundingClientRect().right")

    assert abs(right - PHONE["width"]) <= 1


@pytest.mark.skipif(not OPENSEADRAGON.exists(), reason="npm packages are not installed: make install")
def test_a_mouse_unrolls_a_handscroll_and_a_click_looks_closely(open_page, hall: list[str]) -> None:
    page = open_page(DESKTOP)
    page.goto(hall[4])
    left = "document.querySelector('.strip').scrollLeft"

    page.mouse.move(300, 400)
    page.mouse.down()
    page.mouse.move(700, 400, steps=4)
    page.mouse.up()

    assert page.evaluate(left) == -400
    assert page.locator(".zoom").count() == 0
    page.mouse.click(300, 400)
    page.locator(".zoom").wait_for()


@pytest.mark.parametrize("place", ["work", "exhibition"])
def test_a_long_handscroll_is_as_sharp_as_its_scan_wherever_it_is_unrolled(
    open_page, transactional_db, tmp_path: Path, place: str
) -> None:
    token, scan = "5" * 32, tmp_path / "scan.jpg"
    Image.new("RGB", (12000, 700), (214, 200, 170)).save(scan)
    folder = Path(storages["public"].path(token))
    folder.mkdir(parents=True)
    derive_tiles(FORMATS["jpeg"], scan, folder, {"width": 12000, "height": 700, "orientation": 1})
    shown = {**picture(token, "web", (1200, 70)), "width": 12000, "height": 700, "tiles": "tiles/info.json"}
    work = ReleaseFactory(token=token, details={"form": "手卷"}, media=[shown])
    page = open_page(PHONE)
    exhibition("now", room(work.slug))
    page.goto("/exhibitions/now/" if place == "exhibition" else f"/works/{work.slug}/")
    page.locator("[data-strip]").scroll_into_view_if_needed()
    edges = """() => {
        const tiles = Array.from(document.querySelectorAll('.strip-tiles img'));
        if (!tiles.length || !tiles.every((each) => each.naturalWidth)) return null;
        const boxes = tiles.map((each) => each.getBoundingClientRect());
        const below = document.querySelector('[data-strip] picture img').getBoundingClientRect();
        return [Math.min(...boxes.map((box) => box.left)), Math.max(...boxes.map((box) => box.right)) - below.right,
                Math.max(...boxes.map((box) => box.bottom)) - below.bottom, tiles[0].naturalWidth / boxes[0].width];
    }"""

    left, right, bottom, density = page.wait_for_function(edges).json_value()
    page.evaluate("document.querySelector('[data-strip]').scrollBy(-4000, 0)")
    page.wait_for_function("""() => {
        const { top } = document.querySelector('[data-strip]').getBoundingClientRect();
        const there = document.elementsFromPoint(5, top + 9);
        return there.some((each) => each.matches('.strip-tiles img') && each.naturalWidth);
    }""")

    assert left <= 0
    assert (right, bottom) == pytest.approx((0, 0), abs=1)
    assert density >= 0.8


@pytest.mark.skipif(not OPENSEADRAGON.exists(), reason="npm packages are not installed: make install")
def test_a_work_is_looked_at_closely_and_left_by_the_keyboard(open_page, hall: list[str]) -> None:
    page = open_page(DESKTOP)
    page.goto(hall[3])

    page.locator(".hung a").press("Enter")
    page.get_by_role("button", name="放大").click()
    canvas = page.locator(".zoom-stage canvas").first
    canvas.wait_for()
    page.keyboard.press("Escape")

    assert page.locator(".zoom").count() == 0
    assert page.evaluate("document.activeElement.parentElement.className") == "hung hung-scroll"


@pytest.fixture
def marked(transactional_db) -> str:
    """A handscroll with two lines marked on it, the second at its far left; its address."""
    regions = [
        {"line": 0, "medium": 0, "box": [1400, 10, 150, 180]},
        {"line": 1, "medium": 0, "box": [50, 10, 150, 180]},
    ]
    details = {"form": "手卷", "height_cm": "34", "width_cm": "272"}
    work = ReleaseFactory(details=details, pictures=[(1600, 200)], content={"regions": regions})
    return f"/works/{work.slug}/"


LIT = "getComputedStyle(document.querySelectorAll('.places path')[{}]).opacity"


def test_without_script_a_line_leads_to_its_place_and_lights_it(open_page, marked: str) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(marked)

    page.locator(".down a").nth(1).click()

    box = page.locator("#place-1").bounding_box()
    assert page.url.endswith("#place-1")
    assert 0 <= box["x"] < PHONE["width"]
    assert page.evaluate(LIT.format(0)) == "0"
    page.wait_for_timeout(300)
    assert page.evaluate(LIT.format(1)) == "0.55"


@pytest.mark.skipif(not OPENSEADRAGON.exists(), reason="npm packages are not installed: make install")
def test_a_line_is_looked_at_closely_and_the_next_one_after_it(open_page, marked: str) -> None:
    page = open_page(PHONE)
    page.goto(marked)

    line = page.locator(".down a").first
    line.focus()
    page.wait_for_timeout(300)
    assert page.evaluate(LIT.format(0)) == "0.55"
    line.press("Enter")
    words = page.locator(".zoom-line p")
    words.wait_for()
    first = words.inner_text()
    page.get_by_role("button", name="下一行").click()
    second = words.inner_text()
    ruler = page.locator(".zoom-ruler span").inner_text()
    page.keyboard.press("Escape")

    assert (first, second) == ("半亩方塘一鉴开，天光云影共徘徊。", "问渠那得清如许？为有源头活水来。")
    assert ruler.endswith("厘米")
    assert page.evaluate("document.activeElement.dataset.line") == "0"


@pytest.mark.skipif(not OPENSEADRAGON.exists(), reason="npm packages are not installed: make install")
def test_the_ruler_measures_the_real_sheet(open_page, marked: str) -> None:
    page = open_page(DESKTOP)
    page.goto(marked)
    page.evaluate("document.addEventListener('zoom:opened', (event) => { window.opened = event.detail; })")

    page.locator(".strip a").click()
    page.locator(".zoom-ruler span").wait_for()
    cm = float(page.locator(".zoom-ruler span").inner_text().split()[0])
    drawn = page.locator(".zoom-ruler div").bounding_box()["width"]
    whole = page.evaluate(
        "(() => { const { viewer, itemOf } = window.opened; const item = itemOf(0);"
        "return item.getBounds(true).width * viewer.viewport.getContainerSize().x * viewer.viewport.getZoom(true); })()"
    )

    assert abs(drawn / cm - whole / 272) * cm < 2


@pytest.mark.skipif(not OPENSEADRAGON.exists(), reason="npm packages are not installed: make install")
def test_a_couplet_begins_whole_the_first_at_the_right_above_the_buttons(open_page, transactional_db) -> None:
    work = ReleaseFactory(details={"form": "对联"}, pictures=[(100, 400), (100, 400)])
    page = open_page(DESKTOP)
    page.goto(f"/works/{work.slug}/")
    page.evaluate("document.addEventListener('zoom:opened', (event) => { window.opened = event.detail; })")

    page.locator(".hung a").last.click()
    page.wait_for_function("() => window.opened")
    first, second = page.evaluate(
        "[0, 1].map((n) => { const { viewer, itemOf } = window.opened;"
        "const box = viewer.viewport.viewportToViewerElementRectangle(itemOf(n).getBounds());"
        "return [box.x, box.y, box.x + box.width, box.y + box.height]; })"
    )

    assert first[0] > second[2]
    assert second[0] + first[2] == pytest.approx(DESKTOP["width"], abs=1)
    buttons = page.locator(".zoom-controls").bounding_box()["y"]
    assert (first[1], first[3]) == pytest.approx((0, buttons), abs=1)


def test_how_the_lines_run_is_kept_for_the_reader(open_page, marked: str) -> None:
    page = open_page(PHONE)
    page.goto(marked)

    page.get_by_text("横排").click()
    page.reload()

    assert page.locator(".across").is_visible()


SWIPED = """(to) => {
  const figure = document.querySelector(".enlarged:target");
  const touch = (x) => new Touch({ identifier: 1, target: figure, clientX: x, clientY: 400 });
  figure.dispatchEvent(new TouchEvent("touchstart", { touches: [touch(200)], bubbles: true }));
  figure.dispatchEvent(new TouchEvent("touchend", { touches: [], changedTouches: [touch(to)], bubbles: true }));
}"""


def test_photographs_turn_by_swipes_and_going_back_once_leads_out(open_page, hall: list[str]) -> None:
    page = open_page(PHONE, has_touch=True, is_mobile=True)
    page.goto(hall[-1])
    page.locator(".opener a").tap()
    page.wait_for_url("**#p1")

    page.evaluate(SWIPED, 60)
    page.wait_for_url("**#p2")
    page.evaluate(SWIPED, 60)
    page.wait_for_url("**#p3")
    page.evaluate(SWIPED, 340)
    page.wait_for_url("**#p2")
    caption = page.locator(".enlarged:visible .enlarged-words").inner_text()
    page.go_back()

    assert "".join(caption.split()) == "2/3图22021-06-18示例县摄影：示例甲"
    assert page.locator(".enlarged:visible").count() == 0


def test_the_focus_stays_in_the_enlarged_photograph(open_page, hall: list[str]) -> None:
    page = open_page(DESKTOP)
    page.goto(f"{hall[-1]}#p2")

    for _step in range(6):
        page.keyboard.press("Tab")

    assert page.evaluate("document.activeElement.closest('.enlarged').id") == "p2"


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


def test_a_handscroll_is_whole_on_paper(open_page, hall: list[str]) -> None:
    page = open_page({"width": 643, "height": 934})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto(hall[4])

    shown = page.locator(".strip img").bounding_box()
    assert (shown["x"], shown["x"] + shown["width"]) == (0, 643)
    assert shown["width"] / shown["height"] == pytest.approx(8, abs=0.1)
    assert page.evaluate(SIDEWAYS) == 0


def test_photographs_stand_two_in_a_row_on_paper_each_with_its_caption(open_page, hall: list[str]) -> None:
    page = open_page({"width": 643, "height": 934})
    page.emulate_media(media="print")
    page.goto(hall[-1])

    left, right = (each.bounding_box() for each in page.locator(".rows figure").all())
    assert left["y"] == right["y"]
    assert left["x"] + left["width"] < right["x"]
    assert [each.is_visible() for each in page.locator(".rows figcaption").all()] == [True, True]
    assert not page.locator(".captions").is_visible()


def test_on_paper_photographs_stand_two_in_a_row_below_their_label(open_page, transactional_db) -> None:
    sizes = [(600, 400), (400, 600), (600, 600), (900, 300), (600, 400)]
    work = ReleaseFactory(photographs=True, pictures=sizes, content={"title": "课间"})
    page = open_page({"width": 650, "height": 900})
    page.goto(f"/works/{work.slug}/")
    page.emulate_media(media="print")

    left = {page.locator(each).first.bounding_box()["x"] for each in ("h1", ".rows figure")}
    rows = [figure.bounding_box() for figure in page.locator(".rows figure").all()]

    assert len(left) == 1
    assert [rows[n]["x"] < rows[n + 1]["x"] for n in range(3)] == [True, False, True]
    assert page.locator("h1").bounding_box()["y"] < page.locator(".opener img").bounding_box()["y"]
