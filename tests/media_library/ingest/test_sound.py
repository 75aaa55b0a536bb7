"""Sound is levelled to one loudness, as AAC and as Opus; what is silent stays silent."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import imageio_ffmpeg
import pytest

from media_library.ingest import ffmpeg
from tests.media_library.corpus_recordings import GOOD, SILENCE, SOFT_WITH_CLAPS


def heard(path: Path) -> tuple[float, float]:
    """Loudness (LUFS) and true peak (dB), as ffmpeg measures them."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-hide_banner", "-nostdin", "-i", str(path)]
    command += ["-af", "loudnorm=print_format=json", "-f", "null", "-"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stderr
    told = json.loads(said[said.rindex("{") : said.rindex("}") + 1])
    return float(told["input_i"]), float(told["input_tp"])


@pytest.mark.parametrize(
    ("name", "maker"), [("speech.wav", GOOD["speech.wav"]), ("claps.wav", SOFT_WITH_CLAPS)]
)
def test_every_recording_is_as_loud_as_the_next(name: str, maker: Callable, show: Callable) -> None:
    shown = show(name, maker)

    for made in ("play.m4a", "play.weba"):
        loudness, peak = heard(shown.folder / made)
        assert loudness == pytest.approx(-16, abs=1)
        assert peak <= -1


def test_opus_stands_beside_aac_and_is_smaller(show: Callable) -> None:
    shown = show("speech.flac", GOOD["speech.flac"])

    size = {each["role"]: each["size"] for each in shown.made}
    codecs = {
        name: [each.codec for each in ffmpeg.probe(demuxer, shown.folder / name).streams]
        for name, demuxer in (("play.m4a", "mov"), ("play.weba", "matroska"))
    }
    assert codecs == {"play.m4a": ["aac"], "play.weba": ["opus"]}
    assert size["opus"] < size["play"]


def test_silence_is_not_turned_up(show: Callable) -> None:
    shown = show("silence.wav", SILENCE)

    assert heard(shown.folder / "play.m4a")[0] < -60
    assert set(json.loads((shown.folder / "peaks.json").read_text())["peaks"]) == {0.0}
