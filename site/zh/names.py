"""Keys under which the spellings of one person's name are equal."""

import re
import unicodedata

from zh.fold import fold

MIDDLE_DOT = "\u00b7"
_DOTS = re.compile("[\u00b7\u2022\u30fb\uff0e\u2027\u22c5\uff65\u2219\u0387\u25cf\u318d]")
_SPACES = re.compile(r"\s+")


def tidy_name(name: str) -> str:
    """The name as it should be written: one kind of dot, no padding inside a Chinese name (王　芳 is 王芳).

    Latin names keep single spaces between their words. The characters themselves are never changed.
    """
    dotted = _DOTS.sub(MIDDLE_DOT, unicodedata.normalize("NFC", name))
    words = _SPACES.split(dotted.strip())
    spaced = all(word.isascii() for word in words)
    return (" " if spaced else "").join(words)


def name_key(name: str) -> str:
    """What is equal for all spellings of a name: padding, dots, width, case and traditional forms fall away."""
    return fold(name).replace(" ", "")
