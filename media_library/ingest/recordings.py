"""Video and sound: read the header, hold it against the limits, make what browsers play.

H.264 with AAC is only put into a fresh MP4 (no generation lost, seconds instead of hours); everything else is encoded
once. What browsers play at once is made in the first step; long encoding is a later one.
"""

from pathlib import Path
from typing import Any, NoReturn

import pyvips

from media_library.ingest import pictures, sound
from media_library.ingest.ffmpeg import (
    BITEXACT,
    Probe,
    Progress,
    Stream,
    convert,
    input_options,
    longest,
    probe,
)
from media_library.ingest.formats import Family, Format
from media_library.ingest.hls import TO_SDR
from media_library.ingest.limits import HLS_FROM_SECONDS, RECORDING_HOURS, RECORDING_STREAMS, VIDEO_PIXELS
from media_library.ingest.made import Made, record
from media_library.ingest.refused import Refused, damaged
from media_library.ingest.sniff_sound import require_samples

#: Sound up to this length is levelled while the sender waits; longer sound later.
_SOON_SECONDS = 600
#: An H.264 stream above this is played as it came at first and encoded smaller later.
_HEAVY_KBITS = 12_000
_POSTER_WIDTH = 1280
#: Containers whose packets carry the times that an MP4 needs. AVI's do not.
_ISO_MEDIA = "mov"
_COPIED = {_ISO_MEDIA, "matroska", "flv", "mpegts"}
# 1080p in either orientation, even sides, never enlarged.
_FIT = (
    "scale=w='if(gte(iw,ih),min(iw,1920),min(iw,1080))':h='if(gte(iw,ih),min(ih,1080),min(ih,1920))'"
    ":force_original_aspect_ratio=decrease:force_divisible_by=2"
)


def examine(format: Format, source: Path) -> dict[str, Any]:
    """The facts of the header. Raises Refused for what is too long, too large, too many-tracked or unplayable."""
    if format.code == "wav":
        with source.open("rb") as file:
            require_samples(file, source.stat().st_size)
    found = probe(format.demuxer, source)
    if len(found.streams) > RECORDING_STREAMS:
        raise Refused("too_many_streams", streams=len(found.streams), limit=RECORDING_STREAMS)
    video, audio = _video(found), _audio(found)
    if not video and not audio:
        raise Refused("nothing_to_play")
    if video and (not video.width or not video.height):
        raise damaged("a video track without a size")
    if video and video.width * video.height > VIDEO_PIXELS:
        raise Refused("too_large_picture", width=video.width, height=video.height)
    seconds = found.seconds if found.seconds else _measure(format, source)
    if seconds > RECORDING_HOURS * 3600:
        raise Refused("too_long", hours=round(seconds / 3600, 1), limit=RECORDING_HOURS)
    facts: dict[str, Any] = {
        "seconds": round(seconds, 2),
        "family": str(Family.VIDEO if video else Family.AUDIO),
    }
    if audio:
        facts["audio"] = {"track": audio.index, "codec": audio.codec, "kbits": audio.kbits}
    if video:
        facts |= _picture_facts(video)
        copies = format.demuxer in _COPIED and _plays_as_it_is(video, audio)
        facts["show"] = "copy" if copies else "encode"
        heavy = video.kbits > _HEAVY_KBITS or video.width * video.height > 1920 * 1088
        facts["later"] = ["encode"] if facts["show"] == "encode" or heavy else []
        facts["later"] += ["sprites", "hls"] if seconds >= HLS_FROM_SECONDS else []
    elif audio:
        copies = audio.codec in ("aac", "mp3") and seconds > _SOON_SECONDS
        facts["show"] = "copy" if copies else "encode"
        facts["later"] = ["encode"] if seconds > _SOON_SECONDS else []
    return facts


def derive(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> list[Made]:
    """What pages need at once: a poster, and what can be played without a long wait."""
    if facts["family"] == Family.AUDIO:
        if facts["later"]:
            return [_copy_sound(format, source, folder, facts, progress)] if facts["show"] == "copy" else []
        return sound.encode(format, source, folder / "play.m4a", facts, progress)
    made = _poster(format, source, folder, facts)
    if facts["show"] == "copy":
        try:
            made.append(_copy_video(format, source, folder, facts, progress))
        except Refused:
            if format.demuxer == _ISO_MEDIA:
                raise  # It has an index, and the bytes are not what that says.
            # A broadcast or tape with a scratch: decoding gets over it.
            (folder / "play.mp4").unlink(missing_ok=True)
            facts |= {"show": "encode", "later": sorted({"encode", *facts["later"]})}
    return made


def encode(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> list[Made]:
    """The long step: 1080p H.264 with AAC, or levelled sound with its peaks."""
    if facts["family"] == Family.AUDIO:
        return sound.encode(format, source, folder / "play-level.m4a", facts, progress)
    filters = f"{TO_SDR},{_FIT}" if facts["hdr"] else f"{_FIT},format=yuv420p"
    target = folder / "play-1080.mp4"
    convert(
        [
            *input_options(format.demuxer, source),
            *_tracks(facts), *BITEXACT,
            "-vf", filters, "-fpsmax", "60",
            "-c:v", "libx264", "-preset", "veryfast", "-crf", "23", "-threads", "2", "-g", "120",
            *sound.AAC, "-movflags", "+faststart", "-f", "mp4", "-y", str(target),
        ],
        seconds=facts["seconds"],
        progress=progress,
        most=longest(facts["seconds"]),
    )  # fmt: skip
    shown = _picture_facts(_video(probe("mov", target)) or _broken_output())
    return [record(target, "play", "video/mp4", width=shown["width"], height=shown["height"])]


def _copy_video(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> Made:
    """The same pictures and sound in an MP4 whose index stands first. The rotation goes along."""
    target = folder / "play.mp4"
    convert(
        [
            *input_options(format.demuxer, source),
            *_tracks(facts), "-c", "copy", *BITEXACT,
            "-movflags", "+faststart", "-f", "mp4", "-y", str(target),
        ],
        seconds=facts["seconds"],
        progress=progress,
        strict=True,
    )  # fmt: skip
    return record(target, "play", "video/mp4", width=facts["width"], height=facts["height"])


def _copy_sound(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], progress: Progress
) -> Made:
    """A long recording as it came, without covers and tags, until the levelled one is ready."""
    is_mp3 = facts["audio"]["codec"] == "mp3"
    target = folder / ("play.mp3" if is_mp3 else "play.m4a")
    muxer = ["-id3v2_version", "0", "-f", "mp3"] if is_mp3 else ["-movflags", "+faststart", "-f", "ipod"]
    convert(
        [
            *input_options(format.demuxer, source),
            *_tracks(facts), "-c", "copy", *BITEXACT, *muxer, "-y", str(target),
        ],
        seconds=facts["seconds"],
        progress=progress,
        strict=True,
    )  # fmt: skip
    return record(target, "play", "audio/mpeg" if is_mp3 else "audio/mp4")


def _poster(format: Format, source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """A typical frame from the first minutes, as one JPEG that every player and every feed reads."""
    frame = Path.cwd() / "frame.png"
    start = min(facts["seconds"] * 0.1, 120.0)
    shown = f"thumbnail=40,scale={facts['width']}:{facts['height']}"
    filters = f"{shown},{TO_SDR},format=rgb24" if facts["hdr"] else f"{shown},format=rgb24"
    arguments = [
        *input_options(format.demuxer, source),
        "-map", f"0:{facts['video']['track']}", "-frames:v", "1", "-vf", filters, "-f", "image2", "-update", "1", "-y", str(frame),
    ]  # fmt: skip
    for skipped in (["-ss", f"{start:.2f}"], []):
        convert([*skipped, *arguments], seconds=0, progress=lambda _part: None)
        if frame.exists():
            break
    else:
        raise damaged("no frame could be decoded")
    picture = pyvips.Image.new_from_file(str(frame)).copy_memory()
    frame.unlink()
    looks = pictures.look(picture)
    facts.update({name: looks[name] for name in ("colour", "placeholder")})
    return pictures.ladder(picture, folder, role="poster", webp=(), jpeg=(_POSTER_WIDTH,))


def _measure(format: Format, source: Path) -> float:
    """The length of a recording that does not tell it (a browser's own), by walking its packets once."""
    reached = [0.0]

    def remember(seconds: float) -> None:
        reached[0] = max(reached[0], seconds)

    convert(
        [
            *input_options(format.demuxer, source),
            "-map",
            "0:v:0?",
            "-map",
            "0:a:0?",
            "-c",
            "copy",
            "-f",
            "null",
            "-",
        ],
        seconds=1.0,
        progress=remember,
        lost=0.0,
    )
    if not reached[0]:
        raise Refused("no_length")
    return reached[0]


def _video(found: Probe) -> Stream | None:
    return next((each for each in found.streams if each.kind == "Video" and not each.is_cover), None)


def _audio(found: Probe) -> Stream | None:
    return next((each for each in found.streams if each.kind == "Audio" and each.codec != "none"), None)


def _tracks(facts: dict[str, Any]) -> list[str]:
    """The tracks that are played, by number: "the first video" could be a cover."""
    return [
        option
        for kind in ("video", "audio")
        if kind in facts
        for option in ("-map", f"0:{facts[kind]['track']}")
    ]


def _broken_output() -> NoReturn:
    raise RuntimeError("ffmpeg wrote a video without pictures")


def _plays_as_it_is(video: Stream, audio: Stream | None) -> bool:
    """Whether every browser that we serve plays the streams unchanged."""
    plain = "yuv420p(" in video.described or "yuv420p," in video.described or "yuvj420p" in video.described
    return video.codec == "h264" and plain and (audio is None or audio.codec == "aac")


def _picture_facts(video: Stream) -> dict[str, Any]:
    turned = round(abs(video.rotation)) % 180 == 90
    wide = round(video.width * video.stretch)
    width, height = (video.height, wide) if turned else (wide, video.height)
    return {
        "width": width,
        "height": height,
        "fps": video.fps,
        "video": {"track": video.index, "codec": video.codec, "kbits": video.kbits},
        "hdr": "smpte2084" in video.described or "arib-std-b67" in video.described,
    }
