"""Timing a script with a keyboard and with a thumb; what was tapped is kept, also where the line was down."""

from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.storage import storages
from django.urls import reverse

from accounts.models import Unit, User
from accounts.roles import Role
from showcase.models import WorkPage, WorksPage
from tests.curation.conftest import SCRIPT, account, film
from tests.factories import kind
from tests.media_library.corpus_recordings import LONG_LECTURE
from tests.showcase.test_stream_in_browser import until

AT = "document.querySelector('video').currentTime"
SAVED = "document.querySelector('[data-state]').textContent === '已保存'"


@pytest.fixture
def lecture(transactional_db, tmp_path: Path) -> WorkPage:
    """The page of a lecture of 14 seconds that plays."""
    curator = account("编辑", Role.CURATOR)
    asset = film(curator)
    asset.duration = 14.0
    asset.save(update_fields=["duration"])
    LONG_LECTURE(tmp_path / "play.mp4")
    storages["default"].delete(f"{asset.renditions_path}/play.mp4")
    with (tmp_path / "play.mp4").open("rb") as file:
        storages["default"].save(f"{asset.renditions_path}/play.mp4", File(file))
    page = WorkPage(
        title="如何读一首诗",
        slug="dk-2021-0001",
        owner=curator,
        live=False,
        kind=kind("lecture"),
        unit=Unit.objects.create(name="研究室"),
        authors=["示例甲"],
        text=SCRIPT,
    )
    page.media = [WorkPage.media.rel.related_model(asset=asset)]
    WorksPage.objects.get().add_child(instance=page)
    page.save_revision(user=curator)
    return page


@pytest.fixture
def open_times(client, live_server, lecture: WorkPage):
    """Open the screen as the curator, on this page of a browser."""

    def go(page) -> None:
        client.force_login(User.objects.get(username="编辑"))
        cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
        page.context.add_cookies([cookie])
        page.goto(reverse("curation_times", args=[lecture.pk]))
        page.evaluate("document.querySelector('video').muted = true")
        until(page, "document.querySelector('video').readyState > 0")

    return go


def seek(page, seconds: float) -> None:
    page.evaluate(f"document.querySelector('video').currentTime = {seconds}")
    until(page, f"Math.abs({AT} - {seconds}) < 0.05 && !document.querySelector('video').seeking")


def kept(lecture: WorkPage) -> list[float | None]:
    return [at for _key, at in WorkPage.objects.get(pk=lecture.pk).get_latest_revision_as_object().timing]


def test_the_blank_marks_and_backspace_undoes(desktop, open_times, lecture: WorkPage) -> None:
    open_times(desktop)

    desktop.keyboard.press("Space")
    seek(desktop, 3.0)
    desktop.keyboard.press("Space")
    seek(desktop, 5.0)
    desktop.keyboard.press("Space")
    until(desktop, SAVED)
    assert kept(lecture) == [0.0, 3.0, 5.0]
    assert desktop.locator("[data-tap]").inner_text().strip() == "各段都已标完"
    desktop.keyboard.press("Backspace")
    until(desktop, SAVED)

    assert kept(lecture) == [0.0, 3.0, None]
    assert desktop.locator("[data-counted]").inner_text() == "已标 2 / 3 段"
    assert lecture.revisions.count() == 2


def test_while_it_plays_a_tap_is_where_the_words_began(phone, open_times, lecture: WorkPage) -> None:
    open_times(phone)
    phone.locator("[data-tap]").tap()

    phone.locator("[data-play]").tap()
    until(phone, f"{AT} > 1")
    phone.locator("[data-tap]").tap()
    tapped = phone.evaluate(AT)
    until(phone, SAVED)

    first, second, third = kept(lecture)
    assert (first, third) == (0.0, None)
    assert second == pytest.approx(tapped - 0.3, abs=0.4)
    tap, player = (phone.locator(name).bounding_box() for name in ("[data-tap]", "video"))
    assert tap["height"] >= 64
    assert tap["y"] + tap["height"] <= 844
    assert player["y"] >= 0


def test_each_paragraph_is_corrected_by_itself(desktop, open_times, lecture: WorkPage) -> None:
    open_times(desktop)
    for seconds in (0.0, 3.0, 5.0):
        seek(desktop, seconds)
        desktop.locator("[data-tap]").click()
    second = desktop.locator(".hm-times__rows li").nth(1)

    second.locator("[data-nudge='0.5']").click()
    second.locator("[data-nudge='0.5']").click()
    until(desktop, SAVED)
    assert kept(lecture) == [0.0, 4.0, 5.0]
    second.locator("[name=at]").fill("0:09")
    second.locator("[name=at]").press("Tab")
    assert desktop.locator("[data-state]").inner_text() == "这一刻不早于下一段。"
    second.locator("[data-clear]").click()
    until(desktop, SAVED)

    assert kept(lecture) == [0.0, None, 5.0]


def test_what_could_not_be_sent_is_kept_and_sent_later(open_page, open_times, lecture: WorkPage) -> None:
    page = open_page()
    page.expected_errors.append("ERR_FAILED")
    page.add_init_script("navigator.sendBeacon = null")  # as when the telephone dies
    open_times(page)
    page.route(
        "**/times/", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )
    page.keyboard.press("Space")
    until(page, "document.querySelector('[data-state]').textContent === '尚未保存，正在重试……'")
    page.on("dialog", lambda dialog: dialog.accept())
    page.close(run_before_unload=False)

    later = page.context.new_page()
    open_times(later)
    until(later, SAVED)

    assert kept(lecture) == [0.0, None, None]


def test_without_script_times_are_typed(open_page, client, live_server, lecture: WorkPage) -> None:
    page = open_page(java_script_enabled=False)
    client.force_login(User.objects.get(username="编辑"))
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": live_server.url}
    page.context.add_cookies([cookie])
    page.goto(reverse("curation_times", args=[lecture.pk]))

    page.locator("[name=at]").nth(1).fill("0：04")
    page.get_by_role("button", name="保存时间").click()
    page.wait_for_load_state()

    assert kept(lecture) == [None, 4.0, None]
