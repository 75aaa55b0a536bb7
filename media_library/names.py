"""File names are data: what a sender's machine said, made fit to be kept, shown and sent back."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath
from uuid import UUID

LONGEST = 400
# Longer than this, file systems refuse a name (255 bytes) that browsers would save under.
LONGEST_DOWNLOAD_BYTES = 180

#: Characters that steer the reading direction: with them ``exe.gpj`` is shown as ``jpg.exe`` turned round.
_STEERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f\ufffd]+')


def uids(named: Iterable[str]) -> list[UUID]:
    """Those of the words in an address or a form that are uids; what is none names nothing."""
    found = []
    for name in named:
        try:
            found.append(UUID(name))
        except ValueError:
            continue
    return found


def clean(raw: bytes | str) -> str:
    """The name as it is kept: at most 400 characters, in which nothing steers a terminal, a page or a database.

    Bytes are UTF-8 or, from older Windows machines, GB18030. Control characters, steering characters and halves of
    surrogate pairs become U+FFFD; everything else stays, also ``../``, since no path is ever made of a name.
    """
    text = raw if isinstance(raw, str) else _decode(raw)
    text = "".join("\ufffd" if _unfit(character) else character for character in text).strip()
    if len(text) <= LONGEST:
        return text
    ending = PurePosixPath(text).suffix[:20]
    return text[: LONGEST - len(ending) - 1] + "…" + ending


def for_download(name: str, fallback: str) -> str:
    """The name under which a browser may save the file: no folders, nothing that a file system refuses.

    ``fallback`` is taken where nothing is left of the name.
    """
    text = _NOT_IN_FILE_NAMES.sub("_", name.replace("\\", "/").rsplit("/", 1)[-1]).strip(" .")
    stem, ending = (PurePosixPath(text).stem, PurePosixPath(text).suffix) if text else ("", "")
    while len((stem + ending).encode()) > LONGEST_DOWNLOAD_BYTES and stem:
        stem = stem[:-1]
    return stem + ending if stem.strip("_") else fallback


def _decode(raw: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", errors="replace")


def _unfit(character: str) -> bool:
    return character in _STEERING or unicodedata.category(character) in ("Cc", "Cs")
