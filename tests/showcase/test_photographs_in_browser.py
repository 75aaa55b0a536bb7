"""Photographs in a real browser: rows, the enlarged view by keys and swipes, paper."""

import pytest

from tests.browser import DESKTOP, PHONE
from tests.showcase.factories import ReleaseFactory

pytestmark = pytest.mark.once


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
