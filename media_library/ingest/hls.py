"""A video in several sizes (HLS, fragmented MP4), so that a telephone in a lift and a screen in a hall both go on playing.

One decode, one file for each size and one for the sound, which all sizes share; the playlists name ranges of bytes in
them by relative addresses, so that the folder plays wherever it stands.
"""

from pathlib import Path
from typing import Any

from media_library.ingest.ffmpeg import BITEXACT, Progress, convert, input_options, longest
from media_library.ingest.formats import Format
from media_library.ingest.limits import VIDEO_SIDES
from media_library.ingest.made import Made, record
from media_library.ingest.sound import AAC

SEGMENT_SECONDS = 6
TO_SDR = (
    "zscale=t=linear:npl=100,format=gbrpf32le,zscale=p=bt709,tonemap=hable:desat=0,"
    "zscale=t=bt709:m=bt709:r=tv,format=yuv420p"
)
#: Highest kbit/s by short side: what a line must carry at most; slides and a speaker need far less.
_KBITS = {360: 900, 540: 1_800, 720: 3_000, 1080: 5_500}
_TYPES = {".m3u8": "application/vnd.apple.mpegurl", ".m4s": "video/iso.segment"}
#: Threads by short side, fixed since the bytes depend on them: all sizes are encoded at once, the largest is the last.
_THREADS = {360: 2, 540: 2, 720: 4, 1080: 6}
_H264 = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-fpsmax", "60"]


def rungs(width: int, height: int) -> list[tuple[int, int]]:
    """The sizes of the ladder, largest first: never above the source, whose own size (at most 1080) is the first."""
    short = min(width, height)
    top = min(short, VIDEO_SIDES[-1])
    # A step that saves less than a seventh of the side is none.
    sides = [top, *(side for side in reversed(VIDEO_SIDES) if side * 7 < top * 6)]
    return [
        (max(2, width * side // short // 2 * 2), max(2, height * side // short // 2 * 2)) for side in sides
    ]


def derive_hls(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> list[Made]:
    """``hls/master.m3u8`` and what it leads to. Raises Refused where the video breaks off."""
    target = folder / "hls"
    target.mkdir()
    sizes = rungs(facts["width"], facts["height"])
    convert(
        [
            *input_options(format.demuxer, source),
            *ladder(facts, sizes),
            *BITEXACT,
            "-y",
            str(target / "%v.m3u8"),
        ],
        seconds=facts["seconds"],
        progress=progress,
        most=longest(facts["seconds"]),
    )
    return [
        record(path, "hls", _TYPES[path.suffix], below=folder)
        for path in sorted(target.iterdir(), key=lambda path: (path.name != "master.m3u8", path.name))
    ]


def ladder(facts: dict[str, Any], sizes: list[tuple[int, int]]) -> list[str]:
    """ffmpeg's options from the source's tracks to the playlists."""
    options = ["-filter_complex", _graph(facts, sizes), *_H264]
    options += ["-force_key_frames", f"expr:gte(t,n_forced*{SEGMENT_SECONDS})"]
    variants = []
    for at, size in enumerate(sizes):
        step = next(side for side in VIDEO_SIDES if min(size) <= side)
        kbits = _KBITS[step]
        options += [f"-threads:v:{at}", str(_THREADS[step])]
        options += ["-map", f"[v{at}]", f"-maxrate:v:{at}", f"{kbits}k", f"-bufsize:v:{at}", f"{2 * kbits}k"]
        variants.append(f"v:{at},name:{min(size)}" + (",agroup:sound" if "audio" in facts else ""))
    if "audio" in facts:
        options += ["-map", f"0:{facts['audio']['track']}", *AAC]
        variants.append("a:0,agroup:sound,name:sound,default:yes")
    options += ["-f", "hls", "-hls_time", str(SEGMENT_SECONDS), "-hls_playlist_type", "vod"]
    options += ["-hls_segment_type", "fmp4", "-hls_flags", "single_file+independent_segments"]
    return [*options, "-master_pl_name", "master.m3u8", "-var_stream_map", " ".join(variants)]


def _graph(facts: dict[str, Any], sizes: list[tuple[int, int]]) -> str:
    """Each size is made from the next larger one."""
    parts, came = [], f"[0:{facts['video']['track']}]" + (f"{TO_SDR}," if facts["hdr"] else "")
    for at, (width, height) in enumerate(sizes):
        size = f"{came}scale={width}:{height},setsar=1,format=yuv420p"
        last = at == len(sizes) - 1
        parts.append(f"{size}[v{at}]" if last else f"{size},split=2[v{at}][n{at}]")
        came = f"[n{at}]"
    return ";".join(parts)
