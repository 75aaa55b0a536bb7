"""The order of recommendation in a real browser: dragging, arrow keys, and buttons without a script."""

import pytest

from submissions import ranking
from tests.browser import DESKTOP, PHONE
from tests.factories import CallFactory, SubmissionFactory, UnitFactory, UserFactory, kind

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def scene(transactional_db):
    unit, call = UnitFactory(), CallFactory(kinds=["essay"], slug="works")
    for title in "甲乙丙":
        SubmissionFactory(call=call, kind=kind("essay"), unit=unit, title=title, sent=True)
    UserFactory(username="l1", liaison_of=unit)
    return call, unit


def come_in(page) -> None:
    page.goto("/login/?next=/calls/works/order/")
    page.fill("input[name=username]", "l1")
    page.fill("input[name=password]", "ink-and-paper")
    with page.expect_navigation():
        page.press("input[name=password]", "Enter")


def kept(scene) -> list[str]:
    call, unit = scene
    return [work.title for work in ranking.order(call, unit, kind("essay"))]


def seen(page) -> list[str]:
    return page.locator(".order li a").all_inner_texts()


def test_buttons_do_it_without_a_script(open_page, scene) -> None:
    page = open_page(PHONE, java_script_enabled=False)
    come_in(page)
    with page.expect_navigation():
        page.click("li:nth-child(3) button[name=up]")

    assert seen(page) == kept(scene) == ["甲", "丙", "乙"]
    assert page.locator(".order-place").all_inner_texts() == ["1", "2", "3"]


def test_arrow_keys_and_dragging_are_kept_at_once(open_page, scene) -> None:
    page = open_page(DESKTOP)
    come_in(page)
    with page.expect_response("**/order/"):
        page.locator(".order-grip").nth(2).press("ArrowUp")
    page.get_by_text("排序已保存。").wait_for()
    assert seen(page) == kept(scene) == ["甲", "丙", "乙"]

    first, last = (page.locator(".order-grip").nth(place).bounding_box() for place in (0, 2))
    with page.expect_response("**/order/"):
        page.mouse.move(first["x"] + 20, first["y"] + 20)
        page.mouse.down()
        page.mouse.move(last["x"] + 20, last["y"] + last["height"], steps=8)
        page.mouse.up()
    page.reload()
    assert seen(page) == kept(scene) == ["丙", "乙", "甲"]
