"""The one way in which ffmpeg is called: demuxer forced, local files only, 32 streams, and no probing of its own.

ffmpeg comes from the wheel of imageio-ffmpeg, which has no ffprobe; what a file contains is read from what ffmpeg
says about its input. Everything here runs inside the child process and under its limits.
"""

import math
import os
import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import imageio_ffmpeg

from media_library.ingest.confine import die_with_parent
from media_library.ingest.limits import RECORDING_STREAMS
from media_library.ingest.refused import Refused, damaged

#: What makes the same bytes each time: no dates, no versions, a fixed number of threads.
BITEXACT = ["-map_metadata", "-1", "-map_chapters", "-1", "-fflags", "+bitexact", "-flags:v", "+bitexact"]
BITEXACT += ["-flags:a", "+bitexact"]

Progress = Callable[[float], None]

_DURATION = re.compile(r"^  Duration: (\d+):(\d\d):(\d\d(?:\.\d+)?)", re.MULTILINE)
# A time code or the halves of a picture make a group, and what belongs to it is printed further in.
_STREAM = re.compile(r"^ +Stream #0:(\d+)[^:]*: (Video|Audio|Subtitle|Data|Attachment): (.*)$", re.MULTILINE)
_SIZE = re.compile(r", (\d{1,6})x(\d{1,6})[ ,\n]")
_PIXEL = re.compile(r"\[SAR (\d+):(\d+) ")
_RATE = re.compile(r", ([\d.]+)(k?) fps")
_BITS = re.compile(r", (\d+) kb/s")
_TURNED = re.compile(r"rotation of (-?[\d.]+) degrees")
_TIME = re.compile(rb"^out_time_us=(\d+)", re.MULTILINE)


@dataclass(frozen=True)
class Stream:
    """A track: ``kind`` is Video, Audio, Subtitle, Data or Attachment; ``codec`` as ffmpeg names it."""

    index: int
    kind: str
    codec: str
    described: str
    width: int = 0
    height: int = 0
    fps: float = 0.0
    kbits: int = 0
    rotation: float = 0.0
    #: How wide a pixel is shown; tapes and DVDs have oblong ones.
    stretch: float = 1.0

    @property
    def is_cover(self) -> bool:
        """A still picture beside the sound."""
        return "(attached pic)" in self.described


@dataclass(frozen=True)
class Probe:
    """``seconds`` is None where the container does not tell."""

    seconds: float | None
    streams: tuple[Stream, ...]


def longest(seconds: float) -> float:
    """The ``most`` of a video that says it lasts ``seconds``: tapes are often wrong about it, but not by hours."""
    return 3 * seconds + 600


def input_options(demuxer: str, source: Path) -> list[str]:
    """The options before and with ``-i``."""
    return [
        "-protocol_whitelist", "file",
        "-max_streams", str(RECORDING_STREAMS),
        "-f", demuxer,
        "-i", f"file:{source}",
    ]  # fmt: skip


def probe(demuxer: str, source: Path) -> Probe:
    """Read the header. Raises Refused where there is none, or more tracks than are allowed."""
    said = _run(input_options(demuxer, source)).decode("utf-8", "replace")
    if "exceeds max_streams" in said:
        raise Refused("too_many_streams", streams=f">{RECORDING_STREAMS}", limit=RECORDING_STREAMS)
    if "Input #0" not in said:
        raise damaged(said[-300:])
    return parse(said)


def parse(said: str) -> Probe:
    """Read what ffmpeg prints about its input."""
    said = said[said.index("Input #0") :]
    length = _DURATION.search(said)
    seconds = None
    if length:
        seconds = int(length[1]) * 3600 + int(length[2]) * 60 + float(length[3])
    found = list(_STREAM.finditer(said))
    streams: dict[int, Stream] = {}
    for at, match in enumerate(found):
        until = found[at + 1].start() if at + 1 < len(found) else len(said)
        stream = _stream(match, said[match.end() : until])
        streams.setdefault(stream.index, stream)
    return Probe(seconds, tuple(streams.values()))


def convert(
    arguments: Sequence[str],
    *,
    seconds: float,
    progress: Progress,
    lost: float = 0.9,
    strict: bool = False,
    most: float = math.inf,
) -> bytes:
    """Run ffmpeg, telling ``progress`` how much of ``seconds`` is done; returns what it wrote to stdout.

    Raises Refused where the input breaks off: an end before ``lost`` of its own length, or, where it is ``strict``,
    any error while reading. What is decoded anyway may have scratches, as tapes and broadcasts do. Also where the
    output grows longer than ``most`` seconds: one wrong time in a tape, and hours of one frame are written.
    """
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as output:
        report, write = os.pipe()
        command = [_program(), "-hide_banner", "-nostdin", "-nostats", "-loglevel", "error"]
        command += ["-xerror"] if strict else []
        command += ["-threads", "2", "-progress", f"pipe:{write}", *arguments]
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=said,
            pass_fds=[write],
            preexec_fn=die_with_parent,  # this process has one thread
        )
        os.close(write)
        reached = 0.0
        with os.fdopen(report, "rb", buffering=0) as reports:
            while data := reports.read(4096):
                if times := _TIME.findall(data):
                    reached = int(times[-1]) / 1_000_000
                    progress(reached / seconds if seconds else 0.0)
                    if reached > most:
                        process.kill()
        code = process.wait()
        if reached > most:
            raise damaged(f"no end after {reached:.0f} s")
        said.seek(0)
        errors = said.read(4000).decode("utf-8", "replace")
        if "No space left on device" in errors or "File too large" in errors:
            raise OSError(errors)
        if code < 0:
            raise damaged(f"signal {-code}")
        if code or "partial file" in errors:
            raise damaged(errors)
        if seconds > 4 and reached < lost * seconds:
            raise damaged(f"ends after {reached:.1f} of {seconds:.1f} s")
        output.seek(0)
        return output.read()


def _stream(match: re.Match[str], rest: str) -> Stream:
    described = match[3]
    size, rate, bits = _SIZE.search(f"{described},"), _RATE.search(described), _BITS.search(described)
    turned, pixel = _TURNED.search(rest), _PIXEL.search(described)
    stretch = int(pixel[1]) / max(1, int(pixel[2])) if pixel else 1.0
    return Stream(
        index=int(match[1]),
        kind=match[2],
        codec=re.split(r"[ ,(]", described, maxsplit=1)[0],
        described=described[:200],
        width=int(size[1]) if size else 0,
        height=int(size[2]) if size else 0,
        fps=float(rate[1]) * (1000 if rate[2] else 1) if rate else 0.0,
        kbits=int(bits[1]) if bits else 0,
        rotation=float(turned[1]) if turned else 0.0,
        stretch=stretch if 1 / 3 <= stretch <= 3 else 1.0,
    )


def _run(arguments: Sequence[str]) -> bytes:
    """Run to the end; returns the first 200 KB of what was said. The exit code says nothing without an output."""
    with tempfile.TemporaryFile() as said:
        subprocess.run(
            [_program(), "-hide_banner", "-nostdin", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=said,
            check=False,
            preexec_fn=die_with_parent,
        )
        said.seek(0)
        return said.read(200_000)


def _program() -> str:
    return imageio_ffmpeg.get_ffmpeg_exe()
