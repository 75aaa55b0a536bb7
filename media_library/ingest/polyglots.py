"""Files that are two things at once: a picture that some other program would open as an archive or a web page."""

import re
from pathlib import Path

from media_library.ingest.formats import Family, Format
from media_library.ingest.sniff_zip import end_record

_ACTIVE = re.compile(
    rb"<\?php|<script[\s>]|<html[\s>]|<svg[\s>]|<!doctype html|%PDF-1|%!PS-Adobe", re.IGNORECASE
)
_NAMES = {b"%pdf-1": "PDF", b"%!ps-adobe": "PostScript", b"<?php": "PHP"}
_WINDOW = 64 * 1024


def hidden_in(path: Path, found: Format) -> str:
    """The name of what is hidden in the file; empty where nothing is.

    Looked at: the first 4 KB and the last 64 KB of a picture or recording, and a ZIP directory at the end of anything
    that is no ZIP. Telephones append a film or a second picture to a JPEG, which is harmless and passes.
    """
    if found.code == "docx":
        return ""
    if found.code not in ("txt", "srt", "vtt") and _ends_as_zip(path):
        return "ZIP"
    if found.family is Family.DOCUMENT:
        return ""
    size = path.stat().st_size
    with path.open("rb") as file:
        windows = [file.read(4096)]
        if size > 4096:
            file.seek(max(4096 - 16, size - _WINDOW))
            windows.append(file.read())
    for window in windows:
        if match := _ACTIVE.search(window):
            return _NAMES.get(match[0].lower(), "HTML")
    return ""


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
