"""What a PDF would do by itself: run a script, start a program, play a film. We run nothing of it, but staff may open
the original. Links that a reader follows, forms and bookmarks are common and pass.
"""

import re
import zlib
from pathlib import Path

from media_library.ingest.limits import DOCUMENT_INFLATED_BYTES, MEGA
from media_library.ingest.refused import Refused


def _name(word: str) -> bytes:
    """A pattern for a name of which any letter may be written as its number (``/J#61vaScript``)."""
    return b"".join(b"(?:%c|#%02X|#%02x)" % (ord(each), ord(each), ord(each)) for each in word)


_ACTIVE = re.compile(
    rb"/S\s*/(?:%s|%s)\b" % (_name("JavaScript"), _name("Launch"))
    + rb"|/(?:%s)\s*[\[\d<]" % _name("XFA")
    + rb"|/(?:%s|%s)\b" % (_name("RichMedia"), _name("FileAttachment"))
)
_OBJECTS = re.compile(rb"/ObjStm\b.{0,400}?stream\r?\n", re.DOTALL)


def require_quiet(source: Path) -> None:
    """Raises Refused where the file, or the objects packed in it, name such an action, or unpack without end."""
    data = source.read_bytes()
    left = DOCUMENT_INFLATED_BYTES
    if _ACTIVE.search(data):
        raise Refused("active_document")
    for packed in _OBJECTS.finditer(data):
        unpacker = zlib.decompressobj()
        try:
            objects = unpacker.decompress(data[packed.end() :], left)
        except zlib.error:
            continue  # packed in another way, or locked: the decoder says whether it can be read
        left -= len(objects)
        if left <= 0:
            raise Refused("too_large_inside", limit=DOCUMENT_INFLATED_BYTES // MEGA)
        if _ACTIVE.search(objects):
            raise Refused("active_document")
