"""Many files at once, in a real browser: with a pointer, with the keyboard, without script."""

import zipfile

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from accounts.models import User
from media_library.models import Asset
from tests.factories import AssetFactory, UserFactory

SIDEWAYS = "document.documentElement.scrollWidth - document.documentElement.clientWidth"


@pytest.fixture
def curator(transactional_db) -> User:
    return UserFactory(curator=True, username="c1")


@pytest.fixture
def assets(curator: User) -> list[Asset]:
    made = [AssetFactory(name=f"图{n}.jpg") for n in range(5)]
    for asset in made:
        storages["default"].save(asset.original_path, ContentFile(asset.name.encode()))
    return made


def enter(page) -> None:
    page.goto("/admin/login/?next=/admin/library/")
    page.locator("[name=username]").fill("c1")
    page.locator("[name=password]").fill("ink-and-paper")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/library/")


def tagged(word: str) -> list[str]:
    return list(Asset.objects.filter(tags__name=word).order_by("pk").values_list("name", flat=True))


def test_the_bar_comes_with_the_first_tick_and_shift_ticks_a_row(desktop, assets: list[Asset]) -> None:
    enter(desktop)
    ticks, bar = desktop.locator('input[name="asset"]'), desktop.locator("[data-bulk]")
    before = bar.is_visible()

    ticks.nth(1).check()
    ticks.nth(3).click(modifiers=["Shift"])
    words = desktop.locator("[data-count]").inner_text()
    bar.get_by_text("标签").first.click()
    desktop.keyboard.type("馆藏")
    desktop.keyboard.press("Enter")
    desktop.get_by_text("已为 3 个文件添加标签").wait_for()

    assert (before, words) == (False, "已选 3 个")
    assert tagged("馆藏") == ["图1.jpg", "图2.jpg", "图3.jpg"]


def test_escape_gives_the_choice_up_and_a_download_is_whole(desktop, assets: list[Asset], tmp_path) -> None:
    enter(desktop)
    tick, bar = desktop.locator('input[name="asset"]').first, desktop.locator("[data-bulk]")

    tick.focus()
    desktop.keyboard.press("Space")
    chosen = bar.is_visible()
    desktop.keyboard.press("Escape")
    given_up = not bar.is_visible()
    tick.check()
    bar.get_by_text("全选本页").click()
    with desktop.expect_download() as download:
        bar.get_by_role("button", name="下载").click()
    download.value.save_as(tmp_path / "x.zip")

    assert (chosen, given_up) == (True, True)
    with zipfile.ZipFile(tmp_path / "x.zip") as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 7


def test_without_script_ticks_and_buttons_do_the_same(open_page, assets: list[Asset]) -> None:
    page = open_page(java_script_enabled=False)
    page.goto("/login/?next=/admin/library/")
    page.locator("[name=username]").fill("c1")
    page.locator("[name=password]").fill("ink-and-paper")
    page.locator("main button[type=submit], main form button").first.click()
    page.goto("/admin/library/")

    page.locator('input[name="asset"]').first.check()
    page.locator(".hm-bulk__menu summary").first.click()
    page.locator("#bulk-tags").fill("馆藏")
    page.locator('button[value="tag"]').click()

    assert tagged("馆藏") == ["图4.jpg"]


def test_the_library_fits_on_a_phone(phone, assets: list[Asset]) -> None:
    enter(phone)
    phone.locator('input[name="asset"]').first.check()

    assert phone.evaluate(SIDEWAYS) == 0


def test_addresses_hold_only_the_filters_that_narrow(open_page, assets: list[Asset]) -> None:
    page = open_page()
    enter(page)

    page.locator("#id_q").fill("图3")
    page.keyboard.press("Enter")
    page.wait_for_url("**/admin/library/?q=*")

    assert page.url.partition("?")[2] == "q=%E5%9B%BE3"
    assert page.locator(".hm-grid__name").all_inner_texts() == ["图3.jpg"]
