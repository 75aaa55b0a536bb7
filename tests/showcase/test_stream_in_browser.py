"""A lecture's sizes play in a browser, by itself or with hls.js; without script, or without them, the MP4 does."""

from pathlib import Path

import pytest
from django.core.files import File
from django.core.files.storage import storages

from media_library.ingest import hls, recordings
from media_library.ingest.formats import FORMATS
from showcase.models import Release
from tests.conftest import ROOT
from tests.media_library.corpus_recordings import LONG_LECTURE
from tests.showcase.factories import ReleaseFactory, recording

NO_PLAYLISTS = "HTMLMediaElement.prototype.canPlayType = () => ''"
PLAYS = "document.querySelector('video').currentTime > 0.5 && document.querySelector('video').videoHeight"

pytestmark = [
    pytest.mark.once,
    pytest.mark.skipif(
        not (ROOT / "node_modules" / "hls.js").exists(), reason="npm packages are not installed"
    ),
]


@pytest.fixture
def lecture(transactional_db, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Release:
    """A released lecture with its ladder and its MP4 in the public store."""
    monkeypatch.chdir(tmp_path)
    source, made = tmp_path / "lecture.mp4", tmp_path / "made"
    made.mkdir()
    LONG_LECTURE(source)
    facts = recordings.examine(FORMATS["mp4"], source)
    hls.derive_hls(FORMATS["mp4"], source, made, facts, lambda _part: None)
    medium = {**recording(), "hls": "hls/master.m3u8", "width": 960, "height": 540}
    release = ReleaseFactory(lecture=True, media=[medium])
    for path in (source, *(made / "hls").iterdir()):
        name = "play.mp4" if path == source else f"hls/{path.name}"
        with path.open("rb") as file:
            storages["public"].save(f"{release.token}/{name}", File(file))
    return release


def until(page, condition: str) -> None:
    """Wait for a condition. Playwright's own way to wait would need what the content policy forbids."""
    for _tenth in range(150):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"never: {condition}")


def play(page, release: Release) -> list[str]:
    """Open the lecture, play it for a moment; returns the files that were asked for."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    page.goto(f"/works/{release.slug}/")
    page.evaluate("document.querySelector('video').muted = true; document.querySelector('video').play()")
    until(page, PLAYS)
    return asked


def test_hls_js_plays_the_sizes_where_the_browser_does_not(open_page, lecture: Release) -> None:
    page = open_page()
    page.add_init_script(NO_PLAYLISTS)

    asked = play(page, lecture)
    until(page, "document.querySelector('video').currentSrc.startsWith('blob:')")
    until(page, PLAYS)

    assert {"hls.min.js", "master.m3u8", "sound.m4s"} <= set(asked)


def test_a_browser_that_plays_playlists_loads_no_script_for_it(open_page, lecture: Release) -> None:
    page = open_page()
    if not page.evaluate("document.createElement('video').canPlayType('application/vnd.apple.mpegurl')"):
        pytest.skip("this browser plays no playlists by itself")

    asked = play(page, lecture)

    assert ("hls.min.js" in asked, "master.m3u8" in asked) == (False, True)


def test_a_ladder_that_is_broken_leaves_the_mp4(open_page, lecture: Release) -> None:
    for name in ("360.m3u8", "540.m3u8", "sound.m3u8"):
        storages["public"].delete(f"{lecture.token}/hls/{name}")
    page = open_page()
    page.expected_errors.append("404")
    page.add_init_script(NO_PLAYLISTS)

    play(page, lecture)
    until(page, "document.querySelector('video').currentSrc.endsWith('play.mp4')")
    until(page, PLAYS)
