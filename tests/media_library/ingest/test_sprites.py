"""Small frames for the seek bar: few, in their order, the same each time, and cheap."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from media_library.ingest import sandbox, sprites
from media_library.ingest.confine import Limits
from media_library.ingest.formats import FORMATS
from media_library.models import State
from tests.media_library.arriving import arrive
from tests.media_library.corpus_recordings import GOOD, LONG_LECTURE, made

pytestmark = pytest.mark.once


def lay(shown, folder: Path) -> list[dict]:
    """The step, as the pipeline asks for it."""
    scratch = folder.with_name(f"{folder.name}-scratch")
    scratch.mkdir()
    folder.mkdir()
    request = {"format": shown.format, "facts": shown.facts}
    return sandbox.run("sprites", shown.source, folder, scratch=scratch, limits=Limits(), **request)


def slides(*colours: str, seconds: int, gop: int) -> Callable[[Path], None]:
    """A video of plain slides, each as long as the others, with a keyframe every ``gop`` frames of ten a second."""
    each = seconds / len(colours)
    inputs = [
        part
        for colour in colours
        for part in ("-f", "lavfi", "-i", f"color={colour}:s=320x180:r=10:d={each}")
    ]
    joined = "".join(f"[{n}:v]" for n in range(len(colours))) + f"concat=n={len(colours)}[v]"
    h264 = (
        "-c:v",
        "libx264",
        "-preset",
        "ultrafast",
        "-g",
        str(gop),
        "-sc_threshold",
        "0",
        "-pix_fmt",
        "yuv420p",
    )
    return made(*inputs, "-filter_complex", joined, "-map", "[v]", *h264)


def colours_of(folder: Path) -> list[tuple[str, str]]:
    """The beginning of each cue with the colour in the middle of its frame, by its strongest channel."""
    text = (folder / "sprites.vtt").read_text()
    sheet = Image.open(folder / "sprites.jpg")
    found = []
    for start, place in re.findall(r"00:(\d\d:\d\d)\.000 --> .*\nsprites\.jpg#xywh=([\d,]+)", text):
        left, top, width, height = map(int, place.split(","))
        pixel = sheet.getpixel((left + width // 2, top + height // 2))
        found.append((start, "rgb"[pixel.index(max(pixel))]))
    return found


@pytest.mark.parametrize(
    ("seconds", "step"), [(12, 5), (500, 5), (501, 6), (3600, 36), (6 * 3600, 216), (3599.2, 36)]
)
def test_any_length_has_at_most_a_hundred_frames(seconds: float, step: int) -> None:
    assert sprites.every(seconds) == step
    assert seconds / step <= 100


@pytest.mark.parametrize("gop", [20, 10_000], ids=["keyframes", "one keyframe"])
def test_each_frame_shows_its_own_seconds(show: Callable, tmp_path: Path, gop: int) -> None:
    shown = show("slides.mp4", slides("red", "lime", "blue", "red", "lime", seconds=25, gop=gop))

    result = lay(shown, tmp_path / "made")

    assert [(each["name"], each["role"], each["media_type"]) for each in result] == [
        ("sprites.vtt", "sprites", "text/vtt"),
        ("sprites.jpg", "sprites", "image/jpeg"),
    ]
    assert (result[1]["width"], result[1]["height"]) == (5 * 160, 90)
    assert colours_of(tmp_path / "made") == [
        ("00:00", "r"),
        ("00:05", "g"),
        ("00:10", "b"),
        ("00:15", "r"),
        ("00:20", "g"),
    ]
    assert "00:00:20.000 --> 00:00:25.000" in (tmp_path / "made" / "sprites.vtt").read_text()


def test_between_keyframes_nothing_is_decoded(
    monkeypatch: pytest.MonkeyPatch, show: Callable, tmp_path: Path
) -> None:
    shown = show("slides.mp4", slides("red", "lime", "blue", seconds=30, gop=50))
    asked = []
    real = sprites.convert
    monkeypatch.setattr(
        sprites, "convert", lambda arguments, **more: asked.append(arguments) or real(arguments, **more)
    )
    monkeypatch.chdir(tmp_path)

    sprites.derive_sprites(FORMATS["mp4"], shown.source, tmp_path, shown.facts, lambda _part: None)

    assert [arguments[:2] for arguments in asked] == [["-skip_frame", "nokey"]]


def test_a_video_held_upright_has_upright_frames_in_rows_of_ten(show: Callable, tmp_path: Path) -> None:
    shown = show("long.mp4", made("-f", "lavfi", "-i", "testsrc2=d=58:s=90x160:r=5", "-g", "10"))

    result = lay(shown, tmp_path / "made")

    assert (result[1]["width"], result[1]["height"]) == (10 * 90, 2 * 160)
    assert len(colours_of(tmp_path / "made")) == 12


def test_the_same_video_gives_the_same_frames(show: Callable, tmp_path: Path) -> None:
    shown = show("lecture.mp4", LONG_LECTURE)

    assert lay(shown, tmp_path / "one") == lay(shown, tmp_path / "two")


@pytest.mark.django_db
def test_a_lecture_is_ready_before_its_frames_are(work_off: Callable) -> None:
    asset = arrive("lecture.mp4", LONG_LECTURE)

    work_off("quick")
    asset.refresh_from_db()
    assert (asset.state, asset.renditions.filter(role="sprites").count()) == (State.READY, 0)
    work_off()

    asset.refresh_from_db()
    assert (asset.state, asset.step, asset.renditions.filter(role="sprites").count()) == (State.READY, "", 2)


def test_what_is_over_in_seconds_needs_none(show: Callable) -> None:
    assert "sprites" not in show("lecture.mp4", GOOD["lecture.mp4"]).facts["later"]
