"""Calligraphy in a real browser: unrolled, looked at closely, measured, read line by line."""

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


def test_a_handscroll_is_whole_on_paper(open_page, hall: list[str]) -> None:
    page = open_page({"width": 643, "height": 934})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto(hall[4])

    shown = page.locator(".strip img").bounding_box()
    assert (shown["x"], shown["x"] + shown["width"]) == (0, 643)
    assert shown["width"] / shown["height"] == pytest.approx(8, abs=0.1)
    assert page.evaluate(SIDEWAYS) == 0
