"""May this .xlsx be opened? Everything in it is counted while it is inflated, before any parser looks at it."""

import io
import re
import zipfile
import zlib

from django.utils.translation import gettext as _

from accounts.staff.unreadable import UnreadableSheet

MOST_PARTS = 500
MOST_INFLATED = 64 * 1024**2
_CHUNK = 1 << 16
_OVERLAP = 256
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)|<\0!\0(?:D\0O\0C|E\0N\0T)|\0<\0!\0[DE]")
_MERGED = re.compile(rb'mergeCell\s[^>]*?ref="([A-Z]{1,3}\d{1,7}:[A-Z]{1,3}\d{1,7})"')

Merged = dict[str, set[str]]
"""From a part's name to its merged ranges, as A2:A9; openpyxl does not tell them while it streams."""


def pass_gate(data: bytes) -> Merged:
    """Walk all parts once. Raises UnreadableSheet for damage, encryption, macros, entities, or too much inside.

    All parts together are counted, so that parts which overlap in the file gain nothing.
    """
    merged: Merged = {}
    left = MOST_INFLATED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
            if len(parts) > MOST_PARTS:
                raise UnreadableSheet(_("This file unpacks to more than a sheet of staff can have."))
            if any(part.filename.lower().endswith("vbaproject.bin") for part in parts):
                raise UnreadableSheet(_("This file carries macros. Please save it as .xlsx without macros."))
            if not any(part.filename.startswith("xl/") for part in parts):
                raise UnreadableSheet(_("This file is no spreadsheet. Please save the sheet as .xlsx."))
            for part in parts:
                left -= _walk(archive, part, left, merged)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as problem:
        raise damaged() from problem
    return merged


def damaged() -> UnreadableSheet:
    """What is said of a file that its own program would mend."""
    return UnreadableSheet(_("This file is damaged and cannot be read. Please save it again as .xlsx."))


def _walk(archive: zipfile.ZipFile, part: zipfile.ZipInfo, left: int, merged: Merged) -> int:
    """Inflate one part, counting; returns its bytes."""
    total, tail = 0, b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > left:
                raise UnreadableSheet(_("This file unpacks to more than a sheet of staff can have."))
            seen = tail + chunk
            if _DECLARATION.search(seen) and part.filename.lower().endswith((".xml", ".rels")):
                raise damaged()
            if part.filename.startswith("xl/worksheets/"):
                merged.setdefault(part.filename, set()).update(
                    found.decode() for found in _MERGED.findall(seen)
                )
            tail = seen[-_OVERLAP:]
    return total
