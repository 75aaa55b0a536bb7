"""Recordings for tests, made by ffmpeg in the moment: good ones, and broken or hostile ones."""

import shutil
import struct
import subprocess
import tempfile
from functools import cache
from pathlib import Path

import imageio_ffmpeg

from tests.media_library.corpus_pictures import Maker, save

GOOD: dict[str, Maker] = {}
BAD: dict[str, tuple[Maker, str]] = {}

_PICTURE = ("-f", "lavfi", "-i", "testsrc2=d=2:s=320x180:r=25")
_SOUND = ("-f", "lavfi", "-i", "sine=f=440:d=2:r=44100")
_H264 = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
_AAC = ("-c:a", "aac", "-b:a", "64k")


def ffmpeg(*arguments: str) -> None:
    """Run ffmpeg; raises where it fails."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", "-y", *arguments]
    subprocess.run(command, check=True, capture_output=True)


@cache
def lecture() -> bytes:
    """Two seconds of H.264 and AAC in an MP4, its index at the end."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lecture.mp4"
        ffmpeg(*_PICTURE, *_SOUND, *_H264, *_AAC, str(path))
        return path.read_bytes()


def made(*arguments: str) -> Maker:
    """A maker that has ffmpeg write the file with these arguments."""
    return lambda path: ffmpeg(*arguments, str(path))


def from_lecture(*arguments: str, before: tuple[str, ...] = ()) -> Maker:
    """A maker that has ffmpeg rewrite the lecture."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            source = Path(folder) / "lecture.mp4"
            source.write_bytes(lecture())
            ffmpeg(*before, "-i", str(source), *arguments, str(path))

    return make


GOOD["lecture.mp4"] = lambda path: path.write_bytes(lecture()) and None
GOOD["telephone.MOV"] = from_lecture("-c", "copy", "-f", "mov", before=("-display_rotation", "-90"))
GOOD["silent.mp4"] = made(*_PICTURE, *_H264)
GOOD["film.mkv"] = from_lecture("-c", "copy")
GOOD["hevc.mov"] = made(
    *_PICTURE, "-c:v", "libx265", "-preset", "ultrafast", "-x265-params", "log-level=0", "-tag:v", "hvc1"
)
GOOD["browser.webm"] = made(*_PICTURE, "-c:v", "libvpx", "-deadline", "realtime", "-t", "1")
GOOD["speech.m4a"] = made(*_SOUND, *_AAC)
GOOD["speech-only.mp4"] = made(*_SOUND, *_AAC)
GOOD["speech.wav"] = made(*_SOUND)
GOOD["plain.mp3"] = made(*_SOUND, "-id3v2_version", "0", "-write_xing", "0")


GOOD["tape.avi"] = made(*_PICTURE, *_SOUND, "-c:v", "mpeg4", "-c:a", "libmp3lame")
GOOD["tape.mpg"] = made(*_PICTURE, *_SOUND, "-c:v", "mpeg2video", "-c:a", "mp2", "-f", "mpeg")
GOOD["camcorder.MTS"] = from_lecture("-c", "copy", "-f", "mpegts", "-mpegts_m2ts_mode", "1")
GOOD["stick.ts"] = from_lecture("-c", "copy", "-f", "mpegts")
GOOD["site.flv"] = from_lecture("-c", "copy")
GOOD["speech.flac"] = made(*_SOUND)
GOOD["speech.ogg"] = made(*_SOUND, "-c:a", "libvorbis")


#: Long enough to have a ladder.
LONG_LECTURE = made(
    "-f", "lavfi", "-i", "testsrc2=d=14:s=960x540:r=25", "-f", "lavfi", "-i", "sine=f=440:d=14:r=44100",
    "-shortest", *_H264, *_AAC,
)  # fmt: skip
#: Turned up without care, the claps would be louder than a medium can hold.
SOFT_WITH_CLAPS = made(
    "-f", "lavfi", "-i", "anoisesrc=d=20:a=0.05:c=pink:seed=3",
    "-af", "volume='if(lt(mod(t,7),0.1),15,1)':eval=frame",
)  # fmt: skip
SILENCE = made("-f", "lavfi", "-i", "anullsrc=d=2:r=44100")


def _album(path: Path) -> None:
    """An MP3 whose tag holds a cover."""
    with tempfile.TemporaryDirectory() as folder:
        cover = Path(folder) / "cover.png"
        ffmpeg("-f", "lavfi", "-i", "color=red:s=300x300", "-frames:v", "1", str(cover))
        ffmpeg(*_SOUND, "-i", str(cover), "-map", "0:a", "-map", "1:v", "-c:v", "copy", str(path))


GOOD["album.mp3"] = _album


def _no_duration(path: Path) -> None:
    """As a browser records: written to a pipe, so that the length is told nowhere."""
    command = [imageio_ffmpeg.get_ffmpeg_exe(), "-v", "error", "-nostdin", *_PICTURE, "-c:v", "libvpx"]
    command += ["-deadline", "realtime", "-f", "webm", "pipe:1"]
    path.write_bytes(subprocess.run(command, check=True, capture_output=True).stdout)


GOOD["recorder.webm"] = _no_duration


def _timescale_zero(path: Path) -> None:
    data = bytearray(lecture())
    for kind in (b"mvhd", b"mdhd"):
        at = data.find(kind)
        while at > 0:
            struct.pack_into(">I", data, at + 16, 0)
            at = data.find(kind, at + 4)
    # The sample table then counts in seconds.
    at = data.find(b"stts")
    struct.pack_into(">I", data, at + 16, 100_000)
    path.write_bytes(data)


BAD["timescale-zero.mp4"] = (_timescale_zero, "too_long")
BAD["two-frames-29-hours-apart.mkv"] = (
    made(
        "-f", "lavfi", "-i", "color=s=64x64:r=1:d=2", "-vf", "setpts=N*104400/TB", "-fps_mode", "passthrough", *_H264
    ),
    "too_long",
)  # fmt: skip
BAD["forty-tracks.mkv"] = (
    made(*_SOUND, *("-map", "0:a") * 40, "-c:a", "pcm_s16le", "-t", "0.1"),
    "too_many_streams",
)
BAD["subtitles-only.mkv"] = (lambda path: _subtitles(path), "nothing_to_play")
BAD["half.mp4"] = (lambda path: path.write_bytes(lecture()[: len(lecture()) // 2]) and None, "damaged")


def _half_after_index(path: Path) -> None:
    from_lecture("-c", "copy", "-movflags", "+faststart")(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


BAD["half-after-index.mp4"] = (_half_after_index, "damaged")
BAD["noise.mp3"] = (save(b"ID3\x03\x00\x00\x00\x00\x00\x0a" + bytes(10) + b"noise" * 500), "unknown")
BAD["header-only.wav"] = (save(b"RIFF\x24\x00\x00\x00WAVEfmt \x10\x00\x00\x00" + bytes(10)), "damaged")

_MASTER = b"#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=1\nfile:///etc/passwd\n"
_ENDLESS = b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nendless.mp4\n"
for _name in (
    "master.mp4",
    "master.mov",
    "master.mp3",
    "master.mkv",
    "master.wav",
    "master.m3u8",
    "master.txt",
):
    BAD[_name] = (save(_MASTER), "playlist")
BAD["endless.mp4"] = (save(_ENDLESS), "playlist")
BAD["concat.mp4"] = (save(b"ffconcat version 1.0\nfile /etc/passwd\n"), "playlist")
BAD["with-mark.mp4"] = (save(b"\xef\xbb\xbf" + _MASTER), "playlist")
BAD["shortcut.mp4"] = (save(b"[InternetShortcut]\nURL=file:///etc/passwd\n"), "playlist")
BAD["manifest.mp4"] = (
    save(b'<?xml version="1.0"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>'),
    "markup",
)
BAD["smil.mp4"] = (save(b'<smil><video src="file:///etc/passwd"/></smil>'), "playlist")
BAD["old.avi"] = (save(b"RIFF\x00\x01\x00\x00AVI LIST" + bytes(100)), "damaged")
BAD["old.wmv"] = (save(b"0&\xb2u\x8ef\xcf\x11\xa6\xd9\x00\xaa\x00b\xcel" + bytes(100)), "other_recording")


def _subtitles(path: Path) -> None:
    folder = Path(tempfile.mkdtemp())
    try:
        source = folder / "words.srt"
        source.write_text("1\n00:00:00,000 --> 00:00:01,000\n字\n")
        ffmpeg("-i", str(source), str(path))
    finally:
        shutil.rmtree(folder)
