import subprocess

import imageio_ffmpeg
import pytest

from config.demo import lecture
from config.demo.fields import random
from config.demo.lecture import Slide

SHORT = (
    Slide("一", ("先读出声",), ("白日",), ("第一句。", "第二句。"), 2.0),
    Slide("二", (), (), ("第三句。",), 2.0),
)


def streams(path) -> str:
    found = subprocess.run([imageio_ffmpeg.get_ffmpeg_exe(), "-i", str(path)], capture_output=True, text=True)
    return found.stderr


def test_a_film_holds_picture_and_sound_and_leaves_nothing_else(tmp_path):
    video = lecture.film(SHORT, tmp_path, "short", random(1, "short"))

    told = streams(video)
    assert [path.name for path in tmp_path.iterdir()] == ["short.mp4"]
    assert "Duration: 00:00:04" in told
    assert "h264" in told
    assert "aac" in told


def test_a_recording_is_sound_alone(tmp_path):
    audio = lecture.recording(SHORT, tmp_path, "short", random(1, "short"))

    told = streams(audio)
    assert [path.name for path in tmp_path.iterdir()] == ["short.mp3"]
    assert "Audio: mp3" in told
    assert "Video" not in told


def test_the_script_has_a_paragraph_for_each_slide():
    assert lecture.script(SHORT) == "第一句。第二句。\n\n第三句。"


def test_paragraphs_and_chapters_begin_with_their_slides():
    slides = (*SHORT, Slide("", (), (), ("完。",), 1.0))

    assert lecture.starts(slides) == [0.0, 2.0, 4.0]
    assert lecture.chapters(slides) == [{"at": 0.0, "title": "一"}, {"at": 2.0, "title": "二"}]


def test_what_ffmpeg_says_is_passed_on(tmp_path):
    with pytest.raises(RuntimeError, match=r"could not make a\.mp4: .+"):
        lecture._ffmpeg("-i", str(tmp_path / "absent.png"), str(tmp_path / "a.mp4"))
