"""Small frames of a video on one sheet, for whoever looks for a place on the seek bar.

``sprites.vtt`` says which part of ``sprites.jpg`` stands for which seconds (``sprites.jpg#xywh=…``), as players have
it. Keyframes are decoded and nothing between them, so that an hour costs seconds; only a video that has too few of
them is decoded whole.
"""

import math
from pathlib import Path
from typing import Any

import pyvips

from media_library.ingest.captions import Cue, as_webvtt
from media_library.ingest.ffmpeg import BITEXACT, Progress, convert, input_options
from media_library.ingest.formats import Format
from media_library.ingest.hls import TO_SDR
from media_library.ingest.limits import SPRITE_SECONDS, SPRITE_SIDE, SPRITES
from media_library.ingest.made import Made, record
from media_library.ingest.refused import damaged

_ACROSS = 10
_ONLY_KEYFRAMES = ["-skip_frame", "nokey"]


def every(seconds: float) -> float:
    """How many seconds a frame stands for, in a recording of this length."""
    return max(float(SPRITE_SECONDS), math.ceil(seconds / SPRITES))


def _number(seconds: float) -> int:
    return max(1, math.ceil(seconds / every(seconds)))


def derive_sprites(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> list[Made]:
    """``sprites.vtt`` and ``sprites.jpg``. Raises Refused where no frame can be decoded."""
    scale = SPRITE_SIDE / max(facts["width"], facts["height"])
    size = max(1, round(facts["width"] * scale)), max(1, round(facts["height"] * scale))
    frames = _frames(format, source, facts, size, _ONLY_KEYFRAMES, lambda part: progress(part / 2))
    if 2 * len(set(frames)) < _number(facts["seconds"]):
        frames = _frames(format, source, facts, size, [], lambda part: progress(0.5 + part / 2))
    if not frames:
        raise damaged("no frame could be decoded")
    across = min(_ACROSS, len(frames))
    down = math.ceil(len(frames) / across)
    column = b"".join(frames).ljust(across * down * len(frames[0]), b"\0")
    width, height = size
    sheet = pyvips.Image.new_from_memory(column, width, height * across * down, 3, "uchar")
    sheet = sheet.copy(interpretation="srgb").grid(height, across, down)
    path = folder / "sprites.jpg"
    sheet.jpegsave(str(path), Q=60, optimize_coding=True, keep="none")
    cues = folder / "sprites.vtt"
    cues.write_text(as_webvtt(_cues(len(frames), facts["seconds"], size, across)), encoding="utf-8")
    return [
        record(cues, "sprites", "text/vtt"),
        record(path, "sprites", "image/jpeg", width=sheet.width, height=sheet.height),
    ]


def _frames(
    format: Format,
    source: Path,
    facts: dict[str, Any],
    size: tuple[int, int],
    reading: list[str],
    progress: Progress,
) -> list[bytes]:
    """One frame for each stretch of time, as plain pixels; where none was decoded in a stretch, the one before it."""
    number = _number(facts["seconds"])
    filters = f"fps=1/{every(facts['seconds']):.0f}:round=near:eof_action=pass,scale={size[0]}:{size[1]}:flags=area+bitexact,setsar=1"
    filters += f",{TO_SDR},format=rgb24" if facts["hdr"] else ",format=rgb24"
    said = convert(
        [
            *reading, *input_options(format.demuxer, source),
            "-map", f"0:{facts['video']['track']}", "-vf", filters, "-frames:v", str(number), *BITEXACT,
            "-f", "rawvideo", "pipe:1",
        ],
        seconds=facts["seconds"],
        progress=progress,
        lost=0.0,
    )  # fmt: skip
    one = size[0] * size[1] * 3
    return [said[at : at + one] for at in range(0, len(said) - one + 1, one)]


def _cues(number: int, seconds: float, size: tuple[int, int], across: int) -> list[Cue]:
    step, (width, height) = every(seconds), size
    cues = []
    for at in range(number):
        left, top = at % across * width, at // across * height
        end = seconds if at == number - 1 else (at + 1) * step
        cues.append(Cue(at * step, max(end, at * step), f"sprites.jpg#xywh={left},{top},{width},{height}"))
    return cues
