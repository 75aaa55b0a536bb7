"""What must survive a power cut: bytes, and the folder entries that lead to them."""

import errno
import os
import shutil
from pathlib import Path

# Enough for data that is appended: fdatasync writes the size too. macOS has only fsync.
sync_bytes = getattr(os, "fdatasync", os.fsync)


def begin_writing(descriptor: int, first: int, length: int) -> None:
    """Have the disk begin with these bytes now, so that less is left to wait for in ``sync_bytes``; promises nothing."""
    if hasattr(os, "posix_fadvise"):
        # "Not needed in memory": Linux begins to write what is dirty, and does not wait.
        os.posix_fadvise(descriptor, first, length, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """Write the folder's entries to disk: a new, renamed or removed name is safe only after this."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def make_folder(folder: Path) -> None:
    """Make the folder and those above it that are missing, each entry written to disk."""
    if folder.is_dir():
        return
    make_folder(folder.parent)
    folder.mkdir(exist_ok=True)
    sync_folder(folder.parent)


def move(source: Path, target: Path) -> None:
    """Move a file so that after this it stands whole at ``target``, whatever happens to the machine.

    A move to another disk copies to a name beside the target first: nothing half-made ever has the target's name.
    Raises OSError, as where the disk is full; the source then still stands.
    """
    make_folder(target.parent)
    _sync_file(source)
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        _copy_over(source, target)
    sync_folder(target.parent)
    if source.parent.is_dir():
        sync_folder(source.parent)


def _copy_over(source: Path, target: Path) -> None:
    unfinished = target.with_name(f"{target.name}.part")
    shutil.copyfile(source, unfinished)
    _sync_file(unfinished)
    unfinished.replace(target)
    sync_folder(target.parent)
    source.unlink()


def _sync_file(path: Path) -> None:
    with path.open("rb") as file:
        os.fsync(file.fileno())
