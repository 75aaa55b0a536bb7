"""The ZIP beside a sheet: its names are data, nothing is ever extracted by them, and everything is counted."""

import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from accounts.models import User
from media_library.models import Asset
from media_library.uploads.finishing import receive_all
from submissions.errors import NotPossible

MOST_BYTES = 2 * 1024**3
MOST_INSIDE = 8 * 1024**3
MOST_MEMBERS = 2_000
RATIO, RATIO_FROM = 200, 10 * 1024**2
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
_LINK = 0o120000
DAMAGED = (zipfile.BadZipFile, NotImplementedError, RuntimeError, ValueError, EOFError, OSError, zlib.error)

Members = dict[str, zipfile.ZipInfo]


@contextmanager
def opened(file: BinaryIO) -> Iterator[tuple[zipfile.ZipFile, Members]]:
    """The archive and its files by their path in it, decoded. Raises NotPossible with a sentence."""
    try:
        archive = zipfile.ZipFile(file)
    except DAMAGED as error:
        raise NotPossible(_("The ZIP cannot be read; please pack it again.")) from error
    with archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise NotPossible(_("The ZIP holds more than %(most)s files.") % {"most": MOST_MEMBERS})
        _refuse_bombs(infos, archive.start_dir)
        members = {name_of(info): info for info in infos if not info.is_dir()}
        yield archive, {path: info for path, info in members.items() if not _of_the_system(path)}


def name_of(info: zipfile.ZipInfo) -> str:
    """The path of a member. Without the mark for UTF-8 it was written by Windows in GBK, mostly."""
    name = info.filename
    if not info.flag_bits & 0x800:
        raw = name.encode("cp437", "replace")
        for encoding in ("utf-8", "gb18030"):
            try:
                name = raw.decode(encoding)
                break
            except UnicodeDecodeError:
                continue
    return unicodedata.normalize("NFC", name.replace("\\", "/"))


def take_in(
    archive: zipfile.ZipFile, path: str, info: zipfile.ZipInfo, owner: User
) -> tuple[Asset | None, str]:
    """One member through the door of every upload: the asset, or the sentence that says why not."""
    name = path.rsplit("/", 1)[-1]
    try:
        with archive.open(info) as stream:
            file = UploadedFile(file=stream, name=name, size=info.file_size)
            received, sentences = receive_all([file], owner)
    except DAMAGED:
        return None, _("“%(name)s” is damaged in the ZIP.") % {"name": name}
    return (received[0], "") if received else (None, sentences[0])


def _refuse_bombs(infos: list[zipfile.ZipInfo], directory: int) -> None:
    if sum(info.file_size for info in infos) > MOST_INSIDE:
        raise NotPossible(_("The ZIP holds too much; please send it in parts."))
    spans = sorted((info.header_offset, info.header_offset + 30 + info.compress_size) for info in infos)
    ends = [start for start, _end in spans[1:]] + [directory]
    overlap = any(end > following for (_start, end), following in zip(spans, ends, strict=False))
    for info in infos:
        if info.flag_bits & 0x1:
            raise NotPossible(_("The ZIP is locked with a password; please pack it without one."))
        swollen = info.file_size > RATIO_FROM and info.file_size > RATIO * max(info.compress_size, 1)
        link = info.external_attr >> 16 & 0o170000 == _LINK
        if overlap or swollen or link or info.compress_type not in _METHODS:
            raise NotPossible(_("The ZIP cannot be read; please pack it again."))


def _of_the_system(path: str) -> bool:
    """What file managers leave in folders."""
    name = path.rsplit("/", 1)[-1]
    return (
        path.startswith("__MACOSX/") or name.startswith((".", "~$")) or name in ("Thumbs.db", "desktop.ini")
    )
