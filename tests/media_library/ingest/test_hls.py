"""A video's ladder plays at every size, is never above its source, and leads nowhere but beside itself."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from media_library.ingest import ffmpeg, sandbox
from media_library.ingest.confine import Limits
from media_library.ingest.hls import rungs
from media_library.models import State
from tests.media_library.arriving import arrive
from tests.media_library.corpus_recordings import GOOD, LONG_LECTURE, from_lecture

pytestmark = pytest.mark.once


def ladder(shown, folder: Path) -> list[dict]:
    """The step, as the pipeline asks for it."""
    scratch = folder.with_name(f"{folder.name}-scratch")
    scratch.mkdir()
    folder.mkdir()
    return sandbox.run(
        "hls", shown.source, folder, scratch=scratch, limits=Limits(), format=shown.format, facts=shown.facts
    )


@pytest.mark.parametrize(
    ("source", "sides"),
    [
        ((1920, 1080), [(1920, 1080), (1280, 720), (960, 540), (640, 360)]),
        ((3840, 2160), [(1920, 1080), (1280, 720), (960, 540), (640, 360)]),
        ((1080, 1920), [(1080, 1920), (720, 1280), (540, 960), (360, 640)]),
        ((854, 480), [(854, 480), (640, 360)]),
        ((640, 380), [(640, 380)]),
        ((321, 181), [(320, 180)]),
    ],
)
def test_no_size_is_above_the_source(source: tuple[int, int], sides: list[tuple[int, int]]) -> None:
    assert rungs(*source) == sides


@pytest.mark.drill
def test_each_size_plays_to_its_end_and_every_address_is_relative(show: Callable, tmp_path: Path) -> None:
    shown = show("lecture.mp4", LONG_LECTURE)
    assert (shown.facts["show"], shown.facts["later"]) == ("copy", ["sprites", "hls"])

    result = ladder(shown, tmp_path / "made")

    names = [each["name"] for each in result]
    assert names == [
        f"hls/{name}"
        for name in ("master.m3u8", "360.m3u8", "360.m4s", "540.m3u8", "540.m4s", "sound.m3u8", "sound.m4s")
    ]
    for playlist in (tmp_path / "made" / "hls").glob("*.m3u8"):
        text = playlist.read_text()
        named = re.findall(r'URI="([^"]+)"', text) + re.findall(r"^[^#\s].*$", text, re.MULTILINE)
        assert named
        assert {f"hls/{name}" for name in named} <= set(names)
    for name, size in (("540", (960, 540)), ("360", (640, 360))):
        found = ffmpeg.probe("mov", tmp_path / "made" / "hls" / f"{name}.m4s")
        assert [(each.codec, each.width, each.height) for each in found.streams] == [("h264", *size)]
        assert found.seconds == pytest.approx(14, abs=0.2)


@pytest.mark.drill
def test_the_same_video_gives_the_same_ladder(show: Callable, tmp_path: Path) -> None:
    shown = show("lecture.mp4", LONG_LECTURE)

    assert ladder(shown, tmp_path / "one") == ladder(shown, tmp_path / "two")


def test_a_video_held_upright_and_one_without_sound_have_ladders_too(show: Callable, tmp_path: Path) -> None:
    upright, silent = show("telephone.MOV", GOOD["telephone.MOV"]), show("silent.mp4", GOOD["silent.mp4"])

    ladder(upright, tmp_path / "upright")
    ladder(silent, tmp_path / "silent")

    turned = ffmpeg.probe("mov", tmp_path / "upright" / "hls" / "180.m4s").streams[0]
    assert (turned.width, turned.height, turned.rotation) == (180, 320, 0.0)
    assert "AUDIO" not in (tmp_path / "silent" / "hls" / "master.m3u8").read_text()


@pytest.mark.django_db
def test_a_lecture_is_ready_before_its_ladder_is(work_off: Callable) -> None:
    asset = arrive("lecture.mp4", LONG_LECTURE)

    work_off("quick")
    asset.refresh_from_db()
    assert (asset.state, asset.renditions.filter(role="play").count()) == (State.READY, 1)
    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.step, asset.renditions.filter(role="hls").count()) == (State.READY, "", 7)


@pytest.mark.django_db
def test_what_must_be_encoded_first_gets_its_ladder_afterwards(work_off: Callable) -> None:
    long_tape = from_lecture(
        "-c:v", "mpeg4", "-c:a", "libmp3lame", "-s", "64x36", before=("-stream_loop", "6")
    )
    asset = arrive("tape.avi", long_tape)

    work_off("quick")
    asset.refresh_from_db()
    assert (asset.state, asset.facts["later"]) == (State.CHECKING, ["encode", "sprites", "hls"])
    work_off()

    asset.refresh_from_db()
    assert asset.state == State.READY
    assert {each.role for each in asset.renditions.all()} == {"poster", "play", "hls", "sprites"}


def test_what_is_over_in_seconds_needs_none(show: Callable) -> None:
    assert show("lecture.mp4", GOOD["lecture.mp4"]).facts["later"] == []
