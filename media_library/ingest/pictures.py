"""Pictures: read the header, hold it against the limits, decode once, chain the ladder down from that.

libvips decodes with ``fail_on="error"``, which is the gate for completeness: half a JPEG is no picture. HEIC, which
our libvips does not know, comes in through pillow-heif. What leaves is sRGB, upright, and carries no metadata.
"""

import base64
from itertools import pairwise
from pathlib import Path
from typing import Any

import pyvips

from media_library.ingest.exif import read_exif
from media_library.ingest.formats import Format
from media_library.ingest.limits import (
    ANIMATION_PIXELS,
    AVIF_FROM,
    AVIF_WIDTHS,
    CLOSEUP_WIDTHS,
    JPEG_WIDTHS,
    MEGA,
    PAGE_WIDTH,
    PDF_SHOWN_PAGES,
    PICTURE_FRAMES,
    PICTURE_PIXELS,
    TILES_FROM,
    WEBP_WIDTHS,
)
from media_library.ingest.made import Made, record
from media_library.ingest.refused import Refused, damaged

_LOADERS = {
    "jpeg": "VipsForeignLoadJpeg",
    "png": "VipsForeignLoadPng",
    "webp": "VipsForeignLoadWebp",
    "gif": "VipsForeignLoadNsgif",
    "tiff": "VipsForeignLoadTiff",
}
#: What pillow-heif raises, also where references lead in a circle.
_HEIC_BROKEN = (ValueError, RuntimeError, OSError, SyntaxError, EOFError, IndexError)
_ANY_HEIGHT = 10_000_000
# Effort 2 takes half the time of the default and costs 3 % in bytes (24 megapixels, measured).
_WEBP = {"Q": 82, "effort": 2, "keep": "none"}
# Takes four fifths of WebP's bytes or less; effort 4 would take twice the time for another twentieth (measured).
_AVIF = {"Q": 60, "effort": 3, "compression": "av1", "bitdepth": 8, "keep": "none"}
_JPEG = {"Q": 84, "optimize_coding": True, "keep": "none"}


def examine(format: Format, source: Path) -> dict[str, Any]:
    """The facts of the header, with nothing decoded: width and height (upright), frames, colour, EXIF.

    Raises Refused for too many pixels or frames, or a header that cannot be read.
    """
    facts = _heic_header(source) if format.code == "heic" else _header(format, source)
    width, height, frames = facts["width"], facts["height"], facts["frames"]
    if width * height > PICTURE_PIXELS:
        raise Refused(
            "too_many_pixels", megapixels=round(width * height / MEGA), limit=round(PICTURE_PIXELS / MEGA)
        )
    moving = format.code in ("gif", "webp")
    if frames > PICTURE_FRAMES or (moving and frames * width * height > ANIMATION_PIXELS):
        raise Refused("too_many_frames", frames=frames)
    if format.code == "tiff":
        facts["pages"] = len(_page_numbers(source, frames))
    if facts["orientation"] >= 5:
        facts["width"], facts["height"] = height, width
    facts.update(read_exif(format, source))
    edge = max(width, height)
    facts["later"] = [step for step, least in (("tiles", TILES_FROM), ("avif", AVIF_FROM)) if edge >= least]
    return facts


def derive(format: Format, source: Path, folder: Path, facts: dict[str, Any]) -> list[Made]:
    """The ladder of widths, and for a TIFF of several pages each page. Adds what only pixels tell to ``facts``.

    Raises Refused where the picture cannot be decoded to its end.
    """
    picture = upright_rgb(format, source, WEBP_WIDTHS[-1])
    facts.update(look(picture))
    made = ladder(picture, folder)
    if facts.get("pages", 1) > 1:
        numbers = _page_numbers(source, facts["frames"])[:PDF_SHOWN_PAGES]
        made += [_page(format, source, folder, page, at) for at, page in enumerate(numbers, start=1)]
    elif format.code in ("gif", "webp") and facts["frames"] > 1:
        _decode_all_frames(format, source)
    return made


def derive_avif(format: Format, source: Path, folder: Path) -> list[Made]:
    """The same ladder in AVIF, which is small and slow to make: a folder of its own, so that it comes whole."""
    target = folder / "avif"
    target.mkdir()
    picture = _fitting(upright_rgb(format, source, AVIF_WIDTHS[-1]))
    made = []
    for step in reversed(_steps(AVIF_WIDTHS, picture.width)):
        if picture.width > step:
            picture = picture.thumbnail_image(step, height=_ANY_HEIGHT, size="down").copy_memory()
        path = target / f"{step}.avif"
        picture.heifsave(str(path), **_AVIF)
        made.append(
            record(path, "avif", "image/avif", width=picture.width, height=picture.height, below=folder)
        )
    return made


def derive_closeup(
    format: Format, source: Path, folder: Path, facts: dict[str, Any], square: list[int]
) -> list[Made]:
    """A square of the picture (x, y, side in its upright pixels) in two widths, never enlarged."""
    x, y, side = square
    piece = full_rgb(format, source, facts).crop(x, y, side, side)
    if side > CLOSEUP_WIDTHS[-1]:
        piece = piece.thumbnail_image(CLOSEUP_WIDTHS[-1], height=_ANY_HEIGHT, size="down")
    name = f"closeup-{x}-{y}-{side}"
    return ladder(
        piece.copy_memory(), folder, role="closeup", webp=CLOSEUP_WIDTHS, jpeg=CLOSEUP_WIDTHS[-1:], name=name
    )


def upright_rgb(format: Format, source: Path, width: int, *, page: int = 0) -> pyvips.Image:
    """The picture at most ``width`` wide, upright, in sRGB on white, eight bits, decoded once into memory."""
    try:
        if format.code == "heic":
            image = _decode_heic(source)
            image = image.thumbnail_image(width, height=_ANY_HEIGHT, size="down", export_profile="srgb")
            return _plain_rgb(image).copy_memory()
        _allow_only(format)
        name = f"{source}[page={page}]" if page else str(source)
        if format.code != "jpeg":
            return _shrunk(name, width, "error")
        try:
            return _shrunk(name, width, "warning")
        except pyvips.Error as error:
            # Missing rows are only a warning to libjpeg; the others are habits of cameras, and nothing is lost.
            if "premature end" in str(error):
                raise
            return _shrunk(name, width, "error")
    except pyvips.Error as error:
        raise damaged(error) from error


def _shrunk(name: str, width: int, fail_on: str) -> pyvips.Image:
    header = pyvips.Image.new_from_file(name, access="sequential")
    # Colours are converted only where they are not sRGB already: that alone costs as much as the rest.
    profile = {"export_profile": "srgb"} if _is_not_srgb(header) else {}
    image = pyvips.Image.thumbnail(name, width, height=_ANY_HEIGHT, size="down", fail_on=fail_on, **profile)
    return _plain_rgb(image).copy_memory()


def full_rgb(format: Format, source: Path, facts: dict[str, Any]) -> pyvips.Image:
    """The whole picture, upright and in sRGB, not yet decoded: pixels are read as they are asked for."""
    if format.code == "heic":
        image = _decode_heic(source)
    else:
        _allow_only(format)
        access = "random" if facts["orientation"] > 1 else "sequential"
        image = pyvips.Image.new_from_file(str(source), access=access, fail_on="error").autorot()
    if _is_not_srgb(image):
        image = image.icc_transform("srgb", embedded=True)
    return _plain_rgb(image)


def ladder(
    picture: pyvips.Image,
    folder: Path,
    *,
    role: str = "web",
    webp: tuple[int, ...] = WEBP_WIDTHS,
    jpeg: tuple[int, ...] = JPEG_WIDTHS,
    name: str = "",
) -> list[Made]:
    """WebP and JPEG in the widths of the ladder, each made from the next larger one, none enlarged; their files are
    called after ``name``, else after the role."""
    steps = [(width, "webp") for width in _steps(webp, picture.width)]
    steps += [(width, "jpg") for width in _steps(jpeg, picture.width)]
    made = []
    for step, ending in sorted(steps, reverse=True):
        if picture.width > step:
            picture = picture.thumbnail_image(step, height=_ANY_HEIGHT, size="down").copy_memory()
        path = folder / f"{name or role}-{step}.{ending}"
        made.append(save_webp(picture, path, role) if ending == "webp" else _save_jpeg(picture, path, role))
    return made


def _save_jpeg(picture: pyvips.Image, path: Path, role: str) -> Made:
    picture.jpegsave(str(path), **_JPEG)
    return record(path, role, "image/jpeg", width=picture.width, height=picture.height)


def save_webp(picture: pyvips.Image, path: Path, role: str) -> Made:
    """Write a WebP (whose sides end at 16,383 pixels; a longer handscroll is made to fit)."""
    picture = _fitting(picture)
    picture.webpsave(str(path), **_WEBP)
    return record(path, role, "image/webp", width=picture.width, height=picture.height)


def _fitting(picture: pyvips.Image) -> pyvips.Image:
    if max(picture.width, picture.height) <= 16_383:
        return picture
    return picture.thumbnail_image(16_383, height=16_383, size="down").copy_memory()


def look(picture: pyvips.Image) -> dict[str, Any]:
    """What a page shows before the picture is there, and what tells like from like.

    ``colour`` is the commonest colour as #rrggbb, ``placeholder`` a WebP of 16 pixels as a data address,
    ``fingerprint`` the 64-bit difference hash (dHash) as 16 hexadecimal digits.
    """
    tiny = picture.thumbnail_image(16, height=16, size="down")
    data = tiny.webpsave_buffer(Q=40, effort=4, keep="none")
    grey = picture.colourspace("b-w").thumbnail_image(9, height=8, size="force")
    shades = bytes(grey.write_to_memory())
    rows = [shades[start : start + 9] for start in range(0, 72, 9)]
    bits = "".join("1" if left < right else "0" for row in rows for left, right in pairwise(row))
    return {
        "colour": _commonest_colour(picture),
        "placeholder": "data:image/webp;base64," + base64.b64encode(data).decode(),
        "fingerprint": f"{int(bits, 2):016x}",
    }


def _steps(widths: tuple[int, ...], width: int) -> list[int]:
    """The steps of the ladder up to the first that the picture's own width does not fill."""
    return [step for at, step in enumerate(widths) if at == 0 or widths[at - 1] < width]


def _header(format: Format, source: Path) -> dict[str, Any]:
    _allow_only(format)
    try:
        image = pyvips.Image.new_from_file(str(source), access="sequential", fail_on="error")
    except pyvips.Error as error:
        raise damaged(error) from error
    fields = set(image.get_fields())
    return {
        "width": image.width,
        "height": image.get("page-height") if "page-height" in fields else image.height,
        "frames": image.get("n-pages") if "n-pages" in fields else 1,
        "orientation": image.get("orientation") if "orientation" in fields else 1,
        "colour_space": str(image.interpretation),
        "bits": image.get("bits-per-sample") if "bits-per-sample" in fields else _bits(image),
    }


def _bits(image: pyvips.Image) -> int:
    return {"uchar": 8, "ushort": 16, "float": 32}.get(str(image.format), 8)


def _heic_header(source: Path) -> dict[str, Any]:
    import pillow_heif

    try:
        heif = pillow_heif.open_heif(source, convert_hdr_to_8bit=True)
        width, height = heif.size
        bits = heif.info.get("bit_depth", 8)
    except _HEIC_BROKEN as error:
        raise damaged(error) from error
    # libheif turns the picture upright by itself; the orientation in its EXIF is history.
    return {
        "width": width,
        "height": height,
        "frames": 1,
        "orientation": 1,
        "colour_space": "srgb",
        "bits": bits,
    }


def _decode_heic(source: Path) -> pyvips.Image:
    import pillow_heif

    try:
        heif = pillow_heif.open_heif(source, convert_hdr_to_8bit=True)
        image = heif.to_pillow()
        image.load()
    except _HEIC_BROKEN as error:
        raise damaged(error) from error
    if image.mode not in ("L", "RGB", "RGBA"):
        image = image.convert("RGB")
    profile = image.info.get("icc_profile")
    picture = pyvips.Image.new_from_memory(
        image.tobytes(), image.width, image.height, len(image.getbands()), "uchar"
    ).copy(interpretation="b-w" if image.mode == "L" else "srgb")
    if profile:
        picture = picture.copy()
        picture.set_type(pyvips.GValue.blob_type, "icc-profile-data", profile)
    return picture


def _plain_rgb(image: pyvips.Image) -> pyvips.Image:
    if image.hasalpha():
        ceiling = 65_535.0 if str(image.format) == "ushort" else 255.0
        image = image.flatten(background=[ceiling] * (image.bands - 1), max_alpha=ceiling)
    if str(image.interpretation) != "srgb" or image.bands != 3:
        image = image.colourspace("srgb")
    if image.bands > 3:
        image = image.extract_band(0, n=3)
    return image if str(image.format) == "uchar" else image.cast("uchar")


def _is_not_srgb(image: pyvips.Image) -> bool:
    """Whether the colours need converting: CMYK, or a profile that is not the common sRGB one."""
    if not image.get_typeof("icc-profile-data"):
        return str(image.interpretation) == "cmyk"
    profile: bytes = image.get("icc-profile-data")
    return b"sRGB IEC61966" not in profile and b"s\0R\0G\0B\0 \0I\0E\0C" not in profile


def _allow_only(format: Format) -> None:
    """libvips picks its loader by the bytes, as we did; here it is left with no other choice."""
    pyvips.operation_block_set("VipsForeignLoad", True)
    pyvips.operation_block_set(_LOADERS[format.code], False)


def _page_numbers(source: Path, pages: int) -> list[int]:
    """The directories of a TIFF that are pages, not a smaller copy of the first (a thumbnail, a pyramid's level)."""
    numbers, first = [], 0
    try:
        for number in range(min(pages, PDF_SHOWN_PAGES * 2)):
            page = pyvips.Image.new_from_file(f"{source}[page={number}]", access="sequential")
            pixels = page.width * page.height
            if pixels > PICTURE_PIXELS:
                raise Refused(
                    "too_many_pixels", megapixels=round(pixels / MEGA), limit=round(PICTURE_PIXELS / MEGA)
                )
            first = first or pixels
            if number == 0 or pixels * 3 > first:
                numbers.append(number)
    except pyvips.Error as error:
        raise damaged(error) from error
    return numbers


def _page(format: Format, source: Path, folder: Path, page: int, at: int) -> Made:
    picture = upright_rgb(format, source, PAGE_WIDTH, page=page)
    return save_webp(picture, folder / f"page-{at:03}.webp", "page")


def _decode_all_frames(format: Format, source: Path) -> None:
    """The ladder shows the first frame; a moving picture that breaks off later is damaged all the same."""
    try:
        pyvips.Image.new_from_file(f"{source}[n=-1]", access="sequential", fail_on="error").avg()
    except pyvips.Error as error:
        raise damaged(error) from error


def _commonest_colour(picture: pyvips.Image) -> str:
    """The mean of the fullest of 4 × 4 × 4 boxes of colour."""
    small = bytes(picture.thumbnail_image(32, height=32, size="force").write_to_memory())
    boxes: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for at in range(0, len(small), 3):
        red, green, blue = small[at], small[at + 1], small[at + 2]
        boxes.setdefault((red >> 6, green >> 6, blue >> 6), []).append((red, green, blue))
    fullest = max(boxes.values(), key=len)
    return "#" + "".join(
        f"{round(sum(channel) / len(fullest)):02x}" for channel in zip(*fullest, strict=True)
    )
