"""Good files cut off, with a hole in the middle, or with a few bits turned over.

What is cut is refused, with the word that it is damaged; sound and tape, which have no end of their own, may play up to
the cut. What has a hole or a wrong bit may be either: only that nothing breaks is certain.
"""

import random
import tempfile
from functools import cache
from pathlib import Path

from tests.media_library.corpus import heif, pdf_files, tiff, video, webp_gif, word_files
from tests.media_library.corpus.case import Case, bad, bytes_of, either, written
from tests.media_library.corpus.jpeg import jpeg
from tests.media_library.corpus_pictures import Maker, encoded, painting
from tests.media_library.corpus_recordings import from_lecture, lecture, made

#: One of each, large enough that a cut takes something away.
_SOUND = ("-f", "lavfi", "-i", "sine=f=440:d=8:r=44100")
_FILM = (*video.film("320x180", 8), *_SOUND)
WHOLE: dict[str, Maker] = {
    "jpg": written(lambda: jpeg(900, 600)),
    "progressive.jpg": written(lambda: jpeg(900, 600, progressive=True)),
    "png": written(lambda: encoded(painting(), "PNG")),
    "gif": written(lambda: webp_gif.moving("GIF", 12, (300, 200))),
    "tif": tiff.by_vips(compression="lzw"),
    "webp": written(lambda: encoded(painting(), "WEBP")),
    "heic": written(lambda: heif.heic(painting(640, 480))),
    "mp4": written(lambda: lecture()),
    "index-first.mp4": from_lecture("-c", "copy", "-movflags", "+faststart"),
    "docx": word_files.rich,
    "pdf": written(lambda: pdf_files.many(60)),
    "mkv": made(*_FILM, *video.X264, *video.YUV),
    "avi": made(*_FILM, "-c:v", "mpeg4"),
    "mpg": made(*_FILM, "-c:v", "mpeg2video", "-f", "mpeg"),
    "ts": made(*_FILM, *video.X264, *video.YUV, "-f", "mpegts"),
    "flv": made(*_FILM, *video.X264, *video.YUV, "-c:a", "aac"),
    "webm": made(*video.film("160x90", 3), "-c:v", "libvpx", "-deadline", "realtime"),
    "mp3": made(*_SOUND),
    "m4a": made(*_SOUND, "-c:a", "aac"),
    "wav": made(*_SOUND),
    "flac": made(*_SOUND),
    "ogg": made(*_SOUND, "-c:a", "libvorbis"),
}
_HAVE_AN_END = (
    "jpg",
    "progressive.jpg",
    "png",
    "gif",
    "tif",
    "webp",
    "heic",
    "mp4",
    "index-first.mp4",
    "docx",
    "pdf",
    "m4a",
)
#: Sound and film take long: one of each is enough, the others are tried by `make drill`.
_EVERY_DAY = (*_HAVE_AN_END, "mkv", "mp3")
_PARTS = (10, 50, 90, 99)


@cache
def whole(kind: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        return bytes_of(WHOLE[kind], Path(folder), f"whole.{kind}")


def cut(kind: str, part: int) -> Maker:
    return written(lambda: whole(kind)[: len(whole(kind)) * part // 100])


def hollow(kind: str) -> Maker:
    """A third of it, in the middle, is zeros."""

    def data() -> bytes:
        third = len(whole(kind)) // 3
        return whole(kind)[:third] + bytes(third) + whole(kind)[2 * third :]

    return written(data)


def turned_over(kind: str, bits: int, *, seed: int, first: int = 0) -> Maker:
    """So many bits turned, behind the first bytes, the same each time."""

    def data() -> bytes:
        turned, dice = bytearray(whole(kind)), random.Random(f"{kind}{seed}")
        for _ in range(bits):
            turned[dice.randrange(min(first, len(turned) - 1), len(turned))] ^= 1 << dice.randrange(8)
        return bytes(turned)

    return written(data)


def _cuts() -> list[Case]:
    cases = []
    for kind in WHOLE:
        for part in _PARTS:
            name = f"cut-{part}.{kind}"
            sure = kind in _HAVE_AN_END and not (kind == "index-first.mp4" and part == 99)
            damaged = bad(name, cut(kind, part), "damaged")
            cases.append(damaged if sure else either(name, cut(kind, part), slow=True))
    return cases


CASES = [
    *_cuts(),
    *(either(f"hollow.{kind}", hollow(kind), slow=kind not in _EVERY_DAY) for kind in WHOLE),
    *(either(f"few-bits.{kind}", turned_over(kind, 12, seed=1, first=16), slow=kind not in _EVERY_DAY) for kind in WHOLE),
    *(either(f"many-bits-{seed}.{kind}", turned_over(kind, 400, seed=seed, first=16), slow=True) for kind in WHOLE for seed in range(2, 6)),
]  # fmt: skip
