"""TIFF from scanners, faxes, printers and laboratories; and raw photographs, which begin like one."""

import struct

import pyvips
from PIL import Image, TiffImagePlugin

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.jpeg import srgb_profile, zipped
from tests.media_library.corpus_pictures import Maker, encoded, painting, turned

_SHORT, _LONG, _BYTE, _ASCII = 3, 4, 1, 2


def by_vips(colours: str = "srgb", cast: str = "uchar", bands: int = 3, **options: object) -> Maker:
    """A maker that has libvips write the TIFF."""

    def make(path) -> None:
        picture = pyvips.Image.new_from_memory(painting(300, 200).tobytes(), 300, 200, 3, "uchar")
        picture = picture.copy(interpretation="srgb").colourspace(colours).cast(cast)
        if bands > picture.bands:
            picture = picture.bandjoin(255)
        path.write_bytes(picture.tiffsave_buffer(**options))

    return make


def aslant(orientation: int) -> bytes:
    return encoded(
        turned(painting(400, 300), orientation), "TIFF", tiffinfo={274: orientation}, compression="tiff_lzw"
    )


def directory(*entries: tuple[int, int, int, int], following: int = 0, order: str = "<") -> bytes:
    """One directory of a TIFF: (tag, kind, count, value)."""
    body = b""
    for tag, kind, count, value in entries:
        small = (
            struct.pack(f"{order}HH", value, 0)
            if kind == _SHORT and count == 1
            else struct.pack(f"{order}I", value)
        )
        body += struct.pack(f"{order}HHI", tag, kind, count) + small
    return struct.pack(f"{order}H", len(entries)) + body + struct.pack(f"{order}I", following)


def by_hand(
    *more: tuple[int, int, int, int], following: int = 0, pixels: bytes = b"\x80" * 1024, photometric: int = 1
) -> bytes:
    """32 × 32 grey pixels, with these entries besides."""
    entries = sorted([
        (256, _LONG, 1, 32), (257, _LONG, 1, 32), (258, _SHORT, 1, 8), (259, _SHORT, 1, 1), (262, _SHORT, 1, photometric),
        (273, _LONG, 1, 8), (277, _SHORT, 1, 1), (278, _LONG, 1, 32), (279, _LONG, 1, 1024), *more,
    ])  # fmt: skip
    return b"II*\0" + struct.pack("<I", 8 + len(pixels)) + pixels + directory(*entries, following=following)


def planar() -> bytes:
    """Red, then green, then blue, as some scanners write them."""
    planes = b"\xc8" * 1024 + b"\x1e" * 1024 + b"\x14" * 1024
    offsets = struct.pack("<III", 8, 1032, 2056)
    counts = struct.pack("<III", 1024, 1024, 1024)
    bits = struct.pack("<HHH", 8, 8, 8)
    at = 8 + len(planes)
    entries = [
        (256, _LONG, 1, 32), (257, _LONG, 1, 32), (258, _SHORT, 3, at + 24), (259, _SHORT, 1, 1), (262, _SHORT, 1, 2),
        (273, _LONG, 3, at), (277, _SHORT, 1, 3), (278, _LONG, 1, 32), (279, _LONG, 3, at + 12), (284, _SHORT, 1, 2),
    ]  # fmt: skip
    return (
        b"II*\0"
        + struct.pack("<I", at + 32)
        + planes
        + offsets
        + counts
        + bits
        + b"\0\0"
        + directory(*entries)
    )


def raw(
    maker: bytes, *entries: tuple[int, int, int, int], subs: bool = True, order: bytes = b"II*\0"
) -> bytes:
    """A camera's raw file: a small picture in the first directory, what the sensor saw in one below it."""
    sensor = directory(
        (254, _LONG, 1, 0),
        (256, _LONG, 1, 6000),
        (257, _LONG, 1, 4000),
        (262, _SHORT, 1, 32803),
        (259, _SHORT, 1, 34713),
    )
    pixels, start = b"\x80" * 1024, 8 + 1024
    name_at, sensor_at = start, start + 32
    first_at = sensor_at + len(sensor)
    more = [(254, _LONG, 1, 1), (271, _ASCII, len(maker), name_at), *entries]
    more += [(330, _LONG, 1, sensor_at)] if subs else []
    first = by_hand(*more)[8 + 1024 :]
    return order + struct.pack("<I", first_at) + pixels + maker.ljust(32, b"\0") + sensor + first


def pages(number: int, mode: str = "1", **options: object) -> Maker:
    def make(path) -> None:
        first, *rest = [painting(300, 420, mode) for _ in range(number)]
        first.save(path, "TIFF", save_all=True, append_images=rest, **options)

    return make


def loop() -> bytes:
    """A directory that follows itself."""
    return by_hand(following=8 + 1024)


def many_directories(number: int) -> bytes:
    """So many directories of a few bytes that all show the same pixels."""
    data = bytearray(b"II*\0" + struct.pack("<I", 8 + 1024) + b"\x80" * 1024)
    one = by_hand()[8 + 1024 :]
    for each in range(number):
        at = len(data)
        data += one[:-4] + struct.pack("<I", at + len(one) if each + 1 < number else 0)
    return bytes(data)


def deflate_flood(side: int) -> bytes:
    """A huge flat picture in few bytes, within what is allowed or not."""
    return bytes(pyvips.Image.black(side, side).tiffsave_buffer(compression="deflate", tile=True))


def strange_profile() -> bytes:
    info = TiffImagePlugin.ImageFileDirectory_v2()
    info[34675], info.tagtype[34675] = b"not a profile" * 30, 7
    return encoded(painting(), "TIFF", tiffinfo=info)


CASES = [
    *(good(f"turned-{turn}.tif", written(lambda turn=turn: aslant(turn))) for turn in range(2, 9)),
    good("lzw.tif", by_vips(compression="lzw", predictor="horizontal")),
    good("zip.tif", by_vips(compression="deflate")),
    good("jpeg.tif", by_vips(compression="jpeg", Q=85)),
    good("packbits.tif", by_vips(compression="packbits")),
    good("tiled.tif", by_vips(tile=True, tile_width=128, tile_height=128)),
    good("pyramid.tif", by_vips(tile=True, tile_width=64, tile_height=64, pyramid=True)),
    good("pyramid-in-sub-directories.tif", by_vips(tile=True, tile_width=64, tile_height=64, pyramid=True, subifd=True)),
    good("big.tif", by_vips(bigtiff=True)),
    good("lab.tif", by_vips("lab", "float")),
    good("sixteen-bits.tif", by_vips("rgb16", "ushort")),
    good("float.tif", by_vips("scrgb", "float")),
    good("alpha.tif", by_vips(bands=4)),
    good("grey.tif", by_vips("b-w")),
    good("xyz.tif", by_vips("xyz", "float")),
    good("cmyk.tif", written(lambda: encoded(painting(mode="CMYK"), "TIFF", compression="tiff_lzw"))),
    good("group-3.tif", written(lambda: encoded(painting(mode="1"), "TIFF", compression="group3"))),
    good("palette.tif", written(lambda: encoded(painting(mode="P"), "TIFF"))),
    good("ycbcr.tif", written(lambda: encoded(painting(mode="YCbCr"), "TIFF"))),
    good("big-endian.tif", written(lambda: encoded(Image.new("I;16B", (300, 200), 40_000), "TIFF"))),
    good("planar.tif", written(planar)),
    good("by-hand.tif", written(by_hand)),
    good("white-is-zero.tif", written(lambda: by_hand(photometric=0))),
    good("profile.tif", written(lambda: encoded(painting(), "TIFF", icc_profile=srgb_profile()))),
    good("broken-profile.tif", written(strange_profile)),
    good("private-tags.tif", written(lambda: by_hand((65000, _LONG, 1, 7), (50838, _LONG, 1, 12)))),
    good("fax-of-60-pages.tif", pages(60, compression="group4"), slow=True),
    good("pages-of-two-kinds.tif", lambda path: painting(300, 420, "1").save(path, "TIFF", save_all=True, append_images=[painting(420, 300, "RGB")])),
    bad("camera.nef", written(lambda: raw(b"NIKON CORPORATION\0")), "raw_photograph"),
    bad("camera-called.tif", written(lambda: raw(b"NIKON CORPORATION\0")), "raw_photograph"),
    bad("negative.dng", written(lambda: raw(b"Leica\0", (0xC612, _BYTE, 4, 0x00000401))), "raw_photograph"),
    bad("negative-called.tiff", written(lambda: raw(b"Google\0", (0xC612, _BYTE, 4, 0x00000401))), "raw_photograph"),
    bad("camera.arw", written(lambda: raw(b"SONY\0")), "raw_photograph"),
    bad("camera.pef", written(lambda: raw(b"PENTAX\0", subs=False)), "raw_photograph"),
    bad("camera.rw2", written(lambda: b"IIU\0" + bytes(300)), "raw_photograph"),
    bad("camera.orf", written(lambda: b"IIRO\x08\0\0\0" + bytes(300)), "raw_photograph"),
    bad("camera.raf", written(lambda: b"FUJIFILMCCD-RAW 0201" + bytes(300)), "raw_photograph"),
    bad("camera.cr3", written(lambda: b"\0\0\0\x18ftypcrx \0\0\0\x01crx isom" + bytes(300)), "raw_photograph"),
    bad("camera-called.jpg", written(lambda: b"II*\0\x10\0\0\0CR\x02\0" + bytes(300)), "raw_photograph"),
    bad("zip-behind.tif", written(lambda: by_hand() + zipped(a=b"x")), "two_in_one"),
    bad("flood.tif", written(lambda: by_hand().replace(struct.pack("<HHII", 256, 4, 1, 32), struct.pack("<HHII", 256, 4, 1, 2_000_000)).replace(struct.pack("<HHII", 257, 4, 1, 32), struct.pack("<HHII", 257, 4, 1, 2_000_000))), "too_many_pixels"),
    bad("deflate-400-megapixels.tif", written(lambda: deflate_flood(20_000)), "too_many_pixels"),
    bad("no-directory.tif", written(lambda: b"II*\0\xff\xff\xff\x7f" + bytes(100)), "damaged"),
    bad("no-width.tif", written(lambda: by_hand().replace(struct.pack("<HHII", 256, 4, 1, 32), struct.pack("<HHII", 256, 4, 1, 0))), "damaged"),
    bad("pixels-beyond-the-end.tif", written(lambda: by_hand().replace(struct.pack("<HHII", 273, 4, 1, 8), struct.pack("<HHII", 273, 4, 1, 9_000_000))), "damaged"),
    bad("html-called.tif", written(lambda: b"<html><body>MM</body></html>"), "markup"),
    either("looping.tif", written(loop)),
    either("six-thousand-pages.tif", written(lambda: many_directories(6_000))),
    either("two-hundred-thousand-pages.tif", written(lambda: many_directories(200_000)), slow=True),
    either("huge-count.tif", written(lambda: by_hand((270, _ASCII, 0xFFFFFFF0, 8)))),
    either("deflate-225-megapixels.tif", written(lambda: deflate_flood(15_000)), slow=True),
]  # fmt: skip
