"""Plucked strings by computation: a plain tune in five notes, for lectures without a voice."""

import wave
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy import signal

from config.demo.fields import Field, Random

RATE = 44_100
# 宫商角徵羽 from D, as steps of semitones.
FIVE_NOTES = (0, 2, 4, 7, 9)
LOWEST = 146.83


def tune(seconds: float, rng: Random) -> Field:
    """A slow melody of the given length, mono, −1 to 1, with a soft beginning and end."""
    track = np.zeros(int(seconds * RATE), dtype=np.float32)
    at, note = 0.4, 4
    while at < seconds - 3.2:
        note = int(np.clip(note + rng.choice((-2, -1, -1, 1, 1, 2, 3)), 0, 12))
        _lay(track, at, _pluck(_pitch(note), 3.4, rng), 0.62)
        if rng.uniform() < 0.3:
            _lay(track, at + 0.02, _pluck(_pitch(max(note - 5, 0)) / 2, 3.8, rng), 0.45)
        at += float(rng.choice((0.5, 1.0, 1.0, 1.5, 2.0)))
    _lay(track, seconds - 3.1, _pluck(LOWEST, 3.0, rng), 0.7)
    room = signal.fftconvolve(track, _room(rng))[: len(track)].astype(np.float32)
    track = track * 0.8 + room * 0.35
    fade = int(0.8 * RATE)
    track[-fade:] *= np.linspace(1, 0, fade, dtype=np.float32)
    quiet: Field = track / max(float(np.abs(track).max()), 1e-6) * 0.6
    return quiet


def save(track: Sequence[float] | Field, path: Path) -> Path:
    """Write the track as a 16-bit WAV file and return its path."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((np.asarray(track) * 32767).astype("<i2").tobytes())
    return path


def _pitch(note: int) -> float:
    """The frequency of the n-th note of the scale, in hertz."""
    octave, step = divmod(note, len(FIVE_NOTES))
    return LOWEST * 2 ** (octave + FIVE_NOTES[step] / 12)


def _pluck(pitch: float, seconds: float, rng: Random) -> Field:
    """A plucked string (Karplus and Strong, 1983): a burst of noise in a loop that loses its edge."""
    period = round(RATE / pitch)
    burst = np.zeros(int(seconds * RATE))
    burst[:period] = signal.lfilter([0.35], [1, -0.65], rng.uniform(-1, 1, period))
    loop = np.zeros(period + 2)
    loop[0] = 1
    loop[period], loop[period + 1] = -0.4985, -0.4985
    sound: Field = signal.lfilter([1.0], loop, burst).astype(np.float32)
    return sound / max(float(np.abs(sound).max()), 1e-6)


def _lay(track: Field, at: float, sound: Field, loud: float) -> None:
    """Add the sound to the track at a time in seconds."""
    start = int(at * RATE)
    end = min(start + len(sound), len(track))
    track[start:end] += sound[: end - start] * loud


def _room(rng: Random) -> Field:
    """The echo of a quiet room, one second long."""
    length = RATE
    echo = rng.standard_normal(length) * np.exp(-np.arange(length) / (0.22 * RATE))
    room: Field = (echo / np.sqrt((echo**2).sum())).astype(np.float32)
    return room
