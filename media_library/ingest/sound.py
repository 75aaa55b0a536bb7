"""Sound, levelled to one loudness: AAC, which everything plays, Opus, which is half as large, and the waveform.

The first pass measures and draws, the second turns the whole recording up or down by what was measured, so that loud
and soft keep their distance (EBU R 128, two passes). -16 LUFS is what a lecture recorded at the back of a hall needs
to be heard on a telephone.
"""

import json
from pathlib import Path
from typing import Any

from media_library.ingest.ffmpeg import BITEXACT, Progress, convert, input_options
from media_library.ingest.formats import Format
from media_library.ingest.made import Made, record

AAC = ["-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000"]
_OPUS = ["-c:a", "libopus", "-b:a", "64k", "-ac", "2", "-ar", "48000"]
_LUFS, _TRUE_PEAK, _RANGE = -16.0, -1.5, 11.0
#: Below this there is nothing but noise to turn up.
_SILENCE = -60.0
_PEAKS = 800
_PEAK_HERTZ = 8_000


def encode(
    format: Format, source: Path, target: Path, facts: dict[str, Any], progress: Progress
) -> list[Made]:
    """``target`` (.m4a), beside it the same as .weba, and ``peaks.json``."""
    measured, said = _measure(format, source, facts, lambda part: progress(part * 0.3))
    opus = target.with_suffix(".weba")
    convert(
        [
            *input_options(format.demuxer, source),
            "-filter_complex", f"[0:{facts['audio']['track']}]{_levelling(measured)},asplit=2[aac][opus]",
            "-map", "[aac]", "-vn", *BITEXACT, *AAC, "-movflags", "+faststart", "-f", "ipod", "-y", str(target),
            "-map", "[opus]", "-vn", *BITEXACT, *_OPUS, "-f", "webm", "-y", str(opus),
        ],
        seconds=facts["seconds"],
        progress=lambda part: progress(0.3 + part * 0.7),
    )  # fmt: skip
    peaks = target.with_name("peaks.json")
    peaks.write_text(json.dumps({"seconds": facts["seconds"], "peaks": _peaks(said)}, separators=(",", ":")))
    return [
        record(target, "play", "audio/mp4"),
        record(opus, "opus", "audio/webm"),
        record(peaks, "peaks", "application/json"),
    ]


def _measure(
    format: Format, source: Path, facts: dict[str, Any], progress: Progress
) -> tuple[dict[str, float], bytes]:
    """How loud it is, as the second pass wants it told, and the peaks as ffmpeg prints them, from one decode."""
    samples = max(1, round(facts["seconds"] * _PEAK_HERTZ / _PEAKS))
    levels = (
        f"aresample={_PEAK_HERTZ},asetnsamples=n={samples}:p=0,astats=metadata=1:reset=1:measure_perchannel=none"
        ":measure_overall=Peak_level,ametadata=mode=print:key=lavfi.astats.Overall.Peak_level:file='pipe\\:1'"
    )
    loudness = f"loudnorm=I={_LUFS}:TP={_TRUE_PEAK}:LRA={_RANGE}:print_format=json:stats_file=loudness.json"
    said = convert(
        [
            *input_options(format.demuxer, source),
            "-filter_complex", f"[0:{facts['audio']['track']}]asplit=2[a][b];[a]{loudness}[heard];[b]{levels}[drawn]",
            "-map", "[heard]", "-f", "null", "-",
            "-map", "[drawn]", "-f", "null", "-",
        ],
        seconds=facts["seconds"],
        progress=progress,
    )  # fmt: skip
    told = json.loads(Path("loudness.json").read_text(encoding="utf-8"))
    measured = {
        f"measured_{name}": float(told[f"input_{name.lower()}"]) for name in ("I", "LRA", "TP", "thresh")
    }
    return measured | {"offset": float(told["target_offset"])}, said


def _levelling(measured: dict[str, float]) -> str:
    """The filter of the second pass. Peaks that turning up would push too high are held down by it."""
    if measured["measured_I"] < _SILENCE:
        return "aresample=48000"
    # Clipped sound in six channels measures louder than full scale, which the filter does not take.
    measured = measured | {"measured_I": min(measured["measured_I"], 0.0)}
    told = ":".join(f"{name}={value:.2f}" for name, value in measured.items())
    # A range below the measured one would have it press loud and soft together.
    wide = min(50.0, max(_RANGE, measured["measured_LRA"]))
    return f"loudnorm=I={_LUFS}:TP={_TRUE_PEAK}:LRA={wide:.2f}:linear=true:{told},aresample=48000"


def _peaks(said: bytes) -> list[float]:
    """Amplitudes from 0 to 1, from ffmpeg's decibels."""
    peaks = []
    for line in said.splitlines():
        _name, found, value = line.partition(b"Peak_level=")
        if found:
            decibels = float(value)
            peaks.append(round(min(1.0, 10 ** (decibels / 20)), 3) if decibels > -120 else 0.0)
    return peaks[:_PEAKS]
