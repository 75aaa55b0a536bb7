"""Which document a ZIP is, by its directory alone: nothing is inflated here."""

import re
import zipfile
from pathlib import Path

from media_library.ingest.limits import DOCUMENT_MEMBERS
from media_library.ingest.refused import Refused, damaged

#: Word in a browser counts it: word/document2.xml.
_MAIN_PART = re.compile(r"word/document\d*\.xml")
_END = b"PK\x05\x06"
_DIRECTORY_BYTES = 4_000_000


def require_docx(path: Path) -> None:
    """Raises Refused unless the ZIP is a Word document without macros and with a directory of sane size."""
    names = member_names(path)
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Refused("macros")
    if "[Content_Types].xml" in names and any(_MAIN_PART.fullmatch(name) for name in names):
        return
    if {"[Content_Types].xml", "mimetype", "META-INF/manifest.xml", "OFD.xml"} & names:
        raise Refused("other_office")
    raise Refused("archive")


def member_names(path: Path) -> set[str]:
    """The names in the directory. Raises Refused where it is missing, broken or absurdly long."""
    end = end_record(path)
    if end is None:
        raise damaged("no end of the ZIP directory")
    entries, directory_bytes, _offset, _at = end
    if entries > DOCUMENT_MEMBERS or directory_bytes > _DIRECTORY_BYTES:
        raise Refused("too_many_parts", limit=DOCUMENT_MEMBERS)
    try:
        with zipfile.ZipFile(path) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise damaged(error) from error
    if len(infos) > DOCUMENT_MEMBERS:
        raise Refused("too_many_parts", limit=DOCUMENT_MEMBERS)
    return {info.filename for info in infos}


def end_record(path: Path) -> tuple[int, int, int, int] | None:
    """Entries, bytes and offset of a ZIP's directory and where its end record stands; None where it is no ZIP.

    APPNOTE 4.3.16: 22 bytes and a comment of at most 65,535 at the very end.
    """
    size = path.stat().st_size
    with path.open("rb") as file:
        file.seek(max(0, size - 22 - 65_535))
        base = file.tell()
        tail = file.read()
        at = tail.rfind(_END)
        while at >= 0:
            record = tail[at : at + 22]
            if len(record) == 22 and at + 22 + int.from_bytes(record[20:22], "little") <= len(tail):
                entries = int.from_bytes(record[10:12], "little")
                length = int.from_bytes(record[12:16], "little")
                offset = int.from_bytes(record[16:20], "little")
                return entries, length, offset, base + at
            at = tail.rfind(_END, 0, at)
    return None
