"""A lecture's page in a browser: chapters and times lead into the recording, the text follows, the seek bar seeks."""

import re
from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.storage import storages
from playwright.sync_api import Route

from media_library.ingest import recordings, sprites
from media_library.ingest.formats import FORMATS
from showcase.models import Release
from tests.browser import PHONE
from tests.media_library.corpus_recordings import LONG_LECTURE
from tests.showcase.factories import ReleaseFactory, document, recording
from tests.showcase.test_stream_in_browser import until

TEXT = "\n".join(f"第{n}段。" + "慢一点，再慢一点，听见每一个字落下来。" * 12 for n in "一二三四五六")
TIMES = [0.0, 2.0, 4.0, None, 8.0, 10.0]
CHAPTERS = [{"at": 0.0, "title": "导入"}, {"at": 8.0, "title": "带一句回去"}]
AT = "document.querySelector('video').currentTime"
CURRENT = (
    "(document.querySelector('.said[aria-current]') || {textContent: ''}).textContent.trim().slice(-250)"
)

pytestmark = pytest.mark.once


@pytest.fixture
def lecture(transactional_db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """A released lecture of 14 seconds, with its MP4 and its small frames in the public store."""
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "play.mp4"
    LONG_LECTURE(source)
    facts = recordings.examine(FORMATS["mp4"], source)
    sprites.derive_sprites(FORMATS["mp4"], source, tmp_path, facts, lambda _part: None)
    medium = {**recording(), "sprites": "sprites.vtt", "width": 960, "height": 540, "duration": 14.0}
    content = {"text": TEXT, "times": TIMES, "chapters": CHAPTERS}
    release = ReleaseFactory(lecture=True, media=[medium], content=content)
    for name in ("play.mp4", "sprites.vtt", "sprites.jpg"):
        with (tmp_path / name).open("rb") as file:
            storages["public"].save(f"{release.token}/{name}", File(file))
    return release


def open_muted(page, release: Release) -> None:
    page.goto(f"/works/{release.slug}/")
    page.evaluate("document.querySelector('video').muted = true")
    until(page, "document.querySelector('video').readyState > 0")


def test_a_chapter_leads_there_and_the_text_follows(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)

    desktop.locator(".chapters a", has_text="带一句回去").click()

    until(desktop, f"{AT} >= 8 && !document.querySelector('video').paused")
    until(desktop, f"{CURRENT}.includes('第五段')")
    assert desktop.locator(".chapters a[aria-current]").inner_text().split() == ["0:08", "带一句回去"]
    until(desktop, f"{CURRENT}.includes('第六段')")
    row, text = (desktop.locator(name).bounding_box() for name in (".said[aria-current]", ".transcript"))
    assert text["y"] <= row["y"] < text["y"] + text["height"]


def test_a_paragraphs_time_leads_there(phone, lecture: Release) -> None:
    open_muted(phone, lecture)

    phone.locator(".said a", has_text="0:04").tap()

    until(phone, f"{AT} >= 4")
    until(phone, f"{CURRENT}.includes('第三段')")
    player, row = (phone.locator(name).bounding_box() for name in (".player", ".said[aria-current]"))
    assert player["y"] == 0
    assert row["y"] < 844


def test_a_search_hit_leads_to_the_paragraph_and_the_recording_waits_there(phone, lecture: Release) -> None:
    phone.goto("/search/?q=第五段")
    phone.locator(".hit-moment").tap()
    phone.wait_for_url(f"**/works/{lecture.slug}/*")

    until(phone, f"{CURRENT}.includes('第五段')")
    assert phone.url.endswith(f"/works/{lecture.slug}/#t8")
    assert phone.evaluate(AT) == 8
    assert phone.evaluate("document.querySelector('video').paused")
    player, row = (phone.locator(name).bounding_box() for name in (".player", ".said[aria-current]"))
    assert player["y"] + player["height"] <= row["y"] < 844


def test_where_an_engine_keeps_no_room_above_the_paragraph_is_not_behind_the_player(
    phone, lecture: Release
) -> None:
    def as_an_old_engine(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace("scroll-padding-top", "unknown"))

    phone.route("**/stage*.css", as_an_old_engine)
    phone.goto(f"/works/{lecture.slug}/#t8")

    until(phone, f"{CURRENT}.includes('第五段')")
    until(
        phone,
        "document.querySelector('.said[aria-current]').getBoundingClientRect().top"
        " >= document.querySelector('.player').getBoundingClientRect().bottom - 1",
    )


def test_beside_the_transcript_the_player_comes_into_sight_with_the_paragraph(
    desktop, lecture: Release
) -> None:
    desktop.goto(f"/works/{lecture.slug}/#t8")

    until(desktop, f"{CURRENT}.includes('第五段')")
    until(desktop, "document.querySelector('video').getBoundingClientRect().top >= 0")
    until(
        desktop,
        "(row => row.top >= 0 && row.bottom <= innerHeight)"
        "(document.querySelector('.said[aria-current]').getBoundingClientRect())",
    )


def test_two_hours_scroll_in_a_box_on_a_telephone_and_a_hit_is_not_behind_the_player(
    phone, lecture: Release
) -> None:
    cues = [[number / 10, f"第{number}句，慢一点。"] for number in range(100)]
    lecture.content["media"].append({**document(), "captions": "c.vtt", "cues": cues})
    lecture.content["times"] = []
    lecture.save()

    phone.goto(f"/works/{lecture.slug}/#t8")

    until(phone, f"{CURRENT}.includes('第80句')")
    until(
        phone,
        "document.querySelector('.said[aria-current]').getBoundingClientRect().top"
        " >= document.querySelector('.player').getBoundingClientRect().bottom",
    )
    row, title = (phone.locator(name).bounding_box() for name in (".said[aria-current]", "h1"))
    assert row["y"] < 844
    assert title["y"] < 1200


@pytest.fixture
def two_hours(lecture: Release) -> Release:
    """As many lines as two hours have, in its fourteen seconds."""
    cues = [[number / 100, f"第{number}句，慢一点，再慢一点，听见每一个字。"] for number in range(1400)]
    lecture.content["media"].append({**document(), "captions": "c.vtt", "cues": cues})
    lecture.content["times"] = []
    lecture.save()
    return lecture


def test_the_rest_of_a_long_transcript_comes_when_it_is_played(desktop, two_hours: Release) -> None:
    open_muted(desktop, two_hours)
    before = desktop.locator(".said").count()

    desktop.locator(".chapters a", has_text="带一句回去").click()

    until(desktop, "document.querySelectorAll('.said').length === 1400")
    until(desktop, f"/第(8|9|1.)..句/.test({CURRENT})")
    assert before < 600
    assert desktop.locator(".said-rest").count() == 0
    until(
        desktop,
        "((row, text) => row.top >= text.top && row.top < text.bottom)"
        "(...['.said[aria-current]', '.transcript'].map("
        "name => document.querySelector(name).getBoundingClientRect()))",
    )


def test_the_rest_of_a_long_transcript_comes_where_somebody_reads_so_far(desktop, two_hours: Release) -> None:
    open_muted(desktop, two_hours)
    desktop.locator(".said-rest a").focus()

    until(desktop, "document.querySelectorAll('.said').length === 1400")
    focused = desktop.evaluate("document.activeElement.closest('.said').textContent")
    assert int(re.search(r"第(\d+)句", focused)[1]) > 300
    assert desktop.locator(".said p").evaluate_all(
        "all => all.every((each, number) => each.textContent.startsWith(`第${number}句`))"
    )


@pytest.mark.parametrize("page", ["desktop", "phone"])
def test_a_search_hit_leads_into_the_rest_of_a_long_transcript(
    request: pytest.FixtureRequest, page: str, two_hours: Release
) -> None:
    page = request.getfixturevalue(page)
    page.goto(f"/works/{two_hours.slug}/#t12.5")

    until(page, f"/第125.句/.test({CURRENT})")
    until(page, "document.readyState === 'complete'")
    assert page.evaluate("document.querySelector('video').paused")
    until(
        page,
        "(row => row.top >= 0 && row.bottom <= innerHeight)"
        "(document.querySelector('.said[aria-current]').getBoundingClientRect())",
    )


def test_without_the_rest_its_link_stays(desktop, two_hours: Release) -> None:
    desktop.expected_errors.append("ERR_FAILED")
    desktop.route("**/transcript/?page=*", lambda route: route.abort())
    open_muted(desktop, two_hours)
    with desktop.expect_event("requestfailed"):
        desktop.locator(".said-rest").scroll_into_view_if_needed()
    assert desktop.locator(".said-rest a").is_visible()

    desktop.unroute("**/transcript/?page=*")
    desktop.locator(".chapters a").first.click()

    until(desktop, "document.querySelectorAll('.said').length === 1400")


def test_who_reads_elsewhere_is_left_there(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)
    desktop.locator(".said a", has_text="0:02").click()
    until(desktop, f"{CURRENT}.includes('第二段')")

    desktop.evaluate("document.querySelector('.transcript').scrollTo(0, 9999)")
    until(desktop, f"{CURRENT}.includes('第三段')")

    assert desktop.evaluate(
        "(t => t.scrollTop + t.clientHeight + 1 >= t.scrollHeight)(document.querySelector('.transcript'))"
    )


def test_the_seek_bar_shows_frames_to_the_mouse_and_seeks(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)
    bar = desktop.get_by_role("slider", name="播放位置")
    box = bar.bounding_box()
    x, y = box["x"] + box["width"] * 0.65, box["y"] + box["height"] / 2

    desktop.mouse.move(x, y)
    until(desktop, "document.querySelector('.seek-frame').style.backgroundImage.includes('sprites.jpg')")
    assert desktop.locator(".seek-preview").inner_text().split() == ["0:09", "带一句回去"]
    assert desktop.locator(".seek-frame").evaluate("each => each.style.backgroundPosition") == "-160px 0px"
    desktop.mouse.down()
    desktop.mouse.up()

    until(desktop, f"Math.abs({AT} - 9.1) < 0.3")
    assert bar.get_attribute("aria-valuetext") == "0:09，共 0:14 带一句回去"


def test_the_place_is_said_in_the_language_of_the_page(desktop, lecture: Release) -> None:
    desktop.goto(f"/en/works/{lecture.slug}/#t9")

    until(desktop, "document.querySelector('.seek').getAttribute('aria-valuetext') === '0:09 of 0:14'")


def test_the_seek_bar_is_a_slider_for_the_keyboard(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)
    bar = desktop.get_by_role("slider", name="播放位置")

    bar.press("ArrowRight")
    until(desktop, f"Math.abs({AT} - 5) < 0.2")
    bar.press("ArrowLeft")
    until(desktop, f"{AT} < 0.2")
    bar.press("End")

    until(desktop, f"{AT} > 13")
    assert (bar.get_attribute("aria-valuenow"), bar.get_attribute("aria-valuemax")) == ("13", "14")


def test_without_script_it_is_text_and_links(open_page, lecture: Release) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"/works/{lecture.slug}/")

    assert page.locator(".seek").count() == 0
    assert page.locator(".transcript p").count() == 6
    assert page.locator(".chapters a").nth(1).get_attribute("href").endswith("/play.mp4#t=8")


@pytest.mark.parametrize("length", ["lecture", "two_hours"])
def test_without_script_a_paragraph_is_not_behind_the_player(
    request: pytest.FixtureRequest, open_page, length: str
) -> None:
    release = request.getfixturevalue(length)
    page = open_page(PHONE, java_script_enabled=False, has_touch=True, is_mobile=True)
    page.goto(f"/works/{release.slug}/#t2")

    player, row = (page.locator(name).bounding_box() for name in (".player", "[id='t2']"))
    assert player["y"] + player["height"] <= row["y"] < 844 - 40


def test_keys_work_on_the_stage_and_nowhere_else(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)

    desktop.keyboard.press("l")
    elsewhere = desktop.evaluate(AT)
    desktop.locator(".transcript").focus()
    desktop.keyboard.press("l")
    until(desktop, f"{AT} >= 9.9")
    desktop.keyboard.press("ArrowLeft")
    until(desktop, f"{AT} < 6")
    desktop.keyboard.press("Space")
    until(desktop, "!document.querySelector('video').paused")
    desktop.keyboard.press("k")
    until(desktop, "document.querySelector('video').paused")

    assert elsewhere == 0


def test_speed_is_chosen_and_kept(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)

    desktop.get_by_label("速度").select_option("1.5")
    open_muted(desktop, lecture)

    assert desktop.evaluate("document.querySelector('video').playbackRate") == 1.5


def test_one_is_offered_to_go_on_and_nothing_plays_by_itself(desktop, lecture: Release) -> None:
    open_muted(desktop, lecture)
    desktop.evaluate(f"localStorage.setItem('hanmo-at-{lecture.slug}', '65.0')")
    open_muted(desktop, lecture)
    offer = desktop.get_by_role("button", name="接着上次的 1:05 继续")

    assert offer.is_visible()
    assert desktop.evaluate("document.querySelector('video').paused") is True
    offer.click()
    until(desktop, f"{AT} > 12")  # it has fourteen seconds
    assert offer.count() == 0


def test_the_page_of_the_handout_is_in_step(desktop, lecture: Release) -> None:
    pages = [{"src": f"page-{n}.webp", "width": 400, "height": 300} for n in (1, 2, 3)]
    lecture.content["media"].append({**document(), "role": "script", "pages": pages})
    lecture.content["slides"] = [{"at": 0.0, "page": 1}, {"at": 6.0, "page": 3}]
    lecture.save()
    desktop.expected_errors.append("404")  # the pages' own bytes are of no concern
    open_muted(desktop, lecture)
    now = desktop.locator(".slide-now img")
    first = now.get_attribute("src")

    desktop.locator(".slides .slide-at", has_text="0:06").click()

    until(desktop, "document.querySelector('.slide-now img').src.endsWith('page-3.webp')")
    assert first.endswith("page-1.webp")
    assert now.get_attribute("alt") == "第 3 页"
    assert desktop.locator(".slides [aria-current]").get_attribute("data-page") == "3"


def test_on_paper_the_label_comes_first_and_nothing_of_the_transcript_is_cut_off(
    open_page, two_hours: Release
) -> None:
    page = open_page({"width": 643, "height": 934})  # A4 within its margins
    page.emulate_media(media="print")
    page.goto(f"/works/{two_hours.slug}/")

    title, rows, chapters = (page.locator(name).bounding_box() for name in ("h1", ".said-rows", ".chapters"))
    assert title["y"] + title["height"] < rows["y"]
    assert rows["y"] + rows["height"] < chapters["y"]
    assert page.locator(".transcript").evaluate("each => each.scrollHeight - each.clientHeight") <= 1
    assert not page.locator(".player").is_visible()


def test_the_rest_of_a_script_without_times_comes_once(desktop, lecture: Release) -> None:
    lecture.content |= {"text": "\n".join(f"第{n}段。" + "慢一点。" * 60 for n in range(200)), "times": []}
    lecture.save()
    open_muted(desktop, lecture)

    desktop.locator(".said-rest a").focus()

    until(desktop, "!document.querySelector('.said-rest')")
    rows = desktop.locator(".said-rows > p").evaluate_all(
        "all => all.map(each => each.textContent.split('段')[0])"
    )
    assert rows == [f"第{n}" for n in range(200)]
