"""A lecture of 1080p to its HLS ladder: ffmpeg by hand, and ours.

    python bench/video.py [runs] [seconds]

Ratios within one run on one machine; the ways take turns, and the best of the runs of each counts. "by hand" is one
call of ffmpeg with the same sizes, codecs and bit rates, each size scaled from the source, and threads as ffmpeg
chooses them; it runs at the same low priority. "ours" is the whole step: a child process with limits, the ladder, hashes. "remux" is what a visitor waits
for at most: identify, examine, poster, and the H.264 source put into a fresh MP4.
"""

import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

import imageio_ffmpeg  # noqa: E402

from media_library.ingest import recordings, sandbox  # noqa: E402
from media_library.ingest.confine import Limits  # noqa: E402
from media_library.ingest.formats import FORMATS  # noqa: E402

LADDER = ((1920, 1080, 5500), (1280, 720, 3000), (960, 540, 1800), (640, 360, 900))
FFMPEG = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y"]


def lecture(path: Path, seconds: int) -> None:
    """A speaker's worth of movement on a still ground, and a voice's worth of sound."""
    picture = f"mandelbrot=s=480x540:r=25,format=yuv420p,trim=duration={seconds}"
    graph = f"color=0x20242a:s=1920x1080:r=25:d={seconds}[ground];{picture}[moves];[ground][moves]overlay=1200:400"
    subprocess.run(
        [
            *FFMPEG, "-filter_complex", graph, "-f", "lavfi", "-i", f"anoisesrc=d={seconds}:c=pink:a=0.1:seed=1",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", "-t", str(seconds), str(path),
        ],
        check=True,
    )  # fmt: skip


def by_hand(source: Path, folder: Path) -> None:
    """As one would write it down: split, scale, encode."""
    names = "".join(f"[s{at}]" for at in range(len(LADDER)))
    graph = f"[0:v]split={len(LADDER)}{names}"
    options: list[str] = []
    for at, (width, height, kbits) in enumerate(LADDER):
        graph += f";[s{at}]scale={width}:{height}[v{at}]"
        options += ["-map", f"[v{at}]", f"-maxrate:v:{at}", f"{kbits}k", f"-bufsize:v:{at}", f"{2 * kbits}k"]
    variants = " ".join(f"v:{at},agroup:s,name:{height}" for at, (_w, height, _k) in enumerate(LADDER))
    subprocess.run(
        [
            *FFMPEG, "-i", str(source), "-filter_complex", graph, *options, "-map", "0:a",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-force_key_frames", "expr:gte(t,n_forced*6)",
            "-c:a", "aac", "-b:a", "128k", "-ac", "2", "-ar", "48000",
            "-f", "hls", "-hls_time", "6", "-hls_playlist_type", "vod", "-hls_segment_type", "fmp4",
            "-hls_flags", "single_file+independent_segments", "-master_pl_name", "master.m3u8",
            "-var_stream_map", f"{variants} a:0,agroup:s,name:sound,default:yes", str(folder / "%v.m3u8"),
        ],
        check=True,
        preexec_fn=lambda: os.nice(10),  # as the child process is
    )  # fmt: skip


def ours(source: Path, folder: Path) -> None:
    """The step ``ingest.hls``."""
    made, scratch = Path(tempfile.mkdtemp(dir=folder)), Path(tempfile.mkdtemp(dir=folder))
    facts = recordings.examine(FORMATS["mp4"], source)
    limits = Limits(cpu_seconds=7200, seconds=7200)
    sandbox.run("hls", source, made, scratch=scratch, limits=limits, format="mp4", facts=facts)


def remux(source: Path, folder: Path) -> None:
    """The step ``ingest.show``."""
    made, scratch = Path(tempfile.mkdtemp(dir=folder)), Path(tempfile.mkdtemp(dir=folder))
    sandbox.run("show", source, made, scratch=scratch, limits=Limits(), name=source.name)


def processor_seconds() -> float:
    """What all processes that ended have used."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main(runs: int, seconds: int) -> None:
    """Take turns, print the best of each and the ratios."""
    ways: list[Callable[[Path, Path], None]] = [by_hand, ours, remux]
    best = dict.fromkeys((way.__name__ for way in ways), float("inf"))
    busy = dict(best)
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "lecture.mp4"
        lecture(source, seconds)
        print(f"{platform.machine()}, {os.cpu_count()} processors, {platform.python_version()}")
        print(
            f"source {seconds} s of 1080p, {source.stat().st_size / 1e6:.1f} MB, best of {runs} runs each, in turns"
        )
        for _run in range(runs):
            for way in ways:
                with tempfile.TemporaryDirectory(dir=name) as folder:
                    began, used = time.perf_counter(), processor_seconds()
                    way(source, Path(folder))
                    best[way.__name__] = min(best[way.__name__], time.perf_counter() - began)
                    busy[way.__name__] = min(busy[way.__name__], processor_seconds() - used)
    for way, took in best.items():
        print(f"{way:10} {took:7.2f} s, processors {busy[way]:7.2f} s")
    print(f"ours against ffmpeg by hand   {best['by_hand'] / best['ours']:5.2f} × (goal 0.95)")
    print(
        f"the same in processors' time  {busy['by_hand'] / busy['ours']:5.2f} × (tells more on a busy machine)"
    )
    print(f"playable by remux after       {best['remux'] / best['ours']:5.2f} of the ladder's time")


if __name__ == "__main__":
    main(
        int(sys.argv[1]) if len(sys.argv) > 1 else 3,
        int(sys.argv[2]) if len(sys.argv) > 2 else 60,
    )
