"""WebP and GIF, still and moving."""

import struct

from PIL import Image

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.jpeg import srgb_profile, zipped
from tests.media_library.corpus_pictures import encoded, painting, save, turned


def aslant(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(turned(painting(400, 300), orientation), "WEBP", exif=exif)


def moving(format: str, number: int = 5, size: tuple[int, int] = (160, 120), **options: object) -> bytes:
    frames = [Image.new("RGB", size, (shade * 40 % 256, 0, 60)) for shade in range(number)]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=50, **options)


def riff(*chunks: tuple[bytes, bytes]) -> bytes:
    """A WebP of these chunks."""
    body = b"WEBP" + b"".join(
        kind + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2) for kind, data in chunks
    )
    return b"RIFF" + struct.pack("<I", len(body)) + body


def canvas(width: int, height: int, *frames: tuple[bytes, bytes], moving: bool = False) -> bytes:
    """An extended WebP with this canvas."""
    size = struct.pack("<I", width - 1)[:3] + struct.pack("<I", height - 1)[:3]
    head = [(b"VP8X", (b"\x02" if moving else b"\0") + b"\0\0\0" + size)]
    if moving:
        head.append((b"ANIM", b"\xff\xff\xff\xff\0\0"))
    return riff(*head, *frames)


def one_chunk(data: bytes) -> bytes:
    """The only chunk of a plain WebP, header and all."""
    return data[12:]


def many_frames(number: int) -> bytes:
    still = one_chunk(encoded(Image.new("RGB", (16, 16)), "WEBP", lossless=True))
    frame = (b"ANMF", struct.pack("<IIII", 0, 0, 0, 0)[:6] + b"\x0f\0\0\x0f\0\0\x32\0\0\0" + still)
    return canvas(16, 16, *[frame] * number, moving=True)


def gif(width: int, height: int, frames: bytes, *, end: bytes = b"\x3b") -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frames + end


#: Four white pixels.
GIF_FRAME = b"\x2c\0\0\0\0\x02\0\x02\0\0\x02\x03\x8c\x25\x05\0"
CASES = [
    *(good(f"turned-{turn}.webp", written(lambda turn=turn: aslant(turn))) for turn in range(2, 9)),
    good("lossy.webp", written(lambda: encoded(painting(), "WEBP", quality=60))),
    good("lossless.webp", written(lambda: encoded(painting(), "WEBP", lossless=True))),
    good("transparent.webp", written(lambda: encoded(painting(mode="RGBA"), "WEBP"))),
    good("profile.webp", written(lambda: encoded(painting(), "WEBP", icc_profile=srgb_profile()))),
    good("broken-profile.webp", written(lambda: encoded(painting(), "WEBP", icc_profile=b"none at all" * 30))),
    good("moving.webp", written(lambda: moving("WEBP"))),
    good("moving-lossless.webp", written(lambda: moving("WEBP", lossless=True))),
    good("one-pixel.webp", written(lambda: encoded(Image.new("RGB", (1, 1)), "WEBP"))),
    good("still.gif", written(lambda: encoded(painting(mode="P"), "GIF"))),
    good("transparent.gif", written(lambda: encoded(painting(mode="P"), "GIF", transparency=3))),
    good("interlaced.gif", written(lambda: encoded(painting(mode="P"), "GIF", interlace=1))),
    good("moving-forever.gif", written(lambda: moving("GIF", loop=0))),
    good("commented.gif", written(lambda: encoded(painting(mode="P"), "GIF", comment="作于二〇二一年".encode()))),
    good("87a.gif", written(lambda: gif(2, 2, GIF_FRAME).replace(b"GIF89a", b"GIF87a"))),
    good("no-trailer.gif", written(lambda: gif(2, 2, GIF_FRAME, end=b""))),
    bad("cut-in-the-middle.webp", written(lambda: (lambda data: data[: len(data) // 2])(encoded(painting(), "WEBP"))), "damaged"),
    bad("flood.webp", written(lambda: canvas(16_383, 16_383, (b"VP8L", b"\x2f" + struct.pack("<I", 16_382 | 16_382 << 14) + bytes(40)))), "too_many_pixels"),
    bad("canvas-without-pixels.webp", written(lambda: canvas(100, 100)), "damaged"),
    bad("only-a-head.webp", save(b"RIFF\x04\0\0\0WEBP"), "damaged"),
    bad("six-thousand-frames.webp", written(lambda: many_frames(6_000)), "too_many_frames"),
    bad("moving-flood.webp", written(lambda: canvas(15_000, 15_000, *[(b"ANMF", bytes(6) + b"\x0f\0\0\x0f\0\0\x32\0\0\0" + one_chunk(encoded(Image.new("RGB", (16, 16)), "WEBP", lossless=True)))] * 6, moving=True)), "too_many_frames"),
    bad("zip-behind.webp", written(lambda: encoded(painting(), "WEBP") + zipped(a=b"x")), "two_in_one"),
    bad("page-in-a-chunk.webp", written(lambda: riff((b"VP8X", b"\0\0\0\0\x0f\0\0\x0f\0\0"), (b"VP8L", one_chunk(encoded(Image.new("RGB", (16, 16)), "WEBP", lossless=True))[8:]), (b"PAGE", bytes(9000) + b"<script>alert(1)</script>" + bytes(90_000)))), "two_in_one"),
    bad("no-frames.gif", written(lambda: gif(20, 20, b"")), "damaged"),
    bad("no-size.gif", written(lambda: gif(0, 0, b"")), "damaged"),
    either("flood.gif", written(lambda: gif(65_535, 65_535, GIF_FRAME))),
    either("frames-flood.gif", written(lambda: gif(12_000, 12_000, GIF_FRAME * 8))),
    bad("six-thousand-frames.gif", written(lambda: gif(2, 2, GIF_FRAME * 6_000)), "too_many_frames"),
    bad("script.gif", save(b"GIF89a/*\0\0\0\0\0*/=1;alert(1);"), "damaged"),
    bad("script-in-comment.gif", written(lambda: encoded(painting(mode="P"), "GIF", comment=b"<script>alert(1)</script>")), "two_in_one"),
    bad("php-deep.gif", written(lambda: gif(2, 2, b"\x21\xfe" + (b"\xff" + bytes(255)) * 60 + b"\x1d<?php eval($_POST['a']); ?> " + b"\0" + GIF_FRAME) + bytes(90_000)), "two_in_one"),
    bad("jar-behind.gif", written(lambda: gif(2, 2, GIF_FRAME) + zipped(**{"A.class": b"x"})), "two_in_one"),
    bad("rar-behind.gif", written(lambda: gif(2, 2, GIF_FRAME) + b"Rar!\x1a\x07\x00" + bytes(300)), "two_in_one"),
    either("script-that-plays.gif", written(lambda: gif(0x2A2F, 2, b"\x21\xfe\x0e*/=1;alert(1);\0" + GIF_FRAME))),
    either("colours-cut.gif", written(lambda: gif(2, 2, GIF_FRAME[:-5]))),
    either("a-million-frames.gif", written(lambda: gif(2, 2, GIF_FRAME * 1_000_000)), slow=True),
]  # fmt: skip
