"""The file of an upload in hand: where it stands, who may write to it, and how bytes are added for good.

The one truth of how much has arrived is ``Upload.offset``: it is written after the bytes were synced to disk, so it
never names a byte that a power cut could take. What stands in the file beyond it was never acknowledged (a process
died before it could) and is cut off when the next request begins.
"""

import datetime as dt
import errno
import fcntl
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol
from uuid import UUID

from django.conf import settings
from django.http import UnreadablePostError
from django.utils import timezone

from accounts.models import User
from media_library import durable
from media_library.models import Upload

LIFETIME = dt.timedelta(days=7)
#: Bytes read at a time, and how many of a long request may have to be sent again after a ``kill -9``.
BLOCK = 256 * 1024
RECORD_EVERY = 8 * 1024**2
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class Busy(Exception):
    """Another request is writing to this upload."""


class Gone(Exception):
    """The upload was ended, or its bytes are no longer there."""


class TooLarge(Exception):
    """More bytes than one file may have (``settings.MAX_UPLOAD_BYTES``), or than were announced."""


class NoRoom(Exception):
    """The disk has no room: nothing acknowledged is lost, and the upload goes on when there is some."""


class WrongChecksum(Exception):
    """The bytes are not those that the sender meant; they were thrown away."""


class Checksum(Protocol):
    """What ``append`` asks of a checksum announced by the sender."""

    def update(self, block: bytes, /) -> None:
        """Take in the next bytes."""

    def holds(self) -> bool:
        """Whether all bytes together are those that the sender meant."""


def folder() -> Path:
    """Where uploads in hand stand, made at the first use."""
    found: Path = settings.VAR / "uploads"
    durable.make_folder(found)
    return found


def path_of(uid: UUID) -> Path:
    """The file of one upload. Names given by senders are never part of a path."""
    return folder() / str(uid)


def require_room(more: int) -> None:
    """Raises NoRoom where ``more`` bytes would eat into what the service itself needs (MIN_FREE_BYTES)."""
    if shutil.disk_usage(folder()).free - more < settings.MIN_FREE_BYTES:
        raise NoRoom


def begin(owner: User, *, name: str, length: int | None, metadata: str = "") -> Upload:
    """A new upload with an empty file. ``length`` in bytes, None while the sender does not know it.

    Raises TooLarge, NoRoom.
    """
    if length is not None and length > settings.MAX_UPLOAD_BYTES:
        raise TooLarge
    require_room(length or 0)
    upload = Upload(
        owner=owner, name=name, length=length, metadata=metadata, expires_at=timezone.now() + LIFETIME
    )
    path = path_of(upload.uid)
    try:
        path.touch(mode=0o600, exist_ok=False)
        durable.sync_folder(path.parent)
    except OSError as error:
        raise _named(error) from error
    upload.save()
    return upload


@contextmanager
def held(upload: Upload) -> Iterator[int]:
    """Be the only one who writes to the upload; gives the descriptor of its file and reads its row again.

    Raises Busy where somebody else is, Gone where the row or the file was removed meanwhile.
    """
    try:
        descriptor = os.open(path_of(upload.uid), os.O_RDWR)
    except FileNotFoundError as error:
        raise Gone from error
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        try:
            upload.refresh_from_db()
        except Upload.DoesNotExist as error:
            raise Gone from error
        yield descriptor
    finally:
        os.close(descriptor)  # and with it the lock


def append(
    upload: Upload, descriptor: int, blocks: Iterable[bytes], checksum: Checksum | None = None
) -> None:
    """Add bytes to an upload that is ``held``, and write to its row how many are safe now.

    Everything that came is kept, however it ended (a cut connection, a full disk), except under a checksum, which
    speaks of all bytes or of none. Raises NoRoom, TooLarge, WrongChecksum; nothing for a sender who falls silent.
    """
    start = position = upload.offset
    most = settings.MAX_UPLOAD_BYTES if upload.length is None else upload.length
    problem: Exception | None = None
    try:
        os.ftruncate(descriptor, start)
        os.lseek(descriptor, start, os.SEEK_SET)
        for block in blocks:
            if position + len(block) > most:
                raise TooLarge
            if checksum:
                checksum.update(block)
            require_room(len(block))
            _write(descriptor, block)
            durable.begin_writing(descriptor, position, len(block))
            position += len(block)
            if not checksum and position - upload.offset >= RECORD_EVERY:
                _record(upload, descriptor, position)
    except UnreadablePostError:
        pass  # the connection was cut: what came before is kept, and nobody is there to hear more
    except OSError as error:
        problem = _named(error)
        position = min(os.lseek(descriptor, 0, os.SEEK_CUR), os.fstat(descriptor).st_size)
    except (NoRoom, TooLarge) as error:
        problem = error
    if checksum and (problem or not checksum.holds()):
        os.ftruncate(descriptor, start)
        raise problem or WrongChecksum
    if position > upload.offset:
        _record(upload, descriptor, position)
    if problem:
        raise problem


def _write(descriptor: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _record(upload: Upload, descriptor: int, position: int) -> None:
    """First the disk, then the row. Raises NoRoom where the disk finds only now that it is full."""
    try:
        durable.sync_bytes(descriptor)
    except OSError as error:
        raise _named(error) from error
    if not Upload.objects.filter(pk=upload.pk, offset=upload.offset).update(offset=position):
        raise Gone
    upload.offset = position


def _named(error: OSError) -> Exception:
    return NoRoom() if error.errno in _FULL else error
