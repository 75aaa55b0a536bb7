"""HEIC from telephones, and its relatives that are not taken."""

import struct
import tempfile
from pathlib import Path

import pillow_heif
from PIL import Image, ImageCms

from tests.media_library.corpus.case import bad, either, good, written
from tests.media_library.corpus.jpeg import srgb_profile
from tests.media_library.corpus_pictures import encoded, painting, turned


def heic(picture: Image.Image | None = None, **options: object) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.heic"
        pillow_heif.from_pillow(picture or painting(320, 240)).save(path, **{"quality": 70, **options})
        return path.read_bytes()


def aslant(orientation: int) -> bytes:
    """Stored aslant, as a telephone's sensor lies; the box says how to turn it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = turned(painting(320, 240), orientation)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.heic"
        # Not from_pillow, which turns the pixels upright itself and has the box turn them once more.
        bare = pillow_heif.from_bytes(mode="RGB", size=stored.size, data=stored.tobytes())
        bare.save(path, quality=70, exif=exif.tobytes())
        return path.read_bytes()


def several() -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.heic"
        heif = pillow_heif.from_pillow(painting(320, 240))
        for _ in range(3):
            heif.add_from_pillow(painting(200, 150))
        heif.save(path, quality=70, primary_index=1)
        return path.read_bytes()


def deep(bits: int = 10, mode: str = "RGB;16") -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "made.heic"
        bands = 4 if "A" in mode else 3
        data = struct.pack("<H", 30_000) * (160 * 120 * bands)
        pillow_heif.options.SAVE_HDR_TO_12_BIT = bits == 12
        try:
            pillow_heif.from_bytes(mode=mode, size=(160, 120), data=data).save(path, quality=70)
        finally:
            pillow_heif.options.SAVE_HDR_TO_12_BIT = False
        return path.read_bytes()


def box(kind: bytes, *parts: bytes) -> bytes:
    body = b"".join(parts)
    return struct.pack(">I", len(body) + 8) + kind + body


def full(kind: bytes, version: int, flags: int, *parts: bytes) -> bytes:
    return box(kind, struct.pack(">I", version << 24 | flags), *parts)


def grid(columns: int = 2, rows: int = 2, width: int | None = None, height: int | None = None) -> bytes:
    """Tiles, as every iPhone writes its photographs; ``width`` and ``height`` of the whole may lie."""
    single = heic(painting(128, 128))
    config = _inside(single, b"hvcC")
    tile = _pixels(single)
    number = columns * rows
    whole = struct.pack(
        ">BBBBHH",
        0,
        0,
        rows - 1,
        columns - 1,
        min(width or 128 * columns, 65535),
        min(height or 128 * rows, 65535),
    )
    grid_id = number + 1
    ids = range(1, number + 1)
    infos = [full(b"infe", 2, 1, struct.pack(">HH4s", each, 0, b"hvc1"), b"\0") for each in ids]
    infos.append(full(b"infe", 2, 0, struct.pack(">HH4s", grid_id, 0, b"grid"), b"\0"))
    properties = box(
        b"ipco", config, full(b"ispe", 0, 0, struct.pack(">II", 128, 128)),
        full(b"ispe", 0, 0, struct.pack(">II", width or 128 * columns, height or 128 * rows)),
    )  # fmt: skip
    uses = b"".join(struct.pack(">HBBB", each, 2, 0x81, 2) for each in ids) + struct.pack(
        ">HBB", grid_id, 1, 3
    )
    links = box(b"dimg", struct.pack(">HH", grid_id, number), *(struct.pack(">H", each) for each in ids))
    ftyp = box(b"ftyp", b"heic\0\0\0\0mif1heic")

    def meta(start: int) -> bytes:
        places = b"".join(struct.pack(">HHHHII", each, 0, 0, 1, start, len(tile)) for each in ids)
        places += struct.pack(">HHHHII", grid_id, 0, 0, 1, start + len(tile), len(whole))
        return full(
            b"meta", 0, 0,
            full(b"hdlr", 0, 0, bytes(4), b"pict", bytes(13)),
            full(b"pitm", 0, 0, struct.pack(">H", grid_id)),
            full(b"iloc", 1, 0, b"\x44\0", struct.pack(">H", number + 1), places),
            full(b"iinf", 0, 0, struct.pack(">H", number + 1), *infos),
            full(b"iref", 0, 0, links),
            box(b"iprp", properties, full(b"ipma", 0, 0, struct.pack(">I", number + 1), uses)),
        )  # fmt: skip

    start = len(ftyp) + len(meta(0)) + 8
    return ftyp + meta(start) + box(b"mdat", tile, whole)


def _inside(data: bytes, kind: bytes) -> bytes:
    """The box of this kind, wherever it stands."""
    at = data.index(kind) - 4
    return data[at : at + int.from_bytes(data[at : at + 4], "big")]


def _pixels(data: bytes) -> bytes:
    at = data.index(b"mdat")
    return data[at + 4 : at - 4 + int.from_bytes(data[at - 4 : at], "big")]


def lying(width: int, height: int) -> bytes:
    """One picture that says it were this large."""
    data = heic()
    at = data.index(b"ispe") + 8
    return data[:at] + struct.pack(">II", width, height) + data[at + 8 :]


def p3() -> bytes:
    picture = painting(320, 240)
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    picture.info["icc_profile"] = profile.replace(b"sRGB", b"P3xx")
    return heic(picture)


CASES = [
    *(good(f"turned-{turn}.heic", written(lambda turn=turn: aslant(turn))) for turn in range(1, 9)),
    good("several.heic", written(several)),
    good("tiles.heic", written(grid)),
    good("tiles.HIF", written(lambda: grid(3, 1))),
    good("ten-bits.heic", written(deep)),
    good("twelve-bits.heic", written(lambda: deep(12))),
    good("ten-bits-alpha.heic", written(lambda: deep(10, "RGBA;16"))),
    good("transparent.heic", written(lambda: heic(painting(320, 240, "RGBA")))),
    good("grey.heic", written(lambda: heic(painting(320, 240, "L")))),
    good("unsampled.heif", written(lambda: heic(chroma=444))),
    good("odd-size.heic", written(lambda: heic(painting(321, 241)))),
    good("display-p3.heic", written(p3)),
    good("broken-profile.heic", written(lambda: heic(icc_profile=b"no profile" * 30))),
    good("brand-mif1.heic", written(lambda: heic().replace(b"ftypheic", b"ftypmif1", 1))),
    good("profile.heic", written(lambda: heic(icc_profile=srgb_profile()))),
    bad("cut.heic", written(lambda: heic()[:-400]), "damaged"),
    bad("no-pixels.heic", written(lambda: heic().replace(b"mdat", b"free")[:600]), "damaged"),
    bad("only-a-brand.heic", written(lambda: b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"), "damaged"),
    bad("flood.heic", written(lambda: lying(60_000, 60_000)), "too_many_pixels"),
    bad("grid-flood.heic", written(lambda: grid(2, 2, 65_535, 65_535)), "too_many_pixels"),
    bad("still.avif", written(lambda: encoded(painting(), "AVIF")), "other_picture"),
    bad("avif-called.heic", written(lambda: encoded(painting(), "AVIF")), "other_picture"),
    bad("avif-called.jpg", written(lambda: encoded(painting(), "AVIF")), "other_picture"),
    bad("film-called.heic", written(lambda: box(b"ftyp", b"isom\0\0\0\0isom") + bytes(300)), "misnamed"),
    bad("picture-called.mp4", written(heic), "misnamed"),
    either("lying.heic", written(lambda: lying(10_000, 10_000))),
    either("grid-of-65000.heic", written(lambda: grid(16, 16, 15_000, 15_000))),
    either("looping-reference.heic", written(lambda: grid().replace(struct.pack(">HHH", 5, 4, 1), struct.pack(">HHH", 5, 4, 5)))),
]  # fmt: skip
