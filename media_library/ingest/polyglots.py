"""Files that are two things at once: a picture that some other program would open as an archive or a web page."""

import re
from pathlib import Path

from media_library.ingest.beside import beside
from media_library.ingest.formats import Format
from media_library.ingest.sniff_zip import end_record

#: What acts wherever it stands: a server runs PHP in a comment, a browser may take bytes for a page.
_ACTIVE = re.compile(
    rb"<\?php[\s(]|<script[\s>]|<html[\s>]|<svg\s[^>]{0,400}(?:xmlns|onload)|<!doctype html|%!PS-Adobe|%PDF-1\.",
    re.IGNORECASE,
)
#: What is opened by what looks for it behind something else: unpackers skip all that comes before.
_BEHIND = re.compile(
    rb"PK\x03\x04[\n-?]\x00..[\x00\x08\x09\x0c\x0e\x5d\x5f\x63]\x00|Rar!\x1a\x07|7z\xbc\xaf\x27\x1c",
    re.DOTALL,
)
#: What is a program if the picture before it is cut off.
_PROGRAM = re.compile(rb"[\x00\r\n ]*(?:MZ.{58}|\x7fELF|#!/|\xca\xfe\xba\xbe\x00\x00)", re.DOTALL)
_NAMES = {
    b"%pdf": "PDF",
    b"%!ps": "PostScript",
    b"<?ph": "PHP",
    b"pk\x03\x04": "ZIP",
    b"rar!": "RAR",
    b"7z\xbc\xaf": "7z",
}
_SPOKEN = ("txt", "srt", "vtt")


def hidden_in(path: Path, found: Format) -> str:
    """The name of what is hidden in the file; empty where nothing is.

    Telephones append a film, a second picture or their own notes to a JPEG, which is harmless and passes.
    Raises Refused where the walk through the file shows that it is damaged or full of notes.
    """
    if found.code == "docx" or found.code in _SPOKEN:
        return ""
    if _ends_as_zip(path):
        return "ZIP"
    parts = beside(path, found)
    if found.code != "pdf":
        for note in parts.notes:
            if match := _ACTIVE.search(note):
                return _name(match)
    if match := _ACTIVE.search(parts.tail) or _BEHIND.search(parts.tail or parts.notes[-1]):
        return _name(match)
    return _("a program") if _PROGRAM.match(parts.tail) else ""


def _(noun: str) -> str:
    """Mark a noun for the catalogue; `refusals.explain` translates it when somebody reads."""
    return noun


def _name(match: re.Match[bytes]) -> str:
    return _NAMES.get(match[0][:4].lower(), "HTML")


def _ends_as_zip(path: Path) -> bool:
    """Whether an unpacker would open the file: an end record whose directory stands where it says (or is shifted)."""
    end = end_record(path)
    if end is None:
        return False
    entries, length, _offset, at = end
    if not entries:
        return False
    with path.open("rb") as file:
        file.seek(max(0, at - length))
        return file.read(4) == b"PK\x01\x02"
