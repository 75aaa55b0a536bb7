"""Pictures for tests, made by code: good ones of every kind, and broken or hostile ones."""

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import pillow_heif
from PIL import Image, ImageDraw

Maker = Callable[[Path], None]
GOOD: dict[str, Maker] = {}
BAD: dict[str, tuple[Maker, str]] = {}


def good(name: str) -> Callable[[Maker], Maker]:
    """The function makes a file called ``name`` that must be taken."""

    def keep(maker: Maker) -> Maker:
        GOOD[name] = maker
        return maker

    return keep


def bad(name: str, code: str) -> Callable[[Maker], Maker]:
    """The function makes a file called ``name`` that must be refused with ``code``."""

    def keep(maker: Maker) -> Maker:
        BAD[name] = (maker, code)
        return maker

    return keep


def painting(width: int = 700, height: int = 500, mode: str = "RGB") -> Image.Image:
    """Ink on paper: red in the upper left corner, so that one sees which way is up. The same each time."""
    grain = Random(width).randbytes(width * height)
    picture = Image.frombytes("L", (width, height), grain).point(lambda shade: 90 + shade // 3).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((0, 0, width // 3, height // 3), fill=(200, 30, 30))
    draw.line((0, height, width, 0), fill=(20, 20, 20), width=max(2, width // 30))
    return picture.convert(mode)


def encoded(picture: Image.Image, format: str, **options: object) -> bytes:
    """The picture's bytes in ``format``."""
    data = io.BytesIO()
    picture.save(data, format, **options)
    return data.getvalue()


def chunk(kind: bytes, data: bytes, crc: int | None = None) -> bytes:
    """A PNG chunk, with a right checksum unless one is given."""
    return (
        struct.pack(">I", len(data))
        + kind
        + data
        + struct.pack(">I", zlib.crc32(kind + data) if crc is None else crc)
    )


def png(
    width: int, height: int, rows: bytes, *, depth: int = 8, colour: int = 2, extra: bytes = b""
) -> bytes:
    """A PNG with this header and these raw rows, whether they fit or not."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + extra + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def tiff_header(width: int, height: int) -> bytes:
    """A TIFF of one directory that promises pixels it does not have."""
    entries = [(256, 4, 1, width), (257, 4, 1, height), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1)]
    entries += [(273, 4, 1, 8), (277, 3, 1, 1), (278, 4, 1, height), (279, 4, 1, 100)]
    body = b"".join(struct.pack("<HHII", *entry) for entry in entries)
    return b"II*\x00" + struct.pack("<I", 8) + struct.pack("<H", len(entries)) + body + b"\x00" * 104


def save(data: bytes) -> Maker:
    """A maker that writes these bytes."""
    return lambda path: path.write_bytes(data) and None


@good("camera.jpg")
def _camera(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F], exif[0x0110] = "NIKON", "NIKON D850"
    exif.get_ifd(0x8769)[0x9003] = "2021:07:01 09:30:00"
    exif.get_ifd(0x8825)[1] = "N"
    painting().save(path, "JPEG", quality=90, exif=exif)


def turned(picture: Image.Image, orientation: int) -> Image.Image:
    """The picture as a camera that is held aslant stores it."""
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    return picture.transpose(turns[orientation]) if orientation > 1 else picture


def oriented(orientation: int, size: tuple[int, int] = (400, 300)) -> Maker:
    """A maker of a JPEG that is stored turned, as a camera held aslant does, and says so in its EXIF."""

    def make(path: Path) -> None:
        exif = Image.Exif()
        exif[0x0112] = orientation
        turned(painting(*size), orientation).save(path, "JPEG", quality=95, exif=exif)

    return make


@good("cmyk.jpg")
def _cmyk(path: Path) -> None:
    painting(mode="CMYK").save(path, "JPEG", quality=90)


@good("grey.jpeg")
def _grey(path: Path) -> None:
    painting(mode="L").save(path, "JPEG", progressive=True)


@good("display-p3.jpg")
def _display_p3(path: Path) -> None:
    import pyvips

    red = pyvips.Image.black(600, 400, bands=3).linear([1, 1, 1], [234, 51, 35]).cast("uchar")
    profile = pyvips.profile_load if hasattr(pyvips, "profile_load") else pyvips.Image.profile_load
    pixels = red.copy(interpretation="srgb")
    pixels.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile("p3"))
    path.write_bytes(pixels.jpegsave_buffer(Q=95))


@good("sixteen-bits.png")
def _sixteen_bits(path: Path) -> None:
    row = b"\x00" + b"".join(struct.pack(">HHH", 65535, 32768, 0) for _ in range(400))
    path.write_bytes(png(400, 300, row * 300, depth=16))


@good("transparent.PNG")
def _transparent(path: Path) -> None:
    picture = painting(mode="RGBA")
    picture.putalpha(Image.new("L", picture.size, 0))
    picture.save(path, "PNG")


@good("palette.png")
def _palette(path: Path) -> None:
    painting(mode="P").save(path, "PNG")


@good("handscroll.png")
def _handscroll(path: Path) -> None:
    Image.new("1", (60_000, 2_400), 1).save(path, "PNG", compress_level=1)


@good("fax.tif")
def _fax(path: Path) -> None:
    painting(1700, 2200, "1").save(path, "TIFF", compression="group4")


@good("sixteen-bits.tiff")
def _sixteen_bit_tiff(path: Path) -> None:
    Image.new("I;16", (500, 400), 40_000).save(path, "TIFF")


@good("ten-pages.tif")
def _ten_pages(path: Path) -> None:
    pages = [painting(400, 560) for _ in range(10)]
    pages[0].save(path, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_lzw")


@good("plain.webp")
def _webp(path: Path) -> None:
    painting().save(path, "WEBP", quality=80)


@good("moving.webp")
def _moving_webp(path: Path) -> None:
    frames = [Image.new("RGB", (200, 150), (shade, 0, 0)) for shade in (0, 120, 240)]
    frames[0].save(path, "WEBP", save_all=True, append_images=frames[1:], duration=80)


@good("moving.gif")
def _moving_gif(path: Path) -> None:
    frames = [Image.new("P", (200, 150), shade) for shade in (1, 2, 3)]
    frames[0].save(path, "GIF", save_all=True, append_images=frames[1:], duration=80)


@good("telephone.heic")
def _heic(path: Path) -> None:
    pillow_heif.from_pillow(painting()).save(path, quality=80)


@good("ten-bits.HEIC")
def _heic_ten_bits(path: Path) -> None:
    row = b"".join(struct.pack("<HHH", 65535, 30000, 1000) for _ in range(320))
    heif = pillow_heif.from_bytes(mode="RGB;16", size=(320, 240), data=row * 240)
    heif.save(path, quality=80)


@good("motion-photo.jpg")
def _motion_photo(path: Path) -> None:
    """A telephone's: a film hangs behind the picture."""
    path.write_bytes(
        encoded(painting(), "JPEG") + b"\x00\x00\x00\x18ftypmp42\x00\x00\x00\x00mp42isom" + bytes(9000)
    )


_JPEG = encoded(painting(), "JPEG", quality=85)
_PNG = encoded(painting(), "PNG")
_ROWS = (b"\x00" + b"\xc8\x1e\x1e" * 64) * 64

BAD["empty.jpg"] = (save(b""), "empty")
BAD["png-called.jpg"] = (save(_PNG), "misnamed")
BAD["jpeg-called.png"] = (save(_JPEG), "misnamed")
BAD["jpeg-called.php"] = (save(_JPEG), "misnamed")
BAD["no-ending"] = (save(_JPEG), "unnamed")
BAD["half.jpg"] = (save(_JPEG[: len(_JPEG) // 2]), "damaged")
BAD["only-a-start.jpg"] = (save(_JPEG[:40]), "damaged")
BAD["half.png"] = (save(_PNG[: len(_PNG) // 2]), "damaged")
BAD["bad-checksum.png"] = (
    save(_PNG[:33] + chunk(b"IDAT", zlib.compress(_ROWS), crc=1) + chunk(b"IEND", b"")),
    "damaged",
)
BAD["too-few-rows.png"] = (save(png(64, 64, _ROWS[: 30 * 193])), "damaged")
BAD["no-palette.png"] = (save(png(64, 64, (b"\x00" * 65) * 64, colour=3)), "damaged")
BAD["half.tif"] = (save(encoded(painting(), "TIFF")[:300_000]), "damaged")
BAD["half.webp"] = (save(encoded(painting(), "WEBP")[:5_000]), "damaged")
BAD["zeros.gif"] = (save(b"GIF89a" + bytes(500)), "damaged")
BAD["flood.png"] = (save(png(65_535, 65_535, b"\x00" * 1000)), "too_many_pixels")
BAD["flood.tif"] = (save(tiff_header(1_000_000, 1_000_000)), "too_many_pixels")
_FRAME = _JPEG.index(b"\xff\xc0") + 5
BAD["flood.jpg"] = (
    save(_JPEG[:_FRAME] + struct.pack(">HH", 65_000, 65_000) + _JPEG[_FRAME + 4 :]),
    "too_many_pixels",
)
BAD["page.jpg"] = (save(b"<!DOCTYPE html><html><script>alert(1)</script></html>"), "markup")
BAD["drawing.png"] = (save(b'<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>'), "markup")
BAD["drawing.svg"] = (save(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'), "markup")
BAD["postscript.jpg"] = (save(b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage"), "postscript")
BAD["shell.php.jpg"] = (save(b"<?php system($_GET['c']); ?>"), "script")
BAD["program.jpg"] = (save(b"MZ\x90\x00" + bytes(300)), "script")
BAD["script.png"] = (save(b"#!/bin/sh\nid\n"), "script")
BAD["page-behind.png"] = (save(_PNG + b"<script>alert(1)</script>"), "two_in_one")
BAD["php-in-comment.jpg"] = (
    save(_JPEG[:2] + b"\xff\xfe\x00\x16<?php phpinfo(); ?>" + _JPEG[2:]),
    "two_in_one",
)
BAD["bitmap.jpg"] = (save(encoded(painting(40, 40), "BMP")), "other_picture")
BAD["photoshop.tif"] = (save(b"8BPS\x00\x01" + bytes(60)), "other_picture")
BAD["raw.cr2"] = (save(b"II*\x00\x10\x00\x00\x00CR\x02\x00" + bytes(60)), "raw_photograph")
BAD["random.jpg"] = (save(bytes(range(256)) * 40), "unknown")


@bad("half.heic", "damaged")
def _half_heic(path: Path) -> None:
    _heic(path)
    data = path.read_bytes()
    path.write_bytes(data[: len(data) * 2 // 3])


@bad("still.avif", "other_picture")
def _avif(path: Path) -> None:
    painting().save(path, "AVIF")


@bad("many-frames.gif", "too_many_frames")
def _many_frames(path: Path) -> None:
    """12,000 × 12,000 eight times: each fits, together they do not."""
    frame = b"\x2c\x00\x00\x00\x00" + struct.pack("<HH", 12_000, 12_000) + b"\x00\x02\x02\x44\x01\x00"
    screen = b"GIF89a" + struct.pack("<HH", 12_000, 12_000) + b"\x80\x00\x00" + b"\x00\x00\x00\xff\xff\xff"
    path.write_bytes(screen + frame * 8 + b"\x3b")


@bad("archive-behind.jpg", "two_in_one")
def _archive_behind(path: Path) -> None:
    import zipfile

    behind = io.BytesIO()
    with zipfile.ZipFile(behind, "w") as archive:
        archive.writestr("run.class", b"x" * 100)
    path.write_bytes(_JPEG + behind.getvalue())
