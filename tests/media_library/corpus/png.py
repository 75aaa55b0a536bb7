"""PNG: every kind of pixel, and too much of everything else."""

import struct
import zlib

from PIL import Image, PngImagePlugin

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.jpeg import srgb_profile, zipped
from tests.media_library.corpus_pictures import chunk, encoded, painting, png, turned

_DEPTHS = [(0, 1), (0, 2), (0, 4), (0, 8), (0, 16), (2, 16), (4, 8), (4, 16), (6, 8), (6, 16)]
_BANDS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
PALETTE = chunk(b"PLTE", bytes(range(48)))


def plain(colour: int, depth: int, extra: bytes = b"", size: int = 64) -> bytes:
    """A square of this kind."""
    row = b"\x00" + b"\x5a" * ((size * _BANDS[colour] * depth + 7) // 8)
    return png(size, size, row * size, depth=depth, colour=colour, extra=extra)


def interlaced(size: int = 64) -> bytes:
    """Seven passes (Adam7), of truecolour."""
    rows = b""
    for x, y, across, down in _ADAM7:
        width, height = -(-(size - x) // across), -(-(size - y) // down)
        rows += (b"\x00" + b"\xc8\x1e\x1e" * width) * height
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 1))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def with_chunks(*chunks: bytes) -> bytes:
    return plain(2, 8, b"".join(chunks))


def notes(inflated: int, kind: bytes = b"zTXt") -> bytes:
    """A chunk whose few bytes inflate to this many."""
    packed = zlib.compressobj(9)
    data = b"".join(packed.compress(bytes(1_000_000)) for _ in range(inflated // 1_000_000)) + packed.flush()
    before = {b"zTXt": b"Comment\0\0", b"iCCP": b"icc\0\0", b"iTXt": b"Comment\0\x01\0\0\0"}[kind]
    return chunk(kind, before + data)


def aslant(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[0x0112] = orientation
    return encoded(turned(painting(400, 300), orientation), "PNG", exif=exif)


def moving() -> bytes:
    frames = [Image.new("RGB", (200, 150), (shade, 0, 0)) for shade in (0, 120, 240)]
    return encoded(frames[0], "PNG", save_all=True, append_images=frames[1:], duration=80)


def noted(text: str) -> bytes:
    notes = PngImagePlugin.PngInfo()
    notes.add_itxt("XML:com.adobe.xmp", text, zip=False)
    return encoded(painting(), "PNG", pnginfo=notes)


def flat(width: int, height: int, bits: int = 1) -> bytes:
    """A huge picture of one colour, in few bytes."""
    packed, row = zlib.compressobj(9), b"\x00" + bytes((width * bits + 7) // 8)
    data = b"".join(packed.compress(row) for _ in range(height)) + packed.flush()
    colour = {1: 0, 8: 0, 24: 2}[bits]
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, min(bits, 8), colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + chunk(b"IDAT", data) + chunk(b"IEND", b"")


CASES = [
    *(good(f"colour-{colour}-bits-{depth}.png", written(lambda colour=colour, depth=depth: plain(colour, depth))) for colour, depth in _DEPTHS),
    *(good(f"palette-bits-{depth}.png", written(lambda depth=depth: plain(3, depth, PALETTE if depth > 2 else chunk(b"PLTE", bytes(6 if depth == 1 else 12)), 60))) for depth in (1, 2, 4)),
    good("palette-transparent.png", written(lambda: plain(3, 4, PALETTE + chunk(b"tRNS", bytes(range(16)))))),
    good("grey-transparent.png", written(lambda: plain(0, 8, chunk(b"tRNS", b"\x00\x5a")))),
    good("interlaced.png", written(interlaced)),
    good("moving.png", written(moving)),
    good("turned-6.png", written(lambda: aslant(6))),
    good("gamma.png", written(lambda: with_chunks(chunk(b"gAMA", struct.pack(">I", 45455)), chunk(b"cHRM", struct.pack(">8I", 31270, 32900, 64000, 33000, 30000, 60000, 15000, 6000))))),
    good("hdr-cicp.png", written(lambda: with_chunks(chunk(b"cICP", bytes([9, 16, 0, 1]))))),
    good("long-notes.png", written(lambda: noted("<x:xmpmeta>" + "永字八法" * 200_000 + "</x:xmpmeta>"))),
    good("profile.png", written(lambda: with_chunks(chunk(b"iCCP", b"icc\0\0" + zlib.compress(srgb_profile()))))),
    good("broken-profile.png", written(lambda: with_chunks(chunk(b"iCCP", b"icc\0\0" + zlib.compress(b"no profile at all" * 20))))),
    good("private-chunk.png", written(lambda: with_chunks(chunk(b"prVt", b"a program's own")))),
    good("one-pixel.png", written(lambda: plain(2, 8, size=1))),
    good("screenshot.png", written(lambda: encoded(painting(900, 1600, "RGBA"), "PNG", dpi=(144, 144)))),
    good("padded.png", written(lambda: plain(2, 8) + bytes(100))),
    good("flat-200-megapixels.png", written(lambda: flat(20_000, 10_000)), slow=True),
    bad("flat-400-megapixels.png", written(lambda: flat(20_000, 20_000)), "too_many_pixels"),
    bad("no-width.png", written(lambda: png(0, 5, b"")), "damaged"),
    bad("four-billion.png", written(lambda: png(0x7FFFFFFF, 0x7FFFFFFF, b"\0")), "damaged"),
    bad("no-pixels.png", written(lambda: plain(2, 8).replace(b"IDAT", b"IDAX")), "damaged"),
    bad("only-a-signature.png", written(lambda: b"\x89PNG\r\n\x1a\n"), "damaged"),
    bad("no-end.png", written(lambda: encoded(painting(), "PNG")[:-40]), "damaged"),
    bad("notes-400-mb.png", written(lambda: with_chunks(notes(400_000_000))), "too_many_notes"),
    bad("itxt-300-mb.png", written(lambda: with_chunks(notes(300_000_000, b"iTXt"))), "too_many_notes"),
    bad("profile-300-mb.png", written(lambda: with_chunks(notes(300_000_000, b"iCCP"))), "too_many_notes"),
    bad("notes-40-times-10-mb.png", written(lambda: with_chunks(*[notes(10_000_000)] * 40)), "too_many_notes"),
    bad("zip-behind.png", written(lambda: plain(2, 8) + zipped(a=b"x")), "two_in_one"),
    bad("php-in-text.png", written(lambda: with_chunks(chunk(b"prVt", bytes(9000)), chunk(b"tEXt", b"Comment\0<?php phpinfo(); ?>"))), "two_in_one"),
    bad("php-in-palette.png", written(lambda: plain(3, 8, chunk(b"PLTE", b"<?php eval($_GET[1]); ?>" + bytes(3 * 232)))), "two_in_one"),
    bad("page-behind.png", written(lambda: plain(2, 8) + b"<html><script>alert(1)</script>" + bytes(90_000)), "two_in_one"),
    bad("program-behind.png", written(lambda: plain(2, 8) + b"\x7fELF\x02\x01\x01" + bytes(300)), "two_in_one"),
    either("text-bad-checksum.png", written(lambda: with_chunks(chunk(b"tEXt", b"Comment\0x", crc=5)))),
    either("many-chunks.png", written(lambda: with_chunks(*[chunk(b"tEXt", b"Comment\0x")] * 5000))),
    bad("a-million-chunks.png", written(lambda: with_chunks(chunk(b"tEXt", b"a\0") * 1_000_000)), "too_many_notes"),
    either("chunk-of-two-gigabytes.png", written(lambda: with_chunks(struct.pack(">I", 0x7FFFFFFF) + b"tEXt"))),
    either("a-million-frames.png", written(lambda: with_chunks(chunk(b"acTL", struct.pack(">II", 1_000_000, 0))))),
]  # fmt: skip
