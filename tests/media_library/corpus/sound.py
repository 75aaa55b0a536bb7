"""Sound from recorders, telephones, studios and players."""

import struct
import tempfile
from pathlib import Path

from tests.media_library.corpus.case import bad, bytes_of, either, good, written
from tests.media_library.corpus.jpeg import zipped
from tests.media_library.corpus_pictures import Maker
from tests.media_library.corpus_recordings import ffmpeg, made

SOUND = ("-f", "lavfi", "-i", "sine=f=440:d=1:r=44100")
LOW = ("-f", "lavfi", "-i", "sine=f=440:d=1:r=8000")


def wav(codec: str = "pcm_s16le", *more: str) -> Maker:
    return made(*SOUND, "-c:a", codec, *more)


def with_picture(*codec: str) -> Maker:
    """A cover beside the sound."""

    def make(path: Path) -> None:
        with tempfile.TemporaryDirectory() as folder:
            cover = Path(folder) / "cover.jpg"
            ffmpeg("-f", "lavfi", "-i", "testsrc2=s=300x300", "-frames:v", "1", "-update", "1", str(cover))
            ffmpeg(
                *SOUND,
                "-i",
                str(cover),
                "-map",
                "0:a",
                "-map",
                "1:v",
                *codec,
                "-c:v",
                "copy",
                "-disposition:v",
                "attached_pic",
                str(path),
            )

    return make


def chapters(path: Path) -> None:
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "chapters.txt"
        told.write_text(
            ";FFMETADATA1\n"
            + "".join(
                f"[CHAPTER]\nTIMEBASE=1/1000\nSTART={at}\nEND={at + 250}\ntitle=第{at}节\n"
                for at in (0, 250, 500)
            )
        )
        ffmpeg(*SOUND, "-i", str(told), "-map_metadata", "1", "-c:a", "aac", "-f", "ipod", str(path))


def mp3(*more: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return bytes_of(made(*SOUND, "-c:a", "libmp3lame", *more), Path(folder), "made.mp3")


def sound(codec: str, ending: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return bytes_of(made(*SOUND, "-c:a", codec), Path(folder), f"made{ending}")


def tag(size: int) -> bytes:
    """An ID3v2 tag of so much padding."""
    return (
        b"ID3\x03\0\0"
        + bytes([size >> 21 & 127, size >> 14 & 127, size >> 7 & 127, size & 127])
        + bytes(size)
    )


def header(
    data_bytes: int,
    *,
    hertz: int = 8000,
    channels: int = 1,
    bits: int = 8,
    form: int = 1,
    riff: bytes = b"RIFF",
    riff_size: int | None = None,
    before: bytes = b"",
) -> bytes:
    """The start of a WAV, up to its samples."""
    block = channels * bits // 8
    fmt = struct.pack("<HHIIHH", form, channels, hertz, hertz * block, block, bits)
    size = 36 + len(before) + data_bytes if riff_size is None else riff_size
    return (
        riff
        + struct.pack("<I", min(size, 0xFFFFFFFF))
        + b"WAVE"
        + before
        + b"fmt "
        + struct.pack("<I", 16)
        + fmt
        + b"data"
        + struct.pack("<I", min(data_bytes, 0xFFFFFFFF))
    )


def silence(seconds: int, *, rf64: bool = False, **options: int) -> Maker:
    """A WAV of silence that takes no room on the disk."""

    def make(path: Path) -> None:
        block = options.get("channels", 1) * options.get("bits", 8) // 8
        size = seconds * options.get("hertz", 8000) * block
        sizes = b"ds64" + struct.pack("<IQQQI", 28, 36 + size, size, size // block, 0)
        data = (
            header(0xFFFFFFFF, riff=b"RF64", before=sizes, riff_size=0xFFFFFFFF, **options)
            if rf64
            else header(size, **options)
        )
        with path.open("wb") as file:
            file.write(data)
            file.truncate(len(data) + size)

    return make


CASES = [
    *(good(f"{codec}.wav", wav(codec)) for codec in ("pcm_u8", "pcm_s24le", "pcm_s32le", "pcm_f32le", "pcm_f64le", "adpcm_ms", "adpcm_ima_wav", "pcm_alaw", "pcm_mulaw")),
    good("extensible.wav", made("-f", "lavfi", "-i", "anoisesrc=d=1,pan=5.1|c0=c0|c1=c0|c2=c0|c3=c0|c4=c0|c5=c0", "-c:a", "pcm_s24le")),
    good("mp3-inside.wav", wav("libmp3lame")),
    good("broadcast.wav", made(*SOUND, "-write_bext", "1", "-metadata", "description=讲座")),
    good("piped.wav", lambda path: _piped(path)),
    good("sixty-four.wav", made(*SOUND, "-rf64", "always")),
    good("two-hours.wav", silence(7200)),
    good("two-hours-stereo.wav", silence(7200, hertz=44_100, channels=2, bits=16), slow=True),
    good("seven-gigabytes.wav", silence(20_000, rf64=True, hertz=96_000, channels=2, bits=24), slow=True),
    good("tagged.mp3", made(*SOUND, "-write_id3v1", "1", "-metadata", "title=党课", "-metadata", "artist=买买提·艾力")),
    good("variable.mp3", made(*SOUND, "-c:a", "libmp3lame", "-q:a", "5")),
    good("no-header.mp3", made(*SOUND, "-c:a", "libmp3lame", "-write_xing", "0", "-id3v2_version", "0")),
    good("low.mp3", made(*LOW, "-c:a", "libmp3lame", "-b:a", "16k")),
    good("cover.mp3", with_picture("-c:a", "libmp3lame")),
    good("large-tag.mp3", written(lambda: tag(1_500_000) + mp3("-id3v2_version", "0"))),
    good("two-tags.mp3", written(lambda: tag(300) + tag(500) + mp3("-id3v2_version", "0"))),
    good("ape-tag.mp3", written(lambda: mp3() + b"APETAGEX" + struct.pack("<IIII", 2000, 32, 0, 0x80000000) + bytes(8))),
    good("cut-out.mp3", written(lambda: mp3("-id3v2_version", "0", "-write_xing", "0")[300:])),
    good("noise-behind-the-tag.mp3", written(lambda: tag(64) + b"\x01\x02\x03" * 50 + mp3("-id3v2_version", "0"))),
    good("apple-lossless.m4a", made(*SOUND, "-c:a", "alac")),
    good("cover.m4a", with_picture("-c:a", "aac")),
    good("chapters.m4b", chapters, "m4a"),
    good("efficient.m4a", made(*SOUND, "-c:a", "aac", "-f", "mp4")),
    good("cover.flac", with_picture("-c:a", "flac")),
    good("tagged.flac", written(lambda: tag(200) + sound("flac", ".flac"))),
    good("twenty-four.flac", made(*SOUND, "-c:a", "flac", "-sample_fmt", "s32")),
    good("speech.opus", made(*SOUND, "-c:a", "libopus")),
    good("vorbis.oga", made(*SOUND, "-c:a", "libvorbis")),
    good("flac-inside.ogg", made(*SOUND, "-c:a", "flac")),
    good("chained.ogg", written(lambda: sound("libvorbis", ".ogg") * 2)),
    good("very-short.wav", made("-f", "lavfi", "-i", "sine=d=0.05:r=44100")),
    good("very-short.mp3", made("-f", "lavfi", "-i", "sine=d=0.1:r=44100")),
    bad("half.wav", written(lambda: header(44_100 * 60, hertz=44_100) + b"\x80" * 44_100 * 10), "damaged"),
    bad("no-samples.wav", written(lambda: header(0)), "no_length"),
    bad("no-rate.wav", written(lambda: header(800, hertz=0) + bytes(800)), "damaged"),
    bad("strange-coding.wav", written(lambda: header(800, form=0x9999) + bytes(800)), "nothing_to_play"),
    bad("days.wav", silence(30 * 3600), "too_long"),
    bad("cut.flac", written(lambda: sound("flac", ".flac")[:600]), "damaged"),
    bad("head-only.flac", written(lambda: sound("flac", ".flac")[:42]), "damaged"),
    bad("head-only.ogg", written(lambda: sound("libvorbis", ".ogg")[:58]), "damaged"),
    bad("tag-only.mp3", written(lambda: tag(1000)), "unknown"),
    bad("tag-beyond-the-end.mp3", written(lambda: tag(100)[:6] + b"\x7f\x7f\x7f\x7f" + mp3()), "unknown"),
    bad("list-behind-a-tag.mp3", written(lambda: tag(100) + b"#EXTM3U\ncanary.mp4\n"), "unknown"),
    bad("zip-behind.wav", written(lambda: sound("pcm_s16le", ".wav") + zipped(a=b"x")), "two_in_one"),
    bad("zip-behind.mp3", written(lambda: mp3() + zipped(a=b"x")), "two_in_one"),
    bad("page-in-a-tag.mp3", made(*SOUND, "-metadata", "title=<script>alert(1)</script>"), "two_in_one"),
    bad("rar-behind.flac", written(lambda: sound("flac", ".flac") + b"Rar!\x1a\x07\x00" + bytes(200)), "two_in_one"),
    bad("wav-called.mp3", wav("pcm_s16le", "-f", "wav"), "misnamed"),
    bad("mp3-called.wav", made(*SOUND, "-f", "mp3"), "misnamed"),
    bad("mp3-called.m4a", made(*SOUND, "-f", "mp3"), "misnamed"),
    either("channels-65535.wav", written(lambda: header(8000, channels=65535) + bytes(8000))),
    either("rate-4-billion.wav", written(lambda: header(8000, hertz=0xFFFFFFFF) + bytes(8000))),
    either("tag-of-256-mb.mp3", lambda path: _sparse_tag(path), slow=True),
]  # fmt: skip


def _piped(path: Path) -> None:
    """A recorder that never came to write the length."""
    path.write_bytes(header(0xFFFFFFFF, hertz=8000, riff_size=0xFFFFFFFF) + b"\x80\x90\x80\x70" * 4000)


def _sparse_tag(path: Path) -> None:
    sound = mp3("-id3v2_version", "0")
    with path.open("wb") as file:
        file.write(b"ID3\x03\0\0\x7f\x7f\x7f\x7f")
        file.seek(10 + 0xFFFFFFF)
        file.write(sound)
