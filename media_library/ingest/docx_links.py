"""What a Word document would fetch or start by itself as soon as somebody opens it.

Links that a reader follows and pictures that stand elsewhere are common, and are dropped; a template, an object or a
part that comes from another machine is how documents are used to break in, and so is a field that starts a program.
Staff may open the original, so that dropping these from what we show would not be enough.
"""

import re
from xml.etree import ElementTree

from media_library.ingest.refused import Refused, damaged

_HARMLESS = {"hyperlink", "image"}
#: A path on the machine where it was written: templates are named like this.
_OWN_MACHINE = re.compile(
    r"(?:file:/{0,3})?[A-Za-z]:[\\/]|(?!file:|[A-Za-z][A-Za-z+.-]+:|//|\\)[^:]*$", re.IGNORECASE
)
_FIELD = re.compile(
    rb"fldCharType=[\"'](begin|separate)|<(?:\w+:)?instrText[^>]*>([^<]*)<|\binstr=(?:\"([^\"]*)\"|'([^']*)')"
)
_STARTS_A_PROGRAM = re.compile(rb"^\s*DDE(?:AUTO)?\s", re.MULTILINE | re.IGNORECASE)


def require_quiet(name: str, xml: bytes) -> int:
    """Look at one part; returns how many links lead elsewhere. Raises Refused for macros and for what acts by itself."""
    if name == "[Content_Types].xml" and b"macroEnabled" in xml.replace(b"\x00", b""):
        raise Refused("macros")
    if name.endswith(".rels"):
        return _links(xml)
    if name.startswith("word/") and _STARTS_A_PROGRAM.search(_fields(xml.replace(b"\x00", b""))):
        raise Refused("active_document")
    return 0


def _links(xml: bytes) -> int:
    try:
        tree = ElementTree.fromstring(xml)  # noqa: S314 - the gate refused every declaration of entities
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise damaged(error) from error
    count = 0
    for each in tree:
        if each.get("TargetMode") == "External":
            count += 1
            kind = each.get("Type", "").rpartition("/")[2]
            if kind not in _HARMLESS and not _OWN_MACHINE.match(each.get("Target", "").strip()):
                raise Refused("leads_elsewhere")
    return count


def _fields(xml: bytes) -> bytes:
    """The instructions of all fields, a line for each: Word writes one in as many pieces as it likes."""
    return b"".join(
        b"\n" if mark else piece or b"\n" + (double or single) + b"\n"
        for mark, piece, double, single in _FIELD.findall(xml)
    )
