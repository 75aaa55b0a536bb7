"""Recordings are played as they came where browsers can, and encoded once where they cannot."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from media_library.ingest import ffmpeg, sandbox
from media_library.ingest.confine import Limits
from media_library.ingest.refused import Refused
from tests.media_library.corpus import CASES
from tests.media_library.corpus_recordings import GOOD


def encode(shown, tmp_path: Path) -> tuple[Path, list[dict]]:
    """The later step, as the pipeline asks for it."""
    scratch, made = tmp_path / "encode-scratch", tmp_path / "encode-made"
    scratch.mkdir()
    made.mkdir()
    told: list[float] = []
    result = sandbox.run(
        "encode",
        shown.source,
        made,
        scratch=scratch,
        limits=Limits(memory=6 * 1024**3),
        progress=told.append,
        format=shown.format,
        facts=shown.facts,
    )
    assert told[-1] > 0.8
    return made, result


def streams(path: Path) -> list[tuple[str, str]]:
    return [(each.kind, each.codec) for each in ffmpeg.probe("mov", path).streams]


def test_h264_with_aac_is_not_encoded_again_and_its_index_stands_first(show: Callable) -> None:
    shown = show("lecture.mp4", GOOD["lecture.mp4"])

    data = (shown.folder / "play.mp4").read_bytes()
    assert shown.facts["show"] == "copy"
    assert shown.facts["later"] == []
    assert streams(shown.folder / "play.mp4") == [("Video", "h264"), ("Audio", "aac")]
    assert data.index(b"moov") < data.index(b"mdat")
    assert shown.names("poster") == ["poster-1280.jpg"]


def test_a_video_held_upright_stays_upright(show: Callable) -> None:
    shown = show("telephone.MOV", GOOD["telephone.MOV"])

    assert (shown.facts["width"], shown.facts["height"]) == (180, 320)
    assert shown.picture("poster-1280.jpg").size == (180, 320)
    assert round(abs(ffmpeg.probe("mov", shown.folder / "play.mp4").streams[0].rotation)) == 90


def test_hevc_gets_a_poster_at_once_and_is_encoded_later(show: Callable, tmp_path: Path) -> None:
    shown = show("hevc.mov", GOOD["hevc.mov"])
    assert (shown.names("play"), shown.facts["later"]) == ([], ["encode"])

    made, result = encode(shown, tmp_path)

    assert streams(made / "play-1080.mp4") == [("Video", "h264")]
    assert [(each["role"], each["width"], each["height"]) for each in result] == [("play", 320, 180)]


def test_sound_is_levelled_and_drawn(show: Callable) -> None:
    shown = show("speech.wav", GOOD["speech.wav"])

    peaks = json.loads((shown.folder / "peaks.json").read_text())
    assert shown.facts["family"] == "audio"
    assert streams(shown.folder / "play.m4a") == [("Audio", "aac")]
    assert peaks["seconds"] == pytest.approx(2.0, abs=0.1)
    assert len(peaks["peaks"]) == pytest.approx(800, abs=10)
    # ffmpeg's test tone has an amplitude of one eighth.
    assert max(peaks["peaks"]) == pytest.approx(0.125, abs=0.02)


def test_a_cover_does_not_make_a_recording_a_film(show: Callable) -> None:
    shown = show("album.mp3", GOOD["album.mp3"])

    assert shown.facts["family"] == "audio"
    assert streams(shown.folder / "play.m4a") == [("Audio", "aac")]


def test_an_mp4_with_sound_alone_is_sound(show: Callable) -> None:
    assert show("speech-only.mp4", GOOD["speech-only.mp4"]).facts["family"] == "audio"


def test_a_browsers_recording_is_measured_though_it_tells_no_length(show: Callable) -> None:
    shown = show("recorder.webm", GOOD["recorder.webm"])

    assert shown.facts["seconds"] == pytest.approx(2.0, abs=0.2)


def test_the_same_bytes_give_the_same_files(show: Callable) -> None:
    first, second = show("speech.m4a", GOOD["speech.m4a"]), show("speech.m4a", GOOD["speech.m4a"])

    assert first.made == second.made


@pytest.mark.parametrize("name", ["tape.mpg", "stick.ts"])
def test_a_scratch_on_the_tape_is_no_reason_to_refuse_it(name: str, show: Callable, tmp_path: Path) -> None:
    def scratched(path: Path) -> None:
        GOOD[name](path)
        data = bytearray(path.read_bytes())
        data[len(data) // 2 : len(data) // 2 + 900] = bytes(900)
        path.write_bytes(data)

    shown = show(name, scratched)

    played = shown.folder / "play.mp4"
    if shown.facts["later"]:
        played = encode(shown, tmp_path)[0] / "play-1080.mp4"
    assert ffmpeg.probe("mov", played).seconds == pytest.approx(2.0, abs=0.3)


def test_what_never_ends_is_stopped(tmp_path: Path) -> None:
    """One wrong time in a tape, and ffmpeg would write a frame for hours."""
    with pytest.raises(Refused, match="damaged"):
        ffmpeg.convert(
            ["-f", "lavfi", "-i", "testsrc2=s=32x32:r=5", "-f", "null", "-"],
            seconds=1,
            progress=lambda _part: None,
            most=100,
        )


def test_oblong_pixels_of_a_tape_are_shown_as_the_screen_showed_them(show: Callable) -> None:
    shown = show("dvd.mp4", CASES["video/anamorphic.mp4"].make)

    assert (shown.facts["width"], shown.facts["height"]) == (256, 144)
    assert shown.picture("poster-1280.jpg").size == (256, 144)
