"""What a camera wrote beside the picture. Read for the archive's description; nothing of it leaves with a derivative."""

import struct
import warnings
from pathlib import Path
from typing import Any

from PIL import Image, ImageFile

from media_library.ingest.formats import Format

_PILLOW = {"jpeg": "JPEG", "png": "PNG", "webp": "WEBP", "gif": "GIF", "tiff": "TIFF", "heic": "HEIF"}
_MAKE, _MODEL, _EXIF, _GPS = 0x010F, 0x0110, 0x8769, 0x8825
_TAKEN, _ZONE, _LENS = 0x9003, 0x9011, 0xA434

# Our own gate counts pixels, and only the header is read here.
Image.MAX_IMAGE_PIXELS = None
ImageFile.LOAD_TRUNCATED_IMAGES = False


def read_exif(format: Format, source: Path) -> dict[str, Any]:
    """``camera``, ``lens``, ``taken`` (YYYY-MM-DD HH:MM:SS as the camera's clock said) and ``gps`` (whether it tells
    a place; the place itself is not kept). ``{"exif": "unreadable"}`` where a tag breaks the format: the picture
    itself may be good, so that is a fact and no refusal.
    """
    if format.code == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener(thumbnails=False)
    facts: dict[str, Any] = {}
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # Named formats only: left to itself Pillow takes bytes for EPS and starts Ghostscript.
            with Image.open(source, formats=(_PILLOW[format.code],)) as image:
                exif = image.getexif()
                more = exif.get_ifd(_EXIF)
                facts["gps"] = bool(exif.get_ifd(_GPS))
    except (OSError, ValueError, SyntaxError, KeyError, TypeError, AttributeError, IndexError, struct.error):
        return {"exif": "unreadable"}
    make, model = _text(exif.get(_MAKE)), _text(exif.get(_MODEL))
    facts["camera"] = model if model.startswith(make) else f"{make} {model}".strip()
    facts["lens"] = _text(more.get(_LENS))
    facts["taken"] = _moment(_text(more.get(_TAKEN)))
    return {name: value for name, value in facts.items() if value}


def _text(value: object) -> str:
    text = value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value or "")
    return "".join(character for character in text if character.isprintable()).strip()[:200]


def _moment(text: str) -> str:
    """EXIF's ``2021:07:01 09:30:00`` with dashes in the day; empty where it is none ("0000:00:00")."""
    day, _space, clock = text.partition(" ")
    parts = day.split(":")
    if len(parts) != 3 or not all(part.isdigit() for part in parts) or int(parts[0]) < 1900:
        return ""
    return f"{'-'.join(parts)} {clock[:8]}".strip()
