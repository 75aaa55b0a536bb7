import wave

import numpy as np

from config.demo import music
from config.demo.fields import random


def test_a_tune_lasts_as_long_as_asked_and_ends_softly():
    track = music.tune(6, random(1, "tune"))

    assert len(track) == 6 * music.RATE
    assert float(np.abs(track).max()) <= 0.61
    assert float(np.abs(track[-100:]).max()) < 0.01


def test_a_track_is_saved_as_sixteen_bits(tmp_path):
    path = music.save(np.array([0.0, 0.5, -0.5]), tmp_path / "a.wav")

    with wave.open(str(path)) as file:
        assert (file.getsampwidth(), file.getnchannels(), file.getframerate()) == (2, 1, music.RATE)
        assert np.frombuffer(file.readframes(3), "<i2").tolist() == [0, 16383, -16383]
