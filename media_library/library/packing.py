"""Many originals in one ZIP, sent while it is made: neither memory nor disk holds it.

Beside the files stand ``SHA256SUMS`` (``sha256sum -c`` checks what was saved) and ``manifest.csv``, which says what
each file is, and whether its bytes were still those that arrived.
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from django.core.files.storage import storages
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from media_library import storage
from media_library.models import Asset, State
from media_library.names import for_download

SUMS, MANIFEST = "SHA256SUMS", "manifest.csv"


@dataclass
class _Member:
    """A file that is packed: its name in the ZIP, its row of the manifest, and what was wrong with it."""

    asset: Asset
    name: str
    row: list[str]
    fault: str = ""


def packable(assets: Iterable[Asset]) -> list[Asset]:
    """Those that stood their check. What was refused is sent to nobody, what waits may be refused yet."""
    return [asset for asset in assets if asset.state == State.READY]


def pack(assets: Iterable[Asset]) -> Iterator[bytes]:
    """The bytes of the ZIP. Reads owners, albums and tags now, in the reader's language, and files as they are sent.

    A store that goes away meanwhile raises StoreAway: what was sent by then is no whole ZIP, and nobody takes it for
    one. A file that is gone, or no longer what arrived, is named in the manifest.
    """
    names = _Names()
    members = [_Member(asset, names.take(asset), _row(asset)) for asset in assets]
    faults = {"missing": _("missing"), "different": _("no longer what arrived")}
    return _stream(members, [_("File"), *_heads(), _("Fault")], faults)


def _stream(members: list[_Member], head: list[str], faults: dict[str, str]) -> Iterator[bytes]:
    pipe = _Pipe()
    with ZipFile(pipe, "w") as archive:
        for member in members:
            yield from _sent(archive, pipe, member)
        sums = "".join(f"{each.asset.sha256}  {each.name}\n" for each in members if each.fault != "missing")
        archive.writestr(_info(SUMS), sums)
        archive.writestr(_info(MANIFEST), _manifest(members, head, faults))
    yield pipe.taken()


def _sent(archive: ZipFile, pipe: "_Pipe", member: _Member) -> Iterator[bytes]:
    blocks = storage.blocks(storages["default"], member.asset.original_path)
    try:
        block = next(blocks, b"")
    except FileNotFoundError:
        member.fault = "missing"
        return
    info = _info(member.name, member.asset)
    digest = hashlib.sha256()
    with archive.open(info, "w") as file:
        while block:
            digest.update(block)
            file.write(block)
            yield pipe.taken()
            block = next(blocks, b"")
    if digest.hexdigest() != member.asset.sha256:
        member.fault = "different"


def _info(name: str, asset: Asset | None = None) -> ZipInfo:
    info = ZipInfo(name)
    info.external_attr = 0o644 << 16
    if asset:
        info.date_time = localtime(asset.created_at).timetuple()[:6]
        info.file_size = asset.size  # from two gigabytes on, ZIP needs to know before
    return info


class _Names:
    """Names within the ZIP, each once, also for those who do not tell capitals from small letters."""

    def __init__(self) -> None:
        self._taken = {SUMS.lower(), MANIFEST.lower()}

    def take(self, asset: Asset) -> str:
        wanted = for_download(asset.name, str(asset.uid))
        stem, ending, number = PurePosixPath(wanted).stem, PurePosixPath(wanted).suffix, 1
        name = wanted
        while name.lower() in self._taken:
            number += 1
            name = f"{stem} ({number}){ending}"
        self._taken.add(name.lower())
        return name


class _Pipe:
    """What ZipFile writes to; it cannot be gone back in, so that sizes follow each file."""

    def __init__(self) -> None:
        self._blocks: list[bytes] = []

    def write(self, block: bytes, /) -> int:
        self._blocks.append(bytes(block))
        return len(block)

    def flush(self) -> None:
        """Nothing waits here."""

    def close(self) -> None:
        """Nothing is open."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        blocks, self._blocks = self._blocks, []
        return b"".join(blocks)


def _heads() -> list[str]:
    return [
        _("Name as sent"),
        "SHA-256",
        _("Bytes"),
        _("Sent by"),
        _("Sent"),
        _("Album"),
        _("Caption"),
        _("Tags"),
    ]


def _row(asset: Asset) -> list[str]:
    return [
        asset.name,
        asset.sha256,
        str(asset.size),
        str(asset.owner),
        localtime(asset.created_at).isoformat(sep=" ", timespec="minutes")[:16],
        asset.album.name if asset.album else "",
        asset.caption,
        " ".join(tag.name for tag in asset.tags.all()),
    ]


def _manifest(members: list[_Member], head: list[str], faults: dict[str, str]) -> bytes:
    """For spreadsheets, which know UTF-8 by its mark and take what begins like a formula for one."""
    text = io.StringIO()
    rows = csv.writer(text)
    rows.writerow(head)
    for each in members:
        cells = [each.name, *each.row, faults.get(each.fault, "")]
        rows.writerow(
            [f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell for cell in cells]
        )
    return text.getvalue().encode("utf-8-sig")
