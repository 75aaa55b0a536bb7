"""In which characters a text is written: traditional or simplified, for screen readers, fonts and search engines."""

from functools import cache

from opencc import OpenCC

#: As much of a text as shows what it is.
LOOKED_AT = 2000


def tongue(text: str) -> str:
    """``zh-Hant`` where more characters are traditional only than simplified only, else ``zh-Hans``."""
    piece = text[:LOOKED_AT]
    traditional = _changed(piece, "t2s")
    return "zh-Hant" if traditional and traditional > _changed(piece, "s2t") else "zh-Hans"


def _changed(text: str, direction: str) -> int:
    return sum(old != new for old, new in zip(text, _converter(direction).convert(text), strict=False))


@cache
def _converter(direction: str) -> OpenCC:
    return OpenCC(direction)
